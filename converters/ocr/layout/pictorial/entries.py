"""Names with a number at the far end of their row: hotlines, amounts. The two are one line, however far apart.

Cut at the white between them they would be read as a column of names and a column of numbers, and nobody could tell
whose number is whose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from converters.ocr.layout.fragments import Fragment, joined
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

# In heights of a small letter.
APART = 1.5  # between a name and its number, at least
WIDEST = 20.0  # a telephone number in large bold figures
ALIGNED, NAMES = 1.0, 5.0  # by which one side of the numbers, and the names (icons before some), are off each other
NEXT_ROW = 7.0  # from one row to the next
# In heights of figures.
LEVEL = 0.5  # that the middle of a number may be off that of its name
EVEN = 0.12  # that heads and feet of figures differ
DOT = 0.4  # how high dots between figures are

SHORTEST = 1.3  # how long a number is: three figures, of which some may touch
FEWEST_FIGURES = 2  # pieces of a number, dots not counted
NAME_LETTERS = 3
FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    name: Fragment
    number: Fragment

    def goes_on(self, other: _Row, height: float) -> bool:
        """Whether another row is the next one of the same list."""
        below = 0 < other.name.middle - self.name.middle <= NEXT_ROW * height
        names = abs(self.name.box.left - other.name.box.left)
        left, right = (
            abs(getattr(self.number.box, side) - getattr(other.number.box, side)) for side in ("left", "right")
        )
        return below and names <= NAMES * height and min(left, right) <= ALIGNED * height


def with_entries(
    fragments: Sequence[Fragment], components: Components, panels: Sequence[Box], height: float
) -> list[Fragment]:
    """The fragments of a poster, the names of lists joined with their numbers.

    Args:
        fragments: Cut where panels end.
        components: Of the page.
        panels: Of the page: a name and its number stand in the same ones.
        height: Of a small letter.
    """
    sure = [item for item in fragments if is_number(item, components) and item.box.width <= WIDEST * height]
    numbers = [item for item in fragments if item in sure or any(_is_like(item, number, height) for number in sure)]
    names = [item for item in fragments if item not in numbers and item.letters >= NAME_LETTERS]
    rows = []
    for number in numbers:
        left = [name for name in names if _on_a_row(name, number, height)]
        name = max(left, key=lambda item: item.box.right, default=None)
        if name is not None and _panels_of(name, panels) == _panels_of(number, panels):
            rows.append(_Row(name, number))
    listed = [row for row in rows if _is_listed(row, rows, height)]
    taken = {id(item) for row in listed for item in (row.name, row.number)}
    return [*(item for item in fragments if id(item) not in taken), *(joined([row.name, row.number]) for row in listed)]


def is_number(item: Fragment, components: Components) -> bool:
    """Whether a fragment is as figures are: all of one height on one line, with dots at their feet at most."""
    boxes = components.boxes[list(item.members)]
    tall = boxes[:, 3] - boxes[:, 1]
    highest = int(tall.max())
    figures = boxes[tall > DOT * highest]
    dots = boxes[tall <= DOT * highest]
    even = np.ptp(figures[:, 1]) <= max(2, EVEN * highest) and np.ptp(figures[:, 3]) <= max(2, EVEN * highest)
    low = bool((dots[:, 1] > np.median(figures[:, 1]) + highest / 2).all())
    long = len(figures) >= FEWEST_FIGURES and item.box.width >= SHORTEST * highest
    return long and bool(even) and low


def _is_like(item: Fragment, number: Fragment, height: float) -> bool:
    """Whether a fragment stands over or under a number, as high and as far left or right: figures that touch."""
    alike = abs(item.height - number.height) <= EVEN * number.height and item.letters <= number.letters
    left, right = (abs(getattr(item.box, side) - getattr(number.box, side)) for side in ("left", "right"))
    near = 0 < abs(item.middle - number.middle) <= NEXT_ROW * height
    return alike and near and min(left, right) <= ALIGNED * height


def _on_a_row(name: Fragment, number: Fragment, height: float) -> bool:
    level = abs(name.middle - number.middle) <= LEVEL * max(name.height, number.height)
    return level and number.box.left - name.box.right >= APART * height


def _panels_of(item: Fragment, panels: Sequence[Box]) -> list[Box]:
    return [panel for panel in panels if panel.holds(item.box.centre_x, item.box.centre_y)]


def _is_listed(row: _Row, rows: Sequence[_Row], height: float) -> bool:
    """Whether a row is one of several under each other."""
    count = sum(row.goes_on(other, height) or other.goes_on(row, height) for other in rows if other is not row)
    return count + 1 >= FEWEST_ROWS
