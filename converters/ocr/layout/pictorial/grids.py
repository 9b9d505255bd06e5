"""Columns that are read across: the cells of a table that shades of colour, not rules, part from each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converters.reading.boxes import Box

FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
PITCH = 3.4  # letter heights from one row to the next at least: the lines of a text follow more closely
LEVEL = 0.8  # letter heights that the feet of one row are off each other


def columns_of_table(blocks: Sequence[Sequence[Box]], first: int, height: float) -> int:
    """How many blocks from that one on are the columns of a table, cell by cell; 0 where they are none.

    Args:
        blocks: The lines of each block, top to bottom; none for what is no text.
        first: Where to look.
        height: Of a small letter.
    """
    rows = blocks[first]
    if len(rows) < FEWEST_ROWS or any(lower.top - upper.top < PITCH * height for upper, lower in pairwise(rows)):
        return 0
    count = 1
    for one, other in pairwise(blocks[first:]):
        level = len(other) == len(rows) and all(
            abs(cell.bottom - row.bottom) <= LEVEL * height for cell, row in zip(other, rows, strict=True)
        )
        if not level or min(cell.left for cell in other) < max(cell.right for cell in one):
            break
        count += 1
    return count if count >= FEWEST_COLUMNS else 0
