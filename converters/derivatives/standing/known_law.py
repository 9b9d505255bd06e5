"""What the office's register of acts knows of the law a material rests on, asked without the material's record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.facts import CitedFacts
from validators.problems import Message, say

if TYPE_CHECKING:  # most runs have no register to look in, and what reads one takes long to load
    from validators.citations.register.resting import Cited
    from validators.citations.register.store import Register


@dataclass(frozen=True, slots=True)
class KnownLaw:
    """The register of an office.

    Attributes:
        path: SQLite, CSV, JSON or XLSX; None where the office has none.
    """

    path: Path | None = None

    def ended(self, cited: Iterable[CitedFacts], day: dt.date) -> str | None:
        """The first act rested on that has ended by a day or is suspended, as it is cited; None for none.

        Raises:
            WrongRegister: It is missing, or no register.
        """
        if self.path is None:
            return None
        from validators.citations.register.resting import ended_among

        found = ended_among(map(_cited, cited), _opened(self.path), day)
        return None if found is None else found.text

    def notes(self, cited: Iterable[CitedFacts]) -> tuple[Message, ...]:
        """What a person should look up before showing anything: an act that another replaces, from no known day.

        Raises:
            WrongRegister: It is missing, or no register.
        """
        if self.path is None:
            return ()
        from validators.citations.register.resting import replaced_undated

        found = replaced_undated(map(_cited, cited), _opened(self.path))
        if found is None:
            return ()
        act, heir = found
        return (
            say("“{text}” is replaced by {act}; from which day, the register does not know.", text=act.text, act=heir),
        )


@cache
def _opened(path: Path) -> Register:
    from validators.citations.register.store import Register

    return Register.open(path)


def _cited(facts: CitedFacts) -> Cited:
    from validators.citations.locators import PlaceInAct
    from validators.citations.register.resting import Cited

    date = None if facts.date is None else dt.date.fromisoformat(facts.date)
    return Cited(facts.text, facts.role, facts.number, date, facts.title, PlaceInAct(**facts.place))
