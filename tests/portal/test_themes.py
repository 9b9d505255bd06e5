"""Colours an office may choose, and what follows from them."""

from __future__ import annotations

import re

import pytest

from converters.derivatives.drawing.palette import WHITE, Colour, contrast
from pbgdpl_cli.portal.shelf.themes import Theme, theme_of

DARK_PAPER: Colour = (29, 27, 25)
READABLE = ("#8f1d1d", "#10346e", "#0a5c36", "#4a2c6f", "#7a3b00", "#000000")
TOO_LIGHT = ("#ffffff", "#ffcc00", "#7fb2ff", "#e0863c", "#2fbf71")


def colours(rule: str) -> dict[str, Colour]:
    found = re.findall(r"(--[a-z-]+): #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2});", rule)
    return {name: (int(red, 16), int(green, 16), int(blue, 16)) for name, red, green, blue in found}


@pytest.mark.parametrize("main", READABLE)
def test_white_is_read_on_the_banner_and_the_colour_on_dark_pages(main: str) -> None:
    light, _, dark = theme_of({"main": main}).css().partition("@media")
    named = colours(light)
    for name in ("--main", "--main-deep", "--banner", "--banner-end"):
        assert contrast(named[name], WHITE) >= 4.5
    on_dark = colours(dark)
    assert contrast(on_dark["--main-bright"], DARK_PAPER) >= 4.5
    assert contrast(on_dark["--banner"], WHITE) >= 4.5


@pytest.mark.parametrize("main", TOO_LIGHT)
def test_what_white_could_not_be_read_on_is_refused(main: str) -> None:
    with pytest.raises(ValueError, match="main"):
        theme_of({"main": main})


@pytest.mark.parametrize(
    "values",
    [
        {"main": "8f1d1d"},
        {"main": "#8f1d1"},
        {"main": "#8f1d1g"},
        {"main": 3},
        {"accent": ""},
        {"text": "#000000"},
        {"main": "red; } body { display: none"},
        ["#000000"],
        "x",
    ],
)
def test_what_is_no_colour_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match="=" if isinstance(values, dict) else "colours"):
        theme_of(values)


def test_without_a_choice_nothing_is_said() -> None:
    assert Theme().css() == ""
    assert theme_of({}) == Theme()


def test_an_accent_alone_changes_the_accent_alone() -> None:
    assert colours(theme_of({"accent": "#c9962b"}).css()) == {"--accent": (201, 150, 43)}
