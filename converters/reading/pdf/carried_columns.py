"""Columns with which a table goes on at the head of the next page, where too few rows are left to tell them anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.pdf.columns import ALIGNED, MOST_ACROSS, LevelLine, Span
from converters.reading.pdf.geometry import FloatBox
from converters.reading.pdf.text_layer.lines import PlacedWord

LEADING = 1.5  # em: lines of one cell are no farther apart, from baseline to baseline
NEXT_ROW = 5.0  # em: rows that hold lines in the middle of tall cells are no farther apart
RUNNING_WORDS = 4  # a running head or foot that stands by a table has no more


@dataclass(frozen=True, slots=True)
class Carried:
    """The columns of a table that ends a page.

    Attributes:
        gutters: From left to right, in pixels.
        sides: The table's left and right side.
        dpi: Of those pixels.
    """

    gutters: tuple[Span, ...]
    sides: Span
    dpi: float

    def at(self, dpi: float) -> Carried:
        """The same in pixels of another page."""
        scale = dpi / self.dpi
        gutters = tuple((left * scale, right * scale) for left, right in self.gutters)
        return Carried(gutters, (self.sides[0] * scale, self.sides[1] * scale), dpi)


def ends_page(box: FloatBox, words: Sequence[PlacedWord]) -> bool:
    """Whether nothing but a running foot stands below a table."""
    below = [word for word in words if word.baseline > box.bottom]
    return len(below) <= RUNNING_WORDS and len({round(word.baseline / word.size) for word in below}) <= 1


def carried_lines(lines: Sequence[LevelLine], carried: Carried) -> tuple[int, int] | None:
    """The first and the last of the lines at the head of a page with which a table goes on; None where none does."""
    for first in range(2 if lines and len(lines[0].words) <= RUNNING_WORDS else 1):
        last = _last(lines, first, carried.gutters)
        if last is not None:
            return first, last
    return None


def _last(lines: Sequence[LevelLine], first: int, gutters: Sequence[Span]) -> int | None:
    last, across = None, 0
    for index in range(first, len(lines)):
        line, step = lines[index], lines[index].baseline - lines[max(first, index - 1)].baseline
        if step > NEXT_ROW * line.size:
            break
        if any(map(line.crosses, gutters)):
            across += 1
            if across > MOST_ACROSS:
                break
        elif any(map(line.flanks, gutters)):
            last, across = index, 0
        elif not _stands_in_a_column(line, gutters):
            break
        elif step <= LEADING * line.size and (index == first or last == index - 1):
            last = index
    return last


def _stands_in_a_column(line: LevelLine, gutters: Sequence[Span]) -> bool:
    """Whether a line stands in one column from its edge, in the first as the lone number of a row of tall cells."""
    left = line.words[0].box.left
    if line.words[0].box.left < gutters[0][0]:
        return len(line.words) == 1 and line.words[0].text[:1].isdigit()
    return any(abs(left - edge) <= ALIGNED * line.size for _, edge in gutters) and len(line.spans) == 1
