"""Dates and hours: "01/7/2025", "tháng 7/2025", "30/4", "22h30", "7:30"."""

from __future__ import annotations

import re

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.forms.form import Form, after, before
from converters.derivatives.speech.numerals import whole
from converters.derivatives.speech.script import Said
from validators.language.quantities import date_value

_APART = r"(?<![\w.,/])"
_DAY_SAID = re.compile(r"(?:ngày|mùng|mồng)\s{1,3}$", re.IGNORECASE)
_MONTH_SAID = re.compile(r"tháng\s{1,3}(?:\d{1,2}(?:\s?[-–,]\s?|\s(?:và|đến)\s))*$", re.IGNORECASE)
_DAY_MEANT = re.compile(
    r"(?:ngày|mùng|mồng|lễ|dịp|Quốc khánh)\s{1,3}(?:\d{1,2}/\d{1,2}(?:,\s|\s(?:và|đến|đến ngày)\s|\s?[-–]\s?))*$",
    re.IGNORECASE,
)
_CLOCK_MEANT = re.compile(r"(?:lúc|từ|đến|hồi|vào|khoảng|trước|sau|giờ|[-–:(])\s{0,3}$", re.IGNORECASE)
_NUMBER_OF_ACT = re.compile(
    r"(?:số|luật|nghị định|thông tư|quyết định|nghị quyết|chỉ thị|kế hoạch|công văn)\s{1,3}$", re.IGNORECASE
)
DRAWN_TO_SCALE = re.compile(
    r"(?:t[ỷỉ] lệ|(?:bản đồ|bản vẽ|quy hoạch)(?:\s(?!tháng|quý|ngày)[^\W\d_]{1,7}){0,3})\s?:?\s{1,2}$", re.IGNORECASE
)
"""What stands before the scale of a map: "tỷ lệ 1/2000" is no month."""
MONTHS = 12  # a first number beyond it is a day
_TO = r"\s?(?:[-–]|(?:đến|tới)(?:\shết)?(?:\sngày)?)\s?"
_DAY_AFTER = re.compile(rf"{_TO}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>/[12]\d{{3}})?(?![\w/%]|[.,]\d)")
_DAY_BEFORE = re.compile(rf"(?<![\w/.,])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}){_TO}$")
_YEAR = r"[12]\d{3}"


def month_name(month: int) -> str:
    """The number of a month as it is said after "tháng": the fourth is "tư"."""
    return "tư" if month == 4 else whole(month)


def _full_date(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    if date_value(match["day"], match["month"], match["year"]) is None:
        return None
    return [
        *_day_and_month(match),
        Said("năm", *match.span("s2")),
        Said(whole(int(match["year"])), *match.span("year")),
    ]


def _day_and_month(match: re.Match[str]) -> list[Said]:
    start = match.start("day")
    said = [] if _DAY_SAID.search(before(match)) else [Said("ngày", start, start)]
    return [
        *said,
        Said(whole(int(match["day"])), *match.span("day")),
        Said("tháng", *match.span("s1")),
        Said(month_name(int(match["month"])), *match.span("month")),
    ]


def _month_and_year(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    lead = before(match)
    month = int(match["month"])
    if match["month"] == "1" and DRAWN_TO_SCALE.search(lead):
        return None
    of_act, of_quarter = _NUMBER_OF_ACT.search(lead), re.search(r"quý\s{1,3}$", lead, re.IGNORECASE)
    if not of_act and not 1 <= month <= 12:
        return None
    start = match.start("month")
    said = [] if of_act or of_quarter or _MONTH_SAID.search(lead) else [Said("tháng", start, start)]
    figure = whole(month) if of_act or of_quarter else month_name(month)
    return [
        *said,
        Said(figure, *match.span("month")),
        Said("năm", *match.span("s1")),
        Said(whole(int(match["year"])), *match.span("year")),
    ]


def _number_of_act(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    if not _NUMBER_OF_ACT.search(before(match)):
        return None
    return [
        Said(whole(int(match["serial"])), *match.span("serial")),
        Said("năm", *match.span("s1")),
        Said(whole(int(match["year"])), *match.span("year")),
    ]


def _day_of_month(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A day: "30/4" where a day is meant, or where no fraction could be: "2/3" alone is neither."""
    day, month = int(match["day"]), int(match["month"])
    if date_value(match["day"], match["month"], "2000") is None:
        return None
    padded = match["day"].startswith("0") or match["month"].startswith("0")  # no fraction is written so
    lunar = re.match(r"\s(?:âm|dương) lịch", after(match))
    if padded or lunar or _DAY_MEANT.search(before(match)) or _paired_with_a_day(match):
        return _day_and_month(match)
    holiday = (day, month) in {(30, 4), (27, 7), (22, 12), (26, 3), (20, 10), (20, 11), (9, 11), (28, 6), (19, 5)}
    return _day_and_month(match) if holiday and not re.search(r"(?:số|nhà|ngõ|hẻm)\s{1,3}$", before(match)) else None


def _paired_with_a_day(match: re.Match[str]) -> bool:
    """Whether a range has a day at its other end that could be nothing else: "1/1 đến 31/3"."""
    other = _DAY_AFTER.match(after(match)) or _DAY_BEFORE.search(before(match))
    if other is None or date_value(other["day"], other["month"], "2000") is None:
        return False
    own = int(match["day"]) > int(match["month"]) and int(match["day"]) > MONTHS
    return own or int(other["day"]) > MONTHS or other["day"].startswith("0") or bool(other.groupdict().get("year"))


def _days_of_month(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The first day of "01-05/7/2025"; the date that follows is said by itself."""
    if int(match["first"]) >= int(match["day"]) or date_value(match["first"], match["month"], match["year"]) is None:
        return None
    start = match.start("first")
    said = [] if _DAY_SAID.search(before(match)) else [Said("ngày", start, start)]
    return [*said, Said(whole(int(match["first"])), *match.span("first")), Said("đến", *match.span("dash"))]


def _clock(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    hours, minutes = int(match["hours"]), match["minutes"]
    if hours > 24 or (minutes and int(minutes) > 59):
        return None
    by_colon = match["by"].strip() == ":"
    if by_colon and not (_CLOCK_MEANT.search(before(match)) or re.match(r"\s?[-–]\s?\d", after(match))):
        return None
    said = [Said(whole(hours), *match.span("hours")), Said("giờ", *match.span("by"))]
    if not int(minutes):
        return [said[0], Said("giờ", match.start("by"), match.end())]
    said.append(Said(whole(int(minutes)), *match.span("minutes")))
    return [*said, Said("phút", *(match.span("mark") if match["mark"] else (match.end(), match.end())))]


def _full_hour(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said(whole(int(match["hours"])), *match.span("hours")), Said("giờ", match.start("by"), match.end())]


def _hours(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said(whole(int(match["hours"])), *match.span("hours")), Said("giờ", *match.span("by"))]


TIMES = (
    Form(
        "0",
        re.compile(
            rf"{_APART}(?P<first>\d{{1,2}})(?P<dash>\s?[-–]\s?)"
            rf"(?=(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>{_YEAR})(?![\w/]))"
        ),
        _days_of_month,
    ),
    Form(
        "0",
        re.compile(
            rf"{_APART}(?P<day>\d{{1,2}})(?P<s1>\s?[/.-]\s?)(?P<month>\d{{1,2}})(?P<s2>(?P=s1))(?P<year>{_YEAR})(?![\w/])"
        ),
        _full_date,
    ),
    Form("0", re.compile(rf"{_APART}(?P<month>\d{{1,2}})(?P<s1>/)(?P<year>{_YEAR})(?![\w/])"), _month_and_year),
    Form("0", re.compile(rf"{_APART}(?P<serial>\d{{1,4}})(?P<s1>/)(?P<year>{_YEAR})(?![\w/])"), _number_of_act),
    Form("0", re.compile(rf"{_APART}(?P<day>\d{{1,2}})(?P<s1>/)(?P<month>\d{{1,2}})(?![\w/%]|[.,]\d)"), _day_of_month),
    Form(
        "0",
        re.compile(
            rf"{_APART}(?P<hours>\d{{1,2}})(?P<by>\s?[hg]\s?|:)(?P<minutes>\d{{2}})(?P<mark>\s?(?:phút|ph|p|'|’))?(?![\w:]|[.,]\d)"
        ),
        _clock,
    ),
    Form("0", re.compile(rf"{_APART}(?P<hours>\d{{1,2}})(?P<by>\sgiờ\s)00(?!\w|[.,]\d|\s?phút)"), _full_hour),
    Form("0", re.compile(rf"{_APART}(?P<hours>\d{{1,3}})(?P<by>\s?h)(?!\w)"), _hours),
)
