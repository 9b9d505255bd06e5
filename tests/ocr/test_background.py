"""Backgrounds of any level become white and the print on them black, at any scale."""

from __future__ import annotations

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
