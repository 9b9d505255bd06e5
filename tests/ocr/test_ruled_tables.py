"""Grids of ruling lines become cells, whatever their numbers of rows and columns, on copies that break lines too."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank

from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.ruled_tables import Enclosures, find_enclosures, stands_in
from converters.ocr.preparation.ruling_lines import find_ruling_lines, without_ruling_lines
from converters.reading.boxes import Box
from tests.each import each

HEIGHT = 12.0
LEFT, TOP, CELL_WIDTH, CELL_HEIGHT = 40, 30, 130, 60


def grid(rows: int, columns: int, *, thick: int = 2) -> np.ndarray:
    page = blank(LEFT * 2 + CELL_WIDTH * columns, TOP * 2 + CELL_HEIGHT * rows)
    right, bottom = LEFT + CELL_WIDTH * columns, TOP + CELL_HEIGHT * rows
    for row in range(rows + 1):
        y = TOP + CELL_HEIGHT * row
        cv2.line(page, (LEFT, y), (right, y), 0, thick)
    for column in range(columns + 1):
        x = LEFT + CELL_WIDTH * column
        cv2.line(page, (x, TOP), (x, bottom), 0, thick)
    return page


def found_on(page: np.ndarray) -> Enclosures:
    return find_enclosures(find_ruling_lines(page, HEIGHT), HEIGHT)


@pytest.mark.real
@each("thick", [1, 3])
@each(("rows", "columns"), [(2, 2), (4, 3), (7, 2), (1, 5)])
def test_every_cell_is_found_where_it_is(rows: int, columns: int, thick: int) -> None:
    (table,) = found_on(grid(rows, columns, thick=thick)).tables
    assert [(cell.row, cell.column) for cell in table.cells] == [(r, c) for r in range(rows) for c in range(columns)]
    for cell in table.cells:
        assert (cell.row_span, cell.column_span) == (1, 1)
        middle = LEFT + CELL_WIDTH * (cell.column + 0.5), TOP + CELL_HEIGHT * (cell.row + 0.5)
        assert cell.box.holds(*middle)
        assert abs(cell.box.centre_x - middle[0]) <= 4
        assert abs(cell.box.centre_y - middle[1]) <= 4
        assert table.box.contains(cell.box)


def test_cells_do_not_overlap() -> None:
    (table,) = found_on(grid(4, 3)).tables
    boxes = [cell.box for cell in table.cells]
    assert all(one.shared_area(other) == 0 for one in boxes for other in boxes if one is not other)


@each(("rows", "columns"), [(1, 1), (1, 2), (1, 4), (3, 1)])
def test_a_frame_or_a_few_are_no_table(rows: int, columns: int) -> None:
    found = found_on(grid(rows, columns))
    assert found.tables == ()
    assert len(found.frames) == rows * columns


def test_a_missing_line_joins_two_cells() -> None:
    page = grid(3, 3)
    x = LEFT + CELL_WIDTH
    page[TOP + 4 : TOP + CELL_HEIGHT - 3, x - 3 : x + 4] = 255
    (table,) = found_on(page).tables
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans[0, 0] == (1, 2)
    assert len(spans) == 8


def test_gaps_of_a_copy_are_closed() -> None:
    page = grid(3, 3)
    y = TOP + CELL_HEIGHT
    page[y - 3 : y + 4, 200:208] = 255
    (table,) = found_on(page).tables
    assert len(table.cells) == 9


def test_two_tables_below_each_other_come_from_top_to_bottom() -> None:
    page = np.concatenate([grid(2, 3), grid(3, 3)])
    first, second = found_on(page).tables
    assert (len(first.cells), len(second.cells)) == (6, 9)
    assert first.box.bottom < second.box.top


def test_lines_of_one_direction_enclose_nothing() -> None:
    page = blank(400, 300)
    for y in (40, 120, 200):
        cv2.line(page, (40, y), (360, y), 0, 2)
    assert found_on(page) == Enclosures()


@pytest.mark.parametrize("thick", [1, 2, 4])
def test_lines_are_taken_out_and_letters_in_the_cells_stay(thick: int) -> None:
    page = grid(3, 3, thick=thick)
    with_letters = page.copy()
    for x in range(LEFT + 20, LEFT + 110, 17):
        with_letters[TOP + 24 : TOP + 36, x : x + 9] = 0
    rules = find_ruling_lines(with_letters, HEIGHT)
    cleaned = without_ruling_lines(with_letters, rules)
    assert (cleaned[page == 0] == 255).mean() > 0.99
    assert (cleaned < 128).sum() == 12 * 9 * len(range(LEFT + 20, LEFT + 110, 17))


def test_lines_are_taken_out_of_the_page_at_reading_scale_too() -> None:
    page = grid(2, 2)
    large = np.kron(page, np.ones((2, 2), np.uint8))
    assert (without_ruling_lines(large, find_ruling_lines(page, HEIGHT)) == 255).mean() > 0.999


@each(("top", "within"), [(60, True), (100, True), (101, False), (10, False)])
def test_the_middle_of_a_fragment_decides_where_it_stands(top: int, within: bool) -> None:
    fragment = Fragment(Box(40, top, 80, top + 20), top, top + 20, (), 3)
    assert stands_in(fragment, Box(20, 50, 100, 110)) is within
