"""Lines in another language: English under the Vietnamese of a poster, a title, an address of an organisation."""

from __future__ import annotations

from collections.abc import Sequence

from converters.ocr.after_reading.context.decode import core_of
from converters.reading.document import Word
from validators.language.syllables import is_syllable

FEWEST, SHARE = 3, 0.5  # words of letters in a line, and the share of them that are no syllables of Vietnamese
SURE = 0.8  # median confidence of its words: where the engine lost the marks, it is less sure


def is_foreign(words: Sequence[Word]) -> bool:
    """Whether the words of a line are surely not Vietnamese: no letter bears a mark, most are no syllables.

    Args:
        words: Of the line, as read.
    """
    cores = [core for word in words if (core := core_of(word.text)) is not None and len(core[1]) > 1]
    letters = [core[1] for core in cores]
    if len(letters) < FEWEST or not all(map(str.isascii, letters)) or all(map(str.isupper, letters)):
        return False
    known = sorted(word.confidence for word in words if word.confidence is not None)
    if known and known[len(known) // 2] < SURE:
        return False
    return sum(not is_syllable(text.lower()) for text in letters) >= SHARE * len(letters)
