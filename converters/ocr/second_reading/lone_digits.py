"""Digits that stand alone on posters, before a heading or an item: an engine that reads lines reads some as nothing.

The network reads the digit; it is believed where the engine reads it too, in a line of three of them, or where it
counts on from another one that stands level with it or right above or below it. An icon is neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.preparation.arrays import Grey
from converters.ocr.second_reading.cells import as_strip
from converters.ocr.second_reading.digits.reading import read_signs
from converters.reading.boxes import Box

SURE = 0.75  # of the engine: a digit that is not looked at again
KNOWN = 0.99  # of the network: digits are known with this and more, icons with 0.97 and less
CONFIRMED, COUNTED = 0.9, 0.78  # confidence of a digit that the engine reads too, and of one that only counts on
LEAST = 1.5  # heights of a small letter
SHAPE = (0.3, 0.95)  # a digit's width, of its height
TIMES = 3  # a digit is shown in a line of so many
ALIKE = 0.15  # of their height that two counters are higher, or lie off their row or column

Read = tuple[ReadWord, ...]
ReadImages = Callable[[Sequence[Grey]], Sequence[Read]]


@dataclass(frozen=True, slots=True)
class Counter:
    """A digit that stands alone."""

    box: Box
    value: int


def with_lone_digits(
    layout: Layout, crops: Sequence[Crop], readings: Sequence[Read], read: ReadImages, height: float
) -> list[Read]:
    """The readings, with the digits that stand alone.

    Args:
        layout: Of the page.
        crops: One for each of its lines.
        readings: What the engine read in each.
        read: Has the engine read further images.
        height: Of a small letter, in pixels of the layout.
    """
    taken = list(readings)
    lone = [index for index, line in enumerate(layout.lines) if _may_be_digit(line, height)]
    lines = list(layout.lines)
    known = {index: digit for index in lone if (digit := _sure_digit(readings[index]))}
    seen = {index: digit for index in lone if index not in known and (digit := _seen(lines[index], crops[index]))}
    shown = [np.hstack([crops[index].image] * TIMES) for index in seen]
    counters = [Counter(lines[index].fragment.box, int(digit)) for index, digit in {**known, **seen}.items()]
    for (index, digit), words in zip(seen.items(), read(shown) if shown else (), strict=True):
        box = lines[index].fragment.box
        same = set("".join(word.text for word in words)) == {digit}
        if same or any(_counts_on(Counter(box, int(digit)), other) for other in counters):
            tall, wide = crops[index].image.shape
            taken[index] = (ReadWord(digit, Box(0, 0, wide, tall), CONFIRMED if same else COUNTED),)
    return taken


def _may_be_digit(line: LayoutLine, height: float) -> bool:
    fragment = line.fragment
    shape = SHAPE[0] <= fragment.box.width / max(fragment.height, 1.0) <= SHAPE[1]
    return line.scrap and fragment.letters == 1 and shape and fragment.height >= LEAST * height


def _sure_digit(words: Read) -> str:
    text = "".join(word.text for word in words)
    sure = len(text) == 1 and text.isdigit() and words[0].confidence >= SURE
    return text if sure else ""


def _seen(line: LayoutLine, crop: Crop) -> str:
    """The digit that the network knows in a crop."""
    signs = [sign for sign in read_signs(as_strip(line, crop)) if sign.text.strip()]
    return signs[0].text if len(signs) == 1 and signs[0].text.isdigit() and signs[0].confidence >= KNOWN else ""


def _counts_on(one: Counter, other: Counter) -> bool:
    """Whether two digits follow each other in a row or a column of the same size."""
    slack = ALIKE * one.box.height
    step = other.value - one.value
    if abs(step) != 1 or abs(one.box.height - other.box.height) > slack:
        return False
    level = abs(one.box.centre_y - other.box.centre_y) <= slack
    under = abs(one.box.centre_x - other.box.centre_x) <= 2 * slack
    along = other.box.left - one.box.left if level else other.box.top - one.box.top
    return (level or under) and along * step > 0
