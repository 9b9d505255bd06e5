"""`portal backup`, `portal restore` and `portal check`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.portal.keeping.backup import Manifest, back_up
from pbgdpl_cli.portal.keeping.checking import CheckFinding, CheckReport, check
from pbgdpl_cli.portal.keeping.restoring import restore
from pbgdpl_cli.portal.store.stores import portal_database
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class BackupPayload:
    """The backup's folder and what is in it; `linked` files share the portal's disk, `kept` ones were there before."""

    folder: Path
    manifest: Manifest
    linked: int
    copied: int
    kept: int


@dataclass(frozen=True, slots=True)
class RestorePayload:
    """What was restored, where, and where the portal that stood there was put."""

    portal: Path
    aside: Path | None
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class CheckPayload:
    """What was found; `serving` tells that the portal was being served, so that nothing was mended."""

    portal: Path
    records: int
    files: int
    serving: bool
    findings: tuple[CheckFinding, ...]


def run_backup(session: Session, target: Path, home: Path | None, *, copy: bool) -> OperationResult[BackupPayload]:
    """Back up the portal."""
    portal = (home or session.settings.home) / PORTAL_FOLDER
    report = back_up(portal, target, copy=copy)
    manifest = report.manifest
    lines: list[Message] = [
        say("The backup holds {records} materials and {files} files: {path}", records=manifest.records,
            files=manifest.files, path=target)
    ]  # fmt: skip
    if report.linked:
        lines.append(
            say(
                "{count} files share the portal's disk. For a disk that fails, back up to another one.",
                count=report.linked,
            )
        )
    if manifest.missing:
        count = len(manifest.missing)
        lines.append(say("{count} files are missing on the portal itself; see “pbgdpl portal check”.", count=count))
    payload = BackupPayload(target, manifest, report.linked, report.copied, report.kept)
    exit_code = ExitCode.SOME_FAILED if manifest.missing else None
    return OperationResult("portal backup", payload, tuple(lines), succeeded=1, exit_code=exit_code)


def run_restore(session: Session, source: Path, home: Path | None, *, replace: bool) -> OperationResult[RestorePayload]:
    """Make the portal from a backup."""
    report = restore(source, home or session.settings.home, replace=replace)
    with closing(portal_database(report.portal)) as database:
        Audit(database).write(who="keeper", action="restore", what=report.manifest.made_at, result="ok")
    manifest = report.manifest
    lines: list[Message] = [
        say("The portal is as it was on {moment}: {records} materials, {files} files.", moment=manifest.made_at,
            records=manifest.records, files=manifest.files)
    ]  # fmt: skip
    if report.aside is not None:
        lines.append(say("The portal that stood here was put aside: {path}", path=report.aside))
    payload = RestorePayload(report.portal, report.aside, manifest)
    return OperationResult("portal restore", payload, tuple(lines), succeeded=1)


def run_check(session: Session, home: Path | None, *, mend: bool, every_byte: bool) -> OperationResult[CheckPayload]:
    """Check the portal and mend it. Exit code 5 when something is left that is not in order."""
    place = home or session.settings.home
    report = check(place, mend=mend, every_byte=every_byte)
    left = [finding for finding in report.findings if not finding.mended]
    payload = CheckPayload(place / PORTAL_FOLDER, report.records, report.files, report.serving, report.findings)
    return OperationResult(
        "portal check",
        payload,
        tuple(_lines(report, len(left))),
        succeeded=1,
        exit_code=ExitCode.INVALID if left else None,
        answers=True,
    )


def _lines(report: CheckReport, left: int) -> list[Message]:
    lines = [_told(finding) for finding in report.findings]
    if report.serving and report.findings:
        lines.append(say("Stop the portal and run this again to mend what can be mended."))
    if left:
        lines.append(say("{count} things are not in order.", count=left))
    else:
        lines.append(
            say(
                "The portal is in order: {records} materials, {files} files.",
                records=report.records,
                files=report.files,
            )
        )
    return lines


def _told(finding: CheckFinding) -> Message:
    return say("Mended: {what}", what=finding.message) if finding.mended else finding.message
