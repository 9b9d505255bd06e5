"""Cells of tables with what stands over and before them.

A number tells by itself neither whose it is nor what; its heading does ("Số điện thoại" over 912345678, from which
Excel took the nought). So every cell with digits is said again together with the head of its column, and of its row.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

SHEET = re.compile(r"xl/worksheets/[^/]{1,100}\.xml$")
"""Name of a sheet in a workbook (ISO/IEC 29500)."""
SHARED = re.compile(r"xl/sharedStrings\.xml$")
"""Name of what holds the texts of all its sheets."""
_TABLE = re.compile(r"<(?:\w{1,10}:)?(?:tbl|table)(?![\w:-])[^<>]{0,500}>", re.IGNORECASE)
_ROW = re.compile(r"<(?:\w{1,10}:)?(?:tr|table-row|row)\b[^<>]{0,2000}>", re.IGNORECASE)
_CELL = re.compile(
    r"<(?:\w{1,10}:)?(?:tc|td|th|table-cell|covered-table-cell)\b(?P<said>[^<>]{0,2000})>", re.IGNORECASE
)
_REPEATED = re.compile(r"(?:number-columns-repeated|colspan)=[\"'](\d{1,4})[\"']", re.IGNORECASE)
_SPANS = re.compile(r"gridSpan(?:\s[\w:]{1,10}val)?=[\"'](\d{1,3})[\"']")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SHEET_CELL = re.compile(r"<c\b(?P<said>[^<>]{0,300})(?<!/)>(?P<holds>.{0,2000}?)</c>", re.DOTALL)
_PLACE = re.compile(r'\sr="([A-Z]{1,3})\d{1,7}"')
_VALUE = re.compile(r"<v[^<>]{0,50}>([^<>]{0,1000})</v>")
_WORDS = re.compile(r"<t[^<>]{0,100}>([^<>]*)</t>")
_WHOLE = re.compile(r"(\d+)\.0+$|(\d)\.(\d+)E\+?(\d{1,2})$")  # "912345678.0", "9.12345678E8"
_MOST_COLUMNS = 300  # that repeats and spans make; written out there may be more
_LEAST_DIGITS = 4  # of a cell that may be somebody's
_LONGEST_HEAD, _LONGEST_CELL = 80, 200  # signs


def cells_of_rows(rows: Sequence[Sequence[str]], header_rows: int = 1) -> list[str]:
    """Every cell with digits together with its heading, and with the first cell of its row ("Số điện thoại: 09 …").

    Args:
        rows: Of a table; spanned cells are empty.
        header_rows: Rows at the top that head the columns, at least one.
    """
    return [said for _, _, said in placed_cells(rows, header_rows)]


def placed_cells(rows: Sequence[Sequence[str]], header_rows: int = 1) -> Iterator[tuple[int, int, str]]:
    """The same with the places of row and column, counted from 0."""
    heads = _heads(rows[: max(header_rows, 1)])
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if sum(map(str.isdecimal, cell)) < _LEAST_DIGITS or len(cell) > _LONGEST_CELL:
                continue
            for head in dict.fromkeys((heads.get(column, "") if at else "", row[0] if column else "")):
                if any(map(str.isalpha, head)) and len(head) <= _LONGEST_HEAD:
                    yield at, column, f"{' '.join(head.split())}: {cell.strip()}"


def _heads(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What stands over each column; a heading over several stands in the first of them."""
    heads: dict[int, list[str]] = {}
    for row in rows:
        last = ""
        for column, cell in enumerate(row):
            last = cell.strip() or last
            heads.setdefault(column, []).append(last)
    return {column: " ".join(dict.fromkeys(said)) for column, said in heads.items()}


def cells_of_tables(text: str) -> list[str]:
    """Of all tables in a web page or in a part of an office document."""
    found = []
    for table in _TABLE.split(text)[1:]:
        found += cells_of_rows([_row(row) for row in _ROW.split(table)[1:]])
    return found


def _row(text: str) -> list[str]:
    cells: list[str] = []
    opened = list(_CELL.finditer(text))
    for cell, following in zip(opened, [*opened[1:], None], strict=True):
        inside = text[cell.end() : following.start() if following else len(text)]
        spans = _REPEATED.search(cell["said"]) or _SPANS.search(inside)
        cells.append(html.unescape(_TAG.sub("", inside)))
        cells += [""] * min(int(spans[1]) - 1 if spans else 0, _MOST_COLUMNS - len(cells))
    return cells


def shared_texts(text: str) -> list[str]:
    """The texts of a workbook by their numbers."""
    return [html.unescape("".join(_WORDS.findall(item))) for item in re.split(r"<si\b[^<>]{0,100}>", text)[1:]]


def cells_of_sheet(text: str, shared: Sequence[str]) -> list[str]:
    """Rows of a sheet of a workbook, and its cells with their headings.

    Args:
        text: The sheet's XML.
        shared: What `shared_texts` found.
    """
    rows = [_sheet_row(row, shared) for row in _ROW.split(text)[1:]]
    return [*("\t".join(filter(None, row)) for row in rows), *cells_of_rows(rows)]


def _sheet_row(text: str, shared: Sequence[str]) -> list[str]:
    cells: dict[int, str] = {}
    for cell in _SHEET_CELL.finditer(text):
        place = _PLACE.search(cell["said"])
        column = _column(place[1]) if place else len(cells)
        if column < _MOST_COLUMNS:
            cells[column] = _said(cell["said"], cell["holds"], shared)
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _said(attributes: str, holds: str, shared: Sequence[str]) -> str:
    value = _VALUE.search(holds)
    if value is None:
        return html.unescape("".join(_WORDS.findall(holds)))
    if 't="s"' in attributes:
        at = int(value[1]) if value[1].isdecimal() else len(shared)
        return shared[at] if at < len(shared) else ""
    return _plain(html.unescape(value[1]))


def _plain(value: str) -> str:
    """A whole number as people write it."""
    found = _WHOLE.fullmatch(value)
    if found is None:
        return value
    return found[1] or (found[2] + found[3].ljust(int(found[4]), "0"))[: int(found[4]) + 1]
