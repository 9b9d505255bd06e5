"""A text in captions: each short enough for two lines, cut where a reader pauses, never inside a word."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence

from converters.derivatives.wording.excerpts import limits_what_precedes
from converters.derivatives.wording.word_pairs import cohesion, is_one_word
from converters.records.parts.sentences import sentences

LONGEST = 60  # letters of a caption: two lines of large type on the narrowest picture
LINE = 42  # letters of a line in caption files, as broadcasters set them
LETTERS_A_SECOND = 15.0  # that are read with ease from a moving picture
_IDEAL = 46  # letters; captions of like length are read in rhythm
_SHORT = 14  # letters; less is gone before it is found
_UNEVEN = 60.0  # square letters away from the ideal that cost one
_UNEVEN_PARTS = 1.4  # times the even part that a part may be long
_UNEVEN_LINES = 3.0  # letters by which two lines differ that cost one
_COSTS = {".": 0.0, "!": 0.0, "?": 0.0, "…": 0.0, ";": 1.0, ":": 2.0, ",": 2.0}  # of a cut behind a sign
_PLAIN, _TIED, _TORN, _SCRAP = 6.0, 3.0, 400.0, 12.0  # of a cut between words, for each nat they cohere, inside a word
_OF_PAGES = {".": 0.0, "!": 0.0, "?": 0.0, "…": 0.0, ";": 4.0, ",": 30.0, ":": 60.0}  # beside that, of a page's end
_WITHIN_A_CLAUSE = 60.0
_OPENING = 12  # words by which it is known that a clause takes something back
_NUMBER = re.compile(r"\d")
_ROW_NUMBER = re.compile(r"\d{1,2}[.)]")
_ENDS_WITH_A_ROW = re.compile(rf"(?:^|[:–] ){_ROW_NUMBER.pattern}$")
_UNIT = re.compile(
    r"(?:đồng|nghìn|triệu|tỷ|tỉ|ngày|giờ|phút|tuần|tháng|năm|tuổi|lần|người|m²|m2|m³|ha|kg|km|mét|%)\b", re.IGNORECASE
)


def pieces(text: str, longest: int = LONGEST) -> tuple[str, ...]:
    """A text in pieces of at most `longest` letters; joined by spaces they are the text.

    Args:
        text: Words with one space between them.
        longest: Letters of a piece; only a single word may be longer.
    """
    ideal = min(_IDEAL, longest)
    said = _with_their_numbers(sentences(" ".join(text.split())))
    return tuple(piece for sentence in said for piece in _cut(sentence, longest, ideal))


def _with_their_numbers(said: Sequence[str]) -> list[str]:
    """Sentences, where the number of a row goes with what it is of: "Phạt tiền: 3. Vứt rác …", not "Phạt tiền: 3."."""
    found: list[str] = []
    for sentence in said:
        if found and _ENDS_WITH_A_ROW.search(found[-1]):
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def spread(text: str, count: int) -> tuple[str, ...]:
    """A text in about `count` parts of like length, each shown for itself: none ends before its exception."""
    even = len(text) / count
    return _cut(" ".join(text.split()), round(even * _UNEVEN_PARTS), even, _cost_of_a_page)


def _cost_of_a_page(words: Sequence[str], at: int) -> float:
    """What it costs to show the words from a place on by themselves, after those before it."""
    cost = _cost_of_a_cut(words, at)
    if limits_what_precedes(" ".join(words[at : at + _OPENING])):
        return cost + _TORN
    return cost + _OF_PAGES.get(words[at - 1][-1], _WITHIN_A_CLAUSE)


def _cost_of_a_cut(words: Sequence[str], at: int) -> float:
    return _cost(words[at - 1], words[at])


def _cut(
    text: str, longest: int, ideal: float, cost_at: Callable[[Sequence[str], int], float] = _cost_of_a_cut
) -> tuple[str, ...]:
    """One stretch of text in pieces, at the least cost in all."""
    words = text.split()
    if len(text) <= longest:
        return (text,) if words else ()
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of everything before a word, and where its last piece begins
    ends = [0, *itertools.accumulate(len(word) + 1 for word in words)]
    cuts = [0.0, *(cost_at(words, at) for at in range(1, len(words))), 0.0]
    for end in range(1, len(words) + 1):
        found = (math.inf, end - 1)
        for start in range(end - 1, -1, -1):
            length = ends[end] - ends[start] - 1
            if length > longest and start < end - 1:
                break
            last = end == len(words)
            cost = best[start][0] + cuts[end] + (0.0 if last and length < ideal else (length - ideal) ** 2 / _UNEVEN)
            found = min(found, (cost + (_SCRAP if length < _SHORT else 0.0), start))
        best.append(found)
    return tuple(_walked_back(words, best))


def _walked_back(words: Sequence[str], best: Sequence[tuple[float, int]]) -> list[str]:
    found: list[str] = []
    end = len(words)
    while end:
        start = best[end][1]
        found.insert(0, " ".join(words[start:end]))
        end = start
    return found


def lines(text: str) -> str:
    """A caption in at most two lines, the break where a cut would be."""
    if len(text) <= LINE:
        return text
    words = text.split()
    costs = [
        (_cost(words[at - 1], words[at]) + abs(2 * len(" ".join(words[:at])) - len(text)) / _UNEVEN_LINES, at)
        for at in range(1, len(words))
    ]
    at = min(costs)[1] if costs else 1
    return f"{' '.join(words[:at])}\n{' '.join(words[at:])}".strip()


def _cost(before: str, after: str) -> float:
    """What a cut between two words costs."""
    if _ROW_NUMBER.fullmatch(before):
        return _TORN
    if before[-1] in _COSTS and not (before[-1] in ".," and after[0].isdigit()):
        return _COSTS[before[-1]]
    if _NUMBER.search(before) and _UNIT.match(after):
        return _TORN * 1.5  # "05 | ngày": worse than inside a word
    if _NUMBER.search(before) or _NUMBER.search(after) or before[-1] in "–-/(" or after[0] in "–-/)":
        return _TORN / 2  # "2.000.000 | đồng", "khoản | 2"
    if is_one_word(before, after):
        return _TORN
    return _PLAIN + _TIED * max(0.0, cohesion(before, after))
