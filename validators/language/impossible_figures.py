"""Days, hours, shares, prison terms and amounts that cannot be as they stand: a digit was misread or mistyped.

Found by what calendars and clocks have, and by what the Penal Code (Articles 38 and 55) lets a law threaten. What a
text may say for other reasons (a share above the whole, a term that several sentences add up to) is not told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from validators.language.number_words import from_words
from validators.language.odd_figures import odd_figures
from validators.language.sought import Searched
from validators.problems import Message, say

_DAY_PARTS = re.compile(r"\d(?:\s{0,2}[/.-]\s{0,2}\d|\s{1,3}tháng)", re.IGNORECASE)  # one of which every day has
_DAY = re.compile(
    r"""
    (?<!\w)(?:ngày\s{1,3}(?P<day>\d{1,2})\s{1,3}tháng\s{1,3}(?P<month>\d{1,2})(?:\s{1,3}năm\s{1,3}(?P<year>\d{4}))?
    | (?:ngày|từ|đến|trước|sau)\s{1,3}(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)
    | (?<![\d/.,-])(?<!số\s)(?P<D>\d{1,2})/(?P<M>\d{1,2})/(?P<Y>(?:19|20)\d\d))(?![\d/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HOUR = re.compile(
    r"""
    (?<!\w)(?:lúc|vào|hồi|từ|đến|trước|sau)\s{1,3}(?P<hour>\d{1,2})
    (?:\s{0,2}(?:giờ|g|h)\s{0,2} | (?<=lúc\s\d\d):)
    (?P<minute>\d{2})(?!\d|\s{0,2}(?:giờ|g|h)(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TERM = re.compile(
    r"(?<!\w)tù\s{1,3}từ\s{1,3}(?P<low>\d{1,3})\s{1,3}(?P<unit>tháng|năm)"
    r"\s{1,3}đến\s{1,3}(?P<high>\d{1,3})\s{1,3}(?P<other>tháng|năm)(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<!\w)(?:miễn,\s{1,3})?(?:miễn|giảm)\s(?:[^\W\d_]+\s){0,3}(?P<share>\d{3})\s?%", re.IGNORECASE)
_PART = re.compile(
    r"""
    (?<!\w)(?:chiếm|đạt\s{1,3}tỷ\s{1,3}lệ)\s{1,3}(?:tỷ\s{1,3}lệ\s{1,3})?(?:(?:khoảng|gần|trên)\s{1,3})?
    (?P<share>\d{3})(?:,\d{1,3})?\s?%\s(?:(?:trong\s|của\s)?tổng|số)(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EVERY = re.compile(
    r"""
    (?<!\w)(?P<share>\d{3})(?:,\d{1,3})?\s?%\s(?:(?:tổng\s)?số\s|các\s)?
    (?:thôn|xã|phường|hộ|người|cán\sbộ|công\schức|học\ssinh|cơ\squan|đơn\svị|tổ\sdân|khu\sdân|trường|địa\sphương)(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH = re.compile(
    r"(?<!\w)tháng\s{1,3}(?P<month>\d{1,2})(?:\s{0,2}/\s{0,2}|\s{1,3}năm\s{1,3})(?:19|20)\d\d(?!\d)", re.IGNORECASE
)
_ONE_DAY = (
    r"(?:\d{1,2}\s{0,2}[/.-]\s{0,2}\d{1,2}\s{0,2}[/.-]\s{0,2}(?:19|20)\d\d"
    r"|\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}(?:19|20)\d\d)(?!\d)"
)
_SPAN = re.compile(
    rf"(?<!\w)từ\s{{1,3}}(?:ngày\s{{1,3}})?(?P<first>{_ONE_DAY})\s{{1,3}}"
    rf"(?:cho\s{{1,3}})?đến\s{{1,3}}(?:hết\s{{1,3}})?(?:ngày\s{{1,3}})?(?P<last>{_ONE_DAY})",
    re.IGNORECASE,
)
# An act is passed first and comes into force then; what stands between is of the same sentence and speaks of no other.
_IN_FORCE = re.compile(
    rf"""
    (?<!\w)(?:thông\s{{1,3}}qua|ban\s{{1,3}}hành|ký)\s{{1,3}}(?:vào\s{{1,3}})?ngày\s{{1,3}}(?P<first>{_ONE_DAY})
    [^.;\d\n]{{0,40}}có\s{{1,3}}hiệu\s{{1,3}}lực(?:\s{{1,3}}thi\s{{1,3}}hành)?\s{{1,3}}(?:kể\s{{1,3}})?từ\s{{1,3}}
    ngày\s{{1,3}}(?P<last>{_ONE_DAY})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"""
    (?<![\d.,])(?P<digits>\d{1,3}(?:\.\d{3}){1,4})\s{0,2}(?:đồng|đ)\s{0,2}
    \((?i:(?:số\s{1,3}tiền\s{1,3})?(?:viết\s{1,3})?bằng\s{1,3}chữ\s{0,2}:?\s{0,2})?
    (?P<words>[^()\d\n]{4,90}?)\s{0,2}\)
    """,
    re.VERBOSE,
)
# Two points at least: of one the part of a đồng may follow.
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{1,4}){2,5}(?=\s{0,2}(?:đồng|đ|VNĐ)(?!\w))")
_RANGE = re.compile(
    r"(?<!\w)từ\s{1,3}(?P<unit>điều|khoản)\s{1,3}(?P<first>\d{1,3})\s{1,3}đến\s{1,3}(?P=unit)\s{1,3}(?P<last>\d{1,3})(?!\w)",
    re.IGNORECASE,
)
_HOTLINE = re.compile(
    r"""
    (?<!\w)(?:tổng\sđài|đường\sdây\snóng|hotline|gọi|điện\sthoại|đt|số)\s?:?\s{0,2}
    (?P<digits>1[89]00(?:[ .-]?\d){1,8})(?![\d/])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HOTLINE_DIGITS = (8, 10)  # Circular 25/2015/TT-BTTTT: 1800 and 1900, then four or six
_IN_THREES = re.compile(r"\d{1,3}(?:\.\d{3}){2,5}")
_Judge = Callable[[re.Match[str]], Message | None]
_WHOLE = 100  # per cent
_LONGEST_TERM = 240  # months of prison a law may threaten for one crime
_MONTHS = {"tháng": 1, "năm": 12}
_HOURS, _MINUTES = 24, 59
_LEAP_YEAR = 2024  # a day without a year may be the 29th of February


def impossible_figures(searched: Searched, text: str) -> Iterator[tuple[int, str, Message]]:
    """Where a figure stands that cannot be, its words, and why.

    Args:
        searched: What holds the text, by which most are passed over.
        text: Letters composed (NFC).
    """
    words = searched.words
    yield from odd_figures(text)
    if ("ngày" in words or "Ngày" in words or "/" in searched.signs) and _DAY_PARTS.search(text):
        yield from _told(_DAY, text, _no_day)
        yield from _told(_SPAN, text, _no_span)
        yield from _told(_IN_FORCE, text, _no_beginning)
    if "tháng" in words or "Tháng" in words:
        yield from _told(_MONTH, text, _no_month)
    if "lúc" in words or ":" in searched.signs or "giờ" in words or "h" in searched.signs:
        yield from _told(_HOUR, text, _no_hour)
    if "tù" in words:
        yield from _told(_TERM, text, _no_term)
    if "%" in text:
        yield from _told(_SHARE, text, _no_share)
        yield from _told(_PART, text, _no_part)
        yield from _told(_EVERY, text, _no_part)
    if "." in text and ("đ" in text or "VNĐ" in text):
        yield from _told(_GROUPS, text, _no_threes)
    if "Điều" in words or "điều" in words or "khoản" in words:
        yield from _told(_RANGE, text, _no_range)
    if "1900" in text or "1800" in text:
        yield from _told(_HOTLINE, text, _no_hotline)
    if "(" in text and "đ" in text:
        yield from _told(_IN_WORDS, text, _other_words)


def _told(pattern: re.Pattern[str], text: str, why_not: _Judge) -> Iterator[tuple[int, str, Message]]:
    for found in pattern.finditer(text):
        if why := why_not(found):
            yield found.start(), " ".join(found.group().split()), why


def _no_day(found: re.Match[str]) -> Message | None:
    day, month, year = (found[name] or found[name[0]] or found[name[0].upper()] for name in ("day", "month", "year"))
    try:
        dt.date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return say("there is no such day")
    return None


def _no_hour(found: re.Match[str]) -> Message | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    fits = hour < _HOURS or (hour == _HOURS and minute == 0)
    return None if fits and minute <= _MINUTES else say("there is no such hour")


def _no_term(found: re.Match[str]) -> Message | None:
    low = int(found["low"]) * _MONTHS[found["unit"].casefold()]
    high = int(found["high"]) * _MONTHS[found["other"].casefold()]
    if low >= high:
        return say("the first is not less than the second")
    return say("no law threatens prison for more than 20 years") if high > _LONGEST_TERM else None


def _no_share(found: re.Match[str]) -> Message | None:
    return say("nothing is reduced by more than the whole") if int(found["share"]) > _WHOLE else None


def _no_part(found: re.Match[str]) -> Message | None:
    return say("no part is more than the whole") if int(found["share"]) > _WHOLE else None


def _no_month(found: re.Match[str]) -> Message | None:
    return None if 1 <= int(found["month"]) <= _LAST_MONTH else say("there is no such month")


def _no_span(found: re.Match[str]) -> Message | None:
    first, last = _day_of(found["first"]), _day_of(found["last"])
    return say("the last day is before the first") if first and last and last < first else None


def _no_beginning(found: re.Match[str]) -> Message | None:
    first, last = _day_of(found["first"]), _day_of(found["last"])
    return say("it would hold before it was passed") if first and last and last < first else None


def _day_of(written: str) -> dt.date | None:
    """A day as written; None where there is no such one, which is told by itself."""
    day, month, year = map(int, re.findall(r"\d+", written))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_LAST_MONTH = 12


def _no_threes(found: re.Match[str]) -> Message | None:
    return None if _IN_THREES.fullmatch(found.group()) else say("its digits do not stand in threes")


def _no_range(found: re.Match[str]) -> Message | None:
    return say("the last place is before the first") if int(found["last"]) < int(found["first"]) else None


def _no_hotline(found: re.Match[str]) -> Message | None:
    count = sum(map(str.isdigit, found["digits"]))
    return None if count in _HOTLINE_DIGITS else say("such a number has eight or ten digits")


def _other_words(found: re.Match[str]) -> Message | None:
    said = from_words(found["words"])
    return None if said is None or said == int(found["digits"].replace(".", "")) else say("the words say another sum")
