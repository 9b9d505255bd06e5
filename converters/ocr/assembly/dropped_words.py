"""Words an engine dropped from a line: letters in its gaps, or at its ends, that no word covers.

A line's own words say how high its letters are and where it stands, so far less is asked of ink there than of ink
anywhere on the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from converters.ocr.preparation.arrays import Grey, Integers, Mask
from converters.reading.boxes import Box
from converters.reading.document import Line, Page

# Sizes in heights of a line's usual letter, that of a small letter without ascender.
LOWEST, HIGHEST = 0.55, 2.6  # of a piece that may be a letter: dots, dashes and rules are not
LEVEL = 0.4  # a letter's middle lies so far above or below the band of the line's letters, at most
SHORTEST = 1.2  # width of a word's letters together: narrower is a speck, a bracket or a sign
FARTHEST = 3.0  # between a word that was dropped and the nearest one that was read
REACH = 10.0  # beyond a block's edges: the word that is dropped may be its longest line's last
FEWEST_READ = 4  # letters of a line from which its usual letter is known


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Pieces of ink of a letter's size: their boxes and middles, and which of them no word covers."""

    boxes: Integers
    middles: Integers
    free: Mask


def dropped_words(
    page: Page, grey: Grey, darker: Integers, lighter: Integers, covered: Mask, factor: float
) -> Iterator[Box]:
    """Places of letters in the lines of a page that belong to no word.

    Args:
        page: As read; pages turned by a quarter have no rows to look along.
        grey: A reduced copy of the page.
        darker: Left, top, right, bottom of the pieces of ink on the copy that are as large as letters.
        lighter: The same of what is lighter than its surroundings.
        covered: Of the copy, what words and stamps cover.
        factor: Of its pixels to the page's.
    """
    if page.rotation % 180:
        return
    both = [_pieces(boxes, covered) for boxes in (darker, lighter)]
    for block in page.flow:
        lines = [line for line in block.lines if line.words and all(word.box for word in line.words)]
        around = Box.around_known(word.box for line in lines for word in line.words)
        if around is None:
            continue
        for words in (_boxes(line, factor) for line in lines):
            yield from _in_line(words, around.scaled(factor), both[_is_light(grey, words)])


def _pieces(boxes: Integers, covered: Mask) -> _Pieces:
    middles = (boxes[:, :2] + boxes[:, 2:]) // 2
    return _Pieces(boxes, middles, ~covered[middles[:, 1], middles[:, 0]])


def _is_light(grey: Grey, words: Sequence[Box]) -> bool:
    """Whether letters are lighter than their ground, of which there is more: the median is the ground's."""
    part = grey[Box.around(words).slices]
    return part.size > 0 and float(part.mean()) > float(np.median(part))


def _boxes(line: Line, factor: float) -> list[Box]:
    return sorted(word.box.scaled(factor) for word in line.words if word.box is not None)


def _in_line(words: Sequence[Box], block: Box, ink: _Pieces) -> Iterator[Box]:
    """The free letters of one line, gap by gap."""
    pieces, middles, free = ink.boxes, ink.middles, ink.free
    line = Box.around(words)
    reach = round(REACH * min(word.height for word in words))
    first, last = block.left - reach, block.right + reach
    inside = (middles[:, 1] > line.top) & (middles[:, 1] < line.bottom) & (pieces[:, 2] > first)
    inside &= pieces[:, 0] < last
    own = pieces[inside & ~free]
    if len(own) < FEWEST_READ:
        return
    high = float(np.percentile(own[:, 3] - own[:, 1], 40))
    feet, heights = float(np.median(own[:, 3])), pieces[:, 3] - pieces[:, 1]
    letters = inside & free & (heights >= LOWEST * high) & (heights <= HIGHEST * high)
    letters &= np.abs(middles[:, 1] - (feet - high / 2)) <= (0.5 + LEVEL) * high
    edges = [-math.inf, *(edge for word in words for edge in (word.left, word.right)), math.inf]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        found = pieces[letters & (middles[:, 0] >= left) & (middles[:, 0] <= right)]
        if _is_word(found, left, right, high):
            yield Box(*(int(edge) for edge in (*found[:, :2].min(axis=0), *found[:, 2:].max(axis=0))))


def _is_word(found: Integers, left: float, right: float, high: float) -> bool:
    """Whether letters between two words, one of which may be missing, are as wide as a word and near what was read."""
    if (found[:, 2] - found[:, 0]).sum() < SHORTEST * high:
        return False
    return min(float(found[:, 0].min() - left), float(right - found[:, 2].max())) <= FARTHEST * high
