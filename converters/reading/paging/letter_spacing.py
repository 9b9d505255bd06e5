"""Words set with space between their letters ("Đ Ề  C Ư Ơ N G"), which files hold as words of one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from validators.language.syllables import is_syllable

FEWEST = 5  # letters in a row; "a b c d" may be a list
WIDER = 1.6  # times the usual gap that one between words is, at least
MOSTLY = 0.5  # of the letters that stand in syllables once they are joined; the rest may be "TCVN 13927"
_LONGEST = 7  # letters of a syllable ("nghiêng")
_SPACED = re.compile(r"(?<!\S)\S(?:[^\S\n]{1,8}\S(?!\S)){4,200}")


def joined_letters(texts: Sequence[str], gaps: Sequence[float]) -> set[int]:
    """Which words of a line go on, without a space, from the letter before them.

    Args:
        texts: Words of a line.
        gaps: The space before each of them, in any unit; the first is of no account.

    Returns:
        Their indexes.
    """
    joined: set[int] = set()
    for start, end in _runs(texts):
        for first, last in _words(texts[start:end], gaps[start:end]):
            joined.update(range(start + first + 1, start + last))
    return joined


def without_letter_spacing(text: str) -> str:
    """A text in which letters set apart by white space are words again; everything else stays as it is."""
    return _SPACED.sub(_respaced, text)


def _respaced(match: re.Match[str]) -> str:
    letters = match.group().split()
    spaces = [0.0, *(float(len(space)) for space in re.findall(r"\s+", match.group()))]
    joined = joined_letters(letters, spaces)
    if not joined:
        return match.group()
    return "".join(letter if index in joined or not index else f" {letter}" for index, letter in enumerate(letters))


def _runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of words of one character, long enough to be letter-spaced."""
    start = 0
    for index in range(len(texts) + 1):
        if index < len(texts) and len(texts[index]) == 1:
            continue
        letters = sum(text.isalpha() for text in texts[start:index])
        if letters >= FEWEST:
            yield start, index
        start = index + 1


def _words(letters: Sequence[str], gaps: Sequence[float]) -> list[tuple[int, int]]:
    """Where words begin and end among letters: at the wider gaps, or where Vietnamese syllables do."""
    usual = median(gaps[1:])
    edges = [0, *(index for index in range(1, len(letters)) if gaps[index] > WIDER * usual), len(letters)]
    words = list(pairwise(edges))
    if len(words) == 1:
        return list(pairwise(_syllables("".join(letters)) or (0,)))
    inside = sum(last - first for first, last in words if is_syllable("".join(letters[first:last])))
    return words if inside >= MOSTLY * sum(letter.isalpha() for letter in letters) else []


def _syllables(text: str) -> tuple[int, ...] | None:
    """Where the fewest syllables begin that make up a text, and where the last one ends; None when none do."""

    @cache
    def best(start: int) -> tuple[int, ...] | None:
        if start == len(text):
            return (start,)
        found = [
            (start, *rest)
            for end in range(start + 1, min(start + _LONGEST, len(text)) + 1)
            if is_syllable(text[start:end]) and (rest := best(end)) is not None
        ]
        return min(found, key=len, default=None)

    return best(0) if len(text) <= 200 else None
