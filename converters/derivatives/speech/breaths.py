"""Breath groups: what is said between two breaths, never cut inside a number, a date or an abbreviation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from converters.derivatives.speech.script import Pause, Script, Word

LONGEST = 18  # words that are said in one breath at an announcer's pace (about five seconds)


@dataclass(frozen=True, slots=True)
class Breath:
    """Words said in one breath.

    Attributes:
        words: In order; each knows its place in the source.
    """

    words: tuple[Word, ...]

    @property
    def spoken(self) -> str:
        """The words, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def pause(self) -> Pause:
        """The silence after it: at least that of a clause."""
        return max(self.words[-1].pause, Pause.CLAUSE)


def breaths(script: Script, longest: int = LONGEST) -> Iterator[Breath]:
    """The script in breath groups: a sentence ends one, and so does a clause when the next would make it too long.

    Args:
        script: What is said.
        longest: Words in one breath; only a single number or name in words may be longer.
    """
    held: list[Word] = []
    for clause in _clauses(script):
        if held and len(held) + len(clause) > longest:
            yield Breath(tuple(held))
            held = []
        for unit in _units(clause):
            if held and len(held) + len(unit) > longest:
                yield Breath(tuple(held))
                held = []
            held += unit
        if held and held[-1].pause >= Pause.SENTENCE:
            yield Breath(tuple(held))
            held = []
    if held:
        yield Breath(tuple(held))


def _clauses(script: Script) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in script.words:
        clause.append(word)
        if word.pause:
            yield clause
            clause = []
    if clause:
        yield clause


def _units(clause: list[Word]) -> Iterator[list[Word]]:
    """Words that stand for one thing printed stay together."""
    for _, words in groupby(clause, key=lambda word: (word.start, word.end)):
        yield list(words)
