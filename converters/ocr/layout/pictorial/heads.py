"""Heads that stand in a row, each over a text of its own: "BƯỚC 1" in an arrow, a share in a ring.

The white under the heads runs across the page, so that they come first and then the texts; each head is read with what
stands under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converters.reading.boxes import Box

CENTRED, SET_IN = (
    1.6,
    0.8,
)  # letter heights that a text's middle is off its head's, and that one begins before the other
UNDER = 7.0  # letter heights from a head to its text at most: a ring, an icon between the two
FEWEST, TALLEST_HEAD = 3, 2  # heads in a row, lines of one
LEVEL = 0.5  # of the lower of two boxes by which they overlap from top to bottom, in one row


def with_their_texts(boxes: Sequence[Box], lines: Sequence[int], height: float) -> list[int]:
    """The order in which blocks are read, heads before their own texts.

    Args:
        boxes: Of the blocks, in the order found; an empty block and a table have none that matters.
        lines: How many each has; 0 keeps a block out of it.
        height: Of a small letter.
    """
    order: list[int] = []
    place = 0
    while place < len(boxes):
        count = _row(boxes, lines, place)
        texts = range(place + count, min(place + 2 * count, len(boxes)))
        heads = range(place, place + count)
        if count >= FEWEST and len(texts) == count and _are_under(boxes, lines, heads, texts, height):
            for head, text in zip(heads, texts, strict=True):
                order += [head, text]
            place += 2 * count
        else:
            order.append(place)
            place += 1
    return order


def _row(boxes: Sequence[Box], lines: Sequence[int], first: int) -> int:
    """How many blocks from that one on stand beside each other, left to right."""
    if not 0 < lines[first] <= TALLEST_HEAD:
        return 1
    count = 1
    for one, other in pairwise(boxes[first:]):
        level = -one.gap_down(other) >= LEVEL * min(one.height, other.height)
        if not level or other.left < one.right or not 0 < lines[first + count] <= TALLEST_HEAD:
            break
        count += 1
    return count


def _are_under(
    boxes: Sequence[Box], lines: Sequence[int], heads: Sequence[int], texts: Sequence[int], height: float
) -> bool:
    """Whether each text stands in the middle under its head, unlike the cells of a table, which begin together."""
    pairs = [(boxes[head], boxes[text]) for head, text in zip(heads, texts, strict=True)]
    under = all(
        lines[place]
        and 0 <= text.top - head.bottom + height <= (UNDER + 1) * height
        and abs(head.centre_x - text.centre_x) <= CENTRED * height
        for place, (head, text) in zip(texts, pairs, strict=True)
    )
    return under and any(abs(head.left - text.left) > SET_IN * height for head, text in pairs)
