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
UNDER = 10.0  # letter heights from a head to its text at most: a ring, an icon between the two
FEWEST, TALLEST_HEAD = 3, 2  # heads in a row, lines of one
LEVEL = 0.5  # of the lower of two boxes by which they overlap from top to bottom, in one row
BETWEEN = 2  # blocks that may come between the texts: what stands under one of them, and is shorter


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
        following = range(place + count, min(place + 2 * count + BETWEEN, len(boxes)))
        chosen = [index for index in following if lines[index]]
        texts = _under(boxes, range(place, place + count), chosen, height) if count >= FEWEST else None
        if texts is None:
            order.append(place)
            place += 1
            continue
        for head, text in zip(range(place, place + count), texts, strict=True):
            order += [head, text]
        last = max(texts)
        order += [index for index in range(place + count, last) if index not in texts]
        place = last + 1
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


def _under(boxes: Sequence[Box], heads: Sequence[int], following: Sequence[int], height: float) -> list[int] | None:
    """For each head the text in the middle under it, wider than the heads; None where one has none.

    The cells of a table begin together with their heads; what is narrower is a row of heads of its own.
    """
    found: list[int] = []
    for head in heads:
        own = next((text for text in following if _is_under(boxes[head], boxes[text], height)), None)
        if own is None or own in found:
            return None
        found.append(own)
    wider = sum(boxes[text].width for text in found) > sum(boxes[head].width for head in heads)
    set_in = any(
        abs(boxes[head].left - boxes[text].left) > SET_IN * height for head, text in zip(heads, found, strict=True)
    )
    return found if wider and set_in else None


def _is_under(head: Box, text: Box, height: float) -> bool:
    below = -height <= text.top - head.bottom <= UNDER * height
    return below and abs(head.centre_x - text.centre_x) <= CENTRED * height
