"""What may or must be done beside what must not: two sides that differ in colour, sign and name.

A side bears the name its heading in the record gives it; where its points have none in common, one of ours.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from converters.derivatives.drawing.cards import EYEBROW, PADDING, Card, CardDesign
from converters.derivatives.drawing.palette import DRAFT, WHITE, Colour
from converters.derivatives.drawing.scene import Pictogram, Rectangle, moved
from converters.derivatives.kinds.infographic.layouts.layout import NARROW, Layout, Pen, Row
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint
from converters.derivatives.wording.sides import Side, names_a_side, side

_MARK, _BAR, _GUTTER = 44, 10, 24  # pixels
_GREEN: Colour = (14, 104, 66)


def side_of(point: KeyPoint) -> Side | None:
    """The side a point stands on; None where the record does not say."""
    return side(point.heading or "", point.text)


def _parted(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    """Both sides in turn, so that each sheet has both as long as there are some."""
    sides = [[point for point in points if side_of(point) is one] for one in Side]
    return tuple(point for pair in itertools.zip_longest(*sides) for point in pair if point is not None)


def _on_sides(points: Sequence[KeyPoint]) -> dict[Side, list[KeyPoint]]:
    return {one: [point for point in points if side_of(point) is one] for one in Side}


def _stacked(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    """One side below the other, for texts too long for columns."""
    for one, there in _on_sides(points).items():
        if there:
            name = _name(one, there)
            yield (_band(one, name, width, look),)
            yield from ((_card(point, one, name, width, look),) for point in there)


def _rows(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    sides = _on_sides(points)
    names = {one: _name(one, sides[one]) for one in Side}
    there = [one for one in Side if sides[one]]
    if len(there) == 1 or width < NARROW:
        yield from _stacked(points, width, look)
        return
    half = (width - _GUTTER) // 2
    yield tuple(_band(one, names[one], half, look) for one in there)
    for pair in itertools.zip_longest(*sides.values()):
        yield tuple(
            _card(point, one, names[one], half, look)
            if point
            else Card(half, 0, (), (), plain=True, ground=look.palette.page)
            for point, one in zip(pair, there, strict=True)
        )


def _colour(of: Side) -> Colour:
    return _GREEN if of is Side.DO else DRAFT


def _name(of: Side, points: Sequence[KeyPoint]) -> str:
    headings = {point.heading for point in points}
    common = next(iter(headings)) if len(headings) == 1 else None
    if common and names_a_side(common):
        return common
    return words.MAY_OR_MUST if of is Side.DO else words.MUST_NOT


def _band(of: Side, name: str, width: int, look: CardDesign) -> Card:
    """The name of a side."""
    padding, mark, colour = look.pixels(PADDING), look.pixels(_MARK), _colour(of)
    pen = Pen(look, padding + mark + look.pixels(16), look.pixels(16), width - 2 * padding - mark - 16, colour)
    text = pen.text(name, EYEBROW, WHITE)
    height = max(text.bottom, look.pixels(16) + mark) + look.pixels(16)
    pen.items = [moved(item, 0, (height - text.height) // 2 - text.top) for item in pen.items]
    box = Rectangle(padding, (height - mark) // 2, padding + mark, (height - mark) // 2 + mark)
    sign = Pictogram("check" if of is Side.DO else "stop", box, WHITE, colour)
    return Card(width, height, (sign, *pen.items), (), plain=True, ground=colour)


def _card(point: KeyPoint, of: Side, name: str, width: int, look: CardDesign) -> Card:
    padding = look.pixels(PADDING)
    pen = Pen(look, padding + look.pixels(_BAR), padding, width - 2 * padding - look.pixels(_BAR))
    if point.heading and point.heading != name:
        pen.text(point.heading, EYEBROW, look.palette.deep)
        pen.skip(4)
    pen.text(point.text)
    pen.source(point)
    card = pen.card(width)
    return Card(width, card.height, card.items, (), side_width=look.pixels(_BAR), side_colour=_colour(of), plain=False)


SIDES = Layout("sides", _rows, gap=14, growth=24, most=8, parted=_parted, tight=_stacked)
