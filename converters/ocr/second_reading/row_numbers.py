"""Row numbers of a ruled table that do not stand between the one above and the one below: "7", "741", "7.2".

Black-and-white copies lose the stop of "7.1", or leave of it what an engine takes for a digit, and an engine that sees
nothing but three signs is sure of them. The column they stand in says more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.layout import Layout

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3})\.?")

Steps = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The numbers of the rows above and below one."""

    above: Steps
    below: Steps

    def fit(self, text: str) -> bool:
        """Whether a number may stand between them."""
        number = steps_of(text)
        return number is not None and _follows(number, self.above) and _follows(self.below, number)


def out_of_step(layout: Layout, readings: Sequence[Sequence[ReadWord]]) -> Mapping[int, Neighbours]:
    """By index among a layout's lines, row numbers that are none of those that may stand between their neighbours.

    Args:
        layout: Of the page.
        readings: What was read in each of its lines.
    """
    found: dict[int, Neighbours] = {}
    for column in _first_columns(layout):
        texts = {index: "".join(word.text for word in readings[index]) for index in column}
        known = {index: steps_of(text) for index, text in texts.items()}
        for (one, middle), (_, other) in pairwise(pairwise(column)):
            above, below = known[one], known[other]
            if above is None or below is None or not any(map(str.isdigit, texts[middle])):
                continue
            between = Neighbours(above, below)
            if not between.fit(texts[middle]):
                found[middle] = between
    return found


def steps_of(text: str) -> Steps | None:
    """The parts of a row number: 7, 1 of "7.1."; None of what is none."""
    match = _NUMBER.fullmatch(text.strip())
    return tuple(map(int, match[1].split("."))) if match else None


def _follows(number: Steps, before: Steps) -> bool:
    """Whether a number may stand right below another: its first part, the next on its level or on a higher one."""
    if number == (*before, 1):
        return True
    return any(number == (*before[:level], before[level] + 1) for level in range(len(before)))


def _first_columns(layout: Layout) -> Iterator[list[int]]:
    """Of each ruled table the indexes of the lines of its first column, where each row has one line there."""
    index = 0
    for block in layout.blocks:
        places = [
            (line.cell.row, index + place)
            for place, line in enumerate(block.lines)
            if line.cell is not None and line.cell.column == 0 and line.cell.column_span == 1
        ]
        rows = [row for row, _ in places]
        if block.table is not None:
            yield [place for row, place in sorted(places) if rows.count(row) == 1]
        index += len(block.lines)
