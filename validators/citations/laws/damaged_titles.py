"""Titles of laws that a scanner misread: "Luật T: Ổ chức chính quyền địa phương", "Luật Bảo hiểm tễ".

A damaged title is compared by its bare letters (no accents, spaces, digits or signs, which is where scanners err most)
with the beginnings of all known titles. It is put right only when one known title alone is as near, and nearer than
two different titles are to each other: no edit below nine letters, one below twenty, two below thirty, then three.
What begins with an ordinary word, its accents intact, is read as printed and left ("Luật được", "Luật gia", "Luật cũ").
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from validators.citations.acts.act_types import bare

_REACH = 110  # characters in which the longest known title stands
_SHORTEST = 5  # letters; the bare ones of a shorter title are those of common words ("luật gia", "luật được ban hành")
_LIMITS = ((9, 0), (20, 1), (30, 2))  # below so many letters, so many edits
_MOST_EDITS = 3  # of the longest title
_ENDS = re.compile(r"[;()“”\"\[\]]|\.(?=\s|$)")
_WORD = re.compile(r"[a-z]+")
_FIRST_WORD = re.compile(r"\w+")
_ORDINARY = frozenset(
    [
        "được", "gia", "giá", "giả", "cũ", "cứ", "cụ", "mới", "sư", "sự", "học", "lệ", "giao", "trên", "dưới", "đã",
        "đang", "sẽ", "cho", "của", "các", "những", "và", "hoặc", "là", "có", "không", "phải", "này", "đó", "nêu",
        "quy", "theo", "tại", "về", "để", "khi", "thì", "mà", "do", "bởi", "với", "trong", "ngoài", "ra", "vào",
        "lên", "xuống", "cần", "nên", "chưa", "vẫn", "còn", "cũng", "đều", "rất", "hơn", "như", "nếu", "nhưng", "vì",
        "bị", "chỉ", "mỗi", "một", "hai", "ba", "nào", "gì", "đến", "từ", "qua", "sau", "trước",
    ]
)  # fmt: skip
"""Words with which a sentence goes on after "Luật" and no title begins, whatever its bare letters resemble."""


def _bare_letters() -> Mapping[int, str]:
    """Every Latin letter with an accent, and its bare small letter: a table is what keeps long texts fast."""
    able = (chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    return {ord(letter): plain for letter in able if len(plain := bare(letter)) == 1 and "a" <= plain <= "z"}


_BARE = MappingProxyType(_bare_letters())


@dataclass(frozen=True, slots=True)
class Mended:
    """A title put right.

    Attributes:
        end: Where the damaged title ends in the text.
        title: As the law is known.
    """

    end: int
    title: str


@dataclass(frozen=True, slots=True)
class _Near:
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class _Skeletons:
    titles: Mapping[str, str]
    holding: Mapping[str, tuple[str, ...]]


@functools.cache
def lines() -> tuple[str, ...]:
    """The titles this project knows, as they are written."""
    text = files("validators.citations").joinpath("law_titles.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def mended_title(text: str, start: int) -> Mended | None:
    """The known title that a damaged one at a place must be.

    Args:
        text: A levelled text.
        start: The first letter after the type word and its space.

    Returns:
        None when no known title is near enough, or more than one is.
    """
    first = _FIRST_WORD.match(text, start, start + _REACH)
    if first is not None and first.group() in _ORDINARY:
        return None
    window = text[start : start + _REACH]
    stop = _ENDS.search(window)
    if stop is not None:
        window = window[: stop.start()]
    # A word cut by the window's edge ends nothing, but such a word stands far behind the longest title.
    words = list(_WORD.finditer(window.translate(_BARE)))
    letters = "".join(word.group() for word in words)
    if len(letters) < _SHORTEST:
        return None
    found = _nearest(letters, tuple(itertools.accumulate(len(word.group()) for word in words)))
    return None if found is None else Mended(start + words[found.words - 1].end(), found.title)


@functools.cache
def _skeletons() -> _Skeletons:
    titles = {"".join(letter for letter in bare(line) if letter.isalpha()): line for line in lines()}
    holding: dict[str, list[str]] = {}
    for skeleton in titles:
        for piece in _pieces(skeleton):
            holding.setdefault(piece, []).append(skeleton)
    return _Skeletons(
        MappingProxyType(titles), MappingProxyType({piece: tuple(held) for piece, held in holding.items()})
    )


def _pieces(skeleton: str) -> frozenset[str]:
    return frozenset(skeleton[place : place + 3] for place in range(len(skeleton) - 2))


def _edits_allowed(length: int) -> int:
    return next((edits for below, edits in _LIMITS if length < below), _MOST_EDITS)


@functools.lru_cache(maxsize=2048)
def _nearest(letters: str, ends: tuple[int, ...]) -> _Near | None:
    """The known title a text begins with, and how many of its words it takes."""
    known = _skeletons()
    shared = Counter(title for piece in _pieces(letters) for title in known.holding.get(piece, ()))
    near: list[tuple[int, int, int, str]] = []
    for title, count in shared.items():
        if len(title) < _SHORTEST:
            continue
        allowed = _edits_allowed(len(title))
        # One edit spoils at most three pieces of three letters.
        if count < len(_pieces(title)) - 3 * allowed:
            continue
        within = [end for end in ends if abs(end - len(title)) <= allowed]
        reached = min(((edits(title, letters[:end]), end) for end in within), default=(allowed + 1, 0))
        if reached[0] <= allowed:
            near.append((-len(title), *reached, title))
    if not near:
        return None
    near.sort()
    best = near[0]
    rivals = [other for other in near[1:] if other[1] <= best[1] and abs(other[0] - best[0]) <= _MOST_EDITS]
    return None if rivals else _Near(_skeletons().titles[best[3]], ends.index(best[2]) + 1)


def edits(first: str, second: str) -> int:
    """How many letters must be changed, added or left out to make one word of the other (Levenshtein)."""
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            current.append(min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != other)))
        previous = current
    return previous[-1]
