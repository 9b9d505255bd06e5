"""What `pbgdpl review STEP` does: take one step with every package named, and say where each stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.records.doubts.stored_doubts import read_kept
from converters.writing.stored_record import record_json
from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import WrongUsage, from_os_error, item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.runs.validate import Request, check_options, day_of
from pbgdpl_cli.terms import term
from validators.check import check_paths
from validators.options import known_codes
from validators.packages.bag import verify
from validators.packages.faults import NotAPackage
from validators.packages.package import NEEDS_PERSON, Found, Package, PackageForm, find_packages, open_package
from validators.packages.rewriting import replace_record
from validators.problems import OutputProblem, Problem, say
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


class BrokenSeal(OutputProblem):
    """The files are not the ones that were sealed; sealing the package again would hide that."""

    code = "broken-seal"


@dataclass(frozen=True, slots=True)
class Step:
    """A step as asked for.

    Attributes:
        name: Of the command.
        state: Where it leads.
        who: Who takes it.
        on: The day it was taken; None for now.
        note: For the history.
        despite_doubts: Approve although the list "needs a person" has entries.
        allowed: Codes of rules that do not stand in the way of an approval.
    """

    name: str
    state: Standing
    who: str
    on: dt.date | None = None
    note: str | None = None
    despite_doubts: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What became of one package."""

    path: Path
    identifier: str
    title: str
    before: Standing
    now: Standing


def step_to(
    name: str,
    state: str,
    by: str,
    on: str | None,
    note: str | None,
    *,
    despite_doubts: bool = False,
    allowed: tuple[str, ...] = (),
) -> Step:
    """The step the options ask for.

    Raises:
        WrongUsage: No name, or a day that is none or has not come yet.
        UnknownCode: No rule has an allowed code.
    """
    if not by.strip():
        raise WrongUsage(say("Say who takes the step: --by NAME"))
    day = day_of(on)
    if day is not None and day > _now().date():
        raise WrongUsage(say("The day {day} has not come yet.", day=day))
    codes = known_codes(allowed)
    return Step(name, Standing(state), by.strip(), day, note, despite_doubts=despite_doubts, allowed=codes)


def run_review(session: Session, paths: Sequence[Path], step: Step) -> OperationResult:
    """Take a step with every package below some paths; one that cannot take it does not stop the others."""
    taken: list[StepTaken] = []
    errors: list[ErrorItem] = []
    packages = list(_packages(paths, errors))
    progress = session.console.progress()
    progress.start(say("Recording the step"), len(packages))
    for found in packages:
        try:
            taken.append(_take(session, found, step))
        except Problem as problem:
            errors.append(item_of(problem.at(found.path)))
        except OSError as error:
            errors.append(item_of(from_os_error(error).at(found.path)))
        progress.advance(1, found.path.name)
    progress.finish()
    return OperationResult(
        f"review {step.name}",
        data={"packages": [_as_data(one) for one in taken]},
        lines=(_table(taken),) if taken else (),
        errors=tuple(errors),
        succeeded=len(taken),
    )


def _packages(paths: Sequence[Path], errors: list[ErrorItem]) -> Iterator[Found]:
    for path in paths:
        try:
            found = find_packages([path])
        except Problem as problem:
            errors.append(item_of(problem.at(path)))
            continue
        if not found:
            errors.append(item_of(NotAPackage(say("There is no package here."), path=path)))
        yield from found


def _take(session: Session, found: Found, step: Step) -> StepTaken:
    before = _record_of(found)
    notes = [step.note] if step.note else []
    if step.state is Standing.APPROVED:
        notes += _checked_for_approval(session, found, step)
    after = transition(before, step.state, who=step.who, when=_moment(step.on), why="; ".join(notes) or None)
    _store(found, after)
    return StepTaken(found.path, after.identifier, after.title, before.standing, after.standing)


def _record_of(found: Found) -> Record:
    if found.form is PackageForm.ZIP:
        raise OutputProblem(say("A zip cannot be changed."), hint=say("Unpack it, and name the folder."))
    if found.form is PackageForm.RECORD:
        return Package(found.path.parent, found.path).record()
    package = open_package(found.path)
    if verify(package.root):
        raise BrokenSeal(
            say("The files of this package are not the ones that were sealed; it was left as it is."),
            hint=say("See what is wrong with: pbgdpl validate {path}", path=found.path),
        )
    return package.record()


def _checked_for_approval(session: Session, found: Found, step: Step) -> list[str]:
    """What the history has to say of an approval in spite of something.

    Raises:
        StillDoubtful: Places still need a person.
        NotFitForReaders: Errors stand in the way of publishing.
    """
    doubts = len(read_kept(found.path).doubts) if found.form is PackageForm.FOLDER else 0
    if doubts and not step.despite_doubts:
        raise StillDoubtful(
            say("{count} places in this package still need a person.", count=doubts),
            hint=say(
                "They are listed in {list}. Settle them; or approve all the same, with: --despite-doubts",
                list=found.path / "data" / NEEDS_PERSON,
            ),
        )
    _refuse_errors(session, found, step.allowed)
    notes = [told(say("approved although {count} places still needed a person", count=doubts))] if doubts else []
    if step.allowed:
        notes.append(told(say("approved in spite of {codes}", codes=", ".join(step.allowed))))
    return notes


def _refuse_errors(session: Session, found: Found, allowed: tuple[str, ...]) -> None:
    request = Request((found.path,), purpose="publishing", ignore=(*_SETTLED_BY_APPROVING, *allowed))
    findings = check_paths([found.path], check_options(session, request)).findings
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


def _store(found: Found, record: Record) -> None:
    """Put the record in the place of the old one: the one place where this command writes."""
    replace_record(found, record_json(record).decode("utf-8"))


def _moment(on: dt.date | None) -> dt.datetime:
    now = _now()
    return now if on in (None, now.date()) else dt.datetime.combine(on or now.date(), _LAST_MINUTE).astimezone()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone().replace(microsecond=0)


def _as_data(taken: StepTaken) -> dict[str, str]:
    return {
        "path": str(taken.path),
        "identifier": taken.identifier,
        "before": taken.before.value,
        "state": taken.now.value,
    }


def _table(taken: Sequence[StepTaken]) -> Table:
    rows = tuple((one.title, term("workflow-states", one.before), term("workflow-states", one.now)) for one in taken)
    return Table((say("Material"), say("Before"), say("Now")), rows)
