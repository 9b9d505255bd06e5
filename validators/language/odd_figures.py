"""Figures that are written as no figure is, or that no thing has.

A nought before two digits, no time at all, a fine that is denied, an hour no day has, a part above its whole, force
from a year in which the act had no number yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from validators.language.ages import odd_ages
from validators.problems import Message, say

_PADDED = re.compile(
    r"(?<![\w.,/:-])0\d{2,5}(?=\s(?:tuổi|ngày|tháng|năm|giờ|người|đồng|lần|điểm|khoản|tiết|buổi)(?!\w))", re.IGNORECASE
)
_NO_TIME = re.compile(
    r"(?<!\w)(?:trong|thời\s{1,3}hạn)\s{1,3}(?:thời\s{1,3}hạn\s)?0{1,3}\s{1,3}(?:giờ|ngày|tháng|năm|tuần)(?!\w)",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"""
    (?<!\w)(?:điện\s{1,3}thoại|ĐT|SĐT|tel|gọi|fax)\s{0,2}[:.]?\s{0,2}(?:số\s)?\(?
    (?P<digits>02\d(?:[ .)\-]{0,2}\d){5,12})(?![\d/])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LINE_DIGITS = (10, 11)  # Circular 22/2014/TT-BTTTT; of 2017 and before ten, now eleven
_NO_FINE = re.compile(
    r"""
    (?<!\w)không\s{1,3}(?:bị\s)?(?:xử\s)?phạt(?:\s{1,3}tiền)?\s{1,3}từ\s{1,3}\d[\d.]{3,14}\s?(?:đồng|đến)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# An hour of a day that is named, not a span of hours: "trước 48 giờ" may be two days ahead.
_HOUR_OF_DAY = re.compile(
    r"""
    (?<!\w)(?P<hour>\d{1,2})\s?giờ\s{1,3}(?:(?P<part>sáng|chiều|tối)
      |(?:của\s)?(?:ngày|hôm)\s(?:hôm\s)?(?:sau|trước|nay|đó)|(?:của\s)?cùng\sngày|(?:của\s)?ngày\sbắt\sđầu|hằng\sngày)(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_HOUR = MappingProxyType({"sáng": 12, "chiều": 19, "tối": 24})
_LAST_OF_ALL = 24
# "05 hòa giải viên, trong đó có 12 hòa giải viên nữ"; shares and money are counted otherwise.
_OF_THEM = re.compile(
    r"""
    (?<![\d.,/%])(?P<whole>\d{1,3}(?:\.\d{3})?)\s(?P<what>[^\W\d_]{2,9}(?:\s[^\W\d_]{1,9})?)(?P<more>[^.;:\d\n]{0,40}?)
    [,(]?\s{0,2}trong\s(?:đó|số\s(?:đó|này))\s(?:có\s)?(?P<part>\d{1,3}(?:\.\d{3})?)\s(?P<of>[^\W\d_]{1,9}(?:\s[^\W\d_]{1,9})?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_PEOPLE = frozenset({"nữ", "nam", "người"})
_PEOPLE = frozenset({
    "người", "hòa giải", "hoà giải", "cán bộ", "công chức", "viên chức", "đại biểu", "học viên", "học sinh",
    "đảng viên", "thành viên", "hội viên", "báo cáo", "tuyên truyền", "trẻ em", "phụ nữ", "nạn nhân", "bị cáo",
    "đối tượng", "lao động", "công dân", "luật sư", "trợ giúp", "thí sinh", "giáo viên", "công nhân",
})  # fmt: skip
# Not hours, which go over midnight, nor prison terms, told by themselves, nor what falls: "giảm từ 10 ngày đến 5".
_DOWNWARD = re.compile(
    r"""
    (?<!tù\s)(?<!giảm\s)(?<!ngắn\s)(?<!hạ\s)(?<!\w)từ\s(?:đủ\s)?(?P<low>\d{1,3})\s
    (?P<unit>người|ngày|tháng|năm|kg|tuổi|hộ|lần|điểm)\sđến\s(?:dưới\s)?(?P<high>\d{1,3})\s(?P=unit)(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = frozenset({"hộ", "người", "vụ", "xã", "phường", "thôn", "buổi", "lượt", "em", "cháu", "trường"})
_MINUTES = re.compile(
    r"(?<![\d.,/])\d{1,2}\s?giờ\s?[6-9]\d(?=\s(?:phút|hằng|hàng|ngày|sáng|chiều|tối)(?!\w)|[.,;)]|$)", re.IGNORECASE
)
_MONTH_OF_YEAR = re.compile(
    r"(?<!\w)(?:từ|đến|trong|vào|đầu|cuối|giữa)\stháng\s(?:1[3-9]|[2-9]\d)\s(?:năm\s(?:sau|nay|trước)|hằng\snăm|hàng\snăm)(?!\w)",
    re.IGNORECASE,
)
# What stands between is the day, the organ or a full stop: nothing else is said to be in force.
_FORCE_OF_NUMBER = re.compile(
    r"""
    (?<![\d/])\d{1,4}/(?P<year>(?:19|20)\d\d)/(?P<symbol>QH\d{2}|NĐ-CP|TT-[A-ZĐ]{2,9}|QĐ-TTg)(?!\w)
    (?P<between>[^/\d]{0,300}?)(?:(?P<kind>Luật|Nghị\sđịnh|Thông\stư|Quyết\sđịnh)\s(?:này\s)?(?:sẽ\s|đã\s)?)?
    có\shiệu\slực\s(?:thi\shành\s)?(?:kể\s)?từ\s(?:ngày\s)?
    \d{1,2}(?:[/.-]\d{1,2}[/.-]|\stháng\s\d{1,2}\snăm\s)(?P<from>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE,
)
_KINDS = MappingProxyType({"QH": "Luật", "NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định"})
# Years of which one term alone sat; a term that is none of ours is not told.
_PASSED_BY_TERM = re.compile(
    r"""
    Quốc\shội\s(?:nước\s[^\n.;,]{10,60}\s)?kh(?:óa|oá)\s(?P<term>[XVI]{1,5})(?:,?\s[Kk]ỳ\shọp\sthứ\s[^\W_]{1,4}(?:\s[^\W\d_]{1,4})?)?,?
    \s(?:đã\s)?thông\squa\s(?:tại\skỳ\shọp\sthứ\s[^\W_]{1,4}\s)?(?:vào\s)?ngày\s
    \d{1,2}(?:[/.-]\d{1,2}[/.-]|\stháng\s\d{1,2}\snăm\s)(?P<year>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE,
)
_TERMS = MappingProxyType({
    "IX": (1992, 1997), "X": (1997, 2002), "XI": (2002, 2007), "XII": (2007, 2011), "XIII": (2011, 2016),
    "XIV": (2016, 2021), "XV": (2021, 2026), "XVI": (2026, 2031),
})  # fmt: skip


def odd_figures(text: str) -> Iterator[tuple[int, str, Message]]:
    """Where a figure stands that is written as none is, its words, and why.

    Args:
        text: Letters composed (NFC).
    """
    if "tuổi" in text:
        yield from odd_ages(text)
    if "phạt" in text and "hông" in text:
        yield from _told(_NO_FINE, text, say("a fine is named and denied at once"))
    yield from _odd_times(text)
    if "0" not in text:
        return
    yield from _told(_PADDED, text, say("no number begins so"))
    yield from _told(_NO_TIME, text, say("no time is so short"))
    for found in _LINE.finditer(text):
        if sum(map(str.isdigit, found["digits"])) not in _LINE_DIGITS:
            yield found.start(), " ".join(found.group().split()), say("no line has a number of so many digits")


def _odd_times(text: str) -> Iterator[tuple[int, str, Message]]:
    """Hours, months and terms that cannot be, parts above their whole, force before an act was numbered."""
    if "giờ" in text:
        yield from _told(_MINUTES, text, say("there is no such hour"))
        yield from _told_where(_HOUR_OF_DAY, text, _is_no_hour, say("there is no such hour"))
    if "từ" in text or "Từ" in text:
        yield from _told_where(_DOWNWARD, text, _is_downward, say("the first is not less than the second"))
    if "tháng" in text and "năm" in text:
        yield from _told(_MONTH_OF_YEAR, text, say("there is no such month"))
    if "khóa" in text or "khoá" in text:
        yield from _told_where(_PASSED_BY_TERM, text, _is_other_term, say("another term of the Assembly sat then"))
    if "trong đó" in text or "trong số" in text:
        yield from _told_where(_OF_THEM, text, _is_more, say("no part is more than the whole"))
    if "hiệu lực" in text and "/" in text:
        yield from _told_where(_FORCE_OF_NUMBER, text, _is_before, say("it would hold before it was passed"))


def _told(pattern: re.Pattern[str], text: str, why: Message) -> Iterator[tuple[int, str, Message]]:
    for found in pattern.finditer(text):
        yield found.start(), " ".join(found.group().split()), why


def _told_where(
    pattern: re.Pattern[str], text: str, is_odd: Callable[[re.Match[str]], bool], why: Message
) -> Iterator[tuple[int, str, Message]]:
    for found in pattern.finditer(text):
        if is_odd(found):
            yield found.start(), " ".join(found.group().split()), why


def _is_no_hour(found: re.Match[str]) -> bool:
    return int(found["hour"]) > _LAST_HOUR.get((found["part"] or "").casefold(), _LAST_OF_ALL)


def _is_more(found: re.Match[str]) -> bool:
    """Whether more of a thing are counted among some than there are; other things are counted by themselves."""
    what, part_of = found["what"].casefold().split(), found["of"].casefold().split()
    if len(what) == 1 and part_of[0] == what[0] in _COUNTED:
        part_of = what
    if what[0] == "người" and " ".join(part_of) in _PEOPLE:
        part_of = ["người"]
    of_people = part_of[0] in _OF_PEOPLE and (" ".join(what) in _PEOPLE or what[0] == "người")
    return (of_people or part_of == what) and _whole(found["part"]) > _whole(found["whole"])


def _whole(written: str) -> int:
    return int(written.replace(".", ""))


def _is_before(found: re.Match[str]) -> bool:
    """Whether an act is said to hold since a year before the one of its number."""
    kind = _KINDS[found["symbol"][:2]]
    said, between = found["kind"], found["between"].strip(" ,;")
    is_of_it = said == kind and between.endswith((".", ";")) if said else not between or between.startswith(_OF)
    return is_of_it and int(found["from"]) < int(found["year"])


_OF = ("ngày", "của Chính phủ", "của Quốc hội", "của Thủ tướng")


def _is_other_term(found: re.Match[str]) -> bool:
    first, last = _TERMS.get(found["term"], (0, 9999))
    return not first <= int(found["year"]) <= last


def _is_downward(found: re.Match[str]) -> bool:
    return int(found["low"]) > int(found["high"])
