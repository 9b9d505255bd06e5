"""What waits for a person in a package, and whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from converters.corrections.cited.said import read_cited
from converters.corrections.readers.account import ReviewAccount, account_of
from converters.corrections.readers.trials import Purpose, read_trials
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS, key_of
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.trust.account import timed_looks
from pbgdpl_cli.review.trust.pace import TimedLook
from pbgdpl_cli.review.trust.undecided import undecided_citations
from pbgdpl_cli.review.words.listed_places import places_of_package
from validators.packages.package import Package
from validators.problems import Message, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, aware


class Turn(StrEnum):
    """Whose turn it is with a material."""

    REVIEWER = "reviewer"
    SECOND = "second-person"
    COMPARER = "comparer"
    HEAD = "head"
    NOBODY = "nobody"

    @property
    def message(self) -> Message:
        """As people are told of it."""
        return _TOLD[self]


_TOLD: Mapping[Turn, Message] = {
    Turn.REVIEWER: say("a reviewer"),
    Turn.SECOND: say("a second person"),
    Turn.COMPARER: say("whoever compares it"),
    Turn.HEAD: say("the head who approves"),
    Turn.NOBODY: say("nobody"),
}


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

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        if self.state is Standing.COMPARED:
            return Turn.REVIEWER if self.needs_person else Turn.HEAD
        if self.state is not Standing.DRAFT:
            return Turn.NOBODY
        if not self.needs_person:
            return Turn.COMPARER
        return Turn.SECOND if self.second_person == self.needs_person else Turn.REVIEWER


def waiting_in(package: Package, record: Record, home: Path) -> tuple[WaitingData, Sequence[TimedLook]]:
    """What waits in a package, and the looks by which the pace is measured: those not in it yet, too.

    Args:
        package: The package, open.
        record: Its record.
        home: The program's own folder, where answers wait.

    Raises:
        OutputProblem: What people did in it cannot be read.
    """
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
