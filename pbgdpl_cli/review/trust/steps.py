"""A step of a material (compared, approved, withdrawn) as a person asks for it on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from validators.sharing.standing import Standing


@dataclass(frozen=True, slots=True)
class StepAsked:
    """A step as asked for.

    Attributes:
        state: Where it leads.
        by: Who takes it.
        day: On which it was taken, YYYY-MM-DD; empty for today.
        note: For those who read the history.
        position: Of the person who approves.
        document: What an approval is based on.
        despite_doubts: Approve although places still need a person; numbers among them are never passed over.
    """

    state: Standing
    by: str
    day: str = ""
    note: str = ""
    position: str = ""
    document: str = ""
    despite_doubts: bool = False


TakeStep = Callable[[Path, StepAsked], None]
"""Takes a step with the package in a folder, as `pbgdpl review approve` and its like do; raises a Problem where it
cannot be taken."""
