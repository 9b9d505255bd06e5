"""`register show`: the life of one act, and who cites it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.days import day_asked
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.register_choice import chosen, each_record
from pbgdpl_cli.session import Session
from pbgdpl_cli.terms import term
from validators.citations.locators import PlaceInAct
from validators.citations.register import CitedText, Register, RegisteredAct
from validators.citations.register.entries import key_of, words_for
from validators.citations.register.texts import UnreadablePlace, text_at
from validators.problems import Message, UnreadableInput, say
from validators.sharing.pointer import json_pointer


class UnknownAct(UnreadableInput):
    """The register does not know the act that was asked for."""

    code = "unknown-act"


@dataclass(frozen=True, slots=True)
class ShowChoice:
    """What was chosen: the act, where to look for who cites it, the register, the day, and a place of the act."""

    act: str
    folders: tuple[Path, ...] = ()
    register: Path | None = None
    as_of: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event of an act's life; `date` is None where the day is not known."""

    kind: str
    date: dt.date | None
    scope: str
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A material that cites the act."""

    path: Path
    identifier: str
    title: str
    pointer: str
    text: str
    role: str | None


@dataclass(frozen=True, slots=True)
class ShowPayload:
    """The act, its state on the day, its life, who amended or replaced it, who cites it, and what a place of it says.

    `texts` is how many places the register has the text of; `text` is None where it lacks the one asked for.
    """

    number: str | None
    type: str | None
    title: str | None
    organ: str | None
    date: dt.date | None
    articles: int | None
    as_of: dt.date
    state: str
    in_force_from: dt.date | None
    expires_on: dt.date | None
    amended_by: tuple[str, ...]
    replaced_by: tuple[str, ...]
    source: str | None
    looked_at: dt.date | None
    events: tuple[LifeEvent, ...]
    cited_in: tuple[CitedIn, ...]
    register: Path
    texts: int = 0
    place: str | None = None
    place_state: str | None = None
    text: CitedText | None = None


def run(session: Session, choice: ShowChoice) -> OperationResult[ShowPayload]:
    """Tell an act's life."""
    day = day_asked(choice.as_of)
    source = chosen(session, choice.register, choice.folders)
    act = _found(source.register, choice.act, source.path)
    place = None if choice.place is None else _place(choice.place)
    failures = Failures(session.settings.home)
    payload = ShowPayload(
        number=act.number, type=act.type, title=act.title, organ=act.organ, date=act.date, articles=act.articles,
        as_of=day, state=act.state_on(day), in_force_from=act.in_force_from, expires_on=act.expires_on,
        amended_by=act.amended_by, replaced_by=act.replaced_by, source=act.source, looked_at=act.looked_at,
        events=tuple(_life(act)), cited_in=tuple(_cited_in(act, choice.folders, failures)), register=source.path,
        texts=len(source.register.texts(act)), place=None if place is None else str(place),
        place_state=None if place is None else act.state_on(day, place),
        text=None if place is None else source.register.text_of(act, place),
    )  # fmt: skip
    return OperationResult(
        "register show",
        payload,
        tuple(_lines(payload, asked=bool(choice.folders))),
        tuple(failures.errors),
        succeeded=1,
        answers=True,
    )


def _place(asked: str) -> PlaceInAct:
    try:
        return text_at(asked, "").place
    except UnreadablePlace as problem:
        raise WrongUsage(say("--place: {reason}.", reason=problem.reason)) from None


def _found(register: Register, asked: str, path: Path) -> RegisteredAct:
    act = register.find(asked, None, None) or register.find(None, None, asked)
    if act:
        return act
    refusal = register.refusal_of(asked) or register.refusal_of(None, asked)
    if refusal:
        raise UnknownAct(refusal.told(), path=path)
    several = [one for one in register.acts() if key_of(one.number, None) == key_of(asked, None)]
    if several:
        days = ", ".join(str(one.date or "–") for one in several)
        raise UnknownAct(
            say("Several acts have the number {act}: of {days}.", act=asked, days=days),
            hint=say("Ask for it by its title."),
            path=path,
        )
    raise UnknownAct(
        say("The register does not know “{act}”; its force stays unknown.", act=asked),
        hint=say("Enter it with: {line}", line="pbgdpl register build LIST -o register.sqlite"),
        path=path,
    )


def _life(act: RegisteredAct) -> Iterator[LifeEvent]:
    if act.date:
        yield LifeEvent("issued", act.date, "", "", act.source or "")
    for event in act.events:
        yield LifeEvent(event.kind, event.date, event.scope, event.by, event.source)
    for kind, by, source in act.undated:
        yield LifeEvent(kind, None, "", by, source)


def _cited_in(act: RegisteredAct, folders: tuple[Path, ...], failures: Failures) -> Iterator[CitedIn]:
    keys = {key for key in (key_of(act.number, None), key_of(None, act.title)) if key}
    for path, record in each_record(folders, failures) if folders else ():
        for index, citation in enumerate(record.legal_basis):
            number = citation.act.number
            if key_of(number, None if number else citation.act.title) in keys:
                pointer = json_pointer("legal_basis", index)
                yield CitedIn(path, record.identifier, record.title, pointer, citation.text, citation.role)


def _lines(payload: ShowPayload, *, asked: bool) -> Iterator[Message | Table | str]:
    kind = term("document-types", payload.type) if payload.type else ""
    yield " ".join(part for part in (kind, payload.number, payload.title) if part)
    yield say("On {day}: {state}.", day=payload.as_of, state=term("validity-states", payload.state))
    rows = tuple(
        (str(event.date) if event.date else say("day not known"), words_for(event.kind), event.scope or "–",
         event.by or "–", event.source or "–")
        for event in payload.events
    )  # fmt: skip
    if rows:
        yield Table((say("From"), say("What"), say("Part"), say("By"), say("Source")), rows)
    looked = payload.looked_at or told(say("day not known"))
    yield say("Looked up: {day}. Source: {source}.", day=looked, source=payload.source or "–")
    yield from _text_lines(payload)
    if payload.cited_in:
        cited = tuple((one.title, one.text, one.path.as_posix()) for one in payload.cited_in)
        yield Table((say("Material"), say("Citation"), say("Package")), cited)
    elif asked:
        yield say("No material here cites it.")


def _text_lines(payload: ShowPayload) -> Iterator[Message | str]:
    """What a place says; where none was asked for, whether the register has any text of the act."""
    if payload.place is None:
        none = say("The register does not have the text of this act.")
        some = say("The register has the text of {count} places; one is shown with --place.", count=payload.texts)
        yield some if payload.texts else none
        return
    state = term("validity-states", payload.place_state or "unknown")
    yield say("{place} on {day}: {state}.", place=payload.place, day=payload.as_of, state=state)
    if payload.text is None:
        yield say("The register does not have the text of {place}.", place=payload.place)
        return
    yield from (*payload.text.above, *payload.text.lines)
    if payload.text.is_cut:
        yield say("More stands there than is shown; open the act itself.")
    yield say(
        "Text from: {source}. Later changes of the act are not worked into it.", source=payload.text.source or "–"
    )
