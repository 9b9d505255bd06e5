"""What a person typed, taken apart: words in quotation marks, acts by number, all other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pbgdpl_cli.search.act_words import AS_PRINTED, LOOSE, acts_named
from pbgdpl_cli.search.words import WORD, index_form

QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,200})[\"“”„«»]")
_MOST_WORDS = 24
_MOST_TIMES = 3  # of one word: to look for it over and over in every text takes seconds


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in index form.

    Attributes:
        words: What was typed besides quotes and acts, in order.
        quoted: Each stretch in quotation marks, word by word; it must stand so in the text.
        acts: Index words of the acts named; all must be there.
        numbers: Their numbers, each word by word, to be marked in the text.
        typed: All words, acts and quotes included, as a person typed them: for when no such act is known.
    """

    words: tuple[str, ...]
    quoted: tuple[tuple[str, ...], ...]
    acts: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    typed: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.typed


def question_of(typed: str) -> Question:
    """Take apart what was typed; its first 24 words are looked for, up to the fourth time one of them stands there."""
    text = LOOSE.sub(AS_PRINTED, index_form(typed))
    quoted = tuple(words for found in QUOTED.finditer(text) if (words := _first(found[1])))
    rest = QUOTED.sub(" ", text)
    acts: list[str] = []
    named = list(acts_named(rest))
    for act in reversed(named):
        acts[:0] = act.words
        rest = f"{rest[: act.start]} {rest[act.end :]}"
    every, words = _first(text), _first(rest)
    return Question(words, quoted, tuple(dict.fromkeys(acts)), tuple(act.printed for act in named), every)


def _first(text: str) -> tuple[str, ...]:
    kept: list[str] = []
    for found in islice(WORD.finditer(text), _MOST_WORDS):
        if kept.count(found[0]) == _MOST_TIMES:
            break
        kept.append(found[0])
    return tuple(kept)
