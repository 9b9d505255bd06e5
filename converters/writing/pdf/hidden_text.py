"""The content stream that lays a page's words, unseen, exactly over their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.reading.document import Box, Line, Page
from converters.writing.pdf.glyphless import ADVANCE

FONT = "/PbgdplHidden"
_LAST_OF_PLANE_0 = 0xFFFF


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


def hidden_text(page: Page, to_user_space: Affine) -> bytes:
    """The content stream (ISO 32000-1, 9.4) with the page's text in render mode 3.

    Args:
        page: Words with boxes in pixels.
        to_user_space: From those pixels to the PDF page's user space.
    """
    shown: list[str] = []
    for block in page.flow:
        for line in block.lines:
            shown += _line(line, page.rotation, to_user_space)
    if not shown:
        return b""
    return "\n".join(["q", "BT", "3 Tr", f"{FONT} 1 Tf", *shown, "ET", "Q"]).encode("ascii")


def _line(line: Line, rotation: int, to_user_space: Affine) -> Iterator[str]:
    words = [(word.text, word.box) for word in line.words if word.box]
    for index, (text, box) in enumerate(words):
        if not text:
            continue
        yield _shown(text, box, rotation, to_user_space)
        if index + 1 < len(words):
            yield _shown(" ", _gap(box, words[index + 1][1], rotation), rotation, to_user_space)
    if words:
        yield _shown(" ", _away(words[-1][1], rotation), rotation, to_user_space)


def _gap(before: Box, after: Box, rotation: int) -> Box:
    """The box of the space between two words of a line; at least one pixel wide.

    It begins between the beginnings of both even where their boxes overlap: PDFium sorts the strings of a line by
    where they begin, and a space sorted behind the next word would glue the two.
    """
    first, last = (0, 2) if rotation in {0, 180} else (1, 3)
    box = list(before)
    if rotation in {0, 90}:
        box[first] = max(before[first] + 1, min(before[last], after[first] - 1))
        box[last] = max(after[first], box[first] + 1)
    else:
        box[last] = min(before[last] - 1, max(before[first], after[last] + 1))
        box[first] = min(after[last], box[last] - 1)
    return box[0], box[1], box[2], box[3]


def _away(last: Box, rotation: int) -> Box:
    """A pixel two heights below a line's last word, for a space that ends the line.

    PDFium takes strings at nearly one height for one line and sorts them from left to right: on a scan that leans,
    the first word of a line would come before the last words of the line above it.
    """
    along, up = _DIRECTIONS[rotation]
    left, top, right, bottom = last
    reach = 2 * (bottom - top if along[1] == 0 else right - left)
    x = (right if along[0] >= 0 else left) - up[0] * reach
    y = (bottom if along[1] >= 0 else top) - up[1] * reach
    return x, y, x + 1, y + 1


def _shown(text: str, box: Box, rotation: int, to_user_space: Affine) -> str:
    """One string, its letters spread evenly over the box: the text matrix carries both position and size."""
    left, top, right, bottom = box
    along, up = _DIRECTIONS[rotation]
    length, height = (right - left, bottom - top) if along[1] == 0 else (bottom - top, right - left)
    corner = (left if along[0] + up[0] > 0 else right, top if along[1] + up[1] > 0 else bottom)
    codes = _codes(text)
    stretch = max(length, 1) / (len(codes) // 4 * ADVANCE)
    a, b = to_user_space.vector(along[0] * stretch, along[1] * stretch)
    c, d = to_user_space.vector(up[0] * max(height, 1), up[1] * max(height, 1))
    e, f = to_user_space.point(*corner)
    return f"{a:.4f} {b:.4f} {c:.4f} {d:.4f} {e:.3f} {f:.3f} Tm <{codes}> Tj"


def _codes(text: str) -> str:
    """UTF-16 code units in hexadecimal; letters beyond plane 0 become the replacement character."""
    return "".join(f"{code if code <= _LAST_OF_PLANE_0 else 0xFFFD:04X}" for code in map(ord, text))
