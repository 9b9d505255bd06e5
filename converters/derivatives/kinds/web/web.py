"""The web page of a record: one file that asks for nothing outside itself; points, whole text and legal basis."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.text_recipe import RECIPE_NAME, recipe_at_head
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

_RECIPE = re.compile(rf'<meta name="{RECIPE_NAME}" content="([0-9a-f]{{64}})">')
_HEAD = 2048  # bytes in which the recipe stands


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the page of a record.

    Args:
        record: The material.
        target: The HTML file; it is replaced as a whole.
        options: Whether it is a draft, and a plan for the key points.

    Raises:
        NothingToShow: The record holds no text.
        WrongPlan: The plan does not fit.
        OSError: The file cannot be written.
    """
    from converters.derivatives.kinds.web.page import written  # only when something is written

    return written(record, target, options, KIND.recipe(record, options))


def recipe_in(path: Path) -> str | None:
    """The recipe a page was made by; None when it is not one of ours."""
    return recipe_at_head(path, _RECIPE, _HEAD)


KIND = DerivativeKind(
    name="web",
    role="web-page",
    media_type="text/html",
    path=f"{DERIVATIVES_FOLDER}/web.html",
    make=write,
    recipe_in=recipe_in,
    design=DESIGNS["web"],
    drawn=False,
    themed=True,
)
