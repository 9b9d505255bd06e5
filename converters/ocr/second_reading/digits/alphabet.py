"""The signs the network tells apart: digits and what stands among them; all letters are one sign, all else another."""

from __future__ import annotations

import unicodedata

LETTER, OTHER = "a", "q"
SIGNS = "0123456789.,/-%():;+" + OTHER + LETTER + " "
_DASHES = str.maketrans("–—−‐‑", "-----")


def spelled(text: str) -> str:
    """The text in these signs: a run of letters is one, as the network cannot count them ("15/NĐ-CP" → "15/a-a")."""
    signs: list[str] = []
    for letter in unicodedata.normalize("NFC", text).translate(_DASHES):
        sign = LETTER if letter.isalpha() else letter if letter in SIGNS else OTHER
        if sign != LETTER or signs[-1:] != [LETTER]:
            signs.append(sign)
    return "".join(signs)


def digits_of(text: str) -> str:
    """Its digits alone."""
    return "".join(letter for letter in text if letter.isdecimal())
