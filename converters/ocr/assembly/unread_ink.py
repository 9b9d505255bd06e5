"""Ink without a word: rows of letters on the stored image where nothing was read are doubts.

Looked for on the image as it is, not on the prepared page, and in both polarities: what preparation lost (a panel
taken for a picture, a band cut off with the desk, print of another size) is seen here. Pictures and ornaments have
rows of pieces too, so much is asked of a row: pieces of like height, level at their feet, evenly close, of unlike
widths, as letters are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.assembly.dropped_words import dropped_words
from converters.ocr.preparation.arrays import Floats, Grey, Integers, Mask, Rgb, labelled, reduced, to_grey
from converters.reading.boxes import Box
from converters.reading.document import Flag, Page
from validators.problems import say

LONG_SIDE = 1400  # pixels of the copy that is searched
NEARBY, DIFFERENT = 41, 18  # pixels within which ink differs from its surroundings, and grey levels by which
HEIGHTS = (5, 70)  # pixels of a letter
WIDTHS, FILLS = (0.15, 4.0), (0.2, 0.92)  # of its height (letters may touch), and of its box
LIKE, LEVEL, NEAR = 0.55, 0.25, 2.2  # of the higher of two neighbours: how like, how level at the feet, how near
FEWEST, SHORTEST = 5, 5.5  # pieces of a row, and how wide they are together in heights of the usual one
EVEN, LEVEL_ROW = 0.5, 0.6  # share of a row's letters that are of its usual height, and that stand on its line
UNLIKE = 0.2  # spreads by their means of widths, of heights and of fills, added: of dots of a raster they are less
MOST_UNLIKE = 0.9  # spread of the widths: of pieces of a picture it is more
READ = 0.25  # of a row that is covered by what was read
ROOM = 0.6  # heights of a row's letters around a word within which ink is its own
ROUND, FULL = 0.12, 0.7  # logarithm of a disc's width by its height, and how much of its box is ink (π/4)
MOST = 6  # doubts of a page; where there are more, one for the whole page says it


def with_unread_ink(page: Page, image: Rgb) -> Page:
    """The page with a flag for each row of letters on which no word was read.

    Args:
        page: As read; boxes in pixels of `image`.
        image: As stored.
    """
    small, factor = reduced(to_grey(image), LONG_SIDE)
    boxes = [box.scaled(factor) for box in _known(page)]
    covered, own = _covered(boxes, small.shape, ROOM), _covered(boxes, small.shape, 0.0)
    both = [_letters(_ink(small, lighter=lighter)) for lighter in (False, True)]
    rows = [row for letters in both for row in _rows(*letters, covered)]
    darker, lighter = (boxes[~_is_disc(boxes, fill)] for boxes, fill in both)
    rows = _merged([*rows, *dropped_words(page, small, darker, lighter, own, factor)])
    if len(rows) > MOST:
        rows = [Box.around(rows)]
    flags = tuple(_flag(page, row.scaled(1 / factor)) for row in rows)
    return replace(page, flags=(*page.flags, *flags)) if flags else page


def _known(page: Page) -> Iterator[Box]:
    """Where something was read or is known to be no print."""
    for block in page.blocks:
        boxes = [word.box for line in block.lines for word in line.words] or [block.box]
        yield from (box for box in boxes if box is not None)


def _covered(boxes: Sequence[Box], shape: tuple[int, ...], room: float) -> Mask:
    """The pixels of the boxes and so many heights around them."""
    covered = np.zeros(shape, bool)
    height, width = shape
    for box in boxes:
        covered[box.grown(2 + round(room * min(box.height, box.width))).clipped(width, height).slices] = True
    return covered


def _ink(grey: Grey, *, lighter: bool) -> Mask:
    """What is darker, or lighter, than its surroundings."""
    source = 255 - grey if lighter else grey
    around = cv2.blur(source, (NEARBY, NEARBY))
    return np.asarray(cv2.subtract(around, source) > DIFFERENT)


def _letters(ink: Mask) -> tuple[Integers, Floats]:
    """Left, top, right, bottom of the pieces of ink of a letter's size, and how much of each box is ink."""
    _, _, table = labelled(ink.view(np.uint8))
    boxes = table[1:, :4].copy()
    boxes[:, 2:] += boxes[:, :2]
    wide, tall = table[1:, cv2.CC_STAT_WIDTH], table[1:, cv2.CC_STAT_HEIGHT]
    fill = table[1:, cv2.CC_STAT_AREA] / (wide * tall)
    letters = (tall >= HEIGHTS[0]) & (tall <= HEIGHTS[1]) & (wide >= WIDTHS[0] * tall) & (wide <= WIDTHS[1] * tall)
    letters &= (fill >= FILLS[0]) & (fill <= FILLS[1])
    return boxes[letters], fill[letters]


def _is_disc(boxes: Integers, fill: Floats) -> Mask:
    """Which pieces are as round as a bullet and as full of ink, which no letter is."""
    ratio = (boxes[:, 2] - boxes[:, 0]) / (boxes[:, 3] - boxes[:, 1])
    return (np.abs(np.log(ratio)) <= ROUND) & (fill >= FULL)


def _rows(boxes: Integers, fill: Floats, covered: Mask) -> Iterator[Box]:
    rows, columns = (boxes[:, 1] + boxes[:, 3]) // 2, (boxes[:, 0] + boxes[:, 2]) // 2
    free = ~covered[rows, columns]
    boxes, fill = boxes[free], fill[free]
    for members in _chains(boxes):
        if len(members) >= FEWEST and _is_print(boxes[members], fill[members]):
            row = boxes[members]
            box = Box(int(row[:, 0].min()), int(row[:, 1].min()), int(row[:, 2].max()), int(row[:, 3].max()))
            if float(covered[box.slices].mean()) <= READ:
                yield box


def _chains(boxes: Integers) -> list[list[int]]:
    """Boxes that follow each other on a row."""
    order = np.argsort(boxes[:, 0], kind="stable")
    chains: list[list[int]] = []
    ends: list[NDArray[np.int32]] = []
    for index in order.tolist():
        box = boxes[index]
        place = _chain_of(box, np.array(ends)) if ends else None
        if place is None:
            chains.append([index])
            ends.append(box)
        else:
            chains[place].append(index)
            ends[place] = box
    return chains


def _chain_of(box: NDArray[np.int32], ends: NDArray[np.int32]) -> int | None:
    own, other = box[3] - box[1], ends[:, 3] - ends[:, 1]
    higher = np.maximum(own, other)
    gaps = box[0] - ends[:, 2]
    fits = (np.minimum(own, other) >= LIKE * higher) & (np.abs(box[3] - ends[:, 3]) <= LEVEL * higher)
    fits &= (gaps >= -1) & (gaps <= NEAR * higher)
    found = np.flatnonzero(fits)
    return int(found[np.argmin(gaps[found])]) if len(found) else None


def _is_print(row: Integers, fill: Floats) -> bool:
    """Whether boxes in a row, filled with ink so far, are as letters are."""
    tall, wide = row[:, 3] - row[:, 1], row[:, 2] - row[:, 0]
    even = float(np.mean(np.abs(tall - np.median(tall)) <= np.maximum(1, 0.2 * np.median(tall))))
    slope, foot = np.polyfit(row[:, 0], row[:, 3], 1)
    off = np.abs(row[:, 3] - (slope * row[:, 0] + foot))
    level = float(np.mean(off <= np.maximum(1, 0.12 * np.median(tall))))
    spread = float(wide.std() / wide.mean())
    if wide.sum() < SHORTEST * np.median(tall):
        return False
    unlike = spread + float(tall.std() / tall.mean() + fill.std() / fill.mean())
    return even >= EVEN and level >= LEVEL_ROW and unlike >= UNLIKE and spread <= MOST_UNLIKE


def _merged(rows: Sequence[Box]) -> list[Box]:
    """Rows that overlap, as those of both polarities do, made one."""
    found: list[Box] = []
    for row in rows:
        near = [other for other in found if row.gap_across(other) < 0 and row.gap_down(other) < 0]
        found = [*(other for other in found if other not in near), Box.around([row, *near])]
    return found


def _flag(page: Page, box: Box) -> Flag:
    return Flag(page.number, box, -1, -1, "", (), "ink", say("Printed words were not read here."))
