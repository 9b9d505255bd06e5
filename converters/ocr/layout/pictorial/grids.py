"""Grids of headed texts without frames, as posters have them: read row by row, not column by column."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from converters.ocr.layout.columns import LEVEL_TOPS, is_placeholder, rows_of
from converters.ocr.layout.fragments import Fragment

FEWEST_ROWS = 2
HIGHER = 1.2  # times as high as the letters of the text: capitals in the midst of small letters
WHITE_OVER = 1.6  # heights of a small letter over a heading


def rows_of_grid(columns: Sequence[list[Fragment]], height: float) -> list[list[Fragment]]:
    """The rows of a grid of headed texts without frames; none when columns are no grid.

    In a grid two headings or more of each column stand level with those of all others. Texts in columns have no reason
    to do so.

    Args:
        columns: Left to right; each may hold several.
        height: Of a small letter.
    """
    heads = [_heads(column, height) for column in columns]
    tops = [top for top in heads[0] if all(any(_level(top, other, height) for other in rest) for rest in heads[1:])]
    if len(tops) < FEWEST_ROWS:
        return []
    starts = [top - LEVEL_TOPS * height for top in tops]
    rows: list[list[Fragment]] = [[] for _ in range(len(tops) + 1)]  # the first one is what stands over the grid
    for item in (item for column in columns for item in column):
        rows[sum(item.top >= start for start in starts)].append(item)
    return [row for row in rows if row]


def _heads(column: list[Fragment], height: float) -> list[float]:
    """Where the headings of a column begin: lines of higher letters than its text has, with white over them."""
    usual = median(item.height for item in column)
    found, reached = [], float("-inf")
    for row in rows_of(column):
        top = min(item.top for item in row)
        high = not any(map(is_placeholder, row)) and min(item.height for item in row) >= HIGHER * usual
        found += [top] if high and top - reached >= WHITE_OVER * height else []
        reached = max(item.bottom for item in row)
    return found


def _level(first: float, second: float, height: float) -> bool:
    return abs(first - second) <= LEVEL_TOPS * height
