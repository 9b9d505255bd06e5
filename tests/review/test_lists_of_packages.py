"""`review export` and `review import` over a real package: answers go in as on the page, conflicts are shown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pikepdf
import pytest
import review_packages

from converters.corrections.stored import read_corrections
from converters.records.doubts.settled import open_doubts
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lists.columns import AGAIN, ANSWER, COLUMNS, KEY, KIND, LAYOUT, READS, RIGHT, SAYS
from pbgdpl_cli.runs.review.export import ListChoice
from pbgdpl_cli.runs.review.export import run as export
from pbgdpl_cli.runs.review.take_back import State, TakingChoice, TakingPayload
from pbgdpl_cli.runs.review.take_back import run as take_back
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.sheets.layout import MESSAGES, STATUS
from pbgdpl_cli.terminal.console import Console
from validators.packages.changing import changing
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.problems import Problem

pytestmark = pytest.mark.real
WHO = "Trần Thị Bình Minh"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A leaflet with a doubtful amount, a doubtful word, and a doubt about the whole document."""
    return review_packages.doubtful(tmp_path)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    settings = Settings("en", json=False, verbosity=-1, chosen_home=tmp_path / "nha")
    return Session(Console(settings, io.StringIO(), io.StringIO()))


@pytest.fixture
def sheet(session: Session, package: Path, tmp_path: Path) -> Path:
    path = tmp_path / "can-xem.xlsx"
    export(session, ListChoice((package,), path))
    return path


class Filled:
    """A list as somebody fills it in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def cell(self, row: int, key: str) -> openpyxl.cell.Cell:
        return self.book.active.cell(row, LAYOUT.keys.index(key) + 1)

    def row(self, kind: str) -> int:
        return next(row for row in range(3, 9) if self.cell(row, KIND).value == kind)

    def fill(self, kind: str, **said: str) -> None:
        names = {"answer": ANSWER, "again": AGAIN, "says": SAYS}
        for name, text in said.items():
            self.cell(self.row(kind), names[name]).value = text
        self.book.save(self.path)


def brought(session: Session, sheet: Path, package: Path) -> TakingPayload:
    data = take_back(session, TakingChoice(sheet, (package,), WHO)).data
    assert data is not None
    return data


def states(data: TakingPayload) -> dict[str, int]:
    return {state: found for state in State if (found := sum(one.state is state for one in data.places))}


def content(package: Path) -> str:
    return (package / "data" / "content.md").read_text("utf-8")


class TestWorstFirst:
    """What a list holds."""

    def test_the_amount_before_the_word_and_without_its_reading(self, sheet: Path) -> None:
        filled = Filled(sheet)
        assert (filled.cell(3, KIND).value, filled.cell(3, READS).value) == ("Amount", None)
        said = " ".join(str(cell.value) for row in filled.book.active.iter_rows() for cell in row)
        assert review_packages.AMOUNT not in said
        assert review_packages.WORD in said
        assert "[…]" in said

    @pytest.mark.parametrize("ending", ["csv", "md"])
    def test_nor_do_the_other_forms_tell_it(self, session: Session, package: Path, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"can-xem.{ending}"
        export(session, ListChoice((package,), path))
        assert review_packages.AMOUNT not in path.read_text("utf-8")

    def test_the_paper_is_one_sheet_for_a_leaflet(self, session: Session, package: Path, tmp_path: Path) -> None:
        export(session, ListChoice((package,), tmp_path / "can-xem.pdf"))
        with pikepdf.open(tmp_path / "can-xem.pdf") as pdf:
            assert len(pdf.pages) == 1

    def test_a_list_with_answers_in_it_is_kept(self, session: Session, package: Path, sheet: Path) -> None:
        Filled(sheet).fill("Word", answer="xóm")
        export(session, ListChoice((package,), sheet))
        kept = Filled(sheet.with_name("can-xem-1.xlsx"))
        assert kept.cell(kept.row("Word"), ANSWER).value == "xóm"

    def test_an_unknown_form_is_refused_before_anything_is_written(self, session: Session, package: Path) -> None:
        with pytest.raises(Problem):
            export(session, ListChoice((package,), package.parent / "can-xem.docx"))

    def test_a_package_that_cannot_be_changed_can_be_listed(
        self, session: Session, package: Path, tmp_path: Path
    ) -> None:
        for place in [package, *package.rglob("*")]:
            place.chmod(place.stat().st_mode & ~0o222)
        assert export(session, ListChoice((package,), tmp_path / "a.xlsx")).succeeded == 1


class TestTakenBack:
    """What becomes of answers."""

    def test_nothing_written_changes_nothing(self, session: Session, sheet: Path, package: Path) -> None:
        before = (package / "data" / "record.json").read_bytes()
        assert states(brought(session, sheet, package)).keys() == {State.UNCHANGED}
        assert (package / "data" / "record.json").read_bytes() == before

    def test_answers_are_in_the_package_at_once(self, session: Session, sheet: Path, package: Path) -> None:
        filled = Filled(sheet)
        filled.fill("Amount", answer=review_packages.AMOUNT)
        filled.fill("Word", answer="xóm")
        assert states(brought(session, sheet, package))[State.TAKEN] == 2
        assert "xóm" in content(package)
        assert {one.who for one in read_corrections(package)} == {WHO}
        assert not {"amount", "word"} & {one.kind for one in open_doubts(package, open_package(package).record())}
        assert verify(package) == []
        done = Filled(sheet)
        assert done.cell(done.row("Word"), STATUS).value == "in the package"

    def test_the_same_list_twice_says_nothing_new_of_what_was_settled(
        self, session: Session, sheet: Path, package: Path
    ) -> None:
        Filled(sheet).fill("Amount", answer=review_packages.AMOUNT)
        brought(session, sheet, package)
        assert states(brought(session, sheet, package)).keys() == {State.UNCHANGED}

    @pytest.mark.parametrize("said", [{"says": RIGHT}, {"answer": " "}])
    def test_an_untouched_or_nodded_number_is_no_answer(
        self, session: Session, sheet: Path, package: Path, said: dict[str, str]
    ) -> None:
        Filled(sheet).fill("Amount", **said)
        assert State.TAKEN not in states(brought(session, sheet, package))
        assert "amount" in {one.kind for one in open_doubts(package, open_package(package).record())}

    def test_another_number_is_typed_twice(self, session: Session, sheet: Path, package: Path) -> None:
        Filled(sheet).fill("Amount", answer="800.000")
        assert states(brought(session, sheet, package))[State.ERROR] == 1
        filled = Filled(sheet)
        told = str(filled.cell(filled.row("Amount"), MESSAGES).value)
        assert COLUMNS[AGAIN] in told
        filled.fill("Amount", again="800.000")
        assert states(brought(session, sheet, package))[State.TAKEN] == 1
        assert "800.000" in content(package)

    def test_a_place_that_was_put_right_meanwhile_is_not_overwritten(
        self, session: Session, sheet: Path, package: Path
    ) -> None:
        Filled(sheet).fill("Word", answer="xóm")
        review_packages.correct(package, review_packages.WORD, "xôm")
        assert states(brought(session, sheet, package))[State.CONFLICT] == 1
        assert "xôm" in content(package)

    def test_an_answer_on_the_page_is_not_overwritten_either(
        self, session: Session, sheet: Path, package: Path
    ) -> None:
        under_review = PackageUnderReview(package, session.settings.home)
        key = next(key for key, doubt in under_review.waiting if doubt.kind == "word")
        item = under_review.item(key)
        assert item is not None
        under_review.answer(answered(item, Said("xõm"), "Người khác"))
        Filled(sheet).fill("Word", answer="xóm")
        assert states(brought(session, sheet, package))[State.CONFLICT] == 1
        assert PackageUnderReview(package, session.settings.home).answers[key].text == "xõm"

    def test_rows_of_one_place(self, session: Session, sheet: Path, package: Path) -> None:
        filled = Filled(sheet)
        row = filled.row("Word")
        filled.book.active.append([filled.cell(row, key).value for key in LAYOUT.keys])
        last = filled.book.active.max_row
        filled.cell(last, ANSWER).value = "xóm"
        filled.fill("Word", answer="xõm")
        assert states(brought(session, sheet, package))[State.CONFLICT] == 2
        assert "xóm" not in content(package)
        filled = Filled(sheet)
        filled.cell(last, ANSWER).value = "xõm"
        filled.fill("Word", answer="xõm")
        assert states(brought(session, sheet, package))[State.TAKEN] == 2

    def test_rows_of_unknown_places_and_packages(self, session: Session, sheet: Path, package: Path) -> None:
        filled = Filled(sheet)
        filled.cell(filled.row("Word"), KEY).value = "f" * 16
        filled.cell(filled.row("Amount"), "#material").value = "urn:uuid:khac"
        filled.fill("Word", answer="xóm")
        filled.fill("Amount", answer=review_packages.AMOUNT)
        found = states(brought(session, sheet, package))
        assert (found[State.CONFLICT], found[State.ERROR]) == (1, 1)

    def test_a_package_that_refuses_keeps_the_answers(self, session: Session, sheet: Path, package: Path) -> None:
        Filled(sheet).fill("Word", answer="xóm")
        with changing(package):
            assert states(brought(session, sheet, package))[State.ERROR] == 1
        assert [one.text for one in PackageUnderReview(package, session.settings.home).answers.values()] == ["xóm"]

    def test_a_broken_seal_is_told_and_the_list_stays_as_it_is(
        self, session: Session, sheet: Path, package: Path
    ) -> None:
        Filled(sheet).fill("Word", answer="xóm")
        (package / "data" / "la.txt").write_text("?", "utf-8")
        before = sheet.read_bytes()
        assert take_back(session, TakingChoice(sheet, (package,), WHO)).errors
        assert sheet.read_bytes() == before

    def test_markdown_comes_back(self, session: Session, package: Path, tmp_path: Path) -> None:
        path = tmp_path / "can-xem.md"
        export(session, ListChoice((package,), path))
        head, tail = path.read_text("utf-8").split("Trong bản gốc là: ", 1)
        path.write_text(f"{head}Trong bản gốc là: {review_packages.AMOUNT}{tail}", "utf-8")
        data = brought(session, path, package)
        assert (states(data)[State.TAKEN], data.path) == (1, None)
        settled = (package / "data" / "review" / "settled.jsonl").read_text("utf-8")
        assert json.loads(settled)["who"] == WHO

    def test_nobody_is_no_answer(self, session: Session, sheet: Path, package: Path) -> None:
        with pytest.raises(Problem):
            take_back(session, TakingChoice(sheet, (package,), " "))
