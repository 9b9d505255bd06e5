"""Lines of a few high signs, a page number or the "2025;" a paragraph ends with, are read at two sizes.

An engine takes the size of a line from its small letters. A line without any is at times taken for one of another
size and read as nonsense, at one scale and not at the next; the surer reading is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.layout import Layout
from converters.ocr.preparation.arrays import Grey

FEW = 6  # letters
HIGH = 1.2  # times the page's small letters
SMALLER, LARGER = 0.8, 1.3
MOST = 4  # lines of a page: each costs a reading
CELL_LETTERS, MOST_CELLS = 8, 40  # letters of a short cell, and such cells of a page that are read again
SURE = 0.8  # confidence of the least sure word of a cell that is not read again
SURER = 0.1  # by which the second reading must be surer

MIXED = 0.4  # of confidence that such a reading is worth less
_MIXED = re.compile(r"[^\W\d_]\d[\d.,]*|\d[\d.,]*(?:[^\W\d_]|/)\W?")

Read = tuple[ReadWord, ...]


def lines_to_repeat(layout: Layout, height: float) -> list[int]:
    """Which lines of a page to read at two sizes; cells of tables are read again where they are unsure.

    Args:
        layout: Of the page.
        height: Of a small letter, in pixels of the layout.
    """
    found = [
        index
        for index, line in enumerate(layout.lines)
        if line.cell is None and line.fragment.letters <= FEW and line.fragment.height > HIGH * height
    ]
    return found[:MOST]


def unsure_cells(layout: Layout, readings: Sequence[Read]) -> list[int]:
    """Which cells of tables to read again: short ones, of a number mostly, that were not read with certainty."""
    return [
        index
        for index, (line, words) in enumerate(zip(layout.lines, readings, strict=True))
        if line.cell is not None
        and line.fragment.letters <= CELL_LETTERS
        and (_confidence(words) < SURE or _is_mixed(words))
    ][:MOST_CELLS]


def at_second_size(image: Grey) -> Grey:
    """The crop of a line at the second size."""
    return np.asarray(cv2.resize(image, None, fx=SMALLER, fy=SMALLER, interpolation=cv2.INTER_AREA), np.uint8)


def at_larger_size(image: Grey) -> Grey:
    """The crop of a line larger than usual."""
    return np.asarray(cv2.resize(image, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC), np.uint8)


def with_surer(readings: Sequence[Read], again: Sequence[int], seconds: Sequence[Read]) -> list[Read]:
    """The readings, those of the lines `again` replaced where their second reading is surer."""
    taken = list(readings)
    for index, second in zip(again, seconds, strict=True):
        worse = MIXED if _with_digits(second) > _with_digits(taken[index]) else 0.0
        if _sureness(second) > _sureness(taken[index]) + SURER + worse:
            taken[index] = tuple(_enlarged(word) for word in second)
    return taken


def _sureness(words: Read) -> float:
    return _confidence(words) - (MIXED if _is_mixed(words) else 0.0)


def _with_digits(words: Read) -> int:
    """How many words have letters and digits: where the other reading has words, digits are letters misread."""
    return sum(any(map(str.isdigit, word.text)) and any(map(str.isalpha, word.text)) for word in words)


def _is_mixed(words: Read) -> bool:
    """Whether a letter or a stroke stands amid the digits of a number: "o8", "4/", as no number has."""
    return any(_MIXED.fullmatch(word.text) is not None for word in words)


def _confidence(words: Read) -> float:
    """Confidence of the least sure word; 0 where nothing was read."""
    return min((word.confidence for word in words), default=0.0)


def _enlarged(word: ReadWord) -> ReadWord:
    return replace(word, box=word.box.scaled(1 / SMALLER))
