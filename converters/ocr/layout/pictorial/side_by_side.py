"""Texts that stand side by side without frames, as the steps of a procedure do: each is read to its end.

The white between them is too short to cut the page at, so they come as rows, each with a piece of every text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.pictorial.entries import is_number
from converters.ocr.layout.pictorial.icons import parted_lines
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

NEXT_LINE = 1.7  # heights of a small letter from one line of a text to the next
MANY = 3  # texts in a row that are surely texts of their own; two may be a label and what it says
CENTRED = 0.7  # heights of a small letter that the middles of centred lines are off each other

Row = list[Fragment]


def texts_apart(lines: Sequence[Fragment], components: Components, height: float) -> list[Row]:
    """The lines of a block in texts, in reading order.

    Args:
        lines: Of the block, top to bottom.
        components: Of the page.
        height: Of a small letter.
    """
    rows = [_parts(line, components, height) for line in lines]
    found: list[Row] = []
    pending: Row = []
    place = 0
    while place < len(rows):
        if len(rows[place]) == 1:
            pending += rows[place]
            place += 1
            continue
        found += [pending] if pending else []
        pending = []
        run = _run(rows[place:], height)
        found += _columns(run) if _side_by_side(run, height) else [[part] for row in run for part in row]
        place += len(run)
    return [*found, pending] if pending else found


def _parts(line: Fragment, components: Components, height: float) -> Row:
    parts = parted_lines(line, components, height)
    listed = len(parts) == 2 and (is_number(parts[1], components) or parts[1].letters == 1)  # figures may touch
    return [line] if listed else parts


def _run(rows: Sequence[Row], height: float) -> list[Row]:
    """The first row and those under it that go on with its texts."""
    run = [rows[0]]
    columns = [part.box for part in rows[0]]
    for row in rows[1:]:
        if min(part.top for part in row) - max(part.bottom for part in run[-1]) > NEXT_LINE * height:
            break
        over = [[place for place, column in enumerate(columns) if part.box.gap_across(column) < 0] for part in row]
        if any(len(places) != 1 for places in over):
            break
        run.append(row)
        for part, (place,) in zip(row, over, strict=True):
            columns[place] = Box.around([columns[place], part.box])
    return run


def _side_by_side(run: Sequence[Row], height: float) -> bool:
    """Whether rows are texts side by side, not labels with what they say."""
    return len(run[0]) >= MANY or any(_is_centred(column, height) for column in _columns(run))


def _is_centred(column: Row, height: float) -> bool:
    return any(
        abs(one.box.centre_x - other.box.centre_x) <= CENTRED * height < abs(one.box.left - other.box.left)
        for one, other in pairwise(column)
    )


def are_cards(columns: Sequence[Row], height: float) -> bool:
    """Whether what looks like the columns of a table are cards side by side, their lines centred in each.

    Args:
        columns: The lines of each, top to bottom.
        height: Of a small letter.
    """
    several = [column for column in columns if len(column) > 1]
    return len(several) > 1 and all(_is_centred(column, height) for column in several)


def _columns(run: Sequence[Row]) -> list[Row]:
    columns: list[Row] = [[part] for part in run[0]]
    for part in _flat(run[1:]):
        own = next(column for column in columns if any(part.box.gap_across(other.box) < 0 for other in column))
        own.append(part)
    return columns


def _flat(rows: Sequence[Row]) -> Iterator[Fragment]:
    for row in rows:
        yield from row
