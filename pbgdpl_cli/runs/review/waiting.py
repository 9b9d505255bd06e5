"""What `pbgdpl status --review` does: what waits in every package, for whom, since when, and how long it will take."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.cited.said import read_cited
from converters.corrections.readers.account import ReviewAccount, account_of
from converters.corrections.readers.trials import Purpose, read_trials
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS, key_of
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.trust.account import timed_looks
from pbgdpl_cli.review.trust.pace import LEAST_TIMED, Pace, TimedLook, pace_of
from pbgdpl_cli.review.trust.sheet import time_told
from pbgdpl_cli.review.trust.undecided import undecided_citations
from pbgdpl_cli.review.words.listed_places import places_of_package
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from validators.packages.package import Package
from validators.packages.reading import read_unchanged
from validators.problems import Message, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, aware

_TITLE_WIDTH = 44  # letters


@dataclass(frozen=True, slots=True)
class WaitingData:
    """What waits for a person in a package.

    Attributes:
        path: Its folder.
        title: What people know it by.
        needs_person: Places nobody has looked at.
        numbers: Of these, those where a number has to be typed.
        kinds: How many of each kind.
        second_person: Of these, those that one person has read otherwise, and that wait for a second one.
        not_applied: Answers kept on this machine that are not in the package yet.
        account: What people did so far.
        state: Where the material stands.
        since: When somebody did something with it last; when its record was written, where nobody has.
        citations: Citations nobody decided about.
        seconds: How long the places will take at the pace measured; None while none was measured.
    """

    path: Path
    title: str
    needs_person: int
    numbers: int
    kinds: Mapping[str, int]
    second_person: int
    not_applied: int
    account: ReviewAccount
    state: Standing
    since: dt.datetime
    citations: int = 0
    seconds: float | None = None


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
            read.append(read_unchanged(found.path, lambda package: _of(package, home)))
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


def _of(package: Package, home: Path) -> tuple[WaitingData, Sequence[TimedLook]]:
    """What waits in a package, and the looks by which the pace is measured: those not in it yet, too."""
    record = package.record()
    doubts = places_of_package(package.root, record, home).waiting
    answers = Journal(home, package.root, record.identifier).answers()
    account = account_of(package.root)
    first = {one.key for one in read_trials(package.root) if one.purpose is Purpose.FIRST}
    data = WaitingData(
        package.root,
        record.title,
        len(doubts),
        sum(doubt.kind in NUMBERS for doubt in doubts),
        Counter(doubt.kind for doubt in doubts),
        sum(key_of(doubt) in first for doubt in doubts),
        len(answers),
        account,
        record.standing,
        _since(package, record, account),
        len(undecided_citations(record, read_cited(package.root), doubts)),
    )
    return data, [*timed_looks(package.root), *_answered(answers, doubts)]


def _answered(answers: Mapping[str, Answer], doubts: Sequence[Doubt]) -> Sequence[TimedLook]:
    kinds = {key_of(doubt): doubt.kind for doubt in doubts}
    return [TimedLook(one.who, one.when, kinds.get(one.key, "line")) for one in answers.values()]


def _since(package: Package, record: Record, account: ReviewAccount) -> dt.datetime:
    moments = [aware(step.at) for step in record.workflow.events] + ([account.last] if account.last else [])
    written = dt.datetime.fromtimestamp(package.record_path.stat().st_mtime, dt.UTC)
    return max(moments, default=written)


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
    """Whose turn it is."""
    if one.state is Standing.COMPARED and not one.needs_person:
        return say("the head who approves")
    if one.state is not Standing.DRAFT:
        return "–" if one.state is not Standing.COMPARED else say("a reviewer")
    if not one.needs_person:
        return say("whoever compares it")
    return say("a second person") if one.second_person == one.needs_person else say("a reviewer")
