"""Strips and tiles of deflated TIFFs: sound ones are read, a changed byte anywhere is told, other kinds are let be."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from converters.reading.boxes import Box
from converters.reading.pictures import count_pictures, load_picture
from converters.reading.problems import Damaged, UnreadableInput
from converters.reading.rasters import load_part

SIDE = 64  # pixels of the page
PART = 32  # of a tile, and rows of a strip
ADOBE, PKZIP = 8, 32946
WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, ROWS = 256, 257, 258, 259, 262, 277, 278
STRIPS, TILES = (273, 279), (324, 325)
SHADES = np.random.default_rng(3).integers(0, 256, (SIDE, SIDE), dtype=np.uint8)


def pieces(*, tiled: bool) -> list[bytes]:
    """The page cut into two strips, or four tiles."""
    columns = range(0, SIDE, PART) if tiled else (0,)
    wide = PART if tiled else SIDE
    return [SHADES[top : top + PART, left : left + wide].tobytes() for top in range(0, SIDE, PART) for left in columns]


def tiff(stored: list[bytes], *, tiled: bool, compression: int) -> tuple[bytes, list[int]]:
    """A grey TIFF of one page with these strips or tiles, and where each begins."""
    starts = [8 + sum(map(len, stored[:place])) for place in range(len(stored))]
    after = 8 + sum(map(len, stored))
    lists = struct.pack(f"<{2 * len(stored)}I", *starts, *map(len, stored))
    shape = {322: PART, 323: PART} if tiled else {ROWS: PART}
    values = {WIDTH: SIDE, HEIGHT: SIDE, BITS: 8, COMPRESSION: compression, PHOTOMETRIC: 1, SAMPLES: 1, **shape}
    entries = {tag: struct.pack("<HHIHxx", tag, 3, 1, value) for tag, value in values.items()}
    for place, tag in enumerate(TILES if tiled else STRIPS):
        entries[tag] = struct.pack("<HHII", tag, 4, len(stored), after + 4 * place * len(stored))
    directory = struct.pack("<H", len(entries)) + b"".join(entries[tag] for tag in sorted(entries)) + bytes(4)
    head = struct.pack("<2sHI", b"II", 42, after + len(lists))
    return head + b"".join(stored) + lists + directory, starts


def written(folder: Path, content: bytes) -> Path:
    path = folder / "scan.tif"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("compression", [ADOBE, PKZIP])
@pytest.mark.parametrize("tiled", [False, True])
def test_sound_segments_are_read_to_the_pixel(compression: int, tiled: bool, tmp_path: Path) -> None:
    content, _ = tiff([zlib.compress(one) for one in pieces(tiled=tiled)], tiled=tiled, compression=compression)
    page = load_picture(written(tmp_path, content))
    assert (page.array == SHADES[:, :, None]).all()


@pytest.mark.parametrize("compression", [ADOBE, PKZIP])
@pytest.mark.parametrize(("tiled", "which"), [(False, 0), (False, 1), (True, 0), (True, 1), (True, 2), (True, 3)])
@pytest.mark.parametrize("back", [1, 4, 400])
def test_a_changed_byte_of_any_segment_is_told(
    compression: int, tiled: bool, which: int, back: int, tmp_path: Path
) -> None:
    """Of its sum as of its pixels: noise is stored as it is, so that every changed byte still inflates."""
    stored = [zlib.compress(one) for one in pieces(tiled=tiled)]
    content, starts = tiff(stored, tiled=tiled, compression=compression)
    at = starts[which] + len(stored[which]) - back
    changed = content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]
    path = written(tmp_path, changed)
    with pytest.raises(Damaged, match="Page 1 is damaged") as caught:
        load_picture(path)
    assert caught.value.path == path
    assert count_pictures(path) == 1


@pytest.mark.parametrize("tiled", [False, True])
def test_pixels_that_are_not_deflated_have_no_sum_to_hold_to(tiled: bool, tmp_path: Path) -> None:
    content, starts = tiff(pieces(tiled=tiled), tiled=tiled, compression=1)
    changed = bytearray(content)
    changed[starts[1]] ^= 0xFF
    page = load_picture(written(tmp_path, bytes(changed)))
    assert np.count_nonzero(page.array[:, :, 0] != SHADES) == 1


@pytest.mark.parametrize("tiled", [False, True])
@pytest.mark.parametrize("lacking", [6, 200])
def test_a_segment_without_its_end_is_refused(tiled: bool, lacking: int, tmp_path: Path) -> None:
    stored = [zlib.compress(one) for one in pieces(tiled=tiled)]
    content, _ = tiff([*stored[:-1], stored[-1][:-lacking]], tiled=tiled, compression=ADOBE)
    with pytest.raises(UnreadableInput):
        load_picture(written(tmp_path, content))


@pytest.mark.parametrize("tiled", [False, True])
def test_what_stands_behind_the_sum_of_a_segment_is_no_damage(tiled: bool, tmp_path: Path) -> None:
    """Writers pad segments to whole words."""
    stored = [zlib.compress(one) + bytes(3) for one in pieces(tiled=tiled)]
    content, _ = tiff(stored, tiled=tiled, compression=ADOBE)
    assert (load_picture(written(tmp_path, content)).array[:, :, 0] == SHADES).all()


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of the upper half of the page."""
    path = tmp_path_factory.mktemp("part") / "page.png"
    Image.fromarray(SHADES[: SIDE // 2]).save(path)
    return path


edges = st.integers(-30, SIDE + 30)


@given(edges, edges, st.integers(1, 60), st.integers(1, 60))
def test_a_part_is_cut_of_the_page_and_reaches_no_further(
    half: Path, left: int, top: int, wide: int, high: int
) -> None:
    asked, told = Box(left, top, left + wide, top + high), []

    def choose(width: int, height: int) -> Box:
        told.append((width, height))
        return asked

    part = load_part(half, 1, choose)
    assert told == [(SIDE, SIDE // 2)]
    assert part.box == asked.clipped(SIDE, SIDE // 2)
    assert part.array.shape == (part.box.height, part.box.width, 3)
    assert (part.array[:, :, 0] == SHADES[: SIDE // 2][part.box.slices]).all()


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (7, 11)), (6, (0, 7)), (8, (11, 0))])
def test_a_part_is_one_of_the_page_as_it_was_held(orientation: int, corner: tuple[int, int], tmp_path: Path) -> None:
    """The first pixel as stored stands where the phone says."""
    stored = np.zeros((8, 12), np.uint8)
    stored[0, 0] = 255
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(stored).save(tmp_path / "held.png", exif=exif)
    row, column = corner
    part = load_part(tmp_path / "held.png", 1, lambda _width, _height: Box(column, row, column + 1, row + 1))
    assert part.array.ravel().tolist() == [255] * 3
