"""Does what a record says stand in the words it was read from? By whole numbers and labels, never by parts of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.repair import level
from validators.language.quantities import QuantityKind, find_quantities

_LONGEST = 5000  # signs of printed words that are looked through; citations and readings of one value have fewer
_GROUPS = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+")
_SCALED = re.compile(r"(\d+(?:[.,]\d+)?)\s{0,2}(nghìn|ngàn|triệu|tỷ|tỉ)", re.IGNORECASE)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}


def holds_number(text: str, number: str) -> bool:
    """Whether the number of an act stands in some words: neither as the tail of a longer one nor as the head."""
    wanted = _bare(number).lstrip("0")
    return re.search(rf"(?<![\d/])0{{0,3}}{re.escape(wanted)}(?![\w/]|-\w)", _bare(text)) is not None


def holds_short_number(text: str, number: str) -> bool:
    """Whether some words say serial and year of a number alone, as papers do once an act was named: "06/2018"."""
    head = re.match(r"0*(\d+/(?:19|20)\d\d)(?!\d)", _bare(number))
    return (
        head is not None and re.search(rf"(?<![\d/])0{{0,3}}{re.escape(head[1])}(?![\w/]|-\w)", _bare(text)) is not None
    )


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Without marks, capitals, and spaces around the strokes of a number; dashes as hyphens."""
    folded = unicodedata.normalize("NFD", text.translate(_LETTERS).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"\s{0,2}([/-])\s{0,2}", r"\1", plain)


_LETTERS = str.maketrans("ĐđÐðƉ–—‐‑", "DdDdD----")


@lru_cache(maxsize=4096)
def places_in(text: str) -> tuple[PlaceInAct, ...]:
    """The places in an act some words name."""
    return tuple(place for group in find_locators(level(text[:_LONGEST])) for place in group.locators)


def amounts_in(text: str) -> frozenset[int]:
    """Every amount some words may mean: of đồng as written, with the zeros of "triệu", and of plain digits."""
    return frozenset(_amounts(text[:_LONGEST]))


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
