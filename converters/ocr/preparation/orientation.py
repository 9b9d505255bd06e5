"""Which way up a page lies, from the geometry of its components alone.

Two questions. *Along which axis do the letters follow each other?* The nearest neighbour of a letter stands beside it
on the line, not above it (O'Gorman 1993, the document spectrum). *Which way up?* Vietnamese carries most of its marks
above the letters (â ê ô ă, tones, the dots of i) and only the dot of nặng below.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from converters.ocr.preparation.arrays import Integers
from converters.ocr.preparation.components import Components, letter_height, letters, small_marks

SAMPLE = 400  # letters looked at: enough for a verdict, few enough for milliseconds
MOST = 0.5  # share of the letters that decides
OVERLAP = 2  # pixels by which a mark and its letter may overlap on a worn copy
CLOSE = 0.5  # of a letter's usual height between it and its mark
FAR = 10_000  # pixels: stands for "not beside it"
FEWEST = 12  # letters or marks below this number decide nothing


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a page has to be turned.

    Attributes:
        turns: Quarter turns, counter-clockwise, that make it stand upright.
        certainty: 0 (a guess) to 1.
    """

    turns: int
    certainty: float


def find_orientation(components: Components) -> Orientation:
    """Decide how to turn a page."""
    height = letter_height(components)
    if height == 0:
        return Orientation(0, 0.0)
    large = components.boxes[letters(components, height)]
    marks = components.boxes[small_marks(components, height)]
    sideways = _sideways(large)
    if sideways > MOST:
        large, marks = _quarter(large), _quarter(marks)
    above, below = _marks_above_and_below(large, marks)
    upside_down = below > above
    turns = (1 if sideways > MOST else 0) + (2 if upside_down else 0)
    axis = abs(2 * sideways - 1)
    upright = abs(above - below) / (above + below) if above + below >= FEWEST else 0.0
    return Orientation(turns, min(axis, upright))


def _sideways(boxes: Integers) -> float:
    """Share of letters whose nearest neighbour is above or below rather than beside."""
    if len(boxes) < FEWEST:
        return 0.0
    columns, rows = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]  # twice the centres
    chosen = np.linspace(0, len(boxes) - 1, min(SAMPLE, len(boxes))).astype(int)
    distance = np.square(columns[chosen, None] - columns, dtype=np.int64)
    distance += np.square(rows[chosen, None] - rows, dtype=np.int64)
    distance[np.arange(len(chosen)), chosen] = np.iinfo(np.int64).max
    nearest = distance.argmin(axis=1)
    return float(np.mean(abs(rows[chosen] - rows[nearest]) > abs(columns[chosen] - columns[nearest])))


def _quarter(boxes: Integers) -> Integers:
    """Boxes after a counter-clockwise quarter turn of the page (about the origin)."""
    left, top, right, bottom = boxes.T
    return np.stack([top, -right, bottom, -left], axis=1)


def _marks_above_and_below(large: Integers, marks: Integers) -> tuple[int, int]:
    """How many small components stand closely above, and closely below, a letter."""
    if len(marks) == 0 or len(large) == 0:
        return 0, 0
    marks = marks[np.linspace(0, len(marks) - 1, min(SAMPLE, len(marks))).astype(int)]
    middle = (marks[:, 0] + marks[:, 2]) / 2
    beside = (middle[:, None] < large[None, :, 0]) | (middle[:, None] > large[None, :, 2])
    over = large[None, :, 1] - marks[:, None, 3]
    under = marks[:, None, 1] - large[None, :, 3]
    gap_over = np.where(beside | (over < -OVERLAP), FAR, over).min(axis=1)
    gap_under = np.where(beside | (under < -OVERLAP), FAR, under).min(axis=1)
    usual = float(np.median(large[:, 3] - large[:, 1]))
    close = np.minimum(gap_over, gap_under) < CLOSE * usual
    return int(np.count_nonzero(close & (gap_over < gap_under))), int(np.count_nonzero(close & (gap_under < gap_over)))
