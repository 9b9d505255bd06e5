"""Does what a record says stand in the words it was read from? By whole numbers and labels, never by parts of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.repair import level
from validators.language.quantities import QuantityKind, find_quantities
from validators.language.sought import parts, spots
from validators.language.unicode_hygiene import normalized

_LONGEST = 5000  # signs of printed words that are looked through at once; citations and readings of a value have fewer
_GROUPS = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+")
_SCALED = re.compile(r"(?<!\d)(\d++(?:[.,]\d++)?)\s{0,2}(nghìn|ngàn|triệu|tỷ|tỉ)", re.IGNORECASE)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}


def holds_number(text: str, number: str) -> bool:
    """Whether the number of an act stands in some words: neither as the tail of a longer one nor as the head."""
    return _stands_alone(_bare(number).lstrip("0"), _bare(text))


def holds_short_number(text: str, number: str) -> bool:
    """Whether some words say serial and year of a number alone, as papers do once an act was named: "06/2018"."""
    head = re.match(r"(\d++/(?:19|20)\d\d)(?!\d)", _bare(number).lstrip("0"))
    return head is not None and _stands_alone(head[1], _bare(text))


_MOST_ZEROS = 3  # before a serial
_NUMBER_BEGINS = re.compile(rf"(?<![\d/])0{{0,{_MOST_ZEROS}}}\Z")
_NUMBER_GOES_ON = re.compile(r"[\w/]|-\w")


def _stands_alone(number: str, text: str) -> bool:
    """Whether a number stands somewhere with no digit, stroke or letter at either side but zeros before it."""
    return any(
        _NUMBER_BEGINS.search(text, max(spot - _MOST_ZEROS, 0), spot)
        and not _NUMBER_GOES_ON.match(text, spot + len(number))
        for spot in spots(text, (number,))
    )


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Without marks, capitals, and spaces around the strokes of a number; dashes as hyphens."""
    folded = normalized("NFD", text.translate(_LETTERS).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"\s{0,2}([/-])\s{0,2}", r"\1", plain)


_LETTERS = str.maketrans("ĐđÐðƉ–—‐‑", "DdDdD----")


@lru_cache(maxsize=4096)
def places_in(text: str) -> tuple[PlaceInAct, ...]:
    """The places in an act some words name."""
    return tuple(place for part in parts(text, _LONGEST)
                 for group in find_locators(level(part)) for place in group.locators)  # fmt: skip


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> frozenset[int]:
    """Every amount some words may mean: of đồng as written, with the zeros of "triệu", and of plain digits."""
    return frozenset(amount for part in parts(text, _LONGEST) for amount in _amounts(part))


def _amounts(text: str) -> Iterator[int]:
    for quantity in find_quantities(text):
        if quantity.kind is QuantityKind.AMOUNT and isinstance(quantity.value, int):
            yield quantity.value
    for found in _GROUPS.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if len(digits) <= 20:  # more than any amount
            yield int(digits)
    for found in _SCALED.finditer(text):
        whole, _, part = found[1].replace(",", ".").partition(".")
        zeros = _SCALES[found[2].casefold()]
        if len(whole) <= 9 and len(part) <= zeros:
            yield int(whole + part.ljust(zeros, "0"))


_FINE_RANGE = re.compile(
    r"""
    (?<![\d.,])(\d[\d.]{0,16}(?:,\d{1,2})?)(?:\s{0,2}(nghìn|ngàn|triệu|tỷ|tỉ))?(?:\s{0,2}(?:đồng|đ(?!\w)))?
    \s{0,3}(?:(?<=\s)đến\s|[-–])\s{0,3}
    (\d[\d.]{0,16}(?:,\d{1,2})?)(?:\s{0,2}(nghìn|ngàn|triệu|tỷ|tỉ))?\s{0,2}(?:đồng|đ(?!\w))
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_LEAST = 1000  # đồng: smaller ends of a range are no amounts but counts ("5 - 10 triệu đồng")


def fine_ranges(text: str) -> Iterator[tuple[str, str]]:
    """Both ends of every range of money in some words ("từ 1.000.000 đồng đến 3 triệu đồng"), as written."""
    for found in _FINE_RANGE.finditer(text):
        low, scale, high, other = found.groups()
        yield " ".join(filter(None, (low, scale))), " ".join(filter(None, (high, other)))


def without_ranges(text: str) -> str:
    """Some words without the ranges of money in them."""
    return _FINE_RANGE.sub(" ", text)


def is_grouped(amount: str) -> bool:
    """Whether the digits of an amount stand in threes: a digit was lost or doubled where they do not."""
    return _GROUPED.fullmatch(amount.partition(" ")[0].partition(",")[0]) is not None


def told_amount(amount: str) -> int | None:
    """How many đồng an end of a range means; None where it is no whole amount."""
    number, _, scale = amount.partition(" ")
    whole, _, part = number.replace(".", "").partition(",")
    zeros = _SCALES.get(scale, 0)
    value = int(whole + part.ljust(zeros, "0")) if len(part) <= zeros else 0
    return value if value >= _LEAST else None
