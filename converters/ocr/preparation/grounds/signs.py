"""Telling shapes with a letter or a digit on them from letters, whose counters they enclose."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components

LEAST, MOST = 0.2, 0.7  # of the shape's height that a sign on it is high; the counter of a capital is higher
LOWEST = 5  # pixels
CONVEX = 0.82  # of its hull that the inside of an O fills; digits and letters fill less
# A bold 1 or I is as convex as a counter, but narrow where the shape around it is not.
ROUND_SHAPE, NARROW, UPRIGHT = (0.7, 1.4), 0.42, 1.5
OFF_CENTRE = 0.16  # of the shape's height that the head and the foot of such a sign are unlike in their distances
TAPERED = 0.5  # of its lowest third that its highest third is wide: less is a triangle, the counter of an A

# Of a component: two letters of one line are so like in height, so level at their feet, and so near.
LIKE, LEVEL, NEAR = 0.55, 0.16, 0.8
APART = 0.3  # of its width that letters of a line may overlap another


def lone(components: Components, chosen: NDArray[np.integer], *, within: bool = False) -> Mask:
    """Which of the chosen components have no other of their size level beside them, as letters of a line have.

    Args:
        components: Of the page.
        chosen: Indices of some of them.
        within: Whether what stands within one, or around it, is left out of account.
    """
    boxes, heights = components.boxes, components.heights
    found = np.zeros(len(heights), bool)
    if len(chosen) == 0:
        return found
    others = np.flatnonzero(heights >= LIKE * heights[chosen].min())
    for index in chosen.tolist():
        own, near = int(heights[index]), boxes[others[others != index]]
        gaps = np.maximum(boxes[index, 0] - near[:, 2], near[:, 0] - boxes[index, 2])
        high = near[:, 3] - near[:, 1]
        like = np.minimum(high, own) >= LIKE * np.maximum(high, own)
        off = np.minimum(np.abs(near[:, 3] - boxes[index, 3]), np.abs(near[:, 1] - boxes[index, 1]))
        level = off <= LEVEL * own
        beside = gaps >= -APART * (boxes[index, 2] - boxes[index, 0]) if within else np.True_
        found[index] = not (like & level & beside & (gaps <= NEAR * own)).any()
    return found


def signs_among(pieces: Mask, width: int, tall: int, least: float = LEAST) -> list[bool]:
    """For each piece of some height whether it is a sign rather than a counter.

    Args:
        pieces: What stands on the shape.
        width: Of the shape, pixels.
        tall: Its height.
        least: Of its height that a sign is high at least.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pieces.astype(np.uint8), connectivity=8)
    found = []
    squarish = ROUND_SHAPE[0] <= width / max(1, tall) <= ROUND_SHAPE[1]
    for index, (left, top, wide, high, inked) in enumerate(stats[1:count].tolist(), start=1):
        if max(LOWEST, least * tall) <= high <= MOST * tall:
            piece = labels[top : top + high, left : left + wide] == index
            narrow = wide <= NARROW * width and high >= UPRIGHT * wide
            central = abs(2 * top + high - tall) <= OFF_CENTRE * tall  # the counters of 6 and 9 are not
            upright = squarish and narrow and central and not _is_tapered(piece)
            found.append(upright or inked < CONVEX * _hull_area(piece))
    return found


def _is_tapered(piece: Mask) -> bool:
    third = max(1, len(piece) // 3)
    return bool(np.count_nonzero(piece[:third]) < TAPERED * np.count_nonzero(piece[-third:]))


def _hull_area(piece: Mask) -> float:
    """Area of the convex hull of pixels, their corners counted."""
    rows, columns = np.nonzero(piece)
    corners = np.concatenate([np.stack([columns + dx, rows + dy], axis=1) for dx in (0, 1) for dy in (0, 1)])
    return float(cv2.contourArea(cv2.convexHull(corners.astype(np.int32))))
