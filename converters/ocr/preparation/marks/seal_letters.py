"""The letters of a seal as black as the print: those within its circle that no line of print leads to.

A printed line that runs under a seal begins or ends outside of it, so its letters can be followed from there, one
beside the other. The name along the circle and the words in its middle cannot.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Floats, Grey, Mask
from converters.ocr.preparation.components import Components, find_components, ink_mask
from converters.ocr.preparation.marks.seals import Seal

BESIDE = 1.4  # heights of the higher letter: space between two letters of a line, words included
LIKE = 2.2  # times as high at most
LEVEL = 0.5  # of the lower letter's height that both have in common
MIDDLE = 0.62  # of the radius, within the inner circle
NEAR = 6.0  # heights of a small letter around a seal, within which a line that runs under it is followed
WITHIN = 1.02  # radii: letters that touch the circle from within
HEIGHTS, WIDEST = (0.6, 4.0), 8.0  # heights of a small letter: of letters, alone or grown together
MARK = 0.8  # heights of a small letter between a letter and its mark


def letters_of(components: Components, seal: Seal, height: float) -> NDArray[np.int64]:
    """Indices of the components that belong to the seal.

    Args:
        components: Of the page, circles already taken out.
        seal: On the same scale.
        height: Of a small letter.
    """
    boxes = components.boxes.astype(np.float64)
    near = _distance(boxes, seal, farthest=False) <= seal.radius + NEAR * height
    within = near & (_distance(boxes, seal, farthest=True) <= WITHIN * seal.radius)
    if not within.any():
        return np.zeros(0, np.int64)
    sized = (components.heights >= HEIGHTS[0] * height) & (components.heights <= HEIGHTS[1] * height)
    reached = near & ~within & sized & (components.widths <= WIDEST * height)
    waiting, others = np.flatnonzero(within), boxes[reached]
    while True:
        left = boxes[waiting]
        met = np.where(sized[waiting], _beside(left, others), _over_or_under(left, others, MARK * height))
        if not met.any():
            return waiting
        waiting, others = waiting[~met], left[met]  # those reached before have been compared with all that wait


def without_letters(
    flat: Grey, flat_half: Grey, seals: tuple[Seal, ...], black: tuple[Seal, ...], height: float
) -> tuple[Grey, Grey]:
    """The page at both scales without the letters of its seals.

    Of a seal that was lighter than the print only the middle is looked at: it may have been taken for a panel of its
    own, whose letters were made as black as all others.

    Args:
        flat: Black on white.
        flat_half: The same at half the size, on which the seals are placed.
        seals: All seals.
        black: Those whose ink is as black as the print.
        height: Of a small letter at half scale.
    """
    components = find_components(ink_mask(flat_half))
    areas = (seal if seal in black else replace(seal, radius=MIDDLE * seal.radius) for seal in seals)
    belonging = [letters_of(components, area, height) for area in areas]
    labels = np.concatenate(belonging) + 1
    if len(labels) == 0:
        return flat, flat_half
    chosen = np.zeros(len(components.boxes) + 1, bool)
    chosen[labels] = True
    mask = cv2.dilate(chosen[components.labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    large = cv2.resize(mask, flat.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.where(large > 0, np.uint8(255), flat), np.where(mask > 0, np.uint8(255), flat_half)


def _distance(boxes: Floats, seal: Seal, *, farthest: bool) -> Floats:
    """From the middle of the seal to the nearest or farthest corner of each box."""
    across = np.abs(boxes[:, [0, 2]] - seal.column)
    down = np.abs(boxes[:, [1, 3]] - seal.row)
    pick = np.max if farthest else np.min
    distances: Floats = np.hypot(pick(across, axis=1), pick(down, axis=1))
    return distances


def _beside(boxes: Floats, others: Floats) -> Mask:
    """Which boxes stand beside one of the others, on its level and of its size."""
    left, top, right, bottom = (boxes[:, None, side] for side in range(4))
    other_left, other_top, other_right, other_bottom = (others[None, :, side] for side in range(4))
    tall, other_tall = bottom - top, other_bottom - other_top
    gap = np.maximum(left - other_right, other_left - right)
    shared = np.minimum(bottom, other_bottom) - np.maximum(top, other_top)
    level = shared >= LEVEL * np.minimum(tall, other_tall)
    like = np.maximum(tall, other_tall) <= LIKE * np.minimum(tall, other_tall)
    return np.asarray((level & like & (gap <= BESIDE * np.maximum(tall, other_tall))).any(axis=1), bool)


def _over_or_under(boxes: Floats, others: Floats, reach: float) -> Mask:
    """Which boxes stand closely above or below one of the others."""
    left, top, right, bottom = (boxes[:, None, side] for side in range(4))
    other_left, other_top, other_right, other_bottom = (others[None, :, side] for side in range(4))
    overlap = (left < other_right) & (right > other_left)
    gap = np.maximum(other_top - bottom, top - other_bottom)
    return np.asarray((overlap & (gap <= reach)).any(axis=1), bool)
