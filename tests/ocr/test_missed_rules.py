"""Cells of one row that a worn rule parts, and those that text runs across."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from converters.ocr.layout.missed_rules import with_missed_rules
from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import find_components
from converters.reading.boxes import Box

EDGES = (10, 100, 190, 280)


def table() -> TableGrid:
    """Two rows of three columns; the second has one cell."""
    first = [GridCell(Box(left + 2, 10, right - 1, 40), 0, at, 1, 1)
             for at, (left, right) in enumerate(pairwise(EDGES))]  # fmt: skip
    return TableGrid(Box(10, 10, 280, 74), (*first, GridCell(Box(12, 44, 279, 74), 1, 0, 1, 3)))


def second_row(ink: Mask) -> list[tuple[int, int, int, int]]:
    (found,) = with_missed_rules([table()], find_components(ink))
    return [(cell.column, cell.column_span, cell.box.left, cell.box.right) for cell in found.cells if cell.row == 1]


def page(*, rules: tuple[int, ...] = (), every: int = 4) -> Mask:
    ink = np.zeros((90, 300), bool)
    for x in rules:
        ink[44:74, x] = np.arange(30) % every > 0  # specks with gaps between them
    return ink


def test_a_row_of_specks_where_other_rows_part_is_a_rule() -> None:
    assert [cell[:2] for cell in second_row(page(rules=(100, 190)))] == [(0, 1), (1, 1), (2, 1)]
    ((_, _, _, right), (_, _, left, _)) = second_row(page(rules=(101,)))
    assert right < 101 < left


def test_one_rule_of_two_parts_a_cell_in_two() -> None:
    assert [cell[:2] for cell in second_row(page(rules=(190,)))] == [(0, 2), (2, 1)]


def test_a_title_across_the_columns_and_a_stroke_elsewhere_part_nothing() -> None:
    words = page()
    for left in range(40, 240, 9):
        words[52:66, left : left + 2] = True
        words[52:54, left : left + 6] = True
    assert len(second_row(words)) == 1
    assert len(second_row(page(rules=(140,)))) == 1
    assert len(second_row(page(rules=(100,), every=2))) == 1  # half of it is white
