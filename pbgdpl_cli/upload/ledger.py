"""The ledger: what was sent where and how far it came, so that the same command goes on where it stopped.

    item       planned → sending → record-sent → confirmed
                            └──────────┴──→ conflict · refused · failed      (and from there sending again)
    transfer   uploading → done

Nothing is confirmed on the strength of a success answer alone, and nothing is given up on the strength of an error
answer alone: an item is confirmed when its record was read back. `record-sent` is written before the request leaves,
so that after a crash the portal is asked first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from sqlite3 import Row

from pbgdpl_cli.state.database import Database, now
from pbgdpl_cli.upload.ledger_migrations import MIGRATIONS
from validators.packages.digests import sha256_of

LEDGER_FILE = "ledger.sqlite3"


class ItemState(StrEnum):
    """How far an item came."""

    PLANNED = "planned"
    SENDING = "sending"
    RECORD_SENT = "record-sent"
    CONFIRMED = "confirmed"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FAILED = "failed"


_ENDED = frozenset({ItemState.CONFLICT, ItemState.REFUSED, ItemState.FAILED})
# From every state an item may be planned or begun anew, be found there, or end badly: even what was confirmed may have
# been lost by the portal since.
_ALWAYS = frozenset({ItemState.PLANNED, ItemState.SENDING, ItemState.CONFIRMED}) | _ENDED
_NEXT: dict[ItemState, frozenset[ItemState]] = dict.fromkeys(ItemState, _ALWAYS) | {
    ItemState.SENDING: _ALWAYS | {ItemState.RECORD_SENT},
    ItemState.RECORD_SENT: _ALWAYS | {ItemState.RECORD_SENT},
}


class ImpossibleStep(Exception):
    """A step the order of states does not allow: a defect of the caller."""


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One revision of one package at one target."""

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


@dataclass(frozen=True, slots=True)
class Transfer:
    """A file's upload at one target: its address there and the bytes the portal acknowledged."""

    address: str | None
    sent: int
    done: bool
    expires: dt.datetime | None = None


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

    def step(
        self, item: LedgerItem, state: ItemState, *, remote: str | None = None, note: str | None = None
    ) -> LedgerItem:
        """Move an item to a state.

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
                "UPDATE items SET state = ?, remote = coalesce(?, remote), note = ?, changed_at = ?"
                " WHERE target = ? AND identifier = ? AND revision = ?",
                (state, remote, note, now(), *key),
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

    def sent_by_us(self, target: str, identifier: str, revision: str) -> bool:
        """Whether a revision the target holds is one this ledger sent there."""
        found = self.item(target, identifier, revision)
        return found is not None and found.state in (ItemState.CONFIRMED, ItemState.RECORD_SENT)

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

    def sha256_of(self, path: Path) -> str:
        """The hash of a local file, read again only when its size or time of change is another."""
        seen = path.stat()
        row = self._database.row(
            "SELECT sha256 FROM hashes WHERE path = ? AND bytes = ? AND changed_ns = ?",
            (str(path), seen.st_size, seen.st_mtime_ns),
        )
        if row is not None:
            return str(row["sha256"])
        sha256 = sha256_of(path)
        self._database.execute(
            "INSERT OR REPLACE INTO hashes VALUES (?, ?, ?, ?)", (str(path), seen.st_size, seen.st_mtime_ns, sha256)
        )
        return sha256


def _item(row: Row) -> LedgerItem:
    return LedgerItem(
        row["target"], row["identifier"], row["revision"], row["path"], row["title"], ItemState(row["state"]),
        row["remote"], row["note"], row["bytes_sent"], row["started_at"], row["changed_at"],
    )  # fmt: skip
