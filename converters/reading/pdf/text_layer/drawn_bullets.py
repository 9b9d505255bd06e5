"""Bullets that are drawn and not written: browsers print the signs of a list as small discs and squares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converters.reading.pdf.geometry import FloatBox
from converters.reading.pdf.text_layer.lines import PlacedWord

# In parts of the font size.
SMALLEST, LARGEST = 0.18, 0.5  # a larger one is a box to tick, or stands for a colour of a chart
LOWEST, HIGHEST = 0.05, 0.65  # of its middle above the line
NEAREST, FARTHEST = 0.1, 1.6  # before the first word
ALONE = 3.0  # before it nothing is written for so long, or it parts words
APART = 1.0  # as long, where a sign right above or below it is a bullet: the column before may end as near
IN_LINE = 0.2  # as far signs of one list stand beside each other at the most


def with_drawn_bullets(words: Sequence[PlacedWord], dots: Sequence[FloatBox]) -> list[PlacedWord]:
    """The words, with a bullet before each that a small drawn sign stands in front of.

    Args:
        words: In the order they were drawn.
        dots: Small shapes as wide as high, in pixels.
    """
    marked: dict[int, PlacedWord] = {}
    parting: list[FloatBox] = []
    for dot in dots:
        if (place := _marked(words, dot, ALONE)) is not None:
            marked[place] = _bullet(words[place], dot)
        else:
            parting.append(dot)
    lists = [(bullet.box.left, bullet.size) for bullet in marked.values()]
    for dot in parting:
        listed = any(abs(left - dot.left) <= IN_LINE * size for left, size in lists)
        if listed and (place := _marked(words, dot, APART)) is not None:
            marked.setdefault(place, _bullet(words[place], dot))
    made: list[PlacedWord] = []
    for place, word in enumerate(words):
        made += [marked[place], replace(word, spaced=True)] if place in marked else [word]
    return made


def _bullet(word: PlacedWord, dot: FloatBox) -> PlacedWord:
    return replace(word, text="•", box=dot, place=dot, spaced=True)


def _marked(words: Sequence[PlacedWord], dot: FloatBox, alone: float) -> int | None:
    """Which word a shape is the bullet of, where nothing is written before it for so long."""
    middle = (dot.top + dot.bottom) / 2
    level = [(place, word) for place, word in enumerate(words) if _is_level(word, middle)]
    behind = [one for one in level if one[1].box.left > dot.left]
    if not behind:
        return None
    place, word = min(behind, key=lambda one: one[1].box.left)
    size = word.size
    parts = any(other.box.left <= dot.left < other.box.right + alone * size for _, other in level)
    fits = SMALLEST * size <= dot.width <= LARGEST * size
    near = NEAREST * size <= word.box.left - dot.right <= FARTHEST * size
    return place if fits and near and not parts else None


def _is_level(word: PlacedWord, middle: float) -> bool:
    return not word.turned and LOWEST * word.size <= word.baseline - middle <= HIGHEST * word.size
