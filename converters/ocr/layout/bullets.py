"""Bullets that stand too far from their text to be part of it: told by their shape, not read.

An engine reads a lone dot as `°`, `*` or `e`; its shape says plainly what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from converters.ocr.layout.fragments import Fragment
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

FARTHEST = 7.0  # letter heights between bullet and text
SOLITARY = 0.3  # letter heights: a lone bullet must be at least this large, so that specks are not taken for bullets

DUSTIER = 1.3  # times the size of the page's specks that a lone bullet must be
SOLID = 0.8  # of its box that a square fills
ROUND = 0.58  # of its box that a dot fills, blurred
LARGEST_DOT = 0.85  # letter heights: a small letter that ran full of ink is higher
OFF_MIDDLE = 0.3  # letter heights that a dot may stand off the middle of the small letters
HIGHEST = 1.7  # times the usual letters of its line that a bar is high; l and Đ are 1.5
THICKEST = 0.28  # of them that it is wide; strokes of bold letters are 0.25
CLEAR = 0.4  # letter heights between such a bullet and its text


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet in front of a line.

    Attributes:
        text: What it is.
        box: Half-scale pixels.
    """

    text: str
    box: Box


def find_bullets(
    lines: Sequence[Fragment], components: Components, loose: Sequence[int], height: float, dust: float = 0.0
) -> dict[int, Bullet]:
    """The bullets that stand in front of lines, by the index of the line.

    Args:
        lines: All lines of the page.
        components: Of the page.
        loose: Components that belong to no line.
        height: Of a small letter.
        dust: How large the specks of the page are, pixels; 0 on a clean page.
    """
    found: dict[int, Bullet] = {}
    candidates = [index for index in loose if bullet_shape(components, index, height) is not None]
    for index in candidates:
        box = components.box(index)
        line = _line_right_of(box, lines, height)
        if line is not None and (line not in found or box.right > found[line].box.right):
            found[line] = Bullet(bullet_shape(components, index, height) or "", box)
    return {line: found[line] for line in found if _supported(line, found, lines, height, dust)}


def bullet_shape(components: Components, index: int, height: float) -> str | None:
    """The bullet sign that a component's shape is, or None."""
    box = components.box(index)
    width, tall = box.width, box.height
    fill = float(components.areas[index]) / (width * tall)
    if width >= 1.8 * tall and 0.25 * height <= width <= 2.0 * height and fill >= 0.6:
        return "-" if width <= 1.15 * height else "–"
    if not 0.65 <= width / tall <= 1.5 or not 0.2 * height <= tall <= 1.3 * height:
        return None
    if 0.2 < fill < 0.55 and _is_cross(components, index):
        return "+"
    return "•" if fill > 0.58 else None


def _is_cross(components: Components, index: int) -> bool:
    ink = components.ink_of(index)
    return bool(ink.sum(axis=1).max() > 0.8 * ink.shape[1] and ink.sum(axis=0).max() > 0.8 * ink.shape[0])


def _line_right_of(box: Box, lines: Sequence[Fragment], height: float) -> int | None:
    """The nearest line that begins right of a bullet and runs at its height."""
    middle = box.centre_y
    best, least = None, FARTHEST * height
    for index, line in enumerate(lines):
        gap = line.box.left - box.right
        slack = 0.25 * line.height
        if 0 < gap < least and line.top - slack <= middle <= line.bottom + slack:
            best, least = index, gap
    return best


def _supported(line: int, found: Mapping[int, Bullet], lines: Sequence[Fragment], height: float, dust: float) -> bool:
    """Whether a bullet is large enough to stand alone, and no speck of dust, or stands under others like it.

    Others like it are of its size, and their text begins where its text does.
    """
    box, left = found[line].box, lines[line].box.left
    tall = max(box.height, box.width)
    if tall >= SOLITARY * height and tall > DUSTIER * dust:
        return True
    aligned = [
        other.box
        for index, other in found.items()
        if abs(other.box.left - box.left) < 0.4 * height and abs(lines[index].box.left - left) < 0.6 * height
    ]
    return len(aligned) >= 3 and float(np.ptp([other[2] - other[0] for other in aligned])) <= 0.2 * height


def split_leading(
    line: Fragment, components: Components, height: float, dust: float = 0.0
) -> tuple[Fragment, Bullet | None]:
    """A line without the solid square or dot it begins with, and that bullet; an engine reads a square as `m`.

    The bar at the left of a heading's panel goes too, and is no bullet.

    Args:
        line: With all that stands in it.
        components: Of the page.
        height: Of a small letter.
        dust: How large the specks of the page are, pixels; 0 on a clean page.
    """
    members = np.array(line.members)
    if len(members) < 3:
        return line, None
    boxes = components.boxes[members]
    first = int(np.argmin(boxes[:, 0]))
    box = components.box(int(members[first]))
    rest = np.delete(np.arange(len(members)), first)
    gap = int(boxes[rest, 0].min()) - box.right
    fill = float(components.areas[members[first]]) / box.area
    bar = _is_bar(box, fill, line)
    if gap < CLEAR * height or not (bar or _is_solid(box, fill, line, height, dust)):
        return line, None
    low, high = boxes[rest, :2].min(axis=0), boxes[rest, 2:].max(axis=0)
    kept = replace(
        line,
        box=Box(int(low[0]), int(low[1]), int(high[0]), int(high[1])),
        members=tuple(members[rest].tolist()),
        letters=max(1, line.letters - 1),
    )
    return kept, None if bar else Bullet("•", box)


def _is_bar(box: Box, fill: float, line: Fragment) -> bool:
    """Whether a component is a solid stroke higher and thicker than any letter of the line."""
    width, tall = box.width, box.height
    return fill > SOLID and tall >= HIGHEST * line.height and tall > 2 * width and width >= THICKEST * line.height


def _is_solid(box: Box, fill: float, line: Fragment, height: float, dust: float) -> bool:
    """Whether a component is a square, or a dot halfway up the small letters, where no letter is as low."""
    width, tall = box.width, box.height
    if not 0.75 <= width / tall <= 1.34 or not 0.35 * height <= tall <= 1.2 * height:
        return False
    halfway = abs(box.centre_y - (line.bottom - 0.5 * height)) <= OFF_MIDDLE * height
    return fill > SOLID or (fill > ROUND and tall <= LARGEST_DOT * height and tall > DUSTIER * dust and halfway)
