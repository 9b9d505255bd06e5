"""`register check`: every material below some paths that is touched by a change of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.result import ExitCode, OperationResult, Table
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.register_choice import chosen, day_asked, each_record
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from validators.citations.register import Event, Register, RegisteredAct
from validators.citations.register.changes import CITED_AS_ENDED, amended_since, to_come
from validators.problems import Message, say
from validators.rules.current.acts import last_look, only_named, place_of
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Citation, Record

_TITLE_WIDTH = 40  # letters
_ENDED = frozenset({"expired", "suspended"})
_WORDS = {
    "expired": say("has ended"), "ended-named": say("has ended, and is named only"),
    "partly-expired": say("has ended in part"), "suspended": say("is suspended"),
    "not-yet-in-force": say("is not yet in force"), "amended": say("was amended"),
    "will-expired": say("will end"), "will-partly-expired": say("will end in part"),
    "will-suspended": say("will be suspended"), "will-amended": say("will be amended"),
    "expired-undated": say("is replaced, the day is not known"),
    "amended-undated": say("is amended, the day is not known"), "row-refused": say("its row was refused"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterCheckChoice:
    """What was chosen: materials, the register, the day, and how many days to look ahead."""

    paths: tuple[Path, ...]
    register: Path | None = None
    as_of: str | None = None
    within: int = 90


@dataclass(frozen=True, slots=True)
class Touch:
    """One citation touched by a change.

    Attributes:
        pointer: Of the citation in the record.
        text: The citation as printed.
        act: The act as the register calls it.
        change: expired, partly-expired, suspended, not-yet-in-force or amended; will-… for what is to come;
            ended-named for an act that has ended and is cited as amended, or named beside its successor;
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
class TouchedMaterial:
    """A material and what touches it."""

    path: Path
    identifier: str
    title: str
    changes: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class RegisterCheckPayload:
    """The touched materials; how many were looked at; citations of acts the register does not know."""

    as_of: dt.date
    register: Path
    checked: int
    materials: tuple[TouchedMaterial, ...]
    unknown: tuple[str, ...]
    refused: tuple[Message, ...]


def run(session: Session, choice: RegisterCheckChoice) -> OperationResult[RegisterCheckPayload]:
    """Look through materials for citations that a change of the law touches."""
    day = day_asked(choice.as_of)
    source = chosen(session, choice.register, choice.paths)
    failures = Failures(session.settings.home)
    touched: list[TouchedMaterial] = []
    unknown: dict[str, None] = {}
    checked = 0
    for path, record in each_record(choice.paths, failures):
        checked += 1
        changes = tuple(_touches(record, source.register, day, choice.within))
        unknown |= dict.fromkeys(_unknown(record, source.register))
        if changes:
            touched.append(TouchedMaterial(path, record.identifier, record.title, changes))
    payload = RegisterCheckPayload(day, source.path, checked, tuple(touched), tuple(unknown), source.refused)
    ended = any(touch.change in _ENDED for material in touched for touch in material.changes)
    return OperationResult(
        "register check", payload, tuple(_lines(payload)), tuple(failures.errors), succeeded=checked, answers=True,
        exit_code=ExitCode.INVALID if ended and not failures.errors else None,
    )  # fmt: skip


def _touches(record: Record, register: Register, day: dt.date, within: int) -> Iterator[Touch]:
    for index, citation in enumerate(record.legal_basis):
        pointer = json_pointer("legal_basis", index)
        if refusal := register.refusal_of(citation.act.number, citation.act.title):
            yield Touch(pointer, citation.text, refusal.name, "row-refused")
        act = register.find(citation.act.number, citation.act.date, citation.act.title)
        if act and citation.role not in CITED_AS_ENDED:
            days = _Days(last_look(record, citation), day, within)
            yield from _changes(pointer, citation, act, days, named=only_named(citation, act, record.legal_basis))


@dataclass(frozen=True, slots=True)
class _Days:
    since: dt.date | None
    day: dt.date
    within: int


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
        yield touch(f"will-{event.kind}", event)
    for kind, by, _ in act.undated:
        yield Touch(pointer, citation.text, act.name, f"{kind}-undated", by=by)


def _unknown(record: Record, register: Register) -> Iterator[str]:
    for citation in record.legal_basis:
        if register.find(citation.act.number, citation.act.date, citation.act.title) is None:
            yield citation.act.number or citation.act.title or citation.text


def _lines(payload: RegisterCheckPayload) -> Iterator[Message | Table]:
    if payload.materials:
        headings = (say("Material"), say("Citation"), say("Change"), say("From"), say("Days"), say("By"))
        rows = [_row(material, touch) for material in payload.materials for touch in material.changes]
        yield Table(headings, tuple(rows))
    yield say(
        "{count} of {all} materials are touched by a change (day {day}).",
        count=len(payload.materials), all=payload.checked, day=payload.as_of,
    )  # fmt: skip
    if payload.unknown:
        yield say(
            "The register does not know {count} of the acts cited: {acts}.",
            count=len(payload.unknown),
            acts=", ".join(payload.unknown[:8]) + (" …" if len(payload.unknown) > 8 else ""),
        )


def _row(material: TouchedMaterial, touch: Touch) -> tuple[Message | str, ...]:
    return (
        shortened(material.title, _TITLE_WIDTH),
        shortened(touch.text, _TITLE_WIDTH),
        _WORDS[touch.change],
        str(touch.date or "–"),
        "–" if touch.days is None else str(touch.days),
        touch.by or "–",
    )
