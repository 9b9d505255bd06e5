"""The records on the portal: received, corrected, withdrawn, found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from sqlite3 import Connection, Row

from pbgdpl_cli.portal.store import former
from pbgdpl_cli.portal.store.blobs import BlobStore, forget_files
from pbgdpl_cli.portal.store.catalogue import enter
from pbgdpl_cli.portal.store.offices import OtherOffice, check_owner, check_publisher
from pbgdpl_cli.search.entry import entry_of
from pbgdpl_cli.search.tables import forget_entry, put_entry
from pbgdpl_cli.state.database import Database, now
from pbgdpl_cli.web.plain_text import plain_text
from validators.language.unicode_hygiene import normalized
from validators.sharing.fingerprint import canonical, revision_of
from validators.sharing.record import Record

_BETWEEN = "SELECT identifier FROM records WHERE identifier BETWEEN ? AND ? LIMIT 2"
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,199}")


class PutStatus(Enum):
    """How the portal answers to a record it is sent."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING_FILES = "missing-files"
    NEEDS_IF_MATCH = "needs-if-match"
    OTHER_REVISION = "other-revision"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PutReply:
    """How it ended, the revision the portal now has, and the hashes of files it lacks."""

    status: PutStatus
    revision: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the portal holds it. `text` is what a person can read in it, as one string."""

    record: Record
    body: str
    revision: str
    text: str
    received_at: str
    changed_at: str
    withdrawn_at: str | None


class RecordStore:
    """The portal's records."""

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._database = database
        self._blobs = blobs

    def find(self, identifier: str) -> StoredRecord | None:
        """A record, also when it was withdrawn."""
        row = self._database.row("SELECT * FROM records WHERE identifier = ?", (identifier,))
        return None if row is None else _stored(row)

    def find_short(self, short: str) -> str | None:
        """The identifier whose UUID begins with `short` (`validators.sharing.short_links`); None unless it is one."""
        first = f"urn:uuid:{short}"
        found = self._database.rows(_BETWEEN, (first, f"{first}~"))  # which sorts behind all that may follow
        return str(found[0]["identifier"]) if len(found) == 1 else None

    def held(self, identifiers: Sequence[str]) -> dict[str, str]:
        """Revisions of those of the records that are here, not withdrawn, with all their files."""
        query = (
            "SELECT identifier, revision FROM records WHERE identifier = ? AND withdrawn_at IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM record_files LEFT JOIN blobs USING (sha256)"
            " WHERE record_files.record = records.number AND (blobs.sha256 IS NULL OR blobs.lost_at IS NOT NULL))"
        )
        with self._database.reading() as connection:
            rows = (connection.execute(query, (identifier,)).fetchone() for identifier in identifiers)
            return {row["identifier"]: row["revision"] for row in rows if row is not None}

    def known(self, identifiers: Sequence[str]) -> dict[str, str]:
        """Revisions of those of the records that are or were here; with " withdrawn" where a tombstone is left."""
        query = "SELECT identifier, revision, withdrawn_at FROM records WHERE identifier = ?"
        with self._database.reading() as connection:
            rows = [connection.execute(query, (identifier,)).fetchone() for identifier in identifiers]
        return {
            row["identifier"]: row["revision"] + (" withdrawn" if row["withdrawn_at"] else "")
            for row in rows
            if row is not None
        }

    def former(self, identifier: str, revision: str) -> str | None:
        """What a record said in a revision that was replaced since; None when that is not kept."""
        row = self._database.row(
            "SELECT body FROM former_records WHERE identifier = ? AND revision = ?", (identifier, revision)
        )
        return None if row is None else str(row["body"])

    def put_all(self, records: Sequence[tuple[Record, str | None]], office: str | None = None) -> list[PutReply | None]:
        """Receive records, each with the revision it may replace, as `put` does; on the disk all at once.

        Returns:
            A reply a record; None for one that is another office's.
        """
        replies: list[PutReply | None] = []
        with self._database.transaction():
            for record, if_match in records:
                try:
                    replies.append(self.put(record, if_match, office))
                except OtherOffice:  # told before anything was written
                    replies.append(None)
        return replies

    def put(self, record: Record, if_match: str | None = None, office: str | None = None) -> PutReply:
        """Receive a record whose files are already here.

        A record that exists with other content is only replaced by a sender who names the revision being replaced,
        and a withdrawn one only comes back the same way: nothing is overwritten by accident.

        Args:
            record: What is received.
            if_match: The revision it replaces.
            office: The only office whose records the sender may write; None for all.

        Raises:
            OtherOffice: It is another office's.
        """
        missing = self._missing_files(record)
        if missing:
            return PutReply(PutStatus.MISSING_FILES, missing=missing)
        revision = revision_of(record)
        # Checked and written in one transaction: of two senders who name the same revision, one is refused.
        with self._database.transaction() as connection:
            present = _present(connection, record.identifier)
            if office is not None:
                check_publisher(connection, record, office)
                if present is not None:
                    check_owner(present, office)
            refusal = _refusal(present, revision, if_match)
            if refusal is not None:
                return refusal
            if present is not None:
                _forget(connection, present)
            number = _insert(connection, record, revision, None if present is None else present["received_at"])
            owner = office or (None if present is None else present["office"])
            connection.execute("UPDATE records SET office = ? WHERE number = ?", (owner, number))
        return PutReply(PutStatus.CREATED if present is None else PutStatus.CHANGED, revision)

    def _missing_files(self, record: Record) -> tuple[str, ...]:
        hashes = {file.sha256 for file in record.files if self._blobs.size_of(file.sha256) != file.bytes}
        return tuple(sorted(hashes))

    def withdraw(self, identifier: str, if_match: str | None = None, office: str | None = None) -> bool | None:
        """Withdraw a record and its files. A tombstone stays: the next upload does not bring it back unasked.

        Args:
            identifier: The record's.
            if_match: The revision to withdraw; None for whichever is there.
            office: The only office whose records the asker may withdraw; None for all.

        Returns:
            False when there is none, None when it is in another revision.

        Raises:
            OtherOffice: It is another office's.
        """
        with self._database.transaction() as connection:
            row = _present(connection, identifier)
            if row is None or row["withdrawn_at"] is not None:
                return False
            if office is not None:
                check_owner(row, office)
            if if_match not in (None, row["revision"]):
                return None
            forget_entry(connection, row["number"])
            connection.execute(
                "UPDATE records SET withdrawn_at = ?, changed_at = ? WHERE number = ?", (now(), now(), row["number"])
            )
            gone = forget_files(connection, row["number"])
        self._blobs.remove(gone)
        return True


def _present(connection: Connection, identifier: str) -> Row | None:
    row: Row | None = connection.execute("SELECT * FROM records WHERE identifier = ?", (identifier,)).fetchone()
    return row


def _refusal(present: Row | None, revision: str, if_match: str | None) -> PutReply | None:
    if present is None:
        return None if if_match is None else PutReply(PutStatus.OTHER_REVISION)
    return _refusal_of_change(_stored(present), revision, if_match)


def _refusal_of_change(present: StoredRecord, revision: str, if_match: str | None) -> PutReply | None:
    if if_match is not None:
        return None if if_match == present.revision else PutReply(PutStatus.OTHER_REVISION, present.revision)
    if present.withdrawn_at is not None:
        return PutReply(PutStatus.WITHDRAWN, present.revision)
    if present.revision == revision:
        return PutReply(PutStatus.UNCHANGED, revision)
    return PutReply(PutStatus.NEEDS_IF_MATCH, present.revision)


def _forget(connection: Connection, present: Row) -> None:
    """Put a record away to make place for its next revision."""
    if present["withdrawn_at"] is None:
        former.keep(connection, present)  # what was withdrawn is not kept: it may have been for what it says
    forget_entry(connection, present["number"])
    for statement in ("DELETE FROM record_files WHERE record = ?", "DELETE FROM records WHERE number = ?"):
        connection.execute(statement, (present["number"],))


def _insert(connection: Connection, record: Record, revision: str, received_at: str | None) -> int:
    text = normalized("NFC", plain_text(record))
    inserted = connection.execute(
        "INSERT INTO records (identifier, revision, body, title, kind, text, received_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (record.identifier, revision, canonical(record), record.title, record.kind, text, received_at or now(), now()),
    ).lastrowid
    number = inserted or 0
    connection.executemany("DELETE FROM withdrawn_files WHERE sha256 = ?", [(file.sha256,) for file in record.files])
    connection.executemany(
        "INSERT OR REPLACE INTO record_files VALUES (?, ?, ?, ?, ?)",
        [(number, file.path, file.role, file.media_type, file.sha256) for file in record.files],
    )
    put_entry(connection, number, entry_of(record, text))
    enter(connection, number, record)
    return number


def _stored(row: Row) -> StoredRecord:
    return StoredRecord(
        Record.model_validate_json(row["body"]), row["body"], row["revision"], row["text"], row["received_at"],
        row["changed_at"], row["withdrawn_at"],
    )  # fmt: skip
