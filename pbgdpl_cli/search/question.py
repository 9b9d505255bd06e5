"""What a person typed, taken apart: words in quotation marks, acts by number, all other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pbgdpl_cli.search.act_words import acts_named
from pbgdpl_cli.search.words import WORD, index_form, unmarked

QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,200})[\"“”„«»]")
_MOST_WORDS = 24
_MOST_TIMES = 3  # of one word: to look for it over and over in every text takes seconds
# What questions are made of besides what they ask about. Without marks, for they are typed so as often.
ASKING = re.compile(
    r"""(?<![a-z])(?:
      (?:bi\ )?(?:xu\ )?phat\ (?:tien\ )?(?:het\ )?(?:bao\ nhieu|nhu\ the\ nao|the\ nao|ra\ sao)(?:\ tien)?
    | muc\ (?:xu\ )?phat(?:\ tien)?(?:\ la)?\ (?:bao\ nhieu|the\ nao)(?:\ tien)?
    | (?:duoc\ )?quy\ dinh\ (?:nhu\ )?the\ nao | (?:la\ )?nhu\ the\ nao | bao\ nhieu(?:\ tien)? | the\ nao | ra\ sao
    | (?:nghia\ )?la\ gi | gi\ khong | hay\ khong | co\ phai(?:\ la)? | co\ duoc(?:\ phep)?
    | khi\ nao | luc\ nao | bao\ gio | bao\ lau | o\ dau | lam\ sao | lam\ the\ nao | tai\ sao | vi\ sao
    | (?:phai|can)\ lam\ gi | cho\ hoi | xin\ hoi
    )(?![a-z])""",
    re.ASCII | re.VERBOSE,
)


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
    text = index_form(typed)
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


def without_asking(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what only makes a question of them: "pháo hoa phạt bao nhiêu" asks about "pháo hoa"."""
    flat = unmarked(" ".join(words))
    kept: list[str] = []
    spans = [found.span() for found in ASKING.finditer(flat)]
    position = 0
    for word in words:
        if not any(start <= position < end for start, end in spans):
            kept.append(word)
        position += len(word) + 1
    return tuple(kept)
