"""Boxes that a signing program prints over a page: who signed, for which organ, when. They are no part of the text.

Nghị định 30/2020/NĐ-CP, Annex I, part II asks for them at the top left of the first page; programs also put them where
a signature would stand. A box is told by a line that says who or when, a time or an address near it, and lines set
closely below each other from the same left edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.boxes import Box
from converters.reading.document import Line

_SIGNED = re.compile(
    r"(?i)\W{0,3}(?:(?:được )?ký (?:số )?bởi\b|\S{0,3} ?số bởi\s?:|người ký\s?:|digitally signed|signed by\s?:"
    r"|signature (?:not )?va|(?:ngày|thời gian|giờ) ký\s?:|ký (?:số )?ngày\s?:|cơ quan\s?:\s?u[ủỷyý])"
)
_DETAIL = re.compile(
    r"(?i)\W{0,3}(?:e-?mail|(?:cơ )?quan|.{0,3}ời gian|date|reason|location|lý do|địa điểm|chức vụ|tổ chức|mst)\b"
    r"|.*\d{1,2}:\d{2}|.*\+0?7\b|.*@"
)
_TIME = re.compile(r"\d{1,2}:\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\+0?7|@")
LONGEST_LINE = 70  # characters
GAP = 1.1  # heights of a line between two of them
INDENT = 4.0  # heights of a line by which their left edges may differ: first letters may be lost
LIKE = 2.2  # times as high at most


def signing_boxes(lines: Sequence[Line]) -> list[Box]:
    """The boxes of signing programs among the lines of a page, pixels of the stored image.

    Args:
        lines: All lines, in any order.
    """
    placed = [(line.text, line.box) for line in lines if line.box and len(line.text) <= LONGEST_LINE]
    placed.sort(key=lambda item: (item[1].top, item[1].left))
    taken: set[int] = set()
    found = []
    for index, (text, _) in enumerate(placed):
        if index in taken or not _SIGNED.match(text):
            continue
        run = _run(placed, index)
        taken.update(run)
        texts = [placed[i][0] for i in run]
        if len(run) > 1 and any(map(_TIME.search, texts)):
            found.append(Box.around(placed[i][1] for i in run))
    return found


def _run(placed: Sequence[tuple[str, Box]], first: int) -> list[int]:
    """The lines of the box that begins with that line, up to the last one that tells something of a signature."""
    run, last_telling = [first], 1
    for index in range(first + 1, len(placed)):
        text, box = placed[index]
        if not _follows(placed[run[-1]][1], box):
            continue
        run.append(index)
        if _SIGNED.match(text) or _DETAIL.match(text):
            last_telling = len(run)
    return run[:last_telling]


def _follows(above: Box, below: Box) -> bool:
    """Whether a line is set closely below another, from the same left edge and about as high."""
    height, gap = above.height, below.top - above.bottom
    like = max(height, below.height) <= LIKE * min(height, below.height)
    return like and -0.5 * height <= gap <= GAP * height and abs(above.left - below.left) <= INDENT * height
