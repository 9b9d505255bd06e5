"""The colours of an office on its pages: two are chosen, the others follow, and all stay readable, dark pages too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, WHITE, Colour, contrast, mix

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_BLACK: Colour = (0, 0, 0)
_DARK_PAPER: Colour = (29, 27, 25)
_PAPER: Colour = (251, 247, 239)
_STEPS = 20  # of a mix: fine enough that a colour is hardly lighter than it has to be


@dataclass(frozen=True, slots=True)
class Theme:
    """The two colours of an office; None for those of the program.

    Attributes:
        main: Of the banner, links and buttons; white stands on it.
        accent: Of lines and marks.
    """

    main: Colour | None = None
    accent: Colour | None = None

    def css(self) -> str:
        """The colours as a style sheet that takes the place of the program's own; empty where none was chosen."""
        light, dark = [], []
        if self.main:
            light += [("--main", self.main), ("--main-deep", mix(self.main, _BLACK, 0.25))]
            light += [("--banner", mix(self.main, _BLACK, 0.1)), ("--banner-end", mix(self.main, WHITE, 0.12))]
            dark += [
                ("--main-bright", _readable(self.main, _DARK_PAPER)),
                ("--banner-end", mix(self.main, _BLACK, 0.1)),
            ]
            dark += [("--banner", mix(self.main, _BLACK, 0.35))]
        if self.accent:
            light += [("--accent", self.accent)]
        return _rule(light, "") + _rule(dark, "@media screen and (prefers-color-scheme: dark)")


def theme_of(values: object) -> Theme:
    """A theme of what a settings file says.

    Raises:
        ValueError: Something is no colour, or white could not be read on it; its text says which.
    """
    if not isinstance(values, Mapping):
        raise ValueError("[colours]")  # noqa: TRY004  (one kind of error for whatever is wrong with the file)
    chosen = {str(name): _colour(str(name), value) for name, value in values.items()}
    main = chosen.get("main")
    # White is written on the lightest of what is made of it.
    if main and min(contrast(mix(main, WHITE, 0.12), WHITE), contrast(main, _PAPER)) < MINIMUM_CONTRAST:
        raise ValueError("main: " + _hex(main) + f" < {MINIMUM_CONTRAST}:1")
    return Theme(main, chosen.get("accent"))


def _colour(name: str, value: object) -> Colour:
    if name not in ("main", "accent") or not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError(f"{name} = {value}")
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _readable(colour: Colour, behind: Colour) -> Colour:
    """The colour, as much lighter as it must be to be read on a dark page."""
    steps = (mix(colour, WHITE, step / _STEPS) for step in range(_STEPS + 1))
    return next(one for one in steps if contrast(one, behind) >= MINIMUM_CONTRAST + 1)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _rule(values: list[tuple[str, Colour]], media: str) -> str:
    if not values:
        return ""
    body = ":root {" + " ".join(f"{name}: {_hex(colour)};" for name, colour in values) + "}"
    return f"{media} {{ {body} }}\n" if media else f"{body}\n"
