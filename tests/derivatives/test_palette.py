from __future__ import annotations

import pytest

from converters.derivatives.drawing.icons import ICONS, icon_of_subject
from converters.derivatives.drawing.palette import (
    DRAFT,
    INK_COLOUR,
    MINIMUM_CONTRAST,
    PALETTES,
    QUIET_INK,
    WHITE,
    Palette,
    contrast,
    mix,
    palette_for,
)
from tests.each import each
from validators.sharing.vocabulary import vocabulary


@each("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_pair_of_text_and_ground_can_be_read(palette: Palette) -> None:
    pairs = [
        (WHITE, palette.deep),
        (palette.bright, palette.deep),
        (palette.deep, palette.bright),
        (palette.accent, WHITE),
        (palette.deep, WHITE),
        (palette.deep, palette.tint),
        (INK_COLOUR, palette.page),
        (INK_COLOUR, WHITE),
        (QUIET_INK, WHITE),
        (WHITE, palette.accent),
        (WHITE, DRAFT),
        (mix(WHITE, palette.deep, 0.18), palette.deep),
    ]
    assert all(contrast(text, ground) >= MINIMUM_CONTRAST for text, ground in pairs)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


def test_every_subject_has_colours_and_an_icon() -> None:
    for term in vocabulary("subjects").terms:
        assert palette_for([int(term.code)]) in PALETTES
        assert icon_of_subject(int(term.code)) in ICONS
    assert palette_for([]).name == "state"
    assert palette_for([14, 39]).name == "road"
    assert icon_of_subject(None) == "scales"


def test_mixing() -> None:
    assert mix((0, 0, 0), (100, 200, 50), 0.5) == (50, 100, 25)


def test_icons_stay_inside_their_square() -> None:
    for shapes in ICONS.values():
        for shape in shapes:
            if shape.kind != "arc":  # the frame of an arc may be larger than what is drawn of it
                assert all(0 <= edge <= 100 for point in shape.points for edge in point)
