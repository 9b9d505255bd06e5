"""Tables as cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from converters.reading.document import Cell
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage

_MOST_COLUMNS = 60  # no page is wide enough for more; what stands beyond is put into the last
_MOST_ROWS = 5000  # of one table; a longer one goes on in a table of its own


def table_nodes(passage: Passage) -> Iterator[Node]:
    """A table as nodes, as a rule one; without known cells its text is a paragraph.

    Args:
        passage: Whose kind is a table.
    """
    if not passage.cells:
        yield Node("paragraph", [PassageSpan(passage)])
        return
    rows = _rows(passage.cells)
    header = _header_rows(passage.cells)
    for first in range(0, len(rows), _MOST_ROWS):
        part = rows[first : first + _MOST_ROWS]
        yield Node("table", [PassageSpan(passage)], rows=part, header_rows=0 if first else min(header, len(part)))


def _rows(cells: tuple[Cell, ...]) -> list[list[str]]:
    """Texts by row and column; cells at one place share it, rows without cells are left out."""
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    last = min(_MOST_COLUMNS - 1, max(cell.column for cell in cells))
    for cell in cells:
        if cell.text.strip():
            texts[cell.row, min(cell.column, last)].append(cell.text.strip())
    used = sorted({cell.row for cell in cells})
    return [["\n".join(texts.get((row, column), ())) for column in range(last + 1)] for row in used]


def _header_rows(cells: tuple[Cell, ...]) -> int:
    marked = {cell.row for cell in cells if cell.header}
    marked_rows = sum(1 for _ in takewhile(marked.__contains__, sorted({cell.row for cell in cells})))
    return max(marked_rows, _spanned_head(cells))


def _spanned_head(cells: tuple[Cell, ...]) -> int:
    """Rows of a head in which a name stands over several columns, beside names that reach down as far; else 0."""
    first = min(cell.row for cell in cells)
    top = [cell for cell in cells if cell.row == first and cell.lines]
    deep = max((cell.row_span for cell in top), default=1)
    wide = any(cell.column_span > 1 and cell.row_span < deep for cell in top)
    return deep if deep > 1 and wide else 0
