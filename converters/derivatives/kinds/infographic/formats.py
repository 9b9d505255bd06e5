"""The formats of an infographic: pictures for networks and screens, sheets for print.

A format is drawn on a canvas in pixels. On paper a canvas is as wide as the sheet, so that the letters of A4 are those
of a picture 1240 wide: 33 pixels are 16 points, and 22 on A3, to be read on a notice board from two metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Frame(Enum):
    """Where title and imprint stand."""

    ABOVE_AND_BELOW = "above and below"
    BESIDE = "beside"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Format:
    """A form an infographic can take.

    Attributes:
        name: As the command line calls it.
        width: Of the canvas, pixels.
        height: Of the canvas, pixels.
        frame: Where title and imprint stand.
        paper: Width and height of the sheet in millimetres; None for a picture.
    """

    name: str
    width: int
    height: int
    frame: Frame = Frame.ABOVE_AND_BELOW
    paper: tuple[float, float] | None = None

    @property
    def declared(self) -> tuple[str, str]:
        """Media type and suffix."""
        return ("application/pdf", ".pdf") if self.paper else ("image/png", ".png")


PORTRAIT = Format("portrait", 1080, 1350)
SQUARE = Format("square", 1080, 1080)
STORY = Format("story", 1080, 1920)
WIDE = Format("wide", 1920, 1080, Frame.BESIDE)
A4 = Format("a4", 1240, 1754, paper=(210, 297))
A3 = Format("a3", 1240, 1754, paper=(297, 420))
# A canvas of a leaflet is one of its six panels, 97 mm wide; 33 pixels are 10.4 points, as leaflets are set.
TRIFOLD = Format("trifold", 872, 1888, Frame.FOLDED, paper=(297, 210))
FORMATS = {one.name: one for one in (PORTRAIT, SQUARE, STORY, WIDE, A4, A3, TRIFOLD)}


def format_named(name: str) -> Format:
    """The format of that name; the first for an empty one."""
    return FORMATS[name] if name else PORTRAIT
