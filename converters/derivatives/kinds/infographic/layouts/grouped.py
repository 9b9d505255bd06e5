"""Answers under their question, rights under what gives them: the heading once, what stands under it below."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from converters.derivatives.drawing.cards import HEADING, PADDING, CardDesign, figure_and_unit
from converters.derivatives.drawing.palette import WHITE
from converters.derivatives.drawing.scene import Disc, Panel, Pictogram, Rectangle, SceneItem
from converters.derivatives.kinds.infographic.layouts.layout import Layout, Pen, Row
from converters.derivatives.saying.key_points import KeyPoint

_ICON, _MARK, _GAP = 60, 48, 20  # pixels


def _questions(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    yield from _groups(points, width, look, "question")


def _rights(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    yield from _groups(points, width, look, "check")


def _groups(points: Sequence[KeyPoint], width: int, look: CardDesign, icon: str) -> Iterator[Row]:
    for heading, group in itertools.groupby(points, key=lambda point: point.heading):
        pen = Pen(look, 0, 0, width)
        if heading:
            _head(heading, icon, pen)
        else:
            pen.skip(PADDING)
        for place, point in enumerate(group):
            _item(point, icon, pen, first=not place)
        yield (pen.card(width),)


def _head(heading: str, icon: str, pen: Pen) -> None:
    """A band of colour over the whole card, with an icon and what the card is under."""
    look, padding, tall = pen.look, pen.look.pixels(PADDING), pen.look.pixels(_ICON)
    accent, left = look.palette.accent, pen.look.pixels(PADDING + _ICON + _GAP)
    text = look.text(heading, HEADING, (left, look.pixels(18), pen.width - left - padding), WHITE, accent)
    height = max(text.box.bottom, look.pixels(18) + tall) + look.pixels(18)
    badge = Rectangle(padding, (height - tall) // 2, padding + tall, (height - tall) // 2 + tall)
    pen.items += _band(pen.width, height, look)
    text = type(text)(
        text.lines, text.box.moved(0, (height - text.box.height) // 2 - text.box.top), text.style, WHITE, accent
    )
    pen.items += (Disc(badge, WHITE), Pictogram(icon, badge.inset(round(tall * 0.2)), accent, WHITE), text)
    pen.top = height
    pen.skip(20)


def _band(width: int, height: int, look: CardDesign) -> tuple[SceneItem, ...]:
    accent, radius = look.palette.accent, 20
    return (
        Panel(Rectangle(0, 0, width, height), accent, radius),
        Panel(Rectangle(0, height - radius, width, height), accent),
    )


def _item(point: KeyPoint, icon: str, pen: Pen, *, first: bool) -> None:
    """One answer or right, with its provision; a line between two."""
    look, padding, mark = pen.look, pen.look.pixels(PADDING), pen.look.pixels(_MARK)
    if not first:
        pen.skip(18)
        pen.items.append(Panel(Rectangle(padding, pen.top, pen.width - padding, pen.top + 3), look.palette.tint))
        pen.skip(18)
    left = padding
    if icon == "check":
        box = Rectangle(padding, pen.top, padding + mark, pen.top + mark)
        pen.items.append(Pictogram("check", box, look.palette.accent, WHITE))
        left += mark + look.pixels(_GAP)
    inner = Pen(look, left, pen.top, pen.width - left - padding)
    if point.emphasis:
        inner.items += figure_and_unit(point, (left, inner.top, inner.width), look)
        inner.top = max(item.box.bottom for item in inner.items)
        inner.skip(4)
    inner.text(point.text)
    inner.source(point)
    pen.items += inner.items
    pen.top = inner.top


QUESTIONS = Layout("questions", _questions, most=6)
RIGHTS = Layout("rights", _rights, most=8)
