from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.preparation.transforms import (
    Transform,
    apply,
    flattening,
    levelling,
    quarter_turns,
    scaling,
    shifting,
)

SIZES = st.integers(20, 400)
FACTORS = st.floats(0.2, 5)
ANGLES = st.floats(-10, 10)


@given(SIZES, SIZES, st.integers(0, 3), ANGLES, FACTORS, st.floats(0, 1), st.floats(0, 1))
def test_composition_inverts_exactly(
    width: int, height: int, turns: int, angle: float, factor: float, across: float, down: float
) -> None:
    turned = quarter_turns(turns, width, height)
    size = (width, height) if turns % 2 == 0 else (height, width)
    level, _, _ = levelling(angle, *size)
    whole = scaling(factor).after(level.after(turned))
    there = whole.points([(across * width, down * height)])
    back = whole.inverse().points(there)
    assert back[0] == pytest.approx((across * width, down * height), abs=1e-5)


@given(SIZES, SIZES, st.integers(-3, 7))
def test_quarter_turns_agree_with_rot90(width: int, height: int, turns: int) -> None:
    page = np.arange(width * height, dtype=np.int64).reshape(height, width)
    turned = np.rot90(page, turns % 4)
    transform = quarter_turns(turns, width, height)
    rows, columns = turned.shape
    for x, y in ((0, 0), (columns - 1, 0), (columns // 2, rows // 3), (columns - 1, rows - 1)):
        ((stored_x, stored_y),) = transform.points([(x, y)])
        assert page[round(stored_y), round(stored_x)] == turned[y, x]


@given(SIZES, SIZES, st.integers(0, 3), st.data())
def test_boxes_survive_quarter_turns_to_the_pixel(width: int, height: int, turns: int, data: st.DataObject) -> None:
    left = data.draw(st.integers(0, width - 2))
    top = data.draw(st.integers(0, height - 2))
    right = data.draw(st.integers(left + 1, width))
    bottom = data.draw(st.integers(top + 1, height))
    page = np.zeros((height, width), np.uint8)
    page[top:bottom, left:right] = 1
    rows, columns = np.nonzero(np.rot90(page, turns))
    seen = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    stored = quarter_turns(turns, width, height).box(seen, width=width, height=height)
    assert stored == (left, top, right, bottom)


@given(st.integers(1, 6), st.integers(0, 20), st.integers(0, 20), st.integers(1, 30), st.integers(1, 30))
def test_boxes_of_an_enlarged_page_come_back_to_the_pixel(
    factor: int, left: int, top: int, width: int, height: int
) -> None:
    box = (left * factor, top * factor, (left + width) * factor, (top + height) * factor)
    stored = scaling(factor).box(box, width=1000, height=1000)
    assert stored == (left, top, left + width, top + height)


@given(SIZES, SIZES, ANGLES, FACTORS)
def test_boxes_never_leave_the_stored_image(width: int, height: int, angle: float, factor: float) -> None:
    level, new_width, new_height = levelling(angle, width, height)
    whole = scaling(factor).after(level)
    box = (0, 0, round(new_width * factor) + 1, round(new_height * factor) + 1)
    left, top, right, bottom = whole.box(box, width=width, height=height)
    assert (left, top) == (0, 0)
    assert (right, bottom) == (width, height)


def test_a_leaning_square_is_found_again_in_the_level_page() -> None:
    page = np.full((300, 400), 255, np.uint8)
    page[100:140, 200:260] = 0
    level, width, height = levelling(5.0, 400, 300)
    leaning = apply(page, level, width, height)
    rows, columns = np.nonzero(leaning < 128)
    box = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    left, top, right, bottom = level.box(box, width=400, height=300)
    assert left <= 200
    assert top <= 100
    assert right >= 260
    assert bottom >= 140
    assert right - left < 60 + 14  # no larger than the two turnings make it


def test_turning_counter_clockwise_is_positive() -> None:
    page = np.full((200, 200), 255, np.uint8)
    page[95:105, 150:160] = 0  # right of the middle
    level, width, height = levelling(8.0, 200, 200)
    rows, _ = np.nonzero(apply(page, level, width, height) < 128)
    assert rows.mean() < height / 2  # has gone up


def test_flattening_takes_corners_to_corners() -> None:
    corners = np.array([[10.0, 20.0], [210.0, 5.0], [230.0, 310.0], [4.0, 300.0]])
    transform = flattening(corners, 200, 300)
    assert np.allclose(transform.points([(0, 0), (199, 0), (199, 299), (0, 299)]), corners, atol=1e-3)


def test_a_part_begins_where_it_was_cut() -> None:
    assert shifting(7, 9).after(scaling(2)).points([(0, 0)]) == scaling(2).points([(7, 9)])


def test_identity_changes_nothing() -> None:
    assert Transform.identity().box((3, 4, 50, 60), width=100, height=100) == (3, 4, 50, 60)
