"""Box arithmetic: laws that hold for every box, and the places a page image has for them."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reading.boxes import Box
from tests.each import each

WIDTH, HEIGHT = 60, 40
_columns = st.lists(st.integers(0, WIDTH), min_size=2, max_size=2, unique=True).map(sorted)
_rows = st.lists(st.integers(0, HEIGHT), min_size=2, max_size=2, unique=True).map(sorted)
boxes = st.builds(lambda across, down: Box(across[0], down[0], across[1], down[1]), _columns, _rows)


def painted(box: Box) -> np.ndarray:
    page = np.zeros((HEIGHT, WIDTH), bool)
    page[box.slices] = True
    return page


@given(boxes)
def test_a_box_is_what_it_cuts_out_of_an_image(box: Box) -> None:
    assert painted(box).sum() == box.area == box.width * box.height
    assert np.zeros((HEIGHT, WIDTH))[box.slices].shape == (box.height, box.width)


@given(boxes, boxes)
def test_what_two_boxes_share(one: Box, other: Box) -> None:
    shared = int((painted(one) & painted(other)).sum())
    assert one.shared_area(other) == other.shared_area(one) == shared
    assert one.contains(other) == (shared == other.area)
    assert (one.gap_across(other) < 0 and one.gap_down(other) < 0) == (shared > 0)


@given(st.lists(boxes, min_size=1, max_size=5))
def test_the_box_around_others_is_the_smallest_that_contains_them(several: list[Box]) -> None:
    around = Box.around(several)
    assert all(around.contains(box) for box in several)
    touched = zip(around, zip(*several, strict=True), strict=True)
    assert all(edge in edges for edge, edges in touched)
    assert Box.around_known([None, *several]) == around


def test_around_nothing() -> None:
    assert Box.around_known([None, None]) is None
    with pytest.raises(ValueError, match="unpack"):
        Box.around([])


@given(boxes, st.integers(-3, 6))
def test_turning_a_box_is_turning_the_page(box: Box, quarters: int) -> None:
    turned = box.turned(quarters, WIDTH, HEIGHT)
    page = np.rot90(painted(box), quarters)
    assert page[turned.slices].all()
    assert page.sum() == turned.area


@given(boxes, st.integers(-9, 9), st.integers(-9, 9))
def test_moving_there_and_back(box: Box, right: int, down: int) -> None:
    moved = box.moved(right, down)
    assert (moved.width, moved.height) == (box.width, box.height)
    assert (moved.centre_x, moved.centre_y) == (box.centre_x + right, box.centre_y + down)
    assert moved.moved(-right, -down) == box


@given(boxes, st.integers(0, 9))
def test_growing_keeps_the_centre(box: Box, by: int) -> None:
    grown = box.grown(by)
    assert grown.contains(box)
    assert (grown.centre_x, grown.centre_y) == (box.centre_x, box.centre_y)
    assert grown.grown(-by) == box


@given(boxes, st.integers(-40, 40), st.integers(-40, 40))
def test_clipped_to_the_page(box: Box, right: int, down: int) -> None:
    page = Box(0, 0, WIDTH, HEIGHT)
    moved = box.moved(right, down)
    clipped = moved.clipped(WIDTH, HEIGHT)
    assert page.contains(clipped)
    assert clipped.area == page.shared_area(moved)


@given(boxes, st.integers(1, 5))
def test_scaled_there_and_back(box: Box, factor: int) -> None:
    assert box.scaled(factor).area == factor * factor * box.area
    assert box.scaled(factor).scaled(1 / factor) == box


def test_scaling_takes_the_nearest_pixel() -> None:
    assert Box(10, 11, 21, 33).scaled(0.25) == (2, 3, 5, 8)


@each(("point", "held"), [((10, 20), True), ((30, 40), True), ((9.9, 30), False), ((20, 41), False)])
def test_points_on_an_edge_are_inside(point: tuple[float, float], held: bool) -> None:
    assert Box(10, 20, 30, 40).holds(*point) is held


@pytest.mark.parametrize(
    ("one", "other", "across", "down"),
    [
        (Box(0, 0, 10, 10), Box(14, 0, 20, 10), 4, -10),
        (Box(14, 0, 20, 10), Box(0, 0, 10, 10), 4, -10),
        (Box(0, 0, 10, 10), Box(10, 13, 12, 20), 0, 3),
    ],
)
def test_gaps_between_boxes(one: Box, other: Box, across: int, down: int) -> None:
    assert (one.gap_across(other), one.gap_down(other)) == (across, down)


def test_a_box_is_a_tuple_to_everyone_else() -> None:
    box = Box(1, 2, 3, 4)
    assert box == (1, 2, 3, 4)
    assert hash(box) == hash((1, 2, 3, 4))
    assert json.dumps({"box": box}) == '{"box": [1, 2, 3, 4]}'
    assert pickle.loads(pickle.dumps(box)) == box  # noqa: S301
    assert isinstance(pickle.loads(pickle.dumps(box)), Box)  # noqa: S301


@given(boxes, st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_the_pieces_of_a_box_lie_side_by_side_in_it(box: Box, lengths: list[int]) -> None:
    pieces = box.divided(lengths)
    assert len(pieces) == len(lengths)
    assert Box.around(pieces) == box
    assert sum(piece.area for piece in pieces) == box.area


def test_a_column_of_letters_is_divided_downwards() -> None:
    assert Box(0, 0, 10, 90).divided([2, 1]) == [(0, 0, 10, 60), (0, 60, 10, 90)]
    assert Box(0, 0, 90, 10).divided([2, 1]) == [(0, 0, 60, 10), (60, 0, 90, 10)]
