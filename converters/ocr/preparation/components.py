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
LARGEST_DOT = 7  # pixels
FEWEST_DOTS = 16  # in a row: as many dots stand beside each other nowhere else
NEARLY = 0.7  # of the most frequent height: as many small letters as a page of citations has for its high signs
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
    lowest = max(LOWEST, round(LOWEST_SMALL * peak))
    counts = _smoothed(heights[plausible])
    inside = counts[lowest : peak + 1]
    tops = (inside >= counts[lowest - 1 : peak]) & (inside >= counts[lowest + 1 : peak + 2])
    return float(lowest + np.argmax(tops & (inside >= NEARLY * inside.max())))


def _peak(heights: Integers) -> int:
    counts = _smoothed(heights)
    return int(np.argmax(counts * np.arange(len(counts))))


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
