"""Connected components of the ink, and which of them look like letters and marks."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Grey, Integers, Mask, labelled
from converters.reading.boxes import Box

INK = 150  # grey values of a flattened image below this are ink
# What can be a letter while nothing is known of a page, in pixels at about 150 dpi.
LOWEST, HIGHEST = 4, 200  # pixels high: letters of 5 pt, and of a poster
NARROWEST, WIDEST = 2, 6  # pixels, and times as wide as high: an i, and a word grown together
LEAST_INK, LEAST_FILL = 8, 0.15  # pixels, and share of the box: less is grain, or a frame
FEWEST_LETTERS = 8  # from which the height of a page's letters can be told
# Print of a smaller size below large headlines, in which there may be more ink than in the text.
SMALLER_PRINT = 0.5  # times the height that has most ink
FEWEST_SMALLER = 24  # letters that stand beside another of their size: two lines of a caption
BESIDE, LIKE = 1.0, 0.6  # own heights to the next letter of a line, and how like in height the two are
OVER_LETTER = 0.5  # heights of a larger letter between it and its mark
UNLIKE_WIDTHS = 0.2  # spread of the widths by their mean: of letters more, of a raster of dots none
MOST_SQUARE = 0.7  # share of them as wide as high, by a pixel: of the dots of a raster nearly all are
UNLIKE_HEIGHTS = 0.1  # spread of the heights by their mean: small letters and those that rise above them
MOST_COMPARED = 1500  # candidates looked at
LARGEST_DOT = 7  # pixels
FEWEST_DOTS = 16  # in a row: as many dots stand beside each other nowhere else
NEARLY = 0.7  # of the most frequent height: as many small letters as a page of citations has for its high signs
SMALL_LETTERS = (0.62, 0.8)  # of the height of capitals and digits (Times 0.68, Arial 0.72, Noto Sans 0.75)
SOME = 0.25  # of the most frequent height, where small letters would be: tables have more digits and capitals
LOWEST_SMALL = 0.6  # of the peak: small letters are about 0.7 of capitals, accents at most 0.4
# Of a letter, in heights of a small one.
LETTER_HEIGHTS = (0.7, 4.5)  # from a worn x to a capital with two marks in a heading
LETTER_WIDTHS = (0.12, 8.0)  # from an l to a word grown together
# Of a mark, in heights of a small letter.
MARK_HEIGHT, MARK_WIDTH = 0.6, 1.1  # less than these: the widest is a circumflex
LEAST_MARK_INK, LEAST_MARK = 3.0, 0.02  # pixels, and of a small letter's height squared: less is grain


@dataclass(frozen=True, slots=True)
class Components:
    """Connected components, one row each.

    Attributes:
        boxes: N×4 integers: left, top, right, bottom (half-open).
        areas: N ink pixels.
        labels: Height × width; 0 is paper, component i has label i + 1.
    """

    boxes: Integers
    areas: Integers
    labels: Integers

    @property
    def widths(self) -> Integers:
        """Width of each box."""
        return self.boxes[:, 2] - self.boxes[:, 0]

    @property
    def heights(self) -> Integers:
        """Height of each box."""
        return self.boxes[:, 3] - self.boxes[:, 1]

    def box(self, index: int) -> Box:
        """Where one of them stands."""
        return Box(*self.boxes[index].tolist())

    def ink_of(self, index: int) -> Mask:
        """The pixels of one of them, in its box."""
        own: Mask = self.labels[self.box(index).slices] == index + 1
        return own


def ink_mask(flat: Grey, threshold: int = INK) -> Mask:
    """Where there is ink in a flattened image."""
    return flat < threshold


def find_components(ink: Mask) -> Components:
    """The 8-connected components of a mask."""
    _, labels, table = labelled(ink.view(np.uint8))
    boxes = table[1:, :4].copy()
    boxes[:, 2:] += boxes[:, :2]
    return Components(boxes, table[1:, cv2.CC_STAT_AREA], labels)


def letter_height(components: Components) -> float:
    """The usual height of a small letter in pixels; 0 where there is too little to tell.

    Specks and accents are many but low, rules and pictures are few: weighing each height by itself finds the letters.
    That peak may be the one of capitals, digits and letters with merged accents; the small letters are then the
    lowest height not far below it that is nearly as frequent: citations and numbers can outnumber them on a page.
    Where there is print of half that height or less too, it is that which decides: a headline has more ink than the
    text below it, and is read well at any scale.
    """
    heights, widths, areas = components.heights, components.widths, components.areas
    plausible = (heights >= LOWEST) & (heights <= HIGHEST) & (widths >= NARROWEST) & (widths <= WIDEST * heights)
    plausible &= (areas >= LEAST_INK) & (areas >= LEAST_FILL * heights * widths)
    if np.count_nonzero(plausible) < FEWEST_LETTERS:
        return 0.0
    peak = _peak(heights[plausible])
    if peak <= LARGEST_DOT:  # only then may dots have outnumbered the letters
        plausible &= ~leaders(components)
        if np.count_nonzero(plausible) < FEWEST_LETTERS:
            return 0.0
        peak = _peak(heights[plausible])
    while (smaller := _smaller_print(components, plausible, peak)) is not None:
        plausible, peak = smaller, _peak(heights[smaller])
    lowest = max(LOWEST, round(LOWEST_SMALL * peak))
    counts = _smoothed(heights[plausible])
    inside = counts[lowest : peak + 1]
    tops = (inside >= counts[lowest - 1 : peak]) & (inside >= counts[lowest + 1 : peak + 2])
    heights_inside = np.arange(lowest, peak + 1)
    small = (heights_inside >= SMALL_LETTERS[0] * peak) & (heights_inside <= SMALL_LETTERS[1] * peak)
    enough = inside >= np.where(small, SOME, NEARLY) * inside.max()
    return float(lowest + np.argmax(tops & enough))


def _peak(heights: Integers) -> int:
    counts = _smoothed(heights)
    return int(np.argmax(counts * np.arange(len(counts))))


def _smaller_print(components: Components, plausible: Mask, peak: int) -> Mask | None:
    """Components of print at most half as high as the peak; None where there is none to speak of."""
    small = plausible & (components.heights <= SMALLER_PRINT * peak)
    if np.count_nonzero(small) < FEWEST_SMALLER:
        return None
    chosen = np.flatnonzero(small)[:: 1 + np.count_nonzero(small) // MOST_COMPARED]
    boxes = components.boxes[chosen]
    boxes = boxes[~_over_letters(boxes, components.boxes[plausible & ~small])]
    beside = boxes[_have_neighbours(boxes)]
    widths, heights = beside[:, 2] - beside[:, 0], beside[:, 3] - beside[:, 1]
    if len(beside) < FEWEST_SMALLER or widths.std() < UNLIKE_WIDTHS * widths.mean():
        return None
    if np.mean(np.abs(widths - heights) <= 1) > MOST_SQUARE or heights.std() < UNLIKE_HEIGHTS * heights.mean():
        return None
    return small


def _over_letters(boxes: Integers, letters: Integers) -> Mask:
    """Which boxes are so near over or under a larger one as its marks are."""
    middles = ((boxes[:, 0] + boxes[:, 2]) / 2)[:, None]
    within = (letters[:, 0] <= middles) & (middles <= letters[:, 2])
    away = np.maximum(letters[:, 1] - boxes[:, None, 3], boxes[:, None, 1] - letters[:, 3])
    near: Mask = (within & (away <= OVER_LETTER * (letters[:, 3] - letters[:, 1]))).any(axis=1)
    return near


def _have_neighbours(boxes: Integers) -> Mask:
    """Which boxes have one of their height closely behind them."""
    tall = boxes[:, 3] - boxes[:, 1]
    gaps = boxes[None, :, 0] - boxes[:, None, 2]
    shared = np.minimum(boxes[:, None, 3], boxes[:, 3]) - np.maximum(boxes[:, None, 1], boxes[:, 1])
    lower, higher = np.minimum(tall[:, None], tall), np.maximum(tall[:, None], tall)
    near = (gaps >= 0) & (gaps <= BESIDE * tall[:, None])
    found: Mask = (near & (shared >= LIKE * lower) & (lower >= LIKE * higher)).any(axis=1)
    return found


def _smoothed(heights: Integers) -> NDArray[np.float64]:
    """How often each height occurs, neighbours counted in part."""
    counted = np.convolve(np.bincount(heights, minlength=220), [0.25, 0.5, 1.0, 0.5, 0.25], mode="same")
    return counted.astype(np.float64)


def leaders(components: Components) -> Mask:
    """Which components are dots of a dotted line to write on: a form may have more of them than letters."""
    heights, widths, areas = components.heights, components.widths, components.areas
    dots = (np.maximum(heights, widths) <= LARGEST_DOT) & (areas >= 0.5 * heights * widths)
    if np.count_nonzero(dots) < FEWEST_DOTS:
        return np.zeros(len(heights), bool)
    drawn = np.append(False, dots)[components.labels].astype(np.uint8)
    joined = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((1, 2 * LARGEST_DOT + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    long = stats[:, cv2.CC_STAT_WIDTH] >= FEWEST_DOTS * LARGEST_DOT // 2
    long[0] = False
    rows, columns = centres(components.boxes).astype(int).T[::-1]
    found: Mask = dots & long[labels[rows, columns]]
    return found


def letters(components: Components, height: float) -> Mask:
    """Which components have the size of letters, given the height of a small one."""
    heights, widths = components.heights, components.widths
    high = (heights >= LETTER_HEIGHTS[0] * height) & (heights <= LETTER_HEIGHTS[1] * height)
    return high & (widths >= LETTER_WIDTHS[0] * height) & (widths <= LETTER_WIDTHS[1] * height)


def small_marks(components: Components, height: float) -> Mask:
    """Which components have the size of accents and dots."""
    heights, widths, areas = components.heights, components.widths, components.areas
    small = (heights < MARK_HEIGHT * height) & (widths < MARK_WIDTH * height)
    return small & (areas >= max(LEAST_MARK_INK, LEAST_MARK * height * height))


def turned(components: Components, turns: int) -> Components:
    """The components of the page turned counter-clockwise by so many quarters."""
    boxes, (rows, columns) = components.boxes, components.labels.shape
    for _ in range(turns % 4):
        left, top, right, bottom = boxes.T
        boxes = np.stack([top, columns - right, bottom, columns - left], axis=1)
        rows, columns = columns, rows
    return Components(boxes, components.areas, np.rot90(components.labels, turns))


def centres(boxes: NDArray[np.int32]) -> NDArray[np.float64]:
    """N×2 centres of N×4 boxes."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2
