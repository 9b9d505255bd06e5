from __future__ import annotations

import cv2
import pytest
from drawn_pages import Grey, blank

from converters.ocr.preparation.components import find_components, ink_mask, letter_height
from tests.each import each

SMALL, HIGH = 10, 15


def lines(small: int, high: int) -> Grey:
    """Lines of which so many signs are small letters and so many as high as capitals and digits."""
    page = blank(900, 900)
    for row in range(20):
        foot = 60 + 36 * row
        for place in range(small + high):
            tall = HIGH if place * high % (small + high) < high else SMALL
            left = 40 + 14 * place
            cv2.rectangle(page, (left, foot - tall + 1), (left + 7, foot), 0, -1)
    return page


def measured(page: Grey) -> float:
    return letter_height(find_components(ink_mask(page)))


@each(("small", "high"), [(40, 15), (30, 25), (27, 28), (25, 30)])
def test_small_letters_are_found_though_numbers_and_capitals_outnumber_them(small: int, high: int) -> None:
    assert measured(lines(small, high)) == SMALL


@pytest.mark.parametrize(("small", "high"), [(0, 50), (8, 47)])
def test_a_page_of_capitals_is_measured_by_them(small: int, high: int) -> None:
    assert measured(lines(small, high)) == HIGH
