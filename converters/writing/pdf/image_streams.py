"""An image file as a PDF image: its own bytes where PDF can hold them, otherwise its pixels without loss.

JPEG goes in whole (clause by clause, DCTDecode is the file), PNG with the compressed rows it has, black and white as
CCITT group 4. Nothing is ever compressed with loss, and colours are never converted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image

from converters.reading.rasters import load_page

EXIF_ORIENTATION = 0x0112
UPRIGHT = 1
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3  # colour types of PNG without transparency
_SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
_END_OF_IMAGE = b"\xff\xd9"
_ROWS, _STRIPS, _STRIP_BYTES, _PHOTOMETRIC = 278, 273, 279, 262  # TIFF tags
_BLACK_IS_ZERO = 1


@dataclass(frozen=True, slots=True)
class ImageStream:
    """An image object and the EXIF orientation its pixels are stored with."""

    stream: pikepdf.Object
    orientation: int = UPRIGHT


def image_stream(pdf: pikepdf.Pdf, source: Path, number: int) -> ImageStream:
    """The image of a page of an image file.

    Args:
        pdf: Where the image object is made.
        source: The file.
        number: Of the page, from 1; only TIFF has more than one.
    """
    return _jpeg(pdf, source) or _png_file(pdf, source) or ImageStream(_lossless(pdf, load_page(source, number).array))


def _jpeg(pdf: pikepdf.Pdf, source: Path) -> ImageStream | None:
    try:
        with Image.open(source, formats=("JPEG",)) as image:
            mode, size = image.mode, image.size
            orientation = image.getexif().get(EXIF_ORIENTATION, UPRIGHT)
            inverted = mode == "CMYK" and "adobe" in image.info
            end = _end_of_first(image)
    except OSError:
        return None
    if mode not in _SPACES:
        return None
    data = source.read_bytes()
    if end is not None and data[end - 2 : end] == _END_OF_IMAGE:
        data = data[:end]
    values = {"Decode": Array([1, 0] * 4)} if inverted else {}  # how Adobe's programs write CMYK
    stream = _image(pdf, data, size, _SPACES[mode], 8, Filter=Name.DCTDecode, **values)
    return ImageStream(stream, orientation)


def _end_of_first(image: Image.Image) -> int | None:
    """Where the first picture of a phone's file ends that holds several (CIPA DC-007); None for others."""
    if getattr(image, "n_frames", 1) < 2:
        return None
    try:
        image.seek(1)
    except (OSError, ValueError, EOFError, SyntaxError):
        return None
    return int(getattr(image, "offset", 0)) or None


def _png_file(pdf: pikepdf.Pdf, source: Path) -> ImageStream | None:
    """A PNG file's own rows, unless it is interlaced or has transparency."""
    with source.open("rb") as stream:
        if stream.read(len(_PNG_HEAD)) != _PNG_HEAD:
            return None
    with Image.open(source, formats=("PNG",)) as image:
        orientation = image.getexif().get(EXIF_ORIENTATION, UPRIGHT)
    made = _png(pdf, source.read_bytes())
    return None if made is None else ImageStream(made, orientation)


def _png(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Object | None:
    chunks = list(_chunks(data))
    kinds = {kind for kind, _ in chunks}
    if not chunks or chunks[0][0] != b"IHDR" or b"tRNS" in kinds or b"acTL" in kinds:
        return None
    width, height, bits, colours, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if interlaced or colours not in {_GREY, _RGB, _PALETTE}:
        return None
    palette = b"".join(content for kind, content in chunks if kind == b"PLTE")
    space = {_GREY: Name.DeviceGray, _RGB: Name.DeviceRGB}.get(colours) or _indexed(palette)
    rows = Dictionary(Predictor=15, Colors=3 if colours == _RGB else 1, BitsPerComponent=bits, Columns=width)
    content = b"".join(content for kind, content in chunks if kind == b"IDAT")
    return _image(pdf, content, (width, height), space, bits, Filter=Name.FlateDecode, DecodeParms=rows)


def _indexed(palette: bytes) -> Array:
    return Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, pikepdf.String(palette)])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each chunk (PNG specification, 5.3)."""
    place = len(_PNG_HEAD)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += length + 12


def _lossless(pdf: pikepdf.Pdf, pixels: NDArray[np.uint8]) -> pikepdf.Object:
    """The pixels, with no more colour than they hold."""
    grey = pixels[..., 0]
    if not (np.array_equal(grey, pixels[..., 1]) and np.array_equal(grey, pixels[..., 2])):
        return _packed(pdf, Image.fromarray(pixels))
    if np.isin(grey, (0, 255)).all():
        return _bilevel(pdf, Image.fromarray(grey).convert("1", dither=Image.Dither.NONE))
    return _packed(pdf, Image.fromarray(grey))


def _packed(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    """As PNG packs it: rows predicted from the rows above, half the size of plain Flate."""
    stream = BytesIO()
    image.save(stream, "PNG")
    made = _png(pdf, stream.getvalue())
    assert made is not None, "an image of our own making is neither interlaced nor transparent"  # noqa: S101
    return made


def _bilevel(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    """Black and white in CCITT group 4 (ITU-T T.6), or as PNG where that is smaller (photographs of dots)."""
    stream = BytesIO()
    image.save(stream, "TIFF", compression="group4", tiffinfo={_ROWS: image.height})
    with Image.open(stream, formats=("TIFF",)) as stored:
        tags = stored.tag_v2  # type: ignore[attr-defined]
        (start,), (length,), photometric = tags[_STRIPS], tags[_STRIP_BYTES], tags[_PHOTOMETRIC]
    packed = _packed(pdf, image)
    if length >= len(packed.read_raw_bytes()):
        return packed
    rows = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=photometric == _BLACK_IS_ZERO)
    data = stream.getvalue()[start : start + length]
    return _image(pdf, data, image.size, Name.DeviceGray, 1, Filter=Name.CCITTFaxDecode, DecodeParms=rows)


def _image(
    pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: object, bits: int, **values: object
) -> pikepdf.Object:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        BitsPerComponent=bits,
        **values,
    )
