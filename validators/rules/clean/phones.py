"""Numbers of people's phones, in the ways they are written, and what tells them from numbers of organs and amounts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from validators.language.sought import Headed, Hinted, Searched
from validators.rules.clean.numbers import digits_of, is_dummy, labelled

_MOBILE = re.compile(
    r"""
    (?<![\d/])(?:\(?(?:\+|00)?84\)?[ .\-]?(?:\(0\)[ .\-]?)?|0|0([ .\-])(?=\d{3}\1\d{3}\1\d{3}(?!\d)))  # +84, 0084 or 0
    (?:
        (?:3[ .\-]?[2-9]|5[ .\-]?[25689]|7[ .\-]?[06-9]|8[ .\-]?[1-9]|9[ .\-]?\d)  # ten digits, since 2018
      | (?:12\d|16[2-9]|18[68]|199)                   # and of eleven-digit ones before
    )
    \)?[ .\-]?(?:\d[ .\-]?){6}\d
    (?!\d|/|[.,]\d|[ .]?(?:đồng|đ\b|VNĐ|USD|%))     # no amount, date or decimal
    """,
    re.VERBOSE,
)
# Without its nought, which Excel takes away and some never write: there a word has to say that it is a phone's.
_PHONE_WORDS = (
    "điện thoại", "dien thoai", "đt", "sđt", "sdt", "đtdđ", "di động", "số máy", "liên hệ", "liên lạc", "zalo", "viber",
    "phone", "mobile", "tel", "gọi",
)  # fmt: skip
_SAID = tuple(rf"(?<!\w){words}(?!\w)" for words in _PHONE_WORDS)
_SHORT = (
    r"(?<![\d+])(?<!\d[.,/ \-])(?:84[ .\-]?)?"
    r"(?:3[ .\-]?[2-9]|5[ .\-]?[25689]|7[ .\-]?[06-9]|8[ .\-]?[1-9]|9[ .\-]?\d)(?:[ .\-)]{0,2}\d){7}"
    r"(?![ .\-]?\d|[/,]\d|[ .]?(?:đồng|đ\b|VNĐ|USD|%|tỷ|triệu))"
)
_NAMED_SHORT = labelled(_PHONE_WORDS, rf"({_SHORT})", reach=30, words=_SAID)
_ANOTHER = re.compile(rf"[ ]?(?:[,;/–\-]|và|hoặc)[ ]?({_SHORT})")
# A line that says nothing but "phone", over lines with numbers.
_HEADED_SHORT = Headed(
    re.compile(rf"(?:{'|'.join(_SAID)})[^\d\n]{{0,40}}\n", re.IGNORECASE), _PHONE_WORDS,
)  # fmt: skip
_SHORT_LINE = re.compile(rf"[^\d\n]{{0,60}}(?:\d{{1,3}}[.)\t][^\d\n]{{1,60}})?({_SHORT})[^\d\n]{{0,60}}(?:\n|$)")
_WITHOUT_NOUGHT = 9  # digits of a mobile's number
_HOTLINES = ("đường dây nóng", "hotline", "tổng đài", "trực ban")
_ORGANS = (*_HOTLINES, "cơ quan", "phòng", "trung tâm", "công an", "ubnd", "sở", "ủy ban", "đoàn luật sư")
_HOTLINE_NEAR, _ORGAN_NEAR = (
    re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)[^\n]{{0,40}}$", re.IGNORECASE) for words in (_HOTLINES, _ORGANS)
)
# A number told digit by digit: nothing else has nine of these words in a row.
SPELT = Headed(
    re.compile(
        r"(?<!\w)không(?:[\s,.-]{1,3}(?:không|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)){8,12}(?!\w)", re.IGNORECASE
    ),
    ("không",),
)
# A mobile's number in ways that no other pattern takes for one: with strokes, its head in brackets, over two lines.
_WRITTEN_ELSE = Hinted(
    re.compile(
        r"""
        0[35789]\d{2}
        (?:
          (?<![\d/].{4})/\d{3}/\d{3}(?![\d/])
          | (?<![\d/.,].{4}),\d{3},\d{3}(?![\d,])
          | (?<=\(.{4})\)[ ]?\d{3}[ .\-]?\d{3}(?![\d/])
          | (?<![\d/.,].{4})[ .\-\n]{1,4}\d{3}[ .\-\n]{0,4}\d{3}(?![\d/]|[.,]\d|[ ]?(?:đồng|đ\b|VNĐ|USD|%))
        )
        """,
        re.VERBOSE,
    ),
    re.compile(r"0[35789]\d\d(?!\d)"),
)
_DIALLING = re.compile(r"(?:zalo\.me/|wa\.me/|tel:|sms:)\+?(?:84|0)[35789]\d{8}(?!\d)")  # addresses that dial it
_DIALLED = Hinted(_DIALLING, _DIALLING)
_APART = re.compile(r"0[ .\-](?<![\d/.,] 0[ .\-])(?<![\d/.,]0[ .\-])[35789](?:[ .\-]\d){8}(?![ .\-]?\d)")
_AMOUNTS = ("phạt", "tiền", "giá", "lương", "mức")
_AMOUNT_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(_AMOUNTS)})(?!\w)[^\n\d]{{0,15}}$", re.IGNORECASE)
_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])([ .\-])(?:0[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")  # "07.01.2026 16:32"
_AMOUNT_REACH = 25  # signs before a number in which a word that makes it an amount stands, and one more
_LONGEST_DAY = 12  # signs of a day, and what tells that it is over
_COUNTRY = re.compile(r"^(?:00)?840?")
_WORDS_BEFORE = 60  # signs before a number in which words that say whose it is stand, and one more


def find_phones(
    searched: Searched,
    windows: Iterable[tuple[int, int]],
    numbers: Sequence[tuple[int, int]],
    allowed: frozenset[str],
    *,
    trusting: bool = True,
) -> Iterator[tuple[int, int]]:
    """Where phone numbers of people stand.

    Args:
        searched: A text, its numbers as everybody writes them (`undressing`).
        windows: Stretches of it around long numbers that are no amounts.
        numbers: Where long numbers stand.
        trusting: Whether a mobile's number behind the name of an organ is the organ's; a hotline's is in any case.
        allowed: Digits of those an office lists as public.
    """
    text, whose = searched.text, _Weigher(searched, allowed, trusting=trusting)
    weighed: set[int] = set()
    for start, end in windows:
        for found in _MOBILE.finditer(text, start, end):
            weighed.add(found.start())
            if whose.is_a_persons(*found.span()):
                yield found.span()
    others = (*_digit_by_digit(text, numbers), *_WRITTEN_ELSE.each_in(searched), *_DIALLED.each_in(searched))
    for start, end in (*(found.span() for found in others), *(_short(searched) if numbers else ())):
        if start not in weighed and whose.is_a_persons(start, end):
            yield start, end


def _short(searched: Searched) -> Iterator[tuple[int, int]]:
    """Numbers without their nought after a word that says what they are, or on the lines under it."""
    for first in _NAMED_SHORT.each_in(searched):
        found: re.Match[str] | None = first
        while found is not None:
            yield found.span(1)
            found = _ANOTHER.match(searched.text, found.end(1))
    for heading in _HEADED_SHORT.each_in(searched):
        line = _SHORT_LINE.match(searched.text, heading.end())
        while line is not None:
            yield line.span(1)
            line = _SHORT_LINE.match(searched.text, line.end())


def _digit_by_digit(text: str, numbers: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Phone numbers whose digits stand apart: each is a part of a long number."""
    for start, end in numbers:
        yield from _APART.finditer(text, start, end)


class _Weigher:
    """Tells numbers of people in one text from those of organs and examples, and from amounts.

    Args:
        searched: The text. Where it has words of organs and amounts is asked once, not for each of its numbers.
        allowed: Digits of those an office lists as public.
        trusting: See `find_phones`.
    """

    def __init__(self, searched: Searched, allowed: frozenset[str], *, trusting: bool) -> None:
        self._searched, self._text, self._allowed = searched, searched.text, allowed
        self._near = _ORGAN_NEAR if trusting else _HOTLINE_NEAR
        self._words: tuple[str, ...] = _ORGANS if trusting else _HOTLINES

    @cached_property
    def _organs(self) -> list[int]:
        return self._places(self._words)

    @cached_property
    def _amounts(self) -> list[int]:
        return self._places(_AMOUNTS)

    def _places(self, words: tuple[str, ...]) -> list[int]:
        """Where some words may begin, in order."""
        return sorted(chain.from_iterable(map(self._searched.spots, self._searched.standing(words))))

    def is_a_persons(self, start: int, end: int) -> bool:
        """Whether a number is no organ's, no example's and no amount."""
        digits, head = _at_home(self._text[start:end]), self._text[start : start + _LONGEST_DAY]
        if digits in self._allowed or is_dummy(digits) or (not head[2:3].isdecimal() and _DAY.match(head)):
            return False
        return not ((self._organs and self._is_of_an_organ(start)) or (self._amounts and self._is_amount(start)))

    def _is_of_an_organ(self, start: int) -> bool:
        first = max(start - _WORDS_BEFORE, 0)
        return _has_between(self._organs, first, start) and bool(
            self._near.search(self._text[first:start].rpartition("\n")[2])
        )

    def _is_amount(self, start: int) -> bool:
        first = max(start - _AMOUNT_REACH, 0)
        return _has_between(self._amounts, first, start) and bool(_AMOUNT_BEFORE.search(self._text[first:start]))


def _has_between(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _at_home(number: str) -> str:
    """The digits of a phone number as it is dialled within the country."""
    digits = digits_of(number)
    if len(digits) == _WITHOUT_NOUGHT:
        return "0" + digits
    return _COUNTRY.sub("0", digits) if digits.startswith(("84", "0084")) else digits
