"""Cut lines out of the page for the engine, without what reaches into them from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.layout.fragments import Fragment
from converters.ocr.preparation.arrays import Grey, Integers, Mask
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

MARK = 0.7  # letter heights from a letter to a mark over or under it
OVER, UNDER = 0.5, 0.25  # letter heights above and below the letters of a line where the middle of its signs may be
COLON = 2  # pixels of the components that the dots of a colon may be off each other
STOP = 0.45  # letter heights from a letter to the full stop behind it
OFF_FOOT = 0.35  # letter heights a full stop may stand off the feet of the letters
TALL = 3.0  # letter heights: taller than a letter with its marks, and so grown together with a stroke
COVERED = 0.75  # share of a line's height that a letter fills
BEYOND = 0.7  # letter heights above and below a line within which a letter that has grown together ends
ROOM = 3  # pixels around the components of a line: their soft edges
LARGE, SMALL = 64.0, 44.0  # pixels: letters higher than the first are read as high as the second
PADDING = 16  # pixels of white around a line: with fewer, signs that stand alone are misread


@dataclass(frozen=True, slots=True)
class Crop:
    """A line cut out of the page.

    Attributes:
        image: Grey, padded with white.
        left: Pixel column of the page where the crop begins (negative inside the padding).
        top: Pixel row.
        scale: Pixels of the image for each of the page: lines of large letters are shrunk.
    """

    image: Grey
    left: int
    top: int
    scale: float = 1.0

    def on_page(self, box: Box) -> Box:
        """A box of the crop in pixels of the page."""
        return (box if self.scale == 1.0 else box.scaled(1 / self.scale)).moved(self.left, self.top)


def cut_line(
    flat: Grey,
    line: Fragment,
    components: Components,
    *,
    clean: bool = True,
    dust: float = 0.0,
    shrink: bool = True,
    alone: bool = False,
) -> Crop:
    """Cut a line out.

    Args:
        flat: The page at reading scale, twice the scale of the components.
        line: What to cut.
        components: Of the page.
        clean: Whether to paint over components of other lines.
        dust: How large the specks of the page are, pixels of the components; 0 on a clean page.
        shrink: Whether to shrink large letters; strokes of a pen, made small, are read as figures.
        alone: Whether nothing but the components of the line is to be seen: what stands in a ring.
    """
    height, width = flat.shape
    area = line.box.scaled(2).grown(ROOM).clipped(width, height)
    image = flat[area.slices]
    if clean:
        image = _without_foreign(image, line, components, area, dust, alone=alone)
    scale = SMALL / (2 * line.height) if shrink and 2 * line.height > LARGE else 1.0
    if scale != 1.0:
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    padded = cv2.copyMakeBorder(image, PADDING, PADDING, PADDING, PADDING, cv2.BORDER_CONSTANT, value=255)
    room = round(PADDING / scale)
    return Crop(np.asarray(padded, np.uint8), area.left - room, area.top - room, scale)


def _without_foreign(
    image: Grey, line: Fragment, components: Components, area: Box, dust: float, *, alone: bool
) -> Grey:
    left, top, right, bottom = area
    labels = components.labels[top // 2 : (bottom + 1) // 2, left // 2 : (right + 1) // 2]
    present = np.unique(labels)
    own = np.isin(present, np.array(line.members) + 1)
    foreign = present[~own & (present > 0)]
    if not alone:
        foreign = foreign[_outside(components, foreign - 1, line) | _is_speck(components, foreign - 1, line, dust)]
    if len(foreign) == 0:
        return image
    shut_out = np.isin(labels, foreign)
    kept_rows = _letter_rows(line, top // 2, top // 2 + len(labels))
    shut_out[kept_rows] &= ~np.isin(labels[kept_rows], foreign[_touching_letters(components, foreign - 1, line)])
    erased = _grown(shut_out, 5)
    kept = _grown(np.isin(labels, present[own & (present > 0)]), 3)
    mask = cv2.resize((erased & ~kept).astype(np.uint8), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    shift_y, shift_x = top % 2, left % 2
    mask = mask[shift_y : shift_y + image.shape[0], shift_x : shift_x + image.shape[1]]
    mask = np.pad(mask, ((0, image.shape[0] - mask.shape[0]), (0, image.shape[1] - mask.shape[1])))
    return np.where(mask > 0, np.uint8(255), image)


def _outside(components: Components, indices: NDArray[np.int32], line: Fragment) -> Mask:
    """Which components have their middle above or below the letters of the line: those do not belong to it."""
    boxes = components.boxes[indices]
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    above, below = OVER * line.height, UNDER * line.height
    return (middles < line.top - above) | (middles > line.bottom + below)


def _touching_letters(components: Components, indices: NDArray[np.int32], line: Fragment) -> Mask:
    """Which tall components hold a letter of the line: a stroke of a signature touches it and goes no further.

    What crosses the whole line and goes on beyond it is the stroke alone.
    """
    boxes, reach = components.boxes[indices], BEYOND * line.height
    tall = boxes[:, 3] - boxes[:, 1] >= TALL * line.height
    covering = np.minimum(boxes[:, 3], line.bottom) - np.maximum(boxes[:, 1], line.top) >= COVERED * line.height
    ends: Mask = (boxes[:, 1] >= line.top - reach) | (boxes[:, 3] <= line.bottom + reach)
    return tall & covering & ends


def _letter_rows(line: Fragment, top: int, bottom: int) -> slice:
    """Rows of a part of the page, from `top` to `bottom`, in which the letters of a line stand."""
    first, last = round(line.top) - 1, round(line.bottom) + 2
    return slice(max(0, min(first, bottom) - top), max(0, min(last, bottom) - top))


def _is_speck(components: Components, indices: NDArray[np.int32], line: Fragment, dust: float) -> Mask:
    """Which components are no larger than the specks of the page and stand where no sign has a dot."""
    specks: Mask = np.maximum(components.widths[indices], components.heights[indices]) <= dust
    own = components.boxes[np.array(line.members)]
    large = np.maximum(own[:, 2] - own[:, 0], own[:, 3] - own[:, 1]) > dust
    if specks.any() and large.any():
        specks[specks] = ~_is_dot(components.boxes[indices[specks]], own[large], own[~large], line)
    return specks


def _is_dot(dots: Integers, letters: Integers, kept: Integers, line: Fragment) -> Mask:
    """Which dots may be a mark over or under a letter, a full stop (of a number too), or the upper dot of a colon."""
    middles = ((dots[:, 0] + dots[:, 2]) / 2)[:, None]
    over = (letters[:, 0] - 1 <= middles) & (middles <= letters[:, 2] + 1)
    away = np.maximum(letters[:, 1] - dots[:, None, 3], dots[:, None, 1] - letters[:, 3])
    marks = over & (away >= -1) & (away <= MARK * line.height)
    behind = dots[:, None, 0] - letters[:, 2]
    foot = np.minimum(abs(dots[:, None, 3] - letters[:, 3]), abs(dots[:, None, 3] - line.bottom))
    stops = (behind >= -1) & (behind <= STOP * line.height) & (foot <= OFF_FOOT * line.height)
    lower = np.concatenate([dots[stops.any(axis=1)], kept])
    beneath = abs(middles - (lower[:, 0] + lower[:, 2]) / 2) <= COLON
    colons = beneath & (dots[:, None, 3] < lower[:, 1]) & (lower[:, 1] - dots[:, None, 3] <= line.height)
    found: Mask = marks.any(axis=1) | stops.any(axis=1) | colons.any(axis=1)
    return found


def _grown(mask: Mask, size: int) -> Mask:
    return cv2.dilate(mask.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
