"""A card for whoever opens a residents' meeting: the key points of a material as plain text."""

from __future__ import annotations

import re
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import require_key_points
from validators.packages.durable import write_text
from validators.sharing.record import Record

_RECIPE = re.compile(r"^\[([0-9a-f]{64})\]$", re.MULTILINE)


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the card of a record.

    Raises:
        NothingToShow: No passage names its provision.
        OSError: The file cannot be written.
    """
    points = require_key_points(record)
    lines = [words.DRAFT_BANNER] if options.draft else []
    lines.append(record.title.strip())
    lines += [f"{number}. {point.as_sentence}" for number, point in enumerate(points.points, 1)]
    if issuer := words.issuer(record):
        lines.append(f"{issuer[0]}: {issuer[1]}.")
    if record.ai.generated:
        lines.append(f"{words.AI_NOTICE}.")
    lines.append(f"[{KIND.recipe(record, options)}]")
    write_text(target, "\n\n".join(lines) + "\n")
    return Derived(KIND.name, target, draft=options.draft, notes=(points.note,) if points.note else ())


def recipe_in(path: Path) -> str | None:
    """The recipe on the last line of a card."""
    try:
        found = _RECIPE.search(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError):
        return None
    return found.group(1) if found else None


KIND = DerivativeKind(
    name="meeting-card",
    role="transcript",
    media_type="text/plain",
    path=f"{DERIVATIVES_FOLDER}/meeting-card.txt",
    make=write,
    recipe_in=recipe_in,
    drawn=False,
)
