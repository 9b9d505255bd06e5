"""What `pbgdpl status --review` does: what waits in every package, for whom, since when, and how long it will take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.trust.pace import LEAST_TIMED, Pace, TimedLook, pace_of
from pbgdpl_cli.review.trust.sheet import time_told
from pbgdpl_cli.review.trust.waiting import Turn, WaitingData, waiting_in
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from validators.packages.reading import read_unchanged
from validators.problems import Message, say

_TITLE_WIDTH = 44  # letters


@dataclass(frozen=True, slots=True)
class WaitingPayload:
    """Every package that could be read, the one with most to do first; the pace at which people look at places.

    Attributes:
        packages: What waits in each.
        pace: Median seconds for a place of each kind that was looked at often enough.
        pace_of_all: Median seconds for a place of any kind; None while too few were timed.
        timed: How many looks that rests on.
        seconds: How long all that waits will take; None while no pace was measured.
    """

    packages: tuple[WaitingData, ...]
    pace: Mapping[str, float]
    pace_of_all: float | None
    timed: int
    seconds: float | None


def run(session: Session, paths: Sequence[Path]) -> OperationResult[WaitingPayload]:
    """What waits in the packages below some paths. One that cannot be read is an error of its own."""
    home = session.settings.home
    failures = Failures(home)
    read: list[tuple[WaitingData, Sequence[TimedLook]]] = []
    for found in each_package(tuple(paths), failures, may_be_none=True):
        with failures.of(found.path):
            read.append(read_unchanged(found.path, lambda package: waiting_in(package, package.record(), home)))
    pace = pace_of(look for _, looks in read for look in looks)
    waiting = [_at_pace(one, pace) for one, _ in read]
    waiting.sort(key=lambda one: (-one.numbers, -one.needs_person))
    seconds = pace.seconds_for(sum((Counter(one.kinds) for one in waiting), Counter()))
    lines: tuple[Message | Table, ...] = (
        (_table(waiting), *_citations(waiting), _hours(pace, seconds))
        if waiting
        else ()
        if failures.errors
        else (say("There are no packages here."),)
    )
    return OperationResult(
        "status",
        WaitingPayload(tuple(waiting), pace.by_kind, pace.any_kind, pace.timed, seconds),
        lines,
        tuple(failures.errors),
        succeeded=len(waiting),
        answers=True,
    )


def _at_pace(one: WaitingData, pace: Pace) -> WaitingData:
    return replace(one, seconds=pace.seconds_for(one.kinds))


def _hours(pace: Pace, seconds: float | None) -> Message:
    if seconds is None:
        return say(
            "No pace measured yet: how long it will take can be said after {count} answers in a row.", count=LEAST_TIMED
        )
    return say("In all about {time}, at the pace measured at {timed} places.", time=time_told(seconds),
               timed=pace.timed)  # fmt: skip


def _citations(waiting: Sequence[WaitingData]) -> Sequence[Message]:
    left = [one.citations for one in waiting if one.citations]
    told = say("Nobody decided about {count} citations in {packages} packages.", count=sum(left), packages=len(left))
    return (told,) if left else ()


def _table(waiting: Sequence[WaitingData]) -> Table:
    headings = (
        say("Material"), say("Waits for"), say("Since"), say("To look at"), say("Numbers among them"),
        say("Time needed"), say("Answered, not in the package yet"), say("Looked at last"),
    )  # fmt: skip
    return Table(headings, tuple(map(_row, waiting)))


def _row(one: WaitingData) -> tuple[Message | str, ...]:
    last: Message | str = "–"
    if one.account.last is not None:
        last = say("{who}, {day}", who=one.account.last_by or "", day=one.account.last.date())
    needed = time_told(one.seconds) if one.seconds and one.needs_person else "–"
    counts = (str(one.needs_person), str(one.numbers))
    title, since = shortened(one.title, _TITLE_WIDTH), str(one.since.astimezone().date())
    return (title, _whom(one), since, *counts, needed, str(one.not_applied), last)


def _whom(one: WaitingData) -> Message | str:
    return "–" if one.turn is Turn.NOBODY else one.turn.message
