"""Whole numbers in Vietnamese words, both ways: 800000 ↔ "tám trăm nghìn".

Written as in accounting documents: mốt, lăm, linh, nghìn, tỷ. Read with every variant in use: tư, lẻ, ngàn, tỉ, "không
nghìn", capitals, "đồng" and "chẵn" at the end.
"""

from __future__ import annotations

import re

from validators.language.unicode_hygiene import normalized

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
LIMIT = 10**18  # tỷ of tỷ are not written out

_UNITS = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7}
_LAST = _UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALE_VALUES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}
_BILLION = frozenset(("tỷ", "tỉ"))
_TRAILERS = frozenset(("đồng", "chẵn", "việt", "nam", "vnđ"))
_WORDS = re.compile(r"[^\W\d_]+")


def to_words(number: int) -> str:
    """The number in words, lower case.

    Args:
        number: From 0 to 10^18 - 1.

    Raises:
        ValueError: Out of that range.
    """
    if not 0 <= number < LIMIT:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [*_below_billion(billions, full=False), "tỷ"] if billions else []
    return " ".join(words + _below_billion(rest, full=bool(billions)))


def from_words(text: str) -> int | None:
    """The number these words say, or None when they say none.

    "Tám trăm nghìn đồng chẵn" → 800000. Commas and hyphens between words are passed over.
    """
    words = _WORDS.findall(normalized("NFC", text).lower())
    while words and words[-1] in _TRAILERS:
        words.pop()
    if not words or any(character.isdigit() for character in text):
        return None
    place = next((i for i, word in enumerate(words) if word in _BILLION), None)
    if place is None:
        return _read_scaled(words)
    billions, rest = _read_scaled(words[:place]), _read_scaled(words[place + 1 :]) if words[place + 1 :] else 0
    return None if billions is None or rest is None else billions * 10**9 + rest


def _below_billion(number: int, *, full: bool) -> list[str]:
    """Groups of three digits with their scale; `full` says that something stands before, so zeros are spoken."""
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _group(group, full=full or bool(words))
            words += [_SCALES[power]] if power else []
    return words


def _group(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0 and units:
        return [*words, "linh", _DIGITS[units]] if words else [_DIGITS[units]]
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_unit_after_tens(tens, units))
    return words


def _unit_after_tens(tens: int, units: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    return "lăm" if units == 5 else _DIGITS[units]


def _read_scaled(words: list[str]) -> int | None:
    """Groups with descending scales: "hai triệu ba trăm nghìn không trăm linh năm"."""
    total, group, ceiling = 0, list[str](), 10**9
    for word in words:
        scale = _SCALE_VALUES.get(word)
        if scale is None:
            group.append(word)
            continue
        value = _read_group(group)
        if value is None or scale >= ceiling:
            return None
        total, group, ceiling = total + value * scale, [], scale
    if not group:
        return total if words else None
    value = _read_group(group)
    return None if value is None else total + value


def _read_group(words: list[str]) -> int | None:
    """Up to 999: [x trăm] [linh x | mười [x] | x mươi [x] | x]."""
    if not words:
        return None
    hundreds = 0
    if len(words) > 1 and words[1] == "trăm":
        if words[0] not in _UNITS:
            return None
        hundreds, words = _UNITS[words[0]], words[2:]
        if not words:
            return hundreds * 100
        if words[0] in ("linh", "lẻ"):
            return hundreds * 100 + _UNITS[words[1]] if len(words) == 2 and words[1] in _UNITS else None
    rest = _read_tens(words)
    return None if rest is None else hundreds * 100 + rest


def _read_tens(words: list[str]) -> int | None:
    match words:
        case [unit]:
            return 10 if unit == "mười" else _UNITS.get(unit)
        case ["mười", unit] if unit in _LAST:
            return 10 + _LAST[unit]
        case [tens, "mươi"] if tens in _UNITS:
            return _UNITS[tens] * 10
        case [tens, "mươi", unit] if tens in _UNITS and unit in _LAST:
            return _UNITS[tens] * 10 + _LAST[unit]
        case [tens, unit] if tens in _UNITS and unit in ("mốt", "tư", "lăm", "nhăm"):  # hai lăm
            return _UNITS[tens] * 10 + _LAST[unit]
    return None
