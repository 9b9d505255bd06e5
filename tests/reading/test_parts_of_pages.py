"""A part of a page is the same pixels as the page has there, and no others are drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reading_samples import A4, SENTENCES, PdfPage

from converters.reading.boxes import Box
from converters.reading.rasters import load_page, load_part


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A page of text."""
    pdf = pikepdf.new()
    PdfPage(pdf).paragraph(60, 760, SENTENCES * 4).done()
    pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def scanned(tmp_path: Path, seed: int = 3) -> Path:
    """A page that is one image of noise: every pixel tells where it stood."""
    noise = np.random.default_rng(seed).integers(0, 256, (700, 500, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "b.pdf", resolution=137.0)
    return tmp_path / "b.pdf"


def pixels(source: Path, box: Box) -> tuple[np.ndarray, np.ndarray]:
    """What a part shows, and what the whole page shows there."""
    part = load_part(source, 1, lambda _width, _height: box)
    assert part.box == box
    return part.array, load_page(source, 1).array[box.slices]


_SMOOTHED = 1  # of 255: edges of letters are smoothed anew
BOXES = (Box(0, 0, 40, 30), Box(101, 203, 333, 260), Box(300, 400, 301, 401))


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_of_a_printed_page(printed: Path, box: Box, turn: int) -> None:
    with pikepdf.open(printed, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = turn
        pdf.pages[0].CropBox = [30, 40, A4[0] - 50, A4[1] - 60]
        pdf.save(printed)
    part, whole = pixels(printed, box)
    assert part.shape == whole.shape
    assert np.abs(part.astype(int) - whole).max() <= _SMOOTHED


@pytest.mark.parametrize("box", BOXES)
def test_of_a_scanned_page(tmp_path: Path, box: Box) -> None:
    part, whole = pixels(scanned(tmp_path), box)
    assert np.array_equal(part, whole)


@pytest.mark.parametrize("box", BOXES)
def test_of_a_picture(tmp_path: Path, box: Box) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (700, 500, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "c.png")
    part, whole = pixels(tmp_path / "c.png", box)
    assert np.array_equal(part, whole)


def test_whoever_chooses_is_told_how_large_the_page_is(printed: Path) -> None:
    told: list[tuple[int, int]] = []

    def choose(width: int, height: int) -> Box:
        told.append((width, height))
        return Box(width - 20, height - 10, width + 50, height + 50)

    part, whole = load_part(printed, 1, choose), load_page(printed, 1)
    assert told == [(whole.width, whole.height)]
    assert part.box == Box(whole.width - 20, whole.height - 10, whole.width, whole.height)
    assert np.array_equal(part.array, whole.array[-10:, -20:])  # nothing is printed there


def test_beside_the_page_there_is_nothing(printed: Path) -> None:
    part = load_part(printed, 1, lambda width, _height: Box(width + 5, 10, width + 50, 40))
    assert part.array.size == 0
