"""Facing pages of which one is upside down: a booklet laid on the glass twice, read as two pages.

Each half of a landscape page has an orientation of its own; where the two contradict each other and nothing crosses
the fold between them, the halves are pages by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from converters.ocr.preparation.arrays import Mask, Rgb
from converters.ocr.preparation.components import Components, find_components, ink_mask, letters
from converters.ocr.preparation.orientation import find_orientation
from converters.ocr.preparation.prepare import Prepared
from converters.reading.document import Line, Page, Step

WIDE = 1.2  # width by height of the upright page: two pages side by side
FOLD = (0.42, 0.58)  # of the width, where the fold may be
FEWEST = 80  # letters in each half, so that its orientation means something
SURE = 0.25  # certainty of each half's orientation


@dataclass(frozen=True, slots=True)
class Fold:
    """Where a double page is to be cut.

    Attributes:
        position: Pixel of the stored image.
        across: Whether the cut runs across the stored image, from left to right.
        reverse: Whether the part that comes first in the stored image is the second to be read.
    """

    position: int
    across: bool
    reverse: bool


def find_opposed_pages(prepared: Prepared) -> Fold | None:
    """The fold of a double page whose halves stand on different sides; None for every other page."""
    rows, columns = prepared.half.shape
    if prepared.letter_height == 0 or columns < WIDE * rows:
        return None
    components = prepared.components
    sized = letters(components, prepared.letter_height)
    fold = _fold(components, sized, columns)
    if fold is None:
        return None
    left, right = (
        find_orientation(find_components(ink_mask(part))) for part in (prepared.half[:, :fold], prepared.half[:, fold:])
    )
    if (left.turns - right.turns) % 4 != 2 or min(left.certainty, right.certainty) < SURE:
        return None
    return _in_stored(fold, prepared)


def _fold(components: Components, sized: Mask, columns: int) -> int | None:
    """The column in the middle of the widest gap between letters about the middle of the page."""
    boxes = components.boxes[sized]
    crossed = np.zeros(columns + 1, np.int32)
    np.add.at(crossed, boxes[:, 0], 1)
    np.add.at(crossed, boxes[:, 2], -1)
    free = np.cumsum(crossed)[:columns] == 0
    low, high = (round(share * columns) for share in FOLD)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free[low:high].astype(np.int8), [0]])))
    gaps = [
        (int(end - start), int(low + (start + end) // 2)) for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    if not gaps:
        return None
    fold = max(gaps)[1]
    on_left = int(np.count_nonzero(boxes[:, 2] <= fold))
    return fold if min(on_left, len(boxes) - on_left) >= FEWEST else None


def _in_stored(fold: int, prepared: Prepared) -> Fold:
    rows = prepared.half.shape[0]
    (left, top), (right, bottom) = prepared.transform.points([(2 * fold, 0), (2 * fold, 2 * rows)])
    across = prepared.rotation in (90, 270)
    position = round((top + bottom) / 2 if across else (left + right) / 2)
    return Fold(position, across, prepared.rotation == 270)


def cut_at_fold(image: Rgb, fold: Fold) -> tuple[Rgb, Rgb]:
    """The two halves of a stored image, in the order they are read in."""
    first, second = (
        (image[: fold.position], image[fold.position :])
        if fold.across
        else (image[:, : fold.position], image[:, fold.position :])
    )
    parts = (np.ascontiguousarray(first), np.ascontiguousarray(second))
    return parts[::-1] if fold.reverse else parts


def rejoined(parts: Sequence[Page], fold: Fold, width: int, height: int) -> Page:
    """One page of the two that were cut from it.

    Args:
        parts: In the order they were read in.
        fold: Where they were cut.
        width: Of the stored image.
        height: Of the stored image.
    """
    first, second = parts
    shift = (0, fold.position) if fold.across else (fold.position, 0)
    first, second = (_moved(first, shift), second) if fold.reverse else (first, _moved(second, shift))
    done = Step("halves", (("position", fold.position), ("first", first.rotation), ("second", second.rotation)))
    return replace(
        first,
        width=width,
        height=height,
        blocks=first.blocks + second.blocks,
        flags=first.flags + second.flags,
        steps=(done, *first.steps, *second.steps),
        rotation=0,
    )


def _moved(page: Page, shift: tuple[int, int]) -> Page:
    """The page with all its boxes where they are on the whole image."""
    blocks = tuple(
        replace(
            block,
            box=block.box and block.box.moved(*shift),
            lines=_moved_lines(block.lines, shift),
            cells=tuple(replace(cell, lines=_moved_lines(cell.lines, shift)) for cell in block.cells),
        )
        for block in page.blocks
    )
    flags = tuple(replace(flag, box=flag.box and flag.box.moved(*shift)) for flag in page.flags)
    return replace(page, blocks=blocks, flags=flags)


def _moved_lines(lines: Sequence[Line], shift: tuple[int, int]) -> tuple[Line, ...]:
    return tuple(
        Line(
            tuple(replace(word, box=word.box and word.box.moved(*shift)) for word in line.words),
            line.box and line.box.moved(*shift),
        )
        for line in lines
    )
