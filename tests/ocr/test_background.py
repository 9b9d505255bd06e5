"""Backgrounds of any level become white and the print on them black, at any scale."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.preparation.background import carried_over, find_background, flatten
from converters.ocr.preparation.transforms import Transform, quarter_turns, scaling
from tests.each import each

WIDTH, HEIGHT = 480, 360


def page(paper: int, ink: int) -> np.ndarray:
    drawn = letter_rows(blank(WIDTH, HEIGHT), 40, 60, 440, 7)
    return np.where(drawn < 128, ink, paper).astype(np.uint8)


def ink_of(image: np.ndarray) -> np.ndarray:
    return image < 150


@pytest.mark.real
@each(("paper", "ink"), [(255, 0), (230, 60), (150, 20), (90, 10), (30, 240), (120, 250)])
def test_print_is_black_on_white_whatever_it_stood_on(paper: int, ink: int) -> None:
    grey = page(paper, ink)
    flat = flatten(grey, find_background(grey))
    printed = grey == ink
    assert (ink_of(flat) == printed).mean() > 0.99
    assert np.median(flat[~printed]) > 245
    assert np.median(flat[printed]) < 60


def test_a_panel_is_a_zone_of_its_own_and_its_print_is_turned() -> None:
    light, dark = page(240, 20), page(60, 250)
    grey = np.concatenate([light, dark])
    background = find_background(grey)
    assert sorted(background.light_on_dark) == [False, True]
    assert len(background.areas) == 2
    flat = flatten(grey, background)
    expected = np.concatenate([light == 20, dark == 250])
    away = np.abs(np.arange(2 * HEIGHT) - HEIGHT) > 6  # the seam itself is neither ink nor paper
    assert (ink_of(flat)[away] == expected[away]).mean() > 0.99


def test_grain_all_over_is_no_zone_boundary() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (80, 90)).astype(np.uint8)
    assert len(find_background(noise).areas) == 1


def test_a_background_serves_a_larger_image_of_the_same_page() -> None:
    grey = page(150, 20)
    large = np.kron(grey, np.ones((2, 2), np.uint8))
    flat = flatten(large, find_background(grey))
    assert flat.shape == large.shape
    assert (ink_of(flat) == (large == 20)).mean() > 0.98


@pytest.mark.real
@each("turns", [0, 1, 2, 3])
def test_a_background_is_carried_over_to_the_turned_page(turns: int) -> None:
    grey = np.concatenate([page(240, 20), page(60, 250)])
    rows, columns = grey.shape
    turned = np.rot90(grey, turns)
    moved = carried_over(find_background(grey), quarter_turns(turns, columns, rows), turned.shape[1], turned.shape[0])
    own = find_background(np.ascontiguousarray(turned))
    assert moved.level.shape == turned.shape
    assert (np.abs(moved.level.astype(int) - own.level) < 12).mean() > 0.98
    assert (ink_of(flatten(np.ascontiguousarray(turned), moved)) == ink_of(flatten(turned.copy(), own))).mean() > 0.99


def test_carrying_over_without_moving_changes_nothing() -> None:
    background = find_background(page(200, 10))
    same = carried_over(background, Transform.identity(), WIDTH, HEIGHT)
    assert (same.zones == background.zones).all()
    assert (same.level == background.level).all()
    half = carried_over(background, scaling(0.5), WIDTH // 2, HEIGHT // 2)
    assert half.level.shape == (HEIGHT // 2, WIDTH // 2)


def test_what_is_the_same_everywhere_is_carried_over_as_if_it_were_not() -> None:
    """Even grounds are not fetched pixel by pixel; what comes of them has the kinds and sizes of all others."""
    paper, panel = find_background(page(200, 10)), find_background(np.concatenate([page(240, 20), page(60, 250)]))
    assert (len(paper.areas), len(panel.areas)) == (1, 2)
    even, uneven = (carried_over(one, scaling(0.25), 120, 180) for one in (paper, panel))
    for name in ("level", "zones", "edges", "crossed"):
        ours, others = getattr(even, name), getattr(uneven, name)
        assert (ours.dtype, ours.shape) == (others.dtype, others.shape)
    assert (even.zones == paper.zones[0, 0]).all()
    assert len(np.unique(uneven.zones)) == 2


def plate(*boxes: tuple[int, int, int, int, int]) -> np.ndarray:
    """Light paper with filled boxes on it: left, top, right, bottom, level."""
    drawn = np.full((HEIGHT, WIDTH), 250, np.uint8)
    for left, top, right, bottom, level in boxes:
        drawn[top:bottom, left:right] = level
    return drawn


def test_letters_at_the_upper_edge_of_a_ribbon_stand_on_it() -> None:
    grey = plate((60, 100, 420, 150, 40))
    for x in range(80, 400, 14):
        grey[101:122, x : x + 9] = 250
    ground = find_background(grey)
    row = ground.zones[104, 84:396]
    assert (row == ground.zones[140, 240]).all()


def test_a_disc_between_a_band_and_its_cards_stands_on_their_panel() -> None:
    grey = plate((20, 40, 460, 90, 30), (20, 91, 460, 300, 235))
    for left in (35, 180, 325):
        cv2.rectangle(grey, (left, 101), (left + 120, 285), 150, 1)
        cv2.circle(grey, (left + 60, 101), 8, 60, -1)
    level = find_background(grey).level
    assert all(level[97, left + 60] > 200 for left in (35, 180, 325))


def test_letters_across_two_zones_of_a_picture_are_ink_there() -> None:
    grey = np.full((HEIGHT, WIDTH), 20, np.uint8)
    grey[:, 240:] = 90
    grey[100:112, 233:247] = 250  # a stroke
    background = find_background(grey)
    assert background.edges[105, 238:243].any()
    assert not background.of_picture().edges[103:109, 236:245].any()
    assert background.of_picture().edges[200, 236:245].any()


def test_the_outline_between_two_panels_is_no_ink() -> None:
    grey = np.full((HEIGHT, WIDTH), 20, np.uint8)
    grey[:, 240:] = 90
    grey[:, 239:242] = 250
    assert find_background(grey).of_picture().edges.any()


@each(("shadow", "letter"), [(0, 230), (190, 40)])
def test_a_large_letter_with_a_shadow_is_no_ground(shadow: int, letter: int) -> None:
    grey = np.full((HEIGHT, WIDTH), 100 if letter > 100 else 245, np.uint8)
    for off, level in ((6, shadow), (0, letter)):
        cv2.rectangle(grey, (100 + off, 100 + off), (180 + off, 117 + off), level, -1)
        cv2.rectangle(grey, (131 + off, 100 + off), (148 + off, 200 + off), level, -1)
    assert len(find_background(grey).areas) == 1
