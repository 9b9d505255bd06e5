"""A cell as people read it, the same in every form."""

from __future__ import annotations

import datetime as dt

from pbgdpl_cli.report.sections import Cell
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message

EMPTY = "–"


def shown(cell: Cell, tell: PageLanguage) -> str:
    """The words of a cell; numbers with their thousands set apart."""
    if cell is None:
        return EMPTY
    if isinstance(cell, Message):
        return tell(cell)
    if isinstance(cell, int):
        return tell.number(cell)
    if isinstance(cell, float):
        whole, _, part = f"{cell:.2f}".rstrip("0").rstrip(".").partition(".")
        comma = "," if tell.language == "vi" else "."
        return tell.number(int(whole)) + (f"{comma}{part}" if part else "")
    return tell.date(cell) if isinstance(cell, dt.date) else cell


def is_number(cell: Cell) -> bool:
    """Whether a cell stands with the numbers of its column; what is not known does, too."""
    return cell is None or isinstance(cell, int | float)
