"""Dates as Vietnamese documents print them: "ngày 05 tháng 01 năm 2020", "13/3/2019", "2-3-1993".

A date with a blank ("ngày   tháng 8 năm 2024") has no value: it is found, so that a person can be told, and stays
absent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from validators.citations.repair import digits, level

_D = r"[0-9OolI|]{1,2}"
_STROKES = r"[TIÌÍlìí1|\]]{2}"
"""Two upright strokes between "tháng" and "năm", or between "ngày" and "tháng", can only be 11."""
_Y = r"[12][0-9OolI]{3}"
_BLANK = r"[ .…_]{0,24}"
_LONG = (
    rf"(?:ngày|ngay|Ngày|NGÀY)\s{{0,4}}(?P<d1>{_D}|{_STROKES})?{_BLANK},?\s{{0,4}}(?:tháng|thang|tháng\.|THÁNG)\s{{0,4}}"
    rf"(?P<m1>{_D}|{_STROKES})?{_BLANK},?\s{{0,4}}(?:năm|nam|NĂM)\s{{0,4}}(?P<y1>{_Y})?"
)
_SHORT = (
    rf"(?:[Nn]g[àa]y\s{{0,4}}"
    rf"|(?<![\w/.,-]))(?P<d2>{_D})\s?(?P<sep>[/.-])\s?(?P<m2>{_D}|{_STROKES})\s?(?P=sep)\s?(?P<y2>{_Y})(?![\w/])"
)
_DATE = re.compile(f"{_LONG}|{_SHORT}")
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text.

    Attributes:
        start: First character.
        end: One past the last.
        value: The day; None where a part is blank or no such day exists.
        blank: Whether a part was left blank on paper.
    """

    start: int
    end: int
    value: dt.date | None
    blank: bool = False


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Every date with a day and a month, in order.

    Args:
        text: Any text; it may hold look-alike characters.
    """
    return (_printed(match) for match in _DATE.finditer(level(text)))


def date_at(text: str, start: int, within: int = 3) -> PrintedDate | None:
    """The date that begins at a place, or up to `within` characters later.

    Args:
        text: A text already levelled (see `repair.level`).
        start: Where to look.
        within: How many characters may stand before it ("ngày " belongs to the date).
    """
    # Place by place: a search would go on to the end of the stretch, after each of very many numbers without a date.
    for place in range(start, start + within + 1):
        if match := _DATE.match(text, place, start + within + 80):
            return _printed(match)
    return None


def _printed(match: re.Match[str]) -> PrintedDate:
    long = match["d2"] is None
    day, month, year = match.group("d1", "m1", "y1") if long else match.group("d2", "m2", "y2")
    blank = not (day and month and year)
    end = match.start() + len(match.group().rstrip(" .…_"))
    return PrintedDate(match.start(), end, None if blank else make_date(day, month, year), blank)


def make_date(day: str, month: str, year: str) -> dt.date | None:
    """A date from its printed parts; None when there is no such day in the years documents are from."""
    try:
        value = dt.date(int(digits(year)), _number(month), _number(day))
    except ValueError:
        return None
    return value if FIRST_YEAR <= value.year <= LAST_YEAR else None


def _number(printed: str) -> int:
    return 11 if re.fullmatch(_STROKES, printed) else int(digits(printed))
