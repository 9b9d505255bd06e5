"""Where the rows of a table begin that has no rules between them.

Rows are told by what they hold: a number in the column that counts them, or text in most columns. Several ways to cut
are tried, and one is taken only when every row it makes looks like a row; otherwise nobody can know, and None is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.reading.pdf.columns import LevelLine
from converters.reading.pdf.text_layer.lines import PlacedWord

FILLED = 0.5  # of the columns that have text in every row of a table without numbers, on average 0.6
WIDER = 1.25  # times the white between lines that the white between rows is, at least
LEAST_WIDER = 0.12  # em: and by so much
NEAR = 0.35  # em: how exactly a number stands in the middle of its row
_COUNT = re.compile(r"\(?(?:\d{1,4}|[IVXLC]{1,7}|[a-zđ])[.)]?")

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
    for cut in _cuts(inks, counted):
        rows = _rows(inks, cut)
        if _are_rows(rows, edges, counted):
            return cut
    return None


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
    """The numbers of the first column, where it holds nothing else."""
    first = [word for line in lines for word in line.words if _column(word, edges) == 0]
    numbers = sorted(first, key=lambda word: word.baseline)
    return numbers if numbers and all(_COUNT.fullmatch(word.text) for word in numbers) else []


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
    if holders[0] == 0:
        yield [(inks[index - 1].bottom + inks[index].top) / 2 for index in holders[1:]]
    middle = _around_numbers(inks, counted)
    if middle is not None:
        yield middle


def _around_numbers(inks: Sequence[Ink], counted: Sequence[PlacedWord]) -> list[float] | None:
    """Each row reaches as far below its number as above it: from the first row's top all others follow."""
    cuts: list[float] = []
    top = inks[0].top
    for number in counted:
        middle = number.baseline - number.size / 4
        bottom = 2 * middle - top
        last = min(inks, key=lambda ink: abs(ink.bottom - bottom))
        if abs(last.bottom - bottom) > NEAR * number.size:
            return None
        following = [ink for ink in inks if ink.top >= last.bottom]
        if not following:
            return cuts if number is counted[-1] else None
        cuts.append((last.bottom + following[0].top) / 2)
        top = following[0].top
    return None


def _rows(inks: Sequence[Ink], cut: Sequence[float]) -> list[list[Ink]]:
    rows: list[list[Ink]] = [[] for _ in range(len(cut) + 1)]
    for ink in inks:
        rows[sum(ink.top > place for place in cut)].append(ink)
    return rows


def _are_rows(rows: Sequence[Sequence[Ink]], edges: Sequence[float], counted: Sequence[PlacedWord]) -> bool:
    """Whether each row is one: it has one number of those that count, or text in enough columns."""
    if not all(rows):
        return False
    filled = [_filled(row, edges) for row in rows]
    if counted:
        numbers = {id(word) for word in counted}
        return all(
            sum(id(word) in numbers for ink in row for word in ink.words) == 1 or _is_title(row, edges) for row in rows
        )
    plain = [share for row, share in zip(rows, filled, strict=True) if not _is_title(row, edges)]
    return bool(plain) and min(plain) >= FILLED and sum(plain) >= (FILLED + 0.1) * len(plain)


def _filled(row: Sequence[Ink], edges: Sequence[float]) -> float:
    columns = {_column(word, edges) for ink in row for word in ink.words}
    return len(columns) / (len(edges) + 1)


def _is_title(row: Sequence[Ink], edges: Sequence[float]) -> bool:
    """Whether a row is one line that runs over a gutter: the title of a group of rows."""
    if len(row) != 1:
        return False
    words = sorted(row[0].words, key=lambda word: word.box.left)
    size = max(word.size for word in words)
    gapless = all(right.box.left - left.box.right < size for left, right in pairwise(words))
    return gapless and any(words[0].box.left < edge < words[-1].box.right for edge in edges)
