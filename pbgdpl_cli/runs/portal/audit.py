"""`portal audit`: who wrote what on the portal, when, from where, and how it ended."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.portal.store.stores import portal_database
from pbgdpl_cli.portal.trust.audit import Audit, AuditEntry
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class AuditChoice:
    """What was chosen: how many rows, from which day on, and the portal's folder."""

    last: int = 50
    since: str = ""
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class AuditPayload:
    """The rows, oldest first; `changed_at_row` is the first row that is not as it was written, None when all are."""

    entries: tuple[AuditEntry, ...]
    changed_at_row: int | None


def run(session: Session, choice: AuditChoice) -> OperationResult[AuditPayload]:
    """Show the newest rows of the log, and whether the log is as it was written."""
    with closing(portal_database((choice.home or session.settings.home) / PORTAL_FOLDER)) as database:
        log = Audit(database)
        payload = AuditPayload(tuple(log.last(choice.last, choice.since)), log.first_broken())
    return OperationResult("portal audit", payload, _lines(payload), succeeded=len(payload.entries), answers=True)


def _lines(payload: AuditPayload) -> tuple[Message | Table, ...]:
    headings = (say("When"), say("Who"), say("Office"), say("From"), say("What"), say("Of what"), say("Result"))
    rows = tuple(
        (row.at, row.who, row.office or "–", row.address or "–", row.action, row.what, row.result)
        for row in payload.entries
    )
    lines: list[Message | Table] = [Table(headings, rows) if rows else say("Nothing was written yet.")]
    if payload.changed_at_row is not None:
        number = payload.changed_at_row
        lines.append(say("The log was changed at row {number}: what it says from there on is not sure.", number=number))
    return tuple(lines)
