"""How a text is written in the index: small letters, composed (NFC), tone marks where statutes put them.

What is done keeps the length of the NFC text, so that a place in the index form is a place in the text a person reads.
SQLite's tokenizer folds tone and vowel marks by itself (`remove_diacritics 2`); "đ" is a letter of its own in Unicode
and is folded by hand.
"""

from __future__ import annotations

import re

from validators.language.syllables import base_key, tone_key
from validators.language.unicode_hygiene import normalized

WORD = re.compile(r"[^\W_]+")
# "hoà", "hoè", "thuỷ" and their like at the end of a syllable: the newer placement of QĐ 1989/QĐ-BGDĐT.
NEWER_PLACEMENT = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
OLDER_PLACEMENT = {
    newer: tone_key(newer) for newer in (*(f"o{vowel}" for vowel in "àáảãạèéẻẽẹ"), *(f"u{vowel}" for vowel in "ỳýỷỹỵ"))
}


def index_form(text: str) -> str:
    """The text as the index holds it; as long as the NFC text. "Thuỷ lợi" → "thủy lợi"."""
    composed = normalized("NFC", text)
    small = composed.lower()
    if len(small) != len(composed):  # "İ" has two small letters
        small = "".join(letter.lower()[0] for letter in composed)
    return NEWER_PLACEMENT.sub(lambda found: OLDER_PLACEMENT[found[0]], small)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in index form."""
    return tuple(WORD.findall(index_form(text)))


def unmarked(word: str) -> str:
    """Without any Vietnamese mark, đ as d; as long as the word."""
    return base_key(word)


def has_marks(word: str) -> bool:
    """Whether a person who typed it so meant these marks."""
    return unmarked(word) != word
