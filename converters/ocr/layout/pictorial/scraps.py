"""Scraps: pieces of a poster that stand in no line of text. Most are icons and ornaments, some are numbers.

They take no part in the ordering of the text, where they would join lines that have nothing to do with each other.
Each is read by itself and, if it turns out to be print, stands before the text it is nearest to: the number in a disc
before the step under it or the heading beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from converters.ocr.layout.fragments import Fragment, of_members
from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components
from converters.ocr.preparation.grounds.signs import lone
from converters.reading.boxes import Box

TALL = 2.5  # heights of a small letter: higher than a capital with its marks
LARGEST = 14.0  # the same for a number on a poster
LEVEL = 0.32  # of the higher of two on one line that their feet may be off each other
LETTER_WIDTH = 0.6  # of its height that a letter is wide, the white beside it counted
STOP, STOP_LEAST, STOP_OFF = 0.32, 0.1, 0.1  # its heights: size of a stop and its distance, least size, off its foot
FEW = 3  # letters: a longer fragment is a line
BESIDE, UNDER = 1.6, 1.6  # heights of its letters to the rest of its line, and to the line over or under it
NEXT_WORD, LEVEL_WORD = 0.6, 0.15  # the same to the next word, and how far its head and feet are off
HEADING, NEARER = 4.0, 4.0  # own heights to the heading a number stands level with, and how much nearer that counts
# A number and the remnants of its tile: pieces, share of its box a sign fills, its height in small letters, its width
# in its height; how often as long as thin a piece of an edge is, and how thin in small letters.
MOST_PIECES, FILLED, DIGIT, SLIM, LONG, HAIR = 4, 0.2, (0.9, 4.5), 0.25, 3.0, 0.35
SAME_SIZE = 0.62  # heights of two lines of one text: digits are half as high again as small letters


def lone_large(components: Components, usable: Mask, height: float) -> Mask:
    """Components higher than letters of the text, without another of their size beside them.

    Args:
        components: Of the page.
        usable: Which may be text at all.
        height: Of a small letter.
    """
    found: Mask = usable & lone(components, np.flatnonzero(usable & (components.heights > TALL * height)))
    return found


def left_out(components: Components, usable: Mask, fragments: Sequence[Fragment], height: float) -> Mask:
    """Components as high as the large figure before a heading that belong to no fragment and stand before one.

    Args:
        components: Of the page.
        usable: Which may be text at all.
        fragments: All that were found.
        height: Of a small letter.
    """
    found = usable & (components.heights > TALL * height)
    found[[member for item in fragments for member in item.members]] = False
    lines = [item.box for item in fragments if item.letters > FEW]
    for index in np.flatnonzero(found).tolist():
        box = components.box(index)
        found[index] = any(0 <= line.left - box.right <= box.height and box.gap_down(line) < 0 for line in lines)
    return found


def as_fragments(components: Components, lone: Mask, height: float) -> list[Fragment]:
    """Lone components that may be a number, each a fragment of its own."""
    found = []
    for index in np.flatnonzero(lone).tolist():
        box = components.box(index)
        if box.height <= LARGEST * height and box.width <= 1.2 * box.height:
            stop = _stop_behind(components, box)
            whole = Box.around([box, *(components.box(member) for member in stop)])
            found.append(Fragment(whole, box.top, box.bottom, (index, *stop), 1))
    return found


def _stop_behind(components: Components, box: Box) -> list[int]:
    """The full stop at the foot of a lone digit, if there is one."""
    boxes = components.boxes
    sizes = np.maximum(components.widths, components.heights)
    small = (sizes <= STOP * box.height) & (
        np.minimum(components.widths, components.heights) >= STOP_LEAST * box.height
    )
    level = np.abs(boxes[:, 3] - box.bottom) <= STOP_OFF * box.height
    behind = (boxes[:, 0] >= box.right) & (boxes[:, 0] - box.right <= STOP * box.height)
    return [int(index) for index in np.flatnonzero(small & level & behind)[:1]]


def split_scraps(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    """The fragments that stand in lines of text, and those that do not."""
    lines: list[Fragment] = []
    scraps: list[Fragment] = []
    for item in fragments:
        alone = _letters(item) <= FEW and not any(_same_text(item, other) for other in fragments if other is not item)
        (scraps if alone else lines).append(item)
    # A word whose letters touch counts as one letter, and so may the word before it.
    while found := [item for item in scraps if any(_goes_on(item, line) for line in lines)]:
        lines += found
        scraps = [item for item in scraps if item not in found]
    return lines, scraps


def without_tile(scrap: Fragment, components: Components, height: float) -> Fragment:
    """A number alone, without what is left of the edge of the tile or the ring it stands in.

    Args:
        scrap: A fragment that stands in no line of text.
        components: Of the page.
        height: Of a small letter.
    """
    if not 1 < len(scrap.members) <= MOST_PIECES:
        return scrap
    signs = [member for member in scrap.members if _is_sign(components, member, height)]
    rest = [member for member in scrap.members if member not in signs]
    if len(signs) != 1:
        return scrap
    (sign,) = signs
    foot = components.boxes[sign][3] - STOP * components.heights[sign]
    if not all(_is_edge(components, member, height) or components.boxes[member][3] < foot for member in rest):
        return scrap
    return of_members(scrap, signs, components)


def _is_sign(components: Components, member: int, height: float) -> bool:
    """Whether a component is as high as a digit of a poster, no hair line and no arc."""
    wide, high = int(components.widths[member]), int(components.heights[member])
    solid = components.areas[member] >= FILLED * wide * high
    return bool(solid and DIGIT[0] * height <= high <= DIGIT[1] * height and SLIM * high <= wide <= 1.2 * high)


def _is_edge(components: Components, member: int, height: float) -> bool:
    """Whether a component is a piece of a hair line: thin one way, or an arc that fills little of its box."""
    wide, high = int(components.widths[member]), int(components.heights[member])
    lower, longer = sorted((wide, high))
    arc = longer > DIGIT[0] * height and components.areas[member] < FILLED * wide * high
    return bool(arc or (longer >= LONG * lower and lower <= HAIR * height))


def _letters(item: Fragment) -> int:
    """How many letters a fragment may have; on small images they touch, and count as one."""
    return max(item.letters, int(item.box.width / (LETTER_WIDTH * max(item.height, 1))))


def _goes_on(item: Fragment, line: Fragment) -> bool:
    """Whether a fragment stands on a line and right beside it."""
    lower, higher = sorted((item.height, line.height))
    level = max(abs(item.bottom - line.bottom), abs(item.top - line.top)) <= LEVEL_WORD * higher
    return level and lower >= SAME_SIZE * higher and item.box.gap_across(line.box) <= NEXT_WORD * higher


def _same_text(item: Fragment, other: Fragment) -> bool:
    """Whether a short fragment goes on a line, or is a line of a text of its own size."""
    lower, higher = sorted((item.height, other.height))
    if other.letters < FEW or lower < SAME_SIZE * higher:
        return False
    off = abs(item.bottom - other.bottom)
    if off <= LEVEL * higher and item.box.gap_across(other.box) <= BESIDE * higher:
        return True
    apart = max(item.top - other.bottom, other.top - item.bottom)
    return apart <= UNDER * higher and item.box.gap_across(other.box) < 0


def place_of(scrap: Box, lines: Sequence[Box], reach: float) -> int:
    """Before which line a scrap stands: the nearest one under it or right of it, else next to the nearest at all.

    Args:
        scrap: Where it is.
        lines: All lines, in reading order.
        reach: How far it may stand over its text.
    """
    best, least = None, reach
    for index, line in enumerate(lines):
        across, down = scrap.gap_across(line), scrap.gap_down(line)
        if line.top < scrap.centre_y < line.bottom and line.left >= scrap.right:
            distance = across / NEARER if across <= HEADING * scrap.height else float(across)
        elif down < 0 and line.left >= scrap.centre_x:
            distance = float(max(across, 0))
        elif across < 0 and line.top >= scrap.centre_y:
            distance = float(max(down, 0))
        else:
            continue
        if distance < least:
            best, least = index, distance
    return _nearest(scrap, lines) if best is None else best


def _nearest(scrap: Box, lines: Sequence[Box]) -> int:
    """Behind the nearest line, or before it when the scrap stands above it."""
    if not lines:
        return 0
    near = min(range(len(lines)), key=lambda index: _distance(scrap, lines[index]))
    return near if scrap.bottom <= lines[near].top else near + 1


def _distance(first: Box, second: Box) -> int:
    return max(0, first.gap_across(second)) + max(0, first.gap_down(second))
