"""Items of a list that are what a procedure consists of, one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.derivatives.saying.passages import Candidate, Place, lead_of
from converters.derivatives.saying.provisions import Provision
from converters.derivatives.wording.excerpts import LONGEST_HEADING, without_citation

_STEPS = re.compile(r"\b(?:các bước|theo bước|trình tự|quy trình)\b", re.IGNORECASE)
_PROCEDURE = re.compile(rf"{_STEPS.pattern}|\bthủ tục\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:[-–•*+▪►■□◆✓➢]\s+)?(?:\(?\d{1,2}[.)]|bước \d)", re.IGNORECASE)


def are_steps(items: Sequence[str], place: Place, title: str) -> bool:
    """Whether a list holds the steps of a procedure.

    Args:
        items: As printed.
        place: What stands above it. Without a provision its own heading must say so; with one, its numbers and what
            stands above it, for "thủ tục" may be over papers to be brought as well.
        title: Of the material, where no heading stands above.
    """
    if len(items) < 2:  # one thing to do is no order of things
        return False
    if place.source is None:
        return place.heading is not None and _STEPS.search(place.heading) is not None
    over = lead_of(place) or place.heading or title  # "… không được chứng thực trong các trường hợp sau:" says which
    return all(map(_NUMBERED.match, items)) and _PROCEDURE.search(over) is not None


def _named_above(place: Place) -> str:
    """What the line over the steps calls them: "Trình tự hòa giải (Điều 16 …):"; nothing where that is long."""
    printed = place.source.printed if place.source else ""
    said = without_citation(lead_of(place), printed).strip(" :.,;")
    is_name = len(said) <= LONGEST_HEADING and not said.endswith(")") and not _ONLY_WHERE.match(said)
    return said if is_name else ""


_ONLY_WHERE = re.compile(r"(?:được )?(?:thực hiện|tiến hành) theo\b", re.IGNORECASE)


def in_steps(steps: Sequence[str], also: Sequence[str], place: Place, material: Provision) -> Candidate:
    """What to do one after another; where no act is printed for it, the material says so, and no act is shown."""
    title = place.heading or _named_above(place)
    text = f"{title}: {'; '.join(steps)}." if title else f"{'; '.join(steps)}."
    said = tuple(f"{step}." for step in steps)
    return Candidate(
        "procedure",
        text,
        place.source or material,
        "inherited" if place.source else "own",
        place.pointer,
        section=place.section,
        also=tuple(also),
        title=title,
        steps=said,
    )
