"""`upload`: packages to a portal or a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from converters.progress import Silent
from pbgdpl_cli.errors import item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Table
from pbgdpl_cli.runs.each_package import SENDABLE, Failures, each_package
from pbgdpl_cli.runs.register_choice import office_register_to_ask
from pbgdpl_cli.runs.register_place import offices_register_path
from pbgdpl_cli.runs.upload_progress import UploadProgress
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.terminal.time_left import roughly
from pbgdpl_cli.upload.bandwidth import Bandwidth, parse_hours, parse_rate
from pbgdpl_cli.upload.delivery.lint import Looked
from pbgdpl_cli.upload.delivery.outcomes import DONE, OUTCOMES, UploadItem, UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.reports.hand_over import leave_receipts, take_over
from pbgdpl_cli.upload.reports.lists import PackageList, read_list
from pbgdpl_cli.upload.reports.receipts import check_receipts_place, write_receipts
from pbgdpl_cli.upload.reports.report import (
    check_failed_place,
    check_report_place,
    lines_of,
    write_failed,
    write_report,
)
from pbgdpl_cli.upload.secrecy import WithFindings
from pbgdpl_cli.upload.sending import Watchers, upload_packages
from pbgdpl_cli.upload.targets import open_transport
from validators.packages.package import MaterialPath
from validators.problems import Message, Problem, say
from validators.rules.finding import Finding
from validators.rules.policy import UploadPolicy, read_upload_policy
from validators.rules.policy_place import callers_policy

_MINUTE = 60  # seconds
_MEGABYTE = 1_000_000  # bytes
_SCALE = 125_000  # bytes a second: 1 Mbit/s
_TITLE_WIDTH = 48  # letters


@dataclass(frozen=True, slots=True)
class UploadChoice:
    """What was chosen, as written on the command line.

    Attributes:
        paths: Packages, or folders of packages.
        listed: A table that names packages, a row each.
        to: The target; None for the portal of this computer.
        limit_rate: Bytes a second ("200k").
        between: Hours ("22:00-05:00").
        receipts: The file of receipts.
        dry_run: Look and tell, send nothing.
        replace: Replace what did not come from here.
        allowed: Codes of publishing rules that are overruled.
        drafts: Send texts that are not approved, too.
        report: The file of what became of each package in this run.
        failed: The list of those that did not get there.
    """

    paths: tuple[Path, ...] = ()
    listed: Path | None = None
    to: str | None = None
    limit_rate: str | None = None
    between: str | None = None
    receipts: Path | None = None
    dry_run: bool = False
    replace: bool = False
    allowed: tuple[str, ...] = ()
    drafts: bool = False
    report: Path | None = None
    failed: Path | None = None


@dataclass(frozen=True, slots=True)
class FoundInPackage:
    """What validation objects to; `line` from 1, None where it concerns no line."""

    code: str
    message: Message
    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class UploadData:
    """What became of one package; `bytes_due` is what a dry run would send."""

    path: Path
    identifier: str | None
    state: str
    remote: str | None
    bytes_sent: int
    bytes_due: int
    findings: tuple[FoundInPackage, ...]


@dataclass(frozen=True, slots=True)
class UploadPayload:
    """What became of all of them; `target` is the portal's name in the ledger, `batch` what `--undo` takes.

    `seconds_due`: how long a dry run thinks that sending would take; null where nobody knows how fast the line is.
    """

    target: str
    items: tuple[UploadData, ...]
    batch: str | None = None
    seconds_due: float | None = None


def run(session: Session, choice: UploadChoice) -> OperationResult[UploadPayload]:
    """Send packages and tell what became of each."""
    home = session.settings.home
    failures = Failures(home)
    _check_places(choice)
    listed = read_list(choice.listed) if choice.listed is not None else None
    bandwidth = _bandwidth(session, choice)
    transport = open_transport(choice.to, home, bandwidth=bandwidth, told=_teller(session))
    try:
        found = list(_packages(choice, listed, failures))
        if not found:
            return OperationResult("upload", errors=tuple(failures.errors))
        options = upload_options(choice, _policy(choice, listed))
        watchers = _watchers(session, len(found), failures, listed)
        report = upload_packages(found, transport, home, options=options, watchers=watchers)
    finally:
        transport.close()
    _write_reports(report, home, choice, listed)
    _hand_over(session, report)
    return _result(report, failures, choice, bandwidth, listed)


def _policy(choice: UploadChoice, listed: PackageList | None) -> UploadPolicy:
    """The settings of the caller, never those of a file that stands with the packages."""
    where = callers_policy((*choice.paths, *_rows(listed)), Path.cwd())
    return UploadPolicy() if where is None else read_upload_policy(where)


def upload_options(choice: UploadChoice, policy: UploadPolicy) -> UploadOptions:
    """What was chosen, with what the office has settled.

    Raises:
        WrongRegister: The office has a register of acts that cannot be read.
    """
    return UploadOptions(
        choice.dry_run,
        choice.replace,
        tuple(dict.fromkeys((*choice.allowed, *policy.allow))),
        choice.drafts,
        asks_for_drafts=policy.drafts == "asked",
        reads_first=policy.large_files == "first",
        stopping=policy.refuse,
        jobs=default_jobs(),
        written=choice.to,
        register=office_register_to_ask(choice.paths),
        register_path=offices_register_path(choice.paths),
    )


def _check_places(choice: UploadChoice) -> None:
    if choice.receipts is not None:
        check_receipts_place(choice.receipts)
    if choice.report is not None:
        check_report_place(choice.report)
    if choice.failed is not None:
        check_failed_place(choice.failed)


def _packages(choice: UploadChoice, listed: PackageList | None, failures: Failures) -> Iterator[MaterialPath]:
    """Packages of the list, then those below the paths, each once; rows that name none are told of."""
    seen: set[Path] = set()
    for row in listed.rows if listed else ():
        if row.problem is not None:
            failures.add(row.problem, listed.path if listed else Path())
        if row.package is not None:
            seen.add(row.package.path)
            yield row.package
    for found in each_package(choice.paths, failures, forms=SENDABLE) if choice.paths else ():
        if found.path not in seen:
            yield found


def _watchers(session: Session, packages: int, failures: Failures, listed: PackageList | None) -> Watchers:
    console = session.console
    watched = console.err.isatty()
    bar = console.progress() if watched else Silent()
    silent = console.settings.json or console.settings.verbosity < 0
    progress = UploadProgress(bar, None if watched or silent else console.note, packages)
    rows = _rows(listed)
    bad_rows = [error.message for error in failures.errors] if listed else []

    def linted(looked: Sequence[Looked]) -> None:
        bad = [one for one in looked if one.verdict is not None]
        if bad or bad_rows:
            told_of = len(bad) + len(bad_rows)
            console.note(say("Before the first byte: {count} of {all} will not be sent.", count=told_of,
                             all=packages + len(bad_rows)))  # fmt: skip
        for message in bad_rows:
            console.note(say("  {what}", what=message))
        for one in bad:
            number = rows.get(one.found.path)
            place = say("row {row}", row=number) if number else say("{path}", path=one.found.path)
            console.note(say("  {place}: {what}", place=place, what=one.verdict.message if one.verdict else ""))

    return Watchers(progress, linted, progress.ended)


def _rows(listed: PackageList | None) -> dict[Path, int]:
    return {row.package.path: row.number for row in listed.rows if row.package} if listed else {}


def _hand_over(session: Session, report: UploadReport) -> None:
    """Receipts travel with a folder: those it brings back are taken over, those of its packages are left in it."""
    home, place = session.settings.home, report.target.partition(":")[2]
    if report.target.startswith("folder:"):
        if count := take_over(home, report.target, Path(place)):
            session.console.note(say("{count} receipts of another station were taken over from {path}.",
                                     count=count, path=place))  # fmt: skip
        return
    for written in leave_receipts(home, report.target, (item.path for item in report.items)):
        session.console.note(say("Receipts were left in {path}; carry them back with the drive.", path=written))


def _write_reports(report: UploadReport, home: Path, choice: UploadChoice, listed: PackageList | None) -> None:
    if choice.receipts is not None:
        write_receipts(home, report.target, choice.receipts)
    if choice.report is None and choice.failed is None:
        return
    lines = lines_of(report, home, listed)
    if choice.report is not None:
        write_report(choice.report, lines, listed)
    if choice.failed is not None:
        write_failed(choice.failed, lines, listed)


def _bandwidth(session: Session, choice: UploadChoice) -> Bandwidth:
    return Bandwidth(
        parse_rate(choice.limit_rate) if choice.limit_rate else None,
        parse_hours(choice.between) if choice.between else None,
        waiting=lambda seconds: _teller(session)(_waiting_note(seconds)),
    )


def _teller(session: Session) -> Callable[[Message], None]:
    """Tells a person what goes on while sending; beside JSON only where more is asked for."""
    return partial(session.console.note, level=1 if session.settings.json else 0)


def _waiting_note(seconds: float) -> Message:
    minutes = max(1, round(seconds / _MINUTE))
    return say("Waiting {minutes} minutes until the hours given with --between.", minutes=minutes)


def _due(report: UploadReport, bandwidth: Bandwidth) -> tuple[float | None, Message]:
    """Of a dry run: seconds that sending would take, and what is said of it."""
    due = [item.bytes_due for item in report.items if item.outcome is UploadOutcome.PLANNED]
    if not due:
        return 0.0, say("Nothing would be sent.")
    seconds = bandwidth.lasts(sum(due), report.pace)
    told_of = {"count": len(due), "size": _size(sum(due))}
    if seconds is not None:
        return seconds, say("{count} would be sent, {size}; that takes {time}.", **told_of, time=roughly(seconds))
    scale = roughly(sum(due) / _SCALE)
    return None, say(
        "{count} would be sent, {size}. How fast the line there is nobody knows yet; at 1 Mbit/s it takes {time}.",
        **told_of, time=scale,
    )  # fmt: skip


def _result(
    report: UploadReport,
    failures: Failures,
    choice: UploadChoice,
    bandwidth: Bandwidth,
    listed: PackageList | None,
) -> OperationResult[UploadPayload]:
    lines: list[Message | Table | str] = [_table(report, choice), *_findings(report, listed), *_summary(report)]
    seconds = None
    if choice.dry_run:
        seconds, sentence = _due(report, bandwidth)
        lines.append(sentence)
    for sentence, place in (
        (say("Receipts: {path}", path=choice.receipts), choice.receipts),
        (say("Report: {path}", path=choice.report), choice.report),
        (say("What did not get there: {path}", path=choice.failed), choice.failed),
    ):
        if place is not None:
            lines.append(sentence)
    if report.batch is not None:
        line = f"pbgdpl upload --undo {report.batch}"
        lines.append(say("To take this back: {line}", line=line))
    refused = (_error(item.problem) for item in report.items if item.problem is not None)
    return OperationResult(
        "upload",
        UploadPayload(report.target, tuple(map(_data, report.items)), report.batch, seconds),
        tuple(lines),
        (*failures.errors, *refused),
        succeeded=sum(item.outcome in DONE for item in report.items),
        answers=choice.dry_run,
    )


def _data(item: UploadItem) -> UploadData:
    findings = tuple(FoundInPackage(one.code, one.message, one.path, one.line) for one in _found(item))
    return UploadData(
        item.path, item.identifier, item.outcome.value, item.remote, item.bytes_sent, item.bytes_due, findings
    )


def _found(item: UploadItem) -> tuple[Finding, ...]:
    return item.problem.findings if isinstance(item.problem, WithFindings) else ()


def _findings(report: UploadReport, listed: PackageList | None) -> Iterator[str]:
    """Package by package, in a list with its row, and file by file, what validation objects to."""
    rows = _rows(listed)
    for item in report.items:
        files = dict.fromkeys(one.path for one in _found(item))
        if files:
            row = rows.get(item.path)
            yield (
                told(say("{list}, row {row}: {path}", list=listed.path, row=row, path=item.path))
                if (listed and row)
                else str(item.path)
            )
        for file in files:
            yield f"  {file}"
            for one in (one for one in _found(item) if one.path == file):
                yield f"    {one.line or '–'}  {one.code}  {told(one.message)}"


def _error(problem: Problem) -> ErrorItem:
    found = item_of(problem)
    return replace(found, exit_code=ExitCode.INVALID) if isinstance(problem, WithFindings) else found


def _table(report: UploadReport, choice: UploadChoice) -> Table:
    rows = tuple(
        (
            shortened(item.title, _TITLE_WIDTH),
            OUTCOMES[item.outcome],
            _size(item.bytes_due if choice.dry_run else item.bytes_sent),
            item.remote or "",
        )
        for item in report.items
    )
    size = say("To send") if choice.dry_run else say("Sent")
    return Table((say("Material"), say("State"), size, say("Address")), rows)


def _size(count: int) -> str:
    if count == 0:
        return "–"
    return f"{count / _MEGABYTE:.1f} MB" if count >= _MEGABYTE // 10 else f"{max(1, count // 1000)} KB"


def _summary(report: UploadReport) -> list[Message | str]:
    counts = Counter(item.outcome for item in report.items)
    if set(counts) == {UploadOutcome.UNCHANGED}:
        return [say("Nothing to send: everything is already there.")]
    return ["; ".join(f"{counts[outcome]} {told(name)}" for outcome, name in OUTCOMES.items() if counts[outcome])]
