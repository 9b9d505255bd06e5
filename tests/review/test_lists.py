"""Lists that leave the program and come back: worst first, no reading of a number in them, Excel's habits undone."""

from __future__ import annotations

import csv
import dataclasses
import io
import tracemalloc
from pathlib import Path

import openpyxl
import pytest

from converters.corrections.places import WordPlace
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from pbgdpl_cli.review.answers.items import ReviewItem, Said
from pbgdpl_cli.review.answers.masking import NumbersToRead, apart, line_without
from pbgdpl_cli.review.lists.answers import Choice, ListedAnswer, choice_of, said_of
from pbgdpl_cli.review.lists.columns import AGAIN, ANSWER, COLUMNS, LAYOUT, NOTHING, RIGHT, SAYS
from pbgdpl_cli.review.lists.markdown import read_markdown, write_markdown
from pbgdpl_cli.review.lists.places import HIDDEN, ListedPlace
from pbgdpl_cli.review.lists.returned import ReturnedList
from pbgdpl_cli.review.lists.sheets import write_csv, write_xlsx
from pbgdpl_cli.sheets.returned import WrongSheet
from validators.problems import Message, say

WORDS = ("Phạt", "tiền", "300.000", "đồng")


def line(*words: str) -> Line:
    return Line(tuple(Word(text, Box(10 * at, 0, 10 * at + 9, 9)) for at, text in enumerate(words)))


def at(of: Line, text: str) -> WordPlace:
    start = of.text.index(text)
    return WordPlace(1, of, start, start + len(text))


def item(kind: str = "amount", text: str = "300.000") -> ReviewItem:
    return ReviewItem("0123456789abcdef", 1, None, text, (), kind, say("?"), at(line(*WORDS), text))


def place(number: int = 0, **more: object) -> ListedPlace:
    plain = ListedPlace(
        "urn:uuid:mau", f"{number:016x}", "0" * 12, "Tờ rơi mẫu", 1, None, Path("to-roi.pdf"), say("Word"), say("?"),
        "xom", ("xóm",), "Con em trong xom", is_number=False, harm=20,
    )  # fmt: skip
    return dataclasses.replace(plain, **more)


def answer(**more: object) -> ListedAnswer:
    return dataclasses.replace(ListedAnswer("S!3", "urn:uuid:mau", "0123456789abcdef", "x"), **more)


class TestWhatIsHidden:
    """A number that is still to be read stands nowhere on a list."""

    def test_in_its_line(self) -> None:
        whole = line(*WORDS)
        assert line_without(whole, [at(whole, "300.000")], HIDDEN) == f"Phạt tiền {HIDDEN} đồng"

    def test_in_other_texts_but_not_inside_longer_numbers(self) -> None:
        assert NumbersToRead(["79"]).taken_out("số 79 và 792", HIDDEN) == f"số {HIDDEN} và 792"

    def test_the_longer_one_first(self) -> None:
        assert NumbersToRead(["79", "79/2024", "", "/"]).taken_out("79/2024 và 79", HIDDEN) == f"{HIDDEN} và {HIDDEN}"

    def test_of_two_places_that_share_words_the_wider(self) -> None:
        whole = line(*WORDS)
        assert apart([at(whole, "300.000"), at(whole, "300.000 đồng")]) == [at(whole, "300.000 đồng")]


class TestAnAnswer:
    """What is written beside a place, as the page would take it."""

    def test_a_number_that_agrees(self) -> None:
        assert said_of(answer(typed="300.000"), item()) == Said("300.000")

    @pytest.mark.parametrize("choice", [Choice.RIGHT, Choice.UNKNOWN])
    def test_no_number_is_nodded_through(self, choice: Choice) -> None:
        assert isinstance(said_of(answer(choice=choice), item()), Message)

    def test_another_number_is_asked_for_once_more(self) -> None:
        told = said_of(answer(typed="800.000"), item())
        assert isinstance(told, Message)
        assert told.values["text"] == "300.000"
        assert told.values["column"] == COLUMNS[AGAIN]
        assert said_of(answer(typed="800.000", again="800.000"), item()) == Said("800.000", before="800.000")

    def test_two_different_ones_are_none(self) -> None:
        assert isinstance(said_of(answer(typed="800.000", again="900.000"), item()), Message)

    def test_typed_again_without_a_first(self) -> None:
        assert isinstance(said_of(answer(again="800.000"), item()), Message)

    def test_a_word_is_taken_at_once(self) -> None:
        assert said_of(answer(typed="tiên"), item("word", "tiền")) == Said("tiên")
        assert said_of(answer(choice=Choice.RIGHT), item("word", "tiền")) == Said("tiền")

    def test_nothing_is_printed_there(self) -> None:
        assert said_of(answer(choice=Choice.NOTHING), item()) == Said(nothing=True)

    @pytest.mark.parametrize("choice", list(Choice)[:2])
    def test_two_things_at_a_time_are_none(self, choice: Choice) -> None:
        assert isinstance(said_of(answer(typed="khác", choice=choice), item("word", "tiền")), Message)

    def test_a_fault_is_told(self) -> None:
        fault = say("The cell holds a formula; copy it and paste it as a value.")
        assert said_of(answer(typed="300.000", fault=fault), item()) is fault

    @pytest.mark.parametrize(
        ("text", "choice"),
        [("", None), ("  ", None), (RIGHT, Choice.RIGHT), ("ĐÚNG", Choice.RIGHT), (NOTHING, Choice.NOTHING),
         ("có lẽ", Choice.UNKNOWN)],
    )  # fmt: skip
    def test_what_is_chosen(self, text: str, choice: Choice | None) -> None:
        assert choice_of(text) == choice


def filled(path: Path, cells: dict[str, object], row: int = 3) -> Path:
    """A workbook with something written into a row."""
    book = openpyxl.load_workbook(path)
    for key, value in cells.items():
        book.active.cell(row, LAYOUT.keys.index(key) + 1).value = value
    book.save(path)
    return path


class TestWorkbook:
    """XLSX there and back."""

    @pytest.fixture
    def sheet(self, tmp_path: Path) -> Path:
        path = tmp_path / "can-xem.xlsx"
        write_xlsx(path, [place(1, reads="=1+1"), place(2, is_number=True, reads="", others=())])
        return path

    def test_nothing_written_is_no_answer(self, sheet: Path) -> None:
        assert [one.says_something for one in ReturnedList(sheet).answers] == [False, False]

    def test_no_text_is_a_formula(self, sheet: Path) -> None:
        cells = [cell for row in openpyxl.load_workbook(sheet).active.iter_rows() for cell in row]
        assert "=1+1" in [cell.value for cell in cells]
        assert not [cell for cell in cells if cell.data_type == "f"]

    def test_what_is_to_be_filled_in_stays_text(self, sheet: Path) -> None:
        book = openpyxl.load_workbook(sheet)
        for key in (ANSWER, AGAIN, SAYS):
            assert book.active.cell(3, LAYOUT.keys.index(key) + 1).number_format == "@"
        assert book.active.row_dimensions[1].hidden

    def test_an_answer_comes_back(self, sheet: Path) -> None:
        first, second = ReturnedList(filled(sheet, {ANSWER: "xóm"})).answers
        assert (first.typed, first.key, first.material, first.base) == ("xóm", f"{1:016x}", "urn:uuid:mau", "0" * 12)
        assert not second.says_something

    @pytest.mark.parametrize("value", [300, 300.5, "=A1"])
    def test_what_excel_made_of_it_is_told(self, sheet: Path, value: object) -> None:
        assert ReturnedList(filled(sheet, {ANSWER: value}, 4)).answers[1].fault is not None

    @pytest.mark.parametrize(("typed", "read"), [("'012", "012"), ("'=1+1", "=1+1"), ("'thế", "'thế"), ("0'5", "0'5")])
    def test_an_apostrophe_that_makes_text_is_none_of_it(self, sheet: Path, typed: str, read: str) -> None:
        assert ReturnedList(filled(sheet, {ANSWER: typed})).answers[0].typed == read

    def test_another_sheet_is_refused(self, tmp_path: Path) -> None:
        openpyxl.Workbook().save(tmp_path / "khac.xlsx")
        with pytest.raises(WrongSheet):
            ReturnedList(tmp_path / "khac.xlsx")

    def test_the_hidden_row_may_be_gone(self, sheet: Path) -> None:
        book = openpyxl.load_workbook(sheet)
        book.active.delete_rows(1)
        book.save(sheet)
        assert [one.key for one in ReturnedList(filled(sheet, {}, 2)).answers] == [f"{1:016x}", f"{2:016x}"]


class TestCsv:
    """CSV there and back."""

    def test_no_formula_and_an_answer(self, tmp_path: Path) -> None:
        path = tmp_path / "can-xem.csv"
        write_csv(path, [place(1, around="=HYPERLINK(1)"), place(2)])
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert "'=HYPERLINK(1)" in rows[2]
        rows[3][LAYOUT.keys.index(ANSWER)] = "xóm"
        with path.open("w", encoding="utf-16", newline="") as stream:
            csv.writer(stream, delimiter="\t").writerows(rows)
        assert [one.typed for one in ReturnedList(path).answers] == ["", "xóm"]


class TestMarkdown:
    """Markdown there and back."""

    @pytest.fixture
    def written(self, tmp_path: Path) -> Path:
        path = tmp_path / "can-xem.md"
        write_markdown(path, [place(1), place(2, is_number=True, reads="", others=())])
        return path

    def test_nothing_written_is_no_answer(self, written: Path) -> None:
        assert [one.says_something for one in read_markdown(written)] == [False, False]

    def test_a_number_cannot_be_ticked(self, written: Path) -> None:
        first, second = written.read_text("utf-8").split("\n## ")[1:]
        assert (f"[ ] {RIGHT}" in first, f"[ ] {RIGHT}" in second) == (True, False)

    def test_answers_come_back(self, written: Path) -> None:
        text = written.read_text("utf-8").replace("- [ ] đúng", "- [x] đúng")
        head, tail = text.rsplit("Trong bản gốc là: ", 1)
        written.write_text(f"{head}Trong bản gốc là: 300.000\nđồng{tail}", "utf-8")
        first, second = read_markdown(written)
        assert (first.choice, first.typed) == (Choice.RIGHT, "")
        assert (second.typed, second.key) == ("300.000 đồng", f"{2:016x}")

    def test_both_boxes_are_no_answer(self, written: Path) -> None:
        written.write_text(written.read_text("utf-8").replace("[ ]", "[x]", 2), "utf-8")
        assert next(iter(read_markdown(written))).fault is not None

    def test_another_text_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "khac.md").write_text("# Khác\n", "utf-8")
        with pytest.raises(WrongSheet):
            ReturnedList(tmp_path / "khac.md")


@pytest.mark.real
def test_rows_do_not_stay_in_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        write_xlsx(tmp_path / "can-xem.xlsx", (place(number) for number in range(2000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20  # a workbook that holds its cells takes 9 MB
