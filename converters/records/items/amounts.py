"""Amounts of fines: "từ 500.000 đồng đến 1.000.000 đồng", "đến 30.000.000 đồng", "từ 2 đến 5 triệu đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from validators.language.legal_paper import any_case
from validators.language.quantities import amount_value

_LIMITS = ("đến", "tối đa(?: là)?", "cao nhất(?: là)?", "không quá", "từ", "tối thiểu(?: là)?")
_NUMBERS = (
    r"\d{1,3}(?:[.,]\d{3}){1,4}[.,]\s\d{3}(?=\s?đồng)",  # "3.000, 000 đồng": scans part the last group
    r"\d{1,3}(?:[.,]\d{3}){1,5}",
    r"\d{1,15}(?:,\d{1,3})?",
)
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")
_ONE = re.compile(
    any_case(
        rf"(?P<limit>{'|'.join(_LIMITS)})?\s{{0,3}}",
        rf"(?<![\d.,])(?P<number>{'|'.join(_NUMBERS)})\s{{0,2}}",
        rf"(?:(?P<scale>{'|'.join(_SCALES)})\s{{0,2}})?",
        r"(?P<dong>đồng|đ\b|VNĐ|VND)?",
    )
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
    """Every amount in đồng, ranges as one, in order; amounts that can't be told are left out."""
    return (fine for fine in _amounts(text) if fine.low is not None or fine.high is not None)


def _amounts(text: str) -> Iterator[Fine]:
    waiting: re.Match[str] | None = None
    for match in _ONE.finditer(text):
        fine = _range(text, waiting, match) if waiting is not None else None
        if fine is not None:
            yield fine
            waiting = None
            continue
        if waiting is not None and waiting["dong"]:
            yield _single(waiting)
        waiting = match
    if waiting is not None and waiting["dong"]:
        yield _single(waiting)


def _start(match: re.Match[str]) -> int:
    return match.start("limit") if match["limit"] else match.start("number")


def _range(text: str, low: re.Match[str], high: re.Match[str]) -> Fine | None:
    """Two amounts as one range, when the words between say so; the first may borrow the second's scale."""
    gap = text[low.end() : high.start("number")].lower().strip()
    if not high["dong"] or gap not in {"đến", "tới", "-", "–", "đến dưới", "tới dưới"}:
        return None
    first = _value(low["number"], low["scale"] or (high["scale"] if not low["dong"] else "") or "")
    last = _value(high["number"], high["scale"] or "")
    if first is None or last is None:
        return Fine(_start(low), high.end(), None, None)
    if first > last:
        return None
    return Fine(_start(low), high.end(), first, last)


def _single(match: re.Match[str]) -> Fine:
    value = _value(match["number"], match["scale"] or "")
    limit = (match["limit"] or "").lower()
    if limit in _LOWER:
        return Fine(_start(match), match.end(), value, None)
    return Fine(_start(match), match.end(), None if limit else value, value)


def _value(number: str, scale: str) -> int | None:
    """As `amount_value`; what begins with a nought is the rest of a number that was torn apart."""
    return None if number.startswith("0") and len(number) > 1 else amount_value(number.replace(" ", ""), scale)
