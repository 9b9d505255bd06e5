"""Boxes of words that are cut or put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from converters.reading.document import Box, Word


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all that are known, or None."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def cut(box: Box | None, lengths: Sequence[int]) -> list[Box | None]:
    """The box cut from left to right, or top to bottom where it is far taller than wide, in proportion to `lengths`."""
    if box is None:
        return [None] * len(lengths)
    left, top, right, bottom = box
    upright = bottom - top > 2 * (right - left)
    start, size = (top, bottom - top) if upright else (left, right - left)
    edges = [start + round(size * sum(lengths[:place]) / sum(lengths)) for place in range(len(lengths) + 1)]
    pairs = list(pairwise(edges))
    return [(left, low, right, high) if upright else (low, top, high, bottom) for low, high in pairs]


def join(words: Sequence[Word], text: str, read: str) -> Word:
    """One word in the place of several that stand side by side."""
    confidences = [word.confidence for word in words if word.confidence is not None]
    return Word(
        text,
        union([word.box for word in words]),
        min(confidences) if confidences else None,
        engine_text=None if read == text else read,
    )
