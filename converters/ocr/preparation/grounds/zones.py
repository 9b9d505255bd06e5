"""Which smooth areas of an image are grounds that letters stand on: the paper, panels, bands.

A large smooth area is a ground unless it is itself a stroke of a headline, as wide as others' panels are high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Grey, Integers, Mask
from converters.ocr.preparation.grounds.signs import signs_among

LARGE = 0.0012  # of the page: smaller areas are the insides of letters or specks of paper between them
SURE = 0.04  # of the page: nothing so large is a stroke of a letter
CONTRAST = 24  # grey levels between a ground and what stands on it
STROKE = 0.45  # of the longer side that a stroke of a letter is wide
WIDEST_LETTER = 1.6  # times as wide as high
MOST_COUNTERS = 2  # in a letter: B, 8
HIGHEST_LETTER = 0.25  # of the page's longer side
AROUND = (5, 9)  # pixels from an area within which its surroundings are looked at, beyond its soft edge
PLAIN_AROUND = 0.7  # of the surroundings of a letter that are of one level
SHADED_AROUND = 0.85  # the same of one that casts a shadow: of its ground and of the shadow
LEVEL = 20  # grey levels that are one level


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
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    sure = (areas >= SURE * smooth.size) | (longest > HIGHEST_LETTER * max(smooth.shape))
    large = np.flatnonzero(areas >= LARGE * smooth.size).tolist()
    return [index for index in large if index and (sure[index] or not _is_letter(_cut(labels, stats, index, smooth)))]


def _cut(labels: Integers, stats: Integers, index: int, smooth: Grey) -> _Area:
    left, top, width, tall, _ = stats[index].tolist()
    room = AROUND[1]
    part = np.s_[max(0, top - room) : top + tall + room, max(0, left - room) : left + width + room]
    own = (labels[part] == index).astype(np.uint8)
    outlines, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cast("NDArray[np.uint8]", cv2.drawContours(np.zeros_like(own), outlines, -1, 1, -1))
    grey = smooth[part]
    return _Area(own, filled, grey, float(np.median(grey[own > 0])))


def _is_letter(area: _Area) -> bool:
    """Whether a smooth area is a stroke of a large letter: thin, on one plain ground, only counters inside."""
    _, _, width, tall = cv2.boundingRect(area.own)
    thickness = 2 * float(cv2.distanceTransform(area.own, cv2.DIST_L2, 3).max())
    if width > WIDEST_LETTER * tall or thickness > STROKE * max(width, tall):
        return False
    inner, outer = (cv2.dilate(area.filled, np.ones((2 * reach + 1,) * 2, np.uint8)) for reach in AROUND)
    around = area.grey[(outer > 0) & (inner == 0)]
    if around.size == 0 or not _is_plain(around, area.level):
        return False
    signs = signs_among(_different(area), width, tall, 0.0)
    return len(signs) <= MOST_COUNTERS and not any(signs)


def _is_plain(around: Grey, level: float) -> bool:
    """Whether what surrounds an area of a level is of one other level, or of that and of the shadow of the area."""
    share, main, left = _commonest(around)
    if share >= PLAIN_AROUND:
        return abs(main - level) > CONTRAST
    shaded, shadow, _ = _commonest(left)
    both = share + (1 - share) * shaded
    return both >= SHADED_AROUND and min(abs(main - level), abs(shadow - level)) > CONTRAST


def _commonest(grey: Grey) -> tuple[float, float, Grey]:
    """The commonest level: which share of the pixels has it, itself, and the other pixels."""
    count = np.bincount(grey, minlength=256)
    near = np.convolve(count, np.ones(2 * LEVEL - 1), "same")
    middle = float(np.median(grey[np.abs(grey.astype(np.int16) - int(near.argmax())) < LEVEL]))
    like = np.abs(grey - middle) < LEVEL
    return float(like.mean()), middle, grey[~like]


def _different(area: _Area) -> Mask:
    """What stands on an area: enclosed by it and of another level."""
    different: Mask = (area.filled > 0) & (np.abs(area.grey - area.level) > CONTRAST)
    return different
