"""`upload`: packages to a portal or a folder."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pbgdpl_cli.errors import item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Table
from pbgdpl_cli.runs.each_package import SENDABLE, Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.upload.bandwidth import Bandwidth, parse_hours, parse_rate
from pbgdpl_cli.upload.delivery.outcomes import DONE, OUTCOMES, UploadItem, UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.reports.receipts import check_receipts_place, write_receipts
from pbgdpl_cli.upload.secrecy import WithFindings
from pbgdpl_cli.upload.sending import Watchers, upload_packages
from pbgdpl_cli.upload.targets import open_transport
from validators.problems import Message, Problem, say
from validators.rules.finding import Finding

_MINUTE = 60  # seconds
_MEGABYTE = 1_000_000  # bytes
_TITLE_WIDTH = 48  # letters


@dataclass(frozen=True, slots=True)
class UploadChoice:
    """What was chosen, as written on the command line.

    Attributes:
        paths: Packages, or folders of packages.
        to: The target; None for the portal of this computer.
        limit_rate: Bytes a second ("200k").
        between: Hours ("22:00-05:00").
        receipts: The file of receipts.
        dry_run: Look and tell, send nothing.
        replace: Replace what did not come from here.
        allowed: Codes of publishing rules that are overruled.
    """

    paths: tuple[Path, ...]
    to: str | None = None
    limit_rate: str | None = None
    between: str | None = None
    receipts: Path | None = None
    dry_run: bool = False
    replace: bool = False
    allowed: tuple[str, ...] = ()


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
    """What became of all of them; `target` is the portal's name in the ledger."""

    target: str
    items: tuple[UploadData, ...]


def run(session: Session, choice: UploadChoice) -> OperationResult[UploadPayload]:
    """Send packages and tell what became of each."""
    # stamina logs every further try; without a handler Python would print that on stderr.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    home = session.settings.home
    failures = Failures(home)
    if choice.receipts is not None:
        check_receipts_place(choice.receipts)
    transport = open_transport(choice.to, home, bandwidth=_bandwidth(session, choice))
    try:
        found = list(each_package(choice.paths, failures, forms=SENDABLE))
        if not found:
            return OperationResult("upload", errors=tuple(failures.errors))
        options = UploadOptions(choice.dry_run, choice.replace, choice.allowed)
        report = upload_packages(found, transport, home, options=options, watchers=Watchers(session.console.progress()))
    finally:
        transport.close()
    if choice.receipts is not None:
        write_receipts(home, report.target, choice.receipts)
    return _result(report, failures, choice)


def _bandwidth(session: Session, choice: UploadChoice) -> Bandwidth:
    return Bandwidth(
        parse_rate(choice.limit_rate) if choice.limit_rate else None,
        parse_hours(choice.between) if choice.between else None,
        waiting=lambda seconds: session.console.note(_waiting_note(seconds)),
    )


def _waiting_note(seconds: float) -> Message:
    minutes = max(1, round(seconds / _MINUTE))
    return say("Waiting {minutes} minutes until the hours given with --between.", minutes=minutes)


def _result(report: UploadReport, failures: Failures, choice: UploadChoice) -> OperationResult[UploadPayload]:
    lines: list[Message | Table | str] = [_table(report, choice), *_findings(report), *_summary(report)]
    if choice.dry_run:
        due = [item.bytes_due for item in report.items if item.outcome is UploadOutcome.PLANNED]
        lines.append(say("{count} would be sent, {size}.", count=len(due), size=_size(sum(due))))
    if choice.receipts is not None:
        lines.append(say("Receipts: {path}", path=choice.receipts))
    refused = (_error(item.problem) for item in report.items if item.problem is not None)
    return OperationResult(
        "upload",
        UploadPayload(report.target, tuple(map(_data, report.items))),
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


def _findings(report: UploadReport) -> Iterator[str]:
    """Package by package, file by file, what validation objects to."""
    for item in report.items:
        files = dict.fromkeys(one.path for one in _found(item))
        if files:
            yield str(item.path)
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
