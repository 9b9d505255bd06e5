"""Where the words of a question stand in a text, and the part of the text that shows them best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pbgdpl_cli.search.words import WORD, has_marks, index_form, unmarked
from validators.language.unicode_hygiene import normalized

_BEFORE = 70
_LENGTH = 240  # characters
_BETWEEN = r"[\W_]+"

Place = tuple[int, int]


def found_places(text: str, sought: Sequence[Sequence[str]]) -> list[Place]:
    """Where the words stand in the NFC text: whole stretches where there are any, else their words one by one."""
    if not any(sought):
        return []
    form = index_form(text)
    plain = unmarked(form)
    whole = sorted(place for words in sought for place in _stretches(form, plain, tuple(words)))
    return whole or sorted({place for words in sought for word in words for place in _stretches(form, plain, (word,))})


def _stretches(form: str, plain: str, words: tuple[str, ...]) -> Iterator[Place]:
    meant = [(place, word) for place, word in enumerate(words) if has_marks(word)]
    for found in _pattern(words).finditer(plain):
        printed = WORD.findall(form[found.start() : found.end()]) if meant else []
        if all(printed[place : place + 1] == [word] for place, word in meant):
            yield found.span()


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(re.escape(unmarked(word)) for word in words)}(?![^\W_])")


def excerpt(text: str, sought: Sequence[Sequence[str]]) -> str:
    """A stretch of the text around the place where most of the sought words stand together."""
    text = normalized("NFC", text)
    places = found_places(text, sought)
    centre = _fullest(text, places)
    start = _word_start(text, max(0, centre - _BEFORE))
    end = len(text) if start + _LENGTH >= len(text) else _word_start(text, start + _LENGTH)
    stretch = " ".join(text[start:end].split())
    return ("… " if start else "") + stretch + (" …" if end < len(text) else "")


def _fullest(text: str, places: Sequence[Place]) -> int:
    """Where the stretch begins that has the most different words, then the most words; the first of such."""
    words = [text[slice(*place)].lower() for place in places]
    within: Counter[str] = Counter()
    best, centre, end = (0, 0), 0, 0
    for first, (start, _) in enumerate(places):  # once through, however many there are: a book has thousands
        while end < len(places) and places[end][0] < start + _LENGTH - _BEFORE:
            within[words[end]] += 1
            end += 1
        if (len(within), end - first) > best:
            best, centre = (len(within), end - first), start
        within[words[first]] -= 1
        if not within[words[first]]:
            del within[words[first]]
    return centre


def as_printed(text: str, sought: Sequence[Sequence[str]]) -> str | None:
    """The sought words as the text has them, marks and all; None where it has them nowhere. "bao luc" → "bạo lực"."""
    text = normalized("NFC", text)
    places = found_places(text, sought)
    return None if not places else " ".join(text[slice(*places[0])].split()).lower()


def _word_start(text: str, position: int) -> int:
    """The first word boundary at or before a position."""
    if position <= 0:
        return 0
    space = max(text.rfind(" ", 0, position), text.rfind("\n", 0, position))
    return space + 1
