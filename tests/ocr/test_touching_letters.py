from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import Grey, blank, letter_rows

from converters.ocr.layout.columns import reading_order
from converters.ocr.layout.crops import Crop, cut_line
from converters.ocr.layout.fragments import find_fragments
from converters.ocr.layout.text_components import text_components
from converters.ocr.preparation.components import find_components, ink_mask, letter_height

LETTER = 60 + 7 * 17  # left side of the eighth letter; all letters are nine pixels wide


def first_line(page: Grey) -> Crop:
    components = find_components(ink_mask(page))
    height = letter_height(components)
    fragments = find_fragments(components, height, text_components(components, height)).fragments
    blocks = reading_order(fragments, height)
    line = min((line for block in blocks for line in block.lines), key=lambda item: item.top)
    large = np.asarray(cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST), np.uint8)
    return cut_line(large, line, components)


def ink(crop: Crop, x: int, y: int) -> bool:
    return bool(crop.image[2 * y - crop.top, 2 * x - crop.left] < 128)


@pytest.fixture
def page() -> Grey:
    drawn = letter_rows(blank(700, 500), 60, 60, 640, 1)
    return letter_rows(drawn, 60, 300, 640, 5)


def test_a_letter_a_stroke_of_a_signature_touches_stays(page: Grey) -> None:
    cv2.line(page, (LETTER + 4, 66), (LETTER - 90, 250), 0, 2)
    crop = first_line(page)
    assert ink(crop, LETTER + 1, 62)
    assert ink(crop, LETTER + 7, 70)


def test_a_stroke_that_crosses_the_line_between_letters_goes(page: Grey) -> None:
    space = 60 + 5 * 17 + 6
    cv2.line(page, (space, 10), (space, 250), 0, 2)
    crop = first_line(page)
    assert not ink(crop, space, 66)
    assert ink(crop, LETTER + 4, 66)
