"""Tables without rules and without amounts: a head in bold type names every column, and rows follow that can be told.

Words in columns may also be cards, panels of a leaflet or names under which people sign. Those have no rows: their
lines follow as closely as those of a text, or go on in mid-sentence where another column begins anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from converters.reading.pdf.columns import LevelLine
from converters.reading.pdf.table_rows import row_edges
from converters.reading.pdf.text_layer.lines import PlacedWord

FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
TALLEST_HEAD = 3  # lines
_ITEMS = frozenset("-–—+•●▪■◦*")


def rows_under_names(lines: Sequence[LevelLine], edges: Sequence[float]) -> list[float]:
    """Where rows part of which the first is a head, all of it and nothing else in bold type; none where they are not.

    Args:
        lines: That share gutters, from top to bottom.
        edges: Across the page, between the columns.
    """
    head = list(takewhile(_is_bold, lines))
    body = lines[len(head) :]
    columns = len(edges) + 1
    if not 0 < len(head) <= TALLEST_HEAD or columns < FEWEST_COLUMNS or len(body) < FEWEST_ROWS:
        return []
    named = {_column(word, edges) for line in head for word in line.words}
    if len(named) < columns or any(word.style.bold for line in body for word in line.words):
        return []
    cut = row_edges(body, edges)
    if not cut:
        return []
    bounds = [float("-inf"), *cut, float("inf")]
    rows = [[line for line in body if top <= line.baseline < bottom] for top, bottom in pairwise(bounds)]
    if len(rows) < FEWEST_ROWS or not all(_begins(row, edges) for row in rows):
        return []
    return [(max(line.bottom for line in head) + min(line.top for line in body)) / 2, *cut]


def _is_bold(line: LevelLine) -> bool:
    return all(word.style.bold for word in line.words)


def _column(word: PlacedWord, edges: Sequence[float]) -> int:
    middle = (word.box.left + word.box.right) / 2
    return sum(middle > edge for edge in edges)


def _begins(row: Sequence[LevelLine], edges: Sequence[float]) -> bool:
    """Whether most cells of a row hold text, and each begins as a sentence, a name or a number does."""
    firsts: dict[int, PlacedWord] = {}
    for line in row:
        for word in line.words:
            firsts.setdefault(_column(word, edges), word)
    opened = all(
        word.text[:1].isupper() or word.text[:1].isdigit() or word.text[:1] in '(“"' for word in firsts.values()
    )
    return opened and 2 * len(firsts) > len(edges) + 1
