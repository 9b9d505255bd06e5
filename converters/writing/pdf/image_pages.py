"""A PDF page from an image file, at its true size and the right way up."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from converters.reading.document import Page
from converters.writing.pdf.archival.structure import LONGEST_SIDE, SHORTEST_SIDE
from converters.writing.pdf.hidden_text import FONT, Affine
from converters.writing.pdf.image_streams import image_stream

POINTS_PER_INCH = 72.0
_A4_LONG_SIDE = 11.69  # inches; what a photo without a resolution is taken to show

# EXIF orientation → matrix from the unit square (where an image is drawn, y up) to the page's unit square.
_ORIENTED: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def add_image_page(pdf: pikepdf.Pdf, source: Path, page: Page, font: pikepdf.Object) -> tuple[pikepdf.Page, Affine]:
    """Add the page's image, at its true size.

    Args:
        pdf: The file being written.
        source: The image file.
        page: Its reading; tells size, resolution and the turn that makes it upright.
        font: The font hidden text will be set in.

    Returns:
        The new page and the way from its image's pixels to its user space.
    """
    width, height = float(page.width or 1), float(page.height or 1)
    scale = _fitting(POINTS_PER_INCH / (page.dpi or max(width, height) / _A4_LONG_SIDE), width, height)
    image = image_stream(pdf, source, page.number)
    matrix = _drawn(_ORIENTED.get(image.orientation, _ORIENTED[1]), width * scale, height * scale)
    content = f"q {matrix} cm /Scan Do Q".encode("ascii")
    page_object = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(width * scale, 3), round(height * scale, 3)],
        Resources=Dictionary(XObject=Dictionary({"/Scan": image.stream}), Font=Dictionary({FONT: font})),
        Contents=pdf.make_stream(content),
    )
    if page.rotation:
        page_object.Rotate = (360 - page.rotation) % 360
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page_object)))
    return pdf.pages[-1], Affine(scale, 0, 0, -scale, 0, height * scale)


def _fitting(scale: float, width: float, height: float) -> float:
    """The scale, changed as little as possible for a page that PDF can hold (ISO 32000-1, annex C)."""
    return min(max(scale, SHORTEST_SIDE / min(width, height)), LONGEST_SIDE / max(width, height))


def _drawn(matrix: tuple[int, int, int, int, int, int], width: float, height: float) -> str:
    a, b, c, d, e, f = matrix
    numbers = (a * width, b * height, c * width, d * height, e * width, f * height)
    return " ".join(f"{number:.3f}" for number in numbers)
