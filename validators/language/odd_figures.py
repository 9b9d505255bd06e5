"""Figures that are written as no figure is: a nought before two digits, no time at all, a fine that is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def odd_figures(text: str) -> Iterator[tuple[int, str, Message]]:
    """Where a figure stands that is written as none is, its words, and why.

    Args:
        text: Letters composed (NFC).
    """
    if "tuổi" in text:
        yield from odd_ages(text)
    if "phạt" in text and "hông" in text:
        yield from _told(_NO_FINE, text, say("a fine is named and denied at once"))
    if "0" not in text:
        return
    yield from _told(_PADDED, text, say("no number begins so"))
    yield from _told(_NO_TIME, text, say("no time is so short"))
    for found in _LINE.finditer(text):
        if sum(map(str.isdigit, found["digits"])) not in _LINE_DIGITS:
            yield found.start(), " ".join(found.group().split()), say("no line has a number of so many digits")


def _told(pattern: re.Pattern[str], text: str, why: Message) -> Iterator[tuple[int, str, Message]]:
    for found in pattern.finditer(text):
        yield found.start(), " ".join(found.group().split()), why
