"""Tables of a Record as Markdown: data as tables, tables that only lay lines out (forms, letterheads) as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.writing import literal
from validators.language.syllables import CAPITALS
from validators.sharing.record import Table

_LONGEST_HEAD = 60  # characters of a cell of a head
_FEWEST_ROWS = 2  # of a table of data that has no head
_FORM_COLUMNS = 3  # what is asked, a colon, what is filled in
_SIGNER = re.compile(r"(?:đại diện|bên |người |giám đốc|thủ trưởng|kế toán|tm\.|kt\.)", re.IGNORECASE)
_NAME = re.compile(rf"(?:[{CAPITALS}][\w.]*)(?:\s[{CAPITALS}][\w.]*){{1,5}}|\([^()]{{2,60}}\)")
_SIGNED_ROWS = 3  # below who signs: a note, a rank, a name
_LEAST_FILLED = 0.5  # share of the cells of a table without a head that hold words, or it is a layout


def table_parts(table: Table) -> Iterator[str]:
    """A table as blocks of Markdown: its caption, a title that fills its first rows alone, then table or lines.

    Args:
        table: Empty rows and columns are left out; lines of a cell follow each other.
    """
    rows = _filled(table.rows)
    if table.caption:
        yield literal.paragraph(table.caption)
    header_rows = table.header_rows
    while rows and len(rows[0]) > 1 and sum(map(bool, rows[0])) == 1 and (rows[0][0] or not header_rows):
        yield literal.paragraph(next(cell for cell in rows.pop(0) if cell))
        header_rows = max(0, header_rows - 1)
    rows = _filled(rows)
    if not rows:
        return
    if _is_form(rows):
        yield from (literal.paragraph(" ".join(cell for cell in row if cell)) for row in rows)
        return
    to_fill_in = header_rows == 0 and len(rows) == 1 < len(table.rows) and not _names_signers(rows[0])
    if not to_fill_in and _lays_out(rows, header_rows):
        yield from (literal.paragraph(line) for row in rows for cell in row for line in cell.split("\n") if line)
        return
    if header_rows > 1:
        rows = [_one_head(rows[:header_rows]), *rows[header_rows:]]
    yield _table(rows, headed=header_rows > 0 or to_fill_in or _is_head(rows))


def _one_head(head: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a head as the one Markdown has: a name over several columns stands before the name of each of them.

    Args:
        head: Of one length; a cell that spans stands once and leaves empty text behind.
    """
    names: list[list[str]] = [[] for _ in head[0]]
    for number, row in enumerate(head):
        over = ""
        for column, cell in enumerate(row):
            below = any(later[column] for later in head[number + 1 :])
            over = cell or (over if below else "")
            if over and over not in names[column]:
                names[column].append(over)
    return [" – ".join(parts) for parts in names]


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of one length without those rows and columns that hold no words."""
    width = max(map(len, rows), default=0)
    padded = [[*(literal.said(cell) for cell in row), *[""] * (width - len(row))] for row in rows]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    return [[row[column] for column in used] for row in padded if any(row)]


def _lays_out(rows: Sequence[Sequence[str]], header_rows: int) -> bool:
    """Whether a table only puts lines beside each other."""
    if len(rows[0]) == 1 or _is_signed(rows):
        return True
    if header_rows:
        return False
    cells = [cell for row in rows for cell in row]
    return len(rows) < _FEWEST_ROWS or sum(map(bool, cells)) < _LEAST_FILLED * len(cells)


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are lines to be filled in, set in columns only so that their colons stand below each other."""
    colons = sum(any(cell.startswith(":") for cell in row[1:]) or row[0].endswith(":") for row in rows)
    return len(rows[0]) <= _FORM_COLUMNS and colons > _LEAST_FILLED * len(rows)


def _is_signed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are signatures beside each other: who signs, a note how, and the names."""
    head, below = rows[0], rows[1:]
    signers = all(cell.isupper() or _SIGNER.match(cell) for cell in head if cell)
    named = all(_NAME.fullmatch(cell) for row in below for cell in row if cell)
    return 1 < len(rows[0]) <= _FORM_COLUMNS and 0 < len(below) <= _SIGNED_ROWS and signers and named


def _names_signers(row: Sequence[str]) -> bool:
    return all(_SIGNER.match(cell) for cell in row if cell)


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short words in every cell, no figures, and rows below it."""
    return len(rows) > 1 and all(
        cell and len(cell) <= _LONGEST_HEAD and not any(letter.isdigit() for letter in cell) for cell in rows[0]
    )


def _table(rows: Sequence[Sequence[str]], *, headed: bool) -> str:
    width = len(rows[0])
    lines = [[literal.cell(cell) for cell in row] for row in rows]
    if not headed:
        lines.insert(0, [""] * width)
    lines.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
