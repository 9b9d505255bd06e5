"""Pages that hold nothing, or nothing that can be read, with real tesseract: no invented text, and a clear flag."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from drawn_pages import Placed, text_page
from numpy.typing import NDArray

from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.reading.document import Page

pytestmark = pytest.mark.real

Rgb = NDArray[np.uint8]
SENTENCES = (
    "Người dân có thể liên hệ với Ủy ban nhân dân xã trong giờ hành chính",
    "để được tư vấn pháp luật miễn phí theo quy định hiện hành.",
    "Các cơ quan, đơn vị báo cáo kết quả trước ngày 15 tháng 12 năm 2025.",
)
LINES: Placed = [(SENTENCES[row % 3], (80, 80 + 60 * row)) for row in range(12)]


def read(image: Rgb) -> Page:
    return read_page_image(np.ascontiguousarray(image), number=1, dpi=None, options=OcrOptions())


def reasons(page: Page) -> list[str]:
    return [flag.reason.text for flag in page.flags if flag.kind == "page"]


def paper(level: int = 238) -> Rgb:
    random = np.random.default_rng(5)
    shade = np.linspace(0, -30, 1200)[None, :, None]
    return np.clip(random.normal(level, 5, (1600, 1200, 3)) + shade, 0, 255).astype(np.uint8)


def dirty() -> Rgb:
    random, page = np.random.default_rng(6), paper()
    for x, y, size in random.integers((0, 0, 1), (1200, 1600, 3), (500, 3)).tolist():
        cv2.circle(page, (x, y), size, (60, 60, 60), -1)
    page[:, :20] = 15
    return page


def shown_through() -> Rgb:
    back = cv2.GaussianBlur(text_page(LINES, width=1200, height=1600)[:, ::-1], (0, 0), 4).astype(np.float64)
    return np.clip(paper() - (255 - back) * 0.15, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("drawn", [paper, lambda: paper(255), dirty, shown_through])
def test_blank_pages_have_no_text(drawn: Callable[[], Rgb]) -> None:
    page = read(drawn())
    assert page.text == ""
    assert reasons(page) == ["No text was found on this page."]


def picture() -> Rgb:
    """Clouds, discs and strokes in two frames on white."""
    random, page = np.random.default_rng(7), np.full((1600, 1200, 3), 255, np.uint8)
    for top in (100, 850):
        photo = np.zeros((600, 1000, 3))
        for size in (8, 24, 80, 200):
            coarse = random.normal(0, 1, (600 // size + 2, 1000 // size + 2, 3))
            photo += cv2.resize(coarse, (1000, 600), interpolation=cv2.INTER_CUBIC) * size**0.6
        shown = (255 * (photo - photo.min()) / np.ptp(photo)).astype(np.uint8)
        for x, y, size in random.integers((0, 0, 8), (1000, 600, 90), (30, 3)).tolist():
            cv2.circle(shown, (x, y), size, random.integers(0, 255, 3).tolist(), -1 if size % 2 else 3)
        page[top : top + 600, 100:1100] = cv2.GaussianBlur(shown, (0, 0), 1.2)
    return page


def scrawls() -> Rgb:
    random, page = np.random.default_rng(8), np.full((1600, 1200, 3), 252, np.uint8)
    for y in range(150, 1500, 120):
        steps = np.cumsum(random.integers(6, 16, 90))
        points = np.stack([100 + steps, y + random.normal(0, 16, 90)], axis=1).astype(np.int32)
        cv2.polylines(page, [points], False, (30, 40, 120), 3, cv2.LINE_AA)
    return page


@pytest.mark.parametrize("image", [picture(), scrawls()])
def test_pictures_and_scrawls_have_no_text(image: Rgb) -> None:
    page = read(image)
    assert page.text == ""
    assert len(reasons(page)) == 1


def test_another_script_is_not_turned_into_letters() -> None:
    russian = "Правительство ежегодно публикует доклад о правовом просвещении граждан"
    page = read(text_page([(russian, (60, 80 + 60 * row)) for row in range(12)], width=1700, height=900))
    assert page.text == ""
    assert "another script" in reasons(page)[0]


def test_another_language_is_kept_and_told() -> None:
    english = "The courts shall publish every year one report about the state of education"
    page = read(text_page([(english, (60, 80 + 60 * row)) for row in range(6)], width=1700, height=600))
    assert "courts shall publish every year" in page.text
    assert reasons(page) == ["Most words on this page are not Vietnamese."]


@pytest.mark.parametrize("down", [0, 1])
def test_double_pages_with_one_half_upside_down(down: int) -> None:
    halves = [text_page(LINES, width=1400, height=1800), text_page(LINES[:6], width=1400, height=1800)]
    halves[down] = np.rot90(halves[down], 2)
    image = np.hstack(halves)
    page = read(image)
    assert page.text.split() == " ".join(text for text, _ in LINES + LINES[:6]).split()
    for block in page.flow:
        for word in block.words:
            assert word.box is not None
            left, top, right, bottom = word.box
            assert image[top:bottom, left:right].min() < 90


def test_a_coarse_fax_is_flagged() -> None:
    page = text_page(LINES, width=1400, height=900)
    small = cv2.resize(page, None, fx=0.21, fy=0.21, interpolation=cv2.INTER_AREA)
    assert any("coarse" in reason for reason in reasons(read(small))) or read(small).text == ""


def test_a_very_fine_scan_is_read() -> None:
    lines: Placed = [("Điều 5. Xử phạt vi phạm", (300, 400)), ("quy định về trật tự", (300, 900))]
    page = text_page(lines, size=280, width=4600, height=1600)
    page = np.pad(page, ((0, 3000), (0, 0), (0, 0)), constant_values=255)
    assert read(page).text.split() == " ".join(text for text, _ in lines).split()
