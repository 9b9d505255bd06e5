"""The ledger: what was sent where and how far it came, so that the same command goes on where it stopped.

    item       planned → sending → record-sent → confirmed
                            └──────────┴──→ conflict · refused · failed      (and from there sending again)
                                confirmed → withdrawing → withdrawn           (taken back: `upload --undo`)
    transfer   uploading → done

Nothing is confirmed on the strength of a success answer alone, and nothing is given up on the strength of an error
answer alone: an item is confirmed when its record was read back. `record-sent` is written before the request leaves,
so that after a crash the portal is asked first; so is `withdrawing`. What was confirmed stays so until the portal was
seen to hold something else; when and what was sent, and in spite of which rules, is kept as it was at the sending.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from sqlite3 import Row
from statistics import median
from typing import Any, NamedTuple

from pbgdpl_cli.state.database import Database, now
from pbgdpl_cli.upload.ledger_migrations import MIGRATIONS
from validators.problems import OutputProblem, say

LEDGER_FILE = "ledger.sqlite3"
_TELLING_BYTES, _LATELY = 200_000, 20  # of an item, and items that tell how fast a line is


class ItemState(StrEnum):
    """How far an item came."""

    PLANNED = "planned"
    SENDING = "sending"
    RECORD_SENT = "record-sent"
    CONFIRMED = "confirmed"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


TAKEN_BACK = frozenset({ItemState.WITHDRAWING, ItemState.WITHDRAWN})
"""What nobody sends again unasked: a person has it taken back."""


_ENDED = frozenset({ItemState.CONFLICT, ItemState.REFUSED, ItemState.FAILED, ItemState.WITHDRAWN})
# From every state an item may be planned or begun anew, be found there, or end badly: even what was confirmed may have
# been lost by the portal since.
_ALWAYS = frozenset({ItemState.PLANNED, ItemState.SENDING, ItemState.CONFIRMED, ItemState.WITHDRAWING}) | _ENDED
_NEXT: dict[ItemState, frozenset[ItemState]] = dict.fromkeys(ItemState, _ALWAYS) | {
    ItemState.SENDING: _ALWAYS | {ItemState.RECORD_SENT},
    ItemState.RECORD_SENT: _ALWAYS | {ItemState.RECORD_SENT},
    ItemState.WITHDRAWING: _ALWAYS | {ItemState.RECORD_SENT},
}


class LedgerUnusable(OutputProblem):
    """The ledger cannot be read or written."""

    code = "ledger-unusable"


class ImpossibleStep(Exception):
    """A step the order of states does not allow: a defect of the caller."""


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One revision of one package at one target.

    Attributes:
        target: The portal's name.
        identifier: The record's.
        revision: See `revision_of`: the SHA-256 of the record, hashes of its files included.
        path: Where the package is here.
        title: Its title.
        state: How far it came.
        remote: Its address there.
        note: Why it did not get there.
        bytes_sent: Bytes that travelled for it, in all runs.
        started_at: When it was entered; this and all other times ISO 8601 in UTC.
        changed_at: When its state was last written.
        sent_at: When the record left; None when it did not leave from here.
        confirmed_at: When it was first read back after it had left.
        files: SHA-256 by path in the package, of what was sent.
        allowed: Codes of rules a person overruled for this sending.
        stamp: How the package stood here when it was confirmed; see `stamp_of`.
        batch: The run that sent it.
        drafts: Whether texts that are not approved were let through.
    """

    target: str
    identifier: str
    revision: str
    path: str
    title: str
    state: ItemState
    remote: str | None
    note: str | None
    bytes_sent: int
    started_at: str
    changed_at: str
    sent_at: str | None = None
    confirmed_at: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    stamp: str | None = None
    batch: str | None = None
    drafts: bool = False


class Confirmed(NamedTuple):
    """The little of a confirmed item that tells a package again; of thousands of packages at once."""

    identifier: str
    revision: str
    title: str
    remote: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """One run that sent something: its name, the target's name in the ledger, and what was written after `--to`."""

    name: str
    target: str
    written: str | None
    started_at: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One record that left, and what it took the place of.

    Attributes:
        item: What was sent.
        replaced: The revision the portal held before; None when it held none.
        kept: What the portal held, where it keeps nothing itself (`Capabilities.revisions` is "sender").
        undone_at: When it was taken back.
    """

    item: LedgerItem
    replaced: str | None
    kept: str | None
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class SentAs:
    """How a record is sent, for its receipt and for taking it back.

    Attributes:
        batch: The run.
        allowed: Codes of rules a person overruled.
        drafts: Whether drafts were let through.
        replaced: The revision the portal holds now.
        kept: See `Sending`.
    """

    batch: str
    allowed: tuple[str, ...] = ()
    drafts: bool = False
    replaced: str | None = None
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A file's upload at one target: its address there and the bytes the portal acknowledged."""

    address: str | None
    sent: int
    done: bool
    expires: dt.datetime | None = None


@contextmanager
def open_ledger(home: Path) -> Iterator[Ledger]:
    """The ledger, for as long as the block runs.

    Raises:
        LedgerUnusable: The disk is full, may not be written, or the file is damaged; at once or within the block.
    """
    try:
        ledger = Ledger(home)
        try:
            yield ledger
        finally:
            ledger.close()
    except sqlite3.Error as error:
        raise LedgerUnusable(
            say("The record of what was sent cannot be kept: {reason}.", reason=error),
            hint=say("Free some space, and see that this file can be written; without it nothing is sent."),
            path=home / LEDGER_FILE,
        ) from error


@contextmanager
def open_to_look(home: Path) -> Iterator[Ledger]:
    """The ledger, for a run that changes nothing: where there is none yet, none is made.

    Raises:
        LedgerUnusable: See `open_ledger`.
    """
    if (home / LEDGER_FILE).exists():
        with open_ledger(home) as ledger:
            yield ledger
        return
    with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder, open_ledger(Path(folder)) as ledger:
        yield ledger


class Ledger:
    """The ledger of one home folder."""

    def __init__(self, home: Path) -> None:
        self._database = Database(home / LEDGER_FILE, MIGRATIONS)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def plan(self, target: str, identifier: str, revision: str, path: Path, title: str) -> LedgerItem:
        """Enter an item, or begin again with one that is there; what was confirmed stays so."""
        self._database.execute(
            "INSERT INTO items (target, identifier, revision, path, title, state, started_at, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET path = excluded.path, title = excluded.title",
            (target, identifier, revision, str(path), title, ItemState.PLANNED, now(), now()),
        )
        item = self.item(target, identifier, revision)
        assert item is not None  # noqa: S101  (its row was written on the line above)
        return item

    def item(self, target: str, identifier: str, revision: str) -> LedgerItem | None:
        """An item by its key."""
        row = self._database.row(
            "SELECT * FROM items WHERE target = ? AND identifier = ? AND revision = ?", (target, identifier, revision)
        )
        return None if row is None else _item(row)

    def note_sending(self, item: LedgerItem, files: Mapping[str, str], how: SentAs) -> None:
        """Keep what is about to be sent: `files` by path with their SHA-256, and how."""
        key = (item.target, item.identifier, item.revision)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE items SET sent_at = ?, files = ?, allowed = ?, drafts = ?, batch = ?"
                " WHERE target = ? AND identifier = ? AND revision = ?",
                (now(), json.dumps(dict(files), ensure_ascii=False), " ".join(how.allowed), how.drafts, how.batch,
                 *key),
            )  # fmt: skip
            if how.replaced != item.revision:
                connection.execute(
                    "INSERT OR IGNORE INTO sendings (batch, target, identifier, revision, replaced, kept, sent_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (how.batch, *key, how.replaced, how.kept, now()),
                )

    def begin_batch(self, target: str, written: str | None) -> str:
        """A name for a run that is about to send something: the day and a number."""
        day = dt.datetime.now().astimezone().date().isoformat()
        with self._database.transaction() as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM batches")}
            number = next(number for number in range(1, len(names) + 2) if f"{day}-{number}" not in names)
            connection.execute("INSERT INTO batches VALUES (?, ?, ?, ?)", (f"{day}-{number}", target, written, now()))
        return f"{day}-{number}"

    def batches(self) -> list[Batch]:
        """Every run that sent something, the last one first."""
        rows = self._database.rows("SELECT * FROM batches ORDER BY rowid DESC")
        return [Batch(row["name"], row["target"], row["written"], row["started_at"]) for row in rows]

    def sendings(self, batch: str) -> list[Sending]:
        """What a run sent, the last first: what was sent twice is taken back step by step."""
        rows = self._database.rows(
            "SELECT items.*, replaced, kept, undone_at FROM sendings JOIN items USING (target, identifier, revision)"
            " WHERE sendings.batch = ? ORDER BY number DESC",
            (batch,),
        )
        return [Sending(_item(row), row["replaced"], row["kept"], row["undone_at"]) for row in rows]

    def undone(self, batch: str, item: LedgerItem, *, restored: bool) -> None:
        """Keep that a sending was taken back; unless what it replaced is there again, nothing of the record is."""
        with self._database.transaction():
            self.step(item, ItemState.WITHDRAWN)
            if not restored:
                self._database.execute(
                    "UPDATE items SET state = ?, changed_at = ? WHERE target = ? AND identifier = ? AND state = ?",
                    (ItemState.WITHDRAWN, now(), item.target, item.identifier, ItemState.CONFIRMED),
                )
            self._database.execute(
                "UPDATE sendings SET undone_at = ? WHERE batch = ? AND identifier = ? AND revision = ?",
                (now(), batch, item.identifier, item.revision),
            )

    def sharing(self, target: str, sha256: str, but: str) -> bool:
        """Whether another record than `but` that is confirmed at the target has a file."""
        rows = self._database.rows(
            "SELECT files FROM items WHERE target = ? AND identifier != ? AND state = ? AND files LIKE ?",
            (target, but, ItemState.CONFIRMED, f"%{sha256}%"),
        )
        return bool(rows)

    def take_over(self, handed_to: str, receipt: Mapping[str, Any]) -> bool:
        """Believe another station's receipt of what was handed over to it, and nothing else; whether it is news."""
        key = (receipt["target"], receipt["identifier"], receipt["revision"])
        handed = self.item(handed_to, *key[1:])
        if handed is None or handed.state is not ItemState.CONFIRMED or self.item(*key) is not None:
            return False
        self._database.execute(
            "INSERT INTO items (target, identifier, revision, path, title, state, remote, started_at, changed_at,"
            " sent_at, confirmed_at, files, allowed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, handed.path, handed.title, ItemState.CONFIRMED, receipt.get("remote"), handed.started_at, now(),
             receipt.get("sent_at") or receipt["confirmed_at"], receipt["confirmed_at"],
             json.dumps(receipt.get("files", {}), ensure_ascii=False), " ".join(map(str, receipt.get("allowed", ())))),
        )  # fmt: skip
        return True

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is noted in the block is on the disk all at once when it ends, or not at all."""
        with self._database.transaction():
            yield

    def step(
        self,
        item: LedgerItem,
        state: ItemState,
        *,
        remote: str | None = None,
        note: str | None = None,
        stamp: str | None = None,
    ) -> LedgerItem:
        """Move an item to a state; `stamp` is how the package stands here.

        Raises:
            ImpossibleStep: The order of states does not allow it.
        """
        with self._database.transaction() as connection:
            key = (item.target, item.identifier, item.revision)
            row = connection.execute(
                "SELECT * FROM items WHERE target = ? AND identifier = ? AND revision = ?", key
            ).fetchone()
            if row is None or state not in _NEXT[ItemState(row["state"])]:
                raise ImpossibleStep(f"{row['state'] if row else None} → {state}")
            connection.execute(
                "UPDATE items SET state = ?, remote = coalesce(?, remote), note = ?, changed_at = ?,"
                " stamp = coalesce(?, stamp), sent_at = coalesce(sent_at, ?), confirmed_at ="
                " CASE WHEN ? AND (confirmed_at IS NULL OR state = 'record-sent') THEN ? ELSE confirmed_at END"
                " WHERE target = ? AND identifier = ? AND revision = ?",
                (
                    state,
                    remote,
                    note,
                    now(),
                    stamp,
                    now() if state is ItemState.RECORD_SENT else None,
                    state is ItemState.CONFIRMED,
                    now(),
                    *key,
                ),
            )
        stepped = self.item(*key)
        assert stepped is not None  # noqa: S101  (updated on the lines above)
        return stepped

    def count_bytes(self, item: LedgerItem, sent: int) -> None:
        """Add bytes that travelled for an item, acknowledged or not."""
        self._database.execute(
            "UPDATE items SET bytes_sent = bytes_sent + ? WHERE target = ? AND identifier = ? AND revision = ?",
            (sent, item.target, item.identifier, item.revision),
        )

    def pace(self, target: str) -> float | None:
        """Bytes a second that lately went to a target; None while too little went there to tell.

        Small files take their time for other things than bytes, and what lay over night tells of the night.
        """
        rows = self._database.rows(
            "SELECT bytes_sent / (julianday(confirmed_at) - julianday(started_at)) / 86400 AS pace FROM items"
            " WHERE target = ? AND bytes_sent >= ? AND confirmed_at > started_at"
            " AND julianday(confirmed_at) - julianday(started_at) < 1 ORDER BY confirmed_at DESC LIMIT ?",
            (target, _TELLING_BYTES, _LATELY),
        )
        return median(row["pace"] for row in rows) if rows else None

    def sent_by_us(self, target: str, identifier: str, revision: str) -> bool:
        """Whether a revision the target holds is one this ledger sent there."""
        found = self.item(target, identifier, revision)
        return found is not None and bool(found.sent_at or found.confirmed_at)

    def confirmed(self, target: str) -> dict[tuple[str, str], Confirmed]:
        """What the target was last seen to hold, by the package's path and stamp."""
        query = (
            "SELECT path, stamp, identifier, revision, title, remote FROM items"
            " WHERE target = ? AND state = ? AND stamp IS NOT NULL"
        )
        rows = self._database.rows(query, (target, ItemState.CONFIRMED))
        return {(path, stamp): Confirmed(*told) for path, stamp, *told in rows}

    def confirmed_revisions(self, target: str) -> frozenset[tuple[str, str]]:
        """Identifier and revision of all the target was last seen to hold."""
        query = "SELECT identifier, revision FROM items WHERE target = ? AND state = ?"
        return frozenset(
            (row["identifier"], row["revision"]) for row in self._database.rows(query, (target, "confirmed"))
        )

    def items(self, target: str | None = None) -> list[LedgerItem]:
        """Every item, oldest first."""
        rows = self._database.rows("SELECT * FROM items WHERE ? IS NULL OR target = ? ORDER BY rowid", (target, target))
        return [_item(row) for row in rows]

    def transfer(self, target: str, sha256: str) -> Transfer | None:
        """How far a file's upload came."""
        row = self._database.row("SELECT * FROM transfers WHERE target = ? AND sha256 = ?", (target, sha256))
        if row is None:
            return None
        expires = dt.datetime.fromisoformat(row["expires"]) if row["expires"] else None
        return Transfer(row["address"], row["sent"], row["state"] == "done", expires)

    def note_transfer(self, target: str, sha256: str, transfer: Transfer) -> None:
        """Keep how far a file's upload came."""
        expires = transfer.expires.isoformat() if transfer.expires else None
        self._database.execute(
            "INSERT OR REPLACE INTO transfers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (target, sha256, "done" if transfer.done else "uploading", transfer.address, transfer.sent, expires, now()),
        )

    def forget_transfer(self, target: str, sha256: str) -> None:
        """Forget an upload that cannot go on: it expired, or was refused."""
        self._database.execute("DELETE FROM transfers WHERE target = ? AND sha256 = ?", (target, sha256))


@dataclass(slots=True)
class TransferNote:
    """A transfer's place in a ledger, as transports are given it."""

    ledger: Ledger
    target: str
    sha256: str

    def load(self) -> Transfer | None:
        """What was kept."""
        return self.ledger.transfer(self.target, self.sha256)

    def save(self, transfer: Transfer) -> None:
        """Keep it."""
        self.ledger.note_transfer(self.target, self.sha256, transfer)

    def forget(self) -> None:
        """Forget it."""
        self.ledger.forget_transfer(self.target, self.sha256)


def _item(row: Row) -> LedgerItem:
    return LedgerItem(
        row["target"], row["identifier"], row["revision"], row["path"], row["title"], ItemState(row["state"]),
        row["remote"], row["note"], row["bytes_sent"], row["started_at"], row["changed_at"], row["sent_at"],
        row["confirmed_at"], json.loads(row["files"] or "{}"), tuple((row["allowed"] or "").split()), row["stamp"],
        row["batch"], bool(row["drafts"]),
    )  # fmt: skip
