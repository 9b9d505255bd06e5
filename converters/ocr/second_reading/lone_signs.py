"""Cells of tables that hold one sign: a dash says that no fee is due, and a speck says nothing.

An engine reads a lone dash as nothing, as a tilde, or unsurely; its shape says what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.bullets import bullet_shape
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

CONFIDENCE = 0.97  # a shape that was told by rule
LEAST = 0.35  # letter heights that a dash is wide; specks are smaller both ways
_DASHES = frozenset("-–")

Read = tuple[ReadWord, ...]


def with_lone_signs(
    layout: Layout, crops: Sequence[Crop], readings: Sequence[Read], components: Components, height: float
) -> list[Read]:
    """The readings, lone dashes in cells told by their shape and lone specks left out.

    Args:
        layout: Of the page.
        crops: One for each of its lines.
        readings: What the engine read in each.
        components: Of the page.
        height: Of a small letter, in pixels of the layout.
    """
    lines = Counter(id(line.cell) for line in layout.lines)
    return [
        _sign(line, crop, words, components, height)
        if line.cell is not None and lines[id(line.cell)] == 1 and len(line.fragment.members) == 1
        else words
        for line, crop, words in zip(layout.lines, crops, readings, strict=True)
    ]


def _sign(line: LayoutLine, crop: Crop, words: Read, components: Components, height: float) -> Read:
    (member,) = line.fragment.members
    box = components.box(member)
    if max(box.width, box.height) < LEAST * height:
        return ()
    if bullet_shape(components, member, height) not in _DASHES or any(_is_letter(word.text) for word in words):
        return words
    place = words[0].box if words else Box(0, 0, crop.image.shape[1], crop.image.shape[0])
    return (ReadWord("-", place, CONFIDENCE),)


def _is_letter(text: str) -> bool:
    return any(map(str.isalnum, text))
