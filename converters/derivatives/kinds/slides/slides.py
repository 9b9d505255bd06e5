"""Slides for the rapporteur (báo cáo viên): a statement a slide with its provision, the passage in the notes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.fulltext.zipped import member
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from validators.packages.durable import write_bytes
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

MOST_OTHERS = 20  # statements beside fines: an hour's talk
_RECIPE = re.compile(rb"<cp:version>([0-9a-f]{64})</cp:version>")


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the slides of a record.

    Args:
        record: The material.
        target: The PPTX file; it is replaced as a whole.
        options: Whether it is a draft, a plan, and the fonts to measure with.

    Raises:
        NothingToShow: No passage names its provision.
        NoRoom: A statement with what holds for it is too long for a slide.
        OSError: The file cannot be written.
    """
    # What draws is loaded only when something is drawn: most runs find that nothing has changed.
    from converters.derivatives.drawing.typography import Typeface
    from converters.derivatives.kinds.slides.deck import pptx_bytes
    from converters.derivatives.kinds.slides.layout import Deck
    from converters.derivatives.saying.planned import points_to_show

    points = points_to_show(record, options.plan, draft=options.draft, most=MOST_OTHERS)
    laid_out = Deck(record, Typeface(options.fonts()), options.palette(record), options.theme).slides(points.points)
    content = pptx_bytes(record, laid_out, recipe=KIND.recipe(record, options), draft=options.draft)
    write_bytes(target, content)
    notes = (points.note,) if points.note else ()
    return Derived(KIND.name, target, draft=options.draft, notes=notes, account=points.account)


def recipe_in(path: Path) -> str | None:
    """The recipe slides were made by; None when they are none of ours."""
    found = _RECIPE.search(member(path, "docProps/core.xml") or b"")
    return found.group(1).decode() if found else None


KIND = DerivativeKind(
    name="slides",
    role="slides",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    path=f"{DERIVATIVES_FOLDER}/slides.pptx",
    make=write,
    recipe_in=recipe_in,
    design=DESIGNS["slides"],
    themed=True,
)
