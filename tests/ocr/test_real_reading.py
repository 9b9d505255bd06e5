"""The whole of it with real tesseract, on pages drawn here."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import text_page
from PIL import Image

from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import EngineTimeout
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.work.local_pool import LocalPool
from converters.work.page_reader import PageReader
from converters.work.page_tasks import PageTask, read_page

pytestmark = pytest.mark.real

LINES = [
    ("Điều 5. Xử phạt vi phạm quy định về trật tự", (120, 100)),
    ("1. Phạt tiền từ 800.000 đồng đến 1.000.000 đồng đối với người", (120, 180)),
    ("điều khiển xe không chấp hành hiệu lệnh của đèn tín hiệu.", (120, 240)),
    ("a) Không nhường đường cho người đi bộ;", (120, 320)),
    ("b) Dừng xe, đỗ xe trên cầu, gầm cầu vượt trái quy định.", (120, 400)),
]
WORDS = " ".join(text for text, _ in LINES).split()


@pytest.mark.parametrize("engine", ["pytesseract", "tesserocr"])
@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_page_is_read_any_way_up(engine: str, turns: int) -> None:
    if engine == "tesserocr":
        pytest.importorskip("tesserocr")
    image = np.ascontiguousarray(np.rot90(text_page(LINES), turns))
    page = read_page_image(image, number=3, dpi=None, options=OcrOptions(engine=engine))
    assert page.number == 3
    assert page.rotation == (360 - 90 * turns) % 360
    assert page.text.split() == WORDS
    for block in page.flow:
        for word in block.words:
            assert word.box is not None
            left, top, right, bottom = word.box
            part = image[top:bottom, left:right]
            assert part.size
            assert part.min() < 60  # there is ink where the word is said to be


def test_a_blank_page_has_no_text() -> None:
    page = read_page_image(np.full((1000, 800, 3), 250, np.uint8), number=1, dpi=None, options=OcrOptions())
    assert page.blocks == ()


def test_noise_alone_has_no_text() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (700, 900, 3)).astype(np.uint8)
    page = read_page_image(noise, number=1, dpi=None, options=OcrOptions())
    assert len(page.text) < 12


def test_a_tiny_image_is_no_trouble() -> None:
    assert read_page_image(np.zeros((1, 1, 3), np.uint8), number=1, dpi=None, options=OcrOptions()).text == ""


def test_the_engine_is_stopped_in_time() -> None:
    before = os.environ.get("OMP_THREAD_LIMIT")
    crop = np.full((60, 900), 255, np.uint8)
    crop[20:40, ::7] = 0
    with pytest.raises(EngineTimeout):
        open_engine("pytesseract").read([crop] * 300, timeout=0.1)
    assert os.environ.get("OMP_THREAD_LIMIT") == before


def picture(folder: Path, name: str = "page.png") -> Path:
    path = folder / name
    Image.fromarray(text_page(LINES[:2])).save(path)
    return path


def test_pages_that_fail_do_not_stop_the_others(tmp_path: Path) -> None:
    source = picture(tmp_path)
    with LocalPool(2) as pool:
        pages = list(PageReader(pool, OcrOptions(), ahead=8)(source, [1, 7, 1]))
    assert [page.failure is None for page in pages] == [True, False, True]
    assert "Điều 5." in pages[0].text
    assert pages[0].text == pages[2].text


def test_a_worker_that_runs_out_of_memory_costs_its_page(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    with LocalPool(1) as pool:
        page = pool.submit(PageTask(picture(tmp_path), 1, OcrOptions(memory_limit=40 * 1024**2))).result()
    assert page.failure is not None


def test_too_many_pixels_are_refused(tmp_path: Path) -> None:
    page = read_page(PageTask(picture(tmp_path), 1, OcrOptions(max_pixels=1000)))
    assert page.failure is not None
    assert "too large" in str(page.failure)


def test_an_unknown_engine_is_the_pages_failure(tmp_path: Path) -> None:
    page = read_page(PageTask(picture(tmp_path), 1, OcrOptions(engine="nope")))
    assert page.failure is not None
