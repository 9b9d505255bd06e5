"""Sums of money in whatever writing: "2 triệu", "2tr", "hai triệu đồng", "2.000.000đ" are one sum.

Words come and go in index form; what a sum is written with stands in one word with blanks, which is looked for as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pbgdpl_cli.search.words import unmarked

SCALES = {
    "k": 10**3, "nghìn": 10**3, "nghin": 10**3, "ngàn": 10**3, "ngan": 10**3,
    "tr": 10**6, "triệu": 10**6, "trieu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
CURRENCY = frozenset({"đồng", "dong", "đ", "vnđ", "vnd"})
HALF = frozenset({"rưỡi", "ruoi"})
TO = frozenset({"đến", "den", "tới", "toi"})
GLUED = re.compile(
    r"(?P<number>\d{1,12})(?P<scale>k|tr|nghìn|ngàn|triệu|tỷ|tỉ|đồng|đ|vnđ|vnd)(?P<more>\d{0,3})", re.ASCII
)
"""One word: "500k", "2tr5", "500000đ"."""
_GROUP = re.compile(r"[0-9]{3}")
_FIRST_GROUP = re.compile(r"[1-9][0-9]{0,2}")
_WHOLE = re.compile(r"[0-9]{1,12}")
_TENTHS = re.compile(r"[0-9]{1,3}")
_MOST = 10**15  # đồng: what is more is no sum
_LEAST_BARE = 10_000  # a number with neither scale nor currency is a sum from here on, when it ends in three noughts
_THOUSAND = 1000
_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_LONGEST_SAID = 5  # words: "một trăm hai mươi lăm"

Words = tuple[str, ...]


def _said(number: int) -> str:
    """1–999 as Vietnamese says it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds else []
    if tens:
        words += [_DIGITS[tens], "mươi"] if tens > 1 else ["mười"]
    elif ones and hundreds:
        words.append("linh")
    if ones:
        after_ten = {1: "mốt" if tens > 1 else "một", 5: "lăm"} if tens else {}
        words.append(after_ten.get(ones, _DIGITS[ones]))
    return " ".join(words)


def _as_typed(number: int) -> Iterator[str]:
    said = _said(number)
    yield said
    yield said.replace("linh", "lẻ")
    if said.endswith("mươi bốn"):
        yield said.replace("mươi bốn", "mươi tư")


SAID = {form(said): number for number in range(1, _THOUSAND) for said in _as_typed(number) for form in (str, unmarked)}


def amount_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """How many words from a place are one sum, and how many đồng it is; 0 and 0 where none begins."""
    value, end = _parts(words, at)
    if end == at or value >= _MOST:
        return 0, 0
    if end < len(words) and words[end] in CURRENCY:
        return end + 1 - at, value
    scaled = any(word in SCALES or word in HALF or GLUED.fullmatch(word) for word in words[at:end])
    if scaled or (value >= _LEAST_BARE and value % _THOUSAND == 0):
        return end - at, value
    return 0, 0


def _parts(words: Sequence[str], at: int) -> tuple[int, int]:
    """What numbers with falling scales from a place are worth, and where they end: "hai triệu năm trăm nghìn"."""
    value, last = 0, 10**12
    while at < len(words):
        if found := GLUED.fullmatch(words[at]):
            scale, end = SCALES.get(found["scale"], 1), at + 1
            worth = int(found["number"]) * scale
            if found["more"]:
                worth += int(Fraction(int(found["more"]), 10 ** len(found["more"])) * scale)
        else:
            number, end = _number(words, at)
            scale = SCALES.get(words[end], 0) if at < end < len(words) else 0
            worth, end = int(number * (scale or 1)), end + bool(scale)
        if end == at or scale >= last or (value and scale <= 1):
            break
        if scale > 1 and end < len(words) and words[end] in HALF:
            worth, end = worth + scale // 2, end + 1
        value, at, last = value + worth, end, scale
        if scale <= 1:
            break
    return value, at


def _number(words: Sequence[str], at: int) -> tuple[Fraction, int]:
    """A number in digits or in words from a place, and where it ends; ends where it begins when there is none."""
    if _FIRST_GROUP.fullmatch(words[at]):
        end = at + 1
        while end < len(words) and _GROUP.fullmatch(words[end]):
            end += 1
        whole = Fraction("".join(words[at:end]))
        if end == at + 1 and at + 2 < len(words) and _TENTHS.fullmatch(words[end]) and words[end + 1] in SCALES:
            return whole + Fraction(int(words[end]), 10 ** len(words[end])), end + 1  # "1,5 triệu"
        return whole, end
    if _WHOLE.fullmatch(words[at]):
        return Fraction(words[at]), at + 1
    for length in range(min(_LONGEST_SAID, len(words) - at), 0, -1):
        number, end = SAID.get(" ".join(words[at : at + length])), at + length
        if number and end < len(words) and words[end] in SCALES:
            return Fraction(number), end
    return Fraction(0), at


def written(value: int) -> Iterator[str]:
    """A sum as texts write it: in digits with its currency, with its scale, in words, in digits alone."""
    digits = f"{value:,}".replace(",", " ")
    yield f"{digits} đồng"
    for name, scale in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if value >= scale and value * 10 % scale == 0:
            number, tenth = divmod(value * 10 // scale, 10)
            yield f"{number} {tenth} {name}" if tenth else f"{number} {name}"
            if number < _THOUSAND and not tenth:
                yield f"{_said(number)} {name}"
            break
    yield digits
