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
from pbgdpl_cli.upload.afterwards.drift import DRIFTS, Drift, DriftItem, drift_of
from pbgdpl_cli.upload.ledger import ItemState
from pbgdpl_cli.upload.package_overview import PackageOverview, UploadState, overview_of, uploaded_items
from pbgdpl_cli.upload.patience import Patience
from validators.packages.package import open_package
from validators.problems import Message, say

_TITLE_WIDTH = 44  # letters
_LONGEST_SILENCE = 20.0  # seconds a portal gets to answer; nobody waits longer for a table


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """What was chosen.

    Attributes:
        paths: Packages, or folders of packages.
        portal: Ask the portal what was changed there.
        to: Which portal; None for the one of this computer.
        read: Read every file, here and there.
    """

    paths: tuple[Path, ...] = (Path(),)
    portal: bool = False
    to: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class OnPortal:
    """How a package stands on the portal asked: see `Drift`; `there` is the revision it has, `detail` a file's path."""

    state: str
    revision: str
    there: str | None
    address: str | None
    confirmed_at: str | None
    detail: str


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
    portal: OnPortal | None = None


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
    drifts = _drifts(session, choice, overviews, failures)
    return OperationResult(
        "status",
        StatusPayload(tuple(_data(overview, drifts) for overview in overviews)),
        _lines(overviews, failures, drifts),
        tuple(failures.errors),
        succeeded=len(overviews),
        answers=True,
    )


def _drifts(
    session: Session, choice: StatusChoice, overviews: Sequence[PackageOverview], failures: Failures
) -> dict[str, DriftItem] | None:
    """How they stand on the portal; None when it was not asked, or does not answer: then that is told."""
    if not choice.portal:
        return None
    # The client's libraries are loaded only where they are needed.
    from pbgdpl_cli.upload.targets import open_transport

    home = session.settings.home
    identifiers = [overview.record.identifier for overview in overviews]
    with failures.of(Path(choice.to or "")):
        transport = open_transport(
            choice.to, home, patience=Patience(stuck=_LONGEST_SILENCE), told=session.console.note
        )
        try:
            return drift_of(transport, home, identifiers, reading=choice.read)
        finally:
            transport.close()
    return None


def _data(overview: PackageOverview, drifts: Mapping[str, DriftItem] | None) -> StatusData:
    record = overview.record
    drift = (drifts or {}).get(record.identifier)
    portal = None
    if drift is not None:
        portal = OnPortal(
            drift.drift.value, drift.revision, drift.there, drift.address, drift.confirmed_at, drift.detail
        )
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
        portal=portal,
    )


def _lines(
    overviews: Sequence[PackageOverview], failures: Failures, drifts: Mapping[str, DriftItem] | None
) -> tuple[Message | Table, ...]:
    if not overviews:
        return () if failures.errors else (say("There are no packages here."),)
    headings = (say("Material"), say("Kind"), say("Text"), say("Derived"), say("Uploaded"))
    if drifts is None:
        return (Table(headings, tuple(map(_row, overviews))),)
    rows = tuple((*_row(overview), _drift_cell(overview, drifts)) for overview in overviews)
    moved = sum(drift.drift not in (Drift.SAME, Drift.UNKNOWN) for drift in drifts.values())
    summary = say("{count} of {all} are not on the portal as they were sent.", count=moved, all=len(drifts))
    return (Table((*headings, say("On the portal")), rows), summary)


def _drift_cell(overview: PackageOverview, drifts: Mapping[str, DriftItem]) -> Message | str:
    drift = drifts.get(overview.record.identifier)
    if drift is None:
        return "–"
    return f"{told(DRIFTS[drift.drift])}: {drift.detail}" if drift.detail else DRIFTS[drift.drift]


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
    ItemState.WITHDRAWING: say("being taken back"),
    ItemState.WITHDRAWN: say("taken back"),
}
