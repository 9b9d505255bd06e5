"""Icons that stand on a line with text: cut off, so that they are judged by themselves.

An icon stands a little apart from its text and is larger than its letters, off their level, or of another colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from converters.ocr.layout.fragments import Fragment, of_members
from converters.ocr.layout.pictorial.entries import is_number
from converters.ocr.preparation.arrays import Grey, Rgb
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

APART = 0.75  # heights of the line's letters between an icon and its text; words stand closer
FAR = 1.2  # the same from what stands before a line or behind it, and is no word of it
FAR_WORD = 2.4  # the same for what may be a word of several letters
MOST_OF_ICON, WIDEST_ICON = 8, 6.0  # components that look like letters, and heights of the line's letters
FARTHEST, TEXT_NEAR = 7.0, 2.0  # the same to the text an icon belongs to, and to the text over or under a word
LINE_LETTERS = 6  # of a text that an icon stands before
HOLE = 4.5  # letter heights
FEW = 4  # components of the large pieces of an icon, at most
LEVEL = 0.3  # the same that the feet of words on one line are off
OVER, UNDER = 1.0, 0.65  # heights of the line's letters that an icon reaches above their heads and below their feet
OTHER_COLOUR = 70  # difference of a channel between an icon and its text
OTHER_TINT = 40  # the same of a channel's share above or below grey: thin strokes look paler than they are, not greener
DARKEST = 30  # percentile of a component's pixels that have its colour: the others are soft edges
TEXT_LETTERS = 3


def without_icons(
    fragments: Sequence[Fragment], components: Components, flat: Grey, colour: Rgb, panels: Sequence[Box]
) -> tuple[tuple[Fragment, ...], list[Fragment]]:
    """The fragments without the icons beside their text, and these.

    Args:
        fragments: Of a poster.
        components: Of the page.
        flat: The flattened page, of the scale of the components.
        colour: The page as it is, of that scale.
        panels: Of the page: an icon stands in the one of its text.
    """
    icons: list[Fragment] = []
    texts = tuple(part for item in fragments for part in _parted(item, components, flat, colour, icons))
    before = [item for item in texts if _stands_before(item, texts, panels)]
    return tuple(item for item in texts if item not in before), [*icons, *before]


def _stands_before(item: Fragment, texts: Sequence[Fragment], panels: Sequence[Box]) -> bool:
    """Whether a short piece stands before a line of text, with no text over or under it: an icon, a label."""
    if item.letters > MOST_OF_ICON:
        return False
    for text in texts:
        gap = text.box.left - item.box.right
        level = item.box.top < text.middle < item.box.bottom
        near = FAR * text.height <= gap <= FARTHEST * text.height and item.box.width <= WIDEST_ICON * text.height
        if text.letters >= LINE_LETTERS and level and near and _panels_of(item, panels) == _panels_of(text, panels):
            reach = TEXT_NEAR * text.height
            others = [other for other in texts if other is not item]
            return not any(_over_or_under(item, other, reach) or _goes_on(item, other) for other in others)
    return False


def _goes_on(item: Fragment, other: Fragment) -> bool:
    """Whether a short piece is the next word of a line: as near as words are, and level with it."""
    level = abs(item.bottom - other.bottom) <= LEVEL * other.height
    near = 0 <= item.box.left - other.box.right < APART * other.height
    return level and near and other.letters >= TEXT_LETTERS


def _over_or_under(item: Fragment, other: Fragment, reach: float) -> bool:
    return other.letters >= TEXT_LETTERS and item.box.gap_across(other.box) < 0 and item.box.gap_down(other.box) < reach


def _panels_of(item: Fragment, panels: Sequence[Box]) -> list[Box]:
    return [panel for panel in panels if panel.holds(item.box.centre_x, item.box.centre_y)]


def _parted(
    item: Fragment, components: Components, flat: Grey, colour: Rgb, icons: list[Fragment]
) -> Iterator[Fragment]:
    pieces = [of_members(item, piece, components) for piece in _pieces(item, components, APART * item.height)]
    if len(pieces) < 2:
        yield item
        return
    text = max(pieces, key=lambda piece: piece.letters)
    if text.letters < TEXT_LETTERS:
        yield from pieces
        return
    kept: list[int] = []
    own = _colour_of(text, components, flat, colour)
    for piece in pieces:
        if piece is not text and _stands_off(piece, pieces, text, components):
            icons.append(piece)
        elif piece is not text and (_is_icon(piece, text) or _differs(piece, own, components, flat, colour)):
            yield piece
        else:
            kept += piece.members
    yield item if len(kept) == len(item.members) else of_members(item, kept, components)


def parted_lines(line: Fragment, components: Components, height: float) -> list[Fragment]:
    """A line in parts where it has holes wider than any space: texts that stand side by side."""
    runs = _pieces(line, components, HOLE * max(height, line.height))
    return [line] if len(runs) == 1 else [of_members(line, run, components) for run in runs]


def _pieces(item: Fragment, components: Components, apart: float) -> list[list[int]]:
    """The components of a line in runs with spaces wider than `apart` between them."""
    ordered = sorted(item.members, key=lambda member: components.boxes[member][0])
    runs, reached = [[ordered[0]]], components.box(ordered[0]).right
    for member in ordered[1:]:
        box = components.box(member)
        if box.left - reached > apart:
            runs.append([])
        runs[-1].append(member)
        reached = max(reached, box.right)
    return runs


def _is_icon(piece: Fragment, text: Fragment) -> bool:
    """Whether a piece reaches out of the line of its text as no letter does."""
    over = text.top - piece.box.top > OVER * text.height
    under = piece.box.bottom - text.bottom > UNDER * text.height
    return (over or under) and len(piece.members) <= 4 * FEW


def _stands_off(piece: Fragment, pieces: Sequence[Fragment], text: Fragment, components: Components) -> bool:
    """Whether a short piece stands so far from its text as no word does: an icon, a number, a bullet.

    Behind the text a number may stand far off, too: that of a telephone.
    """
    if piece.letters > MOST_OF_ICON or piece.box.width > WIDEST_ICON * text.height:
        return False
    far = FAR if piece.letters <= FEW else FAR_WORD
    off = min(piece.box.gap_across(other.box) for other in pieces if other is not piece) >= far * text.height
    leads = piece.box.right < min(other.box.left for other in pieces if other is not piece)
    return off and (leads or not is_number(piece, components))


def _differs(piece: Fragment, own: NDArray[np.float64], components: Components, flat: Grey, colour: Rgb) -> bool:
    """Whether a short piece has another colour than its text."""
    if piece.letters > FEW:
        return False
    shade = _colour_of(piece, components, flat, colour)
    tints = (shade - shade.mean()) - (own - own.mean())
    return float(np.abs(shade - own).max()) > OTHER_COLOUR or float(np.abs(tints).max()) > OTHER_TINT


def _colour_of(piece: Fragment, components: Components, flat: Grey, colour: Rgb) -> NDArray[np.float64]:
    """The colour of the ink of a piece, away from its soft edges."""
    shades = []
    for member in piece.members[:: 1 + len(piece.members) // 12]:
        box = components.box(member)
        ink = components.ink_of(member)
        levels = flat[box.slices][ink]
        shades.append(np.median(colour[box.slices][ink][levels <= np.percentile(levels, DARKEST)], axis=0))
    return np.asarray(np.median(shades, axis=0), np.float64)
