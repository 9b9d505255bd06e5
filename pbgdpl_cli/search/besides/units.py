"""Words of a question that are one thing: a sum, a place within an act, the name of an act.

They are joined to one word with blanks, which every expression of FTS5 then looks for as a phrase: "Điều 5 Luật Trẻ
em" asks for "điều 5" near "luật trẻ em", not for five words near each other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from pbgdpl_cli.search.besides.amounts import SCALES, TO, amount_at
from pbgdpl_cli.search.words import unmarked, words_of
from validators.citations.laws.damaged_titles import lines

PLACE = re.compile(
    r"""(?:(?:điểm|diem)\ [a-zđ]\ )?(?:(?:khoản|khoan)\ [0-9]{1,2}\ )?
    (?P<article>(?:điều|dieu)\ [0-9]{1,3}[a-zđ]?)
    (?:\ (?:khoản|khoan)\ [0-9]{1,2})?(?:\ (?:điểm|diem)\ [a-zđ])?(?!\S)""",
    re.VERBOSE,
)
_SHORT_NUMBER = re.compile(r"[0-9]{1,3}")
LAW_TYPES = ("bộ luật", "luật", "pháp lệnh")
_SETS = frozenset({"pháp", "phap"})  # "pháp luật trẻ em" is not the act
_LONGEST_PLACE = 6  # words
_FEWEST_LEFT = 2  # words of a shortened name

Words = tuple[str, ...]


def joined(words: Sequence[str]) -> Words:
    """The words, those that are one thing as one word with blanks."""
    made: list[str] = []
    at = 0
    while at < len(words):
        length = unit_length(words, at)
        made.append(" ".join(words[at : at + length]))
        at += length
    return tuple(made)


def parted(words: Sequence[str]) -> Words:
    """Every word by itself."""
    return tuple(" ".join(words).split())


def unit_length(words: Sequence[str], at: int) -> int:
    """How many words from a place are one thing; 1 where none of the kinds begins."""
    return place_length(words, at) or _law_length(words, at) or sum_at(words, at)[0] or 1


def place_length(words: Sequence[str], at: int) -> int:
    """How many words from a place name a place within an act."""
    found = PLACE.match(" ".join(words[at : at + _LONGEST_PLACE]))
    return len(found[0].split()) if found else 0


def sum_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """As `amount_at`; the "2" of "từ 2 đến 3 triệu" has the scale of what follows."""
    length, value = amount_at(words, at)
    if length or at + 3 >= len(words) or words[at + 1] not in TO or not _SHORT_NUMBER.fullmatch(words[at]):
        return length, value
    length, _ = amount_at(words, at + 2)
    scale = next((SCALES[word] for word in words[at + 2 : at + 2 + length] if word in SCALES), 0)
    return (1, int(words[at]) * scale) if scale else (0, 0)


@functools.cache
def law_names() -> Mapping[Words, str]:
    """Names of laws without marks, with and without their "và" → as statutes write them, type first."""
    names: dict[Words, str] = {}
    for line in lines():
        for kind in LAW_TYPES:
            whole = (*kind.split(), *words_of(line))
            flat = tuple(map(unmarked, whole))
            names[flat] = " ".join(whole)
            names.setdefault(tuple(word for word in flat if word != "va"), " ".join(whole))
    return names


@functools.cache
def _longest_law() -> int:
    return max(map(len, law_names()))


def _law_length(words: Sequence[str], at: int) -> int:
    """How many words from a place are the name of a known law, whole or shortened."""
    if unmarked(words[at])[:1] not in ("b", "l", "p") or (at and words[at - 1] in _SETS):
        return 0
    flat = tuple(unmarked(word) for word in words[at : at + _longest_law()])
    return next((many for many in range(len(flat), 1, -1) if _named(flat[:many])), 0)


@functools.lru_cache(maxsize=4096)
def _named(flat: Words) -> str:
    """A law by its words without marks; one of which words were left out where no other law has these words."""
    if flat in law_names():
        return law_names()[flat]
    kind = next((kind for kind in LAW_TYPES if flat[: kind.count(" ") + 1] == tuple(unmarked(kind).split())), "")
    left = flat[kind.count(" ") + 1 :]
    if not kind or len(left) < _FEWEST_LEFT:
        return ""
    begun = [name for words, name in law_names().items() if name.startswith(kind) and _holds(words, flat)]
    return begun[0] if len(set(begun)) == 1 else ""


def _holds(words: Words, some: Words) -> bool:
    """Whether some words stand among others in their order."""
    rest = iter(words)
    return all(word in rest for word in some)


def law_name(unit: str) -> str:
    """A law's name as statutes write it; "" of what is none. "luật hôn nhân gia đình" → "luật hôn nhân và gia đình"."""
    return _named(tuple(map(unmarked, unit.split())))
