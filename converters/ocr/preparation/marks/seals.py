"""Round seals in ink of any colour: copies turn red seals grey or black, so they are found by their shape.

The seal of an organ is a circle of about 36 mm with its name along the inside, around a smaller circle (Thông tư of
the Ministry of Public Security on seals): an outline, letters in the ring between two circles, and nothing else on
a page looks like it. Circles are found by voting: on a circle, the normals of the outline meet in its middle
(Kimme, Ballard and Sklansky 1975). Only outlines of large pieces of ink vote, so pages of mere text cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Floats, Grey, Mask, labelled
from converters.reading.boxes import Box

SMALLEST, LARGEST = 5.0, 16.0  # radius in heights of a small letter: 20 mm beside 14 pt, 42 mm beside 9 pt
LEAST_PIECE = 2.0  # heights of a small letter: shorter pieces of ink do not vote
LINE = 2.2  # heights of a small letter: pieces no higher, and as black as `GROWN`, are letters grown together
GROWN = 0.3  # of their box
STEP = 4  # pixels of a cell of the voting table
TOLERANCE = 0.035  # of the radius, by which an outline may be off its circle
LEAST_SLOPE = 120  # grey levels, Sobel's sum: flatter slopes are noise
STEEP = 0.35  # radians between the normal of the outline and the radius
LEAST_COVER = 0.5  # of the circle inside the page
LEAST_ARC = 70  # degrees of it inside the page
LEAST_LETTERS = 0.4  # of the directions in which there is ink between the two circles
FEWEST_STROKES = 12  # met on the whole way round
LOWEST_LETTER = 0.8  # heights of a small letter: lower pieces are no letters grown together
SOLID = 0.5  # of its box that a piece fills: more is an area, not an outline
CLEARED = 1.1  # radii around a seal's middle that take no part in looking for the next
MOST_TRIED = 3  # middles most normals agree on
FEWEST_POINTS, FEWEST_ALIGNED, FEWEST_ON_CIRCLE, FEWEST_FITTED = 60, 40, 30, 20  # points: fewer make no circle
MOST_VOTERS = 12_000  # points: more cost time and change nothing
ASTRAY = 0.1  # of the radius that fitting may move a middle
RING = (0.68, 0.9)  # of the radius: where the letters between the two circles stand
RING_MIDDLE = 0.8  # of the radius, about halfway between
INKED = 96  # of 255: from which a pixel of the unrolled ring is ink
RING_INK = (0.05, 0.6)  # of the ring that letters cover
MOST = 4  # seals on a page
BUSIEST = 60_000  # points of outline: more are drawings and pictures, not seals


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal.

    Attributes:
        column: Of its middle, pixels of the image searched; may lie beyond the edge of the page.
        row: Of its middle.
        radius: Of its outline.
    """

    column: float
    row: float
    radius: float

    def box(self, shape: tuple[int, ...]) -> Box:
        """Left, top, right and bottom, cut to an image of that shape."""
        rows, columns = shape[:2]
        left, top = round(self.column - self.radius), round(self.row - self.radius)
        right, bottom = round(self.column + self.radius) + 1, round(self.row + self.radius) + 1
        return Box(left, top, right, bottom).clipped(columns, rows)


@dataclass(frozen=True, slots=True)
class _Outline:
    """Points of the outlines of large pieces of ink, with the directions of their normals."""

    points: Floats
    normals: Floats

    def without(self, seal: Seal) -> _Outline:
        """Without the points near the circle of a seal, and within it."""
        away = np.hypot(*(self.points - (seal.column, seal.row)).T) > CLEARED * seal.radius
        return _Outline(self.points[away], self.normals[away])


def find_seals(flat: Grey, ink: Mask, height: float) -> tuple[Seal, ...]:
    """Find the round seals of a page.

    Args:
        flat: The flattened page.
        ink: Where it has ink.
        height: Of a small letter, pixels.
    """
    if height == 0:
        return ()
    outline = _outline(flat, ink, height)
    found: list[Seal] = []
    while len(found) < MOST and FEWEST_POINTS <= len(outline.points) <= BUSIEST:
        seal = _best(outline, flat.shape, height)
        if seal is None:
            break
        outline = outline.without(seal)
        if _is_covered(seal, ink):
            found.append(seal)
    return tuple(found)


def _outline(flat: Grey, ink: Mask, height: float) -> _Outline:
    """The outlines of pieces of ink that are larger than letters and no solid areas."""
    count, labels, stats = labelled(ink.view(np.uint8))
    wide, tall, area = (stats[:, side] for side in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    large = (np.maximum(wide, tall) >= LEAST_PIECE * height) & (area < SOLID * wide * tall)
    large &= (wide <= 3 * LARGEST * height) & (tall <= 3 * LARGEST * height)
    large &= ~((tall >= LOWEST_LETTER * height) & (tall <= LINE * height) & (area >= GROWN * wide * tall))
    large[0] = False
    if count == 1 or not large.any():
        return _Outline(np.zeros((0, 2)), np.zeros((0, 2)))
    near = cv2.dilate(large.astype(np.uint8)[labels], np.ones((3, 3), np.uint8)) > 0
    rows, columns = np.nonzero(near)
    smooth = cv2.GaussianBlur(flat, (0, 0), 1.0)
    slopes = [cv2.Sobel(smooth, cv2.CV_16S, *axis)[rows, columns] for axis in ((1, 0), (0, 1))]
    normals = np.stack(slopes, axis=1).astype(np.float64)
    steep = np.hypot(normals[:, 0], normals[:, 1])
    kept = steep > LEAST_SLOPE
    return _Outline(np.stack([columns, rows], axis=1)[kept].astype(np.float64), normals[kept] / steep[kept, None])


def _best(outline: _Outline, shape: tuple[int, ...], height: float) -> Seal | None:
    """The circle most normals agree on, when enough of its outline is there and within it there are letters."""
    reach = LARGEST * height
    radii = np.arange(SMALLEST * height, reach, STEP)
    columns, rows = (int((side + 2 * reach) // STEP) + 1 for side in (shape[1], shape[0]))
    votes = np.zeros(rows * columns, np.float32)
    picked = slice(None, None, max(1, len(outline.points) // MOST_VOTERS))
    points, normals = outline.points[picked], outline.normals[picked]
    for sign in (1, -1):
        across, down = (
            np.floor((points[:, None, side] + sign * radii * normals[:, None, side] + reach) / STEP) for side in (0, 1)
        )
        inside = (across >= 0) & (across < columns) & (down >= 0) & (down < rows)
        # Each radius has its own chance to be hit: a far middle is hit by fewer stray normals, a near one by more.
        votes += np.bincount((down * columns + across)[inside].astype(np.int64), minlength=rows * columns)
    table = cv2.GaussianBlur(votes.reshape(rows, columns), (0, 0), 1.2)
    tried = 0
    while tried < MOST_TRIED:
        tried += 1
        row, column = np.unravel_index(int(np.argmax(table)), table.shape)
        middle = (float((column + 0.5) * STEP - reach), float((row + 0.5) * STEP - reach))
        seal = _circle(outline, middle, height, shape)
        if seal is not None:
            return seal
        cv2.circle(table, (int(column), int(row)), 4, 0.0, -1)
    return None


def _circle(outline: _Outline, middle: tuple[float, float], height: float, shape: tuple[int, ...]) -> Seal | None:
    """The largest well-covered circle around about that middle."""
    radius = 0.0
    for _ in range(2):
        offsets = outline.points - middle
        distances = np.hypot(offsets[:, 0], offsets[:, 1])
        aligned = np.abs((offsets * outline.normals).sum(axis=1)) >= np.cos(STEEP) * np.maximum(distances, 1)
        aligned &= (distances >= SMALLEST * height) & (distances <= LARGEST * height)
        if np.count_nonzero(aligned) < FEWEST_ALIGNED:
            return None
        covered = _covered_radius(offsets[aligned], distances[aligned], middle, shape)
        if covered is None:
            return None
        radius = covered
        on_circle = aligned & (np.abs(distances - radius) <= TOLERANCE * radius)
        middle = _refined(outline.points[on_circle], middle, radius)
    return Seal(middle[0], middle[1], radius)


def _covered_radius(
    offsets: Floats, distances: Floats, middle: tuple[float, float], shape: tuple[int, ...]
) -> float | None:
    """The largest radius at which the outline goes far enough round."""
    angles = np.degrees(np.arctan2(offsets[:, 1], offsets[:, 0])).astype(int) // 3 % 120
    for radius in sorted(set(np.round(distances / 2).astype(int) * 2), reverse=True):
        near = np.abs(distances - radius) <= max(2.0, TOLERANCE * radius)
        if np.count_nonzero(near) < FEWEST_ON_CIRCLE:
            continue
        possible = _inside(middle, float(radius), shape)
        covered = np.zeros(120, bool)
        covered[angles[near]] = True
        if 3 * possible.sum() >= LEAST_ARC and (covered & possible).sum() >= LEAST_COVER * possible.sum():
            return float(np.median(distances[near]))
    return None


def _inside(middle: tuple[float, float], radius: float, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """In which of 120 directions the circle lies within the page."""
    angles = np.radians(np.arange(120) * 3 + 1.5)
    columns, rows = middle[0] + radius * np.cos(angles), middle[1] + radius * np.sin(angles)
    inside: NDArray[np.bool_] = (columns >= 2) & (columns < shape[1] - 2) & (rows >= 2) & (rows < shape[0] - 2)
    return inside


def _refined(points: Floats, middle: tuple[float, float], radius: float) -> tuple[float, float]:
    """The middle of the circle that fits the points best (Kåsa's least squares), unless it runs away."""
    if len(points) < FEWEST_FITTED:
        return middle
    system = np.column_stack([2 * points, np.ones(len(points))])
    solution = np.linalg.lstsq(system, (points**2).sum(axis=1), rcond=None)[0]
    moved = float(np.hypot(solution[0] - middle[0], solution[1] - middle[1]))
    return (float(solution[0]), float(solution[1])) if moved <= ASTRAY * radius else middle


def _is_covered(seal: Seal, ink: Mask) -> bool:
    """Whether there are letters along the inside of the circle, and paper between them."""
    size = (24, 120)  # radii × directions
    polar = cast(
        "Grey",
        cv2.warpPolar(ink.astype(np.uint8) * 255, size, (seal.column, seal.row), seal.radius, cv2.WARP_POLAR_LINEAR),
    )
    ring = polar[:, round(RING[0] * size[0]) : round(RING[1] * size[0])] > INKED
    possible = _inside((seal.column, seal.row), RING_MIDDLE * seal.radius, ink.shape)
    if not possible.any():
        return False
    # Letters leave gaps: a direction counts when there is ink in it or beside it.
    near = np.convolve(ring.any(axis=1), np.ones(3), mode="same") > 0
    lettered = near[possible].mean()
    strokes = (ring & ~np.roll(ring, 1, axis=0))[possible].sum(axis=0).max()
    spelled = strokes >= FEWEST_STROKES * possible.mean()
    return bool(spelled and lettered >= LEAST_LETTERS and RING_INK[0] <= ring[possible].mean() <= RING_INK[1])
