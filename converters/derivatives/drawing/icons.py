"""Icons of our own, as shapes in a square of 100 by 100 units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from PIL import ImageDraw

from converters.derivatives.drawing.palette import Colour

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class IconPart:
    """One part of an icon.

    Attributes:
        kind: `line` (open, round ends), `area` (filled polygon), `disc`, `ring` (outline), `arc`, `box` (round
            corners).
        points: Corners; for round shapes and boxes the two opposite corners of their frame.
        width: Of the stroke, in units; the corner radius of a `box`.
        hole: Painted in the ground's colour.
        angles: Of an `arc`, degrees clockwise from three o'clock.
    """

    kind: Literal["line", "area", "disc", "ring", "arc", "box"]
    points: Points
    width: float = 7
    hole: bool = False
    angles: tuple[float, float] = (0, 360)


def _line(*points: tuple[float, float], width: float = 7, hole: bool = False) -> IconPart:
    return IconPart("line", points, width, hole)


def _area(*points: tuple[float, float], hole: bool = False) -> IconPart:
    return IconPart("area", points, 0, hole)


def _disc(x: float, y: float, radius: float, *, hole: bool = False) -> IconPart:
    return IconPart("disc", ((x - radius, y - radius), (x + radius, y + radius)), 0, hole)


def _ring(x: float, y: float, radius: float, width: float = 7) -> IconPart:
    return IconPart("ring", ((x - radius, y - radius), (x + radius, y + radius)), width)


def _box(left: float, top: float, right: float, bottom: float, radius: float = 4, *, hole: bool = False) -> IconPart:
    return IconPart("box", ((left, top), (right, bottom)), radius, hole)


def _arc(
    x: float, y: float, radius: float, start: float, end: float, width: float = 7, *, hole: bool = False
) -> IconPart:
    return IconPart("arc", ((x - radius, y - radius), (x + radius, y + radius)), width, hole, (start, end))


def _bowl(x: float, y: float, radius: float) -> IconPart:
    return IconPart("arc", ((x - radius, y - radius), (x + radius, y + radius)), radius, angles=(0, 180))


ICONS: Mapping[str, tuple[IconPart, ...]] = MappingProxyType(
    {
        "scales": (
            _line((50, 14), (50, 84)), _line((30, 86), (70, 86), width=8), _line((18, 30), (82, 30), width=6),
            _disc(50, 20, 7), _line((20, 32), (8, 60), width=4), _line((20, 32), (32, 60), width=4),
            _line((80, 32), (68, 60), width=4), _line((80, 32), (92, 60), width=4),
            _bowl(20, 60, 14), _bowl(80, 60, 14),
        ),
        "money": (
            _box(8, 26, 92, 74, 7), _disc(50, 50, 15, hole=True), _disc(21, 50, 5, hole=True),
            _disc(79, 50, 5, hole=True), _disc(50, 50, 8),
        ),
        "clock": (_ring(50, 50, 38, 8), _line((50, 28), (50, 52), (66, 62), width=8)),
        "check": (_ring(50, 50, 38, 8), _line((32, 51), (45, 64), (69, 37), width=9)),
        "stop": (_ring(50, 50, 40, 11), _line((24, 24), (76, 76), width=11)),
        "duty": (
            _area((50, 8), (84, 20), (84, 48), (74, 72), (50, 92), (26, 72), (16, 48), (16, 20)),
            _line((50, 30), (50, 54), width=10, hole=True), _disc(50, 70, 6, hole=True),
        ),
        "steps": (
            _box(12, 14, 36, 38, 5), _box(12, 44, 36, 68, 5), _box(12, 74, 36, 92, 5), _line((48, 26), (88, 26)),
            _line((48, 56), (88, 56)), _line((48, 84), (74, 84)),
        ),
        "question": (
            _box(8, 12, 92, 72, 12), _area((26, 68), (26, 92), (50, 68)), _arc(50, 36, 11, 190, 400, 7, hole=True),
            _line((57, 42), (50, 50), (50, 54), width=7, hole=True), _disc(50, 62, 4.5, hole=True),
        ),
        "book": (
            _area((50, 26), (30, 16), (8, 18), (8, 78), (30, 76), (50, 86)),
            _area((50, 26), (70, 16), (92, 18), (92, 78), (70, 76), (50, 86)),
            _line((50, 26), (50, 84), width=4, hole=True),
            _line((18, 34), (40, 38), width=4, hole=True), _line((18, 48), (40, 52), width=4, hole=True),
            _line((60, 38), (82, 34), width=4, hole=True), _line((60, 52), (82, 48), width=4, hole=True),
        ),
        "car": (
            _area((20, 48), (30, 26), (70, 26), (80, 48)), _box(8, 46, 92, 72, 8), _box(14, 66, 30, 84, 5),
            _box(70, 66, 86, 84, 5), _area((30, 45), (36, 33), (64, 33), (70, 45), hole=True),
            _disc(23, 58, 6, hole=True), _disc(77, 58, 6, hole=True), _line((42, 60), (58, 60), width=5, hole=True),
        ),
        "home": (
            _area((50, 10), (94, 48), (84, 48), (84, 88), (16, 88), (16, 48), (6, 48)),
            _box(41, 58, 59, 89, 3, hole=True),
        ),
        "leaf": (
            _area(
                (86, 12), (60, 14), (36, 22), (20, 38), (16, 58), (24, 76), (42, 82), (62, 74), (76, 58), (84, 36)
            ),
            _line((68, 32), (42, 56), (14, 90), width=5, hole=True), _line((28, 72), (12, 92), width=6),
        ),
        "people": (
            _disc(50, 28, 15), IconPart("arc", ((24, 48), (76, 116)), 60, angles=(180, 360)), _disc(18, 38, 10),
            IconPart("arc", ((2, 54), (34, 104)), 40, angles=(180, 270)), _disc(82, 38, 10),
            IconPart("arc", ((66, 54), (98, 104)), 40, angles=(270, 360)),
        ),
        "cross": (_box(12, 12, 88, 88, 14), _box(42, 28, 58, 72, 2, hole=True), _box(28, 42, 72, 58, 2, hole=True)),
        "cap": (
            _area((50, 18), (98, 40), (50, 62), (2, 40)),
            _area((22, 54), (50, 68), (78, 54), (78, 72), (50, 84), (22, 72)),
            _line((90, 43), (90, 72), width=5), _disc(90, 74, 5),
        ),
        "briefcase": (
            _box(8, 32, 92, 84, 8), IconPart("box", ((34, 16), (66, 40)), 6), _box(41, 23, 59, 32, 2, hole=True),
            _line((8, 56), (92, 56), width=5, hole=True), _box(43, 50, 57, 63, 3),
        ),
        "shield": (
            _area((50, 8), (84, 20), (84, 48), (74, 72), (50, 92), (26, 72), (16, 48), (16, 20)),
            _line((33, 49), (46, 62), (68, 36), width=9, hole=True),
        ),
    }
)  # fmt: skip

_BY_SUBJECT: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "car": (14,),
        "home": (11, 43, 27),
        "leaf": (21, 24),
        "people": (6, 8, 9, 10, 36, 37, 38),
        "cross": (2, 45),
        "cap": (13, 19, 3, 41, 32),
        "briefcase": (7, 12, 17, 20, 22, 26, 28, 33, 34),
        "shield": (1, 16, 25, 30, 39),
        "book": (42, 44),
    }
)


def icon_of_subject(subject: int | None) -> str:
    """The icon of a subject of the Bộ pháp điển; scales when it has none of its own."""
    return next((name for name, subjects in _BY_SUBJECT.items() if subject in subjects), "scales")


def draw_icon(
    pencil: ImageDraw.ImageDraw,
    shapes: tuple[IconPart, ...],
    corner: tuple[float, float],
    size: float,
    colour: Colour,
    hole: Colour,
) -> None:
    """Draw an icon.

    Args:
        pencil: Of an image large enough to be reduced afterwards.
        shapes: The icon.
        corner: Its left top corner, pixels.
        size: Side of its square, pixels.
        colour: Of the icon.
        hole: Of what shows through.
    """
    unit = size / 100
    for shape in shapes:
        points = [(corner[0] + x * unit, corner[1] + y * unit) for x, y in shape.points]
        _draw_shape(pencil, shape, points, max(1.0, shape.width * unit), hole if shape.hole else colour)


def _draw_shape(
    pencil: ImageDraw.ImageDraw, shape: IconPart, points: list[tuple[float, float]], width: float, colour: Colour
) -> None:
    match shape.kind:
        case "line":
            pencil.line(points, fill=colour, width=round(width), joint="curve")
            for x, y in (points[0], points[-1]):
                _dot(pencil, x, y, width / 2, colour)
        case "area":
            pencil.polygon(points, fill=colour)
        case "disc":
            pencil.ellipse([*points[0], *points[1]], fill=colour)
        case "ring":
            pencil.ellipse([*points[0], *points[1]], outline=colour, width=round(width))
        case "box":
            pencil.rounded_rectangle([*points[0], *points[1]], radius=width, fill=colour)
        case "arc":
            _draw_arc(pencil, shape, points, width, colour)


def _draw_arc(
    pencil: ImageDraw.ImageDraw, shape: IconPart, points: list[tuple[float, float]], width: float, colour: Colour
) -> None:
    start, end = shape.angles
    (left, top), (right, bottom) = points
    radius = (right - left) / 2
    if width >= radius:
        pencil.pieslice([left, top, right, bottom], start, end, fill=colour)
        return
    pencil.arc([left, top, right, bottom], start, end, fill=colour, width=round(width))
    middle = radius - width / 2
    for angle in (start, end):
        x = (left + right) / 2 + middle * math.cos(math.radians(angle))
        y = (top + bottom) / 2 + middle * math.sin(math.radians(angle))
        _dot(pencil, x, y, width / 2, colour)


def _dot(pencil: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    pencil.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)
