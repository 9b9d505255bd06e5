"""How a person put the lines of a page in order: one entry of the log, as a correction of words is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from converters.reading.boxes import Box
from converters.reading.document import BlockKind


class Change(StrEnum):
    """What was done.

    Attributes:
        JOINED: Lines are one line.
        SPLIT: A line is two.
        MOVED: Lines stand before another line, or at the end of the page.
        MARKED: Lines, or whatever stands in a place, are one block of a kind: a paragraph, a heading, a stamp.
        TABLE: Lines are a table, whose cells were typed.
        ADDED: Words that were not read stand in a place.
    """

    JOINED = "joined"
    SPLIT = "split"
    MOVED = "moved"
    MARKED = "marked"
    TABLE = "table"
    ADDED = "added"


REGIONS = frozenset({BlockKind.PICTURE, BlockKind.STAMP, BlockKind.HANDWRITING})
"""Kinds a place may be marked as, whatever words are read in it."""
GROUPS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
"""Kinds whole lines may be marked as."""


@dataclass(frozen=True, slots=True)
class LineMark:
    """A line as the person saw it.

    Attributes:
        text: What stood in it.
        box: Around its words, in pixels of the page image as stored; None where pages have no geometry.
        nth: Which of the lines of its page that read so, from 0; it tells lines apart where none has a box.
    """

    text: str
    box: Box | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell of a table as it was typed; spans count rows and columns."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a person did with lines of a page, or with a place on it.

    Attributes:
        key: Its name in the log.
        change: What was done.
        page: Number of the page, from 1.
        before: The lines as they stood, one below the other.
        after: As they stand now; cells of a row with tabs between.
        who: Who did it.
        when: With the offset from UTC.
        lines: The lines meant, in reading order; of `SPLIT` the two halves.
        box: The place, in pixels of the page image as stored, of regions and added words.
        kind: Of the block that was made (`MARKED`).
        was: Kind of the block the first line stood in before.
        to: The line before which they stand now (`MOVED`); None for the end of the page.
        cells: Of the table, row by row (`TABLE`).
        why: A note for those who read the history.
        doubted: Kind of the doubt that it settles; None where nothing there was doubted.
        size: Width and height of the page image its places are in pixels of; None where that was not kept.
    """

    key: str
    change: Change
    page: int
    before: str
    after: str
    who: str
    when: dt.datetime
    lines: tuple[LineMark, ...] = ()
    box: Box | None = None
    kind: BlockKind | None = None
    was: BlockKind | None = None
    to: LineMark | None = None
    cells: tuple[TypedCell, ...] = ()
    why: str | None = None
    doubted: str | None = None
    size: tuple[int, int] | None = None

    @property
    def places(self) -> tuple[Box, ...]:
        """The places it is about, whatever words are read there; none where it is about lines."""
        if self.box is not None:
            return (self.box,)
        return tuple(mark.box for mark in self.lines if mark.box is not None) if self.kind in REGIONS else ()
