"""What is to be done one after another: numbers in discs, joined by a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.derivatives.drawing.cards import EYEBROW, HEADING, PADDING, Card, CardDesign
from converters.derivatives.drawing.palette import WHITE
from converters.derivatives.drawing.scene import Disc, Panel, Rectangle, TextItem
from converters.derivatives.kinds.infographic.layouts.layout import Layout, Pen, Row
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint

_DISC, _GAP, _LINE = 64, 22, 6  # pixels
_PRINTED = re.compile(r"^bước\s+(\d{1,2})\s*[:.–-]\s*", re.IGNORECASE)


def is_step(point: KeyPoint) -> bool:
    """Whether a point is a procedure in steps, or one step of a printed one: "Bước 2: …"."""
    return point.in_steps or _PRINTED.match(point.text) is not None


def _parted(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    """Every step by itself, with its number and all that holds for the whole."""
    return tuple(
        replace(point, steps=(step,), text=f"{point.title}: {step[0]}. {step[1]}") if step else point
        for point in points
        for step in point.steps or (None,)
    )


def _rows(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Iterator[Row]:
    for _, group in itertools.groupby(points, key=lambda point: (point.title, point.heading, point.citation)):
        yield (_card(tuple(group), width, look),)


def _card(points: Sequence[KeyPoint], width: int, look: CardDesign) -> Card:
    """Steps of one procedure, one below the other, and at the end what it rests on."""
    padding, first = look.pixels(PADDING), points[0]
    pen = Pen(look, padding, padding, width - 2 * padding)
    if first.heading and first.heading != first.title:
        pen.text(first.heading, EYEBROW, look.palette.accent)
    if first.title:
        begun = "" if first.steps[0][0] == 1 else f" ({words.CONTINUED})"
        pen.text(f"{first.title}{begun}", HEADING, look.palette.deep)
    if pen.items:
        pen.skip(18)
    discs = [_step(*_numbered(point), pen) for point in points]
    lines = [_joining(one, other, look) for one, other in itertools.pairwise(discs)]
    pen.skip(4)
    pen.source(first)
    card = pen.card(width)
    return replace(card, items=(*lines, *card.items))


def _numbered(point: KeyPoint) -> tuple[int, str]:
    number, text = point.steps[0] if point.steps else (0, point.text)
    printed = _PRINTED.match(text)
    if printed is None or (number and int(printed.group(1)) != number):
        return number, text
    return int(printed.group(1)), text[printed.end() :][:1].upper() + text[printed.end() + 1 :]


def _step(number: int, text: str, pen: Pen) -> Rectangle:
    """A step and its disc; the place of the disc."""
    look, side, accent = pen.look, pen.look.pixels(_DISC), pen.look.palette.accent
    left = pen.left + side + look.pixels(_GAP)
    disc = Rectangle(pen.left, pen.top, pen.left + side, pen.top + side)
    style = look.style(HEADING)
    label = Rectangle(disc.left, disc.top + (side - style.line_height) // 2, disc.right, 0)
    label = Rectangle(label.left, label.top, label.right, label.top + style.line_height)
    inner = Pen(look, left, pen.top + look.pixels(10), pen.left + pen.width - left)
    inner.text(text)
    pen.items += (
        Disc(disc, accent),
        TextItem((str(number),), label, style, WHITE, accent, centred=True),
        *inner.items,
    )
    pen.top = max(inner.top, disc.bottom) + look.pixels(16)
    return disc


def _joining(one: Rectangle, other: Rectangle, look: CardDesign) -> Panel:
    middle, half = (one.left + one.right) // 2, look.pixels(_LINE) // 2
    return Panel(Rectangle(middle - half, one.bottom, middle + half, other.top), look.palette.tint)


STEPS = Layout("steps", _rows, most=8, parted=_parted)
