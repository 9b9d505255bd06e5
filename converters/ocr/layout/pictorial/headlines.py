"""Headlines: letters many times as large as the text, which the grouping of the text passes over.

A large component is a letter of a headline when others of its size stand level beside it. Its marks are as large as
letters of the text, but stand in no line of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from converters.ocr.layout.fragments import Fragment
from converters.ocr.preparation.components import LETTER_HEIGHTS, Components
from converters.reading.boxes import Box

HIGHEST, WIDEST = 0.3, 3.0  # of the page's height, and times as wide as high: two letters that touch
LEAST_FILL = 0.12  # of its box: less is a frame or a swung line
REACH = 0.7  # own heights to the next letter, over the space between words
LEVEL, HIGHER = 0.16, 1.7  # own heights the feet may be off, and how much higher a letter with merged marks is
MOST_HELD = 2  # letters of the text within its box: more stand on a panel
# In heights of the headline's letters.
OVER, UNDER = (0.55, 0.15), (0.3, 0.45)  # where marks over and under the letters stand
AWAY, STOP = 0.12, 0.4  # how far beside its letter a mark stands, and behind the last letter a comma
COMMA = 0.3  # how far below the feet a comma ends that begins above them
LEAST_MARK, LARGEST_MARK = 0.06, 0.8
LOWER = 0.45  # small letters of a headline whose capitals alone are large
BESIDE = 1.0
TEXT_LETTERS = 4  # in a row that make a line of text, and no marks
# Small letters' heights of lines whose highest letters may be too high for the text; in heights of the line, how far
# the tail of a letter hangs below its feet, and the widest space between two of its words.
NEARLY_LARGE, TAIL, SPACE = 3.0, 0.35, 0.5
LARGE_LINE, LINE_LETTERS = 1.8, 3  # small letters' heights and letters of a line with marks as large as small letters


def with_headlines(
    fragments: Sequence[Fragment], components: Components, panels: Sequence[Box], height: float
) -> tuple[Fragment, ...]:
    """The fragments of a page with its headlines among them, and without what belongs to these.

    Args:
        fragments: Of text of the usual size.
        components: Of the page.
        panels: Of the page: a headline stands in one of them, or in none.
        height: Of a small letter.
    """
    left = list(fragments)
    found = []
    for members in _groups(components, _large(components, height), panels):
        headline = _headline(components, members)
        own = [item for item in left if _is_part(item, headline)]
        left = [item for item in left if item not in own]
        taken = {member for item in left if item.letters >= TEXT_LETTERS for member in item.members}
        marks = [index for index in _marks(components, headline).tolist() if index not in taken]
        left = [kept for item in left if (kept := _without(item, marks)) is not None]
        extra = {member for item in own for member in item.members} | set(marks)
        found.append(_with(headline, sorted(extra - set(headline.members)), components))
    return (*left, *found)


def with_marks(fragments: Sequence[Fragment], components: Components, height: float) -> tuple[Fragment, ...]:
    """The fragments of a poster, marks and commas of large lines given to them: alone they would be taken for scraps.

    Args:
        fragments: Of the page.
        components: Of the page.
        height: Of a small letter.
    """
    large = [item for item in fragments if item.letters >= LINE_LETTERS and item.height >= LARGE_LINE * height]
    kept = {member for item in fragments if item.letters >= LINE_LETTERS for member in item.members}
    owners: dict[int, Fragment] = {}
    for line in large:
        for mark in _marks(components, line).tolist():
            box = components.box(mark)
            if mark not in kept and (mark not in owners or _off(box, line) < _off(box, owners[mark])):
                owners[mark] = line
    marks = {line: [mark for mark, owner in owners.items() if owner is line] for line in large}
    left = (item for item in fragments if item in marks or _without(item, list(owners)) is not None)
    return tuple(_with(item, marks[item], components) if marks.get(item) else item for item in left)


def with_high_letters(fragments: Sequence[Fragment], components: Components, height: float) -> tuple[Fragment, ...]:
    """The fragments of a poster, large lines made whole where a letter is a little too high for the text.

    Where the letters of a headline are nearly as high as those of the text may be, the tail of a Q and the swing of a
    C reach beyond that: the letter is in no line, and the line falls apart there.

    Args:
        fragments: Of the page.
        components: Of the page.
        height: Of a small letter.
    """
    lines = [item for item in fragments if item.height >= NEARLY_LARGE * height]
    if not lines:
        return tuple(fragments)
    taken = {member for item in fragments for member in item.members}
    for letter in _large(components, height).tolist():
        box = components.box(letter)
        place = next((place for place, line in enumerate(lines) if _goes_on(box, line)), None)
        if letter not in taken and place is not None:
            lines[place] = _with_letter(lines[place], letter, box)
    rest = [item for item in fragments if item.height < NEARLY_LARGE * height]
    return (*rest, *_rejoined(lines))


def _goes_on(box: Box, line: Fragment) -> bool:
    """Whether a letter stands level beside a line, or in it, whatever hangs below its foot."""
    level = abs(box.top - line.top) <= LEVEL * line.height
    foot = -LEVEL * line.height <= box.bottom - line.bottom <= TAIL * line.height
    return level and foot and box.gap_across(line.box) <= REACH * line.height


def _with_letter(line: Fragment, letter: int, box: Box) -> Fragment:
    return replace(line, box=Box.around([line.box, box]), members=(*line.members, letter), letters=line.letters + 1)


def _rejoined(lines: Sequence[Fragment]) -> Iterator[Fragment]:
    """Pieces of one large line that no more than a space parts."""
    whole: list[Fragment] = []
    for line in sorted(lines, key=lambda line: line.box.left):
        place = next((place for place, other in enumerate(whole) if _is_next(line, other)), None)
        if place is None:
            whole.append(line)
        else:
            before = whole[place]
            box, members = Box.around([before.box, line.box]), (*before.members, *line.members)
            whole[place] = replace(before, box=box, members=members, letters=before.letters + line.letters)
    yield from whole


def _is_next(line: Fragment, before: Fragment) -> bool:
    least = min(line.height, before.height)
    off = max(abs(line.top - before.top), abs(line.bottom - before.bottom))
    return off <= LEVEL * least and -LEVEL * least <= line.box.left - before.box.right <= SPACE * least


def _off(mark: Box, line: Fragment) -> float:
    """How far over the heads or below the feet of a line a mark stands."""
    return max(line.top - mark.centre_y, mark.centre_y - line.bottom)


def _large(components: Components, height: float) -> NDArray[np.int64]:
    """Components too large for the text that may be letters."""
    heights, widths = components.heights, components.widths
    rows, columns = components.labels.shape
    boxes = components.boxes
    sized = (heights > LETTER_HEIGHTS[1] * height) & (heights <= HIGHEST * rows) & (widths <= WIDEST * heights)
    sized &= components.areas >= LEAST_FILL * heights * widths
    sized &= (boxes[:, 0] > 1) & (boxes[:, 1] > 1) & (boxes[:, 2] < columns - 1) & (boxes[:, 3] < rows - 1)
    chosen = np.flatnonzero(sized)
    letters = boxes[(heights >= LETTER_HEIGHTS[0] * height) & (heights <= LETTER_HEIGHTS[1] * height)]
    middles = (letters[:, :2] + letters[:, 2:]) / 2
    own = boxes[chosen]
    within = (middles[:, None] > own[:, :2]) & (middles[:, None] < own[:, 2:])
    kept: NDArray[np.int64] = chosen[within.all(axis=2).sum(axis=0) <= MOST_HELD]
    return kept


def _groups(components: Components, chosen: NDArray[np.int64], panels: Sequence[Box]) -> Iterator[list[int]]:
    """Large components that stand level beside each other, two at least."""
    within = {
        index: [panel for panel in panels if panel.holds(box.centre_x, box.centre_y)]
        for index in chosen.tolist() if (box := components.box(index))
    }  # fmt: skip
    left = set(within)
    for index in sorted(left, key=lambda index: components.boxes[index][0]):
        if index not in left:
            continue
        group = [index]
        for other in sorted(left - {index}, key=lambda other: components.boxes[other][0]):
            near = (one for one in group if within[one] == within[other])
            if any(_level(components.box(one), components.box(other)) for one in near):
                group.append(other)
        left -= set(group)
        if len(group) > 1:
            yield group


def _level(first: Box, second: Box) -> bool:
    lower, higher = sorted((first.height, second.height))
    near = first.gap_across(second) <= REACH * lower
    off = min(abs(first.bottom - second.bottom), abs(first.top - second.top))
    return near and higher <= HIGHER * lower and off <= LEVEL * lower


def _headline(components: Components, members: Sequence[int]) -> Fragment:
    boxes = components.boxes[members]
    box = Box.around(components.box(index) for index in members)
    return Fragment(box, float(np.median(boxes[:, 1])), float(np.median(boxes[:, 3])), tuple(members), len(members))


def _is_part(item: Fragment, headline: Fragment) -> bool:
    """Whether a fragment of the usual grouping is small letters of a headline whose capitals stand out of it."""
    tall = headline.height
    level = abs(item.bottom - headline.bottom) <= LEVEL * tall
    return level and item.height >= LOWER * tall and item.box.gap_across(headline.box) <= BESIDE * tall


def _marks(components: Components, headline: Fragment) -> NDArray[np.int64]:
    """Components where a headline has its marks, of their size."""
    tall, boxes = headline.height, components.boxes
    heights, widths = components.heights, components.widths
    sized = (np.maximum(heights, widths) >= LEAST_MARK * tall) & (heights <= LARGEST_MARK * tall)
    sized &= widths <= tall
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    sized &= (middles >= headline.box.left) & (middles <= headline.box.right + STOP * tall)
    over = (boxes[:, 1] >= headline.top - OVER[0] * tall) & (boxes[:, 3] <= headline.top + OVER[1] * tall)
    under = (boxes[:, 1] >= headline.bottom - UNDER[0] * tall) & (boxes[:, 3] <= headline.bottom + UNDER[1] * tall)
    inside = (boxes[:, 1] >= headline.top - OVER[0] * tall) & (boxes[:, 3] <= headline.bottom + LEVEL * tall)
    stop = (boxes[:, 1] > headline.middle) & (boxes[:, 1] <= headline.bottom)
    stop &= boxes[:, 3] <= headline.bottom + COMMA * tall
    letters = boxes[[member for member in headline.members if heights[member] > LARGEST_MARK * tall]]
    near = (letters[:, 0, None] - AWAY * tall <= middles) & (middles <= letters[:, 2, None] + AWAY * tall)
    found: NDArray[np.int64] = np.flatnonzero(sized & (((over | under | inside) & near.any(axis=0)) | stop))
    return found


def _without(item: Fragment, taken: Sequence[int]) -> Fragment | None:
    """A fragment, or None when most of it is marks of a headline."""
    own = sum(member in taken for member in item.members)
    return None if 2 * own > len(item.members) and item.letters < TEXT_LETTERS else item


def _with(headline: Fragment, extra: Sequence[int], components: Components) -> Fragment:
    members = (*headline.members, *extra)
    box = Box.around(components.box(index) for index in members)
    return Fragment(box, headline.top, headline.bottom, members, headline.letters)
