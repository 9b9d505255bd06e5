"""The infographic: pictures for networks and screens, and sheets for print, that say the same.

One picture, or a numbered set where one is too small for all that must be shown; a sheet for print has its pages in one
file. What is shown, and how it is set out, is decided once; a format is only a canvas. What draws is loaded only when
something is drawn: most runs find that nothing has changed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.pdf.document import recipe_in_pdf
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.infographic.formats import FORMATS
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

_PNG = b"\x89PNG\r\n\x1a\n"
_RECIPE = re.compile(rb"tEXtRecipe\x00([0-9a-f]{64})")
_HEAD = 1 << 16  # bytes at the beginning of a file, before the picture itself


def draw(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Draw the infographic of a record.

    Args:
        record: The material.
        target: The PNG or PDF file; it is replaced as a whole.
        options: Whether it is a draft, which format, portal, theme and fonts.

    Returns:
        What was made, with its text alternative.

    Raises:
        NothingToShow: No passage names its provision.
        NoRoom: A card is too long for a picture.
        NoVietnameseFont: The theme's font is not on this computer.
        OSError: The file cannot be written.
    """
    from converters.derivatives.kinds.infographic.making import drawn

    return drawn(record, target, options, KIND.in_formats((options.format,))[0].recipe(record, options))


def recipe_in(path: Path) -> str | None:
    """The recipe an infographic was made by; None when it is not one of ours."""
    if path.suffix == ".pdf":
        return recipe_in_pdf(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return None
    found = _RECIPE.search(head) if head.startswith(_PNG) else None
    return found.group(1).decode("ascii") if found else None


KIND = DerivativeKind(
    name="infographic",
    role="infographic",
    media_type="image/png",
    path=f"{DERIVATIVES_FOLDER}/infographic.png",
    make=draw,
    recipe_in=recipe_in,
    design=DESIGNS["infographic"],
    themed=True,
    shows_steps=True,
    formats={one.name: one.declared for one in FORMATS.values()},
)
