"""What is drawn on a PDF page besides its text: pictures, ruling lines, and dots that may be bullets."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.opening import full_page_images
from converters.reading.pdf.text_layer.judge import PageLook

THIN = 3.0  # points: no thicker shape is a ruling line
SHORTEST = 6.0  # points
MAX_SHAPES = 6000  # a map or a drawing: nothing to find tables in
MAX_SEGMENTS = 400  # of one shape
FIGURE = 0.02  # of the page's area
DOT = (1.5, 8.0)  # points: a bullet, from the smallest print to a headline
ROUND = 1.2  # its width and height differ by no more
MAX_DOTS = 200  # more are a pattern or a chart


@dataclass(frozen=True, slots=True)
class Rulings:
    """Straight lines of a page in pixels: (position, start, end); position is x for upright, y for level ones."""

    level: tuple[tuple[float, float, float], ...]
    upright: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything drawn that is not text.

    Attributes:
        look: What the judge of text layers needs.
        rulings: What tables are made of.
        figures: Boxes of pictures, in pixels.
        dots: Small shapes as wide as high.
    """

    look: PageLook
    rulings: Rulings
    figures: tuple[FloatBox, ...]
    dots: tuple[FloatBox, ...]


def look_at(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    """Pictures and ruling lines of a page."""
    collector = _Collector(frame)
    shapes = 0
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE]
    for item in page.get_objects(filter=kinds, max_depth=4):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            collector.figure(item.get_bounds())
        else:
            shapes += 1
            if shapes <= MAX_SHAPES:
                collector.shape(item)
    area = frame.width * frame.height
    shares = [_area(box) / area for box in collector.figures]
    look = PageLook(scan=bool(full_page_images(page)), pictures=min(sum(shares), 1.0), paths=shapes)
    figures = tuple(box for box, share in zip(collector.figures, shares, strict=True) if share >= FIGURE)
    rulings = Rulings(tuple(collector.level), tuple(collector.upright))
    dots = tuple(collector.dots) if len(collector.dots) <= MAX_DOTS else ()
    return Drawn(look, rulings if shapes <= MAX_SHAPES else Rulings((), ()), figures, dots)


def _area(box: FloatBox) -> float:
    return max(box.width, 0.0) * max(box.height, 0.0)


class _Collector:
    """Gathers figures and rulings in pixels."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.figures: list[FloatBox] = []
        self.level: list[tuple[float, float, float]] = []
        self.upright: list[tuple[float, float, float]] = []
        self.dots: list[FloatBox] = []
        self._dot = tuple(side * frame.dpi / 72.0 for side in DOT)
        self._thin = THIN * frame.dpi / 72.0
        self._shortest = SHORTEST * frame.dpi / 72.0

    def figure(self, bounds: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = self.frame.box(*bounds)
        self.figures.append(
            FloatBox(
                max(left, 0.0),
                max(top, 0.0),
                min(right, float(self.frame.width)),
                min(bottom, float(self.frame.height)),
            )
        )

    def shape(self, item: pdfium.PdfObject) -> None:
        box = self.frame.box(*item.get_bounds())
        least, most = sorted((box.width, box.height))
        if self._dot[0] <= least <= most <= min(self._dot[1], ROUND * least):
            self.dots.append(box)
        if min(box.width, box.height) <= self._thin:
            self._line(box)
        elif min(box.width, box.height) > self._shortest:
            self._outline(item)

    def _line(self, box: FloatBox) -> None:
        left, top, right, bottom = box
        if box.width >= max(self._shortest, box.height):
            self.level.append(((top + bottom) / 2, left, right))
        elif box.height >= self._shortest:
            self.upright.append(((left + right) / 2, top, bottom))

    def _outline(self, item: pdfium.PdfObject) -> None:
        """The sides of a stroked shape; a filled one is a background and rules nothing."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(item.raw, fill, stroke)
        if not stroke.value:
            return
        count = pdfium_c.FPDFPath_CountSegments(item.raw)
        if count > MAX_SEGMENTS:
            return
        points = _points(item, count)
        for (x0, y0, _), (x1, y1, drawn) in pairwise(points):
            if drawn and (abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5):
                self._line(self.frame.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _points(item: pdfium.PdfObject, count: int) -> list[tuple[float, float, bool]]:
    """The corners of a path in page coordinates, and whether a line is drawn to each."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item.raw, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float, bool]] = []
    start: tuple[float, float] | None = None
    for index in range(count):
        segment: Any = pdfium_c.FPDFPath_GetPathSegment(item.raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        moved = pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO
        start = place if moved else start
        points.append((*place, not moved))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None:
            points.append((*start, True))
    return points
