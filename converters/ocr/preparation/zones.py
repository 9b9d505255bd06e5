"""Which smooth areas of an image are grounds that letters stand on: the paper, panels, bands, discs around numbers.

A large smooth area is a ground unless it is itself a stroke of a headline, as wide as others' panels are high. A small
one is a ground only when something that looks like a letter stands on it: the disc around a number, the tile of an
icon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Grey, Integers, Mask

LARGE = 0.0012  # of the page: smooth areas from this size are grounds by themselves
SURE = 0.01  # of the page: nothing so large is a stroke of a letter
SMALLEST, LEAST_SIDE = 60, 11  # pixels, and pixels of its sides: a disc with a number of 6 pt
LONGEST = 6.0  # times as long as wide that a small ground is
CONTRAST = 24  # grey levels between a ground and what stands on it
STROKE = 0.45  # of the longer side that a stroke of a letter is wide
WIDEST_LETTER = 1.6  # times as wide as high
MOST_COUNTERS = 2  # in a letter: B, 8
HIGHEST_LETTER = 0.25  # of the page's longer side
AROUND = (5, 9)  # pixels from an area within which its surroundings are looked at, beyond its soft edge
PLAIN_AROUND = 0.7  # of the surroundings of a letter that are of one level
LEVEL = 20  # grey levels that are one level
CONVEX = 0.82  # of its hull that the inside of an O fills; digits and letters fill less
FILLED = 0.9  # of its hull that a disc or a tile fills, with what stands on it
MOST_INK = 0.5  # of a disc that its number covers
SIGN = (0.2, 5)  # of the ground's height, and pixels, that what stands on it is high at least
HIGHEST_SIGN = 0.7  # of the ground's height: the counter of a capital is higher


@dataclass(frozen=True, slots=True)
class _Area:
    """A smooth area cut out with room around it.

    Attributes:
        own: Its pixels.
        filled: The same with all it encloses.
        grey: Of the image there.
        level: Its own.
    """

    own: NDArray[np.uint8]
    filled: NDArray[np.uint8]
    grey: Grey
    level: float


def grounds(labels: Integers, stats: Integers, smooth: Grey) -> list[int]:
    """The labels of the smooth areas that are grounds.

    Args:
        labels: Of the smooth areas; 0 is what is not smooth.
        stats: OpenCV's table of them.
        smooth: The image, quieted.
    """
    areas = stats[:, cv2.CC_STAT_AREA]
    sure = np.flatnonzero(areas >= SURE * smooth.size)
    chosen = [index for index in sure.tolist() if index]
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    compact = (sides.min(axis=1) >= LEAST_SIDE) & (sides.max(axis=1) <= LONGEST * sides.min(axis=1))
    large = areas >= LARGE * smooth.size
    for index in np.flatnonzero((areas < SURE * smooth.size) & (large | (compact & (areas >= SMALLEST)))).tolist():
        if index == 0:
            continue
        if large[index] and sides[index].max() > HIGHEST_LETTER * max(smooth.shape):
            chosen.append(index)
            continue
        area = _cut(labels, stats[index], index, smooth)
        if not _is_letter(area) if large[index] else _carries_sign(area):
            chosen.append(index)
    return sorted(chosen)


def _cut(labels: Integers, row: Integers, index: int, smooth: Grey) -> _Area:
    left, top, width, tall, _ = row.tolist()
    room = AROUND[1]
    part = np.s_[max(0, top - room) : top + tall + room, max(0, left - room) : left + width + room]
    own = (labels[part] == index).astype(np.uint8)
    outlines, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cast("NDArray[np.uint8]", cv2.drawContours(np.zeros_like(own), outlines, -1, 1, -1))
    grey = smooth[part]
    return _Area(own, filled, grey, float(np.median(grey[own > 0])))


def _is_letter(area: _Area) -> bool:
    """Whether a smooth area is a stroke of a large letter: thin, on one plain ground, with nothing but counters inside."""
    width, tall = _sides(area.own)
    longer = max(width, tall)
    if width > WIDEST_LETTER * tall or 2 * float(cv2.distanceTransform(area.own, cv2.DIST_L2, 3).max()) > STROKE * longer:
        return False
    inner, outer = (cv2.dilate(area.filled, np.ones((2 * reach + 1,) * 2, np.uint8)) for reach in AROUND)
    around = area.grey[(outer > 0) & (inner == 0)]
    if around.size == 0:
        return False
    level = float(np.median(around))
    plain = float(np.mean(np.abs(around - level) < LEVEL)) >= PLAIN_AROUND
    signs = list(_signs(area))
    return plain and abs(level - area.level) > CONTRAST and len(signs) <= MOST_COUNTERS and not any(signs)


def _carries_sign(area: _Area) -> bool:
    """Whether a small smooth area is solid and something like a letter stands on it."""
    outlines, _ = cv2.findContours(area.filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = sum(cv2.contourArea(cv2.convexHull(outline)) for outline in outlines)
    inside = np.count_nonzero(area.filled)
    if inside < FILLED * hull or np.count_nonzero(_different(area)) > MOST_INK * inside:
        return False
    return any(_signs(area))


def _signs(area: _Area) -> Iterator[bool]:
    """For each thing of some height within an area whether it is no plain counter of a letter."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(_different(area).astype(np.uint8), connectivity=8)
    whole = _sides(area.filled)[1]
    least, most = max(SIGN[1], SIGN[0] * whole), HIGHEST_SIGN * whole
    for index, (left, top, width, tall, inked) in enumerate(stats[1:count].tolist(), start=1):
        if least <= tall <= most:
            piece = (labels[top : top + tall, left : left + width] == index).astype(np.uint8)
            rows, columns = np.nonzero(piece)
            corners = np.concatenate([np.stack([columns + dx, rows + dy], axis=1) for dx in (0, 1) for dy in (0, 1)])
            yield inked < CONVEX * cv2.contourArea(cv2.convexHull(corners.astype(np.int32)))


def _different(area: _Area) -> Mask:
    """What stands on an area: enclosed by it and of another level."""
    different: Mask = (area.filled > 0) & (np.abs(area.grey - area.level) > CONTRAST)
    return different


def _sides(mask: NDArray[np.uint8]) -> tuple[int, int]:
    """Width and height of what is set in a mask."""
    _, _, width, tall = cv2.boundingRect(mask)
    return width, tall
