"""Tables of worn copies: pale, broken rules; cells whose text nearly touches; lone signs in pieces; short numbers."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from drawn_pages import Grey, blank, font
from PIL import Image, ImageDraw

from converters.ocr.assembly.non_text import LineKind, classify_line, without_non_text
from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import (
    GridCell,
    TableGrid,
    cut_at_cells,
    find_enclosures,
    with_whole_signs,
)
from converters.ocr.preparation.components import Components, find_components
from converters.ocr.preparation.ruling_lines import find_ruling_lines
from converters.ocr.second_reading.cells import with_cells
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from tests.each import each

HEIGHT = 11.0
CELLS = (GridCell(Box(10, 10, 98, 50), 0, 0, 1, 1), GridCell(Box(102, 10, 200, 50), 0, 1, 1, 1))
TABLE = TableGrid(Box(10, 10, 200, 50), CELLS)


def ruled(*, level: int = 0, gap: int = 0) -> Grey:
    """A table of three rows and columns in rules one pixel thick, with gaps in them."""
    page = blank(500, 300)
    for at in (60, 110, 160, 210):
        page[at, 60:420] = level
        page[60:211, 60 + (at - 60) * 120 // 50] = level
    if gap:
        for start in range(90, 420, 40):
            page[55:215, start : start + gap] = np.where(page[55:215, start : start + gap] == level, 255, 255)
    return page


def cells(page: Grey) -> list[int]:
    return [len(table.cells) for table in find_enclosures(find_ruling_lines(page, HEIGHT), HEIGHT).tables]


@each("level", [0, 130, 190])
def test_a_rule_that_lies_across_two_rows_of_pixels_is_pale_and_a_rule(level: int) -> None:
    assert cells(ruled(level=level)) == [9]


def test_a_broken_rule_is_one_rule() -> None:
    assert cells(ruled(gap=9)) == [9]


def drawn(*boxes: tuple[int, int, int, int]) -> tuple[Components, Fragment]:
    page = np.zeros((60, 220), bool)
    for left, top, right, bottom in boxes:
        page[top:bottom, left:right] = True
    found = find_components(page)
    return found, Fragment(Box.around(Box(*box) for box in boxes), 24, 36, tuple(range(len(boxes))), len(boxes))


def test_what_stands_in_two_cells_is_two_lines() -> None:
    components, line = drawn((70, 20, 80, 36), (84, 20, 94, 36), (106, 25, 116, 36))
    parts = cut_at_cells(line, [TABLE], components)
    assert [part.box for part in parts] == [(70, 20, 94, 36), (106, 25, 116, 36)]
    assert cut_at_cells(parts[0], [TABLE], components) == [parts[0]]


def test_the_pieces_of_a_broken_sign_are_one_sign() -> None:
    components, line = drawn((50, 18, 60, 21), (50, 25, 60, 36))
    (sign,) = with_whole_signs([], line.members, [TABLE], components, HEIGHT)
    assert (sign.box, len(sign.members)) == ((50, 18, 60, 36), 2)


def test_a_speck_in_an_empty_cell_is_no_sign_and_a_dash_is() -> None:
    speck, line = drawn((50, 25, 53, 28))
    assert with_whole_signs([], line.members, [TABLE], speck, HEIGHT) == []
    dash, line = drawn((50, 28, 58, 30))
    assert [sign.box for sign in with_whole_signs([], line.members, [TABLE], dash, HEIGHT)] == [(50, 28, 58, 30)]


def read_in_a_cell(text: str, engine: Sequence[tuple[str, float]], others: str = "") -> list[tuple[str, float]]:
    """What a cell that shows `text` comes out as; the engine reads `others` at other sizes."""
    image = Image.new("L", (400, 80), 255)
    ImageDraw.Draw(image).text((20, 56), text, font=font(40), fill=0, anchor="ls")
    ink = cv2.boundingRect((np.asarray(image) < 128).astype(np.uint8))
    left, top, width, tall = (value / 2 for value in ink)
    box = Box(round(left), round(top), round(left + width), round(top + tall))
    line = LayoutLine(Fragment(box, top, top + tall, (), len(text)), cell=GridCell(Box(0, 0, 200, 40), 0, 0, 1, 1))
    words = tuple(ReadWord(read, Box(20, 30, 60, 60), sure) for read, sure in engine)
    second = tuple(ReadWord(read, Box(20, 30, 60, 60), 0.9) for read in others.split())
    layout = Layout((LayoutBlock((line,)),))
    crop = Crop(np.asarray(image), 0, 0)
    page = find_components(np.zeros((2, 2), bool))
    (taken,) = with_cells(layout, [crop], [words], lambda images: [second for _ in images], page, HEIGHT)
    return [(word.text, word.confidence) for word in taken]


def test_a_number_read_with_a_letter_is_what_its_digits_show_and_not_sure() -> None:
    assert read_in_a_cell("56", [("S6", 0.9)]) == [("56", 0.5)]


def test_a_number_the_engine_reads_at_another_size_is_confirmed() -> None:
    assert read_in_a_cell("465.000", [("465.090", 0.88)], "465.000") == [("465.000", 0.9)]


def test_a_number_only_the_network_reads_otherwise_stays_for_the_second_reading_to_doubt() -> None:
    assert read_in_a_cell("465.000", [("465.090", 0.88)], "465.090") == [("465.090", 0.88)]


@each("text", ["I", "II", "B"])
def test_what_is_a_letter_and_sure_stays(text: str) -> None:
    assert read_in_a_cell(text, [(text, 0.9)]) == [(text, 0.9)]


def test_a_lone_cross_is_small_where_its_letter_is() -> None:
    assert read_in_a_cell("x", [("X", 0.9)]) == [("x", 0.9)]
    assert read_in_a_cell("X", [("X", 0.9)]) == [("X", 0.9)]


def test_crosses_and_units_of_cells_are_print() -> None:
    line = Line((Word("x", None, 0.7),))
    assert classify_line(line, in_cell=True) is LineKind.TEXT
    assert classify_line(line) is LineKind.HANDWRITING
    word = Word("hôồgxz", None, 0.2)
    assert without_non_text((word,), in_cell=True) == (word,)
    assert without_non_text((word,)) == ()


def speckled(page: Grey, *, every: int = 4, left: int = 3) -> Grey:
    """The page after a copy that kept so many of every few pixels, along both directions."""
    rows, columns = np.indices(page.shape)
    worn = page.copy()
    worn[(rows + columns) % every >= left] = 255
    return worn


def test_rules_left_as_specks_are_rules_of_a_table() -> None:
    page = speckled(ruled(level=150))
    assert cells(page) == [9]


def test_a_dotted_line_to_write_on_is_no_speckled_rule() -> None:
    page = blank(500, 300)
    page[100:102, 60:420:4] = page[100:102, 61:420:4] = 0
    page[150:152, 60:420:4] = page[150:152, 61:420:4] = 0
    assert not find_ruling_lines(page, HEIGHT).any


def test_stems_over_each_other_make_no_speckled_rule() -> None:
    page = speckled(ruled(level=150))
    for row in (75, 88, 101):
        cv2.putText(page, "H", (100, row + 10), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 0, 1)
    rules = find_ruling_lines(page, HEIGHT)
    assert not rules.down[70:110, 95:115].any()


def test_a_gap_in_a_whole_rule_stays() -> None:
    page = ruled()
    page[112:159, 175:185] = 255  # the second row has one cell where the others have two
    (table,) = find_enclosures(find_ruling_lines(page, HEIGHT), HEIGHT).tables
    assert sorted(cell.column_span for cell in table.cells) == [1] * 7 + [2]


def test_bars_of_letters_grown_together_are_no_rule() -> None:
    page = blank(500, 200)
    for left in range(60, 420, 9):
        page[60:76, left : left + 6] = 0  # stems
    page[68:70, 60:420] = 190  # between them, at one height, what small print has grown together by
    assert not find_ruling_lines(page, HEIGHT).across.any()
    page[100:102, 60:420] = 0
    kept = find_ruling_lines(page, HEIGHT).across
    assert kept[100:102, 70:410].all()
    assert not kept[60:80].any()


def test_a_rule_that_ends_behind_the_side_of_its_table_makes_no_column() -> None:
    page = blank(600, 300)
    for row in (60, 100, 140, 180, 220):
        page[row, 97:481] = 0
    for column in (100, 180, 480):
        page[60:221, column] = 0
    (table,) = find_enclosures(find_ruling_lines(page, HEIGHT), HEIGHT).tables
    assert {cell.column for cell in table.cells} == {0, 1}


def titled() -> Grey:
    """A worn table whose second row is one cell with a title across the columns."""
    page = blank(500, 300)
    for at in (30, 120, 142, 192, 242):
        page[at, 60:420] = 150
    for column in (60, 180, 300, 420):
        page[30:121, column] = page[142:243, column] = 150
    page[30:243, 60] = page[30:243, 419] = 150
    worn = speckled(page)
    cv2.putText(worn, "NHOM HANH VI HHHHHHHHHHHHHHHHHHHHHH", (80, 136), cv2.FONT_HERSHEY_SIMPLEX, 0.45, 0, 1)
    return worn


def test_a_title_across_the_columns_is_not_cut_by_rules_that_stop_over_and_under_it() -> None:
    (table,) = find_enclosures(find_ruling_lines(titled(), HEIGHT), HEIGHT).tables
    assert sorted(cell.column_span for cell in table.cells) == [1] * 9 + [3]
