from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.crops import (
    LETTER_HEIGHT,
    MARGIN,
    Grey,
    Rgb,
    as_few_channels,
    cut,
    letter_height,
    slope_of,
    steady,
    upright,
)
from converters.ocr.second_reading.ink import dotted_or_tall, strokes, uncovered
from converters.reading.boxes import Box
from converters.reading.document import Word
from tests.each import each

PAPER, INK = (250, 240, 230), (30, 20, 20)
BOXES: list[Box] = [Box(100, 100, 160, 140), Box(180, 100, 300, 140), Box(320, 100, 380, 140)]


def page(boxes: list[Box], paper: tuple[int, int, int] = PAPER, ink: tuple[int, int, int] = INK) -> Rgb:
    image = np.full((240, 500, 3), paper, dtype=np.uint8)
    for left, top, right, bottom in boxes:
        for stem in range(left, right - 5, 20):
            cv2.rectangle(image, (stem, top), (stem + 8, bottom - 1), ink, -1)
    return image


def columns(crop: Grey) -> int:
    """Black stems in a crop."""
    _, ink = cv2.threshold(crop, 128, 1, cv2.THRESH_BINARY_INV)
    return int(cv2.connectedComponents(ink)[0]) - 1


def test_a_crop_is_black_on_white_at_one_letter_height() -> None:
    crop, frame = cut(page(BOXES), BOXES[1:2], 40.0, 0.0, room=(20.0, 20.0))
    assert crop.shape[::-1] == frame.size
    rows = np.flatnonzero((crop < 128).any(axis=1))
    assert rows[-1] - rows[0] + 1 == pytest.approx(LETTER_HEIGHT, abs=2)
    assert columns(crop) == 6
    left, right = frame.edges(BOXES[1])
    assert left == pytest.approx(MARGIN + 0.35 * LETTER_HEIGHT, abs=2)
    assert right - left == pytest.approx(120 * LETTER_HEIGHT / 40, abs=2)


def test_white_on_colour_becomes_black_on_white() -> None:
    crop, _ = cut(page(BOXES, paper=(170, 30, 30), ink=(255, 255, 255)), BOXES, 40.0, 0.0, room=(20.0, 20.0))
    assert np.median(crop) > 240
    assert columns(crop) == 12


def test_the_edge_of_another_panel_is_no_ink() -> None:
    image = page(BOXES, paper=(205, 98, 28), ink=(225, 222, 185))
    image[:92] = (41, 130, 90)
    crop, _ = cut(image, BOXES, 40.0, 0.0, room=(20.0, 20.0))
    assert columns(crop[MARGIN + 8 :]) == 12


def test_neighbours_stay_out() -> None:
    image = page([*BOXES, Box(100, 60, 380, 92), Box(100, 148, 380, 190)])
    crop, _ = cut(image, BOXES[1:2], 40.0, 0.0, room=(20.0, 20.0))
    assert columns(crop) == 6
    assert (crop[:MARGIN] == 255).all()
    assert (crop[:, :MARGIN] == 255).all()


@pytest.mark.parametrize(("top", "bottom", "stays"), [(84, 97, False), (84, 120, True), (141, 152, False)])
def test_only_what_is_lower_than_half_a_letter_is_cut_off_at_the_edges(top: int, bottom: int, stays: bool) -> None:
    image = page(BOXES[:1])
    alone, _ = cut(image, BOXES[:2], 40.0, 0.0, room=(20.0, 20.0), level=BOXES[:1])
    cv2.rectangle(image, (220, top), (228, bottom), INK, -1)
    crop, _ = cut(image, BOXES[:2], 40.0, 0.0, room=(20.0, 20.0), level=BOXES[:1])
    assert columns(alone) == 3
    assert columns(crop) == (4 if stays else 3)


@pytest.mark.parametrize("degrees", [-3, 2])
def test_sloping_lines_are_levelled(degrees: float) -> None:
    image = page(BOXES)
    matrix = cv2.getRotationMatrix2D((240.0, 120.0), -degrees, 1.0)
    turned = cv2.warpAffine(image, matrix, (500, 240), borderValue=PAPER).astype(np.uint8)
    boxes: list[Box] = []
    for left, top, right, bottom in BOXES:
        corners = np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]]) @ matrix.T
        low, high = corners.min(axis=0), corners.max(axis=0)
        boxes.append(Box(int(low[0]), int(low[1]), int(high[0]), int(high[1])))
    crop, _ = cut(turned, boxes, 40.0, float(np.tan(np.radians(degrees))), room=(20.0, 20.0))
    rows = np.flatnonzero((crop < 100).any(axis=1))
    assert rows[-1] - rows[0] + 1 == pytest.approx(LETTER_HEIGHT, abs=3)


@each("rotation", [0, 90, 180, 270])
def test_turned_pages_and_their_boxes_stand_upright(rotation: int) -> None:
    image = page(BOXES)
    stored = np.rot90(image, -rotation // 90).copy()
    box = BOXES[1]
    turned_back = box.turned(-rotation // 90, 500, 240)
    height, width = stored.shape[:2]
    assert (upright(stored, rotation) == image).all()
    assert turned_back.turned(rotation // 90, width, height) == box


@given(st.floats(-0.05, 0.05), st.integers(5, 12))
def test_the_slope_of_a_line(slope: float, count: int) -> None:
    boxes = [
        Box(x, round(500 + slope * (x + 30)), x + 60, round(500 + slope * (x + 30)) + 30)
        for x in range(0, 80 * count, 80)
    ]
    found = slope_of(boxes)
    assert found is not None
    assert found == pytest.approx(slope, abs=0.01)


def test_short_lines_tell_no_slope() -> None:
    assert slope_of(BOXES) is None


def test_digits_tell_the_letter_height() -> None:
    words = [Word("Điều"), Word("125"), Word("quyền")]
    boxes: list[Box] = [Box(0, 0, 60, 44), Box(70, 10, 110, 40), Box(120, 8, 200, 52)]
    assert letter_height(words, boxes, 0.0) == 30
    assert letter_height(words[:1], boxes[:1], 0.0) == pytest.approx(0.72 * 44)


@pytest.mark.parametrize(("left_edge", "missed"), [(180, False), (220, True)])
def test_ink_beside_a_number(left_edge: int, missed: bool) -> None:
    crop, frame = cut(page(BOXES), BOXES, 40.0, 0.0, room=(20.0, 20.0))
    read: list[Box] = [BOXES[0], Box(left_edge, 100, 300, 140), BOXES[2]]
    assert uncovered(crop, [frame.edges(box) for box in read], 1) is missed


def strip(*pieces: tuple[int, int, int, int]) -> Grey:
    """A crop with black rectangles: left, top, right, bottom, as if its letters stood between 20 and 44."""
    crop = np.full((64, 120), 255, dtype=np.uint8)
    for left, top, right, bottom in pieces:
        crop[top:bottom, left:right] = 0
    return crop


@each(
    ("pieces", "label"),
    [
        ([(50, 28, 53, 44), (50, 20, 53, 23)], "i"),
        ([(50, 20, 53, 44)], "l"),
        ([(50, 28, 53, 44)], None),  # as low as an i, and no dot
        ([(50, 20, 53, 44), (50, 12, 53, 15)], None),  # as tall as an l, under a dot
        ([(50, 28, 53, 44), (60, 20, 63, 23)], None),  # the dot stands beside it
        ([(50, 28, 53, 44), (50, 4, 53, 16)], None),  # too much for a dot
        ([(20, 20, 23, 44)], None),  # another letter
        ([], None),
    ],
)
def test_a_label_is_known_by_its_dot_or_its_height(pieces: list[tuple[int, int, int, int]], label: str | None) -> None:
    assert dotted_or_tall(strip(*pieces), (45.0, 58.0)) == label


@each(
    ("pieces", "span", "count"),
    [
        ([(40, 20, 43, 44), (50, 20, 53, 44), (60, 20, 63, 44)], (38.0, 65.0), 3),
        ([(40, 20, 43, 44), (50, 20, 53, 44), (60, 20, 63, 44)], (38.0, 55.0), 2),
        ([(40, 20, 43, 44), (50, 38, 53, 44)], (38.0, 65.0), 1),  # a comma is no stroke
        ([(40, 20, 63, 44)], (38.0, 65.0), 1),
        ([(40, 20, 43, 44)], (300.0, 310.0), 0),  # a box beyond the crop
    ],
)
def test_strokes(pieces: list[tuple[int, int, int, int]], span: tuple[float, float], count: int) -> None:
    assert strokes(strip(*pieces), span) == count


def test_words_that_do_not_reach_far_tell_no_slope() -> None:
    close = [Box(10 * place, 0, 10 * place + 8, 30) for place in range(5)]
    assert slope_of(close) is None


def test_a_comma_is_no_digit() -> None:
    image = page(BOXES)
    cv2.rectangle(image, (306, 132), (312, 146), INK, -1)
    crop, frame = cut(image, BOXES, 40.0, 0.0, room=(20.0, 20.0))
    assert not uncovered(crop, [frame.edges(box) for box in BOXES], 1)


def test_a_box_off_the_page_gives_an_empty_crop() -> None:
    crop, _ = cut(page([]), [Box(-300, -300, -200, -260)], 40.0, 0.0, room=(0.0, 0.0))
    assert (crop == 255).all()


def test_a_box_that_swallowed_another_line_does_not_tell_where_its_line_stands() -> None:
    good: list[Box] = [Box(0, 40, 30, 70), Box(90, 41, 120, 71)]
    swollen: Box = Box(40, 0, 80, 70)
    assert steady([good[0], swollen, good[1]], 1, 2) == good
    assert steady([good[0], swollen, good[1]], 0, 2) == good[:1]
    assert steady([swollen], 0, 1) == [swollen]


def test_a_number_in_a_swollen_box_does_not_make_the_letters_high() -> None:
    words = [Word(text) for text in ("từ", "800.000", "đồng")]
    boxes: list[Box] = [Box(0, 40, 30, 80), Box(40, 0, 80, 78), Box(90, 40, 120, 81)]
    assert letter_height(words, boxes, 0.0) == 41


@pytest.mark.parametrize("place", [(0, 0), (1, 1), (97, 113)])  # where a few pixels are looked at first, and elsewhere
@pytest.mark.parametrize("channel", [0, 1, 2])
def test_a_page_with_one_coloured_pixel_keeps_its_colours(place: tuple[int, int], channel: int) -> None:
    image = np.repeat(np.arange(100 * 120, dtype=np.uint8).reshape(100, 120, 1), 3, axis=2)
    assert (as_few_channels(image) == image[..., :1]).all()
    assert as_few_channels(image).shape == (100, 120, 1)
    image[(*place, channel)] ^= 1
    assert as_few_channels(image) is image


def test_a_page_of_one_channel_stays_so() -> None:
    image = np.arange(100 * 120, dtype=np.uint8).reshape(100, 120, 1)
    assert (as_few_channels(image) == image).all()
    assert as_few_channels(image).shape == image.shape
