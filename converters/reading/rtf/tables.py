"""Rows of an RTF table put together, and runs of one look joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable

# The cells of a row, and how each is merged: "h" with the one before, "v" with the one above.
TableRow = tuple[list[tuple[RichParagraph, ...]], list[str]]


def joined_runs(runs: list[RichRun]) -> list[RichRun]:
    """Neighbouring runs of one look as one."""
    result: list[RichRun] = []
    for run in runs:
        if result and (result[-1].font, result[-1].bold) == (run.font, run.bold):
            result[-1] = replace(result[-1], text=result[-1].text + run.text)
        else:
            result.append(run)
    return result


def table_of_rows(rows: Sequence[TableRow]) -> RichTable:
    """A table of its rows; merged cells become one with a span."""
    cells: list[RichCell] = []
    at: dict[tuple[int, int], int] = {}
    for row, (contents, merges) in enumerate(rows):
        for column, paragraphs in enumerate(contents):
            merge = merges[column] if column < len(merges) else ""
            home = at.get((row - 1, column)) if "v" in merge else at.get((row, column - 1)) if "h" in merge else None
            if home is None:
                home = len(cells)
                cells.append(RichCell(row, column, paragraphs))
            else:
                cells[home] = _grown(cells[home], row, column, paragraphs)
            at[row, column] = home
    return RichTable(tuple(cells))


def _grown(cell: RichCell, row: int, column: int, paragraphs: tuple[RichParagraph, ...]) -> RichCell:
    return replace(
        cell,
        paragraphs=(*cell.paragraphs, *paragraphs),
        row_span=max(cell.row_span, row - cell.row + 1),
        column_span=max(cell.column_span, column - cell.column + 1),
    )
