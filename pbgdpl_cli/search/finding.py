"""From a question to the materials it finds: what stands together first, typed marks before others, repair last."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain
from sqlite3 import Connection

from pbgdpl_cli.search.facets import Facets, Within, number_set
from pbgdpl_cli.search.matching import everywhere, find, near, neighbours, phrase
from pbgdpl_cli.search.question import Question, question_of, without_asking
from pbgdpl_cli.search.readings import EXACT, is_known, readings, types_no_marks
from pbgdpl_cli.search.repair import repaired
from pbgdpl_cli.search.words import has_marks, unmarked
from validators.language.syllables import is_syllable

ENOUGH = 10  # so many close finds make looser ones unwelcome
_Expression = Callable[[Sequence[str]], str]
_ONE_WORD = 2  # syllables: of one word torn apart, what is found is nearly never meant
_CLOSE: tuple[_Expression, ...] = (phrase, near)
_APART: tuple[_Expression, ...] = (neighbours, everywhere)

Stretch = tuple[str, ...]
"""Words that stand together, in index form; one without marks is found with any."""


class How(Enum):
    """How the words were found."""

    CLOSE = "close"  # one after another, or nearly
    APART = "apart"  # all of them, anywhere in the text
    UNMARKED = "unmarked"  # only when typed marks are not heeded
    REPAIRED = "repaired"  # only when a slip of the keyboard is mended


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for.

    Attributes:
        words: As typed; empty asks for everything.
        chosen: Facet → value the list is narrowed by.
        wide: Also what has all the words, but far apart, where others have them close together.
        within: The part of the shelf that is searched.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    wide: bool = False
    within: Within = ()


@dataclass(frozen=True, slots=True)
class Finds:
    """What the words of a question find, whatever the list is narrowed by.

    Attributes:
        numbers: Best first.
        how: How the words stand there.
        sought: The stretches of words that were looked for in the end, to be marked in the text.
        apart: How many more have all the words, far apart; asked for by `Wanted.wide`.
    """

    numbers: tuple[int, ...] = ()
    how: How = How.CLOSE
    sought: tuple[Stretch, ...] = ()
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: of everything the words find, what the choices leave.

    Attributes:
        numbers: Best first; None when there were no words, so that nothing says what is best.
        finds: How it was found.
        matching: The choices as a set of numbers (`facets.number_set`); None when nothing was chosen.
        facets: Facet → value → how many, each with the other choices applied.
    """

    numbers: tuple[int, ...] | None
    finds: Finds
    matching: int | None
    facets: Mapping[str, Mapping[str, int]]


def search(connection: Connection, facets: Facets, wanted: Wanted) -> Found:
    """Everything that is found, best first."""
    matching = facets.matching(connection, wanted.chosen, wanted.within)
    part = facets.members(connection, wanted.within)
    if not wanted.words.strip():
        return Found(None, Finds(), matching, facets.counts(connection, part, wanted.chosen))
    finds = find_words(connection, question_of(wanted.words), wide=wanted.wide)
    kept = tuple(number for number in finds.numbers if matching is None or matching >> number & 1)
    numbers = number_set(finds.numbers)
    counted = facets.counts(connection, numbers if part is None else numbers & part, wanted.chosen)
    return Found(kept, finds, matching, counted)


def find_words(connection: Connection, question: Question, *, wide: bool = False) -> Finds:
    """What a question finds: as it was typed; then with a slip of the keyboard mended; then without its marks."""
    if question.acts and not find(connection, EXACT, "", replace(question, quoted=())):
        question = Question(question.typed, (), (), (), question.typed)  # no such act: its number may still be printed
    if question.empty:
        return Finds()
    close = _gathered(connection, question, _CLOSE)
    if close.numbers:
        return _and_apart(connection, question, close, wide=wide)
    if types_no_marks(connection, question.words):
        found = find_words(connection, _without_marks(question), wide=wide)
        return replace(found, how=How.UNMARKED) if found.how is How.CLOSE else found
    apart = replace(_apart(connection, question), how=How.APART)
    if apart.numbers and len(question.words) > _ONE_WORD:
        return apart
    if words := repaired(connection, question.words):
        return replace(_gathered(connection, replace(question, words=words), _CLOSE), how=How.REPAIRED)
    if not apart.numbers and _may_be_slips(question):
        return replace(_gathered(connection, _without_marks(question), _CLOSE), how=How.UNMARKED)
    if len(question.words) == _ONE_WORD and not wide:
        return Finds(apart=len(apart.numbers))
    return apart


def _may_be_slips(question: Question) -> bool:
    """Whether marks may be wrong: one word, well written, is what was meant ("thuê" is not "thuế")."""
    marked = [word for word in question.typed if has_marks(word)]
    return bool(marked) and (len(question.typed) > _ONE_WORD or not all(map(is_syllable, marked)))


def _and_apart(connection: Connection, question: Question, close: Finds, *, wide: bool) -> Finds:
    """Close finds, and how many more have all the words, or these too; nobody asks for one word torn apart."""
    if not wide and (len(question.words) <= _ONE_WORD or question.quoted or len(close.numbers) > ENOUGH):
        return close
    both = tuple(dict.fromkeys((*close.numbers, *_apart(connection, question).numbers)))
    return replace(close, numbers=both) if wide else replace(close, apart=len(both) - len(close.numbers))


def _apart(connection: Connection, question: Question) -> Finds:
    """Everything that has all the words: what is told as a number is what is given on demand."""
    return _gathered(connection, question, _APART, enough=sys.maxsize)


def _gathered(
    connection: Connection, question: Question, expressions: Sequence[_Expression], *, enough: int = ENOUGH
) -> Finds:
    """What the expressions find, the strictest first, until it is enough."""
    found: dict[int, None] = {}
    sought: tuple[Stretch, ...] = ()
    for words in _askings(question):
        if not all(is_known(connection, unmarked(word), marks=False) for word in words):
            continue  # what has no record at all has none beside others
        for express in expressions if len(words) > 1 else (phrase,):
            for reading in readings(connection, (*words, *chain.from_iterable(question.quoted))):
                expression = express(reading.form(words)) if words else ""
                numbers = find(connection, reading, expression, question)
                if numbers and not sought:
                    sought = tuple(filter(None, (words, *question.quoted, *question.numbers)))
                found |= dict.fromkeys(numbers)
                if len(found) >= enough:
                    return Finds(tuple(found), sought=sought)
    return Finds(tuple(found), sought=sought)


def _askings(question: Question) -> Iterator[tuple[str, ...]]:
    """The words as typed; then without what only makes a question of them."""
    if question.words or question.quoted or question.acts:
        yield question.words
    bare = without_asking(question.words)
    if bare != question.words and (bare or question.quoted or question.acts):
        yield bare


def _without_marks(question: Question) -> Question:
    return replace(
        question,
        words=tuple(map(unmarked, question.words)),
        quoted=tuple(tuple(map(unmarked, words)) for words in question.quoted),
        typed=tuple(map(unmarked, question.typed)),
    )
