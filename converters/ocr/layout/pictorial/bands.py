"""Posters cut across: bands that are read one under the other, each with its own columns or none.

Where white runs through all columns, either the columns go on below it, or a new row of sections begins there. Papers
have no rows of sections. On posters one begins where headings or cards stand level with each other, where what follows
stands in other columns than what went before, and where the white is wider than any within the sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from converters.ocr.layout.columns import FULL_GUTTER, LEVEL_TOPS, RHYTHM, gaps_between, is_placeholder, rows_of
from converters.ocr.layout.fragments import Fragment

WHITE = 1.6  # heights of a small letter from one strip to the next, at least
HIGHER = 1.2  # times as high as the letters of the text: capitals in the midst of small letters
APART = 1.5  # times the widest white within sections that the white between two rows of them is
SEVERAL = 2  # cards that make a row with one that is not seen
FLUSH = 1.0  # heights of a small letter that the lines of a column are off each other on the left

Span = tuple[float, float]


def bands_of(fragments: Sequence[Fragment], height: float) -> list[list[Fragment]]:
    """The bands of a poster, or of a panel of one, from top to bottom.

    Args:
        fragments: In any order.
        height: Of a small letter.
    """
    usual = _usual_height(fragments)
    bands: list[list[Fragment]] = []
    for strip in _strips(fragments, WHITE * height):
        if bands and not _begins_anew(bands[-1], strip, usual, height):
            bands[-1] += strip
        else:
            bands.append(strip)
    return bands


def _usual_height(fragments: Sequence[Fragment]) -> float:
    """Of the letters of the text: half of all letters are no higher."""
    heights = np.repeat([item.height for item in fragments], [item.letters for item in fragments])
    return float(np.median(heights)) if heights.size else 0.0


def _strips(fragments: Sequence[Fragment], white: float) -> list[list[Fragment]]:
    """The fragments in groups with white between them from the left to the right."""
    strips: list[list[Fragment]] = []
    reached = float("-inf")
    for item in sorted(fragments, key=lambda item: item.top):
        if item.top - reached >= white:
            strips.append([])
        strips[-1].append(item)
        reached = max(reached, item.bottom)
    return strips


def _begins_anew(band: Sequence[Fragment], strip: Sequence[Fragment], usual: float, height: float) -> bool:
    """Whether a strip begins another band than the one over it."""
    upper, lower = _columns(band, height), _columns(strip, height)
    if len(upper) == len(lower) == 1:
        return False
    if any(_meets_several(column, upper) for column in lower) or any(_meets_several(column, lower) for column in upper):
        return True
    if len(lower) > 1:
        over = [_meeting(column, lower) for column in upper]
        level = _begins_level(strip, usual, height) or _begins_with_cards(strip, height)
        return over == [[0]] or level or _stands_apart(band, strip, height)
    return _meeting(lower[0], upper)[:1] == [0] and not _continues(_within(band, upper[0]), band, strip, usual, height)


def _columns(fragments: Sequence[Fragment], height: float) -> list[Span]:
    """From where to where the columns reach, left to right."""
    gaps = [gap for gap in gaps_between(fragments) if gap[1] - gap[0] >= FULL_GUTTER * height]
    ends = [min(item.box.left for item in fragments), *(end for gap in gaps for end in gap),
            max(item.box.right for item in fragments)]  # fmt: skip
    return list(zip(ends[::2], ends[1::2], strict=True))


def _meeting(column: Span, others: Sequence[Span]) -> list[int]:
    """Which columns stand over or under one."""
    return [place for place, (left, right) in enumerate(others) if left < column[1] and column[0] < right]


def _meets_several(column: Span, others: Sequence[Span]) -> bool:
    return len(_meeting(column, others)) > 1


def _within(fragments: Sequence[Fragment], column: Span) -> list[Fragment]:
    return [item for item in fragments if item.box.left < column[1] and column[0] < item.box.right]


def _begins_level(strip: Sequence[Fragment], usual: float, height: float) -> bool:
    """Whether headings, or cards, stand level with each other in all columns at the head of a strip."""
    firsts = [_first(_within(strip, column)) for column in _columns(strip, height)]
    tops = [min(item.top for item in first) for first in firsts]
    return max(tops) - min(tops) <= LEVEL_TOPS * height and all(_is_head(first, usual) for first in firsts)


def _begins_with_cards(strip: Sequence[Fragment], height: float) -> bool:
    """Whether a card stands at the head of each column of a strip, level or not: boxes on a picture.

    One of three cards may have the colour of the ground; its text stands between the edges of the others.
    """
    firsts = [item for column in _columns(strip, height) for item in _first(_within(strip, column))]
    cards = [item for item in firsts if is_placeholder(item)]
    if len(cards) == len(firsts):
        return True
    tops = [card.top for card in cards]
    if len(cards) < SEVERAL or max(tops) - min(tops) > LEVEL_TOPS * height:
        return False
    lowest = max(card.bottom for card in cards)
    return all(min(tops) <= item.top and item.bottom <= lowest for item in firsts)


def _first(fragments: Sequence[Fragment]) -> list[Fragment]:
    return rows_of(fragments)[0]


def _is_head(row: Sequence[Fragment], usual: float) -> bool:
    return all(is_placeholder(item) or item.height >= HIGHER * usual for item in row)


def _stands_apart(band: Sequence[Fragment], strip: Sequence[Fragment], height: float) -> bool:
    """Whether texts begin level under white that is wider than any within them and those over them."""
    space = min(item.top for item in strip) - max(item.bottom for item in band)
    parts = [_within(part, column) for part in (band, strip) for column in _columns(part, height)]
    tops = [min(item.top for item in _within(strip, column)) for column in _columns(strip, height)]
    several = all(len(rows_of(part)) > 1 for part in parts)
    level = max(tops) - min(tops) <= LEVEL_TOPS * height
    return several and level and space >= APART * max(white for part in parts for white in _whites(part))


def _whites(column: Sequence[Fragment]) -> list[float]:
    """The white from each row of a column to the next."""
    rows = rows_of(column)
    return [max(0.0, min(i.top for i in lower) - max(i.bottom for i in upper)) for upper, lower in pairwise(rows)]


def _continues(
    column: Sequence[Fragment], band: Sequence[Fragment], strip: Sequence[Fragment], usual: float, height: float
) -> bool:
    """Whether a strip goes on with the first column of a band, whose other columns have ended.

    Where sections began level side by side, a heading under the first one begins no second section of its column.
    """
    if _is_head(_first(strip), usual) and _begins_level(band, usual, height) and not _has_sections(column, usual):
        return False
    space = min(item.top for item in strip) - max(item.bottom for item in column)
    left = min(item.box.left for item in strip)
    flush = any(abs(row[0].box.left - left) <= FLUSH * height for row in rows_of(column))
    return flush and space <= RHYTHM * max(_whites(column), default=0.0)


def _has_sections(column: Sequence[Fragment], usual: float) -> bool:
    """Whether a column has another heading than its first line."""
    return any(_is_head(row, usual) for row in rows_of(column)[1:])
