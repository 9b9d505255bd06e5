"""Tables in plain text: lines of fields parted by tabs, and files of separated values (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import takewhile

from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable

_SEPARATORS = (",", ";", "\t")
_FEWEST_COLUMNS = 3  # of a table of two rows
_FEWEST_ROWS = 3  # of a table of two columns: two lines of two fields are a form ("Họ tên:   …")


def tabbed_rows(lines: Sequence[str], place: int) -> list[list[str]]:
    """The rows of the table that begins at a line; none where text does.

    Args:
        lines: Without their ends.
        place: Which of them.
    """
    columns = len(_fields(lines[place]))
    if columns < 2:
        return []
    below = (_fields(lines[at]) for at in range(place, len(lines)))
    rows = list(takewhile(lambda row: len(row) == columns and all(row) and not row[0].endswith(":"), below))
    return rows if len(rows) >= (2 if columns >= _FEWEST_COLUMNS else _FEWEST_ROWS) else []


def _fields(line: str) -> list[str]:
    """What tabs part; one that sets a line in from the edge parts nothing."""
    return [" ".join(field.split()) for field in line.rstrip().replace("\t\t", "\t").split("\t")]


def separated_rows(text: str) -> list[list[str]]:
    """The rows of a file of separated values, whose records all have as many fields; none for any other text.

    Args:
        text: Of the whole file.
    """
    for separator in _SEPARATORS:
        try:
            rows = [
                row for row in csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True) if any(row)
            ]
        except csv.Error:  # an open quotation mark: no such file, and read as text
            continue
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return rows
    return []


def table_of_rows(rows: Sequence[Sequence[str]]) -> RichTable:
    """A table whose first row names the columns, where it has no numbers."""
    cells = tuple(
        RichCell(row, column, (RichParagraph((RichRun(text),)),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    named = not any(character.isdigit() for text in rows[0] for character in text)
    return RichTable(cells, header_rows=int(named))
