"""Upright rectangles on a page: where words, lines, blocks, pictures and marks stand.

A box is half-open, as arrays are cut: its right and bottom edges are the first column and row outside of it. Columns
count from the left, rows from the top. Boxes are tuples: they compare, sort, unpack and hash as their four numbers do,
and are lists in JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Self, TypeVar

N = TypeVar("N", int, float)


def edges_around(boxes: Iterable[tuple[N, N, N, N]]) -> tuple[N, N, N, N]:
    """Left, top, right and bottom of the smallest box around all of these.

    Raises:
        ValueError: There are none.
    """
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class Box(NamedTuple):
    """A box in whole pixels: of the page image as stored, unless its holder says of what.

    Attributes:
        left: First column.
        top: First row.
        right: First column behind it.
        bottom: First row below it.
    """

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """The smallest box around all of these.

        Raises:
            ValueError: There are none.
        """
        return cls(*edges_around(boxes))

    @classmethod
    def around_known(cls, boxes: Iterable[Box | None]) -> Self | None:
        """The smallest box around those that are known; None when none is."""
        known = [box for box in boxes if box is not None]
        return cls.around(known) if known else None

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def centre_x(self) -> float:
        """Halfway between left and right."""
        return (self.left + self.right) / 2

    @property
    def centre_y(self) -> float:
        """Halfway between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def slices(self) -> tuple[slice, slice]:
        """Its rows and columns, to cut it out of an image: `image[box.slices]`."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def contains(self, other: Box) -> bool:
        """Whether another box lies wholly inside; edges may touch."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on an edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shared_area(self, other: Box) -> int:
        """Pixels that both have in common; 0 where they are apart or only touch."""
        across, down = -self.gap_across(other), -self.gap_down(other)
        return across * down if across > 0 and down > 0 else 0

    def gap_across(self, other: Box) -> int:
        """Columns between two boxes that stand side by side; negative: so many columns have both."""
        return max(self.left, other.left) - min(self.right, other.right)

    def gap_down(self, other: Box) -> int:
        """Rows between two boxes of which one stands above the other; negative: so many rows have both."""
        return max(self.top, other.top) - min(self.bottom, other.bottom)

    def moved(self, right: int, down: int) -> Self:
        """The box so far to the right and down."""
        return type(self)(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def grown(self, by: int) -> Self:
        """The box with every side so far outwards."""
        return type(self)(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def scaled(self, factor: float) -> Self:
        """The same place on a page made `factor` times as large, to the nearest pixel."""
        return type(self)(*(round(factor * edge) for edge in self))

    def clipped(self, width: int, height: int) -> Self:
        """What lies on a page of that size."""
        return type(self)(
            min(max(self.left, 0), width),
            min(max(self.top, 0), height),
            min(max(self.right, 0), width),
            min(max(self.bottom, 0), height),
        )

    def divided(self, lengths: Sequence[int]) -> list[Self]:
        """The box in pieces side by side, in proportion to `lengths`; one above the other where it is a column."""
        column = self.height > 2 * self.width
        start, size = (self.top, self.height) if column else (self.left, self.width)
        edges = [start + round(size * sum(lengths[:place]) / sum(lengths)) for place in range(len(lengths) + 1)]
        if column:
            return [self._replace(top=first, bottom=last) for first, last in pairwise(edges)]
        return [self._replace(left=first, right=last) for first, last in pairwise(edges)]

    def turned(self, quarters: int, width: int, height: int) -> Self:
        """The same place on a page turned counter-clockwise.

        Args:
            quarters: Quarter turns, as `numpy.rot90` counts them.
            width: Of the page before it is turned.
            height: Of the page before it is turned.
        """
        left, top, right, bottom = self
        for _ in range(quarters % 4):
            left, top, right, bottom = top, width - right, bottom, width - left
            width, height = height, width
        return type(self)(left, top, right, bottom)
