"""Ruled tables: the cells are the white areas that the rules enclose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.layout.fragments import Fragment
from converters.ocr.preparation.rules import Rules

LENGTHENED = 4.0  # letter heights, half of it at each end of a piece of a rule

Box4 = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a ruled table.

    Attributes:
        box: Half-scale pixels.
        row: Grid row, from 0.
        column: Grid column, from 0.
        row_span: Grid rows it covers.
        column_span: Grid columns it covers.
    """

    box: Box4
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with at least two rows and two columns."""

    box: Box4
    cells: tuple[TableCell, ...]


def find_tables(rules: Rules, height: float) -> tuple[Table, ...]:
    """Tables of a page, top to bottom.

    Args:
        rules: Of the page.
        height: Of a small letter, in the same pixels.
    """
    if not (rules.across.any() and rules.down.any()):
        return ()
    # Copies break rules: every piece is lengthened a little along itself.
    reach = round(LENGTHENED * height) | 1
    across = cv2.dilate(rules.across.astype(np.uint8), np.ones((3, reach), np.uint8))
    grid = cv2.bitwise_or(across, cv2.dilate(rules.down.astype(np.uint8), np.ones((reach, 3), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    found = []
    for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
        if width < 8 * height or tall < 4 * height:
            continue
        part = labels[top : top + tall, left : left + width] == index
        cells = _cells(part.astype(np.uint8), left, top, height)
        if _is_grid(cells):
            edges = np.array([cell.box for cell in cells])
            box = (*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist())
            found.append(Table(box, cells))
    return tuple(sorted(found, key=lambda table: table.box[1]))


def _cells(grid: NDArray[np.uint8], left: int, top: int, height: float) -> tuple[TableCell, ...]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - grid, connectivity=4)
    boxes = []
    rows, columns = grid.shape
    for x, y, width, tall, area in stats[1:count].tolist():
        enclosed = x > 0 and y > 0 and x + width < columns and y + tall < rows
        if enclosed and min(width, tall) >= 1.3 * height and area > 0.6 * width * tall:
            boxes.append((left + x, top + y, left + x + width, top + y + tall))
    across = _steps([value for box in boxes for value in (box[0], box[2])], height)
    down = _steps([value for box in boxes for value in (box[1], box[3])], height)
    return tuple(sorted((_placed(box, across, down) for box in boxes), key=lambda cell: (cell.row, cell.column)))


def _steps(edges: list[int], height: float) -> list[float]:
    """Edges that nearly coincide, made one: the lines of the grid."""
    groups: list[list[int]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][-1] < 1.0 * height:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [float(np.mean(group)) for group in groups]


def _placed(box: Box4, across: Sequence[float], down: Sequence[float]) -> TableCell:
    left, right = _nearest(across, box[0]), _nearest(across, box[2])
    top, bottom = _nearest(down, box[1]), _nearest(down, box[3])
    return TableCell(box, top, left, max(1, bottom - top), max(1, right - left))


def _nearest(steps: Sequence[float], value: int) -> int:
    return min(range(len(steps)), key=lambda index: abs(steps[index] - value))


def _is_grid(cells: Sequence[TableCell]) -> bool:
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    return len(cells) >= 4 and len(rows) >= 2 and len(columns) >= 2


def inside(fragment: Fragment, box: Box4) -> bool:
    """Whether the middle of a fragment is inside a box."""
    across = (fragment.box[0] + fragment.box[2]) / 2
    return box[0] <= across <= box[2] and box[1] <= fragment.middle <= box[3]
