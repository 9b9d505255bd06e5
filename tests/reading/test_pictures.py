from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image
from reading_samples import picture, read

from converters.reading.problems import Damaged, TooLarge, WrongFormat
from converters.reading.rasters import count_pages, load_page
from tests.each import each


def halves(array: np.ndarray) -> tuple[int, int]:
    """Mean of the left and of the right half."""
    middle = array.shape[1] // 2
    return round(float(array[:, : middle - 4].mean())), round(float(array[:, middle + 4 :].mean()))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.png", "RGB"), ("a.png", "1"), ("a.png", "L"), ("a.png", "P"), ("a.png", "RGBA"), ("a.png", "LA"),
        ("a.jpg", "RGB"), ("a.jpg", "L"), ("a.jpg", "CMYK"), ("a.tif", "1"), ("a.tif", "CMYK"), ("a.tif", "RGB"),
        ("a.bmp", "RGB"), ("a.bmp", "1"), ("a.webp", "RGB"),
    ],
)  # fmt: skip
def test_every_mode_becomes_rgb(tmp_path: Path, name: str, mode: str) -> None:
    page = load_page(picture(tmp_path / name, mode=mode), 1)
    assert page.array.dtype == np.uint8
    assert page.array.shape == (40, 60, 3)
    assert page.array.flags["C_CONTIGUOUS"]
    left, right = halves(page.array)
    assert left < 8
    assert right > 247


def test_sixteen_bits(tmp_path: Path) -> None:
    values = np.zeros((40, 60), np.uint16)
    values[:, 30:] = 65535
    Image.fromarray(values).save(tmp_path / "deep.png")
    Image.fromarray(values).save(tmp_path / "deep.tif")
    for name in ("deep.png", "deep.tif"):
        assert halves(load_page(tmp_path / name, 1).array) == (0, 255)


def test_transparent_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert load_page(tmp_path / "clear.png", 1).array.min() == 255


def test_palette_with_transparency(tmp_path: Path) -> None:
    image = Image.new("P", (20, 10), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.save(tmp_path / "p.png", transparency=0)
    assert load_page(tmp_path / "p.png", 1).array.min() == 255


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture(tmp_path / "phone.jpg", exif=exif)
    page = load_page(tmp_path / "phone.jpg", 1)
    assert page.array.shape[:2] == ((40, 60) if orientation < 5 else (60, 40))
    if orientation in {2, 3}:
        assert halves(page.array)[0] > 247


def test_heic(tmp_path: Path) -> None:
    image = Image.open(picture(tmp_path / "x.png", size=(128, 96)), formats=["PNG"])
    pillow_heif.from_pillow(image).save(tmp_path / "phone.heic", quality=90)
    page = load_page(tmp_path / "phone.heic", 1)
    assert page.array.shape == (96, 128, 3)
    assert count_pages(tmp_path / "phone.heic") == 1
    left, right = halves(page.array)
    assert left < 30
    assert right > 225


def test_tiff_of_many_pages(tmp_path: Path) -> None:
    pages = [Image.new("L", (30, 20), shade) for shade in (0, 128, 255)]
    pages[0].save(tmp_path / "fax.tif", save_all=True, append_images=pages[1:], dpi=(200, 200))
    assert count_pages(tmp_path / "fax.tif") == 3
    assert [int(load_page(tmp_path / "fax.tif", number).array[0, 0, 0]) for number in (1, 2, 3)] == [0, 128, 255]
    with pytest.raises(Damaged):
        load_page(tmp_path / "fax.tif", 4)


def test_fax_pixels_are_made_square(tmp_path: Path) -> None:
    picture(tmp_path / "fax.tif", size=(408, 196), mode="1", dpi=(204, 98))
    page = load_page(tmp_path / "fax.tif", 1)
    assert page.dpi == pytest.approx(204)
    assert page.array.shape == (408, 408, 3)


@pytest.mark.parametrize(
    ("size", "dpi", "expected"),
    [
        ((1240, 1754), (150, 150), 150),
        ((2480, 3508), (300, 300), 300),
        ((4000, 3000), (72, 72), None),  # a phone, 55 inches wide if it were true
        ((1654, 2339), (72, 72), None),  # a scan of 200 dpi whose program wrote 72
        ((595, 842), (72, 72), 72),
        ((300, 200), (1, 1), None),
        ((300, 200), (9000, 9000), None),
        ((300, 200), None, None),
    ],
)
def test_resolution_is_believed_only_where_it_can_be(
    tmp_path: Path, size: tuple[int, int], dpi: tuple[int, int] | None, expected: float | None
) -> None:
    picture(tmp_path / "a.jpg", size=size, **({} if dpi is None else {"dpi": dpi}))
    found = load_page(tmp_path / "a.jpg", 1).dpi
    assert found == (None if expected is None else pytest.approx(expected, abs=1))


def huge_png(path: Path, side: int) -> Path:
    """The head of a PNG and next to nothing behind it: the size must be refused before any pixel is read."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)))
    return path


@pytest.mark.parametrize("side", [30_000, 12_000])
def test_too_many_pixels(tmp_path: Path, side: int) -> None:
    with pytest.raises(TooLarge) as caught:
        load_page(huge_png(tmp_path / "huge.png", side), 1)
    assert caught.value.code == "too-large"
    assert caught.value.path == tmp_path / "huge.png"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_cut_off_pictures(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(Damaged):
        load_page(tmp_path / name, 1)


def test_text_has_no_page_images(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Điều 1", encoding="utf-8")
    with pytest.raises(WrongFormat):
        load_page(tmp_path / "a.txt", 1)
    with pytest.raises(WrongFormat):
        count_pages(tmp_path / "a.txt")


def deflated(folder: Path, *, pages: int = 2) -> Path:
    path = folder / "scan.tiff"
    specks = np.random.default_rng(7).random((pages, 600, 900)) < 0.05
    first, *others = (Image.fromarray(np.where(page, 0, 255).astype(np.uint8)) for page in specks)
    first.save(path, save_all=True, append_images=others, compression="tiff_adobe_deflate")
    return path


def test_a_sound_deflated_tiff_is_read(tmp_path: Path) -> None:
    assert load_page(deflated(tmp_path), 2).array.shape == (600, 900, 3)


@each("at", [0.3, 0.5, 0.7])
def test_changed_bytes_of_a_deflated_page_are_told_with_the_page(at: float, tmp_path: Path) -> None:
    path = deflated(tmp_path)
    with Image.open(path) as image:
        image.seek(1)
        start, size = image.tag_v2[273][0], image.tag_v2[279][0]
    content = bytearray(path.read_bytes())
    content[start + int(at * size)] ^= 0x01
    path.write_bytes(content)
    assert load_page(path, 1).array.shape == (600, 900, 3)
    with pytest.raises(Damaged, match="Page 2 is damaged"):
        load_page(path, 2)


@pytest.mark.parametrize("name", ["a.gif", "a.avif", "a.webp"])
def test_frames_of_a_moving_picture_that_are_not_read_are_told(tmp_path: Path, name: str) -> None:
    frames = [Image.new("L", (60, 40), shade).convert("RGB") for shade in (0, 128, 255)]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], duration=100)
    document = read(tmp_path / name)
    assert len(document.pages) == 1
    assert [str(note) for note in document.notes] == ["2 frames of the moving picture were left out."]
    frames[0].save(tmp_path / name)
    assert read(tmp_path / name).notes == ()
