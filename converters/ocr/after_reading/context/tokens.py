"""From words to the tokens the context model counts: the same cutting when building and when correcting."""

from __future__ import annotations

import re
from functools import lru_cache

from validators.language.syllables import is_syllable, tone_key

BREAK, NUMBER, OTHER = ".", "#", "*"
CLASSES = (BREAK, NUMBER, OTHER)

_TOKENS = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*|[.;:!?]")


def tokens_of(text: str) -> list[str]:
    """Syllables in lower case with the tone in its older place; everything else as one of three classes.

    Full stops, semicolons and colons break the context; commas, quotes and brackets are looked through
    ("sửa đổi, bổ sung" is one phrase).
    """
    return [token_of(piece) for piece in _TOKENS.findall(text)]


@lru_cache(maxsize=16384)
def token_of(piece: str) -> str:
    """The token of one piece: letters only, a number, or a mark."""
    if piece[0].isdigit():
        return NUMBER
    if not piece[0].isalpha():
        return BREAK
    word = tone_key(piece.lower())
    return word if is_syllable(word) else OTHER
