"""Amounts of fines: "từ 500.000 đồng đến 1.000.000 đồng", "đến 30.000.000 đồng", "từ 2 đến 5 triệu đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from validators.language.quantities import amount_value

_NUMBER = r"\d{1,3}(?:[.,]\d{3}){1,5}|\d{1,15}(?:,\d{1,3})?"
_SCALE = r"nghìn|ngàn|triệu|tỷ|tỉ"
_FIRST_UNIT = rf"\s{{0,2}}(?:(?P<scale1>{_SCALE})\s{{0,2}})?(?P<dong1>đồng|đ\b|VNĐ|VND)?"
_LAST_UNIT = rf"\s{{0,2}}(?:(?P<scale2>{_SCALE})\s{{0,2}})?(?P<dong2>đồng|đ\b|VNĐ|VND)?"
_RANGE = re.compile(
    rf"(?:từ\s{{1,3}})?(?P<low>{_NUMBER}){_FIRST_UNIT}\s{{0,3}}(?:đến|tới|-|–)\s{{0,3}}(?:dưới\s{{1,3}})?"
    rf"(?P<high>{_NUMBER}){_LAST_UNIT}",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<limit>đến|tối đa(?: là)?|cao nhất(?: là)?|không quá|từ|tối thiểu(?: là)?)?\s{{0,3}}(?P<high>{_NUMBER}){_LAST_UNIT}",
    re.IGNORECASE,
)
_LOWER = frozenset({"từ", "tối thiểu", "tối thiểu là"})


@dataclass(frozen=True, slots=True)
class Fine:
    """An amount or a range of amounts.

    Attributes:
        start: First character.
        end: One past the last.
        low: Whole đồng; None when only an upper limit is said.
        high: Whole đồng; None when only a lower limit is said.
    """

    start: int
    end: int
    low: int | None
    high: int | None


def find_fines(text: str) -> Iterator[Fine]:
    """Every amount in đồng, ranges as one, in order."""
    place = 0
    while (fine := _next(text, place)) is not None:
        yield fine
        place = fine.end


def _next(text: str, place: int) -> Fine | None:
    span = next((match for match in _RANGE.finditer(text, place) if match["dong2"]), None)
    one = next((match for match in _ONE.finditer(text, place) if match["dong2"]), None)
    if span is not None and (one is None or span.start() <= one.start()):
        low = amount_value(span["low"], span["scale1"] or (span["scale2"] if not span["dong1"] else "") or "")
        high = amount_value(span["high"], span["scale2"] or "")
        if low is not None and high is not None and low <= high:
            return Fine(span.start(), span.end(), low, high)
        return _next(text, span.end())
    if one is None:
        return None
    value = amount_value(one["high"], one["scale2"] or "")
    limit = (one["limit"] or "").lower()
    if limit in _LOWER:
        return Fine(one.start(), one.end(), value, None)
    return Fine(one.start(), one.end(), None if limit else value, value)
