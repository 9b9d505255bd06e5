"""Numbers in discs and tiles: a solid dark shape with something like a letter cut out of it is turned round.

Such a shape is too small to be a ground of its own for `background`; on the flattened page it is a blob of ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Grey
from converters.ocr.preparation.components import Components
from converters.ocr.preparation.grounds.signs import lone, signs_among
from converters.reading.boxes import Box

SIZES = (1.6, 9.0)  # letter heights, both ways
FULL, SOLID = 0.45, 0.88  # of its box that its ink fills, and of its hull that it fills with what it encloses
MOST_OPEN, LEAST_OPEN = 0.5, 0.03  # of it that what it encloses covers
MOST_SIGNS = 3  # two digits and a stop
MOST_LONG = 2.2  # times as long as wide


@dataclass(frozen=True, slots=True)
class Disc:
    """A shape to be turned round.

    Attributes:
        box: Pixels of the components.
        filled: The shape in its box, with all it encloses.
        level: Its grey value.
    """

    box: Box
    filled: NDArray[np.uint8]
    level: float


def find_discs(components: Components, half: Grey, height: float) -> list[Disc]:
    """The shapes with light signs on them.

    Args:
        components: Of the ink of `half`.
        half: The flattened page.
        height: Of a small letter.
    """
    return list(_found(components, half, height)) if height else []


def turned_discs(flat: Grey, discs: list[Disc], scale: int) -> Grey:
    """The flattened page with these shapes white and what stands on them black.

    Args:
        flat: The page, so many times as large as that the shapes were found on.
        discs: The shapes.
        scale: How many times.
    """
    flat = flat.copy()
    for disc in discs:
        area = disc.box.grown(2).scaled(scale).clipped(flat.shape[1], flat.shape[0])
        room = np.zeros((disc.box.height + 4, disc.box.width + 4), np.uint8)
        room[2:-2, 2:-2] = disc.filled
        left, top = disc.box.left - 2, disc.box.top - 2
        room = room[max(0, -top) :, max(0, -left) :]
        part = flat[area.slices]
        inner, outer = (
            cv2.resize(shape, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST)[
                : part.shape[0], : part.shape[1]
            ]
            for shape in (cv2.erode(room, np.ones((3, 3), np.uint8)), cv2.dilate(room, np.ones((5, 5), np.uint8)))
        )
        lightness = np.clip((part.astype(np.float64) - disc.level) / max(1.0, 255 - disc.level), 0, 1)
        part[outer > 0] = 255
        part[inner > 0] = (255 * (1 - lightness))[inner > 0].astype(np.uint8)
    return flat


def _found(components: Components, half: Grey, height: float) -> Iterator[Disc]:
    widths, heights, areas = components.widths, components.heights, components.areas
    sized = (np.minimum(widths, heights) >= SIZES[0] * height) & (np.maximum(widths, heights) <= SIZES[1] * height)
    sized &= (areas >= FULL * widths * heights) & (
        np.maximum(widths, heights) <= MOST_LONG * np.minimum(widths, heights)
    )
    for index in np.flatnonzero(lone(components, np.flatnonzero(sized))).tolist():
        own = components.ink_of(index)
        outlines, _ = cv2.findContours(own.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        filled = cv2.drawContours(np.zeros(own.shape, np.uint8), outlines, -1, 1, -1)
        inside = np.count_nonzero(filled)
        hull = max(cv2.contourArea(cv2.convexHull(outline)) for outline in outlines)
        # Without the counters of what stands there: a 4 filled up is as convex as a counter.
        enclosed = (filled > 0) & (components.labels[components.box(index).slices] == 0)
        share = np.count_nonzero(enclosed) / inside
        if inside < SOLID * hull or not LEAST_OPEN <= share <= MOST_OPEN:
            continue
        signs = signs_among(enclosed, own.shape[1], own.shape[0])
        if any(signs) and len(signs) <= MOST_SIGNS:
            box = components.box(index)
            yield Disc(box, np.asarray(filled, np.uint8), float(np.median(half[box.slices][own])))
