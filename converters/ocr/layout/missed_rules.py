"""Upright rules that were missed in one low row of a table: its worn specks are too few there to be told as a rule.

Where the columns of the other rows part, a stroke from the top of a cell to its foot with white on both sides is their
rule; the text of a cell that spans columns leaves no such stroke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

STROKE = 0.7  # of a cell's height along which its rule has ink; letters have less, lines of them have white between
REACH = 2  # pixels that a stroke may lie off, and half of what a rule takes
BESIDE = (4, 7)  # pixels from a rule where there is white
CLEAR = 0.1  # of the height that may have ink there


def with_missed_rules(tables: Sequence[TableGrid], components: Components) -> tuple[TableGrid, ...]:
    """The tables, cells parted that a worn rule parts.

    Args:
        tables: Of the page.
        components: Of the page, in pixels of the tables.
    """
    ink = components.labels > 0
    return tuple(replace(table, cells=tuple(_parts_of(table, ink))) for table in tables)


def _parts_of(table: TableGrid, ink: Mask) -> Iterator[GridCell]:
    edges = _edges(table)
    for cell in table.cells:
        inner = range(cell.column + 1, cell.column + cell.column_span)
        places = {at: place for at in inner if at in edges and (place := _rule(cell.box, edges[at], ink)) is not None}
        if places:
            yield from _parted(cell, places)
        else:
            yield cell


def _edges(table: TableGrid) -> dict[int, float]:
    """Where each column begins, across the page, in the rows that show it."""
    begins: dict[int, list[int]] = {}
    for cell in table.cells:
        if cell.column:
            begins.setdefault(cell.column, []).append(cell.box.left)
    ends: dict[int, list[int]] = {}
    for cell in table.cells:
        ends.setdefault(cell.column + cell.column_span, []).append(cell.box.right)
    return {at: (median(begins[at]) + median(ends[at])) / 2 for at in begins if at in ends}


def _rule(cell: Box, edge: float, ink: Mask) -> int | None:
    """Where the rule of an edge of columns goes through a cell, if one does."""
    rows = slice(cell.top, cell.bottom)
    for off in range(2 * REACH + 1):
        middle = round(edge) + (off + 1) // 2 * (-1 if off % 2 else 1)
        stroke = ink[rows, middle - REACH : middle + REACH + 1].any(axis=1).mean()
        left, right = (ink[rows, slice(*sorted(side))] for side in _sides(middle))
        if stroke >= STROKE and max(left.any(axis=1).mean(), right.any(axis=1).mean()) <= CLEAR:
            return middle
    return None


def _sides(middle: int) -> tuple[tuple[int, int], tuple[int, int]]:
    near, far = BESIDE
    return (middle - far, middle - near + 1), (middle + near, middle + far + 1)


def _parted(cell: GridCell, places: dict[int, int]) -> Iterator[GridCell]:
    columns = [cell.column, *places, cell.column + cell.column_span]
    sides = [(cell.box.left, cell.box.right)]
    for place in places.values():
        left, right = sides.pop()
        sides += [(left, place - REACH), (place + REACH + 1, right)]
    for (first, last), (left, right) in zip(pairwise(columns), sides, strict=True):
        box = Box(left, cell.box.top, right, cell.box.bottom)
        yield replace(cell, box=box, column=first, column_span=last - first)
