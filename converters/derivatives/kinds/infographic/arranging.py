"""Cards in rows as large as they fit, and in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.derivatives.drawing.cards import Card, CardDesign
from converters.derivatives.drawing.palette import Palette
from converters.derivatives.drawing.scene import Rectangle, SceneItem
from converters.derivatives.kinds.infographic.layouts.layout import Layout, Rows
from converters.derivatives.kinds.infographic.style import Sheet

_LARGEST, _STEP = 1.36, 0.02  # scales tried, on a canvas 1350 high: 1 is the smallest that a phone shows legibly
_USUAL = 1350  # pixels
_ROWS_PREFERRED = 0.88  # rows are taken when their letters are at least this large beside the grid's: they read better
_GUTTER = 24  # pixels between cards that stand side by side
_GAP_GROWTH = 26  # pixels the space between cards grows at most


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cards in rows, at one scale."""

    scale: float
    rows: tuple[tuple[Card, ...], ...]
    layout: Layout

    @property
    def heights(self) -> list[int]:
        """Height of each row."""
        return [max(item.height for item in row) for row in self.rows]

    @property
    def gap(self) -> int:
        """Pixels between rows at least."""
        return round(self.layout.gap * self.scale)

    @property
    def height(self) -> int:
        """Pixels of all rows and the gaps between them."""
        return sum(self.heights) + self.gap * (len(self.rows) - 1)


def arranged(sheet: Sheet, body: Rectangle, look: CardDesign, tall: int) -> Arrangement | None:
    """The cards of a sheet as large as they fit; None where they do not fit at the smallest size.

    Args:
        sheet: What to show.
        body: The room for it.
        look: Design of the cards.
        tall: Pixels of the canvas: on a tall one letters may be larger.
    """
    largest = max(1.1, _LARGEST * (tall / _USUAL) ** 0.5)
    layout = sheet.layout
    found = _largest(sheet, layout.rows, body, look, largest)
    if layout.instead and (other := _largest(sheet, layout.instead, body, look, largest)):
        found = other if found is None or found.scale < other.scale * _ROWS_PREFERRED else found
    if found is None and layout.tight:
        return _largest(sheet, layout.tight, body, look, largest)
    return found


def fits(sheet: Sheet, body: Rectangle, look: CardDesign) -> bool:
    """Whether the cards of a sheet fit at the smallest size."""
    ways = (sheet.layout.rows, sheet.layout.instead, sheet.layout.tight)
    return any(_at(1.0, sheet, rows, body, look).height <= body.height for rows in ways if rows)


def _at(scale: float, sheet: Sheet, rows: Rows, body: Rectangle, look: CardDesign) -> Arrangement:
    sized = CardDesign(look.typeface, look.palette, look.subject, scale)
    return Arrangement(scale, tuple(rows(sheet.points, body.width, sized)), sheet.layout)


def _largest(sheet: Sheet, rows: Rows, body: Rectangle, look: CardDesign, most: float) -> Arrangement | None:
    """The largest arrangement that fits, found by halving."""
    found = None
    low, high = 0, round((most - 1) / _STEP)
    while low <= high:
        step = (low + high) // 2
        tried = _at(1 + step * _STEP, sheet, rows, body, look)
        if tried.height <= body.height:
            found, low = tried, step + 1
        else:
            high = step - 1
    return found


def placed(arrangement: Arrangement, body: Rectangle, palette: Palette, *, centred: bool = True) -> Iterator[SceneItem]:
    """The cards in their places; spare height goes into the cards first, then between them, then around them."""
    count = len(arrangement.rows)
    if not count:
        return
    spare = body.height - arrangement.height
    growth = min(spare // count, arrangement.layout.growth)
    table = arrangement.layout.gap < _GUTTER // 2  # rows of a table stay together
    wider = 0 if table else min((spare - growth * count) // (count + 1), _GAP_GROWTH)
    gap = arrangement.gap + wider
    used = sum(arrangement.heights) + growth * count + gap * (count - 1)
    top = body.top + max(0, (body.height - used) // 2) * centred
    for row, height in zip(arrangement.rows, arrangement.heights, strict=True):
        left = body.left
        for item in row:
            yield from item.placed(left, top, height + growth, palette.page)
            left += item.width + _GUTTER
        top += height + growth + gap
