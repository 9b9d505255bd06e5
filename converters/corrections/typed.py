"""Words that a person typed, in the place of words that were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from converters.reading.boxes import Box
from converters.reading.document import Word

Run = tuple[int, int, int, int]
"""Words that stood there from, to; typed words from, to."""


def typed(texts: Sequence[str], words: Sequence[Word]) -> tuple[Word, ...]:
    """Typed words in the place of read ones: one for one where there are as many, else side by side in their box."""
    if len(texts) == len(words):
        return tuple(_by_person(text, word) for text, word in zip(texts, words, strict=True))
    as_read = " ".join(word.as_read for word in words)
    return typed_in(texts, Box.around_known(word.box for word in words), as_read)


def typed_in(texts: Sequence[str], box: Box | None, as_read: str | None = None) -> tuple[Word, ...]:
    """Typed words side by side in a box.

    Args:
        texts: The words.
        box: Where they stand; None without geometry.
        as_read: What was read there; None where nothing was.
    """
    return tuple(
        Word(text, place, engine_text=as_read, by_person=True)
        for text, place in zip(texts, _side_by_side(box, texts), strict=True)
    )


def retyped_words(words: Sequence[Word], texts: Sequence[str]) -> list[Word]:
    """One word for each typed text: what stayed is the word that was read, at its place.

    Args:
        words: As they stood; none of a place where nothing was read.
        texts: As they were typed.
    """
    if not words:
        return list(typed_in(texts, None))
    made: list[Word] = []
    old, at = [word.text for word in words], 0
    for first, last, start, stop in apart(runs(old, texts)):
        made += words[at:first]
        made += typed(texts[start:stop], words[first:last])
        at = last
    return [*made, *words[at:]]


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Words that became others. Where words were only added, a neighbour goes with them, for a word needs a place."""
    for tag, first, last, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "insert":
            yield _with_neighbour(old, first, start, stop)
        elif tag != "equal":
            yield first, last, start, stop


def apart(found: Iterable[Run]) -> list[Run]:
    """Runs of which no two share a word: a word with something added on both sides is one run."""
    kept: list[Run] = []
    for run in found:
        before = kept.pop() if kept and run[0] < kept[-1][1] else run
        kept.append((before[0], run[1], before[2], run[3]))
    return kept


def _with_neighbour(old: Sequence[str], at: int, start: int, stop: int) -> Run:
    """The word before, or the one behind where there is none before, or only that one bears no digit."""
    before, behind = at - 1, at if at < len(old) else None
    if behind is not None and (before < 0 or (_has_digit(old[before]) and not _has_digit(old[behind]))):
        return behind, behind + 1, start, stop + 1
    return before, before + 1, start - 1, stop


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _by_person(text: str, word: Word) -> Word:
    return replace(word.mended(text), confidence=None, alternatives=(), by_person=True)


def _side_by_side(box: Box | None, texts: Sequence[str]) -> list[Box | None]:
    """Boxes for words that are set with single spaces, all letters being equally wide."""
    if box is None:
        return [None] * len(texts)
    letter = box.width / max(1, sum(map(len, texts)) + len(texts) - 1)
    places: list[Box | None] = []
    at = 0
    for text in texts:
        left, right = (box.left + round(letter * edge) for edge in (at, at + len(text)))
        places.append(Box(left, box.top, max(right, left + 1), box.bottom))
        at += len(text) + 1
    return places
