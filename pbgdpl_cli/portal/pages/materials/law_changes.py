"""What the office's register of acts knows today of the law a material rests on: is it in force, what changed."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.web.markup import Html, element
from validators.citations.register import Register, RegisteredAct
from validators.citations.register.changes import CITED_AS_ENDED, amended_since, to_come
from validators.problems import Message, Problem, say
from validators.rules.current.acts import last_look, only_named, place_of
from validators.rules.current.looked_up import looked_up
from validators.sharing.record import Citation, Record

_AHEAD = 90  # days a reader is told of what is to come
_looking = threading.Lock()  # a register is one connection


@dataclass(frozen=True, slots=True)
class LawChange:
    """One thing that happened, or will, to an act the material rests on."""

    act: str
    words: Message
    date: dt.date | None = None
    by: str = ""


def law_changes(asked: PageRequest, record: Record) -> Html | None:
    """A list of what changed; None when nothing did, or the office gave no register."""
    path = asked.shelf.register
    if path is None or not record.legal_basis:
        return None
    today = _today()
    with _looking:
        register = _opened(path)
        found = None if register is None else _each_once(changes_of(record, register, today))
    if found is None:
        return element(
            "p", asked.language(say("The office's register of acts cannot be read at present.")), class_="by"
        )
    if not found:
        return None
    note = element(
        "p",
        asked.language(say("As the office's register of acts knows it on {date}.", date=asked.language.date(today))),
        class_="by",
    )
    return element(
        "div", element("ul", *(element("li", *_told(asked, change)) for change in found)), note, class_="changed-law"
    )


def known_today(asked: PageRequest, record: Record) -> Record:
    """A record whose citations say what the office's register knows of their acts; as it is where there is none."""
    path = asked.shelf.register
    if path is None or not record.legal_basis:
        return record
    with _looking:
        register = _opened(path)
        return record if register is None else looked_up(record, register, _today())


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _opened(path: Path) -> Register | None:
    return _register(path, path.stat().st_mtime_ns if path.is_file() else 0)


def _each_once(changes: Iterable[LawChange]) -> list[LawChange]:
    """Several places of one act may have changed by one event."""
    kept: list[LawChange] = []
    for change in changes:
        if change not in kept:
            kept.append(change)
    return kept


def _told(asked: PageRequest, change: LawChange) -> Iterator[str]:
    yield element("strong", change.act)
    when = asked.language.date(change.date) if change.date else ""
    yield ": " + asked.language(say("{change} {date}", change=change.words, date=when)).strip()
    if change.by:
        yield f" ({change.by})"


@lru_cache(maxsize=1)
def _register(path: Path, changed: int) -> Register | None:
    """The register, read anew when its file changed; None while it cannot be read: pages are shown all the same."""
    del changed
    try:
        return Register.open(path)
    except Problem:
        return None


_STATES = {
    "expired": say("has ended since"), "suspended": say("is suspended since"),
    "partly-expired": say("has ended in part since"), "not-yet-in-force": say("comes into force on"),
}  # fmt: skip
_TO_COME = {
    "expired": say("will end on"), "partly-expired": say("will end in part on"),
    "suspended": say("will be suspended on"), "amended": say("will be amended on"),
}  # fmt: skip


def changes_of(record: Record, register: Register, day: dt.date) -> Iterator[LawChange]:
    """What changed in the acts a record rests on, up to a day, and what is to come soon after."""
    for citation in record.legal_basis:
        act = register.find(citation.act.number, citation.act.date, citation.act.title)
        if act is not None and citation.role not in CITED_AS_ENDED:
            yield from _changes(record, citation, act, day)


def _changes(record: Record, citation: Citation, act: RegisteredAct, day: dt.date) -> Iterator[LawChange]:
    place = place_of(citation)
    state = act.state_on(day, place)
    if state in _STATES and not (state == "expired" and only_named(citation, act, record.legal_basis)):
        event = act.deciding(state, day, place)
        by = (event.by if event else "") or "; ".join(act.replaced_by)
        yield LawChange(act.name, _STATES[state], event.date if event else None, by)
    if state == "expired":
        return
    since = last_look(record, citation)
    for event in amended_since(act, place, since, day) if since and citation.role != "amended" else ():
        yield LawChange(act.name, say("was amended on"), event.date, event.by)
    for event in to_come(act, place, day, _AHEAD):
        yield LawChange(act.name, _TO_COME[event.kind], event.date, event.by)
    for kind, by, _ in act.undated:
        words = (
            say("is replaced, the day is not known") if kind == "expired" else say("is amended, the day is not known")
        )
        yield LawChange(act.name, words, None, by)
