"""What `pbgdpl status --review` does: what waits for a person in every package, and who looked last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.account import ReviewAccount, account_of
from converters.corrections.raised import open_places
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.answers.journal import Journal
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from validators.packages.package import Package
from validators.packages.reading import read_unchanged
from validators.problems import Message, say

_TITLE_WIDTH = 44  # letters


@dataclass(frozen=True, slots=True)
class WaitingData:
    """What waits for a person in a package.

    Attributes:
        path: Its folder.
        title: What people know it by.
        needs_person: Places nobody has looked at.
        numbers: Of these, those where a number has to be typed.
        not_applied: Answers kept on this machine that are not in the package yet.
        account: What people did so far.
    """

    path: Path
    title: str
    needs_person: int
    numbers: int
    not_applied: int
    account: ReviewAccount


@dataclass(frozen=True, slots=True)
class WaitingPayload:
    """Every package that could be read, the one with most to do first."""

    packages: tuple[WaitingData, ...]


def run(session: Session, paths: Sequence[Path]) -> OperationResult[WaitingPayload]:
    """What waits in the packages below some paths. One that cannot be read is an error of its own."""
    home = session.settings.home
    failures = Failures(home)
    waiting: list[WaitingData] = []
    for found in each_package(tuple(paths), failures, may_be_none=True):
        with failures.of(found.path):
            waiting.append(read_unchanged(found.path, lambda package: _of(package, home)))
    waiting.sort(key=lambda one: (-one.numbers, -one.needs_person))
    lines = (_table(waiting),) if waiting else () if failures.errors else (say("There are no packages here."),)
    return OperationResult(
        "status",
        WaitingPayload(tuple(waiting)),
        lines,
        tuple(failures.errors),
        succeeded=len(waiting),
        answers=True,
    )


def _of(package: Package, home: Path) -> WaitingData:
    record = package.record()
    doubts = open_places(package.root, record)
    return WaitingData(
        package.root,
        record.title,
        len(doubts),
        sum(doubt.kind in NUMBERS for doubt in doubts),
        len(Journal(home, package.root, record.identifier).answers()),
        account_of(package.root),
    )


def _table(waiting: Sequence[WaitingData]) -> Table:
    headings = (
        say("Material"), say("To look at"), say("Numbers among them"), say("Answered, not in the package yet"),
        say("Right as read"), say("Put right"), say("Looked at last"),
    )  # fmt: skip
    return Table(headings, tuple(map(_row, waiting)))


def _row(one: WaitingData) -> tuple[Message | str, ...]:
    account = one.account
    last: Message | str = "–"
    if account.last is not None:
        last = say("{who}, {day}", who=account.last_by or "", day=account.last.date())
    counts = (one.needs_person, one.numbers, one.not_applied, account.settled, account.corrected)
    return (shortened(one.title, _TITLE_WIDTH), *map(str, counts), last)
