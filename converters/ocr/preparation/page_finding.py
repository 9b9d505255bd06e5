"""Find the page in a photo or inside the dark border of a scan.

What touches the corners of the image and has their colour is the desk, the scanner's lid or the fill of a turned
scan; what is left, if it is one solid four-cornered area, is the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Floats, Mask, Rgb, reduced

LONG_SIDE = 900  # pixels of the copy that is searched
BLUR = 1.5  # pixels of that copy: quiets the grain of desks
PLAIN = 14  # grey levels that a plain desk may differ from its corner
GRAINED_BLUR, GRAINED = 7.0, 34  # the same for wood and cloth, whose grain is blurred away
DARKER = 25  # grey levels a grained desk must be darker than the page
HALF, FEWEST_SIDES = 0.5, 2  # of a side of the image along which there is desk, and of how many sides
SURE_WORDS = 4  # in a row beside a page that are no parts of its bent edge
PAPER = 70  # percentile of the lightness within a page at which there is paper, not ink
SAME_PAPER = 5.0  # grey levels that paper differs from itself
INSET = 2.8  # pixels of that copy: how far out the blur puts the edge of the page
LEAST_BORDER = 0.004  # of the image: less border than this is not worth resampling the page for
LEAST_PAGE = 0.3  # of the image
LARGEST_REST = 0.004  # of the image: specks on the desk
# Words outside of a page, pixels of that copy.
LEVEL_WORDS = 3.0  # how far the middles of a row are off each other
WORD_HEIGHTS, ROW_WIDTH = (6, 30), 12.0  # of words (slivers of the page are lower), and how wide a row is, in heights
LIGHT = 60  # percentile of the lightness within: paper, even on a page full of print
CORNER_TOLERANCES = (0.005, 0.06, 0.005)  # of the outline's length: how far it may be from its four-cornered figure
LEAST_RATIO, MOST_RATIO = 0.97, 1.04  # of the area of that figure by the area of the outline
OFF_SIDE = 4  # pixels of that copy: points farther from a side do not belong to it
CORNER = 0.05  # of a side at each end: corners are torn and bent
FEWEST_POINTS = 8  # of a side, to fit a line to
PARALLEL = 1e-6  # determinant of two directions that never meet
LEAST_SOLID = 0.96  # of its own outline: a page is solid, a group of letters is not


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page inside an image.

    Attributes:
        corners: 4×2, in pixels of the image: left top, right top, right bottom, left bottom.
        width: Of the page when flat, pixels.
        height: Of the page when flat, pixels.
    """

    corners: Floats
    width: int
    height: int


def find_page(image: Rgb) -> FoundPage | None:
    """The page, or None when the image is the page."""
    small, factor = reduced(image, LONG_SIDE)
    plain = _outside(cast("Rgb", cv2.GaussianBlur(small, (0, 0), BLUR)), PLAIN)
    corners = _corners(plain) if _is_other_paper(small, plain) else None
    if corners is None:
        grained = _outside(cast("Rgb", cv2.GaussianBlur(small, (0, 0), GRAINED_BLUR)), GRAINED)
        corners = _corners(grained) if _is_desk(small, grained) else None
    if corners is None or _cuts_words(small, corners):
        return None
    corners = (_inset(corners) + 0.5) / factor - 0.5
    width = (math.dist(corners[0], corners[1]) + math.dist(corners[3], corners[2])) / 2
    height = (math.dist(corners[0], corners[3]) + math.dist(corners[1], corners[2])) / 2
    return FoundPage(corners, round(width), round(height))


def _corners(outside: Mask) -> Floats | None:
    """The ordered corners of the page that an outside leaves, or None."""
    if not _leaves_a_page(outside):
        return None
    outline = _largest(~outside)
    return None if outline is None else _four_corners(outline)


def _cuts_words(small: Rgb, corners: Floats) -> bool:
    """Whether words stand beside a page, which only the blur joined with it: then that is a band of print, no desk."""
    page = cv2.fillConvexPoly(np.zeros(small.shape[:2], np.uint8), corners.round().astype(np.int32), 1) > 0
    rest = ~_outside(small, PLAIN)
    return _has_words(rest & ~page, SURE_WORDS) or _has_words(_cut_through(rest, page), SURE_WORDS)


def _cut_through(rest: Mask, page: Mask) -> Mask:
    """What stands on an outside by itself and reaches out of the page: the letters of a band that its edge halves."""
    count, labels = cv2.connectedComponents(rest.astype(np.uint8), connectivity=8)
    sizes = np.bincount(labels[rest], minlength=count)
    chosen = np.zeros(count, bool)
    chosen[np.unique(labels[rest & ~page])] = True
    chosen[sizes.argmax()] = False
    kept: Mask = rest & chosen[labels]
    return kept


def _leaves_a_page(outside: Mask) -> bool:
    """Whether an outside is worth cutting off and leaves enough for a page."""
    return LEAST_BORDER < float(outside.mean()) < 1 - LEAST_PAGE


def _is_other_paper(small: Rgb, outside: Mask) -> bool:
    """Whether an outside has another colour than the paper within: around the frame of a table it has not."""
    if not _leaves_a_page(outside):
        return False
    around = np.median(small[outside], axis=0)
    paper = np.percentile(small[~outside], PAPER, axis=0)
    return float(np.abs(around - paper).max()) > SAME_PAPER


def _is_desk(small: Rgb, outside: Mask) -> bool:
    """Whether an outside is much darker than the rest: paper around a block of text is not."""
    if not _leaves_a_page(outside):
        return False
    # A photo shows the desk on more than one side of a page; a dark band along one is print.
    sides = (outside[0], outside[-1], outside[:, 0], outside[:, -1])
    if sum(float(side.mean()) > HALF for side in sides) < FEWEST_SIDES:
        return False
    light = small.max(axis=2)
    return float(np.median(light[outside])) + DARKER < float(np.percentile(light[~outside], LIGHT))


def _outside(blurred: Rgb, tolerance: int) -> Mask:
    """What hangs together with the corners and looks like them."""
    height, width = blurred.shape[:2]
    seeds = [(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)]
    mask = np.zeros((height + 2, width + 2), np.uint8)
    for seed in seeds:
        flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
        cv2.floodFill(blurred, mask, seed, 0, (tolerance,) * 3, (tolerance,) * 3, flags)
    return mask[1:-1, 1:-1] > 0


def _largest(inside: Mask) -> Floats | None:
    """The hull of the largest solid area, or None."""
    opened = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    area, whole = cv2.contourArea(largest), cv2.contourArea(hull)
    if area < LEAST_PAGE * inside.size or area < LEAST_SOLID * whole:
        return None
    covered = cv2.drawContours(np.zeros_like(opened), [hull], 0, 1, -1) > 0
    # Letters outside mean that what was taken for the desk is part of the page (a panel, a coloured margin).
    rest = inside & ~covered
    too_much = np.count_nonzero(rest) > LARGEST_REST * inside.size
    # The hull of a page whose corners look like the desk may reach over words beside it.
    beside = inside & (cv2.drawContours(np.zeros_like(opened), [largest], 0, 1, -1) == 0)
    return None if too_much or _has_words(beside) else cast("Floats", hull[:, 0, :].astype(np.float64))


def _has_words(rest: Mask, fewest: int = 1) -> bool:
    """Whether what lies outside stands in a row as words do: a band along the foot of a poster is no desk."""
    count, _, stats, centres = cv2.connectedComponentsWithStats(rest.astype(np.uint8), connectivity=8)
    high, wide = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    words = (high >= WORD_HEIGHTS[0]) & (high <= WORD_HEIGHTS[1]) & (wide >= high / 2)
    words[0] = False
    chosen = np.flatnonzero(words[:count])
    return any(
        wide[row].sum() >= ROW_WIDTH * np.median(high[row])
        for index in chosen.tolist()
        if len(row := chosen[np.abs(centres[chosen, 1] - centres[index, 1]) <= LEVEL_WORDS]) >= fewest
    )


def _four_corners(hull: Floats) -> Floats | None:
    """The four-cornered figure that a hull is, or None if it is another figure."""
    contour = hull.astype(np.float32)[:, None, :]
    around = cv2.arcLength(contour, closed=True)
    for tolerance in np.arange(*CORNER_TOLERANCES):
        corners = cv2.approxPolyDP(contour, float(tolerance * around), closed=True)[:, 0, :]
        if len(corners) <= 4:
            break
    if len(corners) != 4:
        return None
    refined = _refined(hull, corners.astype(np.float64))
    ratio = cv2.contourArea(refined.astype(np.float32)) / max(1.0, cv2.contourArea(contour))
    return _ordered(refined) if LEAST_RATIO < ratio < MOST_RATIO else None


def _refined(hull: Floats, corners: Floats) -> Floats:
    """Corners as the crossings of lines fitted to the sides: a torn corner does not bend the page."""
    dense = _dense(hull)
    lines = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (end - start) / np.linalg.norm(end - start)
        offset = dense - start
        position = offset @ along
        away = np.abs(offset[:, 0] * along[1] - offset[:, 1] * along[0])
        length = float(np.linalg.norm(end - start))
        near = dense[(away < OFF_SIDE) & (position > CORNER * length) & (position < (1 - CORNER) * length)]
        lines.append(_line(near) if len(near) > FEWEST_POINTS else (start, along))
    crossings = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
    return np.array(crossings)


def _dense(hull: Floats) -> Floats:
    pieces = []
    for start, end in zip(hull, np.roll(hull, -1, axis=0), strict=True):
        steps = max(2, int(np.linalg.norm(end - start)))
        pieces.append(start + (end - start) * np.linspace(0, 1, steps, endpoint=False)[:, None])
    return np.concatenate(pieces)


def _line(points: Floats) -> tuple[Floats, Floats]:
    vx, vy, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y], np.float64), np.array([vx, vy], np.float64)


def _crossing(first: tuple[Floats, Floats], second: tuple[Floats, Floats]) -> Floats:
    (start, along), (other, across) = first, second
    matrix = np.array([along, -across]).T
    if abs(np.linalg.det(matrix)) < PARALLEL:
        return other
    return cast("Floats", start + along * np.linalg.solve(matrix, other - start)[0])


def _inset(corners: Floats) -> Floats:
    """Ordered corners moved inwards along both sides."""
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    before /= np.linalg.norm(before, axis=1, keepdims=True)
    after /= np.linalg.norm(after, axis=1, keepdims=True)
    return corners + INSET * (before + after)


def _ordered(corners: Floats) -> Floats:
    """Left top first, then clockwise as seen."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    turned = corners[np.argsort(angles)]
    return np.roll(turned, -int(np.argmin(turned.sum(axis=1))), axis=0)
