"""Fragments cut where a panel ends: what stands in a card and what stands beside it are no one line."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from converters.ocr.layout.fragments import Fragment, of_members
from converters.ocr.preparation.components import Components
from converters.reading.boxes import Box

SPACE = 0.45  # heights of a line's letters: what is closer is one word or the next
LINE_LETTERS = 4  # of a fragment that is surely text
# Letters in the outline of their word: share of its height, how many they are, share of its width that they fill.
HUGGING, WORD_LETTERS, WORD_WIDTH = 0.74, 2, 0.5
OUT = 0.15  # of a line's height that it may stand out of a panel at its top or foot
HEADING = 1.4  # heights of a small letter that the letters of a heading have
# Of an edge: how high it is in letters of its line, how wide in its height, how thick in strokes of the letters; a
# bent one fills less of its box than any letter.
EDGE_HEIGHT, EDGE_WIDTH, EDGE_THICKNESS, EDGE_FILL = 1.15, 0.4, 0.62, 0.2
SAME_SIDE = 0.5  # heights of a small letter that the sides of two parts of a panel are off each other
ASLANT = 0.04  # of their height that the ends of two parts of a panel are off each other
SLACK = 2  # pixels by which the edge of a panel is known


def without_outlines(panels: Sequence[Box], components: Components) -> tuple[Box, ...]:
    """The panels that are not the outline around a word of a headline, of another colour than its letters."""
    boxes = components.boxes
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    tall = boxes[:, 3] - boxes[:, 1]
    kept = []
    for panel in panels:
        inside = ((middles > panel[:2]) & (middles < panel[2:])).all(axis=1)
        letters = inside & (tall >= HUGGING * panel.height) & (tall <= panel.height)
        across = int((boxes[letters, 2] - boxes[letters, 0]).sum())  # of an icon on a card: less
        if np.count_nonzero(letters) < WORD_LETTERS or across < WORD_WIDTH * panel.width:
            kept.append(panel)
    return tuple(kept)


def rejoined(panels: Sequence[Box], height: float) -> tuple[Box, ...]:
    """The panels, those made one again that are two parts of one.

    An upper and a lower part, where text reached to both its sides; a left and a right one, where its ground is of two
    colours parted aslant.

    Args:
        panels: Of the page.
        height: Of a small letter.
    """
    left = sorted(panels, key=lambda panel: panel.top)
    found: list[Box] = []
    for panel in left:
        part = next((one for one in found if _is_part(one, panel, SAME_SIDE * height)), None)
        if part is None:
            found.append(panel)
        else:
            found[found.index(part)] = Box.around([part, panel])
    return tuple(found)


def _is_part(one: Box, other: Box, off: float) -> bool:
    return _goes_on(one, other, off) or _lies_aslant(*sorted((one, other)), off=off)


def _lies_aslant(first: Box, second: Box, *, off: float) -> bool:
    """Whether two panels are as high, and overlap by much more than the edge between two of them."""
    ends = max(abs(first.top - second.top), abs(first.bottom - second.bottom)) <= off + ASLANT * first.height
    return ends and first.left + off < second.left < first.right - 2 * off and first.right + off < second.right


def _goes_on(upper: Box, lower: Box, off: float) -> bool:
    sides = max(abs(upper.left - lower.left), abs(upper.right - lower.right)) <= off
    return sides and upper.top < lower.top < upper.bottom < lower.bottom


def true_panels(panels: Sequence[Box], fragments: Sequence[Fragment], components: Components) -> list[Box]:
    """The panels whose edges no line of text crosses: pieces of pictures have others."""
    lines = [item for item in fragments if item.letters >= LINE_LETTERS]
    return [panel for panel in panels if not any(_crosses(item, panel, components) for item in lines)]


def without_edges(fragments: Sequence[Fragment], components: Components, height: float) -> tuple[Fragment, ...]:
    """The fragments without edges of tiles: a headline's number stands in one, and its edge is no letter.

    Args:
        fragments: Of a poster.
        components: Of the page.
        height: Of a small letter.
    """
    large = (item.letters >= LINE_LETTERS and item.height >= HEADING * height for item in fragments)
    return tuple(
        _without_edges(item, components) if is_large else item for item, is_large in zip(fragments, large, strict=True)
    )


def _without_edges(item: Fragment, components: Components) -> Fragment:
    boxes = components.boxes[list(item.members)]
    tall, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    usual = np.median(tall[tall >= 0.6 * item.height])
    bent = components.areas[list(item.members)] <= EDGE_FILL * tall * wide
    narrow = (tall >= EDGE_HEIGHT * usual) & ((wide <= EDGE_WIDTH * tall) | bent)
    if not narrow.any():
        return item
    thick = np.array([_thickness(components, member) for member in item.members])
    edges = narrow & (thick <= EDGE_THICKNESS * np.median(thick[tall >= 0.6 * item.height]))
    kept = [member for member, edge in zip(item.members, edges.tolist(), strict=True) if not edge]
    return of_members(item, kept, components) if edges.any() and kept else item


def _thickness(components: Components, member: int) -> float:
    """Pixels of the thickest stroke of a component."""
    ink = np.pad(components.ink_of(member).astype(np.uint8), 1)
    return 2 * float(cv2.distanceTransform(ink, cv2.DIST_L2, 3).max())


def cut_at(panels: Sequence[Box], fragments: Sequence[Fragment], components: Components) -> tuple[Fragment, ...]:
    """The fragments, cut at the edges of panels."""
    found: list[Fragment] = []
    for item in fragments:
        groups: dict[tuple[bool, ...], list[int]] = {}
        near = [panel for panel in panels if _overlap(item.box, panel)]
        for member in item.members:
            across = components.box(member).centre_x  # marks may stand over the top of the panel their letters stand in
            groups.setdefault(tuple(panel.holds(across, item.middle) for panel in near), []).append(member)
        found += [item] if len(groups) == 1 else [of_members(item, group, components) for group in groups.values()]
    return tuple(found)


def _overlap(first: Box, second: Box) -> bool:
    return first.gap_across(second) < 0 and first.gap_down(second) < 0


def _crosses(item: Fragment, panel: Box, components: Components) -> bool:
    """Whether a line of text runs over the side of a panel, or along its top or foot."""
    if not _overlap(item.box, panel):
        return False
    boxes = components.boxes[list(item.members)]
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    out = max(panel.top - item.top, item.bottom - panel.bottom)
    if SLACK + OUT * item.height < out < item.height:
        return True
    if not panel.top + SLACK < item.middle < panel.bottom - SLACK:
        return min(abs(item.middle - panel.top), abs(item.middle - panel.bottom)) < SLACK + item.height / 2
    for side in (panel.left, panel.right):
        before, behind = boxes[middles < side], boxes[middles >= side]
        if len(before) and len(behind) and behind[:, 0].min() - before[:, 2].max() < SPACE * item.height:
            return True
    return False
