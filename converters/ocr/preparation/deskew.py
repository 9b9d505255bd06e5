"""How far the lines lean.

The feet of the letters stand on lines: for each angle, count how many feet share a row. Columns are counted apart, as
their lines need not be level with each other. (The idea of Baird 1987, The skew angle of printed documents.)
"""

from __future__ import annotations

import numpy as np

from converters.ocr.preparation.arrays import Floats
from converters.ocr.preparation.components import Components, letter_height, letters

WIDEST = 8.0  # degrees: a page that leans more was not laid on a scanner with care, and is left to page finding
STRIPS = 3  # columns of the page that are counted apart
FEWEST = 20  # letters: fewer stand on no line to measure


def find_skew(components: Components) -> float:
    """Degrees, counter-clockwise, by which the page must be turned to level its lines; 0 where there is no evidence."""
    height = letter_height(components)
    chosen = letters(components, height) if height else np.zeros(0, bool)
    if np.count_nonzero(chosen) < FEWEST:
        return 0.0
    boxes = components.boxes[chosen]
    across = (boxes[:, 0] + boxes[:, 2]) / 2
    feet = boxes[:, 3].astype(np.float64)
    coarse = _best(across, feet, np.arange(-WIDEST, WIDEST + 0.01, 0.25))
    middle = _best(across, feet, np.arange(coarse - 0.3, coarse + 0.31, 0.05))
    return round(_best(across, feet, np.arange(middle - 0.06, middle + 0.061, 0.01)), 2)


def _best(across: Floats, feet: Floats, angles: Floats) -> float:
    scores = [_level(across, feet, angle) for angle in angles]
    # A flat top (few letters) has no single best angle: its middle is the least wrong.
    best = np.flatnonzero(np.array(scores) >= max(scores) * (1 - 1e-9))
    return float(angles[int(best[len(best) // 2])])


def _level(across: Floats, feet: Floats, degrees: float) -> float:
    rows = feet - across * np.tan(np.radians(degrees))
    rows = rows - rows.min()
    strips = np.minimum((across / (across.max() + 1) * STRIPS).astype(int), STRIPS - 1)
    height = int(rows.max()) + 3
    lower = np.floor(rows).astype(int)
    share = rows - lower
    counts = np.bincount(strips * height + lower, 1 - share, STRIPS * height)
    counts += np.bincount(strips * height + lower + 1, share, STRIPS * height)
    # Feet stand on whole pixels, which would favour no lean at all: let neighbouring rows count together.
    return float((np.convolve(counts, [0.5, 1.0, 0.5]) ** 2).sum())
