"""Arrays of a page and the connected components of its ink."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from converters.ocr.preparation.arrays import labelled, reduced, to_grey
from converters.ocr.preparation.components import (
    Components,
    centres,
    find_components,
    ink_mask,
    leaders,
    letters,
    small_marks,
)
from converters.reading.boxes import Box
from tests.each import each
from tests.properties import at_most

HEIGHT = 12.0
pictures = arrays(np.uint8, (12, 16), elements=st.sampled_from([0, 0, 1]))


def test_luminance_weighs_green_most() -> None:
    pixel = {name: to_grey(np.array([[colour]], np.uint8))[0, 0] for name, colour in COLOURS.items()}
    assert pixel == {"red": 76, "green": 150, "blue": 29, "white": 255}
    grey = blank(4, 4, 90)
    assert to_grey(grey) is grey


COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}


@pytest.mark.parametrize(("size", "side", "small"), [((400, 100), 200, (200, 50)), ((40, 90), 100, (40, 90))])
def test_large_images_are_reduced_to_their_long_side(size: tuple[int, int], side: int, small: tuple[int, int]) -> None:
    image = np.zeros(size, np.uint8)
    copy, factor = reduced(image, side)
    assert copy.shape == small
    assert factor == pytest.approx(small[0] / size[0])
    assert (copy is image) == (factor == 1.0)


@settings(max_examples=at_most(25), deadline=None)
@given(pictures)
def test_labels_are_those_of_the_usual_algorithm(picture: np.ndarray) -> None:
    count, labels, table = labelled(picture)
    usual_count, usual, _, _ = cv2.connectedComponentsWithStats(picture, connectivity=8)
    assert count == usual_count
    pairs = set(zip(labels.ravel().tolist(), usual.ravel().tolist(), strict=True))
    assert len(pairs) == len({own for own, _ in pairs}) == len({other for _, other in pairs})  # one for one
    assert table[:, cv2.CC_STAT_AREA].sum() == picture.size


@settings(max_examples=at_most(25), deadline=None)
@given(pictures)
def test_every_pixel_of_ink_is_in_one_component(picture: np.ndarray) -> None:
    found = find_components(picture > 0)
    assert found.areas.sum() == np.count_nonzero(picture)
    for index in range(len(found.boxes)):
        ink = found.ink_of(index)
        box = found.box(index)
        assert isinstance(box, Box)
        assert ink.shape == (box.height, box.width) == (found.heights[index], found.widths[index])
        assert ink.sum() == found.areas[index]
        assert ink.any(axis=0).all()
        assert ink.any(axis=1).all()


def test_centres_of_boxes() -> None:
    assert centres(np.array([[0, 0, 10, 4], [2, 2, 3, 3]], np.int32)).tolist() == [[5.0, 2.0], [2.5, 2.5]]


def pieces(*sizes: tuple[int, int]) -> Components:
    """Components of these widths and heights, side by side."""
    page = blank(1200, 120)
    for place, (width, tall) in enumerate(sizes):
        page[40 : 40 + tall, 60 * place + 10 : 60 * place + 10 + width] = 0
    return find_components(ink_mask(page))


@each(
    ("size", "letter", "mark"),
    [
        ((8, 12), True, False),  # x
        ((2, 20), True, False),  # l
        ((10, 38), True, False),  # Ế
        ((6, 4), False, True),  # the mark of ê
        ((2, 2), False, True),  # the dot of i
        ((1, 1), False, False),  # grain
        ((40, 3), False, False),  # a dash
        ((1, 30), False, False),  # a hair line
        ((20, 70), False, False),  # a bar
    ],
)
def test_sizes_of_letters_and_marks(size: tuple[int, int], letter: bool, mark: bool) -> None:
    found = pieces(size)
    assert (bool(letters(found, HEIGHT)[0]), bool(small_marks(found, HEIGHT)[0])) == (letter, mark)


def test_dots_to_write_on_are_told_from_dots_of_letters() -> None:
    page = letter_rows(blank(900, 300), 60, 40, 840, 2)
    before = leaders(find_components(ink_mask(page)))
    assert not before.any()
    for x in range(60, 660, 8):
        page[220:223, x : x + 3] = 0
    found = find_components(ink_mask(page))
    dotted = leaders(found)
    assert dotted.sum() == 75
    assert (found.boxes[dotted][:, 1] == 220).all()


def test_a_few_dots_beside_each_other_are_no_line_to_write_on() -> None:
    page = blank(400, 60)
    for x in range(40, 40 + 8 * 15, 8):
        page[30:33, x : x + 3] = 0
    assert not leaders(find_components(ink_mask(page))).any()
