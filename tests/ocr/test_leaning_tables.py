from __future__ import annotations

import cv2
import pytest
from drawn_pages import Grey, blank

from converters.ocr.layout.ruled_tables import find_enclosures
from converters.ocr.preparation.ruling_lines import find_ruling_lines

HEIGHT = 11.0
COLUMNS = (60, 140, 260, 420, 640, 900, 1180)


def ruled(rows: tuple[int, ...], lean: int, columns: tuple[int, ...] = COLUMNS) -> Grey:
    """A table whose horizontal rules rise by `lean` pixels from left to right."""
    page = blank(1300, 900)
    for row in rows:
        cv2.line(page, (columns[0], row + lean), (columns[-1], row), 0, 2)
    for column in columns:
        cv2.line(page, (column, rows[0] + lean), (column, rows[-1]), 0, 2)
    return page


def shape(page: Grey) -> list[tuple[int, int]]:
    tables = find_enclosures(find_ruling_lines(page, HEIGHT), HEIGHT).tables
    return [(max(cell.row for cell in table.cells) + 1, len(table.cells)) for table in tables]


@pytest.mark.real
@pytest.mark.parametrize("lean", [0, 4, 9])
def test_four_rows_that_lean_have_no_column_more(lean: int) -> None:
    assert shape(ruled((200, 280, 450, 700), lean)) == [(3, 18)]


@pytest.mark.real
@pytest.mark.parametrize("lean", [0, 4, 9])
def test_rules_that_lean_a_little_make_one_table(lean: int) -> None:
    assert shape(ruled((200, 280, 700), lean)) == [(2, 12)]


@pytest.mark.real
def test_a_lone_row_of_many_cells_goes_on_a_table() -> None:
    assert shape(ruled((100, 700), 3)) == [(1, 6)]


@pytest.mark.real
def test_the_panels_of_a_folded_sheet_are_no_table() -> None:
    assert shape(ruled((100, 700), 0, (60, 430, 800, 1180))) == []


@pytest.mark.real
@pytest.mark.parametrize("side", [0, -1])
def test_a_side_that_a_copy_lost_is_closed_where_the_rules_end(side: int) -> None:
    page = ruled((200, 280, 450, 700), 0)
    column = COLUMNS[side]
    page[285:690, column - 3 : column + 4] = 255
    page[447:453, column - 3 : column + 4] = 0
    assert shape(page) == [(3, 18)]
