"""What the print of a line is like, and how far a number in it strays from that.

Printed digits stand on the line and are all as high as capitals (lining figures); the hand that fills in a blank
keeps neither, and the blank it fills was measured by guess: the spaces around are uneven. Sizes are in heights of
a small letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.form_blanks import EDGES, is_year
from converters.ocr.preparation.arrays import Grey, Integers, Mask
from converters.reading.boxes import Box

INK = 140  # grey level of a line's image below which there is ink
FEWEST = 4  # pieces of print in a line, from which it can be measured
LOWEST = 6  # pixels: lower pieces are dots and marks
LETTERS = (0.55, 2.2)  # of the usual height of the pieces: letters, neither marks nor strokes through the line
OFF_LINE = 0.25  # of the usual height that the foot of a standing letter may be off the line
NEAREST = 14  # pieces beside the number: a line may bend
DIGITS = (1.26, 1.58)  # height of digits, of the most common text faces (Times 1.50, Arial 1.38, Noto Serif 1.33)
WIDEST_BLANK = 4.0  # heights of a small letter: wider spaces are between columns
SPREAD = 0.03  # by which round and flat digits differ in height
_WIDTHS = {
    "/": 0.3,
    "-": 0.35,
    ".": 0.25,
    ",": 0.25,
    ":": 0.3,
    "(": 0.33,
    ")": 0.33,
    "%": 0.85,
}  # of an em, in the usual text faces


@dataclass(frozen=True, slots=True)
class PrintProfile:
    """Measures of the print beside a number, in pixels.

    Attributes:
        small: Height of a small letter.
        baseline: Row on which letters stand.
        digits: Least and greatest height that a printed digit has.
    """

    small: float
    baseline: float
    digits: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far the digits of a number are from print, in heights of a small letter; 0 where they are as printed.

    Attributes:
        foot: The farthest any of them stands above or below the line.
        height: The most any of them is too high or too low.
        uneven: Difference in height among them.
        space: The wider space beside the number, in usual spaces of the line.
    """

    foot: float
    height: float
    uneven: float
    space: float


def pieces_of(image: Grey) -> Integers:
    """Left, top, right and bottom of each connected piece of ink in a line's image."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((image < INK).astype(np.uint8), connectivity=8)
    boxes = cast("Integers", stats[1:, :4].astype(np.int32))
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def deviation_of(pieces: Integers, words: Sequence[ReadWord], first: int, last: int) -> Deviation | None:
    """How far words `first` to `last` stray from the line's print; None where there is too little to measure by."""
    opened = len(words[first].text) - len(words[first].text.lstrip("([“"))
    left, right = column_of(words[first], opened) - 1.0, digits_end(words[last - 1]) + 1.0
    numbers = [i for i, word in enumerate(words) if any(c.isdigit() for c in word.text) and not first <= i < last]
    printed = outside(pieces, [(left, right)])
    measured = print_profile(
        pieces[printed & outside(pieces, [columns(words[i]) for i in numbers])],
        pieces[printed & ~outside(pieces, [columns(words[i]) for i in numbers if is_year(words[i].text)])],
        pieces[~outside(pieces, [columns(word) for word in words if word.text.isupper()]) & printed],
        (left + right) / 2,
    )
    if measured is None:
        return None
    own = pieces[~printed]
    heights = own[:, 3] - own[:, 1]
    own = own[(heights > 0.75 * measured.small) & (own[:, 2] - own[:, 0] < 4 * measured.small)]
    return None if len(own) == 0 else _strayed(own, measured, _space(words, first, last, WIDEST_BLANK * measured.small))


def unread_ink(pieces: Integers, words: Sequence[ReadWord], first: int, last: int) -> Box | None:
    """The box of letters or digits between the words before `first` and from `last` on, where nothing was read.

    The dots of a leader are none; an unfilled form has no ink there.
    """
    before = words[first - 1]
    start = column_of(before, len(before.text.rstrip(EDGES))) + 1
    end = words[last].box.left - 1 if last < len(words) else pieces[:, 2].max(initial=0) + 1
    between = (pieces[:, 0] >= start) & (pieces[:, 0] + pieces[:, 2] <= 2 * end)
    measured = print_profile(pieces[~between], pieces[:0], pieces[:0], (start + end) / 2)
    if measured is None:
        return None
    high = pieces[between & (pieces[:, 3] - pieces[:, 1] > 0.75 * measured.small)]
    if len(high) == 0:
        return None
    left, top = high[:, :2].min(axis=0).tolist()
    right, bottom = high[:, 2:].max(axis=0).tolist()
    return Box(left, top, right, bottom)


def print_profile(letters: Integers, years: Integers, capitals: Integers, column: float) -> PrintProfile | None:
    """The print of a line near a column.

    Args:
        letters: Pieces of its words.
        years: Pieces of a printed year, whose digits tell best how high digits are.
        capitals: Pieces of words in capitals, which are as high as digits.
        column: Where to measure.
    """
    heights = letters[:, 3] - letters[:, 1]
    whole = heights[heights >= LOWEST]
    if len(whole) < FEWEST:
        return None
    usual = float(np.median(whole))
    beside = letters[(heights > LETTERS[0] * usual) & (heights < LETTERS[1] * usual)]
    if len(beside) < FEWEST:
        return None
    beside = beside[np.argsort(np.abs((beside[:, 0] + beside[:, 2]) / 2 - column))[:NEAREST]]
    baseline = float(np.median(beside[:, 3]))
    standing = _standing(beside, baseline, usual)
    if len(standing) < FEWEST:
        return None
    tall = standing[:, 3] - standing[:, 1]
    small = float(np.median(tall[tall <= 1.2 * np.median(tall)]))
    for sure in (years, capitals):
        upright = _standing(sure, baseline, usual)
        sure_heights = upright[:, 3] - upright[:, 1]
        sure_heights = sure_heights[sure_heights > 0.9 * small]
        if len(sure_heights) >= FEWEST - 1:
            height = float(np.median(sure_heights))
            return PrintProfile(min(small, height / DIGITS[0]), baseline, (height, height))
    return PrintProfile(small, baseline, (DIGITS[0] * small, DIGITS[1] * small))


def digits_end(word: ReadWord) -> float:
    """Column where the digits that a word begins with end: "12/QĐ-UBND" is measured up to its stroke."""
    end = next((i for i, character in enumerate(word.text) if i and character in "/⁄%)"), len(word.text))
    return column_of(word, end)


def column_of(word: ReadWord, index: int) -> float:
    """Column where the character with that index is likely to begin."""
    widths = [_WIDTHS.get(character, 0.7 if character.isupper() else 0.48) for character in word.text]
    return word.box.left + word.box.width * sum(widths[:index]) / sum(widths)


def columns(word: ReadWord) -> tuple[float, float]:
    """Columns between which a word stands."""
    return word.box.left, word.box.right


def outside(pieces: Integers, spans: Sequence[tuple[float, float]]) -> Mask:
    """Which pieces have their middle in none of the spans of columns."""
    middles = (pieces[:, 0] + pieces[:, 2]) / 2
    free = np.ones(len(pieces), bool)
    for left, right in spans:
        free &= (middles < left) | (middles > right)
    return free


def _standing(pieces: Integers, baseline: float, usual: float) -> NDArray[np.int32]:
    standing: NDArray[np.int32] = pieces[np.abs(pieces[:, 3] - baseline) <= OFF_LINE * usual]
    return standing


def _strayed(own: Integers, measured: PrintProfile, space: float) -> Deviation:
    heights, small = own[:, 3] - own[:, 1], measured.small
    low, high = measured.digits[0] * (1 - SPREAD), measured.digits[1] * (1 + SPREAD)
    return Deviation(
        foot=float(np.abs(own[:, 3] - measured.baseline).max()) / small,
        height=max(0.0, low - float(heights.min()), float(heights.max()) - high) / small,
        uneven=float(np.ptp(heights)) / small,
        space=space,
    )


def _space(words: Sequence[ReadWord], first: int, last: int, widest: float) -> float:
    spaces = [after.box.left - before.box.right for before, after in pairwise(words)]
    others = [space for i, space in enumerate(spaces) if i not in (first - 1, last - 1)]
    if len(others) < 2:
        return 1.0
    beside = [spaces[i] for i in (first - 1, last - 1) if 0 <= i < len(spaces) and spaces[i] <= widest]
    return max(beside, default=1.0) / max(1.0, float(np.median(others)))
