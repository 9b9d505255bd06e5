"""What a person typed, taken apart: words in quotation marks, acts by number, all others; what a question is about.

A question is looked for as it was typed first, then without the words that only make a question of it, then without
all others that stand around and between what it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, groupby, islice

from pbgdpl_cli.search.act_words import AS_PRINTED, LOOSE, acts_named
from pbgdpl_cli.search.besides.units import joined
from pbgdpl_cli.search.words import WORD, has_marks, index_form, unmarked

QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,200})[\"“”„«»]")
Words = tuple[str, ...]

STUCK = re.compile(r"(?<=000)(?=(?:đ|vnđ|vnd)(?!\w))")
"""Where a blank is missing in "2.000.000đ"."""
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
    | (?:phai|can)\ lam\ gi | cho\ (?:toi\ |em\ |minh\ )?hoi | xin\ hoi | muon\ (?:xin\ )?(?:hoi|biet)(?:\ ve)?
    | cho\ ai | nhung\ gi | (?:bi\ )?xu\ ly\ (?:nhu\ the\ nao|the\ nao|ra\ sao) | so\ nao
    )(?![a-z])""",
    re.ASCII | re.VERBOSE,
)
# Words by which a question is known, and words that say nothing of what it is about. "em", "cho", "mất" are not among
# them (trẻ em, cho vay, mất giấy tờ). `plain` is what of `filling` typed without marks cannot be anything else: "can"
# begins "can cuoc", "ma" begins "ma tuy". `glue` only holds others together: no pair of words across it is one thing.
_WORDS = {
    "filling": "ai gì nào đâu sao mấy nhiêu không ko chưa có được bị phải cần thì là mà nếu khi tôi muốn của ở tại ạ"
    " vậy hả hay các những như thế",
    "plain": "ai gi nao nhieu khong ko duoc bi phai la neu khi nhu",
    "who": "ai gì gi nào nao đâu sao mấy",
    "not": "không khong ko chưa",
    "whether": "có co được duoc phải phai cần",
    "glue": "của và với những các này đó khi nếu thì là mà tại ở như cũng đã sẽ tôi mình hay hoặc trong trên về từ theo"
    " đến sau qua lên đối do vì để cua va voi nhung cac nay neu nhu cung tren",
}
ASKING_WORDS = {name: frozenset(words.split()) for name, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in index form.

    Attributes:
        words: What was typed besides quotes and acts, in order; what is one thing (`units`) as one word with blanks.
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
    text = STUCK.sub(" ", LOOSE.sub(AS_PRINTED, index_form(typed)))
    quoted = tuple(words for found in QUOTED.finditer(text) if (words := _first(found[1])))
    rest = QUOTED.sub(" ", text)
    acts: list[str] = []
    named = list(acts_named(rest))
    for act in reversed(named):
        acts[:0] = act.words
        rest = f"{rest[: act.start]} {rest[act.end :]}"
    every, words = _first(text), _first(rest)
    return Question(joined(words), quoted, tuple(dict.fromkeys(acts)), tuple(act.printed for act in named), every)


def _first(text: str) -> tuple[str, ...]:
    kept: list[str] = []
    for found in islice(WORD.finditer(text), _MOST_WORDS):
        if kept.count(found[0]) == _MOST_TIMES:
            break
        kept.append(found[0])
    return tuple(kept)


def without_asking(words: Words) -> Words:
    """The words without what only makes a question of them: "pháo hoa phạt bao nhiêu" asks about "pháo hoa"."""
    return tuple(word for word, framed in zip(words, _framed(words), strict=True) if not framed)


def _framed(words: Words) -> list[bool]:
    """Of each word whether it stands in what only makes a question."""
    flat = unmarked(" ".join(words))
    spans = [found.span() for found in ASKING.finditer(flat)]
    starts = accumulate((len(word) + 1 for word in words), initial=0)
    return [any(start <= at < end for start, end in spans) for _, at in zip(words, starts, strict=False)]


def asks(words: Words) -> bool:
    """Whether the words are a question, by its own words: "hàng không" at the end makes none."""
    if not words:
        return False
    whether = words[-1] in ASKING_WORDS["not"] and not ASKING_WORDS["whether"].isdisjoint(words[:-1])
    return whether or not ASKING_WORDS["who"].isdisjoint(words) or without_asking(words) != words


def pieces_asked(words: Words) -> list[Words]:
    """The stretches of a question that say what it is about, in order; none where the words ask nothing."""
    runs = groupby(_topical(words), lambda told: told[1])
    return [tuple(word for word, _ in run) for is_topic, run in runs if is_topic]


def core_asked(words: Words) -> Words:
    """A question from the first word of what it is about to the last; () where the words ask nothing."""
    told, framed = _topical(words), _framed(words)
    places = [place for place, (_, is_topic) in enumerate(told) if is_topic]
    return tuple(words[at] for at in range(places[0], places[-1] + 1) if not framed[at]) if places else ()


def _topical(words: Words) -> list[tuple[str, bool]]:
    """The words of a question, each with whether it says what the question is about; none where they ask nothing."""
    if not asks(words):
        return []
    filling = ASKING_WORDS["filling" if any(map(has_marks, words)) else "plain"]
    return [(word, not framed and word not in filling) for word, framed in zip(words, _framed(words), strict=True)]
