"""Spaces that extraction put into words or lost between them; by the grammar of syllables alone, without a dictionary.

PDF text layers place every glyph by itself, and programs that read them guess the spaces: "thi ết b ị", "BANNHÂN" are
theirs. What needs to know which words go together is done where a model of the language is at hand; here only what the
orthography proves is put right.
"""

from __future__ import annotations

import re
from itertools import pairwise

from validators.language.syllables import is_syllable

_VOWEL = re.compile(r"[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_CORE = re.compile(r"([^\W\d_]+)(\W*)")
_AFTER_MARK = re.compile(r"([^\W\d_]{2,})[,;]([^\W\d_]{2,})")
CERTAIN = 2  # splits proved in one line before the doubtful ones beside them are believed


def mend_spacing(line: str) -> str:
    """One line of text with such spaces taken out or put in; white space inside it becomes single spaces.

    Nothing is changed in a line that shows no sign of it: "điểm b ở" stays, "thi ết b ị và ph ục v ụ" is mended.
    """
    words = [part for word in line.split() for part in _parted(word)]
    if sum(_is_proof(*pair) for pair in pairwise(words)) >= CERTAIN:
        words = _joined(words)
    return " ".join(words)


def _parted(word: str) -> list[str]:
    """The syllables of a word that has a capital in its middle, or a comma without a space after it."""
    if (match := _AFTER_MARK.fullmatch(word)) and is_syllable(match[1]) and is_syllable(match[2]):
        return [word[: match.start(2)], match[2]]
    cut = next((i for i in range(2, len(word) - 1) if word[i - 1].islower() and word[i].isupper()), 0)
    if cut and is_syllable(word[:cut]) and is_syllable(word[cut:]):
        return [word[:cut], word[cut:]]
    return [word]


def _is_proof(first: str, second: str) -> bool:
    """Whether two pieces can only be one word: the first is no syllable, together they are one."""
    core = _CORE.fullmatch(second)
    if core is None or not first.isalpha() or is_syllable(first) or not _VOWEL.match(second):
        return False
    return is_syllable(first + core[1])


def _joined(words: list[str]) -> list[str]:
    """Pieces put together, also where both would pass for syllables but the second opens with a vowel."""
    joined: list[str] = []
    for word in words:
        core = _CORE.fullmatch(word)
        previous = joined[-1] if joined else ""
        if core and previous.isalpha() and _VOWEL.match(word) and is_syllable(previous + core[1]):
            joined[-1] = previous + word
        else:
            joined.append(word)
    return joined
