"""What `pbgdpl upload` does and says."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Table
from pbgdpl_cli.upload.bandwidth import Bandwidth, parse_hours, parse_rate
from pbgdpl_cli.upload.receipts import write_receipts
from pbgdpl_cli.upload.secrecy import NotForPublishing
from pbgdpl_cli.upload.sending import DONE, OUTCOMES, UploadItem, UploadOptions, UploadReport, upload_packages
from pbgdpl_cli.upload.sending import UploadOutcome as Outcome
from pbgdpl_cli.upload.targets import open_transport
from validators.problems import Message, Problem, say

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SendingChoice:
    """The command's options, as written."""

    to: str | None = None
    limit_rate: str | None = None
    between: str | None = None
    receipts: Path | None = None
    dry_run: bool = False
    replace: bool = False
    allowed: tuple[str, ...] = ()


def run_upload(session: Session, paths: Sequence[Path], choice: SendingChoice) -> OperationResult:
    """Send packages and tell what became of each."""
    # stamina logs every further try; without a handler Python would print that on stderr.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    bandwidth = Bandwidth(
        parse_rate(choice.limit_rate) if choice.limit_rate else None,
        parse_hours(choice.between) if choice.between else None,
        waiting=lambda seconds: session.console.note(_waiting_note(seconds)),
    )
    home = session.settings.home
    transport = open_transport(choice.to, home, bandwidth=bandwidth)
    try:
        options = UploadOptions(choice.dry_run, choice.replace, choice.allowed)
        report = upload_packages(paths, transport, home, options=options, progress=session.console.progress())
    finally:
        transport.close()
    if choice.receipts is not None:
        write_receipts(home, report.target, choice.receipts)
    return result_of(report, choice.receipts)


def _waiting_note(seconds: float) -> Message:
    minutes = max(1, round(seconds / _MINUTE))
    return say("Waiting {minutes} minutes for the hours of --between.", minutes=minutes)


def result_of(report: UploadReport, receipts: Path | None = None) -> OperationResult:
    """A report as the command's result."""
    data = {
        "target": report.target,
        "items": [
            {
                "path": str(item.path),
                "identifier": item.identifier,
                "state": item.outcome.value,
                "remote": item.remote,
                "bytes_sent": item.bytes_sent,
            }
            for item in report.items
        ],
    }
    lines: list[Message | Table | str] = [_table(report), *_summary(report)]
    if receipts is not None:
        lines.append(say("Receipts: {path}", path=receipts))
    return OperationResult(
        "upload",
        data=data,
        lines=tuple(lines),
        errors=tuple(_error(item.problem) for item in report.items if item.problem is not None),
        succeeded=sum(item.outcome in DONE for item in report.items),
    )


def _error(problem: Problem) -> ErrorItem:
    found = item_of(problem)
    return replace(found, exit_code=ExitCode.INVALID) if isinstance(problem, NotForPublishing) else found


def _table(report: UploadReport) -> Table:
    return Table(
        (say("Material"), say("State"), say("Sent"), say("Address")),
        tuple(
            (_short(item), OUTCOMES[item.outcome], _size(item.bytes_sent), item.remote or "") for item in report.items
        ),
    )


def _short(item: UploadItem) -> str:
    most = 48
    return item.title if len(item.title) <= most else item.title[: most - 1] + "…"


def _size(count: int) -> str:
    if count == 0:
        return "–"
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, count // 1000)} KB"


def _summary(report: UploadReport) -> list[Message | str]:
    counts = Counter(item.outcome for item in report.items)
    if set(counts) == {Outcome.UNCHANGED}:
        return [say("Nothing to send: everything is already there.")]
    return ["; ".join(f"{counts[outcome]} {told(name)}" for outcome, name in OUTCOMES.items() if counts[outcome])]
