"""Which citations of a record a change of the law touches: past, or to come within some days, by the office's register.

The rules of this room judge one material; whoever looks after many (`register check`, `report`) asks here, so that
both say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from validators.citations.register.changes import CITED_AS_ENDED, amended_since, to_come
from validators.problems import Message, say
from validators.rules.current.acts import last_look, only_named, place_of
from validators.rules.naming import entitled
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Citation, Record

if TYPE_CHECKING:
    from validators.citations.register import Event, Register, RegisteredAct

ENDED = frozenset({"expired", "suspended"})
"""Changes after which an act can no longer be rested on."""
TO_COME = "will-"
"""How the name of a change begins that is not there yet."""
CHANGES: Mapping[str, Message] = MappingProxyType({
    "expired": say("has ended"), "ended-named": say("has ended, and is named only"),
    "partly-expired": say("has ended in part"), "suspended": say("is suspended"),
    "not-yet-in-force": say("is not yet in force"), "amended": say("was amended"),
    "will-expired": say("will end"), "will-partly-expired": say("will end in part"),
    "will-suspended": say("will be suspended"), "will-amended": say("will be amended"),
    "expired-undated": say("is replaced, the day is not known"),
    "amended-undated": say("is amended, the day is not known"), "row-refused": say("its row was refused"),
})  # fmt: skip
"""The changes by name, as people are told of them."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One citation touched by a change.

    Attributes:
        pointer: Of the citation in the record.
        text: The citation as printed.
        act: The act as the register calls it.
        change: One of `CHANGES`: expired, partly-expired, suspended, not-yet-in-force or amended; will-… for what is
            to come; ended-named for an act that has ended and is cited as amended, or named beside its successor;
            expired-undated or amended-undated where the day is not known; row-refused where the register's row
            cannot be used.
        date: From which day; None where that is not known.
        days: Days until then; negative for what is past.
        scope: The part of the act, where not the whole.
        by: The act that does it.
    """

    pointer: str
    text: str
    act: str
    change: str
    date: dt.date | None = None
    days: int | None = None
    scope: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Days:
    since: dt.date | None
    day: dt.date
    within: int


def touches(record: Record, register: Register, day: dt.date, within: int) -> Iterator[Touch]:
    """What touches a record's citations.

    Args:
        record: The material.
        register: What is known of acts.
        day: The law as it stands on this day.
        within: Days to look ahead.
    """
    for index, citation in enumerate(record.legal_basis):
        pointer = json_pointer("legal_basis", index)
        if refusal := register.refusal_of(citation.act.number, citation.act.title):
            yield Touch(pointer, citation.text, refusal.name, "row-refused")
        act = act_of(citation, register)
        if act and citation.role not in CITED_AS_ENDED:
            days = _Days(last_look(record, citation), day, within)
            yield from _changes(pointer, citation, act, days, named=only_named(citation, act, record.legal_basis))


def act_of(citation: Citation, register: Register) -> RegisteredAct | None:
    """The act a citation names, as the register knows it; None where it does not."""
    return register.find(citation.act.number, citation.act.date, citation.act.title)


def name_cited(citation: Citation) -> str:
    """What an act is called that no register knows: its number, else its title, else the words that cite it."""
    return citation.act.number or entitled(citation.act) or citation.text


def _changes(pointer: str, citation: Citation, act: RegisteredAct, days: _Days, *, named: bool) -> Iterator[Touch]:
    place = place_of(citation)
    state = act.state_on(days.day, place)

    def touch(change: str, event: Event | None) -> Touch:
        if event is None:
            return Touch(pointer, citation.text, act.name, change, by="; ".join(act.replaced_by))
        by = event.by or "; ".join(act.replaced_by)
        return Touch(
            pointer, citation.text, act.name, change, event.date, (event.date - days.day).days, event.scope, by
        )

    if state not in {"in-force", "unknown"}:
        told = "ended-named" if named and state == "expired" else state
        yield touch(told, act.deciding(state, days.day, place))
    if state == "expired":
        return
    for event in amended_since(act, place, days.since, days.day) if days.since else ():
        yield touch("amended", event)
    for event in to_come(act, place, days.day, days.within):
        yield touch(f"{TO_COME}{event.kind}", event)
    for kind, by, _ in act.undated:
        yield Touch(pointer, citation.text, act.name, f"{kind}-undated", by=by)
