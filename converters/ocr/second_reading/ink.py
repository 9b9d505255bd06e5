"""Ink beside a number that no word covers: a digit the engine dropped."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from converters.ocr.second_reading.crops import LETTER_HEIGHT, MARGIN, Grey

SHORTEST = 0.62  # of the letter height; dots, commas, dashes and marks are lower
TALLEST = 1.7
NARROWEST = 0.12
WIDEST = 1.3
CENTRE_BAND = 0.38  # of the crop's height: how far from its middle the component's middle may be
TOUCHING = 0.18  # of the letter height: boxes may be that much off
BESIDE = 0.35  # of the letter height: a dropped digit stands no farther from the number


def uncovered(crop: Grey, spans: Sequence[tuple[float, float]], target: int, *, scale: float = 1.0) -> bool:
    """Whether a digit-like piece of ink stands between a word and its neighbours.

    Args:
        crop: Black on white, letters LETTER_HEIGHT × scale high.
        spans: Left and right edges, in crop pixels, of the words in it, in order.
        target: Which of them is the number.
        scale: As the crop was cut.
    """
    letter = LETTER_HEIGHT * scale
    low = spans[target - 1][1] if target else float(MARGIN)
    high = spans[target + 1][0] if target + 1 < len(spans) else crop.shape[1] - float(MARGIN)
    slack = TOUCHING * letter
    first, last = spans[target]
    gaps = [(low + slack, first - slack), (last + slack, high - slack)]
    if all(right - left < NARROWEST * letter for left, right in gaps):
        return False
    return any(
        _inside((left, right), gaps) and min(abs(first - right), abs(left - last)) <= BESIDE * letter
        for left, right in _components(crop, letter)
    )


def _components(crop: Grey, letter: float) -> list[tuple[float, float]]:
    """Left and right edges of the pieces of ink that are of a digit's size and stand on the line."""
    _, ink = cv2.threshold(crop, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    middle = crop.shape[0] / 2
    found = []
    for (left, _, width, height, _), (_, y) in zip(stats[1:], centres[1:], strict=True):
        sized = SHORTEST * letter <= height <= TALLEST * letter and NARROWEST * letter <= width <= WIDEST * letter
        if sized and abs(y - middle) <= CENTRE_BAND * crop.shape[0] / 2 + 0.2 * letter:
            found.append((float(left), float(left + width)))
    return found


def _inside(component: tuple[float, float], gaps: Sequence[tuple[float, float]]) -> bool:
    left, right = component
    middle = (left + right) / 2
    return any(low <= middle <= high and left >= low - 1 and right <= high + 1 for low, high in gaps)
