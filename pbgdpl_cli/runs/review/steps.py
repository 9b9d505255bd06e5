"""What `pbgdpl review STEP` does: take one step with every package named, and say where each stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.account import ReviewAccount, account_of
from converters.corrections.raised import open_places
from converters.progress import under_way
from converters.writing.stored_record import record_json
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.each_package import ALL_FORMS, Failures, each_package
from pbgdpl_cli.runs.validate import ValidateChoice, check_options, day_of
from pbgdpl_cli.session import Session
from pbgdpl_cli.terms import term
from validators.check import check_paths
from validators.options import known_codes
from validators.packages.changing import BRIEFLY, refuse_broken_seal
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath, PackageForm, find_packages, parsed_record
from validators.packages.rewriting import rewrite_record
from validators.problems import Message, OutputProblem, Problem, say
from validators.rules.finding import Severity
from validators.sharing.record import Record
from validators.sharing.standing import Standing, transition

# What these rules find before an approval, the approval itself puts right.
_SETTLED_BY_APPROVING = ("DU220", "DU221", "DUNG135", "DUNG141")
_LAST_MINUTE = dt.time(23, 59)  # of a day whose hour is not known, so that steps of one day stay in order


class StillDoubtful(Problem):
    """Places a person should look at are still on the package's list."""

    code = "needs-person"


class NotFitForReaders(Problem):
    """Validation for publishing finds errors."""

    code = "not-fit-for-readers"


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """A step as asked for.

    Attributes:
        paths: Packages, folders of packages, or records.
        step: Name of the command ("approve").
        state: Where it leads.
        by: Who takes it.
        on: The day it was taken, as written; None for now.
        note: For the history.
        despite_doubts: Approve although the list "needs a person" has entries.
        allowed: Codes of rules that do not stand in the way of an approval.
        wait: How long to wait for another run that is changing a package.
    """

    paths: tuple[Path, ...]
    step: str
    state: Standing
    by: str
    on: str | None = None
    note: str | None = None
    despite_doubts: bool = False
    allowed: tuple[str, ...] = ()
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class StepData:
    """What became of one package."""

    path: Path
    identifier: str
    before: Standing
    state: Standing
    account: ReviewAccount | None = None


@dataclass(frozen=True, slots=True)
class ReviewPayload:
    """The packages that took the step."""

    packages: tuple[StepData, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step taken, with the title people know the material by."""

    data: StepData
    title: str


def run(session: Session, choice: ReviewChoice) -> OperationResult[ReviewPayload]:
    """Take a step with every package below some paths; one that cannot take it does not stop the others.

    Raises:
        WrongUsage: No name, or a day that is none or has not come yet.
        UnknownCode: No rule has an allowed code.
    """
    when = _checked_moment(choice)
    choice = replace(choice, allowed=known_codes(choice.allowed))
    taken: list[_Taken] = []
    failures = Failures(session.settings.home)
    packages = list(each_package(choice.paths, failures, forms=ALL_FORMS))
    with under_way(session.console.progress(), say("Recording the step"), len(packages)) as progress:
        for found in packages:
            with failures.of(found.path):
                taken.append(_take(session, found, choice, when))
            progress.advance(note=found.path.name)
    return OperationResult(
        f"review {choice.step}",
        ReviewPayload(tuple(one.data for one in taken)),
        lines=_lines(taken),
        errors=tuple(failures.errors),
        succeeded=len(taken),
    )


def _checked_moment(choice: ReviewChoice) -> dt.datetime:
    if not choice.by.strip():
        raise WrongUsage(say("Say who takes the step: --by NAME"))
    day = day_of(choice.on)
    if day is not None and day > _now().date():
        raise WrongUsage(say("The day {day} has not come yet.", day=day))
    return _moment(day)


def _take(session: Session, found: MaterialPath, choice: ReviewChoice, when: dt.datetime) -> _Taken:
    """Take the step with the record as it is at that moment: another run may have changed it since it was found."""
    taken: list[_Taken] = []

    def stepped(stored: bytes) -> str:
        before = parsed_record(stored, found.path)
        notes = [choice.note] if choice.note else []
        if choice.state is Standing.APPROVED:
            notes += _checked_for_approval(session, found, before, choice)
        after = transition(before, choice.state, who=choice.by.strip(), when=when, why="; ".join(notes) or None)
        account = account_of(found.path) if _is_approval(found, choice) else None
        taken[:] = [
            _Taken(StepData(found.path, after.identifier, before.standing, after.standing, account), after.title)
        ]
        return record_json(after).decode("utf-8")

    refuse_unchangeable(found)
    rewrite_record(found, stepped, choice.wait)
    return taken[0]


def _is_approval(found: MaterialPath, choice: ReviewChoice) -> bool:
    return choice.state is Standing.APPROVED and found.form is PackageForm.FOLDER


def account_line(account: ReviewAccount) -> Message:
    """What people did with a text, in a sentence."""
    if not account.people:
        return say("Nobody has settled or corrected anything in this text.")
    return say(
        "Looked at: {settled} places were right, {corrected} were put right, {outside} of these without a doubt "
        "about them. By: {people}.",
        settled=account.settled,
        corrected=account.corrected,
        outside=account.outside,
        people=", ".join(account.people),
    )


def one_package(path: Path) -> MaterialPath:
    """The package at a place, or the only one below it.

    Raises:
        WrongUsage: There is none, or there are several.
    """
    found = [one for one in find_packages([path]) if one.form is not PackageForm.RECORD]
    if len(found) != 1:
        raise WrongUsage(say("Name one package: {count} are there.", count=len(found)))
    return found[0]


def refuse_unchangeable(found: MaterialPath) -> None:
    """Zips cannot be changed; packages that are not what was sealed must not.

    Raises:
        OutputProblem: It is one of these.
    """
    if found.form is PackageForm.ZIP:
        raise OutputProblem(say("A zip cannot be changed."), hint=say("Unpack it, and name the folder."))
    if found.form is PackageForm.FOLDER:
        refuse_broken_seal(found.path)


def _checked_for_approval(session: Session, found: MaterialPath, record: Record, choice: ReviewChoice) -> list[str]:
    """What the history has to say of an approval in spite of something.

    Raises:
        StillDoubtful: Places still need a person.
        NotFitForReaders: Errors stand in the way of publishing.
    """
    doubts = len(open_places(found.path, record)) if found.form is PackageForm.FOLDER else 0
    if doubts and not choice.despite_doubts:
        raise StillDoubtful(
            say("{count} places in this package still need a person.", count=doubts),
            hint=say(
                "See them with: pbgdpl review doubts {path}. Settle each with pbgdpl review correct or "
                "pbgdpl review settle; or approve all the same, with: --despite-doubts",
                path=found.path,
            ),
        )
    _refuse_errors(session, found, choice.allowed)
    notes = [told(say("approved although {count} places still needed a person", count=doubts))] if doubts else []
    if choice.allowed:
        notes.append(told(say("approved in spite of {codes}", codes=", ".join(choice.allowed))))
    return notes


def _refuse_errors(session: Session, found: MaterialPath, allowed: tuple[str, ...]) -> None:
    choice = ValidateChoice((found.path,), purpose="publishing", ignore=(*_SETTLED_BY_APPROVING, *allowed))
    findings = check_paths([found.path], check_options(session, choice)).findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise NotFitForReaders(
            say(
                "{count} errors stand in the way of readers. The first: [{code}] {reason}",
                count=len(errors),
                code=first.code,
                reason=first.message,
            ),
            hint=say(
                "See all: pbgdpl validate {path} --for publishing. If a warning is mistaken, add: --allow {code}",
                path=found.path,
                code=first.code,
            ),
        )


def _moment(on: dt.date | None) -> dt.datetime:
    now = _now()
    return now if on in (None, now.date()) else dt.datetime.combine(on or now.date(), _LAST_MINUTE).astimezone()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone().replace(microsecond=0)


def _lines(taken: Sequence[_Taken]) -> tuple[Message | Table, ...]:
    """What was done, and at an approval what people had looked at before."""
    accounts = [one.data.account for one in taken if one.data.account is not None]
    return (*((_table(taken),) if taken else ()), *map(account_line, accounts))


def _table(taken: Sequence[_Taken]) -> Table:
    rows = tuple(
        (one.title, term("workflow-states", one.data.before), term("workflow-states", one.data.state)) for one in taken
    )
    return Table((say("Material"), say("Before"), say("Now")), rows)
