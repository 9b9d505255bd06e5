"""What a sitting is asked to do besides the doubts: the settings of the office, or the options of one run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """What people are asked for.

    Attributes:
        sample: Share of the undoubted numbers that is typed, 0 to 1.
        plant: Wrong readings that are shown on purpose in a package, at most; it gets fewer where it has few places.
        second_person: Whether a number that a person reads otherwise than the program waits for a second person,
            instead of being asked for once more.
        second_reader: Who reads anew what others have read, without seeing it; None for an ordinary sitting.
    """

    sample: float = 0.0
    plant: int = 0
    second_person: bool = False
    second_reader: str | None = None


DOUBTS_ONLY = Work()
"""The doubts, and nothing besides."""


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are one person's, however they are spaced and capitalised."""
    return " ".join((one or "").split()).casefold() == " ".join((other or "").split()).casefold()
