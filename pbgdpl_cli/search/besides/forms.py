"""Other ways to write what was typed: what statutes say, acts with their whole names, sums in figures and in words.

Each form is looked for only while what was typed finds too little, and the reader is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pbgdpl_cli.search.besides.amounts import written
from pbgdpl_cli.search.besides.everyday import as_statutes_say
from pbgdpl_cli.search.besides.units import PLACE, joined, law_name, parted, sum_at, unit_length

Words = tuple[str, ...]
Form = tuple[Words, tuple[Words, ...]]
"""A question in another form, and the stretches put in."""

_MOST_SUMS = 4  # writings of one sum
_WITH_I = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
OTHER_I = _WITH_I | {other: letter for letter, other in _WITH_I.items()}
EITHER = re.compile(rf"(?:[hklmst]|qu)[{''.join(OTHER_I)}]")
"""Syllables written with i by some and y by others: "kí" and "ký", "sĩ" and "sỹ"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WORD = frozenset({"năm", "nam"})


def other_forms(words: Words) -> Iterator[Form]:
    """Every other form of a question, what differs least first; each once, and none that is the question itself."""
    told = {words}
    for form in _forms(words):
        if form[0] not in told:
            told.add(form[0])
            yield form


def _forms(words: Words) -> Iterator[Form]:
    single = parted(words)
    said, meant = as_statutes_say(single)
    said = said or single
    for writing in range(_MOST_SUMS):
        form, put = _written(said, writing)
        yield form, (*meant, *put)
    swapped = tuple(map(_with_other_i, single))
    yield joined(swapped), tuple((word,) for word in swapped if word not in single)
    named, put = _written(said, 0)
    wider = tuple(map(_article_alone, named))
    yield wider, (*meant, *put, *((unit,) for unit in wider if unit not in named))
    undated = _undated(named)
    yield undated, (*meant, *put, *((unit,) for unit in undated if undated != named and law_name(unit)))
    if not any(sum_at(single, at)[0] for at in range(len(single))):
        yield single, ()


def _written(words: Sequence[str], writing: int) -> Form:
    """The words with whole names of laws and every sum in one of its writings, and what of it was not there before."""
    made: list[str] = []
    put: list[Words] = []
    at = 0
    while at < len(words):
        (length, value), unit = sum_at(words, at), " ".join(words[at : at + unit_length(words, at)])
        made.append(_writing(value, writing) if value else law_name(unit) or unit)
        if made[-1] != unit:
            put.append((made[-1],))
        at += length or unit_length(words, at)
    return tuple(made), tuple(put)


def _undated(words: Words) -> Words:
    """The words without the year behind the name of a law: texts rarely say it."""
    kept = [word for at, word in enumerate(words) if not _dates_law(words, at)]
    return tuple(kept)


def _dates_law(words: Words, at: int) -> bool:
    """Whether a word is the year of a law, or the "năm" before it."""
    if words[at] in _YEAR_WORD and at + 1 < len(words):
        return _dates_law((*words[:at], *words[at + 1 :]), at)
    before = at - 1 if words[at - 1] not in _YEAR_WORD else at - 2
    return before >= 0 and bool(_YEAR.fullmatch(words[at]) and law_name(words[before]))


def _writing(value: int, writing: int) -> str:
    every = list(written(value))
    return every[min(writing, len(every) - 1)]


def _article_alone(unit: str) -> str:
    found = PLACE.fullmatch(unit)
    return found["article"] if found else unit


def _with_other_i(word: str) -> str:
    return word[:-1] + OTHER_I[word[-1]] if EITHER.fullmatch(word) else word
