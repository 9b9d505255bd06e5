"""Takes a run back: what it created is withdrawn, what it replaced is put in its place again.

Where somebody changed a record since, it is left alone and told. Each step is read back before it counts, and noted
when it does, so that a run that was stopped goes on with the same command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.upload.ledger import Batch, ItemState, Ledger, Sending, open_ledger
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.sending import lock_name
from pbgdpl_cli.upload.transports.protocol import PortalTransport, SentRecord, UndoingTransport
from validators.packages.locking import only_one
from validators.problems import Problem, say

_MOST_TOLD = 5  # batches named where the one asked for is not known


class UndoOutcome(StrEnum):
    """How a sending was taken back, as `upload --undo --json` tells it."""

    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    GONE = "gone"
    PLANNED = "planned"
    CONFLICT = "conflict"
    REFUSED = "refused"
    WAITING = "waiting"


UNDONE = frozenset({UndoOutcome.WITHDRAWN, UndoOutcome.RESTORED, UndoOutcome.GONE, UndoOutcome.PLANNED})
UNDO_OUTCOMES = {
    UndoOutcome.WITHDRAWN: say("withdrawn"),
    UndoOutcome.RESTORED: say("former version restored"),
    UndoOutcome.GONE: say("was gone already"),
    UndoOutcome.PLANNED: say("would be taken back"),
    UndoOutcome.CONFLICT: say("changed since, left alone"),
    UndoOutcome.REFUSED: say("refused"),
    UndoOutcome.WAITING: say("waiting"),
}


@dataclass(frozen=True, slots=True)
class UndoItem:
    """What became of one sending."""

    sending: Sending
    outcome: UndoOutcome
    problem: Problem | None = None


def batch_named(home: Path, name: str) -> tuple[Batch, tuple[Sending, ...]]:
    """A batch and what is left of it to take back, the last sent first.

    Raises:
        WrongUsage: There is no such batch.
        LedgerUnusable: The ledger cannot be read.
    """
    with open_ledger(home) as ledger:
        batches = ledger.batches()
        found = next((batch for batch in batches if batch.name == name), None)
        if found is None:
            known = ", ".join(batch.name for batch in batches[:_MOST_TOLD]) or "–"
            raise WrongUsage(
                say("Nothing was sent under the name “{name}”.", name=name),
                hint=say("The last ones: {names}", names=known),
            )
        return found, tuple(sending for sending in ledger.sendings(name) if sending.undone_at is None)


def undo_batch(
    batch: Batch,
    transport: PortalTransport,
    home: Path,
    *,
    dry_run: bool = False,
    ended: Callable[[UndoItem], None] | None = None,
) -> tuple[UndoItem, ...]:
    """Take back what a batch sent.

    Args:
        batch: See `batch_named`.
        transport: The portal it went to.
        home: The program's own folder.
        dry_run: Only look.
        ended: Is given each item's end.

    Raises:
        WrongUsage: The transport leads to another portal.
        PortalProblem: What this portal takes cannot be taken back by a program.
        Problem: Nothing could begin.
    """
    transport.check()
    if transport.target != batch.target:
        raise WrongUsage(
            say("This was sent to {target}.", target=batch.target), hint=say("Name that portal with --to.")
        )
    if not (transport.capabilities.withdraw and isinstance(transport, UndoingTransport)):
        raise PortalProblem(
            say("What was sent to {target} cannot be taken back by this program.", target=batch.target),
            hint=say("Ask whoever runs it; the receipts tell what was sent: --receipts."),
        )
    items: list[UndoItem] = []
    with open_ledger(home) as ledger, only_one(home / "locks" / lock_name(transport.target)):
        left = [sending for sending in ledger.sendings(batch.name) if sending.undone_at is None]
        undoing = _Undoing(transport, transport.capabilities.revisions != "none", ledger, batch, dry_run)
        for item in undoing.all(left):
            items.append(item)
            if ended is not None:
                ended(item)
    return tuple(items)


@dataclass(frozen=True, slots=True)
class _Undoing:
    transport: UndoingTransport
    restores: bool
    ledger: Ledger
    batch: Batch
    dry_run: bool

    def all(self, sendings: Sequence[Sending]) -> Iterator[UndoItem]:
        unreachable: Problem | None = None
        for sending in sendings:
            if unreachable is not None:
                yield UndoItem(sending, UndoOutcome.WAITING, unreachable)
                continue
            try:
                outcome = self._undo(sending)
            except PortalUnreachable as problem:
                unreachable = problem
                yield UndoItem(sending, UndoOutcome.WAITING, problem)
            except PortalConflict as problem:
                yield UndoItem(sending, UndoOutcome.CONFLICT, problem.at(sending.item.path))
            except Problem as problem:
                yield UndoItem(sending, UndoOutcome.REFUSED, problem.at(sending.item.path))
            else:
                yield UndoItem(sending, outcome)

    def _undo(self, sending: Sending) -> UndoOutcome:
        sent = self._sent(sending)
        present = self.transport.standing(sent)
        if present is None or present.withdrawn:
            return self._done(sending, UndoOutcome.GONE)
        if present.revision == sending.replaced:  # an earlier try went through and was not noted
            return self._done(sending, UndoOutcome.RESTORED)
        if present.revision != sent.revision and present.finished:  # what was broken off is ours to take away
            raise PortalConflict(
                say("Somebody changed this on the portal since; it is left as it is."),
                hint=say("Look at it: {address}", address=present.address),
            )
        if sending.replaced is not None and not self.restores:
            raise PortalRefused(
                say("The portal keeps no former versions; this one stays."),
                hint=say("Upload the package in its former state with --replace."),
            )
        if self.dry_run:
            return UndoOutcome.PLANNED
        # Written before it is asked for: after a crash, or without an answer, nobody knows whether it is online.
        self.ledger.step(sending.item, ItemState.WITHDRAWING)
        try:
            if sending.replaced is None:
                self.transport.withdraw(sent)
            else:
                self.transport.restore(sent, sending.replaced, sending.kept)
            return self._read_back(sending, sent)
        except PortalUnreachable:
            raise
        except PortalProblem:  # it says that it did not do it
            if sending.item.state in (ItemState.CONFIRMED, ItemState.RECORD_SENT):
                self.ledger.step(sending.item, sending.item.state)
            raise

    def _read_back(self, sending: Sending, sent: SentRecord) -> UndoOutcome:
        present = self.transport.standing(sent)
        if sending.replaced is None and (present is None or present.withdrawn):
            return self._done(sending, UndoOutcome.WITHDRAWN)
        if sending.replaced is not None and present is not None and present.revision == sending.replaced:
            return self._done(sending, UndoOutcome.RESTORED)
        raise PortalProblem(
            say("The portal said that it took this back, but what it returns says otherwise."),
            hint=say("Run the same command again; if this happens again, tell the portal's administrator."),
        )

    def _done(self, sending: Sending, outcome: UndoOutcome) -> UndoOutcome:
        if not self.dry_run:
            self.ledger.undone(self.batch.name, sending.item, restored=outcome is UndoOutcome.RESTORED)
        return outcome

    def _sent(self, sending: Sending) -> SentRecord:
        item = sending.item
        hashes = set(item.files.values())
        shared = (one for one in hashes if self.ledger.sharing(item.target, one, item.identifier))
        return SentRecord(item.identifier, item.revision, item.path, item.files, frozenset(shared))
