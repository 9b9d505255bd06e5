"""How sending ends: what was chosen, what became of each package, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.upload.ledger import ItemState
from pbgdpl_cli.upload.problems import PortalConflict, PortalUnreachable
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, WithFindings
from validators.problems import Problem, say

if TYPE_CHECKING:  # most runs have no register to look in
    from validators.citations.register.store import Register


class UploadOutcome(StrEnum):
    """How an item ended, as `upload --json` tells it."""

    SENT = "sent"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PLANNED = "planned"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FAILED = "failed"
    WAITING = "waiting"


DONE = frozenset({UploadOutcome.SENT, UploadOutcome.UPDATED, UploadOutcome.UNCHANGED, UploadOutcome.PLANNED})


@dataclass(frozen=True, slots=True)
class UploadOptions:
    """What may be chosen.

    Attributes:
        dry_run: Only look, send nothing.
        replace: Put a revision in the place of one that did not come from here, or was withdrawn.
        allowed: Codes of publishing rules a person overrules.
        drafts_too: Send texts that are not approved, too.
        asks_for_drafts: Texts that are not approved go only with `drafts_too`.
        reads_first: Large files are read to their end before the first byte of anything goes.
        stopping: Codes of warnings that stop a package here.
        jobs: Processes that check packages before anything is sent.
        written: What was written after `--to`, kept with the batch; None for the portal of this computer.
        register: The office's register of acts, which says what law has ended; None where it has none.
        register_path: Where it is: the rules of validation look in it, too.
    """

    dry_run: bool = False
    replace: bool = False
    allowed: tuple[str, ...] = ()
    drafts_too: bool = False
    asks_for_drafts: bool = False
    reads_first: bool = False
    stopping: tuple[str, ...] = ()
    jobs: int = 1
    written: str | None = None
    register: Register | None = None
    register_path: Path | None = None


@dataclass(frozen=True, slots=True)
class UploadItem:
    """What became of one package.

    Attributes:
        path: Where it is here.
        identifier: Its record's identifier; None when it could not be opened.
        title: Its title.
        outcome: How it ended.
        remote: Its address on the portal.
        bytes_sent: Bytes that travelled for it in this run.
        problem: Why it did not get there.
        bytes_due: Of a dry run: bytes of the files the portal lacks.
        revision: Its revision; None when it could not be opened.
    """

    path: Path
    identifier: str | None
    title: str
    outcome: UploadOutcome
    remote: str | None = None
    bytes_sent: int = 0
    problem: Problem | None = None
    bytes_due: int = 0
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class UploadReport:
    """What became of all of them.

    Attributes:
        target: The portal's name in the ledger.
        items: In the order of the packages.
        batch: The name by which the run can be taken back; None when it sent nothing.
        pace: Bytes a second that lately went there; None where that is not known.
    """

    target: str
    items: tuple[UploadItem, ...]
    batch: str | None = None
    pace: float | None = None


def ending(problem: Problem) -> tuple[UploadOutcome, ItemState | None]:
    """How a problem ends an item; an unreachable portal leaves its state as it was, to go on from."""
    if isinstance(problem, PortalUnreachable):
        return UploadOutcome.WAITING, None
    if isinstance(problem, PortalConflict):
        return UploadOutcome.CONFLICT, ItemState.CONFLICT
    if isinstance(problem, PortalProblem | WithFindings | DerivativeOutOfDate):
        return UploadOutcome.REFUSED, ItemState.REFUSED
    return UploadOutcome.FAILED, ItemState.FAILED


OUTCOMES = {
    UploadOutcome.SENT: say("sent"),
    UploadOutcome.UPDATED: say("replaced the older version"),
    UploadOutcome.UNCHANGED: say("already there"),
    UploadOutcome.PLANNED: say("would be sent"),
    UploadOutcome.CONFLICT: say("conflict"),
    UploadOutcome.REFUSED: say("refused"),
    UploadOutcome.FAILED: say("failed"),
    UploadOutcome.WAITING: say("waiting"),
}
