"""Where the rows of a table begin that has no rules between them.

Rows are told by what they hold: a number in the column that counts them, or text in most columns. Several ways to cut
are tried, and one is taken only when every row it makes looks like a row; otherwise nobody can know, and None is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.reading.paging.values import is_value
from converters.reading.pdf.columns import LevelLine, level_lines
from converters.reading.pdf.text_layer.lines import PlacedWord

FILLED = 0.5  # of the columns that have text in every row of a table without numbers, on average 0.6
WIDER = 1.25  # times the white between lines that the white between rows is, at least
LEAST_WIDER = 0.12  # em: and by so much
TIGHT = 0.45  # em: lines of one cell leave less white
NEAR = 0.35  # em: how exactly a number stands in the middle of its row
_COUNT = re.compile(r"\(?(?:\d{1,4}|\d{1,2}(?:\.\d{1,2}){1,3}|[IVXLC]{1,7}|[a-zđ])[.)]?")

Column = Sequence[PlacedWord]


@dataclass(frozen=True, slots=True)
class Ink:
    """Words that overlap downwards: one printed line, or lines of several columns that are not level."""

    top: float
    bottom: float
    words: tuple[PlacedWord, ...]


def row_edges(lines: Sequence[LevelLine], edges: Sequence[float]) -> list[float] | None:
    """Where rows part, in pixels down the page.

    Args:
        lines: Of the table's body, all of them.
        edges: Across the page, between the columns.

    Returns:
        Places between rows, empty for a single row; None when the rows cannot be told.
    """
    inks = _inks(lines)
    counted = _counting_column(lines, edges)
    for cut in ([],) if _is_one_row(inks, edges) else _cuts(inks, counted):
        rows = _rows(inks, cut)
        if _are_rows(rows, edges, counted):
            return cut
    return None


def _is_one_row(inks: Sequence[Ink], edges: Sequence[float]) -> bool:
    """Whether lines are those of one row: only the first has a name or number, the next go on in mid-sentence."""
    below = [word for ink in inks[1:] for word in ink.words]
    tight = all(under.top - over.bottom < TIGHT * under.words[0].size for over, under in pairwise(inks))
    named = any(_column(word, edges) == 0 for word in inks[0].words)
    if not (below and tight and named) or any(_column(word, edges) == 0 for word in below):
        return False
    firsts = [min((word for word in below if _column(word, edges) == column), key=_reading_order, default=None)
              for column in range(len(edges) + 1)]  # fmt: skip
    begun = [word.text for word in firsts if word is not None]
    goes_on = any(text[:1].islower() for text in begun)
    return goes_on and not any(any(map(str.isdigit, text)) and is_value(text) for text in begun)


def _reading_order(word: PlacedWord) -> tuple[float, float]:
    return word.baseline, word.box.left


def _inks(lines: Sequence[LevelLine]) -> list[Ink]:
    found: list[Ink] = []
    for line in sorted(lines, key=lambda line: line.top):
        if found and line.top < found[-1].bottom:
            last = found[-1]
            found[-1] = Ink(last.top, max(last.bottom, line.bottom), (*last.words, *line.words))
        else:
            found.append(Ink(line.top, line.bottom, line.words))
    return found


def _counting_column(lines: Sequence[LevelLine], edges: Sequence[float]) -> list[PlacedWord]:
    """The numbers of the first column, where it holds nothing else below its head."""
    first = sorted(
        (word for line in lines for word in line.words if _column(word, edges) == 0), key=lambda word: word.baseline
    )
    counts = [_COUNT.fullmatch(word.text) is not None for word in first]
    begins = counts.index(True) if True in counts else len(first)
    below = first[begins:]
    titles = {id(word) for line in lines if len(line.spans) == 1 and _runs_across(line, edges) for word in line.words}
    return (
        []
        if any(id(word) not in titles and not _COUNT.fullmatch(word.text) for word in below)
        else [word for word in below if id(word) not in titles]
    )


def _runs_across(line: LevelLine, edges: Sequence[float]) -> bool:
    return any(left < edge < right for left, right in line.spans for edge in edges)


def _column(word: PlacedWord, edges: Sequence[float]) -> int:
    middle = (word.box.left + word.box.right) / 2
    return sum(middle > edge for edge in edges)


def _cuts(inks: Sequence[Ink], counted: Sequence[PlacedWord]) -> Iterator[list[float]]:
    """Ways to cut, best first: at wider white, at every line, above each number, half way between numbers."""
    places = [(above.bottom + below.top) / 2 for above, below in pairwise(inks)]
    whites = [below.top - above.bottom for above, below in pairwise(inks)]
    yield from _at_wider_white(places, whites, inks)
    yield places
    if counted:
        yield from _by_numbers(inks, counted)
    yield []


def _at_wider_white(places: Sequence[float], whites: Sequence[float], inks: Sequence[Ink]) -> Iterator[list[float]]:
    """Cuts at all white wider than some step in the widths, the greatest step first."""
    size = max((word.size for ink in inks for word in ink.words), default=1.0)
    ordered = sorted(whites)
    steps = [
        (larger - smaller, larger)
        for smaller, larger in pairwise(ordered)
        if larger - smaller >= LEAST_WIDER * size and larger >= WIDER * max(smaller, 0.0)
    ]
    for _, least in sorted(steps, reverse=True):
        yield [place for place, white in zip(places, whites, strict=True) if white >= least]


def _by_numbers(inks: Sequence[Ink], counted: Sequence[PlacedWord]) -> Iterator[list[float]]:
    """Rows that begin with their number, and rows that have it in their middle."""
    holders = [next(index for index, ink in enumerate(inks) if number in ink.words) for number in counted]
    if all(word.style.bold for ink in inks[: holders[0]] for word in ink.words):
        yield [_between(inks, index) for index in holders if index]
    for begin in range(holders[0] + 1):
        middle = _around_numbers(inks[begin:], counted)
        if middle is not None:
            yield [_between(inks, begin), *middle] if begin else middle


def _between(inks: Sequence[Ink], index: int) -> float:
    """Half way between an ink and the one above it."""
    return (inks[index - 1].bottom + inks[index].top) / 2


def _around_numbers(inks: Sequence[Ink], counted: Sequence[PlacedWord]) -> list[float] | None:
    """Each row reaches as far below its number as above it: from the first row's top all others follow."""
    cuts: list[float] = []
    top = inks[0].top
    for number in counted:
        bottom = 2 * (number.baseline - number.size / 4) - top
        last = min(range(len(inks)), key=lambda index: abs(inks[index].bottom - bottom))
        if abs(inks[last].bottom - bottom) > NEAR * number.size:
            return None
        if last + 1 == len(inks):
            return cuts if number is counted[-1] else None
        cuts.append(_between(inks, last + 1))
        top = inks[last + 1].top
    return None


def _rows(inks: Sequence[Ink], cut: Sequence[float]) -> list[list[Ink]]:
    rows: list[list[Ink]] = [[] for _ in range(len(cut) + 1)]
    for ink in inks:
        rows[sum(ink.top > place for place in cut)].append(ink)
    return rows


def _are_rows(rows: Sequence[Sequence[Ink]], edges: Sequence[float], counted: Sequence[PlacedWord]) -> bool:
    """Whether each row is one: it has one number of those that count, or text in enough columns.

    Only heads, and titles of groups of rows, may run over a gutter.
    """
    if not all(rows):
        return False
    plain = [row for row in rows if not _is_title(row, edges)]
    if counted:
        numbers = [_numbers_in(row, counted) for row in plain]
        begins = numbers.index(1) if 1 in numbers else len(numbers)
        body, counts = plain[begins:], numbers[begins:]
        return bool(body) and set(counts) == {1} and max(numbers) == 1 and not any(_crosses(row, edges) for row in body)
    plain = plain[1:] if len(plain) > 1 and _is_rest(plain[0]) else plain
    below_head = [row for row in plain if not all(word.style.bold for ink in row for word in ink.words)]
    filled = [_filled(row, edges) for row in below_head or plain]
    return bool(filled) and min(filled) >= FILLED and sum(filled) >= (FILLED + 0.1) * len(filled)


def _is_rest(row: Sequence[Ink]) -> bool:
    """Whether a row goes on with one that the page before cut: it begins in mid-sentence."""
    first = min((word for ink in row for word in ink.words), key=lambda word: (word.baseline, word.box.left))
    return first.text[:1].islower() and not first.style.bold


def _numbers_in(row: Sequence[Ink], counted: Sequence[PlacedWord]) -> int:
    numbers = {id(word) for word in counted}
    return sum(id(word) in numbers for ink in row for word in ink.words)


def _filled(row: Sequence[Ink], edges: Sequence[float]) -> float:
    columns = {_column(word, edges) for ink in row for word in ink.words}
    return len(columns) / (len(edges) + 1)


def _crosses(row: Sequence[Ink], edges: Sequence[float]) -> bool:
    return any(_runs_across(line, edges) for line in _lines(row))


def _lines(row: Sequence[Ink]) -> list[LevelLine]:
    return level_lines([word for ink in row for word in ink.words])


def _is_title(row: Sequence[Ink], edges: Sequence[float]) -> bool:
    """Whether a row is the title of a group of rows: it stands alone, and runs over a gutter."""
    lines = _lines(row)
    return all(len(line.spans) == 1 for line in lines) and _runs_across(lines[0], edges)
