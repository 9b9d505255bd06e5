"""`status`: every package below some paths, and where it is on its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.runs.register_choice import offices_register
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.terms import term
from pbgdpl_cli.upload.ledger import ItemState
from pbgdpl_cli.upload.package_overview import PackageOverview, UploadState, overview_of, uploaded_items
from validators.packages.package import open_package
from validators.problems import Message, say

_TITLE_WIDTH = 44  # letters


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """What was chosen: packages, or folders of packages."""

    paths: tuple[Path, ...] = (Path(),)


@dataclass(frozen=True, slots=True)
class StatusData:
    """One package as the envelope tells it."""

    path: Path
    identifier: str
    title: str
    kind: str
    state: str
    approved: bool
    derived: tuple[str, ...]
    stale: tuple[str, ...]
    reasons: Mapping[str, str]
    uploads: tuple[UploadState, ...]


@dataclass(frozen=True, slots=True)
class StatusPayload:
    """Every package that could be read."""

    packages: tuple[StatusData, ...]


def run(session: Session, choice: StatusChoice) -> OperationResult[StatusPayload]:
    """The packages below the paths and where they are. One that cannot be read is an error of its own."""
    home = session.settings.home
    items = uploaded_items(home)
    failures = Failures(home)
    register = offices_register(choice.paths)
    overviews: list[PackageOverview] = []
    for found in each_package(choice.paths, failures, may_be_none=True):
        with failures.of(found.path):
            overviews.append(overview_of(open_package(found.path), items, register))
    return OperationResult(
        "status",
        StatusPayload(tuple(map(_data, overviews))),
        _lines(overviews, failures),
        tuple(failures.errors),
        succeeded=len(overviews),
        answers=True,
    )


def _data(overview: PackageOverview) -> StatusData:
    record = overview.record
    return StatusData(
        path=overview.path,
        identifier=record.identifier,
        title=record.title,
        kind=record.kind,
        state=record.standing,
        approved=record.standing.is_approved,
        derived=overview.derived,
        stale=tuple(overview.stale),
        reasons={path: why.value for path, why in overview.stale.items()},
        uploads=overview.uploads,
    )


def _lines(overviews: Sequence[PackageOverview], failures: Failures) -> tuple[Message | Table, ...]:
    if overviews:
        headings = (say("Material"), say("Kind"), say("Text"), say("Derived"), say("Uploaded"))
        return (Table(headings, tuple(map(_row, overviews))),)
    return () if failures.errors else (say("There are no packages here."),)


def _row(overview: PackageOverview) -> tuple[Message | str, ...]:
    record = overview.record
    return (
        shortened(record.title, _TITLE_WIDTH),
        term("kinds", record.kind),
        term("workflow-states", record.standing),
        _derived_cell(overview),
        _uploaded_cell(overview),
    )


def _derived_cell(overview: PackageOverview) -> str:
    names = ", ".join(term("file-roles", role) for role in overview.derived)
    if not names:
        return "–"
    if not overview.stale:
        return names
    reason = told(next(iter(overview.stale.values())).message)
    return f"{names} ({told(say('out of date'))}: {reason})"


def _uploaded_cell(overview: PackageOverview) -> Message | str:
    done = [upload for upload in overview.uploads if upload.state is ItemState.CONFIRMED]
    if any(upload.current for upload in done):
        return say("yes")
    if done:
        return say("an older version")
    return _STATES[overview.uploads[0].state] if overview.uploads else "–"


_STATES = {
    ItemState.PLANNED: say("not yet"),
    ItemState.SENDING: say("begun"),
    ItemState.RECORD_SENT: say("begun"),
    ItemState.CONFIRMED: say("yes"),
    ItemState.CONFLICT: say("conflict"),
    ItemState.REFUSED: say("refused"),
    ItemState.FAILED: say("failed"),
}
