"""What the ink itself tells: a digit the engine dropped beside a number, and whether a label is i or l."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from converters.ocr.second_reading.crops import LETTER_HEIGHT, MARGIN, Grey

# Sizes of pieces of ink, as shares of the letter height (that of a digit).
SHORTEST = 0.62  # of what may be a digit; dots, commas, dashes and marks are lower
TALLEST = 1.7  # of the same; what is higher has run into another line
NARROWEST = 0.12  # of the same: a 1 without feet
WIDEST = 1.3  # of the same; what is wider is a word that has run together
TOUCHING = 0.18  # boxes may be that much off
BESIDE = 0.35  # a dropped digit stands no farther from its number
OFF_CENTRE = 0.2  # a digit's middle may lie so much outside the band below
STEM = 0.45  # lower pieces are dots and specks, no stems of letters
STEM_OF_I = 0.88  # an i is at most so high; without its dot it is as high as an x, about 0.7
STEM_OF_L = 0.95  # an l is at least so high
DOT = (0.07, 0.35)  # least and greatest height of an i's dot

CENTRE_BAND = 0.38  # of the crop's height: how far from its middle the middle of a digit on this line may be
DOTTED = frozenset("il")  # labels told apart by dot and height


def dotted_or_tall(crop: Grey, span: tuple[float, float], *, scale: float = 1.0) -> str | None:
    """Whether a label is i (a low stem under a dot) or l (a tall one without); None when its ink is like neither.

    Engines take a leaning l for an i, and both readings may agree on it.

    Args:
        crop: Black on white, letters LETTER_HEIGHT × scale high.
        span: Left and right edge of the label, in crop pixels.
        scale: As the crop was cut.
    """
    letter = LETTER_HEIGHT * scale
    pieces = [piece for piece in _pieces(crop) if span[0] - 1 <= piece[0] + piece[2] / 2 <= span[1] + 1]
    stem = min((piece for piece in pieces if piece[3] >= STEM * letter), default=None)
    if stem is None:
        return None
    left, top, width, height = stem
    dotted = any(
        piece[1] + piece[3] <= top + 1
        and DOT[0] * letter <= piece[3] <= DOT[1] * letter
        and min(piece[0] + piece[2], left + width) > max(piece[0], left)
        for piece in pieces
    )
    if dotted:
        return "i" if height <= STEM_OF_I * letter else None
    return "l" if height >= STEM_OF_L * letter else None


def strokes(crop: Grey, span: tuple[float, float]) -> int:
    """How many upright strokes as high as a capital stand side by side between two edges of a crop, as in "III".

    Args:
        crop: Black on white, letters LETTER_HEIGHT high.
        span: Left and right edge of the word, in crop pixels.
    """
    part = crop[:, max(0, round(span[0]) - 2) : round(span[1]) + 3]
    if not part.size:
        return 0
    _, ink = cv2.threshold(np.ascontiguousarray(part), 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    tall = np.concatenate([[0], ink.sum(axis=0) >= STEM * LETTER_HEIGHT, [0]]).astype(np.int8)
    return int((np.diff(tall) == 1).sum())


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
    middle = crop.shape[0] / 2
    found = []
    for left, top, width, height in _pieces(crop):
        y = top + height / 2
        sized = SHORTEST * letter <= height <= TALLEST * letter and NARROWEST * letter <= width <= WIDEST * letter
        if sized and abs(y - middle) <= CENTRE_BAND * crop.shape[0] / 2 + OFF_CENTRE * letter:
            found.append((float(left), float(left + width)))
    return found


def _pieces(crop: Grey) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of each connected piece of ink."""
    _, ink = cv2.threshold(crop, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    return [(int(left), int(top), int(width), int(height)) for left, top, width, height, _ in stats[1:]]


def _inside(component: tuple[float, float], gaps: Sequence[tuple[float, float]]) -> bool:
    left, right = component
    middle = (left + right) / 2
    return any(low <= middle <= high and left >= low - 1 and right <= high + 1 for low, high in gaps)
