"""A PDF page as an image."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium

from converters.reading.boxes import Box
from converters.reading.page_image import PageImage, PagePart, Pixels, nothing_of
from converters.reading.pdf.opening import POINTS_PER_INCH, open_pdf, page_dpi, page_of
from converters.reading.problems import damaged


def render_page(source: Path, number: int, dpi: float | None = None) -> PageImage:
    """Render one page, with its rotation and crop box, stamps and signatures as a viewer shows them.

    Args:
        source: A PDF.
        number: From 1.
        dpi: Resolution; by default what `page_dpi` finds fitting.

    Raises:
        Encrypted, Damaged: The file or the page cannot be used.
    """
    with _opened(source, number) as page:
        resolution = page_dpi(page, dpi)
        with _drawn(page, resolution) as bitmap:
            return PageImage(_array_of(bitmap), resolution, number)


def render_part(source: Path, number: int, choose: Callable[[int, int], Box]) -> PagePart:
    """Render a part of a page, the pixels that `render_page` gives there; the rest is never drawn.

    Edges of letters are smoothed anew, and may be a shade of one in 255 lighter or darker.

    Args:
        source: A PDF.
        number: From 1.
        choose: Is told width and height of the page in pixels, and says which part is wanted.

    Raises:
        Encrypted, Damaged: The file or the page cannot be used.
    """
    with _opened(source, number) as page:
        resolution = page_dpi(page)
        width, height = (math.ceil(side * resolution / POINTS_PER_INCH) for side in page.get_size())
        box = choose(width, height).clipped(width, height)
        if box.width <= 0 or box.height <= 0:
            return PagePart(nothing_of(box), box)
        beside = (box.left, height - box.bottom, width - box.right, box.top)
        with _drawn(page, resolution, beside) as bitmap:
            picture = bitmap.to_pil()  # of RGB a copy already: PIL keeps four bytes a pixel
            return PagePart(picture if picture.mode == "RGB" else picture.convert("RGB"), box)


@contextmanager
def _opened(source: Path, number: int) -> Iterator[pdfium.PdfPage]:
    with open_pdf(source) as document:
        document.init_forms()
        try:
            yield page_of(document, number)
        except pdfium.PdfiumError as error:
            raise damaged(f"page {number}").at(source) from error


@contextmanager
def _drawn(
    page: pdfium.PdfPage, dpi: float, beside: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> Iterator[pdfium.PdfBitmap]:
    """A page drawn; `beside` is how many pixels on the left, below, on the right and above are left out."""
    scale = dpi / POINTS_PER_INCH
    # PDFium's wrapper takes points and rounds up: half a pixel less is the same pixel, however the division rounds.
    crop = tuple(max(0.0, pixels - 0.5) / scale for pixels in beside)
    bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True, prefer_bgrx=False)
    try:
        yield bitmap
    finally:
        bitmap.close()


def _array_of(bitmap: pdfium.PdfBitmap) -> Pixels:
    import numpy as np

    array = np.array(bitmap.to_numpy(), copy=True)
    if array.ndim == 2:
        array = array[:, :, np.newaxis]
    if array.shape[2] == 1:
        array = np.repeat(array, 3, axis=2)
    return np.ascontiguousarray(array[:, :, :3])
