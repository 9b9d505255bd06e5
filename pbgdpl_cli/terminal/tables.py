"""Text as it stands in a terminal: tables laid out in columns, lines that stay on their line, titles cut to fit."""

from __future__ import annotations

import unicodedata

from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import Table
from validators.problems import Message

# Control characters in a file's name may not steer the terminal; line ends and tabs are ours.
_CONTROLS = dict.fromkeys([code for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"], " ")
_GAP = 2  # columns between two cells
_NARROWEST = 6  # columns a cell keeps at least


def printable(line: Message | str) -> str:
    """A line without what would steer the terminal."""
    return words_of(line).translate(_CONTROLS)


def shortened(text: str, most: int) -> str:
    """A text of at most so many letters, ending in "…" when something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def words_of(value: Message | str) -> str:
    """A cell or line in the language in use."""
    return told(value) if isinstance(value, Message) else value


def display_width(text: str) -> int:
    """Columns a text takes: combining marks take none, East Asian wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def laid_out(table: Table, width: int | None = None) -> str:
    """A table as text, columns as wide as their widest cell.

    Args:
        table: What to show.
        width: Columns there is room for; the widest columns are cut until it fits. None for no bound.
    """
    rows = [[on_one_line(words_of(cell)) for cell in row] for row in (table.headings, *table.rows)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(table.headings))]
    if width is not None:
        widths = _narrowed(widths, width - _GAP * (len(widths) - 1))
    rule = ["─" * column for column in widths]
    lines = (_spread(row, widths) for row in (rows[0], rule, *rows[1:]))
    return "\n".join(line.rstrip() for line in lines)


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns, one by one, until all have room or nothing sensible is left to take."""
    narrowed = list(widths)
    while sum(narrowed) > room and max(narrowed) > _NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def on_one_line(text: str) -> str:
    """Line ends in a file's name or a system's message may not break a line of ours."""
    return " ".join(text.translate(_CONTROLS).split("\n")).replace("\t", " ")


def _cut(text: str, width: int) -> str:
    """At most so many columns, ending in "…" when something was left out."""
    if display_width(text) <= width:
        return text
    while display_width(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _spread(row: list[str], widths: list[int]) -> str:
    cells = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(cells, widths, strict=True))
    return (" " * _GAP).join(padded)
