"""Headlines are read at several widths: engines know letters as wide as text has them, and headlines are condensed.

Bold condensed capitals ("PHÒNG" set half as wide) are read as "PHÙN6" or not at all. Stretched to the usual width most
of them are read, and stretched differently, others; which of the readings holds is decided by their context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import PADDING, Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.preparation.arrays import Grey, Mask
from converters.ocr.preparation.components import Components

LARGE = 1.9  # times as high as the page's small letters
FEWEST, MOST = 3, 8  # letters of such a line, and lines of a page
CONDENSED = 0.66  # width by height of capitals, below which they are stretched; usual ones have 0.8
WIDTHS = (0.75, 0.9)  # width by height they are stretched to
MOST_STRETCH = 2.6
THINNER = 3  # pixels across: strokes become two pixels thinner, and counters wider
BIG = 0.7  # of a line's height that its large letters have at least


@dataclass(frozen=True, slots=True)
class Variant:
    """A headline's crop at another width.

    Attributes:
        line: Index of the line.
        image: What the engine reads.
        stretch: How many times as wide as the crop.
    """

    line: int
    image: Grey
    stretch: float


def headline_variants(layout: Layout, crops: Sequence[Crop], components: Components, height: float) -> list[Variant]:
    """The headlines of a page at other widths.

    Args:
        layout: Of the page.
        crops: One for each line.
        components: Of the page.
        height: Of a small letter, in pixels of the layout.
    """
    lines = [(index, line) for index, line in enumerate(layout.lines) if _is_headline(line, height)]
    found = []
    for index, line in lines[:MOST]:
        width = _width(line, components)
        aims = WIDTHS if width < CONDENSED else (width,)
        stretches = [min(MOST_STRETCH, aim / width) for aim in aims]
        found += [
            Variant(index, _stretched(crops[index].image, stretch, thinner), stretch)
            for stretch in stretches
            for thinner in (False, True)
            if stretch != 1.0 or thinner
        ]
    return found


def readings_of(
    variants: Sequence[Variant], read: Sequence[tuple[ReadWord, ...]]
) -> dict[int, list[tuple[ReadWord, ...]]]:
    """For each headline the readings of its variants, their boxes as in its crop."""
    found: dict[int, list[tuple[ReadWord, ...]]] = {}
    for variant, words in zip(variants, read, strict=True):
        found.setdefault(variant.line, []).append(tuple(_narrowed(word, variant.stretch) for word in words))
    return found


def _is_headline(line: LayoutLine, height: float) -> bool:
    fragment = line.fragment
    return line.cell is None and fragment.height > LARGE * height and fragment.letters >= FEWEST


def _width(line: LayoutLine, components: Components) -> float:
    """Width by height of the usual large letter of a line."""
    boxes = components.boxes[list(line.fragment.members)]
    tall, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    large: Mask = tall >= BIG * line.fragment.height
    return float(np.median(wide[large] / tall[large])) if large.any() else 1.0


def _stretched(image: Grey, stretch: float, thinner: bool) -> Grey:
    inner = image[PADDING:-PADDING, PADDING:-PADDING]
    wide = cv2.resize(inner, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_CUBIC)
    if thinner:
        wide = cv2.dilate(wide, np.ones((1, THINNER), np.uint8))
    around = (PADDING,) * 4
    return np.asarray(cv2.copyMakeBorder(wide, *around, cv2.BORDER_CONSTANT, value=255), np.uint8)


def _narrowed(word: ReadWord, stretch: float) -> ReadWord:
    left, top, right, bottom = word.box
    across = (round(PADDING + (side - PADDING) / stretch) for side in (left, right))
    first, last = across
    return replace(word, box=word.box._replace(left=first, top=top, right=max(first + 1, last), bottom=bottom))
