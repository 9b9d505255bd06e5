"""Lines cut out of a page, and what is taken out of them: other lines, specks, strokes that touch letters."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_pages import blank, letter_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.layout.crops import PADDING, ROOM, cut_line
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.specks import DUSTY, speck_size, without_specks
from converters.ocr.layout.text_components import text_components
from converters.ocr.preparation.components import Components, find_components, ink_mask
from converters.reading.boxes import Box
from tests.each import each
from tests.properties import at_most

SIZE = 12
HEIGHT = 12.0


def half_page(rows: int = 3, pitch: int = 34) -> np.ndarray:
    """Rows of letters without spaces, so that each is one fragment, some with marks above."""
    page = blank(600, 220)
    for row in range(rows):
        top = 50 + row * pitch
        for place, left in enumerate(range(40, 550, SIZE + 5)):
            page[top : top + SIZE, left : left + SIZE - 3] = 0
            if place % 3 == 0:
                page[top - 6 : top - 3, left + 2 : left + 6] = 0
    return page


def lines(page: np.ndarray) -> tuple[Components, list[Fragment]]:
    components = find_components(ink_mask(page))
    found = find_fragments(components, HEIGHT, text_components(components, HEIGHT)).fragments
    return components, sorted(found, key=lambda item: item.top)


def full(page: np.ndarray) -> np.ndarray:
    return np.kron(page, np.ones((2, 2), np.uint8))


def test_a_crop_is_the_line_at_reading_scale_with_white_around() -> None:
    page = half_page(1)
    components, (line,) = lines(page)
    crop = cut_line(full(page), line, components)
    assert crop.left == 2 * line.box.left - ROOM - PADDING
    assert crop.top == 2 * line.box.top - ROOM - PADDING
    assert crop.image.shape == (2 * (line.box.height + ROOM + PADDING), 2 * (line.box.width + ROOM + PADDING))
    edge = crop.image.copy()
    edge[PADDING:-PADDING, PADDING:-PADDING] = 255
    assert (edge == 255).all()
    assert (crop.image < 128).sum() == 4 * (page < 128).sum()


@pytest.mark.parametrize("pitch", [24, 28, 34])
def test_neighbours_are_painted_over(pitch: int) -> None:
    page = half_page(3, pitch)
    components, found = lines(page)
    for line in found:
        own = np.isin(components.labels, np.array(line.members) + 1)
        crop = cut_line(full(page), line, components)
        assert abs(int((crop.image < 128).sum()) - 4 * int(own.sum())) <= 0.02 * 4 * own.sum()


def test_a_line_at_the_edge_is_cut_at_the_edge() -> None:
    page = letter_rows(blank(300, 60), 0, 2, 300, 1, size=SIZE)
    components, found = lines(page)
    crop = cut_line(full(page), found[0], components)
    assert crop.top >= -PADDING
    assert crop.left >= -PADDING


def dusty(page: np.ndarray, count: int, size: int, seed: int = 5) -> np.ndarray:
    random = np.random.default_rng(seed)
    spoilt = page.copy()
    for _ in range(count):
        x, y = int(random.integers(4, page.shape[1] - 8)), int(random.integers(120, page.shape[0] - 8))
        spoilt[y : y + size, x : x + size] = 0
    return spoilt


def loose_of(page: np.ndarray) -> tuple[Components, tuple[int, ...]]:
    components = find_components(ink_mask(page))
    return components, find_fragments(components, HEIGHT, text_components(components, HEIGHT)).loose


def test_a_clean_page_has_no_specks() -> None:
    components, loose = loose_of(half_page(2))
    assert speck_size(components, loose, HEIGHT) == 0.0


@pytest.mark.parametrize("size", [2, 3, 4])
def test_the_size_of_specks_is_seen_where_no_text_is(size: int) -> None:
    components, loose = loose_of(dusty(half_page(2), 3 * DUSTY, size))
    assert size <= speck_size(components, loose, HEIGHT) <= 3 * size


def test_dashes_of_empty_cells_make_no_page_dusty() -> None:
    page = blank(600, 400)
    for number in range(2 * DUSTY):
        top, left = 30 + 40 * (number // 4), 40 + 130 * (number % 4)
        page[top : top + 2, left : left + 6] = 0
    components, loose = loose_of(page)
    assert len(loose) == 2 * DUSTY
    assert speck_size(components, loose, HEIGHT) == 0.0


def test_dashes_are_not_what_specks_are_measured_by() -> None:
    page = dusty(half_page(2), 3 * DUSTY, 2)
    for left in range(40, 560, 40):
        page[200:202, left : left + 7] = 0
    components, loose = loose_of(page)
    assert 2 <= speck_size(components, loose, HEIGHT) <= 5


@settings(max_examples=at_most(10), deadline=None)
@given(st.integers(0, 3), st.integers(0, 40))
def test_letters_are_never_taken_for_specks(size: int, seed: int) -> None:
    page = half_page(1)
    components, found = lines(dusty(page, 5, max(size, 1), seed))
    for line in found:
        cleaned = without_specks(line, components, float(size), HEIGHT)
        assert set(cleaned.members) <= set(line.members)
        assert line.box.contains(cleaned.box)
        assert cleaned.letters == line.letters
        gone = set(line.members) - set(cleaned.members)
        assert all(max(components.box(index).width, components.box(index).height) <= size for index in gone)


@each(
    ("box", "text"),
    [
        (Box(100, 100, 108, 112), True),  # a letter
        (Box(100, 100, 103, 102), True),  # a mark
        (Box(100, 100, 200, 104), False),  # a rule
        (Box(100, 100, 104, 170), False),  # an upright rule
        (Box(100, 20, 300, 180), False),  # a picture
        (Box(100, 100, 101, 101), False),  # grain
        (Box(0, 60, 3, 140), False),  # the dark border of a copy
        (Box(0, 100, 9, 112), True),  # a letter cut by the edge
    ],
)
def test_what_can_be_text(box: Box, text: bool) -> None:
    page = blank(600, 220)
    page[box.slices] = 0
    assert text_components(find_components(ink_mask(page)), HEIGHT).tolist() == [text]
