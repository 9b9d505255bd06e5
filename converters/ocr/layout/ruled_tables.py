"""Ruled tables and frames: the white areas that rules enclose.

Areas that share a rule are the cells of one table; an area with a frame of its own is a box of text, however many
others stand beside it (the cards of a poster).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.layout.bullets import bullet_shape
from converters.ocr.layout.fragments import Fragment, of_members
from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components
from converters.ocr.preparation.ruling_lines import RulingLines
from converters.reading.boxes import Box

LENGTHENED = 2.0  # letter heights at each end of a piece of a rule
END = 8  # pixels of a rule by which its end is placed
OVERSHOT = 4  # pixels by which a rule may end behind the one it ends on
SHARED = 0.8  # letter heights from one cell to the next across the rule they share; frames stand further apart
SIDE = 1.5  # letter heights within which the rules of rows end at the side of a table
SIDE_ROWS = 3  # rules of rows that end there
LONE_ROW = 5  # columns: no folded sheet has so many panels
RULED = 0.6  # of a stretch of a row that a rule which goes on there fills
SMALLEST_GRID = (8.0, 4.0)  # letter heights across and down
SMALLEST_CELL = 1.3  # letter heights both ways: one line
SQUARE = 0.6  # of its box that a cell's paper fills; letters that touch its rules dent it
SAME_EDGE = 1.0  # letter heights between edges of cells that are one line of the grid
SIGN = (0.8, 2.2)  # letter heights of a lone sign, from a small letter to a capital with its mark
SPECK = 0.8  # of a dash's width that specks beside it are wide and high at most
REMNANT = 2  # pixels high, and as near to the edge of its cell: what is left of a rule that steps or is broken
SMALLEST_FRAME = (8.0, 3.0)  # letter heights across and down


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table.

    Attributes:
        box: Half-scale pixels.
        row: Grid row, from 0.
        column: Grid column, from 0.
        row_span: Grid rows it covers.
        column_span: Grid columns it covers.
    """

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table with at least two rows and two columns, or one row of many columns; its box in half-scale pixels."""

    box: Box
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Enclosures:
    """What rules enclose on a page.

    Attributes:
        tables: Top to bottom.
        frames: Boxes around text that are no cells, half-scale pixels.
    """

    tables: tuple[TableGrid, ...] = ()
    frames: tuple[Box, ...] = ()


def without_remnants(line: Fragment, cell: GridCell, components: Components) -> Fragment:
    """A line of a cell without slivers of the rules over and under it, which are read as marks."""
    boxes = {member: components.box(member) for member in line.members}
    kept = {
        member: box
        for member, box in boxes.items()
        if box.height > REMNANT or (cell.box.top + REMNANT <= box.top and box.bottom <= cell.box.bottom - REMNANT)
    }
    if not kept or len(kept) == len(boxes):
        return line
    return replace(line, box=Box.around(kept.values()), members=tuple(kept))


def cut_at_cells(line: Fragment, tables: Sequence[TableGrid], components: Components) -> list[Fragment]:
    """A fragment, cut where it runs on over the rule between two cells: a sum set right, a cross set left beside it.

    Args:
        line: Of the page.
        tables: With rules.
        components: Of the page.
    """
    table = next((table for table in tables if stands_in(line, table.box)), None)
    row = sorted(cell.box for cell in table.cells if cell.box.top <= line.middle < cell.box.bottom) if table else []
    if not row or any(box.left <= line.box.left and line.box.right <= box.right for box in row):
        return [line]
    sides = [side for left, right in pairwise(row) for side in _sides(left, right, line.height)]
    middles = components.boxes[list(line.members)][:, [0, 2]].mean(axis=1)
    places = np.searchsorted(sides, middles).tolist()
    parts: dict[int, list[int]] = {}
    for member, place in zip(line.members, places, strict=True):
        parts.setdefault(place, []).append(member)
    return [line] if len(parts) == 1 else [of_members(line, part, components) for part in parts.values()]


def with_whole_signs(
    fragments: Sequence[Fragment],
    loose: Sequence[int],
    tables: Sequence[TableGrid],
    components: Components,
    height: float,
) -> list[Fragment]:
    """The fragments, in each cell of a lone sign all its pieces as one: worn print parts the bar of a 7 from its stem.

    Args:
        fragments: Of the page, cut at cells.
        loose: Components that belong to none.
        tables: With rules.
        components: Of the page.
        height: Of a small letter.
    """
    kept = list(fragments)
    for cell in (cell for table in tables for cell in table.cells):
        own = [item for item in kept if stands_in(item, cell.box)]
        if any(item.letters > 1 for item in own):
            continue
        boxes = {piece: components.box(piece) for piece in loose}
        pieces = [piece for piece, box in boxes.items() if cell.box.holds(box.centre_x, box.centre_y)]
        sign = _whole_sign(own, pieces, components, height) or _dash_among_specks(own, pieces, components, height)
        if sign is not None:
            kept = [*(item for item in kept if item not in own), sign]
    return kept


def _whole_sign(
    own: Sequence[Fragment], loose: Sequence[int], components: Components, height: float
) -> Fragment | None:
    """The one sign that pieces of print in a cell make; None where they make none, or it is whole."""
    lone = Box.around(item.box for item in own) if own else None
    near = [piece for piece in loose if lone is None or components.box(piece).gap_across(lone) < 0]
    members = [member for item in own for member in item.members] + near
    if not members or (lone is not None and len(own) == 1 and not near):
        return None
    box = Box.around(map(components.box, members))
    dash = len(members) == 1 and _is_dash(members[0], components, height)
    if not (dash or SIGN[0] * height <= box.height <= SIGN[1] * height) or box.width > SIGN[1] * height:
        return None
    return Fragment(box, float(box.top), float(box.bottom), tuple(members), 1)


def _dash_among_specks(
    own: Sequence[Fragment], loose: Sequence[int], components: Components, height: float
) -> Fragment | None:
    """The one dash of a cell that holds nothing else but specks: no fee is due there."""
    dashes = sorted(
        (piece for piece in loose if _is_dash(piece, components, height)),
        key=lambda piece: components.box(piece).width,
        reverse=True,
    )
    if own or not dashes:
        return None
    widest = SPECK * components.box(dashes[0]).width
    others = (components.box(piece) for piece in loose if piece != dashes[0])
    specks = all(max(box.width, box.height) <= widest for box in others)
    return _whole_sign((), dashes[:1], components, height) if specks else None


def _is_dash(piece: int, components: Components, height: float) -> bool:
    return bullet_shape(components, piece, height) in {"-", "–"}


def _sides(left: Box, right: Box, height: float) -> list[float]:
    """What parts two cells of a row: the rule between them, or both sides of what stands where a cell was lost."""
    if right.left - left.right <= SHARED * height:
        return [(left.right + right.left) / 2]
    return [left.right, right.left]


def find_enclosures(rules: RulingLines, height: float) -> Enclosures:
    """Tables and frames of a page.

    Args:
        rules: Of the page.
        height: Of a small letter, in the same pixels.
    """
    if not (rules.across.any() and rules.down.any()):
        return Enclosures()
    grid = cv2.bitwise_or(
        _lengthened(rules.across, rules.down, height), _lengthened(rules.down.T, rules.across.T, height).T
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    tables: list[TableGrid] = []
    frames: list[Box] = []
    for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
        if width < SMALLEST_GRID[0] * height or tall < SMALLEST_GRID[1] * height:
            continue
        part = (labels[top : top + tall, left : left + width] == index).astype(np.uint8)
        _close_side(part, height)
        _close_side(part[:, ::-1], height)
        for group in _groups(_enclosed(part, left, top, height), SHARED * height):
            cells = _cells(group, height)
            if _is_grid(cells):
                tables.append(TableGrid(Box.around(group), cells))
            else:
                frames += [box for box in group if _frames_text(box, height)]
    return Enclosures(tuple(sorted(tables, key=lambda table: table.box.top)), tuple(frames))


def _lengthened(rules: Mask, crossing: Mask, height: float) -> NDArray[np.uint8]:
    """Horizontal rules a little thicker and, at their ends, longer, because copies break them and corners are round.

    They grow no further than the first crossing rule: where one ends on it, a cell that spans columns begins.
    """
    drawn = cv2.dilate(rules.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    reach = round(LENGTHENED * height)
    for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
        right, nearby = left + width, slice(max(0, top - reach), top + tall + reach)
        before = _first(crossing[nearby, max(0, left - reach) : left + OVERSHOT][:, ::-1])
        behind = _first(crossing[nearby, max(0, right - OVERSHOT) : right + reach])
        # A rule may lean by a few pixels from one side of the page to the other: its ends are not level.
        piece = labels[top : top + tall] == index
        first, last = _rows(piece[:, left : left + END]), _rows(piece[:, max(left, right - END) : right])
        drawn[top + first[0] : top + first[1], max(0, min(left, left + OVERSHOT - 1 - before)) : left + 1] = 1
        drawn[top + last[0] : top + last[1], right - 1 : max(right, right + 1 - OVERSHOT + behind)] = 1
    return drawn.astype(np.uint8)


def _rows(piece: Mask) -> tuple[int, int]:
    """From which row to which (exclusive) a piece of a rule runs."""
    rows = np.flatnonzero(piece.any(axis=1))
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)


def _first(hits: Mask) -> int:
    """How far across it is to the first hit, and one further; the whole way when there is none."""
    columns = np.flatnonzero(hits.any(axis=0))
    return int(columns[0]) + 1 if len(columns) else hits.shape[1]


def _close_side(part: NDArray[np.uint8], height: float) -> None:
    """Draw the left side of a piece of ruling where the rules of its rows end there: copies lose outermost lines."""
    reach = round((SIDE + LENGTHENED) * height)
    rows = np.flatnonzero(part[:, :reach].any(axis=1) & (part[:, reach : 2 * reach].mean(axis=1) > RULED))
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > height) + 1)
    if len(groups) >= SIDE_ROWS:
        side = max(int(part[group, :reach].argmax(axis=1).min()) for group in groups)
        part[rows[0] : rows[-1] + 1, side : side + 2] = 1


def _frames_text(box: Box, height: float) -> bool:
    across, down = SMALLEST_FRAME
    return box.width >= across * height and box.height >= down * height


def _enclosed(grid: NDArray[np.uint8], left: int, top: int, height: float) -> list[Box]:
    """The white areas inside a piece of ruling."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - grid, connectivity=4)
    boxes = []
    rows, columns = grid.shape
    for x, y, width, tall, area in stats[1:count].tolist():
        enclosed = x > 0 and y > 0 and x + width < columns and y + tall < rows
        if enclosed and min(width, tall) >= SMALLEST_CELL * height and area > SQUARE * width * tall:
            boxes.append(Box(x, y, x + width, y + tall).moved(left, top))
    return boxes


def _groups(boxes: Sequence[Box], apart: float) -> list[list[Box]]:
    """Areas that share their rules, together."""
    groups: list[list[Box]] = []
    for box in boxes:
        near = [group for group in groups if any(_adjoin(box, other, apart) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([box, *(other for group in near for other in group)])
    return groups


def _adjoin(first: Box, second: Box, apart: float) -> bool:
    across, down = first.gap_across(second), first.gap_down(second)
    return (across < 0 and down <= apart) or (down < 0 and across <= apart)


def _cells(boxes: Sequence[Box], height: float) -> tuple[GridCell, ...]:
    across = _steps([value for box in boxes for value in (box.left, box.right)], height)
    down = _steps([value for box in boxes for value in (box.top, box.bottom)], height)
    return tuple(sorted((_placed(box, across, down) for box in boxes), key=lambda cell: (cell.row, cell.column)))


def _steps(edges: list[int], height: float) -> list[float]:
    """Edges that nearly coincide, made one: the lines of the grid."""
    groups: list[list[int]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][-1] < SAME_EDGE * height:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [float(np.mean(group)) for group in groups]


def _placed(box: Box, across: Sequence[float], down: Sequence[float]) -> GridCell:
    left, right = _nearest(across, box.left), _nearest(across, box.right)
    top, bottom = _nearest(down, box.top), _nearest(down, box.bottom)
    return GridCell(box, top, left, max(1, bottom - top), max(1, right - left))


def _nearest(steps: Sequence[float], value: int) -> int:
    return min(range(len(steps)), key=lambda index: abs(steps[index] - value))


def _is_grid(cells: Sequence[GridCell]) -> bool:
    """Two rows and two columns; or one row of many cells, with which a table goes on over the page."""
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    return len(cells) >= 4 and len(columns) >= (2 if len(rows) >= 2 else LONE_ROW)


def stands_in(fragment: Fragment, box: Box) -> bool:
    """Whether the middle of a fragment is inside a box."""
    return box.holds(fragment.box.centre_x, fragment.middle)
