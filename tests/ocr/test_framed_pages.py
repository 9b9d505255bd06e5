from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.preparation.arrays import Rgb
from converters.ocr.preparation.page_finding import find_page


def coloured(grey: np.ndarray) -> Rgb:
    return np.asarray(np.dstack([grey] * 3), np.uint8)


def framed(level: int) -> Rgb:
    """Text in a frame; within it the paper is white, around it of that level."""
    page = blank(level=level)
    page[160:1400, 160:1100] = 255
    cv2.rectangle(page, (160, 160), (1100, 1400), 0, 4)
    return coloured(letter_rows(page, 200, 220, 1060, 30))


@pytest.mark.real
@pytest.mark.parametrize("level", [255, 252])
def test_the_frame_of_a_table_is_no_edge_of_a_page(level: int) -> None:
    assert find_page(framed(level)) is None


@pytest.mark.parametrize("level", [0, 90, 225])
def test_paper_on_another_ground_is_a_page(level: int) -> None:
    found = find_page(framed(level))
    assert found is not None
    assert (found.width, found.height) == pytest.approx((940, 1240), abs=14)


def test_a_band_of_print_along_the_foot_is_no_desk() -> None:
    page = letter_rows(blank(), 200, 220, 1060, 30)
    page[:40] = page[1690:] = 30
    for left in range(300, 900, 40):
        page[1700:1714, left : left + 22] = 255
    assert find_page(coloured(page)) is None
