"""Whether what a text rests on has ended, as the register knows it; of a text only what it cites needs to be known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.citations.locators import PlaceInAct
from validators.citations.register.acts import RegisteredAct
from validators.citations.register.changes import CITED_AS_ENDED
from validators.citations.register.entries import key_of

if TYPE_CHECKING:
    from validators.citations.register.store import Register

_ENDED = frozenset({"expired", "suspended"})


@dataclass(frozen=True, slots=True)
class Cited:
    """An act as a text cites it.

    Attributes:
        text: As printed.
        role: What it is cited for.
        number: Of the act.
        date: Its day of issue.
        title: Its name.
        place: Where in it; empty for the whole.
    """

    text: str
    role: str | None
    number: str | None
    date: dt.date | None
    title: str | None
    place: PlaceInAct

    def known_to(self, register: Register) -> RegisteredAct | None:
        """The act as a register knows it."""
        return register.find(self.number, self.date, self.title)


def is_only_named(cited: Cited, act: RegisteredAct, numbers: Iterable[str]) -> bool:
    """Whether an act that has ended is no more than named: as amended, or as a whole beside its successor.

    Args:
        cited: The act.
        act: As the register knows it.
        numbers: Of every act the text cites.
    """
    if cited.role == "amended":
        return True
    if cited.role != "mentioned" or cited.place:
        return False
    heirs = {key_of(number, None) for by in act.replaced_by for number in by.split("; ")}
    return any(key_of(number, None) in heirs for number in numbers)


def ended_among(cited: Iterable[Cited], register: Register, day: dt.date) -> Cited | None:
    """The first act a text rests on that the register says has ended by a day, or is suspended; None for none."""
    every = tuple(cited)
    numbers = [one.number for one in every if one.number]
    for one in every:
        act = one.known_to(register)
        if act is None or one.role in CITED_AS_ENDED or is_only_named(one, act, numbers):
            continue
        if act.state_on(day, one.place) in _ENDED:
            return one
    return None


def replaced_undated(cited: Iterable[Cited], register: Register) -> tuple[Cited, str] | None:
    """The first act a text rests on that another replaces, the register does not know from when; and that other."""
    every = tuple(cited)
    numbers = [one.number for one in every if one.number]
    for one in every:
        act = one.known_to(register)
        if act is None or one.role in CITED_AS_ENDED or is_only_named(one, act, numbers):
            continue
        if heir := next((by for kind, by, _ in act.undated if kind == "expired"), None):
            return one, heir
    return None
