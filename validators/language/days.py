"""A cell of a list as a day: every usual way to write one, and a clear refusal of anything else.

Lists come from spreadsheets of any language, from databases and from people, so that one list may hold `01/07/2025`,
`2025-7-1`, `45839`, `1-thg 7-2025` and `July 1, 2025`. A day is never guessed: what may be two days, or is a month or
a year only, is refused.
"""

from __future__ import annotations

import datetime as dt
import re

from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say

FIRST_YEAR, LAST_YEAR = 1945, 2100
"""The years documents are from, and what they look ahead to."""
_EXCEL_ZERO = dt.date(1899, 12, 30)  # day 0 of spreadsheets, their leap year 1900 counted in
_SHORT_YEARS_FROM = 45  # "25" is 2025, "45" is 1945: no act of this state is older
_VIETNAM = dt.timezone(dt.timedelta(hours=7))

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "–",
        "—",
        "…",
        "...",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "nat",
        "không",
        "không có",
        "chưa",
        "chưa có",
    }
    | {"chưa rõ", "không rõ", "chưa xác định", "unknown", "0000-00-00", "00/00/0000", "9999-12-31", "31/12/9999"}
)
"""What people and databases write where there is no day; the last two are a database's "for ever"."""

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:AM|PM|SA|CH))?)?"
_WORDS_BEFORE = re.compile(r"(?:(?:kể )?từ )?(?:ngày )?(?=\d)", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[,.]? ",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE
)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})")
_PRINTED = re.compile(
    rf"(?P<day>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    rf"(?P<day>\d{{1,2}})[ ,-]{{0,2}}(?:tháng|thg|th) ?(?P<month>\d{{1,2}}|[^\W\d]+(?: [^\W\d]+)?)"
    rf"[ ,-]{{0,2}}(?:năm )?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_ENGLISH = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{3,9})\.?,?[ -](?P<year>\d{4}|\d{2})", re.IGNORECASE
    ),
    re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.IGNORECASE),
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,12})?")
_EIGHT_DIGITS = re.compile(r"\d{8}")
_MONTH_ONLY = re.compile(r"(?:tháng )?\d{1,2}[/.-]\d{4}|\d{4}-\d{2}|(?:tháng )?\d{1,2} năm \d{4}", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:năm )?\d{4}", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "−": "-", "/": "/", "⁄": "/", "∕": "/", "–": "-", "—": "-"})

_VIETNAMESE_MONTHS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORTEST_MONTH = 3  # letters: "jul"


class UnreadableDay(ValueError):
    """A cell that is no day; its message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_day(cell: object) -> dt.date | None:
    """The day a cell names; None where it says that there is none.

    Args:
        cell: Text, a number as spreadsheets count days, a date, or nothing.

    Raises:
        UnreadableDay: It is no day, or may be more than one.
    """
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return _in_range(cell, str(cell))
    text = _tidy(cell)
    if text.casefold() in NOTHING:
        return None
    return _in_range(_day_of(text), text)


def _tidy(cell: object) -> str:
    """A cell's words: one space between them, plain strokes, no mark that keeps a spreadsheet from counting."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = normalized("NFC", "" if cell is None else str(cell))
    text = _SPACES.sub(" ", text).strip().strip("'\"‘’“”").strip()
    if text.casefold() in NOTHING:
        return text
    text = _WEEKDAY.sub("", text.translate(_DASHES).rstrip(".;,"), count=1)
    return _WORDS_BEFORE.sub("", text, count=1)


def _day_of(text: str) -> dt.date:
    if _ZONED.fullmatch(text):
        return dt.datetime.fromisoformat(text).astimezone(_VIETNAM).date()
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + dt.timedelta(days=int(text[:5]))
    if _EIGHT_DIGITS.fullmatch(text):
        return _of_eight_digits(text)
    for form in (_ISO, _PRINTED, _VIETNAMESE, *_ENGLISH):
        if found := form.fullmatch(text):
            return _of_parts(found["day"], found["month"], found["year"], text)
    if _MONTH_ONLY.fullmatch(text):
        raise UnreadableDay(say("“{text}” names a month, not a day", text=text))
    if _YEAR_ONLY.fullmatch(text):
        raise UnreadableDay(say("“{text}” names a year, not a day", text=text))
    raise UnreadableDay(say("“{text}” is no date; write DD/MM/YYYY", text=text[:60]))


def _of_eight_digits(text: str) -> dt.date:
    """`20250701` or `01072025`; never both, for no month is 19 or 20."""
    if text[4:6] in {"19", "20"}:
        return _of_parts(text[:2], text[2:4], text[4:], text)
    return _of_parts(text[6:], text[4:6], text[:4], text)


def _of_parts(day: str, month: str, year: str, text: str) -> dt.date:
    number = int(year)
    if len(year) == 2:  # as people shorten it
        number += 1900 if number >= _SHORT_YEARS_FROM else 2000
    try:
        return dt.date(number, _month(month), int(day))
    except ValueError:
        raise UnreadableDay(say("there is no day “{text}”", text=text)) from None


def _month(written: str) -> int:
    """The number of a month.

    Raises:
        ValueError: There is no such month.
    """
    word = written.casefold()
    if word.isdigit():
        return int(word)
    if word in _VIETNAMESE_MONTHS:
        return _VIETNAMESE_MONTHS[word]
    fits = [
        place for place, name in enumerate(_ENGLISH_MONTHS, 1) if len(word) >= _SHORTEST_MONTH and name.startswith(word)
    ]
    if word == "sept":
        return 9
    if len(fits) != 1:
        raise ValueError(written)
    return fits[0]


def _in_range(day: dt.date, text: str) -> dt.date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise UnreadableDay(
        say("“{text}” lies outside the years {first} to {last}", text=text, first=FIRST_YEAR, last=LAST_YEAR)
    )
