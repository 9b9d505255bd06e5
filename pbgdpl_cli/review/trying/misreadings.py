"""Misreadings that look as if recognition had made them: what is planted to see whether people read.

Only such as change what a text says: a digit for one of its shape, a mark lost or taken for another, a letter for one
that looks like it.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

_DIGITS = {"0": "68", "1": "74", "2": "7", "3": "89", "4": "1", "5": "6", "6": "58", "7": "12", "8": "36", "9": "34"}
_LETTERS = {
    "ă": "a", "â": "ă", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u",
    "Ă": "A", "Â": "A", "Đ": "D", "Ê": "E", "Ô": "O", "Ơ": "O", "Ư": "U",
}  # fmt: skip
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SHAPES = (("m", "rn"), ("n", "u"), ("c", "e"), ("h", "b"), ("i", "l"))
_LIKE_TONES = {"\u0300": "\u0301", "\u0301": "\u0300", "\u0303": "\u0309", "\u0309": "\u0303", "\u0323": ""}


def misread(text: str, chance: random.Random) -> str | None:
    """The text with one plausible misreading; None where it bears nothing that could be misread so.

    Args:
        text: Of a place, with single spaces.
        chance: Chooses among those that are possible.
    """
    ways = (_other_digits, _other_marks, _other_shapes)
    possible = next((found for way in ways if (found := sorted(set(way(text)) - {text}))), [])
    return chance.choice(possible) if possible else None


def _other_digits(text: str) -> Iterator[str]:
    for place, sign in enumerate(text):
        for other in _DIGITS.get(sign, ""):
            yield f"{text[:place]}{other}{text[place + 1 :]}"


def _other_marks(text: str) -> Iterator[str]:
    """A letter without what makes it another one, or a tone mark lost or taken for another."""
    for place, sign in enumerate(text):
        for other in _other_letters(sign):
            yield f"{text[:place]}{other}{text[place + 1 :]}"


def _other_shapes(text: str) -> Iterator[str]:
    for shape, other in _SHAPES:
        if shape in text:
            yield text.replace(shape, other, 1)


def _other_letters(sign: str) -> Iterator[str]:
    parts = unicodedata.normalize("NFD", sign)
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    for tone in tones:
        yield bare
        yield unicodedata.normalize("NFC", bare + _LIKE_TONES[tone])
    if bare in _LETTERS:
        yield unicodedata.normalize("NFC", _LETTERS[bare] + "".join(tones))
