"""Reading order of posters and leaflets: sections in grids, frames beside lists, imprints."""

from __future__ import annotations

from converters.ocr.layout.columns import reading_order
from converters.ocr.layout.fragments import Fragment
from converters.reading.boxes import Box

HEIGHT = 10.0


def piece(left: int, top: int, right: int, letters: int = 12) -> Fragment:
    return Fragment(Box(left, top - 3, right, top + 13), top, top + 10, (), letters)


def read(page: list[Fragment]) -> list[Fragment]:
    return [line for block in reading_order(page, HEIGHT) for line in block.lines]


def frame(left: int, top: int, right: int, bottom: int) -> Fragment:
    return Fragment(Box(left, top, right, bottom), top, bottom, (), 0)


def test_an_imprint_under_the_left_column_is_read_last() -> None:
    left = [piece(40, y, 360) for y in (40, 65, 90)]
    right = [piece(440, y, 760) for y in range(40, 240, 25)]
    imprint = piece(40, 320, 300)
    assert read([imprint, *left, *right]) == [*left, *right, imprint]


def test_an_imprint_beside_the_foot_of_a_frame_is_read_last() -> None:
    left, right, imprint = [piece(40, y, 360) for y in (40, 65)], frame(440, 30, 760, 330), piece(40, 312, 300)
    assert read([imprint, *left, right]) == [*left, right, imprint]


def test_the_numbers_of_facing_pages_are_no_imprint() -> None:
    left = [piece(40, y, 360) for y in range(40, 140, 25)]
    right = [piece(440, y, 760) for y in range(40, 140, 25)]
    numbers = [piece(190, 400, 210, 2), piece(590, 400, 610, 2)]
    assert read([*left, *right, *numbers]) == [*left, numbers[0], *right, numbers[1]]


def test_sections_whose_frames_begin_level_are_read_row_by_row() -> None:
    first, second = [piece(40, y, 360) for y in (40, 65)], [piece(440, y, 760) for y in (40, 65)]
    third, fourth = frame(40, 120, 370, 200), frame(430, 121, 760, 320)
    assert read([fourth, third, *second, *first]) == [*first, *second, third, fourth]


def test_a_heading_over_a_frame_stays_with_it_beside_a_higher_frame() -> None:
    heading, list_, other = piece(40, 43, 300), frame(40, 70, 370, 260), frame(430, 40, 760, 260)
    assert read([other, list_, heading]) == [heading, list_, other]


def test_a_list_goes_on_in_its_rhythm_beside_a_frame_that_ended() -> None:
    items = [piece(40, y, 360) for y in range(40, 240, 48)]
    other = frame(430, 30, 760, 150)
    below = piece(40, 290, 760, 60)
    assert read([below, other, *items]) == [*items, other, below]


def test_under_a_row_of_cards_a_line_belongs_to_no_card() -> None:
    cards = [frame(left, 40, left + 200, 120) for left in (40, 260, 480)]
    line = piece(40, 135, 230)
    assert read([line, *cards]) == [*cards, line]
