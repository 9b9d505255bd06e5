"""A PDF page from an image file: JPEG bytes as they are, everything else without loss."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Dictionary, Name
from PIL import Image

from converters.reading.document import Page
from converters.reading.rasters import load_page
from converters.writing.pdf.hidden_text import FONT, Affine

POINTS_PER_INCH = 72.0
_A4_LONG_SIDE = 11.69  # inches; what a photo without a resolution is taken to show
_EXIF_ORIENTATION = 0x0112

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


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image object and how it is turned when drawn."""

    stream: pikepdf.Object
    matrix: tuple[int, int, int, int, int, int]


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
    scale = POINTS_PER_INCH / (page.dpi or max(width, height) / _A4_LONG_SIDE)
    image = _jpeg(pdf, source) or _lossless(pdf, source, page.number)
    matrix = _drawn(image.matrix, width * scale, height * scale)
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


def _drawn(matrix: tuple[int, int, int, int, int, int], width: float, height: float) -> str:
    a, b, c, d, e, f = matrix
    numbers = (a * width, b * height, c * width, d * height, e * width, f * height)
    return " ".join(f"{number:.3f}" for number in numbers)


def _jpeg(pdf: pikepdf.Pdf, source: Path) -> PlacedImage | None:
    """The file's own bytes, when it is a JPEG that PDF can hold as it is."""
    try:
        with Image.open(source, formats=("JPEG",)) as image:
            mode, (width, height) = image.mode, image.size
            orientation = image.getexif().get(_EXIF_ORIENTATION, 1)
            several = getattr(image, "n_frames", 1) > 1
    except OSError:
        return None
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}
    if mode not in spaces or several:
        return None  # CMYK does not fit the sRGB output intent
    stream = pdf.make_stream(
        source.read_bytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=spaces[mode],
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    return PlacedImage(stream, _ORIENTED.get(orientation, _ORIENTED[1]))


def _lossless(pdf: pikepdf.Pdf, source: Path, number: int) -> PlacedImage:
    """The pixels as they are, with no more colour than they hold."""
    pixels = load_page(source, number).array
    space, bits, data = _packed(pixels)
    stream = pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels.shape[1],
        Height=pixels.shape[0],
        ColorSpace=space,
        BitsPerComponent=bits,
    )
    return PlacedImage(stream, _ORIENTED[1])


def _packed(pixels: NDArray[np.uint8]) -> tuple[Name, int, bytes]:
    grey = pixels[..., 0]
    if not (np.array_equal(grey, pixels[..., 1]) and np.array_equal(grey, pixels[..., 2])):
        return Name.DeviceRGB, 8, pixels.tobytes()
    if np.isin(grey, (0, 255)).all():
        return Name.DeviceGray, 1, np.packbits(grey > 0, axis=1).tobytes()
    return Name.DeviceGray, 8, grey.tobytes()
