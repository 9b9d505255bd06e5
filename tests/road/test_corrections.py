"""`review doubts`, `settle`, `correct`: what people put right reaches every file, and no later run takes it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import road_inputs as inputs

from converters.records.doubts.doubt import doubt
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from converters.writing.stored_record import record_json
from pbgdpl_cli.app import run
from validators.packages.changing import changing
from validators.packages.package import CORRECTIONS, NEEDS_PERSON, READ_PAGES, open_package
from validators.packages.verification import verify
from validators.problems import say
from validators.sharing.record import Record, Waiver

BY = ("--by", "Trần Thị Bình Minh")
Ask = Callable[..., tuple[int, dict[str, Any]]]

pytestmark = pytest.mark.real


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `pbgdpl --json …` and gives exit code and envelope."""

    def asked(*words: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", "--lang", "en", *map(str, words)])
        return code, json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def package(ask: Ask, tmp_path: Path) -> Path:
    """Of three pages with a text layer: "Trang 1", "Con em trong xom xem sach", …"""
    source = inputs.text_pdf(tmp_path)
    assert ask("convert", source, "-o", tmp_path / "goi")[0] == 0
    return tmp_path / "goi" / "chu"


def record_of(package: Path) -> Record:
    return open_package(package).record()


def content(package: Path) -> str:
    return (package / "data" / "content.md").read_text("utf-8")


def files(package: Path) -> dict[str, bytes]:
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


def test_a_word_is_put_right_in_record_content_and_word_boxes(ask: Ask, package: Path) -> None:
    code, answer = ask("review", "correct", package, "--page", 2, "--text", "sach", "--to", "sách", *BY)
    assert code == 0
    assert [(one["page"], one["before"], one["after"]) for one in answer["data"]["places"]] == [(2, "sach", "sách")]
    assert content(package).count("sách") == 1
    assert content(package).count("sach") == 2
    (alto,) = (package / "data" / "ocr").glob("*.alto.xml")
    assert 'CONTENT="sách"' in alto.read_text("utf-8")
    assert verify(package) == []
    code, answer = ask("validate", package)
    assert code == 0
    assert answer["data"]["findings"] == [one for one in answer["data"]["findings"] if one["severity"] != "error"]


def test_all_places_and_one_of_several(ask: Ask, package: Path) -> None:
    before = files(package)
    code, answer = ask("review", "correct", package, "--text", "xom", "--to", "xóm", *BY)
    assert (code, answer["errors"][0]["code"]) == (1, "several-places")
    assert "page 3" in answer["errors"][0]["message"]
    assert files(package) == before
    assert ask("review", "correct", package, "--text", "xom", "--to", "xóm", "--nth", 3, *BY)[0] == 0
    assert content(package).count("xóm") == 1
    assert ask("review", "correct", package, "--text", "xom", "--to", "xóm", "--all", *BY)[0] == 0
    assert content(package).count("xóm") == 3


@pytest.mark.parametrize("words", [("--text", "không có", "--to", "có"), ("--text", "xom", "--to", "x", "--nth", "9")])
def test_a_place_that_is_not_there(ask: Ask, package: Path, words: tuple[str, ...]) -> None:
    before = files(package)
    code, answer = ask("review", "correct", package, *words, *BY)
    assert (code, answer["errors"][0]["code"]) == (1, "no-such-place")
    assert files(package) == before


def test_a_new_conversion_keeps_what_people_did(ask: Ask, package: Path, tmp_path: Path) -> None:
    ask("review", "correct", package, "--page", 1, "--text", "sach", "--to", "sách", *BY)
    corrected, log = content(package), (package / "data" / CORRECTIONS).read_bytes()
    assert ask("convert", tmp_path / "chu.pdf", "-o", tmp_path / "goi", "--again")[0] == 0
    assert content(package) == corrected
    assert (package / "data" / CORRECTIONS).read_bytes() == log
    assert verify(package) == []


def test_values_typed_in_the_sheet_stay(ask: Ask, package: Path, tmp_path: Path) -> None:
    assert ask("convert", tmp_path / "chu.pdf", "-o", tmp_path / "goi", "--again", "--title", "Tên của tôi")[0] == 0
    assert ask("review", "correct", package, "--page", 1, "--text", "sach", "--to", "sách", *BY)[0] == 0
    assert record_of(package).title == "Tên của tôi"
    assert record_of(package).evidence["/title"][0].method == "person"


def test_a_value_read_from_corrected_words_follows_a_later_correction(ask: Ask, package: Path) -> None:
    title = record_of(package).title
    for wanted in ("Trang nhat", "Trang dau"):
        ask("review", "correct", package, "--page", 1, "--text", record_of(package).title, "--to", wanted, *BY)
        assert record_of(package).title == wanted != title
        assert record_of(package).evidence["/title"][0].method == "person"


def test_an_approved_text_is_left_alone(ask: Ask, package: Path) -> None:
    ask("review", "compare", package, *BY)
    code, answer = ask("review", "approve", package, *BY, "--despite-doubts", *ALLOWED(ask, package))
    assert (code, answer["errors"]) == (0, [])
    before = files(package)
    code, answer = ask("review", "correct", package, "--page", 1, "--text", "sach", "--to", "sách", *BY)
    assert (code, answer["errors"][0]["code"]) == (1, "approved-text")
    assert "review reopen" in answer["errors"][0]["hint"]
    assert files(package) == before


def ALLOWED(ask: Ask, package: Path) -> list[str]:  # noqa: N802
    """Options that let an approval pass for a text that is about nothing."""
    findings = ask("validate", package, "--for", "publishing")[1]["data"]["findings"]
    codes = {one["code"] for one in findings if one["severity"] == "error"}
    return [word for code in sorted(codes) for word in ("--allow", code)]


def test_a_package_whose_pages_were_not_kept(ask: Ask, package: Path) -> None:
    with changing(package) as change:
        change.remove(READ_PAGES)
    code, answer = ask("review", "correct", package, "--page", 1, "--text", "sach", "--to", "sách", *BY)
    assert (code, answer["errors"][0]["code"]) == (1, "no-pages-kept")


def test_a_damaged_log_stops_everything(ask: Ask, package: Path, tmp_path: Path) -> None:
    with changing(package) as change:
        change.write(CORRECTIONS, b"{")
    before = files(package)
    for line in (
        ("review", "correct", package, "--page", 1, "--text", "sach", "--to", "sách", *BY),
        ("convert", tmp_path / "chu.pdf", "-o", tmp_path / "goi", "--again"),
    ):
        code, answer = ask(*line)
        assert (code, answer["errors"][0]["code"]) == (1, "damaged-corrections")
        assert files(package) == before


class TestSettling:
    """A person says that a doubtful place is right."""

    WORD = doubt("word", say("It cannot be a Vietnamese word."), page=1, text="xom")
    AMOUNT = doubt("amount", say("A second reading says otherwise."), page=2, text="800.000 đồng")

    @pytest.fixture
    def doubtful(self, package: Path) -> Path:
        with changing(package) as change:
            change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(3, (self.AMOUNT, self.WORD))))
        return package

    def keys(self, ask: Ask, package: Path) -> dict[str, str]:
        return {one["text"]: one["key"] for one in ask("review", "doubts", package)[1]["data"]["doubts"]}

    def test_one_after_the_other(self, ask: Ask, doubtful: Path) -> None:
        keys = self.keys(ask, doubtful)
        assert list(keys) == ["800.000 đồng", "xom"]
        code, answer = ask("review", "settle", doubtful, keys["xom"], *BY)
        assert (code, answer["data"]["needs_person"]) == (0, 1)
        assert list(self.keys(ask, doubtful)) == ["800.000 đồng"]
        assert ask("review", "settle", doubtful, keys["800.000 đồng"], "--reads", "800.000  đồng", *BY)[0] == 0
        assert self.keys(ask, doubtful) == {}
        assert verify(doubtful) == []

    def test_a_number_is_not_nodded_through(self, ask: Ask, doubtful: Path) -> None:
        key = self.keys(ask, doubtful)["800.000 đồng"]
        assert ask("review", "settle", doubtful, key, *BY)[0] == 2
        code, answer = ask("review", "settle", doubtful, key, "--reads", "300.000 đồng", *BY)
        assert (code, answer["errors"][0]["code"]) == (1, "reads-otherwise")
        assert "800.000 đồng" in answer["errors"][0]["message"]
        assert len(self.keys(ask, doubtful)) == 2

    def test_a_key_that_nothing_has(self, ask: Ask, doubtful: Path) -> None:
        code, answer = ask("review", "settle", doubtful, "00000000", *BY)
        assert (code, answer["errors"][0]["code"]) == (1, "no-such-doubt")


def test_a_scan_is_put_right_in_its_searchable_pdf_too(ask: Ask, tmp_path: Path) -> None:
    import pypdfium2

    source = inputs.scan(tmp_path)
    assert ask("convert", source, "-o", tmp_path / "goi")[0] == 0
    package = tmp_path / "goi" / "quet"
    word = max(content(package).split(), key=len).strip(".,;:")
    assert ask("review", "correct", package, "--text", word, "--to", "Chữ-đã-sửa", "--all", *BY)[0] == 0
    (pdf,) = (package / "data" / "access").glob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[0].get_textpage().get_text_bounded()
    assert "Chữ-đã-sửa" in text
    assert word not in text
    assert "Chữ-đã-sửa" in content(package)
    (alto,) = (package / "data" / "ocr").glob("*.alto.xml")
    assert 'CONTENT="Chữ-đã-sửa' in alto.read_text("utf-8")
    assert f'<ALTERNATIVE PURPOSE="engine">{word}' in alto.read_text("utf-8")  # what was read is kept beside it


def test_what_people_did_is_told_before_an_approval_and_while_it_waits(ask: Ask, package: Path) -> None:
    doubts = (doubt("word", say("It cannot be a Vietnamese word."), page=1, text="xom"),)
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(3, doubts)))
    (waiting,) = ask("status", "--review", package)[1]["data"]["packages"]
    assert (waiting["needs_person"], waiting["numbers"], waiting["account"]["people"]) == (1, 0, [])
    key = ask("review", "doubts", package)[1]["data"]["doubts"][0]["key"]
    assert ask("review", "settle", package, key[:6], *BY)[0] == 0
    assert ask("review", "correct", package, "--page", 2, "--text", "sach", "--to", "sách", *BY)[0] == 0
    assert (
        ask("review", "correct", package, "--page", 3, "--text", "sach", "--to", "sách", "--by", "Lê Văn Khánh")[0] == 0
    )
    (waiting,) = ask("status", "--review", package)[1]["data"]["packages"]
    account = waiting["account"]
    assert (account["settled"], account["corrected"], account["outside"]) == (1, 2, 2)
    assert account["people"] == ["Trần Thị Bình Minh", "Lê Văn Khánh"]
    assert account["last_by"] == "Lê Văn Khánh"


def test_a_waived_finding_outlives_a_correction(ask: Ask, package: Path) -> None:
    waiver = Waiver(
        code="DUNG101", pointer="/title", by="Lê Văn Khánh", on=dt.date(2026, 11, 29), reason="Đúng như bản gốc"
    )
    with changing(package) as change:
        change.write_record(record_json(change.record().model_copy(update={"waivers": [waiver]})))
    assert ask("review", "correct", package, "--page", 2, "--text", "sach", "--to", "sách", *BY)[0] == 0
    assert record_of(package).waivers == [waiver]
