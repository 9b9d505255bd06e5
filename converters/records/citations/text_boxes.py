"""What stands together: boxes of a document (the text under one heading, in one panel) and cells of a table.

A leaflet is folded: its panels stand side by side on one page, and what is printed in one says nothing of the next. A
panel begins where reading jumps to the top of another column, and with every page of a document that has such jumps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.reading.boxes import Box
from converters.reading.document import BlockKind
from converters.records.passages.passage import Passage, surrounding

_INTRODUCES = re.compile(r"(?:.*:|(?:Mức (?:xử )?phạt|Căn cứ|Quy định|Theo)\s.{0,100}[^.;?!])", re.IGNORECASE)
"""A line at the foot of a column that is a heading to what stands on top of the next."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A run of passages that stand together.

    Attributes:
        start: Of its first passage, its heading included.
        end: One past its last.
        headings: Passages that are headings above it, the nearest last.
    """

    start: int
    end: int
    headings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """Where the text of a table's cell stands in the text of its passage.

    Attributes:
        start: First character.
        end: One past the last.
        row: From 0.
        column: From 0.
        header: Of the heading row.
    """

    start: int
    end: int
    row: int
    column: int
    header: bool


def text_boxes(passages: Sequence[Passage]) -> list[TextBox]:
    """All boxes, in order; each passage lies in one."""
    panels = _panel_starts(passages)
    starts = [0]
    starts += (
        place
        for place in range(1, len(passages))
        if place in panels or (_is_heading(passages[place]) and not _goes_on(passages, place))
    )
    boxes: list[TextBox] = []
    above: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(passages)], strict=True):
        if start in panels:
            above = []
        place = start
        while place < end and _is_heading(passages[place]):
            level = passages[place].level
            above = [held for held in above if passages[held].level < level or held >= start]
            above.append(place)
            place += 1
        boxes.append(TextBox(start, end, tuple(above)))
    return boxes


def _is_heading(passage: Passage) -> bool:
    return passage.kind is BlockKind.HEADING


def _goes_on(passages: Sequence[Passage], place: int) -> bool:
    """Whether a heading stands right below another of its level: they are lines of one."""
    before = passages[place - 1]
    return _is_heading(before) and before.level == passages[place].level


def _panel_starts(passages: Sequence[Passage]) -> frozenset[int]:
    placed = [surrounding(word.word.box for word in passage.places) for passage in passages]
    jumps = {
        place
        for place in range(1, len(passages))
        if passages[place].page == passages[place - 1].page and _is_next_column(placed[place - 1], placed[place])
    }
    folded = {passages[place].page for place in jumps}
    jumps = {place for place in jumps if not _introduced(passages[place - 1], passages[place])}
    pages = {
        place
        for place in range(1, len(passages))
        if passages[place].page != passages[place - 1].page
        and not folded.isdisjoint({passages[place].page, passages[place - 1].page})
    }
    return frozenset(jumps | pages)


def _introduced(last: Passage, first: Passage) -> bool:
    """Whether a list on top of a column goes on with a heading at the foot of the one before."""
    return first.kind is BlockKind.LIST_ITEM and _INTRODUCES.fullmatch(last.text) is not None


def _is_next_column(first: Box | None, second: Box | None) -> bool:
    return first is not None and second is not None and second.left >= first.right and second.bottom <= first.top


def placed_cells(passage: Passage) -> Iterator[PlacedCell]:
    """The cells of a table whose text is found in the passage's, in its order; none for other passages."""
    after = 0
    for cell in sorted(passage.cells, key=lambda cell: (cell.row, cell.column)):
        text = " ".join(cell.text.split())
        start = passage.text.find(text, after) if text else -1
        if start >= 0:
            after = start + len(text)
            yield PlacedCell(start, after, cell.row, cell.column, cell.header or cell.row == 0)
