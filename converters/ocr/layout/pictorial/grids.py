"""Columns that are read across: the cells of a table that shades of colour, not rules, part from each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converters.reading.boxes import Box

FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
PITCH = 3.4  # letter heights from one row to the next at least: the lines of a text follow more closely
MANY_ROWS, PITCH_OF_MANY = 4, 3.0  # rows that hardly stand level by chance, and how closely they may follow
FLUSH = 0.5  # letter heights that the cells of a column begin beside each other
CENTRED, SET_IN = 0.7, 1.5  # letter heights that the middles of what is centred are off, and its left sides at least
LEVEL = 0.8  # letter heights that the feet of one row are off each other


def columns_of_table(blocks: Sequence[Sequence[Box]], first: int, height: float) -> int:
    """How many blocks from that one on are the columns of a table, cell by cell; 0 where they are none.

    Args:
        blocks: The lines of each block, top to bottom; none for what is no text.
        first: Where to look.
        height: Of a small letter.
    """
    rows = blocks[first]
    pitch = (PITCH_OF_MANY if len(rows) >= MANY_ROWS else PITCH) * height
    if len(rows) < FEWEST_ROWS or any(_step(upper, lower) < pitch for upper, lower in pairwise(rows)):
        return 0
    count = 1
    for one, other in pairwise(blocks[first:]):
        level = len(other) == len(rows) and all(
            abs(cell.bottom - row.bottom) <= LEVEL * height for cell, row in zip(other, rows, strict=True)
        )
        if not level or min(cell.left for cell in other) < max(cell.right for cell in one):
            break
        count += 1
    figures = len(rows) == FEWEST_ROWS and all(_is_centred(column, height) for column in blocks[first : first + count])
    return count if count >= FEWEST_COLUMNS and not figures else 0


def scattered_cells(blocks: Sequence[Sequence[Box]], first: int, height: float) -> list[list[tuple[int, int]]]:
    """The rows of a table whose columns lie in pieces, from that block on: the number of block and line of each cell.

    Shaded rows are panels of their own, which part columns at other places each.

    Args:
        blocks: The lines of each block, top to bottom; none for what is no text.
        first: Where to look.
        height: Of a small letter.
    """
    found: list[list[tuple[int, int]]] = []
    cells: list[tuple[Box, tuple[int, int]]] = []
    for block in range(first, len(blocks)):
        if not blocks[block]:
            break
        cells += [(box, (block, line)) for line, box in enumerate(blocks[block])]
        rows = _rows_of(cells, height)
        found = [[place for _, place in row] for row in rows] if _is_grid(rows, height) else found
    return found


def _rows_of(cells: Sequence[tuple[Box, tuple[int, int]]], height: float) -> list[list[tuple[Box, tuple[int, int]]]]:
    rows: list[list[tuple[Box, tuple[int, int]]]] = []
    for cell in sorted(cells, key=lambda cell: cell[0].bottom):
        if rows and cell[0].bottom - rows[-1][0][0].bottom <= LEVEL * height:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell[0].left) for row in rows]


def _is_grid(rows: Sequence[Sequence[tuple[Box, tuple[int, int]]]], height: float) -> bool:
    """Whether all rows have a cell in each column, flush with those over and under it, and none is nearer than rows."""
    boxes = [[box for box, _ in row] for row in rows]
    if len(boxes) < MANY_ROWS or len({len(row) for row in boxes}) > 1 or len(boxes[0]) < FEWEST_COLUMNS:
        return False
    far = all(_step(upper[0], lower[0]) >= PITCH_OF_MANY * height for upper, lower in pairwise(boxes))
    apart = all(left.right < right.left for row in boxes for left, right in pairwise(row))
    flush = all(max(box.left for box in column) - min(box.left for box in column) <= FLUSH * height
                for column in zip(*boxes, strict=True))  # fmt: skip
    return far and apart and flush


def _step(upper: Box, lower: Box) -> float:
    """From one row to the next; what is left of an icon may stand over one, and letters with tails reach below it."""
    return min(lower.top - upper.top, lower.bottom - upper.bottom)


def _is_centred(pair: Sequence[Box], height: float) -> bool:
    """Whether two lines stand in the middle under each other: a figure over what it says, a pair of its own."""
    figure, label = pair
    off, set_in = abs(figure.centre_x - label.centre_x), abs(figure.left - label.left)
    return off <= CENTRED * height and set_in >= SET_IN * height
