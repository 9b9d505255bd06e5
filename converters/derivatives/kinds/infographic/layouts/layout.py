"""What a layout is, and the pen its cards are written with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from converters.derivatives.drawing.cards import BODY, PADDING, SMALL_GAP, Card, CardDesign, source_chip
from converters.derivatives.drawing.palette import INK_COLOUR, WHITE, Colour
from converters.derivatives.drawing.scene import Rectangle, SceneItem
from converters.derivatives.drawing.typography import Style
from converters.derivatives.saying.key_points import KeyPoint

Row = tuple[Card, ...]
Rows = Callable[[Sequence[KeyPoint], int, CardDesign], Iterator[Row]]

NARROW = 900  # pixels at scale 1, below which two columns have too few letters a line


@dataclass(frozen=True, slots=True)
class Layout:
    """How points of one sort are set out.

    Attributes:
        name: For tests and reports.
        rows: Cards of points in rows, at least height, for a width and a design.
        gap: Pixels between rows at scale 1.
        growth: Pixels a row grows at most when there is room to spare.
        most: Points on one sheet at most.
        parted: Makes of points the parts that may stand on different sheets.
        instead: Other rows, taken where they give much larger letters.
        tight: Other rows, taken where nothing else fits.
    """

    name: str
    rows: Rows
    gap: int = 24
    growth: int = 46
    most: int = 6
    parted: Callable[[Sequence[KeyPoint]], tuple[KeyPoint, ...]] = tuple
    instead: Rows | None = None
    tight: Rows | None = None


@dataclass(slots=True)
class Pen:
    """Writes one thing below the other.

    Attributes:
        look: Design of the cards.
        left: Left edge, pixels.
        top: Where the next thing goes.
        width: Pixels there are.
        ground: On which it writes.
        items: What was written.
    """

    look: CardDesign
    left: int
    top: int
    width: int
    ground: Colour = WHITE
    items: list[SceneItem] = field(default_factory=list)

    def skip(self, length: float) -> None:
        """Leave some room, given at scale 1."""
        self.top += self.look.pixels(length)

    def text(self, text: str, style: Style = BODY, colour: Colour = INK_COLOUR) -> Rectangle:
        """Write a text; its place."""
        item = self.look.text(text, style, (self.left, self.top, self.width), colour, self.ground)
        self.items.append(item)
        self.top = item.box.bottom
        return item.box

    def source(self, point: KeyPoint) -> None:
        """The provision of a point."""
        self.skip(SMALL_GAP)
        chip = source_chip(point, (self.left, self.top, self.width), self.look)
        self.items += chip
        self.top = max(item.box.bottom for item in chip)

    def card(self, width: int, *, plain: bool = False) -> Card:
        """What was written as a card, with room below."""
        return Card(width, self.top + self.look.pixels(PADDING), tuple(self.items), (), plain=plain, ground=self.ground)
