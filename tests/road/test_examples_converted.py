"""The example materials, converted for real: what is printed on them must be in their records, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from converters.writing.names import slug
from validators.language.syllables import tone_key
from validators.packages.package import open_package
from validators.sharing.issue_date import IssueDate
from validators.sharing.record import Record

pytestmark = pytest.mark.real

MATERIALS = Path(__file__).parents[2] / "examples" / "materials"
LEAFLET = "to-roi-dot-phao-dung-luat"
TRIFOLD = "to-gap-phong-chong-bao-luc-gia-dinh"
OUTLINE = "de-cuong-nghi-dinh-282-2025"
QUESTIONS = "hoi-dap-tro-giup-phap-ly"
WORD = "de-cuong-luat-bao-ve-du-lieu-ca-nhan"
LECTURE = "bai-giang-tu-sach-phap-luat"

KINDS = {
    LEAFLET: "to-roi", TRIFOLD: "to-gap", OUTLINE: "de-cuong", QUESTIONS: "hoi-dap", WORD: "de-cuong",
    LECTURE: "bai-giang",
}  # fmt: skip
TITLES = {
    LEAFLET: "Vui Tết an toàn, dùng pháo đúng luật",
    TRIFOLD: "Phòng, chống bạo lực gia đình",
    OUTLINE: "Nghị định số 282/2025/NĐ-CP",
    QUESTIONS: "Hỏi - đáp về trợ giúp pháp lý miễn phí",
    WORD: "Đề cương giới thiệu Luật Bảo vệ dữ liệu cá nhân",
    LECTURE: "Tủ sách pháp luật: từ giá sách đến bản số",
}
DATES = {
    LEAFLET: IssueDate(2026, 1), TRIFOLD: IssueDate(2026, 3), OUTLINE: IssueDate(2026, 2, 5),
    QUESTIONS: IssueDate(2026, 1), WORD: IssueDate(2026, 4), LECTURE: IssueDate(2026, 5),
}  # fmt: skip
PUBLISHERS = dict.fromkeys(KINDS, "Sở Tư pháp") | {QUESTIONS: "Trung tâm Trợ giúp pháp lý nhà nước"}
# Share of characters that may differ from the true text, in reading order.
ERRORS = {LEAFLET: 0.015, TRIFOLD: 0.015, OUTLINE: 0.01, QUESTIONS: 0.015}
FINES = {
    LEAFLET: {(2_000_000, 5_000_000), (20_000_000, 40_000_000), (2_000_000, 3_000_000)},
    TRIFOLD: {
        (500_000, 1_000_000), (3_000_000, 5_000_000), (20_000_000, 30_000_000), (1_000_000, 4_000_000),
        (10_000_000, 20_000_000),
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("packages")
    answer = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", "convert", str(MATERIALS), "-o", str(out)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert answer.returncode == 0, answer.stderr
    return out


@pytest.fixture
def record(packages: Path, name: str) -> Record:
    return open_package(packages / name).record()


def folded(text: str) -> str:
    return tone_key(" ".join(text.casefold().split()))


def plain(text: str) -> str:
    """Letters and digits only: bullets, quotes and line ends are the printer's."""
    return re.sub(r"[\W_]+", " ", text).strip()


@pytest.mark.parametrize("name", KINDS)
class TestEveryMaterial:
    def test_kind(self, record: Record, name: str) -> None:
        assert record.kind == KINDS[name]

    def test_title(self, record: Record, name: str) -> None:
        assert folded(TITLES[name]) in folded(record.title)
        assert len(record.title) < len(TITLES[name]) + 250

    def test_publisher(self, record: Record, name: str) -> None:
        assert record.publisher is not None
        assert folded(PUBLISHERS[name]) in folded(record.publisher.name)
        assert len(record.publisher.name) < 100

    def test_place(self, record: Record, name: str) -> None:
        assert record.place is not None
        assert (record.place.code, record.place.name) == ("33", "Hưng Yên")

    def test_date_as_printed(self, record: Record, name: str) -> None:
        assert record.date_issued == DATES[name]

    def test_number_only_where_one_is_printed(self, record: Record, name: str) -> None:
        assert record.number == ("86/ĐC-STP" if name == OUTLINE else None)


@pytest.mark.parametrize("name", ERRORS)
def test_text_in_reading_order(packages: Path, name: str) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(packages / name / "data" / "access" / f"{slug(name)}.pdf") as pdf:
        read = plain("\n".join(page.get_textpage().get_text_range() for page in pdf))
    true = plain((MATERIALS / f"{name}.gt.txt").read_text("utf-8"))
    assert Levenshtein.distance(true, read) / len(true) <= ERRORS[name]


@pytest.mark.parametrize("name", FINES)
def test_fines(record: Record, name: str) -> None:
    found = {(block.amount_min, block.amount_max) for block in record.content if block.type == "sanction"}
    assert found >= FINES[name]


@pytest.mark.parametrize("name", [QUESTIONS])
def test_questions(record: Record, name: str) -> None:
    questions = [block for block in record.content if block.type == "question"]
    assert len(questions) == 6
    assert all(question.answer for question in questions)


@pytest.mark.parametrize("name", [TRIFOLD])
def test_hotlines_are_read(record: Record, packages: Path, name: str) -> None:
    text = (packages / name / "data" / "content.md").read_text("utf-8")
    assert all(number in text for number in ("113", "111", "115", "1900 0000"))
