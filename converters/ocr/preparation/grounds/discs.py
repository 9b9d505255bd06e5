"""Numbers in discs and tiles: a solid dark shape with something like a letter cut out of it is turned round.

Such a shape is too small to be a ground of its own for `background`; on the flattened page it is a blob of ink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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
# Of discs that something thin joins to others; the first three in letter heights.
LARGEST_SIGN, LARGEST_DISC, THICK = 3.0, 5.6, 1.2  # a digit on one, itself, and thicker than any line
CARD_INK = 0.2  # share of its box that the outline of a card covers, with what stands on it; letters cover more
LABEL, LETTERS = (1.25, 6.0), (2, 16)  # times as wide as high, and signs on a label with a word or two
RING_INK, RING_WIDTH, ROUND = 0.4, 0.15, (0.72, 0.86)  # share of its box, of its height, and of its inside's box
PALE_RING = 240  # grey values below this are ink of a ring's hair line
MOST_OVAL = 0.8  # of its longer side that its shorter one has


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
        filled = _drawn(own.shape, outlines)
        if _bears_signs(filled, components.labels[components.box(index).slices]):
            box = components.box(index)
            yield Disc(box, filled, float(np.median(half[box.slices][own])))


def without_rings(flat: Grey, rings: list[Disc], scale: int) -> Grey:
    """The flattened page without the rings around numbers.

    Args:
        flat: The page, so many times as large as that the rings were found on.
        rings: What they enclose.
        scale: How many times.
    """
    flat = flat.copy()
    for ring in rings:
        room = max(3, round(RING_WIDTH * ring.box.height))
        area = ring.box.grown(room).scaled(scale).clipped(flat.shape[1], flat.shape[0])
        around = np.pad(ring.filled, room)[max(0, room - ring.box.top) :, max(0, room - ring.box.left) :]
        inner = cv2.erode(around, np.ones((3, 3), np.uint8))
        outer = cv2.dilate(around, np.ones((2 * room + 1,) * 2, np.uint8))
        shape = cv2.resize(outer - inner, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST)
        part = flat[area.slices]
        part[shape[: part.shape[0], : part.shape[1]] > 0] = 255
    return flat


def find_rings(components: Components, half: Grey, height: float) -> list[Disc]:
    """The insides of rings in which a number stands, as discs.

    Args:
        components: Of the ink of `half`.
        half: The flattened page.
        height: Of a small letter.
    """
    large = np.maximum(components.widths, components.heights) > SIZES[0] * height
    thin = components.areas < RING_INK * components.widths * components.heights
    ink = np.isin(components.labels, np.flatnonzero(large & thin) + 1).astype(np.uint8)
    # A hair line at half its size is pale here and there, and breaks.
    pale = (half < PALE_RING) & ((components.labels == 0) | (ink > 0))
    ink |= cv2.dilate(ink, np.ones((11, 11), np.uint8)) & pale
    outlines, hierarchy = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = []
    for outline, (_, _, _, parent) in zip(outlines, hierarchy[0] if hierarchy is not None else (), strict=True):
        left, top, width, tall = cv2.boundingRect(outline)
        oval = min(width, tall) < MOST_OVAL * max(width, tall)
        if parent < 0 or oval or not SIZES[0] * height <= tall <= LARGEST_DISC * height:
            continue
        box = Box(left, top, left + width, top + tall)
        filled = _drawn((tall, width), [outline - [left, top]])
        if not ROUND[0] <= np.count_nonzero(filled) / (width * tall) <= ROUND[1]:
            continue
        signs = signs_among((filled > 0) & (components.labels[box.slices] > 0) & (ink[box.slices] == 0), width, tall)
        if any(signs) and len(signs) <= MOST_SIGNS:
            rings.append(Disc(box, filled, float(np.median(half[box.slices]))))
    return rings


def _drawn(shape: tuple[int, ...], outlines: Sequence[NDArray[Any]]) -> NDArray[np.uint8]:
    """Outlines filled."""
    return np.asarray(cv2.drawContours(np.zeros(shape, np.uint8), list(outlines), -1, 1, -1), np.uint8)


def _bears_signs(
    filled: NDArray[np.uint8], labels: NDArray[np.integer], count: tuple[int, int] = (1, MOST_SIGNS)
) -> bool:
    """Whether a filled shape is solid and so many pieces are cut out of it, enough of them like letters."""
    outlines, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    inside = np.count_nonzero(filled)
    hull = max(cv2.contourArea(cv2.convexHull(outline)) for outline in outlines)
    # Without the counters of what stands there: a 4 filled up is as convex as a counter.
    enclosed = (filled > 0) & (labels == 0)
    share = np.count_nonzero(enclosed) / inside
    if inside < SOLID * hull or not LEAST_OPEN <= share <= MOST_OPEN:
        return False
    signs = signs_among(enclosed, filled.shape[1], filled.shape[0])
    return sum(signs) >= count[0] and len(signs) <= count[1]


def find_joined_discs(components: Components, half: Grey, height: float) -> list[Disc]:
    """Discs that a line joins to others, or that stand on the outline of a card, and small labels.

    Args:
        components: Of the ink of `half`.
        half: The flattened page.
        height: Of a small letter.
    """
    large = np.maximum(components.widths, components.heights) > SIZES[0] * height
    # Cards stand side by side as letters do, but are higher than any disc, and outlines only.
    thin = components.areas < CARD_INK * components.widths * components.heights
    cards = thin & (components.heights > LARGEST_DISC * height)
    alone = np.flatnonzero(large & (cards | lone(components, np.flatnonzero(large), within=True)))
    ink = np.isin(components.labels, alone + 1).astype(np.uint8)
    outlines, hierarchy = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    holes = [
        outline
        for outline, (_, _, _, parent) in zip(outlines, hierarchy[0] if hierarchy is not None else (), strict=True)
        if parent >= 0 and max(cv2.boundingRect(outline)[2:]) <= LARGEST_SIGN * height
    ]
    filled = cv2.drawContours(ink.copy(), holes, -1, 1, -1)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (max(3, round(THICK * height)),) * 2)
    count, found, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(filled, cv2.MORPH_OPEN, brush))
    discs = []
    for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
        label = LABEL[0] * tall <= width <= LABEL[1] * tall
        round_ = MOST_OVAL * max(width, tall) <= min(width, tall)
        if not (round_ or label) or not SIZES[0] * height <= tall <= LARGEST_DISC * height:
            continue
        box = Box(left, top, left + width, top + tall)
        own = (found[box.slices] == index).astype(np.uint8)
        if _bears_signs(own, components.labels[box.slices], LETTERS if label else (1, MOST_SIGNS)):
            shades = half[box.slices][(own > 0) & (components.labels[box.slices] > 0)]
            discs.append(Disc(box, own, float(np.median(shades))))
    return discs
