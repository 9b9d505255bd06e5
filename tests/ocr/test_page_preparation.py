from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.options import Switches
from converters.ocr.preparation.background import find_background, flatten
from converters.ocr.preparation.components import find_components, ink_mask, letter_height, turned
from converters.ocr.preparation.deskew import find_skew
from converters.ocr.preparation.marks.colour_marks import find_colour_marks, is_colourful, through_colour_filter
from converters.ocr.preparation.orientation import find_orientation
from converters.ocr.preparation.page_finding import find_page
from converters.ocr.preparation.prepare import prepare, reading_scale
from converters.ocr.preparation.ruling_lines import find_ruling_lines, without_ruling_lines
from tests.each import each


def rows_page() -> np.ndarray:
    return letter_rows(blank(), 150, 200, 1100, 30)


@pytest.mark.real
@each("turns", [0, 1, 2, 3])
def test_orientation_is_found_from_the_marks(turns: int) -> None:
    lying = np.ascontiguousarray(np.rot90(rows_page(), -turns))
    found = find_orientation(find_components(ink_mask(lying)))
    assert found.turns == turns
    assert found.certainty > 0.3


def test_a_blank_page_has_no_orientation() -> None:
    assert find_orientation(find_components(ink_mask(blank()))).certainty == 0


@pytest.mark.real
@each("degrees", [-4.0, -1.3, -0.5, 0.0, 0.7, 3.1])
def test_skew_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    matrix = cv2.getRotationMatrix2D((620, 877), degrees, 1)
    leaning = cv2.warpAffine(rows_page(), matrix, (1240, 1754), borderValue=255)
    assert find_skew(find_components(ink_mask(leaning))) == pytest.approx(-degrees, abs=0.1)


def test_columns_need_not_be_level_with_each_other() -> None:
    page = letter_rows(letter_rows(blank(), 60, 200, 560, 25), 680, 213, 1180, 25)
    assert abs(find_skew(find_components(ink_mask(page)))) < 0.05


def test_letters_decide_the_height_not_specks_or_accents() -> None:
    page = rows_page()
    rng = np.random.default_rng(5)
    for x, y in zip(rng.integers(0, 1240, 900), rng.integers(0, 1754, 900), strict=True):
        page[y : y + 2, x : x + 2] = 0
    assert letter_height(find_components(ink_mask(page))) == pytest.approx(13, abs=1)


def test_the_dots_of_a_form_to_fill_in_are_no_letters() -> None:
    page = letter_rows(blank(), 150, 200, 500, 8, pitch=60)
    for y in range(212, 640, 30):
        page[y : y + 4, 520:1100] = np.where(np.arange(580) % 8 < 4, 0, 255)
    assert 12 <= letter_height(find_components(ink_mask(page))) <= 14


@pytest.mark.real
def test_white_letters_on_a_dark_panel_become_black_on_white() -> None:
    page = letter_rows(blank(), 150, 900, 1100, 15)
    panel = 255 - letter_rows(blank(1000, 300), 60, 60, 940, 6)
    page[300:600, 120:1120] = np.clip(panel.astype(int) + 70, 0, 255).astype(np.uint8)
    flat = flatten(page, find_background(page))
    inside = flat[320:580, 140:1100]
    assert np.mean(inside > 200) > 0.6
    assert np.mean(inside < 80) > 0.1
    assert np.mean(flat[900:1400, 150:1100] < 80) > 0.1


@pytest.mark.real
def test_a_shadow_over_the_paper_is_flattened() -> None:
    page = rows_page().astype(np.float64)
    shadow = 1 - 0.5 / (1 + np.exp(-(np.arange(1240) - 600) / 30))
    dim = (page * shadow).astype(np.uint8)
    flat = flatten(dim, find_background(dim))
    paper = rows_page() == 255
    assert np.percentile(flat[paper], 5) > 215


def test_zones_of_even_paper_are_one() -> None:
    background = find_background(blank(600, 800, 240))
    assert len(background.areas) == 1
    assert background.light_on_dark == (False,)


def photo(corners: list[tuple[int, int]]) -> np.ndarray:
    page = cv2.cvtColor(rows_page(), cv2.COLOR_GRAY2RGB)
    desk = np.full((2200, 1700, 3), (70, 60, 40), np.uint8)
    source = np.float32([[0, 0], [1239, 0], [1239, 1753], [0, 1753]])
    matrix = cv2.getPerspectiveTransform(source, np.float32(corners))
    size = (1700, 2200)
    laid = cv2.warpPerspective(page, matrix, size)
    mask = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), matrix, size)
    desk[mask > 127] = laid[mask > 127]
    return desk


@pytest.mark.real
def test_a_page_on_a_desk_is_found_to_a_few_pixels() -> None:
    corners = [(150, 180), (1500, 140), (1560, 2010), (110, 2060)]
    found = find_page(photo(corners))
    assert found is not None
    assert np.abs(found.corners - np.array(corners)).max() < 5


@pytest.mark.real
def test_a_scan_without_border_is_the_page() -> None:
    assert find_page(cv2.cvtColor(rows_page(), cv2.COLOR_GRAY2RGB)) is None


@pytest.mark.real
def test_a_panel_between_panels_is_not_the_page() -> None:
    page = np.full((1000, 1500, 3), (230, 240, 255), np.uint8)
    page[:, 500:1000] = (255, 250, 225)
    for left in (40, 540, 1040):
        column = letter_rows(np.full((1000, 420), 255, np.uint8), 0, 60, 420, 25) < 128
        page[:, left : left + 420][column] = 20
    assert find_page(page) is None


@pytest.mark.real
def test_everything_together_stays_in_place() -> None:
    page = np.rot90(cv2.cvtColor(rows_page(), cv2.COLOR_GRAY2RGB), 1).copy()
    prepared = prepare(page, Switches())
    assert prepared.rotation == 270
    rows, columns = np.nonzero(prepared.flat < 100)
    box = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    stored = prepared.transform.box(box, width=page.shape[1], height=page.shape[0])
    dark_rows, dark_columns = np.nonzero(page[..., 0] < 100)
    wanted = (dark_columns.min(), dark_rows.min(), dark_columns.max() + 1, dark_rows.max() + 1)
    assert np.abs(np.array(stored) - np.array(wanted)).max() <= 3


@pytest.mark.real
def test_switched_off_steps_are_not_done() -> None:
    page = np.rot90(cv2.cvtColor(rows_page(), cv2.COLOR_GRAY2RGB), 1).copy()
    off = Switches(page_finding=False, orientation=False, deskew=False, background=False, marks=False)
    prepared = prepare(page, off)
    assert prepared.rotation == 0
    assert {step.name for step in prepared.steps} <= {"scale"}


@each(("height", "factor"), [(0, 1), (22, 1), (33, 1), (11, 2), (88, 0.25), (1, 4)])
def test_reading_scale(height: float, factor: float) -> None:
    assert reading_scale(height) == pytest.approx(factor)


def stamped() -> np.ndarray:
    page = cv2.cvtColor(letter_rows(blank(), 150, 200, 1100, 30), cv2.COLOR_GRAY2RGB)
    ink = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(ink, (800, 900), 110, 255, 5)
    cv2.circle(ink, (800, 900), 70, 255, 3)
    page[(ink > 0) & (page[..., 0] > 128)] = (220, 50, 60)
    return page


@pytest.mark.real
def test_a_red_ring_is_a_stamp_and_a_red_paragraph_is_not() -> None:
    page = stamped()
    text = letter_rows(blank(), 150, 1300, 1100, 8) < 128
    page[text] = (200, 30, 30)
    marks = find_colour_marks(page, blank(), 13)
    assert [mark.kind for mark in marks] == ["stamp"]
    assert np.abs(np.array(marks[0].box) - np.array([687, 787, 913, 1013])).max() < 8


@pytest.mark.real
def test_a_blue_frame_around_text_is_no_signature() -> None:
    page = np.full((900, 1200, 3), 255, np.uint8)
    cv2.rectangle(page, (200, 200), (900, 500), (20, 60, 180), 4)
    page[...] = np.minimum(page, letter_rows(blank(1200, 900), 240, 260, 840, 5)[..., None])
    assert prepare(page, Switches()).marks == ()


def test_letters_under_a_stamp_are_seen_through_it() -> None:
    page = stamped()
    through = through_colour_filter(page[780:1020, 680:920, 0])
    letters = rows_page()[780:1020, 680:920]
    assert np.mean(through[letters < 128] < 100) > 0.99
    assert np.mean(through[letters == 255] > 200) > 0.99


def test_grey_pages_are_not_colourful() -> None:
    assert not is_colourful(cv2.cvtColor(rows_page(), cv2.COLOR_GRAY2RGB))
    assert is_colourful(stamped())


@pytest.mark.real
def test_rules_go_and_letters_stay() -> None:
    page = rows_page()
    ruled = page.copy()
    cv2.line(ruled, (150, 230), (1100, 230), 0, 2)
    cv2.line(ruled, (130, 150), (130, 1300), 0, 2)
    rules = find_ruling_lines(ruled, 13)
    assert rules.across.any()
    assert rules.down.any()
    cleaned = without_ruling_lines(ruled, rules)
    assert np.mean(cleaned[page < 128] < 128) > 0.97
    under = cleaned[228:233, 150:1100]
    assert under[page[228:233, 150:1100] >= 128].mean() > 250


@pytest.mark.real
@pytest.mark.parametrize("lean", [0, 5])
def test_dots_and_feet_that_touch_an_underline_stay(lean: int) -> None:
    page = rows_page()
    letters = page.copy()
    cv2.rectangle(letters, (300, 222), (306, 240), 0, -1)  # the foot of a p
    cv2.rectangle(letters, (400, 223), (404, 227), 0, -1)  # the dot under an a
    ruled = letters.copy()
    cv2.line(ruled, (150, 228 + lean), (1100, 228), 0, 2)
    cleaned = without_ruling_lines(ruled, find_ruling_lines(ruled, 13))
    assert np.mean(cleaned[222:226, 300:307] < 128) > 0.8
    assert np.mean(cleaned[236:240, 300:307] < 128) == 1
    assert np.mean(cleaned[223:226, 400:405] < 128) > 0.8
    free = np.ones(1240, bool)
    free[:150] = free[1100:] = free[296:310] = free[396:408] = False
    paper = (letters >= 128)[:, free][226:238]
    assert (cleaned[:, free][226:238][paper] < 128).mean() < 0.01


def test_text_alone_has_no_rules() -> None:
    assert not find_ruling_lines(rows_page(), 13).any


@each("turns", [0, 1, 2, 3])
def test_components_turn_with_their_page(turns: int) -> None:
    page = letter_rows(blank(400, 300), 30, 40, 300, 3)
    found = turned(find_components(ink_mask(page)), turns)
    again = find_components(ink_mask(np.ascontiguousarray(np.rot90(page, turns))))
    assert sorted(map(tuple, found.boxes.tolist())) == sorted(map(tuple, again.boxes.tolist()))
    left, top, right, bottom = found.boxes[5].tolist()
    assert (found.labels[top:bottom, left:right] == 6).any()
