"""A word dropped from a line that was read is a doubt where it stands; what covers no letters is none."""

from __future__ import annotations

from dataclasses import replace

import cv2
import pytest
from drawn_pages import font, text_page

from converters.ocr.assembly.unread_ink import with_unread_ink
from converters.ocr.preparation.arrays import Rgb
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word

WORDS = ("Phạt", "tiền", "người", "nào", "phạm", "theo", "quy", "định")
TOP, SIZE = 300, 34  # pixels
LEFTS = tuple(100 + round(font(SIZE).getlength(" ".join(WORDS[:place]) + " ")) for place in range(len(WORDS)))


def drawn() -> Rgb:
    return text_page([(word, (left, TOP)) for word, left in zip(WORDS, LEFTS, strict=True)]).copy()


def boxes_of(image: Rgb) -> list[Box]:
    """Where each word's ink is."""
    dark = image.min(axis=2) < 128
    found = []
    for left, following in zip(LEFTS, (*LEFTS[1:], image.shape[1]), strict=True):
        columns = dark[:, left - 3 : following - 3].any(axis=0).nonzero()[0]
        rows = dark[:, left - 3 : following - 3].any(axis=1).nonzero()[0]
        place = left - 3
        found.append(Box(place + int(columns[0]), int(rows[0]), place + int(columns[-1]) + 1, int(rows[-1]) + 1))
    return found


def page_without(image: Rgb, *dropped: int) -> Page:
    boxes = boxes_of(image)
    words = tuple(Word(WORDS[place], boxes[place], 0.98) for place in range(len(WORDS)) if place not in dropped)
    height, width = image.shape[:2]
    return Page(1, width, height, None, (Block(BlockKind.PARAGRAPH, (Line(words),)),), Method.OCR)


@pytest.mark.parametrize("negative", [False, True])
@pytest.mark.parametrize("place", [0, 3, len(WORDS) - 1])
def test_a_word_dropped_from_a_line_is_a_doubt_where_it_stands(place: int, negative: bool) -> None:
    image = drawn()
    page = page_without(image, place)
    (flag,) = with_unread_ink(page, 255 - image if negative else image).flags
    assert flag.kind == "ink"
    assert flag.box is not None
    assert flag.box.shared_area(boxes_of(image)[place]) > 0.5 * flag.box.area


def test_a_word_of_two_narrow_letters_is_one_too() -> None:
    image = drawn()
    gap = boxes_of(image)[3]
    page = page_without(image, 3)
    image[gap.slices] = 255
    for many, left in enumerate((gap.left + 6, gap.left + 22)):
        cv2.rectangle(image, (left, gap.bottom - 22), (left + 11, gap.bottom), (0, 0, 0), 3)
        assert len(with_unread_ink(page, image).flags) == many


def test_a_line_that_was_read_whole_has_none() -> None:
    image = drawn()
    before = page_without(image)
    assert with_unread_ink(before, image) is before


def test_dots_dashes_and_rules_in_a_gap_are_no_word() -> None:
    image, gap = drawn(), boxes_of(drawn())[5]
    page = page_without(image, 5)
    image[gap.slices] = 255
    foot = gap.top + 30
    for column in range(gap.left, gap.right, 8):
        cv2.circle(image, (column, foot), 2, (0, 0, 0), -1)
    cv2.rectangle(image, (gap.left + 20, gap.top - 80), (gap.left + 23, gap.bottom + 80), (0, 0, 0), -1)
    assert with_unread_ink(page, image) is page


def test_what_stands_far_from_a_line_is_no_word_of_it() -> None:
    image = drawn()
    line = page_without(image, 4, 5, 6, 7)
    image[:, LEFTS[4] - 3 : LEFTS[7] - 3] = 255
    assert with_unread_ink(line, image) is line


def test_a_page_turned_by_a_quarter_is_not_looked_along() -> None:
    image = drawn()
    page = replace(page_without(image, 3), rotation=90)
    assert with_unread_ink(page, image) is page
