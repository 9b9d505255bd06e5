"""Fragments: runs of letters that stand closely side by side.

Every letter is drawn as the middle half of its height, lengthened to the right by about its own height; what then
hangs together is a fragment. Halving the height keeps lines apart whose letters nearly touch (g above Ế).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Integers, Mask
from converters.ocr.preparation.components import Components, letters
from converters.reading.boxes import Box

REACH = 1.0  # of a letter's height: how far to the right its next letter may start
SMALLER = 0.6  # of the usual height: footnotes and page numbers under large type
HIGHEST_SMALL = 1.2  # of the usual height: what is higher and in no line of the usual size is no small letter
LOWEST = 0.5  # of the usual height: a lone sign that is lower is a speck
CAPITAL, HEADING = 2.2, 2.5  # of the usual height: capitals with marks reach no further than capitals; headings do
MARK_LETTERS = 2  # a fragment of so many letters may be a mark and a speck
WIDEST_MARK, HIGHEST_MARK = 2.0, 1.3  # of a small letter's height: a circumflex over a heading's capital
OVER, INTO = 0.9, 0.5  # of a small letter's height above and below the top of a line, where the foot of its marks is
LEVEL, RAISED = 0.4, 0.25  # of a word's height that the foot and the middle of its neighbour may be off
LINE_LETTERS = 4  # a fragment of so many letters is a line that marks can stand on
WORD_LETTERS = 3  # a fragment of so many letters is surely a word, or more
BESIDE = 3.0  # of a small letter's height: how far a word may be from the next piece of its line
MARK_REACH = 1.5  # of a small letter's height: how far a mark may be from the middle of its letter
BELOW = 0.55  # of a small letter's height: the middle of a dot under a letter is less far below the line (Times 0.36)
FARTHEST_BELOW = 1.0  # the same for anything that belongs to a letter
ABOVE = 1.2  # the middle of a hook on a circumflex is less far over the small letters of its line (Times 0.7)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of letters with the marks that belong to them.

    Attributes:
        box: Around everything, half-scale pixels.
        top: Of the middle letters: where most letters begin.
        bottom: Where most letters end, about the baseline.
        members: Which components.
        letters: How many of them are letters.
    """

    box: Box
    top: float
    bottom: float
    members: tuple[int, ...]
    letters: int

    @property
    def middle(self) -> float:
        """Height at which the line runs."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Of its usual letters."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Grouping:
    """All text of a page in fragments.

    Attributes:
        fragments: In no order.
        loose: Usable components that belong to none: bullets far from their text, specks.
    """

    fragments: tuple[Fragment, ...]
    loose: tuple[int, ...]


def find_fragments(components: Components, height: float, usable: Mask) -> Grouping:
    """Group components into fragments: first text of the usual size and larger, then what is left and smaller.

    Args:
        components: Of the flattened page at half scale.
        height: Of a small letter.
        usable: Which components may be text at all.
    """
    large, owner = _group(components, height, usable, np.inf)
    small, _ = _group(components, SMALLER * height, usable & (owner < 0), HIGHEST_SMALL * height)
    kept = tuple(fragment for fragment in small if fragment.letters > 1 or fragment.height > LOWEST * height)
    taken = np.zeros(len(owner), bool)
    taken[[member for fragment in kept for member in fragment.members]] = True
    loose = np.flatnonzero(usable & (owner < 0) & ~taken)
    return Grouping(_absorbed([*large, *kept], height), tuple(loose.tolist()))


def _absorbed(fragments: list[Fragment], height: float) -> tuple[Fragment, ...]:
    """Fragments, with large accents that were taken for letters given back to the line they stand on."""
    lines = [fragment for fragment in fragments if fragment.letters >= LINE_LETTERS]
    words = [fragment for fragment in fragments if fragment.letters >= WORD_LETTERS]
    hosts: dict[int, list[Fragment]] = {}
    kept = []
    for fragment in fragments:
        small = fragment.letters <= MARK_LETTERS and not _in_a_line(fragment, words, height)
        host = _host(fragment, lines, height) if small else None
        if host is None:
            kept.append(fragment)
        else:
            hosts.setdefault(host, []).append(fragment)
    grown = {id(lines[host]): joined([lines[host], *marks]) for host, marks in hosts.items()}
    return tuple(
        replace(grown[id(fragment)], top=fragment.top, bottom=fragment.bottom) if id(fragment) in grown else fragment
        for fragment in kept
    )


def _host(mark: Fragment, lines: list[Fragment], height: float) -> int | None:
    """Which line a lone small piece stands on, if it stands on one."""
    if mark.box.width > WIDEST_MARK * height or mark.box.height > HIGHEST_MARK * height:
        return None
    for index, line in enumerate(lines):
        over = line.top - OVER * height <= mark.box.bottom <= line.top + INTO * height
        if line is not mark and line.box.left <= mark.box.centre_x <= line.box.right and over:
            return index
    return None


def _in_a_line(mark: Fragment, words: list[Fragment], height: float) -> bool:
    """Whether a small piece stands beside a word, between the same two levels: then it is a word too, and no accent."""
    return any(
        word.top - RAISED * word.height <= mark.middle <= word.bottom
        and abs(mark.bottom - word.bottom) <= LEVEL * word.height
        and word.box.left - BESIDE * height <= mark.box.right
        and mark.box.left <= word.box.right + BESIDE * height
        for word in words
    )


def _group(
    components: Components, height: float, usable: Mask, tallest: float
) -> tuple[tuple[Fragment, ...], NDArray[np.int64]]:
    """Fragments of letters of one size, and for each component the fragment it belongs to, or -1."""
    is_letter = letters(components, height) & usable & (components.heights <= tallest)
    chosen = np.flatnonzero(is_letter)
    owner = np.full(len(components.boxes), -1, np.int64)
    if len(chosen) == 0:
        return (), owner
    count, labels = cv2.connectedComponents(_canvas(components, chosen, height), connectivity=8)
    boxes = components.boxes[chosen]
    owner[chosen] = labels[(boxes[:, 1] + boxes[:, 3]) // 2, (boxes[:, 0] + boxes[:, 2]) // 2] - 1
    others = np.flatnonzero(usable & (owner < 0))
    owner[others] = _nearest_owner(components, others, cast("Integers", labels), MARK_REACH * height)
    found = _collect(components, owner, is_letter, count - 1)
    if _given_back(components, owner, found, height):
        found = _collect(components, owner, is_letter, count - 1)
    return found, owner


def _given_back(components: Components, owner: NDArray[np.int64], lines: Sequence[Fragment], height: float) -> bool:
    """Whether marks hung under a line that they do not belong to; `owner` then gives them to the line below, or none.

    The hook of ổ reaches nearer to the line above than to the middle of its own letter where lines are set close.
    """
    numbers = [int(owner[line.members[0]]) for line in lines]
    tops = np.array([line.top for line in lines])
    changed = False
    for line in lines:
        members = np.array(line.members)
        boxes = components.boxes[members]
        size = max(SMALLER * height, line.height)
        low = (boxes[:, 1] > line.bottom) & (boxes[:, 1] + boxes[:, 3] > 2 * (line.bottom + BELOW * size))
        for member in members[low].tolist():
            box = components.box(member)
            middle = box.centre_y
            near = np.flatnonzero((tops > middle) & (tops <= middle + ABOVE * height))
            over = [i for i in near.tolist() if lines[i].box.left <= box.centre_x <= lines[i].box.right]
            if over or middle > line.bottom + FARTHEST_BELOW * size:
                owner[member] = numbers[over[0]] if over else -1
                changed = True
    return changed


def _canvas(components: Components, chosen: NDArray[np.int64], height: float) -> NDArray[np.uint8]:
    canvas = np.zeros(components.labels.shape, np.uint8)
    for left, top, right, bottom in components.boxes[chosen].tolist():
        tall = bottom - top
        quarter = tall // 4
        reach = round(REACH * min(max(tall, height), CAPITAL * height if tall < HEADING * height else tall))
        cv2.rectangle(canvas, (left, top + quarter), (right - 1 + reach, bottom - 1 - quarter), 1, -1)
    return canvas


def _nearest_owner(
    components: Components, others: NDArray[np.int64], labels: Integers, reach: float
) -> NDArray[np.int64]:
    """For each small component the fragment whose core is nearest, or -1."""
    distance, nearest = cv2.distanceTransformWithLabels(
        (labels == 0).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    lookup = np.zeros(int(nearest.max()) + 1, np.int64)
    inside = labels > 0
    lookup[nearest[inside]] = labels[inside]
    boxes = components.boxes[others]
    rows, columns = (boxes[:, 1] + boxes[:, 3]) // 2, (boxes[:, 0] + boxes[:, 2]) // 2
    return cast("NDArray[np.int64]", np.where(distance[rows, columns] <= reach, lookup[nearest[rows, columns]] - 1, -1))


def _collect(components: Components, owner: NDArray[np.int64], is_letter: Mask, count: int) -> tuple[Fragment, ...]:
    order = np.argsort(owner, kind="stable")
    starts = np.searchsorted(owner[order], np.arange(count + 1))
    found = []
    for index in range(count):
        members = order[starts[index] : starts[index + 1]]
        own_letters = members[is_letter[members]]
        if len(own_letters) == 0:
            continue
        boxes, text = components.boxes[members], components.boxes[own_letters]
        box = Box(int(boxes[:, 0].min()), int(boxes[:, 1].min()), int(boxes[:, 2].max()), int(boxes[:, 3].max()))
        top, bottom = float(np.median(text[:, 1])), float(np.median(text[:, 3]))
        found.append(Fragment(box, top, bottom, tuple(members.tolist()), len(own_letters)))
    return tuple(found)


def of_members(item: Fragment, members: Sequence[int], components: Components) -> Fragment:
    """A part of a fragment; it stands as high as its own letters do."""
    boxes = components.boxes[list(members)]
    tall = boxes[:, 3] - boxes[:, 1]
    letters = boxes[tall >= 0.6 * min(item.height, tall.max())]
    box = Box.around(components.box(index) for index in members)
    top, bottom = float(np.median(letters[:, 1])), float(np.median(letters[:, 3]))
    return Fragment(box, top, bottom, tuple(members), len(letters))


def joined(parts: list[Fragment]) -> Fragment:
    """One fragment of several on the same line."""
    if len(parts) == 1:
        return parts[0]
    weights = np.array([max(1, part.letters) for part in parts], float)
    first = max(parts, key=lambda part: part.letters)
    return replace(
        first,
        box=Box.around(part.box for part in parts),
        top=float(np.average([part.top for part in parts], weights=weights)),
        bottom=float(np.average([part.bottom for part in parts], weights=weights)),
        members=tuple(member for part in parts for member in part.members),
        letters=sum(part.letters for part in parts),
    )
