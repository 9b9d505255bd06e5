"""Signatures in ink as black as the print: strokes that are large, thin and winding and touch no line of text.

What tells them from letters is their size, from rules and frames that they wind, from pictures that they are thin,
and from drawings that a page has few of them: nobody signs one page more than a few times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Floats, Mask, Rgb
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

SMALLEST, LONG, LARGEST = 2.4, 4.2, 40.0  # heights of a small letter: of the shorter side, of the longer, of both
SPARSE = 0.26  # of its box that a scrawl may fill
THICKEST = 0.55  # heights of a small letter: a felt pen
STRAIGHT = 8  # degrees from upright or level
MOST_STRAIGHT = 0.5  # of the outline: frames, tables and charts have more
MOST = 3  # signatures on a page
MOST_PIECES = 8  # large winding pieces on a page: where there are more, somebody drew
TINTED = 70  # difference of the channels of yellowed paper
MOST_LOOPS = 20  # of one piece
FEWEST_POINTS = 12  # of an outline that has a direction
CLOSED = 0.6  # of what its outline holds, that a single loop may enclose: more is a drawn shape
NEAR = 3.0  # heights of a small letter between pieces of one signature


def find_signatures(components: Components, height: float) -> list[Box]:
    """Boxes of signatures.

    Args:
        components: Of the page, without rules and seals.
        height: Of a small letter, pixels.
    """
    if height == 0:
        return []
    wide, tall = components.widths, components.heights
    short, long = np.minimum(wide, tall), np.maximum(wide, tall)
    sized = (short >= SMALLEST * height) & (long >= LONG * height) & (long <= LARGEST * height)
    sized &= components.areas <= SPARSE * wide * tall
    chosen = np.flatnonzero(sized)
    if not 0 < len(chosen) <= 4 * MOST_PIECES:
        return []
    winding = [int(index) for index in chosen if _winds(components.ink_of(int(index)), height)]
    if len(winding) > MOST_PIECES:
        return []
    boxes = merged_near([components.box(index) for index in winding], NEAR * height)
    return boxes if len(boxes) <= MOST else []


def stands_on_paper(image: Rgb, box: Box) -> bool:
    """Whether what lies around a region is paper: hardly coloured. Logos on slides and panels are no signatures."""
    part = image[box.slices].astype(np.int16)
    if part.size == 0:
        return False
    edge = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    return float(np.median(np.ptp(edge, axis=1))) <= TINTED


def _winds(piece: Mask, height: float) -> bool:
    """Whether a piece of ink is a thin line that keeps turning."""
    outlines, _ = cv2.findContours(np.pad(piece, 1).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    areas = sorted((cv2.contourArea(outline) for outline in outlines), reverse=True)
    if len(outlines) > MOST_LOOPS or (len(areas) > 1 and areas[1] > CLOSED * areas[0]):
        return False
    length = sum(len(outline) for outline in outlines)
    if 2 * np.count_nonzero(piece) / length > THICKEST * height:
        return False
    turns = np.concatenate([_directions(outline[:, 0]) for outline in outlines if len(outline) > FEWEST_POINTS])
    off_axis = np.abs((turns + 45) % 90 - 45)
    return float(np.mean(off_axis <= STRAIGHT)) <= MOST_STRAIGHT


def _directions(outline: NDArray[Any]) -> Floats:
    """The direction of an outline at each of its points, degrees, over five points."""
    step = np.roll(outline, -5, axis=0) - outline
    return np.asarray(np.degrees(np.arctan2(step[:, 1], step[:, 0])), np.float64)


def merged_near(boxes: Sequence[Box], reach: float) -> list[Box]:
    """Boxes that are no farther apart than `reach`, made one."""
    found: list[Box] = []
    for box in boxes:
        merged = box
        while near := [other for other in found if max(merged.gap_across(other), merged.gap_down(other)) <= reach]:
            found = [other for other in found if other not in near]
            merged = Box.around([merged, *near])
        found.append(merged)
    return found
