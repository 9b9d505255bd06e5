"""Scraps of a poster are read again, smaller and turned a little: a digit stays what it is, an icon does not."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.engines.second_size import at_second_size
from converters.ocr.layout.layout import Layout
from converters.ocr.preparation.arrays import Grey

SURE = 0.95  # confidence of a scrap that is not read again
DOUBTFUL = 0.6  # the same below which it is no print anyway, unless it is a row of digits
TURNS = (-5.0, 5.0)  # degrees
READINGS = 1 + len(TURNS)  # of a scrap that is read again
AGREEING = 2  # of these that must read the same

Read = tuple[ReadWord, ...]


def scraps_to_repeat(layout: Layout, readings: Sequence[Read]) -> list[int]:
    """Which lines are read again: what stands in no line of text, is one piece, and was read as letters or digits."""
    return [
        index
        for index, (line, words) in enumerate(zip(layout.lines, readings, strict=True))
        if line.scrap
        and line.fragment.letters <= 2
        and DOUBTFUL <= min((word.confidence for word in words), default=0.0) < SURE
        and any(map(str.isalnum, _text(words)))
    ]


def shown_otherwise(image: Grey) -> list[Grey]:
    """The crop of a scrap in the ways in which it is read again."""
    return [at_second_size(image), *(_turned(image, degrees) for degrees in TURNS)]


def with_steady(readings: Sequence[Read], again: Sequence[int], others: Sequence[Read]) -> list[Read]:
    """The readings, without those of scraps that are read as something else when they are shown otherwise.

    Args:
        readings: Of all lines.
        again: Which of them were read again.
        others: What was read then, `READINGS` for each.
    """
    taken = list(readings)
    for place, index in enumerate(again):
        repeated = others[place * READINGS : (place + 1) * READINGS]
        if sum(_text(words) == _text(readings[index]) for words in repeated) < AGREEING:
            taken[index] = ()
    return taken


def _text(words: Read) -> str:
    return "".join(word.text for word in words).strip(".,:;'`|")


def _turned(image: Grey, degrees: float) -> Grey:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=255), np.uint8)
