"""Citations on a list that leaves the program: right, none, or another act, as on the page; and what rests on them."""

from __future__ import annotations

import shutil
from pathlib import Path

import cited_packages
import pytest
import review_packages

from converters.corrections.places import places_of
from converters.corrections.rebuilding import pages_to_correct
from converters.derivatives.saying.key_points import choose_key_points
from pbgdpl_cli.app import run
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lists.citations import citation_places
from pbgdpl_cli.review.lists.columns import NO_CITATION, NOTHING, RIGHT
from validators.packages.package import open_package
from validators.sharing.record import Record

pytestmark = pytest.mark.real
WHO = "Trần Thị Bình Minh"
SAME_ACT = "Người dân nộp hồ sơ theo khoản 4 Điều 9 Nghị định số 12/2020/NĐ-CP thì được miễn phí."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mau")
    cited_packages.package_of(folder, (*cited_packages.LINES[:-1], SAME_ACT))
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A package of its own for each test."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "goi" / "to-gap"


def record_of(package: Path) -> Record:
    return open_package(package).record()


def exported(package: Path, *more: str) -> Path:
    path = package.parent / "can-xem.md"
    assert run(["review", "export", str(package), "-o", str(path), *more]) == 0
    return path


def written(path: Path, words: str, *, tick: str = "", typed: str = "", again: str = "") -> None:
    """Fill in what stands below the first heading whose place bears these words."""
    parts = path.read_text("utf-8").split("\n## ")
    at = next(at for at, part in enumerate(parts) if "pbgdpl cite." in part and words in part)
    part = parts[at].replace("Trong bản gốc là: ", f"Trong bản gốc là: {typed}")
    part = part.replace("Gõ lại (khi được hỏi): ", f"Gõ lại (khi được hỏi): {again}")
    parts[at] = part.replace(f"- [ ] {tick}", f"- [x] {tick}") if tick else part
    path.write_text("\n## ".join(parts), "utf-8")


def taken(path: Path, package: Path) -> int:
    return run(["review", "import", str(path), str(package), "--by", WHO])


def numbers(record: Record) -> list[str]:
    return [one.act.number or one.act.title or "" for one in record.legal_basis]


def test_they_stand_on_the_list_only_when_asked_for(package: Path) -> None:
    assert "12/2020/NĐ-CP" not in exported(package).read_text("utf-8")
    text = exported(package, "--citations").read_text("utf-8")
    assert text.count("<!-- pbgdpl cite.") == 4
    assert text.count(f"- [ ] {NO_CITATION}") == 4


def test_what_is_written_is_decided(package: Path) -> None:
    path = exported(package, "--citations")
    written(path, "điểm a khoản 2 Điều 5", tick=RIGHT)
    written(path, "13/2021", tick=NO_CITATION)
    written(path, "Mẫu mực", typed="khoản 1 Điều 7 Luật Đất đai số 31/2024/QH15")
    assert taken(path, package) == 0
    record = record_of(package)
    assert numbers(record) == ["12/2020/NĐ-CP", "31/2024/QH15", "12/2020/NĐ-CP"]
    assert [one.found for one in record.legal_basis] == ["person", "person", "number"]
    assert (record.legal_basis[1].locator.article, record.legal_basis[1].locator.clause) == ("7", "1")
    before = (package / "data" / "record.json").read_bytes()
    assert taken(path, package) == 0  # the same list once more says nothing new
    assert (package / "data" / "record.json").read_bytes() == before
    assert len(list(citation_places(PackageUnderReview(package, package.parent / "nha")))) == 1


def test_what_was_decided_since_is_a_conflict(package: Path) -> None:
    path = exported(package, "--citations")
    other = Path(shutil.copy(path, path.with_name("khac.md")))
    written(path, "13/2021", tick=RIGHT)
    written(other, "13/2021", tick=NO_CITATION)
    assert taken(path, package) == 0
    assert taken(other, package) != 0
    assert "13/2021/NĐ-CP" in numbers(record_of(package))


@pytest.mark.parametrize(
    "written_there", [{"tick": RIGHT, "typed": "Điều 9"}, {"typed": "dưới kia"}, {"typed": "Điều 1, Điều 2"}]
)
def test_what_says_nothing_clear_is_not_taken(package: Path, written_there: dict[str, str]) -> None:
    path, before = exported(package, "--citations"), numbers(record_of(package))
    written(path, "13/2021", **written_there)
    assert taken(path, package) != 0
    assert numbers(record_of(package)) == before


def test_that_nothing_is_printed_says_nothing_of_a_citation(package: Path) -> None:
    path = exported(package, "--citations")
    path.write_text(path.read_text("utf-8").replace(NO_CITATION, NOTHING), "utf-8")
    written(path, "13/2021", tick=NOTHING)
    assert taken(path, package) != 0


class TestANumberInDoubt:
    """It stands nowhere on the list, is typed with its act, and a difference is typed twice."""

    @pytest.fixture(autouse=True)
    def _doubt(self, package: Path) -> None:
        (place,) = places_of(pages_to_correct(package, record_of(package)), "13/2021/NĐ-CP")
        review_packages.doubt_also(package, "citation", place.text, place.box)

    def test_it_is_hidden_and_never_nodded_through(self, package: Path) -> None:
        path = exported(package, "--citations")
        text = path.read_text("utf-8")
        assert "13/2021" not in text
        path.write_text(text.replace(NO_CITATION, RIGHT), "utf-8")  # there is no such box where a number is in doubt
        written(path, "khoản 3 Điều 9", tick=RIGHT)
        assert taken(path, package) != 0
        path.write_text(text, "utf-8")
        written(path, "khoản 3 Điều 9", typed="khoản 3 Điều 9")
        assert taken(path, package) != 0

    @pytest.mark.parametrize(("number", "again", "code"), [("13", "", 0), ("18", "", 1), ("18", "18", 0)])
    def test_it_is_typed(self, package: Path, number: str, again: str, code: int) -> None:
        path = exported(package, "--citations")
        typed = f"khoản 3 Điều 9 Nghị định số {number}/2021/NĐ-CP"
        written(path, "khoản 3 Điều 9", typed=typed, again=typed if again else "")
        assert min(taken(path, package), 1) == code
        known = "13/2021/NĐ-CP" if code else f"{number}/2021/NĐ-CP"
        assert known in numbers(record_of(package))


def test_no_card_rests_on_a_citation_that_was_taken_out(package: Path) -> None:
    """Its words still stand in the text, and its act is still cited elsewhere."""
    sources = [one.citation.casefold() for one in choose_key_points(record_of(package)).points]
    assert any("khoản 4 điều 9 nghị định 12/2020/nđ-cp" in one for one in sources)
    path = exported(package, "--citations")
    written(path, "khoản 4 Điều 9", tick=NO_CITATION)
    assert taken(path, package) == 0
    record = record_of(package)
    assert "12/2020/NĐ-CP" in numbers(record)
    assert not any("khoản 4" in one.citation.casefold() for one in choose_key_points(record).points)
    assert run(["validate", str(package), "--only", "DUNG180", "--only", "DUNG182"]) == 0
