"""From a PDF page's own coordinates to the pixels of its raster, rotation and crop box included."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.boxes import Box, edges_around
from converters.reading.pdf.opening import POINTS_PER_INCH

_FINE = 1024  # PDFium answers in whole device units, so ask on a much finer device


class FloatBox(NamedTuple):
    """A box with fractions of pixels, as a `Box` otherwise."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable[FloatBox]) -> Self:
        """The smallest box around all of these."""
        return cls(*edges_around(boxes))

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on an edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page's points fall in its raster, held so that the text stands upright: pixels = matrix · (x, y) + shift.

    Pixels count from the upper left corner of the upright raster; `whole` gives those of the raster as it is stored.

    Attributes:
        width: Of the upright raster, in pixels.
        height: Of the upright raster, in pixels.
        dpi: Of the raster.
        quarters: Quarter turns counter-clockwise that bring the stored raster upright.
    """

    width: int
    height: int
    dpi: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    quarters: int = 0

    @property
    def stored_size(self) -> tuple[int, int]:
        """Width and height of the raster as it is stored."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def box(self, left: float, bottom: float, right: float, top: float) -> FloatBox:
        """A rectangle of the page in pixels."""
        xs = (self.a * left + self.c * bottom + self.e, self.a * right + self.c * top + self.e)
        ys = (self.b * left + self.d * bottom + self.f, self.b * right + self.d * top + self.f)
        return FloatBox(min(xs), min(ys), max(xs), max(ys))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in pixels."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def whole(self, box: FloatBox) -> Box:
        """A pixel box in whole pixels of the stored raster, kept on the page."""
        whole = Box(math.floor(box.left), math.floor(box.top), math.ceil(box.right), math.ceil(box.bottom))
        clipped = whole.clipped(self.width, self.height)
        return clipped.turned(-self.quarters, self.width, self.height) if self.quarters else clipped

    def angle_of(self, degrees: int) -> int:
        """How text that is written at an angle on the page (degrees counter-clockwise) lies in the raster."""
        across, up = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        right, down = self.a * across + self.c * up, self.b * across + self.d * up
        return round(math.degrees(math.atan2(-down, right))) % 360

    def facing(self, degrees: int) -> Frame:
        """The frame in which text that lies in this one's raster at an angle, in quarters, runs from left to right."""
        frame = self
        for _ in range(degrees // 90 % 4):
            frame = frame._turned_clockwise()
        return frame

    def _turned_clockwise(self) -> Frame:
        return Frame(
            self.height,
            self.width,
            self.dpi,
            a=-self.b,
            b=self.a,
            c=-self.d,
            d=self.c,
            e=self.height - self.f,
            f=self.e,
            quarters=(self.quarters + 3) % 4,
        )


def frame_of(page: pdfium.PdfPage, dpi: float) -> Frame:
    """The frame of a page rendered at `dpi`, the same as `render_page` would give."""
    scale = dpi / POINTS_PER_INCH
    points_across, points_down = page.get_size()
    width, height = math.ceil(points_across * scale), math.ceil(points_down * scale)
    origin, along_x, along_y = (_device(page, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
    # One device unit of the question is 1/_FINE of the page's side.
    across, down = width / _FINE**2, height / _FINE**2
    return Frame(
        width,
        height,
        dpi,
        a=(along_x[0] - origin[0]) / 1000 * across,
        b=(along_x[1] - origin[1]) / 1000 * down,
        c=(along_y[0] - origin[0]) / 1000 * across,
        d=(along_y[1] - origin[1]) / 1000 * down,
        e=origin[0] * across,
        f=origin[1] * down,
    )


def _device(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, _FINE**2, _FINE**2, 0, x, y, across, down)
    return across.value, down.value
