"""Letters by their names, Roman numerals, and addresses of the net letter by letter where they are no words."""

from __future__ import annotations

import re

from converters.derivatives.speech.numerals import digits
from converters.derivatives.speech.script import Said
from validators.language.syllables import is_syllable

# No two alike: "điểm d" and "điểm đ", "i" and "y" are different provisions.
NAMES = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đờ", "e": "e", "ê": "ê", "f": "ép",
    "g": "gờ", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "o": "o", "ô": "ô",
    "ơ": "ơ", "p": "pê", "q": "quy", "r": "rờ", "s": "sờ", "t": "tê", "u": "u", "ư": "ư", "v": "vê", "w": "vê kép",
    "x": "ích", "y": "i dài", "z": "dét",
}  # fmt: skip
_NET_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới", ":": "hai chấm",
    "?": "hỏi chấm", "=": "bằng", "&": "và", "#": "thăng", "%": "phần trăm", "+": "cộng", "~": "ngã",
}  # fmt: skip
_NET_WORDS = {"www": "vê kép vê kép vê kép", "gmail": "gờ meo", "com": "com", "email": "i meo", "facebook": "phây búc"}
_NET_PARTS = re.compile(r"[^\W\d_]+|\d|[^\w\s]|_")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|C{1,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def spelled(text: str) -> str:
    """Letters and digits one by one: "A1" → "a một".

    Raises:
        KeyError: A letter has no name here.
    """
    return " ".join(digits(sign) if sign.isdecimal() else NAMES[sign.lower()] for sign in text)


def roman(text: str) -> int | None:
    """1 to 299 of capitals, in the one right way to write it: "IV" → 4; None for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def net_address(text: str, start: int) -> list[Said]:
    """An address of mail or the web, part by part, its signs named; letters that form no syllable are spelled.

    Raises:
        KeyError: A sign or letter has no name here.
    """
    return [
        Said(_net_part(match.group()), start + match.start(), start + match.end())
        for match in _NET_PARTS.finditer(text)
    ]


def _net_part(part: str) -> str:
    if part.isdecimal():
        return digits(part)
    if part in _NET_SIGNS:
        return _NET_SIGNS[part]
    folded = part.lower()
    return _NET_WORDS.get(folded) or (folded if len(folded) > 1 and is_syllable(folded) else spelled(folded))
