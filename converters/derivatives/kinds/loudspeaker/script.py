"""The announcer's script: read, changed through the plan where it must be, and read out by a person or by a voice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.loudspeaker.settings import settings
from converters.derivatives.saying import words
from converters.derivatives.text_recipe import recipe_in, recipe_line
from validators.packages.durable import write_text
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the script of a bulletin.

    Args:
        record: The material.
        target: The text file.
        options: Whether it is a draft, which station.

    Raises:
        NothingToShow: No passage names its provision.
        CannotBeSaid: Something in the text is not known to be said.
        OSError: The file cannot be written.
    """
    # Loaded only when something is written: most runs find that nothing has changed.
    from converters.derivatives.kinds.loudspeaker.reading import bulletin_of, notes_of, script_text
    from converters.derivatives.voices.scripts import scripts_of

    told = bulletin_of(record, options, synthetic=False)
    title = record.title.strip()
    text = script_text(told, scripts_of(told.sections, options.speaking.table()), title)
    banner = f"{words.DRAFT_BANNER}\n\n" if options.draft else ""
    write_text(target, f"{banner}{text}\n{recipe_line(KIND.recipe(record, options))}")
    return Derived(KIND.name, target, draft=options.draft, notes=notes_of(told, options), account=told.points.account)


KIND = DerivativeKind(
    name="loudspeaker-script",
    role="transcript",
    media_type="text/plain",
    path=f"{DERIVATIVES_FOLDER}/loudspeaker-script.txt",
    make=write,
    recipe_in=recipe_in,
    settings=settings,
    drawn=False,
    design=DESIGNS["loudspeaker-script"],
)
