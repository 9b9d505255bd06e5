"""Tables as cells."""

from __future__ import annotations

from converters.reading.document import Cell
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage

_MOST_COLUMNS = 60  # no page is wide enough for more
_MOST_ROWS = 5000  # of one table


def table_node(passage: Passage) -> Node:
    """A table as a node; without known cells its text is a paragraph.

    Args:
        passage: Whose kind is a table.
    """
    if not passage.cells:
        return Node("paragraph", [PassageSpan(passage)])
    height = min(_MOST_ROWS, max(cell.row + 1 for cell in passage.cells))
    width = min(_MOST_COLUMNS, max(cell.column + 1 for cell in passage.cells))
    rows = [[""] * width for _ in range(height)]
    for cell in passage.cells:
        if cell.row < height and cell.column < width:
            rows[cell.row][cell.column] = cell.text.strip()
    return Node("table", [PassageSpan(passage)], rows=rows, header_rows=_header_rows(passage.cells))


def _header_rows(cells: tuple[Cell, ...]) -> int:
    marked = {cell.row for cell in cells if cell.header}
    count = 0
    while count in marked:
        count += 1
    return count
