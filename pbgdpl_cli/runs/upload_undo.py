"""`upload --undo BATCH`: take back what a run sent, after a person has said so."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import Interrupted, WrongUsage, item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.upload.afterwards.undoing import UNDO_OUTCOMES, UNDONE, UndoItem, batch_named, undo_batch
from pbgdpl_cli.upload.ledger import Batch, Sending
from pbgdpl_cli.upload.reports.receipts import check_receipts_place, write_receipts
from pbgdpl_cli.upload.targets import open_transport
from validators.problems import Message, say

_TITLE_WIDTH = 48  # letters
_YES = frozenset({"y", "yes", "c", "có", "co"})


@dataclass(frozen=True, slots=True)
class UndoChoice:
    """What was chosen.

    Attributes:
        batch: The run's name.
        to: The target; None for the one the run went to.
        yes: Nobody is asked.
        dry_run: Look and tell, take nothing back.
        receipts: The file of receipts.
    """

    batch: str
    to: str | None = None
    yes: bool = False
    dry_run: bool = False
    receipts: Path | None = None


@dataclass(frozen=True, slots=True)
class UndoData:
    """What became of one sending; `restored` is the revision that stands there again."""

    identifier: str
    path: str
    state: str
    revision: str
    restored: str | None
    remote: str | None


@dataclass(frozen=True, slots=True)
class UndoPayload:
    """What became of all of them."""

    batch: str
    target: str
    items: tuple[UndoData, ...]


def run(session: Session, choice: UndoChoice) -> OperationResult[UndoPayload]:
    """Take back what a run sent.

    Raises:
        WrongUsage: There is no such run, or nobody can be asked and `--yes` is missing.
        Interrupted: The person said no.
    """
    home = session.settings.home
    if choice.receipts is not None:
        check_receipts_place(choice.receipts)
    batch, sendings = batch_named(home, choice.batch)
    if not sendings:
        nothing = say("Nothing of {name} is left to take back.", name=batch.name)
        return OperationResult("upload", UndoPayload(batch.name, batch.target, ()), (nothing,))
    if not (choice.yes or choice.dry_run):
        _confirmed(session, batch, sendings)
    transport = open_transport(choice.to or batch.written, home, told=session.console.note)
    try:
        items = undo_batch(batch, transport, home, dry_run=choice.dry_run)
    finally:
        transport.close()
    if choice.receipts is not None:
        write_receipts(home, batch.target, choice.receipts)
    return _result(batch, items, choice)


def _confirmed(session: Session, batch: Batch, sendings: tuple[Sending, ...]) -> None:
    new = sum(sending.replaced is None for sending in sendings)
    question = say(
        "{name} to {target}: {new} materials will be withdrawn with their files, {old} get their former version back.",
        name=batch.name, target=batch.target, new=new, old=len(sendings) - new,
    )  # fmt: skip
    if session.settings.json or not sys.stdin.isatty():
        raise WrongUsage(question, hint=say("If that is what you want, add --yes."))
    session.console.note(question, level=-1)
    if _asked(told(say("Take it back? (yes/no) "))).strip().casefold() not in _YES:
        raise Interrupted


def _asked(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline()


def _result(batch: Batch, items: tuple[UndoItem, ...], choice: UndoChoice) -> OperationResult[UndoPayload]:
    counts = Counter(item.outcome for item in items)
    summary = "; ".join(f"{counts[outcome]} {told(name)}" for outcome, name in UNDO_OUTCOMES.items() if counts[outcome])
    lines: list[Message | Table | str] = [_table(items), summary]
    if choice.receipts is not None:
        lines.append(say("Receipts: {path}", path=choice.receipts))
    return OperationResult(
        "upload",
        UndoPayload(batch.name, batch.target, tuple(map(_data, items))),
        tuple(lines),
        tuple(item_of(item.problem) for item in items if item.problem is not None),
        succeeded=sum(item.outcome in UNDONE for item in items),
        answers=choice.dry_run,
    )


def _data(item: UndoItem) -> UndoData:
    sent = item.sending.item
    return UndoData(sent.identifier, sent.path, item.outcome.value, sent.revision, item.sending.replaced, sent.remote)


def _table(items: tuple[UndoItem, ...]) -> Table:
    rows = tuple(
        (shortened(item.sending.item.title, _TITLE_WIDTH), UNDO_OUTCOMES[item.outcome], item.sending.item.remote or "")
        for item in items
    )
    return Table((say("Material"), say("State"), say("Address")), rows)
