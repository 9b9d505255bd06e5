"""A PDF page as an image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from converters.reading.page_image import PageImage
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
    with open_pdf(source) as document:
        document.init_forms()
        page = page_of(document, number)
        resolution = page_dpi(page, dpi)
        try:
            bitmap = page.render(scale=resolution / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=False)
        except pdfium.PdfiumError as error:
            raise damaged(f"page {number}").at(source) from error
        array = np.array(bitmap.to_numpy(), copy=True)
        bitmap.close()
    return PageImage(_as_rgb(array), resolution, number)


def _as_rgb(array: np.ndarray) -> np.ndarray:
    if array.ndim == 2:
        array = array[:, :, np.newaxis]
    if array.shape[2] == 1:
        array = np.repeat(array, 3, axis=2)
    return np.ascontiguousarray(array[:, :, :3])
