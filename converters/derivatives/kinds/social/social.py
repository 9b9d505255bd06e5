"""Posts and messages of a record: one text file to copy from, and the same as JSON for programs that post."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

RECIPE_LINE = "pbgdpl:recipe "


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the posts and messages of a record.

    Args:
        record: The material.
        target: The text file; the JSON goes beside it.
        options: Whether it is a draft, a plan, and length limits.

    Raises:
        NothingToShow: No passage names its provision.
        WrongLimit: A limit does not exist.
        OSError: A file cannot be written.
    """
    from converters.derivatives.kinds.social.making import written  # only when something is written

    return written(record, target, options, KIND.recipe(record, options))


def recipe_in(path: Path) -> str | None:
    """The recipe on the last line of a text."""
    try:
        last = path.read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
    except (OSError, UnicodeError):
        return None
    return last.removeprefix(RECIPE_LINE) if last.startswith(RECIPE_LINE) else None


KIND = DerivativeKind(
    name="social",
    role="social",
    media_type="text/plain",
    path=f"{DERIVATIVES_FOLDER}/social.txt",
    make=write,
    recipe_in=recipe_in,
    beside=(("social", "application/json", f"{DERIVATIVES_FOLDER}/social.json"),),
    settings=lambda options: {"limits": sorted(options.limits)},
    names=frozenset({"infographic"}),
    design=DESIGNS["social"],
    drawn=False,
)
