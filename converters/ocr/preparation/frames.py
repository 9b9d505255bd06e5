"""Frames of the size of a rubber stamp, straight or aslant: only their words can tell whether they are stamps.

Nghị định 30/2020/NĐ-CP and the rules on secrecy give such stamps frames of 20 to 50 mm by 8 to 30 mm.
"""

from __future__ import annotations

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components

WIDTHS, HEIGHTS = (6.0, 36.0), (2.0, 22.0)  # in heights of a small letter
HOLLOW = 0.3  # of its box that a frame with its words may fill
COVERED = 0.7  # of each side
MOST_ASLANT = 12.0  # degrees
STEPS = 48  # places looked at along a side


def find_frames(components: Components, height: float) -> list[tuple[int, int, int, int]]:
    """Boxes of frames.

    Args:
        components: Of the page with its rules.
        height: Of a small letter, pixels.
    """
    if height == 0:
        return []
    wide, tall = components.widths, components.heights
    sized = (wide >= WIDTHS[0] * height) & (wide <= WIDTHS[1] * height)
    sized &= (tall >= HEIGHTS[0] * height) & (tall <= HEIGHTS[1] * height) & (wide > tall)
    sized &= components.areas <= HOLLOW * wide * tall
    found = []
    for index in np.flatnonzero(sized).tolist():
        left, top, right, bottom = components.boxes[index].tolist()
        if _is_frame(components.labels[top:bottom, left:right] == index + 1):
            found.append((left, top, right, bottom))
    return found


def _is_frame(piece: Mask) -> bool:
    """Whether ink runs along all four sides of the smallest rectangle, turned at will, around a piece."""
    rows, columns = np.nonzero(piece)
    rectangle = cv2.minAreaRect(np.stack([columns, rows], axis=1).astype(np.float32))
    if abs((rectangle[2] + 45) % 90 - 45) > MOST_ASLANT:
        return False
    corners = cv2.boxPoints(rectangle)
    near = cv2.dilate(piece.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    shares = np.linspace(0.03, 0.97, STEPS)[:, None]
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        places = np.rint(first + shares * (second - first)).astype(int)
        places = np.clip(places, 0, (piece.shape[1] - 1, piece.shape[0] - 1))
        if near[places[:, 1], places[:, 0]].mean() < COVERED:
            return False
    return True
