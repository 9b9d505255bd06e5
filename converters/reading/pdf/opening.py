"""Opening PDF files with PDFium, and the resolution a page is looked at with.

PDFium keeps state of its own for the whole process and is not safe in threads, so every use goes through one lock, the
one that validation takes too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.problems import Damaged, damaged, encrypted
from validators.rules.payload.pdf import PDFIUM

POINTS_PER_INCH = 72.0
DEFAULT_DPI = 300.0
# A page that is one scanned image is looked at in the scanner's own pixels, unless those are absurd.
LOWEST_NATIVE_DPI = 60.0
HIGHEST_NATIVE_DPI = 400.0
MAX_PAGE_PIXELS = 60_000_000  # an A3 page at 450 dpi; beyond, the resolution is lowered
FULL_PAGE = 0.85  # of the page's area an image must cover to count as the page itself


@contextmanager
def open_pdf(source: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF while holding PDFium's lock.

    Raises:
        Encrypted: It needs a password.
        Damaged: PDFium cannot make sense of it, or it has no pages.
    """
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(source)
        except pdfium.PdfiumError as error:
            raise _why(error).at(source) from error
        try:
            if len(document) == 0:
                raise damaged("0 pages").at(source)
            yield document
        finally:
            document.close()


def _why(error: pdfium.PdfiumError) -> Damaged:
    if getattr(error, "err_code", None) in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return encrypted()  # type: ignore[return-value]
    return damaged()


def page_of(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """Page `number`, from 1.

    Raises:
        Damaged: The page's own objects are broken.
    """
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise damaged(f"page {number}") from error


def page_dpi(page: pdfium.PdfPage, wanted: float | None = None) -> float:
    """The resolution a page is rendered with.

    The one that is wanted; else 300 dpi, but a page that is one image is rendered in that image's own pixels (no
    resampling before reading). Posters are rendered coarser so that no page exceeds `MAX_PAGE_PIXELS`.
    """
    width, height = page.get_size()
    dpi = wanted or native_dpi(page) or DEFAULT_DPI
    inches = max(width * height, 1.0) / POINTS_PER_INCH**2
    return min(dpi, math.sqrt(MAX_PAGE_PIXELS / inches))


def native_dpi(page: pdfium.PdfPage) -> float | None:
    """The resolution of the one image that fills the page, or None."""
    images = full_page_images(page)
    if len(images) != 1:
        return None
    pixels, points = images[0]
    dpi = round(pixels / points * POINTS_PER_INCH, 2)
    if dpi > HIGHEST_NATIVE_DPI:
        return DEFAULT_DPI
    return dpi if dpi >= LOWEST_NATIVE_DPI else None


def full_page_images(page: pdfium.PdfPage) -> list[tuple[int, float]]:
    """(pixels, points) along the width of each image that covers the page."""
    found = []
    width, height = page.get_size()
    area = width * height
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        across, down = right - left, top - bottom
        if across * down < FULL_PAGE * area or across <= 0:
            continue
        pixels_across, pixels_down = item.get_px_size()
        # An image turned by 90° inside the page has its long side along the page's short side.
        turned = (pixels_across > pixels_down) != (across > down)
        found.append((pixels_down if turned else pixels_across, across))
    return found
