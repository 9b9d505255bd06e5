"""What all sheets of a set share, and what one sheet is."""

from __future__ import annotations

from dataclasses import dataclass, field

from converters.derivatives.drawing.palette import Palette
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.formats import PORTRAIT, Format
from converters.derivatives.kinds.infographic.layouts.key_points import KEY_POINTS
from converters.derivatives.kinds.infographic.layouts.layout import Layout
from converters.derivatives.saying.key_points import KeyPoint


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of a set.

    Attributes:
        points: Its cards.
        conditions: What holds for all of them, pinned to the sheet.
        number: Its place in the set, from 1.
        count: How many the set has.
        layout: How its points are set out.
        titled: Whether it bears the title; else the title has a sheet of its own.
    """

    points: tuple[KeyPoint, ...]
    conditions: tuple[str, ...]
    number: int = 1
    count: int = 1
    layout: Layout = KEY_POINTS
    titled: bool = True


@dataclass(frozen=True, slots=True)
class PosterStyle:
    """What all sheets of a set share.

    Attributes:
        typeface: To set them in.
        palette: Colours.
        draft: Whether they must say that they are drafts.
        portal_address: For the QR code.
        format: Size, and where title and imprint stand.
        theme: Of the office that issues them.
    """

    typeface: Typeface
    palette: Palette
    draft: bool = False
    portal_address: str | None = None
    format: Format = PORTRAIT
    theme: Theme = field(default_factory=Theme)
