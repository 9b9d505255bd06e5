"""Stamps and signatures in coloured ink: found by colour and shape, and looked through where they are.

Bleaching the ink of a whole page was measured to do harm: the colour fringes of black letters go too. Here only the
region of a stamp or signature is seen through a filter of its own colour, in which its ink is as light as the paper
and the black letters underneath stay black.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Grey, Mask, Rgb, labelled
from converters.reading.boxes import Box

COLOURED = 42  # difference between channels from which ink counts as coloured
MOST_INK = 0.01  # of the page: where there is more blue than this, it is print
DARKEST_SHARE, LIGHTEST_SHARE = 0.25, 0.75  # of the paper's level in the filter: black and white of the result
LIGHT = 170  # grey level from which a background is paper, not a coloured panel
# In heights of a small letter.
STAMP_GAP = 0.9  # between the parts of one stamp
SIZES = (8.0, 34.0)  # of a stamp
AT_EDGE = 2.0  # from the side of the page: a stamp may be cut off there
SIGNATURE = 3.0  # of a signature at least, both ways
# Width by height.
WHOLE, CUT_OFF = (0.6, 1.7), (0.1, 1.2)  # of a round stamp with smears, and of what the side of the page leaves of one
CORNERS = 9  # a corner is a ninth of the width and height of a stamp
EMPTY, EMPTY_CORNERS = 0.02, 2  # ink in a corner that has none, and how many corners have none
DISC = (0.55, 0.93)  # of its box that a round stamp's outline fills: half of a circle to a circle with a date beside it
SPARSE = 0.35  # of its box that a signature fills at most
LEAST_COLOUR = 0.00015  # of the page: less coloured ink than this is no stamp


@dataclass(frozen=True, slots=True)
class Mark:
    """A stamp or a signature.

    Attributes:
        kind: `stamp` or `signature`.
        box: In the pixels of the image that was searched.
        channel: The one its ink is light in: 0 red, 2 blue; None where it was found by its shape.
    """

    kind: str
    box: Box
    channel: int | None


def is_colourful(image: Rgb) -> bool:
    """Whether an image (any size) has coloured ink at all."""
    red, green, blue = cv2.split(image)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return bool(np.count_nonzero(spread > COLOURED) > LEAST_COLOUR * spread.size)


def find_colour_marks(image: Rgb, paper: Grey, height: float) -> tuple[Mark, ...]:
    """Find stamps and signatures.

    Args:
        image: RGB, of the scale layout works on.
        paper: Level of the background, same size: marks are looked for on light paper only.
        height: Of a small letter, pixels.
    """
    red, green, blue = cv2.split(image)
    light = paper > LIGHT
    red_ink = (cv2.subtract(red, cv2.max(green, blue)) > COLOURED) & light
    bluish = (cv2.subtract(blue, red) > COLOURED) & (blue >= green)
    blue_ink = bluish & light
    marks = [Mark("stamp", box, 0) for box in _stamps(red_ink, height)]
    blue_stamps = _stamps(blue_ink, height)
    marks += [Mark("stamp", box, 2) for box in blue_stamps]
    for box in blue_stamps:
        blue_ink[box.slices] = False
    if float(bluish.mean()) < MOST_INK:
        marks += [Mark("signature", box, 2) for box in _signatures(blue_ink, height)]
    return tuple(marks)


def through_colour_filter(channel: Grey) -> Grey:
    """A region as it looks through a filter of the colour of its stamp, on white.

    Args:
        channel: The region in the channel that the ink of the stamp is light in.
    """
    paper = max(1.0, float(np.percentile(channel, 90)))
    share = (channel / paper - DARKEST_SHARE) / (LIGHTEST_SHARE - DARKEST_SHARE)
    return np.clip(255 * share, 0, 255).astype(np.uint8)


def _stamps(ink: Mask, height: float) -> list[Box]:
    """Regions of round stamps."""
    clean = cast("Grey", cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
    boxes = _clusters(clean, round(STAMP_GAP * height))
    return [box for box in boxes if _stamp_sized(box, height, ink.shape) and _is_round(clean, box)]


def _clusters(ink: Grey, reach: int) -> list[Box]:
    """Boxes of ink that lies closely together."""
    grown = cv2.dilate(ink, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, labels, stats = labelled(cast("Grey", grown))
    boxes = []
    for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
        around = Box(left, top, left + width, top + tall).slices
        part = (ink[around] > 0) & (labels[around] == index)
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        if len(rows):
            inked = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
            boxes.append(inked.moved(left, top))
    return boxes


def _stamp_sized(box: Box, height: float, shape: tuple[int, ...]) -> bool:
    cut = box.left <= AT_EDGE * height or box.right >= shape[1] - AT_EDGE * height
    form = box.width / box.height
    shaped = WHOLE[0] <= form <= WHOLE[1] or (cut and CUT_OFF[0] <= form <= CUT_OFF[1])
    return shaped and SIZES[0] * height <= max(box.width, box.height) <= SIZES[1] * height


def _is_round(ink: Grey, box: Box) -> bool:
    """Whether ink fills a circle, or the part of one that the edge of the page leaves, rather than a rectangle."""
    part = ink[box.slices]
    rows, columns = np.nonzero(part)
    hull = cv2.convexHull(np.stack([columns, rows], axis=1).astype(np.int32))
    share = cv2.contourArea(hull) / part.size
    across, down = (max(2, side // CORNERS) for side in part.shape[::-1])
    corners = (part[:down, :across], part[:down, -across:], part[-down:, :across], part[-down:, -across:])
    empty = sum(float(corner.mean()) < EMPTY for corner in corners)
    return empty >= EMPTY_CORNERS and DISC[0] <= share <= DISC[1]


def _united(boxes: Sequence[Box], reach: int, shape: tuple[int, ...]) -> list[Box]:
    """Boxes that overlap once each is widened, made one."""
    canvas = np.zeros(shape, np.uint8)
    for box in boxes:
        canvas[box.grown(reach).clipped(shape[1], shape[0]).slices] = 1
    count, _, stats, _ = cv2.connectedComponentsWithStats(canvas, connectivity=8)
    united = []
    for left, top, width, tall, _area in stats[1:count].tolist():
        area = Box(left, top, left + width, top + tall)
        united.append(Box.around(box for box in boxes if area.holds(box.left, box.top)))
    return united


def _signatures(ink: Mask, height: float) -> list[Box]:
    """Regions of large thin scrawls."""
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = [
        Box(left, top, left + width, top + tall)
        for left, top, width, tall, area in stats[1:count].tolist()
        if min(tall, width) >= SIGNATURE * height and area < SPARSE * width * tall
    ]
    return _united(boxes, round(height), ink.shape)
