"""From a question to the materials it finds: what stands together first, typed marks before others, repair last."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain
from sqlite3 import Connection

from pbgdpl_cli.search.besides.forms import other_forms
from pbgdpl_cli.search.besides.marks import with_other_marks
from pbgdpl_cli.search.besides.pairs import parts_asked, with_most_parts
from pbgdpl_cli.search.besides.units import joined, parted
from pbgdpl_cli.search.facets import Facets, Within, holder, number_set
from pbgdpl_cli.search.matching import Express, everywhere, find, near, neighbours, phrase
from pbgdpl_cli.search.question import (
    ASKING_WORDS,
    Question,
    Words,
    core_asked,
    pieces_asked,
    question_of,
    without_asking,
)
from pbgdpl_cli.search.readings import EFFORT, EXACT, Looking, readings, types_no_marks
from pbgdpl_cli.search.repair import has_slips, repaired
from pbgdpl_cli.search.words import has_marks, unmarked
from validators.language.syllables import is_syllable

ENOUGH = 10  # so many close finds make looser ones unwelcome
_SEVERAL = 2
_TO_CHOOSE = 20  # of what has most of the words side by side: what has all of them somewhere comes first
_MOST_BESIDE = 3  # words beside what is one thing
_ONE_WORD = 2  # syllables: of one word torn apart, what is found is nearly never meant
_CLOSE: tuple[Express, ...] = (phrase, near)
_APART: tuple[Express, ...] = (neighbours, everywhere)

Stretch = tuple[str, ...]
"""Words that stand together, in index form; one without marks is found with any."""


class How(Enum):
    """How the words were found."""

    CLOSE = "close"  # one after another, or nearly
    APART = "apart"  # all of them, anywhere in the text
    UNMARKED = "unmarked"  # only when typed marks are not heeded
    REPAIRED = "repaired"  # only when a slip of the keyboard is mended
    MOSTLY = "mostly"  # first what has most of them side by side, then what has all of them anywhere


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for.

    Attributes:
        words: As typed; empty asks for everything.
        chosen: Facet → value the list is narrowed by.
        wide: Also what has all the words, but far apart, where others have them close together.
        within: The part of the shelf that is searched.
        thorough: Everything is looked at for common words too, whatever it takes.
        counted: Whether it is told how many of the finds have each value; who shows no choices need not know.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    wide: bool = False
    within: Within = ()
    thorough: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Finds:
    """What the words of a question find, whatever the list is narrowed by.

    Attributes:
        numbers: Best first.
        how: How the words stand there.
        sought: The stretches of words that were looked for in the end, to be marked in the text.
        apart: How many more have all the words, far apart; asked for by `Wanted.wide`.
        filled: How many at the end are there only because the others are few: they have most of the words side by side.
        widened: What statutes say for everyday words that were typed, looked for besides them, after them.
        whole: Whether everything was looked at. Else the words are common, what was found is the newest of it, and all
            numbers are the least there are; asked for by `Wanted.thorough`.
    """

    numbers: tuple[int, ...] = ()
    how: How = How.CLOSE
    sought: tuple[Stretch, ...] = ()
    apart: int = 0
    filled: int = 0
    widened: tuple[Stretch, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: of everything the words find, what the choices leave.

    Attributes:
        numbers: Best first; None when there were no words, so that nothing says what is best.
        finds: How it was found.
        matching: The choices as a set of numbers (`facets.number_set`); None when nothing was chosen.
        facets: Facet → value → how many, each with the other choices applied; empty where it was not asked for.
    """

    numbers: tuple[int, ...] | None
    finds: Finds
    matching: int | None
    facets: Mapping[str, Mapping[str, int]]

    @property
    def filled(self) -> int:
        """How many at the end of the list have only most of the words; see `Finds.filled`."""
        filling = set(self.finds.numbers[len(self.finds.numbers) - self.finds.filled :])
        return sum(number in filling for number in self.numbers or ())


def search(connection: Connection, facets: Facets, wanted: Wanted) -> Found:
    """Everything that is found, best first."""
    matching = facets.matching(connection, wanted.chosen, wanted.within)
    part = facets.members(connection, wanted.within)
    if not wanted.words.strip():
        counted = facets.counts(connection, part, wanted.chosen) if wanted.counted else {}
        return Found(None, Finds(), matching, counted)
    question, effort = question_of(wanted.words), None if wanted.thorough else EFFORT
    finds = find_words(Looking(connection, effort), question, wide=wanted.wide)
    numbers = finds.numbers
    holds = None if matching is None else holder(matching)
    if holds is not None and not finds.whole:  # what is chosen may stand among what was not looked at
        finds = find_words(Looking(connection, effort, holds), question, wide=wanted.wide)
    kept = finds.numbers if holds is None else tuple(filter(holds, finds.numbers))
    if not wanted.counted:
        return Found(kept, finds, matching, {})
    found = number_set(numbers if holds is None else (*numbers, *kept))
    counted = facets.counts(connection, found if part is None else found & part, wanted.chosen)
    return Found(kept, finds, matching, counted)


def find_words(looking: Looking, question: Question, *, wide: bool = False) -> Finds:
    """What a question finds: as it was typed; then with a slip of the keyboard mended; then without its marks."""
    if question.acts and not find(looking, EXACT, phrase, (), replace(question, quoted=())):
        question = Question(question.typed, (), (), (), question.typed)  # no such act: its number may still be printed
    if question.empty:
        return Finds()
    return replace(_found(looking, question, wide=wide), whole=looking.whole)


def _found(looking: Looking, question: Question, *, wide: bool) -> Finds:
    close = _close(looking, question)
    if len(close.numbers) < ENOUGH:
        close = _widened(looking, question, close)
    if len(close.numbers) < ENOUGH and (words := _with_marks_mended(looking, question)):
        mended = replace(question, words=joined(words))
        if not close.numbers and (found := _found(looking, mended, wide=wide)).numbers:
            how = How.REPAIRED if found.how is How.CLOSE else found.how
            return replace(found, how=how, widened=(words, *found.widened))
        close = _with_more(close, _close(looking, mended), (words,))
    if close.numbers:
        return _filled(looking, question, _and_apart(looking, question, close, wide=wide), wide=wide)
    if types_no_marks(looking, question.words):
        found = _found(looking, _without_marks(question), wide=wide)
        return replace(found, how=How.UNMARKED) if found.how is How.CLOSE else found
    apart = replace(_apart(looking, question), how=How.APART)
    if apart.numbers and len(question.words) > _ONE_WORD and not has_slips(looking, question.words):
        return _mostly(looking, question, apart) or apart
    return _mended(looking, question) or _unmended(looking, question, apart, wide=wide)


def _close(looking: Looking, question: Question) -> Finds:
    """What has all the words together, then what has every stretch a question is about."""
    close = _gathered(looking, question, _CLOSE)
    if len(close.numbers) < ENOUGH and (pieced := _in_pieces(looking, question)).numbers:
        both = tuple(dict.fromkeys((*close.numbers, *pieced.numbers)))
        close = replace(close if close.numbers else pieced, numbers=both)
    return close


def _widened(looking: Looking, question: Question, close: Finds) -> Finds:
    """Close finds, then those of the question in other forms, as long as it is not enough."""
    for words, meant in other_forms(question.words):
        close = _with_more(close, _close(looking, replace(question, words=words)), meant)
        if len(close.numbers) >= ENOUGH:
            return close
    for words, meant in ((question.words, ()), *other_forms(question.words)):
        if _tells(words):
            more = replace(_apart(looking, replace(question, words=words)), how=How.APART)
            close = _with_more(close, more, meant)
        if len(close.numbers) >= ENOUGH:
            break
    return close


def _tells(words: Words) -> bool:
    """Whether something that is one thing stands among few other words: it tells much, wherever it stands."""
    units = sum(" " in word for word in words)
    return bool(units) and len(words) - units <= _MOST_BESIDE


def _with_marks_mended(looking: Looking, question: Question) -> Words:
    """The words with marks that texts have there; () of who types without marks, and where all are right."""
    typed_so = types_no_marks(looking, question.words)
    return () if typed_so else with_other_marks(looking, parted(question.words))


def _with_more(close: Finds, more: Finds, meant: tuple[Stretch, ...]) -> Finds:
    """Finds, then those of another form of the question that are not among them."""
    numbers = tuple(dict.fromkeys((*close.numbers, *more.numbers)))
    if len(numbers) == len(close.numbers):
        return close
    new = () if meant and close.numbers else more.sought
    sought = tuple(dict.fromkeys((*close.sought, *new, *map(parted, meant))))
    widened = tuple(dict.fromkeys((*close.widened, *map(parted, meant))))
    return replace(close if close.numbers else more, numbers=numbers, sought=sought, widened=widened)


def _most_parts(looking: Looking, question: Question) -> tuple[tuple[int, ...], tuple[Stretch, ...]]:
    if question.quoted or question.acts:
        return (), ()
    forms = (words for words, meant in other_forms(question.words) if meant)
    parts = dict.fromkeys(part for words in (question.words, *forms) for part in parts_asked(words))
    return with_most_parts(looking, tuple(parts), _TO_CHOOSE)


def _filled(looking: Looking, question: Question, finds: Finds, *, wide: bool) -> Finds:
    """A short list of close finds, then what has most of their words side by side."""
    if len(finds.numbers) >= ENOUGH or wide:
        return finds
    several, _ = _most_parts(looking, question)
    numbers = tuple(dict.fromkeys((*finds.numbers, *several)))[:ENOUGH]
    return replace(finds, numbers=numbers, filled=len(numbers) - len(finds.numbers))


def _mostly(looking: Looking, question: Question, apart: Finds) -> Finds | None:
    """What has most of the words side by side, then what has all of them anywhere."""
    found, sought = _most_parts(looking, question)
    meant = next((meant for _, meant in other_forms(question.words)), ())
    every = set(apart.numbers)
    several = sorted(found, key=lambda number: number not in every)
    numbers = tuple(dict.fromkeys((*several[:ENOUGH], *apart.numbers)))
    return (
        Finds(numbers, How.MOSTLY, tuple(map(parted, sought)), widened=tuple(map(parted, meant))) if several else None
    )


def _mended(looking: Looking, question: Question) -> Finds | None:
    words = repaired(looking, question.words)
    return replace(_gathered(looking, replace(question, words=words), _CLOSE), how=How.REPAIRED) if words else None


def _unmended(looking: Looking, question: Question, apart: Finds, *, wide: bool) -> Finds:
    """What is found where no slip of the keyboard helps."""
    if apart.numbers:
        torn = len(question.words) == _ONE_WORD and not wide
        return Finds(apart=len(apart.numbers)) if torn else apart
    if _may_be_slips(question):
        found = replace(_gathered(looking, _without_marks(question), _CLOSE), how=How.UNMARKED)
        if found.numbers:
            return found
    return _mostly(looking, question, apart) or Finds(how=How.APART)


def _in_pieces(looking: Looking, question: Question) -> Finds:
    """What has every stretch a question is about, each word after word, wherever it stands."""
    pieces = pieces_asked(question.words)
    if len(pieces) < _SEVERAL:
        return Finds()
    return replace(_quoting(looking, question, pieces), how=How.APART)


def _quoting(looking: Looking, question: Question, pieces: Sequence[Stretch]) -> Finds:
    return _gathered(looking, replace(question, words=(), quoted=(*question.quoted, *pieces)), (phrase,))


def _may_be_slips(question: Question) -> bool:
    """Whether marks may be wrong: one word, well written, is what was meant ("thuê" is not "thuế")."""
    marked = [word for word in question.typed if has_marks(word)]
    return bool(marked) and (len(question.typed) > _ONE_WORD or not all(map(is_syllable, marked)))


def _and_apart(looking: Looking, question: Question, close: Finds, *, wide: bool) -> Finds:
    """Close finds, and how many more have all the words, or these too; nobody asks for one word torn apart."""
    if not wide and (len(question.words) <= _ONE_WORD or question.quoted or len(close.numbers) > ENOUGH):
        return close
    both = tuple(dict.fromkeys((*close.numbers, *_apart(looking, question).numbers)))
    return replace(close, numbers=both) if wide else replace(close, apart=len(both) - len(close.numbers))


def _apart(looking: Looking, question: Question) -> Finds:
    """Everything that has all the words: what is told as a number is what is given on demand."""
    return _gathered(looking, question, _APART, enough=sys.maxsize)


def _gathered(looking: Looking, question: Question, expressions: Sequence[Express], *, enough: int = ENOUGH) -> Finds:
    """What the expressions find, the strictest first, until it is enough."""
    found: dict[int, None] = {}
    sought: tuple[Stretch, ...] = ()
    for words in _askings(question):
        if not all(looking.is_known(unmarked(word), marks=False) for word in words):
            continue  # what has no record at all has none beside others
        for express in expressions if len(words) > 1 else (phrase,):
            for reading in readings(looking, (*words, *chain.from_iterable(question.quoted))):
                numbers = find(looking, reading, express, words, question)
                if numbers and not sought:
                    sought = tuple(filter(None, (*_stretches(words), *question.quoted, *question.numbers)))
                found |= dict.fromkeys(numbers)
                if len(found) >= enough:
                    return Finds(tuple(found), sought=sought)
    return Finds(tuple(found), sought=sought)


def _stretches(words: Words) -> Iterator[Words]:
    """The words as one stretch; with what is one thing among them, each of them as a stretch of its own."""
    if any(" " in word for word in words):
        yield from (parted((word,)) for word in words if word not in ASKING_WORDS["glue"])
    else:
        yield words


def _askings(question: Question) -> Iterator[tuple[str, ...]]:
    """The words as typed; then without what only makes a question of them."""
    if question.words or question.quoted or question.acts:
        yield question.words
    bare, core = without_asking(question.words), core_asked(question.words)
    if bare != question.words and (bare or question.quoted or question.acts):
        yield bare
    if core and core not in (bare, question.words):
        yield core


def _without_marks(question: Question) -> Question:
    return replace(
        question,
        words=tuple(map(unmarked, question.words)),
        quoted=tuple(tuple(map(unmarked, words)) for words in question.quoted),
        typed=tuple(map(unmarked, question.typed)),
    )
