"""Boxes of words that are cut or put together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converters.reading.boxes import Box
from converters.reading.document import Word


def cut(box: Box | None, lengths: Sequence[int]) -> list[Box | None]:
    """The box cut from left to right, or top to bottom where it is far taller than wide, in proportion to `lengths`."""
    if box is None:
        return [None] * len(lengths)
    left, top, right, bottom = box
    upright = box.height > 2 * box.width
    start, size = (top, box.height) if upright else (left, box.width)
    edges = [start + round(size * sum(lengths[:place]) / sum(lengths)) for place in range(len(lengths) + 1)]
    pairs = list(pairwise(edges))
    return [Box(left, low, right, high) if upright else Box(low, top, high, bottom) for low, high in pairs]


def join(words: Sequence[Word], text: str, read: str) -> Word:
    """One word in the place of several that stand side by side."""
    confidences = [word.confidence for word in words if word.confidence is not None]
    return Word(
        text,
        Box.around_known(word.box for word in words),
        min(confidences) if confidences else None,
        engine_text=None if read == text else read,
    )
