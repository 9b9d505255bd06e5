"""What `pbgdpl review STEP` does: take one step with every package named, and say where each stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.readers.account import ReviewAccount, account_of
from converters.progress import under_way
from converters.writing.stored_record import record_json
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.answers.durable_lines import taken_along
from pbgdpl_cli.review.answers.journal import Journal
from pbgdpl_cli.review.trust.basis import Basis
from pbgdpl_cli.review.trust.sheet import basis_lines
from pbgdpl_cli.review.trust.steps import StepAsked
from pbgdpl_cli.review.trust.undecided import unread_numbers
from pbgdpl_cli.review.trying.work import same_person
from pbgdpl_cli.review.words.listed_places import places_of_package
from pbgdpl_cli.runs.days import day_of
from pbgdpl_cli.runs.each_package import ALL_FORMS, Failures, each_package
from pbgdpl_cli.runs.review.settings import review_policy
from pbgdpl_cli.runs.review.sheets import basis_for, files_for
from pbgdpl_cli.runs.review.under_review import one_package, refuse_unchangeable
from pbgdpl_cli.runs.validate import ValidateChoice, check_options
from pbgdpl_cli.session import Session
from pbgdpl_cli.terms import term
from pbgdpl_cli.web.page_language import PageLanguage
from validators.check import check_paths
from validators.options import known_codes
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath, PackageForm, parsed_record
from validators.packages.rewriting import rewrite_record
from validators.problems import Message, Problem, say
from validators.rules.finding import Severity
from validators.sharing.record import Record
from validators.sharing.standing import Standing, recorded_standing, steps_since_draft, transition

# What these rules find before an approval, the approval itself puts right.
_SETTLED_BY_APPROVING = ("DU220", "DU221", "DUNG135", "DUNG141")
# A derivative of an earlier text is made anew from the approved one: deriving needs the approval, uploading refuses it.
_MADE_ANEW_AFTERWARDS = ("SONG440",)
_LAST_MINUTE = dt.time(23, 59)  # of a day whose hour is not known, so that steps of one day stay in order


class StillDoubtful(Problem):
    """Places a person should look at are still on the package's list."""

    code = "needs-person"


class UnreadNumbers(Problem):
    """Amounts, dates, numbers or places in acts are in doubt, and nobody read them for himself."""

    code = "unread-numbers"


class AnswersNotInPackage(Problem):
    """What people answered is kept on this machine, and not in the text that would be approved."""

    code = "answers-not-in-package"


class SamePerson(Problem):
    """One person may not take both steps."""

    code = "same-person"


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
        position: Of the person who approves.
        document: What the approval is based on.
        two_persons: Whether whoever compared the text may not approve it, whatever the settings say.
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
    position: str | None = None
    document: str | None = None
    two_persons: bool = False
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class StepData:
    """What became of one package."""

    path: Path
    identifier: str
    before: Standing
    state: Standing
    account: ReviewAccount | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class ReviewPayload:
    """The packages that took the step."""

    packages: tuple[StepData, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step taken, and the record after it."""

    data: StepData
    record: Record


def run(session: Session, choice: ReviewChoice) -> OperationResult[ReviewPayload]:
    """Take a step with every package below some paths; one that cannot take it does not stop the others.

    Raises:
        WrongUsage: No name, or a day that is none or has not come yet.
        UnknownCode: No rule has an allowed code.
    """
    choice, when = _prepared(choice)
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
        lines=_lines(taken, session.settings.language),
        errors=tuple(failures.errors),
        succeeded=len(taken),
    )


def take_one(session: Session, path: Path, asked: StepAsked) -> None:
    """Take a step with one package, as the page asks for it.

    Args:
        session: Of the program.
        path: The package's folder.
        asked: The step.

    Raises:
        Problem: It cannot be taken.
    """
    choice, when = _prepared(
        ReviewChoice(
            (path,),
            asked.state.value,
            asked.state,
            asked.by,
            asked.day.strip() or None,
            asked.note.strip() or None,
            asked.despite_doubts,
            position=asked.position,
            document=asked.document,
        )
    )
    _take(session, one_package(path), choice, when)


def _prepared(choice: ReviewChoice) -> tuple[ReviewChoice, dt.datetime]:
    """The step with what the office's settings ask for, and when it is taken."""
    when = _checked_moment(choice)
    two_persons = choice.two_persons or review_policy(choice.paths).two_persons
    return replace(choice, allowed=known_codes(choice.allowed), two_persons=two_persons), when


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
        after = _stepped(before, choice, when, "; ".join(notes) or None)
        basis = basis_for(found, before, choice.state, session.settings.home)
        account = account_of(found.path) if basis is not None else None
        data = StepData(found.path, after.identifier, before.standing, after.standing, account, basis)
        taken[:] = [_Taken(data, after)]
        return record_json(after).decode("utf-8")

    def sheet() -> Mapping[str, bytes]:
        return files_for(taken[0].data.basis, taken[0].record, when, session.settings.language)

    refuse_unchangeable(found)
    rewrite_record(found, stepped, choice.wait, sheet)
    return taken[0]


def _stepped(before: Record, choice: ReviewChoice, when: dt.datetime, why: str | None) -> Record:
    """The record after the step; an approval names the position of its person and what it is based on."""
    after = transition(before, choice.state, who=choice.by.strip(), when=when, why=why)
    said = {"position": choice.position, "document": choice.document}
    told = {name: value.strip() for name, value in said.items() if value and value.strip()}
    return after.model_copy(update={"approval": after.approval.model_copy(update=told)}) if told else after


def _checked_for_approval(session: Session, found: MaterialPath, record: Record, choice: ReviewChoice) -> list[str]:
    """What the history has to say of an approval in spite of something.

    Raises:
        SamePerson: Whoever compared the text may not approve it.
        StillDoubtful: Places still need a person.
        UnreadNumbers: Numbers among them; no option passes these over.
        AnswersNotInPackage: Answers wait on this machine.
        NotFitForReaders: Errors stand in the way of publishing.
    """
    if choice.two_persons:
        _refuse_same_person(record, choice.by)
    notes = _checked_places(session.settings.home, found, record, choice) if found.form is PackageForm.FOLDER else []
    _refuse_errors(session, found, choice.allowed)
    if choice.allowed:
        notes.append(told(say("approved in spite of {codes}", codes=", ".join(choice.allowed))))
    return notes


def _checked_places(home: Path, found: MaterialPath, record: Record, choice: ReviewChoice) -> list[str]:
    """What the history has to say of places that nobody has decided about, or whose answers are elsewhere."""
    waiting = places_of_package(found.path, record, home).waiting
    taken_along(home, found.path, record.identifier)  # answers given before the folder was moved count as well
    answers = len(Journal(home, found.path, record.identifier).answers())
    if answers and not choice.despite_doubts:
        raise AnswersNotInPackage(
            say("{count} answers of the review page are not in this package yet.", count=answers),
            hint=say(
                "Open it with: pbgdpl review {path}, and put them into the package or take them back; or approve all "
                "the same, with: --despite-doubts",
                path=found.path,
            ),
        )
    _refuse_doubts(found, len(waiting), len(unread_numbers(waiting)), choice)
    told_of = (
        (say("approved although {count} places still needed a person", count=len(waiting)), waiting),
        (say("approved although {count} answers were not in the package", count=answers), answers),
    )
    return [told(message) for message, there in told_of if there]


def _refuse_doubts(found: MaterialPath, doubts: int, numbers: int, choice: ReviewChoice) -> None:
    if doubts and not choice.despite_doubts:
        raise StillDoubtful(
            say("{count} places in this package still need a person.", count=doubts),
            hint=say(
                "See them with: pbgdpl review doubts {path}. Settle each with pbgdpl review correct or "
                "pbgdpl review settle; or approve all the same, with: --despite-doubts",
                path=found.path,
            ),
        )
    if numbers:
        raise UnreadNumbers(
            say(
                "{count} amounts, dates, numbers or places in acts are in doubt, and no person's reading of them is in "
                "the package; no approval passes them over.",
                count=numbers,
            ),
            hint=say(
                "Read them with: pbgdpl review {path}. Or settle each, typed as it is printed, with: "
                "pbgdpl review settle {path} KEY --reads",
                path=found.path,
            ),
        )


def _refuse_same_person(record: Record, by: str) -> None:
    compared = [step.by for _, step in steps_since_draft(record) if Standing(step.state) is Standing.COMPARED]
    if any(same_person(who, by) for who in compared):
        raise SamePerson(
            say("{name} compared this text; by the settings here somebody else approves it.", name=by.strip()),
            hint=say("Have another person approve it (two_persons in pbgdpl.toml, --two-persons)."),
        )


def _refuse_errors(session: Session, found: MaterialPath, allowed: tuple[str, ...]) -> None:
    passed = (*_SETTLED_BY_APPROVING, *_MADE_ANEW_AFTERWARDS, *allowed)
    choice = ValidateChoice((found.path,), purpose="publishing", ignore=passed)
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


def _lines(taken: Sequence[_Taken], language: str) -> tuple[Message | Table, ...]:
    """What was done, and at a comparison or an approval what it rests on."""
    lines: list[Message | Table] = [_table(taken)] if taken else []
    for one in taken:
        if one.data.basis is not None:
            lines += basis_lines(one.data.basis, PageLanguage(language))
            sheet = one.data.path / "data" / "review" / f"{recorded_standing(one.record).value}.md"
            lines.append(say("The sheet to file: {path}", path=sheet))
    return tuple(lines)


def _table(taken: Sequence[_Taken]) -> Table:
    rows = tuple(
        (one.record.title, term("workflow-states", one.data.before), term("workflow-states", one.data.state))
        for one in taken
    )
    return Table((say("Material"), say("Before"), say("Now")), rows)
