"""Stamps and signatures in coloured ink: found by colour, size and shape, and nothing else that is coloured."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.preparation.marks.colour_marks import (
    Mark,
    find_colour_marks,
    is_colourful,
    through_colour_filter,
)
from converters.ocr.preparation.marks.seals import Seal
from converters.ocr.preparation.marks.signature_strokes import merged_near
from converters.reading.boxes import Box
from tests.properties import at_most

HEIGHT = 12.0  # of a small letter
RED, BLUE = (220, 40, 50), (40, 60, 200)
Colour = tuple[int, int, int]


def paper() -> np.ndarray:
    return np.repeat(letter_rows(blank(700, 500), 60, 60, 640, 9)[..., None], 3, axis=2)


def ring(page: np.ndarray, x: int, y: int, radius: int, colour: Colour) -> np.ndarray:
    """A round stamp: two circles and signs between them."""
    drawn = page.copy()
    cv2.circle(drawn, (x, y), radius, colour, 3)
    cv2.circle(drawn, (x, y), round(0.62 * radius), colour, 2)
    for degrees in range(0, 360, 15):
        at = np.radians(degrees)
        spot = round(x + 0.8 * radius * np.cos(at)), round(y + 0.8 * radius * np.sin(at))
        cv2.circle(drawn, spot, 4, colour, -1)
    return drawn


def scrawl(page: np.ndarray, x: int, y: int, colour: Colour) -> np.ndarray:
    drawn = page.copy()
    steps = np.linspace(0, 4 * np.pi, 60)
    points = np.stack([x + 14 * steps, y + 34 * np.sin(steps)], axis=1).astype(np.int32)
    cv2.polylines(drawn, [points], False, colour, 3)
    return drawn


def found(page: np.ndarray, level: int = 250) -> tuple[Mark, ...]:
    return find_colour_marks(page, blank(page.shape[1], page.shape[0], level), HEIGHT)


@pytest.mark.parametrize(("colour", "channel"), [(RED, 0), (BLUE, 2)])
def test_a_round_stamp_is_found_where_it_is(colour: Colour, channel: int) -> None:
    (mark,) = found(ring(paper(), 350, 380, 90, colour))
    assert (mark.kind, mark.channel) == ("stamp", channel)
    assert all(abs(one - other) <= 4 for one, other in zip(mark.box, (260, 290, 440, 470), strict=True))


def test_a_stamp_over_the_side_of_the_page_is_one_too() -> None:
    (mark,) = found(ring(paper(), 0, 300, 100, RED))
    assert mark.box.left == 0
    assert mark.box.height > 1.5 * mark.box.width


@pytest.mark.parametrize("radius", [30, 260])
def test_rings_of_other_sizes_are_no_stamps(radius: int) -> None:
    assert found(ring(paper(), 350, 250, radius, RED)) == ()


def test_a_coloured_rectangle_is_no_stamp() -> None:
    page = paper()
    cv2.rectangle(page, (200, 300), (380, 450), RED, 3)
    page[320:430, 220:360] = RED
    assert found(page) == ()


def test_on_a_coloured_panel_nothing_is_looked_for() -> None:
    assert found(ring(paper(), 350, 380, 90, RED), level=120) == ()


def test_a_signature_in_blue_ink() -> None:
    (mark,) = found(scrawl(paper(), 300, 420, BLUE))
    assert (mark.kind, mark.channel) == ("signature", 2)
    assert mark.box.holds(380, 420)
    assert mark.box.width > 5 * HEIGHT


def test_a_page_printed_in_blue_has_no_signature() -> None:
    page = scrawl(paper(), 300, 420, BLUE)
    page[60:300, 60:200] = BLUE
    assert [mark for mark in found(page) if mark.kind == "signature"] == []


def test_a_stamp_and_the_signature_over_it_are_two_marks() -> None:
    page = scrawl(ring(paper(), 250, 380, 90, RED), 300, 400, BLUE)
    assert sorted(mark.kind for mark in found(page)) == ["signature", "stamp"]


def test_colour_is_told_from_the_tint_of_old_paper() -> None:
    yellowed = np.zeros((200, 300, 3), np.uint8) + np.array([245, 235, 210], np.uint8)
    assert not is_colourful(yellowed)
    assert is_colourful(ring(yellowed, 150, 100, 60, RED))


def test_a_filter_makes_the_stamp_paper_and_leaves_black_letters_black() -> None:
    part = ring(paper(), 350, 380, 90, RED)[290:470, 260:440]
    seen = through_colour_filter(np.ascontiguousarray(part[..., 0]))
    black = (part == 0).all(axis=2)
    assert black.any()
    assert (seen[black] < 60).all()
    assert (seen[(part == RED).all(axis=2)] > 200).all()


@pytest.mark.parametrize(
    ("seal", "box"),
    [
        (Seal(100.0, 80.0, 30.0), (70, 50, 131, 111)),
        (Seal(-5.0, 80.0, 30.0), (0, 50, 26, 111)),
        (Seal(190.0, 95.0, 30.0), (160, 65, 200, 100)),
    ],
)
def test_the_box_of_a_seal_ends_with_the_page(seal: Seal, box: tuple[int, int, int, int]) -> None:
    assert seal.box((100, 200)) == (box[0], box[1], box[2], min(box[3], 100))


_edges = st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(1, 40), st.integers(1, 40))
boxes = st.lists(st.builds(lambda at: Box(at[0], at[1], at[0] + at[2], at[1] + at[3]), _edges), max_size=8)


@settings(max_examples=at_most(25), deadline=None)
@given(boxes, st.integers(1, 30))
def test_merged_boxes_hold_all_and_stand_apart(given_boxes: list[Box], reach: int) -> None:
    merged = merged_near(given_boxes, reach)
    assert all(any(whole.contains(box) for whole in merged) for box in given_boxes)
    assert all(
        max(one.gap_across(other), one.gap_down(other)) > reach
        for place, one in enumerate(merged)
        for other in merged[:place]
    )
    assert sorted(merged_near(merged, reach)) == sorted(merged)
