"""Shapes that stand on a slide: which of them is its title, and in what order they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, TypeVar

Item = TypeVar("Item")

_ROW = 400_000  # EMU (1.1 cm): shapes whose tops differ by less stand side by side
_USUAL_SIZE = 18.0  # points: letters of a text box that says nothing of them
_TITLE_SIZE = 1.2  # of the next largest letters: a title is set larger
_LONGEST_TITLE = 120  # characters
_MOST_TITLE_LINES = 3  # paragraphs

# A number, letter or sign that was typed: the bullet in front of it is the layout's, not the maker's.
LABELLED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđA-ZĐ])\s?[.)/–-]\s?|[-–+•*▪●]\s?|(?:Đáp án|Đáp|Trả lời)\s?:"
)


@dataclass(frozen=True, slots=True)
class Shape(Generic[Item]):
    """Something on a slide.

    Attributes:
        items: What stands in it, in order.
        text: All its words.
        place: Its top and left edge in EMU (360,000 a centimetre); None where unknown.
        width: In EMU; 0 where unknown.
        title: It is the slide's title.
        size: Of its largest letters in points, where a text box says it; 0 for anything else.
        kind: What its layout keeps its place for: "body" for text alone, "obj" for anything; "" where it has none.
    """

    items: tuple[Item, ...]
    text: str = ""
    place: tuple[int, int] | None = None
    width: int = 0
    title: bool = False
    size: float = 0
    kind: str = ""


def titled(shapes: Sequence[Shape[Item]]) -> list[Shape[Item]]:
    """Shapes of a slide; where none was made to be its title, the text box set clearly largest of all is it."""
    texts = sorted((shape for shape in shapes if shape.text), key=lambda shape: -shape.size)
    if not texts or any(shape.title for shape in shapes):
        return list(shapes)
    others = max((shape.size for shape in texts[1:]), default=0) or _USUAL_SIZE
    if texts[0].size < _TITLE_SIZE * others or not _may_be_title(texts[0]):
        return list(shapes)
    return [replace(shape, title=True) if shape is texts[0] else shape for shape in shapes]


def _may_be_title(shape: Shape[Item]) -> bool:
    short = len(shape.text) <= _LONGEST_TITLE and len(shape.items) <= _MOST_TITLE_LINES
    return short and len(shape.text.split()) > 1 and not shape.text.endswith((".", ";", ":", ","))


def in_reading_order(shapes: Sequence[Shape[Item]]) -> list[Shape[Item]]:
    """Titles first, then from top to bottom and left to right; shapes of unknown place stay behind their elder."""
    last = (0, 0)
    keyed = []
    for index, shape in enumerate(shapes):
        last = shape.place or last
        keyed.append(((not shape.title, last[0] // _ROW, last[1], index), shape))
    keyed.sort(key=lambda entry: entry[0])
    rows = [[shape for _, shape in row] for _, row in groupby(keyed, key=lambda entry: entry[0][:2])]
    return [shape for pair in _headed_columns(rows) for shape in pair]


def _headed_columns(rows: Sequence[list[Shape[Item]]]) -> Iterator[list[Shape[Item]]]:
    """Rows of shapes; a row of names right above a row of what they name is read name by name."""
    place = 0
    while place < len(rows):
        names, said, after = (rows[at] if at < len(rows) else [] for at in (place, place + 1, place + 2))
        if _names_below(names, said) and not _aligned(said, after):
            yield [shape for column in zip(names, said, strict=True) for shape in column]
            place += 2
        else:
            yield names
            place += 1


def _names_below(names: Sequence[Shape[Item]], said: Sequence[Shape[Item]]) -> bool:
    """Whether names are shorter than what they name, or stand where a layout for comparing puts them."""
    pairs = list(zip(names, said, strict=False))
    shorter = all(len(name.text) < len(below.text) for name, below in pairs)
    compared = all((name.kind, below.kind) == ("body", "obj") for name, below in pairs)
    return _aligned(names, said) and (shorter or compared)


def _aligned(one: Sequence[Shape[Item]], other: Sequence[Shape[Item]]) -> bool:
    """Whether two rows of several shapes stand below each other, column by column."""
    if len(one) != len(other) or len(one) < 2:
        return False
    return all(_stands_below(below, above) for above, below in zip(one, other, strict=True))


def _stands_below(shape: Shape[Item], above: Shape[Item]) -> bool:
    """Whether both begin at one edge, or the narrower lies within the other: a box grows with its words."""
    if shape.place is None or above.place is None:
        return False
    narrow, wide = sorted((shape, above), key=lambda one: one.width)
    inset = (narrow.place or (0, 0))[1] - (wide.place or (0, 0))[1]
    return abs(inset) < _ROW or (narrow.width > 0 and 0 <= inset <= wide.width - narrow.width)
