"""The content stream that lays a page's words, unseen, exactly over their places."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from converters.reading.boxes import Box
from converters.reading.document import Line, Page
from converters.writing.pdf.glyphless import ADVANCE

FONT = "/PbgdplHidden"
_LAST_OF_PLANE_0 = 0xFFFF
# Poppler sees two words apart from a gap of 0.15 of their height on (its minWordSpacing), PDF.js from 0.03 of their
# letters' width on; the boxes an engine gives often touch.
LEAST_GAP = 0.2  # of a word's height
LEAST_LENGTH = 0.5  # of a word's own length stays, whatever comes after it
LEANING = 1.0  # degrees
STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Affine:
    """`x' = a·x + c·y + e`, `y' = b·x + d·y + f`, the order of a PDF matrix (ISO 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """Where a direction goes."""
        return self.a * x + self.c * y, self.b * x + self.d * y


# For a page image turned counter-clockwise by so many degrees to stand upright: the way its lines run and the way
# "up" points in the pixels as stored (y grows downwards).
_DIRECTIONS: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {
    0: ((1, 0), (0, -1)),
    90: ((0, 1), (1, 0)),
    180: ((-1, 0), (0, 1)),
    270: ((0, -1), (-1, 0)),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Two directions at a right angle, of length one: the way lines run, and up.

    Words are not turned by a lean: Poppler takes leaning words apart. But their height is that of their letters, not of
    the box around them, or PDF.js would take the end of a line and the beginning of the next for one line.
    """

    along: tuple[int, int]
    up: tuple[int, int]
    lean: float = 0.0  # by how much lines run off `along`, in radians

    def point(self, run: float, rise: float) -> tuple[float, float]:
        """The pixel so far along and so far up."""
        return run * self.along[0] + rise * self.up[0], run * self.along[1] + rise * self.up[1]


@dataclass(frozen=True, slots=True)
class Placed:
    """A string on its line: from `start` to `end` along it, `height` upwards from `foot`; all in pixels."""

    text: str
    start: float
    end: float
    foot: float
    height: float


def frame_of(page: Page) -> Frame:
    """The way the page's lines run in the pixels as stored, but for a slight lean."""
    along, up = _DIRECTIONS[page.rotation]
    return Frame(along, up, _lean(page))


def _lean(page: Page) -> float:
    """What was levelled before reading, in radians; 0 for pages that hardly lean."""
    degrees = sum(
        float(value) for step in page.steps if step.name == "deskew" for name, value in step.values if name == "degrees"
    )
    return math.radians(degrees) if LEANING <= abs(degrees) <= STEEPEST else 0.0


def hidden_text(page: Page, to_user_space: Affine) -> bytes:
    """The content stream (ISO 32000-1, 9.4) with the page's text in render mode 3.

    Args:
        page: Words with boxes in pixels.
        to_user_space: From those pixels to the PDF page's user space.
    """
    frame = frame_of(page)
    shown = [
        _shown(placed, frame, to_user_space)
        for block in page.flow
        for line in block.lines
        for placed in _line(line, frame)
    ]
    if not shown:
        return b""
    return "\n".join(["q", "BT", "3 Tr", f"{FONT} 1 Tf", *shown, "ET", "Q"]).encode("ascii")


def _line(line: Line, frame: Frame) -> Iterator[Placed]:
    words = [_placed(word.text, word.box, frame) for word in line.words if word.box and word.text]
    for word, after in pairwise(words):
        kept = _shortened(word, after)
        yield kept
        yield _space(kept, after)
    if words:
        yield words[-1]
        yield _away(words[-1])


def _placed(text: str, box: Box, frame: Frame) -> Placed:
    across, down = max(1, box.width), max(1, box.height)
    if frame.along[0] == 0:
        across, down = down, across
    length, height = _levelled(across, down, abs(frame.lean))
    x, y = box.centre_x, box.centre_y
    run = x * frame.along[0] + y * frame.along[1]
    rise = x * frame.up[0] + y * frame.up[1]
    return Placed(text, run - length / 2, run + length / 2, rise - height / 2, height)


def _levelled(across: float, down: float, lean: float) -> tuple[float, float]:
    """Length and height of a leaning rectangle, from those of the upright box around it."""
    if not lean:
        return across, down
    cosine, sine, both = math.cos(lean), math.sin(lean), math.cos(2 * lean)
    length, height = (across * cosine - down * sine) / both, (down * cosine - across * sine) / both
    # Boxes are of whole pixels and not always close: never thinner than a third of the box.
    return max(length, across / 3), max(height, down / 3)


def _shortened(word: Placed, after: Placed) -> Placed:
    """The word, ending early enough before the next one to be seen apart from it."""
    if after.start <= word.start:  # it stands elsewhere
        return word
    gap = LEAST_GAP * max(word.height, after.height)
    least = word.start + LEAST_LENGTH * (word.end - word.start)
    return replace(word, end=max(least, min(word.end, after.start - gap)))


def _space(word: Placed, after: Placed) -> Placed:
    """The space between two words of a line; at least one pixel wide.

    It begins between the beginnings of both even where the words overlap: PDFium sorts the strings of a line by where
    they begin, and a space sorted behind the next word would glue the two.
    """
    start = max(word.start + 1, min(word.end, after.start - 1))
    return Placed(" ", start, max(after.start, start + 1), word.foot, word.height)


def _away(last: Placed) -> Placed:
    """A space that ends a line, two heights below its last word.

    PDFium takes strings at nearly one height for one line and sorts them from left to right: on a scan that leans,
    the first word of a line would come before the last words of the line above it.
    """
    return Placed(" ", last.end, last.end + 1, last.foot - 2 * last.height, 1)


def _shown(placed: Placed, frame: Frame, to_user_space: Affine) -> str:
    """One string, its letters spread evenly over its length: the text matrix carries both position and size."""
    codes = _codes(placed.text)
    stretch = max(placed.end - placed.start, 1.0) / (len(codes) // 4 * ADVANCE)
    height = max(placed.height, 1.0)
    a, b = to_user_space.vector(frame.along[0] * stretch, frame.along[1] * stretch)
    c, d = to_user_space.vector(frame.up[0] * height, frame.up[1] * height)
    e, f = to_user_space.point(*frame.point(placed.start, placed.foot))
    return f"{a:.4f} {b:.4f} {c:.4f} {d:.4f} {e:.3f} {f:.3f} Tm <{codes}> Tj"


def _codes(text: str) -> str:
    """UTF-16 code units in hexadecimal; letters beyond plane 0 become the replacement character."""
    return "".join(f"{code if code <= _LAST_OF_PLANE_0 else 0xFFFD:04X}" for code in map(ord, text))
