"""Rows of letters on which no word was read are doubts; pictures are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import text_page

from converters.ocr.assembly.unread_ink import MOST, with_unread_ink
from converters.ocr.preparation.arrays import Rgb
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word

LINES = [
    ("Người dân có quyền khiếu nại quyết định", (100, 100)),
    ("trong thời hạn chín mươi ngày làm việc", (100, 300)),
]


def page(image: Rgb, *boxes: Box) -> Page:
    lines = tuple(Line((Word("chữ", box, 0.9),), box) for box in boxes)
    height, width = image.shape[:2]
    return Page(1, width, height, None, (Block(BlockKind.PARAGRAPH, lines),), Method.OCR)


@pytest.mark.parametrize("negative", [False, True])
def test_a_line_without_a_word_is_a_doubt_with_its_box(negative: bool) -> None:
    image = text_page(LINES)
    image = 255 - image if negative else image
    (flag,) = with_unread_ink(page(image, Box(95, 95, 900, 145)), image).flags
    assert (flag.kind, flag.reason.text) == ("ink", "Printed words were not read here.")
    assert flag.box is not None
    assert flag.box.contains(Box(150, 315, 560, 325))
    assert not flag.box.holds(300, 120)


def test_a_page_that_was_read_has_none() -> None:
    image = text_page(LINES)
    before = page(image, Box(95, 95, 900, 145), Box(95, 295, 900, 345))
    assert with_unread_ink(before, image) is before


def test_dots_bars_and_frames_are_no_letters() -> None:
    image = np.full((900, 1200, 3), 255, np.uint8)
    for column in range(40):
        cv2.circle(image, (60 + 24 * column, 100), 6, (0, 0, 0), -1)
        cv2.rectangle(image, (60 + 24 * column, 200), (66 + 24 * column, 260), (0, 0, 0), -1)
        cv2.rectangle(image, (60 + 24 * column, 400), (78 + 24 * column, 418), (0, 0, 0), 1)
    before = page(image)
    assert with_unread_ink(before, image) is before


def test_a_page_full_of_unread_lines_has_one_doubt() -> None:
    image = text_page([("Người dân có quyền khiếu nại quyết định", (100, 80 + 100 * row)) for row in range(MOST + 2)])
    assert len(with_unread_ink(page(image), image).flags) == 1


@pytest.mark.parametrize(("letter", "doubts"), [(False, 0), (True, 1)])
def test_a_large_bullet_before_a_line_is_no_word_and_a_letter_is(letter: bool, doubts: int) -> None:
    image = text_page([("Người dân có quyền khiếu nại quyết định", (200, 100))]).copy()
    if letter:
        image[:, :190] = text_page([("Ở", (130, 100))])[:, :190]
    else:
        cv2.circle(image, (150, 122), 22, (0, 90, 60), -1)
    assert len(with_unread_ink(page(image, Box(195, 95, 1000, 145)), image).flags) == doubts
