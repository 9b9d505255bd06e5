"""Images in PDFs: their own bytes where PDF can hold them, their own pixels always."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from converters.reading.document import Document, Method, Page
from converters.reading.pictures import to_rgb
from converters.writing.pdf.archival.obstacle import Kind
from converters.writing.pdf.image_streams import image_stream
from converters.writing.pdf.searchable import SearchablePdf, make_searchable

SIZE = (96, 64)


@dataclass(frozen=True)
class Scan:
    """What a page's image object holds."""

    raw: bytes
    decoded: bytes
    filter: str
    bits: int
    pixels: Image.Image | None


def painted(mode: str = "RGB") -> Image.Image:
    """Blocks of colour on a gradient, so that every mistake in order, sign or stride shows."""
    across = np.linspace(0, 255, SIZE[0], dtype=np.uint8)
    grey = np.tile(across, (SIZE[1], 1))
    picture = Image.fromarray(np.dstack([grey, grey[:, ::-1], np.full_like(grey, 90)]))
    picture.paste((250, 10, 10), (4, 4, 20, 12))
    picture.paste((10, 10, 250), (60, 40, 90, 60))
    return picture.convert(mode)


def made(path: Path, media_type: str = "image/png") -> SearchablePdf:
    with Image.open(path) as image:
        width, height = image.size
    page = Page(1, width, height, 72.0, (), Method.OCR)
    return make_searchable(Document(path, media_type, "0" * 64, (page,)))


def shown(content: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].render(scale=1).to_pil().convert("RGB")


def scan_of(content: bytes) -> Scan:
    with pikepdf.open(BytesIO(content)) as pdf:
        stream = pdf.pages[0].Resources.XObject.Scan
        picture = pikepdf.PdfImage(stream).as_pil_image() if pikepdf.Name.DCTDecode != stream.Filter else None
        pixels = None if picture is None else picture.convert("RGB")
        return Scan(
            stream.read_raw_bytes(),
            stream.read_bytes() if pikepdf.Name.FlateDecode == stream.Filter else b"",
            str(stream.Filter),
            int(stream.BitsPerComponent),
            pixels,
        )


def farthest(first: Image.Image, second: Image.Image) -> int:
    return max(high for _, high in ImageChops.difference(first, second.convert("RGB")).getextrema())


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
@pytest.mark.parametrize("ending", ["png", "tiff", "bmp"])
def test_every_pixel_is_kept(tmp_path: Path, mode: str, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    painted(mode).save(path)
    content = made(path).content
    assert farthest(shown(content), painted(mode)) == 0
    with Image.open(path) as stored:
        pixels = scan_of(content).pixels
        assert pixels is not None
        assert farthest(pixels, stored) == 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_png_rows_go_in_as_they_are(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.png"
    painted(mode).save(path)
    result = made(path)
    assert scan_of(result.content).raw in path.read_bytes()
    assert result.archival


@pytest.mark.parametrize("kind", ["RGBA", "LA", "transparent palette", "interlaced"])
def test_other_png_is_kept_by_its_pixels_on_white(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.png"
    if kind == "interlaced":
        path.write_bytes(INTERLACED)
    elif kind == "transparent palette":
        painted("P").save(path, transparency=0)
    else:
        image = painted(kind)
        image.putalpha(128)
        image.save(path)
    with Image.open(path) as stored:
        expected = Image.fromarray(to_rgb(stored))
    result = made(path)
    assert farthest(shown(result.content), expected) == 0
    assert result.archival


def test_sixteen_bits_stay_sixteen(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    deep = (np.arange(SIZE[0] * SIZE[1], dtype=np.uint32).reshape(SIZE[1], SIZE[0]) * 10).astype(np.uint16)
    Image.fromarray(deep).save(path)
    scan = scan_of(made(path).content)
    assert scan.bits == 16
    assert np.array_equal(np.frombuffer(scan.decoded, ">u2").reshape(deep.shape), deep)


def test_black_and_white_is_smaller_than_flate(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    sheet = Image.new("1", (1240, 1754), 1)
    for top in range(100, 1600, 40):
        sheet.paste(0, (120, top, 1100, top + 12))
    sheet.save(path, compression="group4")
    scan = scan_of(made(path, "image/tiff").content)
    assert scan.filter == "/CCITTFaxDecode"
    assert len(scan.raw) < 2 * path.stat().st_size


def test_press_colours_are_kept_and_not_called_archival(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    painted("CMYK").save(path, quality=95)
    result = made(path, "image/jpeg")
    assert scan_of(result.content).raw == path.read_bytes()
    assert [found.kind for found in result.obstacles] == [Kind.COLOUR]
    assert not result.archival
    assert result.notes
    with Image.open(path) as stored:
        expected = np.asarray(stored.convert("RGB"), float)
    # Everybody turns CMYK into light in his own way; inverted would be far off.
    assert np.abs(expected - np.asarray(shown(result.content))).mean() < 50


def test_only_the_first_picture_of_a_phone_file_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    painted().save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (300, 200), "red")], quality=90)
    content = made(path, "image/jpeg").content
    data = scan_of(content).raw
    assert path.read_bytes().startswith(data)
    assert len(data) < path.stat().st_size
    assert data.endswith(b"\xff\xd9")
    with Image.open(path) as stored:
        assert farthest(shown(content), stored) <= 2


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}, {"optimize": True}])
def test_jpeg_of_any_making_goes_in_whole(tmp_path: Path, options: dict[str, object]) -> None:
    path = tmp_path / "a.jpg"
    painted().save(path, quality=88, **options)
    assert scan_of(made(path, "image/jpeg").content).raw == path.read_bytes()


def test_orientation_of_a_png(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    exif = Image.Exif()
    exif[0x0112] = 6
    painted().save(path, exif=exif)
    assert image_stream(pikepdf.new(), path, 1).orientation == 6


def test_second_page_of_a_tiff(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    painted("L").save(path, save_all=True, append_images=[painted()])
    pdf = pikepdf.new()
    first, second = (image_stream(pdf, path, number).stream for number in (1, 2))
    assert (first.ColorSpace, second.ColorSpace) == (pikepdf.Name.DeviceGray, pikepdf.Name.DeviceRGB)


def interlaced() -> bytes:
    """A grey PNG of 8 × 8 pixels in Adam7 (PNG specification, 8.2), which Pillow reads but does not write."""
    import struct
    import zlib

    values = np.arange(64, dtype=np.uint8).reshape(8, 8) * 4
    passes = ((0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1))
    rows = b"".join(b"\0" + row.tobytes() for y, dy, x, dx in passes for row in values[y::dy, x::dx])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


INTERLACED = interlaced()
