"""Specks: on a dusty page, dots that no letter explains are taken out of the lines.

Only on dusty pages: how dusty a page is, and how large its specks are, shows where there is no text. A dot inside a
line stays when it stands above or below a letter (marks, i), or on the line right behind one (full stop, comma),
or lies flat halfway up the letters (hyphen).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from converters.ocr.layout.crops import MARK, OFF_FOOT, STOP
from converters.ocr.layout.fragments import Fragment
from converters.ocr.preparation.arrays import Integers, Mask
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

DUSTY = 16  # loose dots on a page; clean ones have five at most, with bullets and dashes
LARGEST = 0.8  # letter heights: what is larger is no speck
USUAL = 95  # percentile of the sizes of loose dots that counts as the size of specks
HYPHEN = (0.2, 0.75)  # letter heights above the line, between which a hyphen has its middle
FLAT = 2.0  # times as wide as high
LEAST_HYPHEN = 0.4  # letter heights: a hyphen is a third of an em wide, specks of that width are as high


def speck_size(components: Components, loose: Iterable[int], height: float) -> float:
    """How large the specks of a page are, pixels; 0 on a clean page."""
    chosen = np.array(list(loose), dtype=int)
    if len(chosen) < DUSTY:
        return 0.0
    wide, tall = components.widths[chosen], components.heights[chosen]
    dashes = (wide >= FLAT * tall) & (wide >= LEAST_HYPHEN * height)
    sizes = np.maximum(wide, tall)
    sizes = sizes[(sizes < LARGEST * height) & ~dashes]
    return float(np.percentile(sizes, USUAL)) if len(sizes) >= DUSTY else 0.0


def without_specks(line: Fragment, components: Components, size: float, height: float) -> Fragment:
    """The line without what is no larger than a speck and not explained by a letter."""
    members = np.array(line.members)
    boxes = components.boxes[members]
    extent = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    small = extent <= size
    if not small.any() or small.all():
        return line
    kept = ~small
    kept[small] = _explained(boxes[small], boxes[~small], line, height)
    left, top = boxes[kept, :2].min(axis=0)
    right, bottom = boxes[kept, 2:].max(axis=0)
    box = Box(int(left), int(top), int(right), int(bottom))
    return Fragment(box, line.top, line.bottom, tuple(members[kept].tolist()), line.letters)


def _explained(dots: Integers, letters: Integers, line: Fragment, height: float) -> Mask:
    left, top, right, bottom = (dots[:, None, side] for side in range(4))
    beside_left, above, beside_right, below = (letters[None, :, side] for side in range(4))
    overlap = (left < beside_right + 1) & (right > beside_left - 1)
    gap = np.maximum(above - bottom, top - below)
    carried = (overlap & (gap >= -1) & (gap <= MARK * height)).any(axis=1)
    behind = left - beside_right
    follows = ((behind >= -1) & (behind <= STOP * height)).any(axis=1)
    on_line = np.abs(dots[:, 3] - line.bottom) <= OFF_FOOT * height
    explained: Mask = carried | (follows & on_line) | _is_hyphen(dots, line, height)
    return explained


def _is_hyphen(dots: Integers, line: Fragment, height: float) -> Mask:
    """Which pieces lie flat and halfway up the small letters: the dash of a list, a hyphen between words."""
    width, tall = dots[:, 2] - dots[:, 0], dots[:, 3] - dots[:, 1]
    middle = (dots[:, 1] + dots[:, 3]) / 2
    flat = (width >= FLAT * tall) & (width >= LEAST_HYPHEN * height)
    hyphen: Mask = flat & (middle > line.bottom - HYPHEN[1] * height) & (middle < line.bottom - HYPHEN[0] * height)
    return hyphen
