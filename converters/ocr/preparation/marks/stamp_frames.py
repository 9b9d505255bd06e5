"""Frames of the size of a rubber stamp, straight or aslant: only their words can tell whether they are stamps.

Nghị định 30/2020/NĐ-CP and the rules on secrecy give such stamps frames of 20 to 50 mm by 8 to 30 mm. A frame is
told by the paper it encloses, so that a line of print running into it from outside does not hide it.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

WIDTHS, HEIGHTS = (6.0, 36.0), (2.0, 22.0)  # in heights of a small letter
WIDEST = 90.0  # heights of a small letter: a frame with the print that grew into it
HOLLOW = 0.35  # of its box that a frame may fill
SQUARE = 0.6  # of the rectangle around it that the paper inside a frame fills, dented by letters that touch it
COVERED = 0.7  # of each side
MOST_ASLANT = 12.0  # degrees
MARGIN = 3  # pixels of white around a piece, so that its outline is whole
STEPS = 48  # places looked at along a side
MOST_CELLS = 3  # of one piece: a stamp may have a heading; where there are more, it is a table


def find_frames(components: Components, height: float) -> list[Box]:
    """Boxes of frames.

    Args:
        components: Of the page with its rules.
        height: Of a small letter, pixels.
    """
    if height == 0:
        return []
    wide, tall = components.widths, components.heights
    sized = (wide >= WIDTHS[0] * height) & (wide <= WIDEST * height) & (tall >= HEIGHTS[0] * height)
    sized &= components.areas <= HOLLOW * wide * tall
    found: list[Box] = []
    for index in np.flatnonzero(sized).tolist():
        box = components.box(index)
        piece = np.pad(components.ink_of(index), MARGIN)
        cells = _cells(piece, height)
        if 0 < len(cells) <= MOST_CELLS:
            found += [cell.moved(box.left - MARGIN, box.top - MARGIN) for cell in _stacked(cells, height)]
    return found


def _cells(piece: Mask, height: float) -> list[Box]:
    """Boxes of the rectangles of paper that a piece of ink encloses."""
    outlines, kinship = cv2.findContours(piece.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if kinship is None:
        return []
    near = cv2.dilate(piece.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    cells = []
    for outline, (_, _, _, parent) in zip(outlines, kinship[0], strict=True):
        if parent >= 0 and _is_frame(outline, near, height):
            left, top, width, tall = cv2.boundingRect(outline)
            cells.append(Box(left, top, left + width, top + tall))
    return cells


def _is_frame(outline: NDArray[Any], near: Mask, height: float) -> bool:
    """Whether a hole is the inside of a frame: a rectangle, turned a little at most, with ink along all four sides."""
    width, tall = cv2.boundingRect(outline)[2:]
    if not (WIDTHS[0] * height <= width <= WIDTHS[1] * height and HEIGHTS[0] * height <= tall <= HEIGHTS[1] * height):
        return False
    rectangle = cv2.minAreaRect(outline)
    aslant = abs((rectangle[2] + 45) % 90 - 45)
    if aslant > MOST_ASLANT or cv2.contourArea(outline) < SQUARE * rectangle[1][0] * rectangle[1][1]:
        return False
    corners = cv2.boxPoints(rectangle)
    shares = np.linspace(0.03, 0.97, STEPS)[:, None]
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        places = np.rint(first + shares * (second - first)).astype(int)
        places = np.clip(places, 0, (near.shape[1] - 1, near.shape[0] - 1))
        if near[places[:, 1], places[:, 0]].mean() < COVERED:
            return False
    return True


def _stacked(cells: list[Box], height: float) -> list[Box]:
    """Cells that stand on top of each other made one: the heading of a stamp and what is under it."""
    joined: list[Box] = []
    for cell in sorted(cells, key=lambda box: box.top):
        above = joined[-1] if joined else None
        if (
            above
            and abs(above.left - cell.left) < height
            and abs(above.right - cell.right) < height
            and cell.top - above.bottom < height
        ):
            joined[-1] = Box(min(above.left, cell.left), above.top, max(above.right, cell.right), cell.bottom)
        else:
            joined.append(cell)
    return joined
