"""The records on the portal: received, corrected, withdrawn, found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from sqlite3 import Connection, Row

from pbgdpl_cli.portal.store.blobs import BlobStore
from pbgdpl_cli.portal.store.folding import match_expression, searchable
from pbgdpl_cli.state.database import Database, now
from pbgdpl_cli.web.plain_text import plain_text
from validators.sharing.fingerprint import canonical, revision_of
from validators.sharing.record import Record

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


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a visitor asks for. Empty asks for everything; `start` is how many to skip."""

    words: str = ""
    kind: str = ""
    subject: int | None = None
    start: int = 0
    most: int = 24


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of results, how many there are, and how many of each kind and subject the words find."""

    items: tuple[StoredRecord, ...]
    total: int
    kinds: dict[str, int]
    subjects: dict[int, int]


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
        found = self._database.rows("SELECT identifier FROM records WHERE identifier LIKE ?", (f"urn:uuid:{short}%",))
        return str(found[0]["identifier"]) if len(found) == 1 else None

    def put(self, record: Record, if_match: str | None = None) -> PutReply:
        """Receive a record whose files are already here.

        A record that exists with other content is only replaced by a sender who names the revision being replaced,
        and a withdrawn one only comes back the same way: nothing is overwritten by accident.
        """
        refusal = self._refusal(record, if_match)
        if refusal is not None:
            return refusal
        revision = revision_of(record)
        with self._database.transaction() as connection:
            existed = _forget(connection, record.identifier)
            _insert(connection, record, revision, existed)
        return PutReply(PutStatus.CHANGED if existed else PutStatus.CREATED, revision)

    def _refusal(self, record: Record, if_match: str | None) -> PutReply | None:
        missing = tuple(
            sorted({file.sha256 for file in record.files if self._blobs.size_of(file.sha256) != file.bytes})
        )
        if missing:
            return PutReply(PutStatus.MISSING_FILES, missing=missing)
        present = self.find(record.identifier)
        if present is None:
            return None if if_match is None else PutReply(PutStatus.OTHER_REVISION)
        return _refusal_of_change(present, revision_of(record), if_match)

    def withdraw(self, identifier: str) -> bool:
        """Withdraw a record. A tombstone stays, so that the next upload does not bring it back unasked."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT number FROM records WHERE identifier = ? AND withdrawn_at IS NULL", (identifier,)
            ).fetchone()
            if row is None:
                return False
            connection.execute("DELETE FROM record_search WHERE rowid = ?", (row["number"],))
            connection.execute(
                "UPDATE records SET withdrawn_at = ?, changed_at = ? WHERE number = ?", (now(), now(), row["number"])
            )
        return True

    def search(self, query: SearchQuery) -> SearchResults:
        """A page of results: best match first when there are words, otherwise newest first."""
        expression = match_expression(query.words) if query.words.strip() else None
        if query.words.strip() and expression is None:
            return SearchResults((), 0, {}, {})
        hits = _ALL if expression is None else _MATCHING
        values = {
            "words": expression, "kind": query.kind, "subject": query.subject, "most": query.most, "start": query.start,
        }  # fmt: skip
        kinds, subjects, count, page = (
            self._database.rows(f"{hits} {part}", values) for part in (_KINDS, _SUBJECTS, _COUNT, _PAGE)
        )
        return SearchResults(
            tuple(_stored(row) for row in page),
            int(count[0]["many"]),
            {row["kind"]: row["many"] for row in kinds},
            {row["subject"]: row["many"] for row in subjects},
        )


_ALL = "WITH hit AS (SELECT records.*, 0 AS rank FROM records WHERE withdrawn_at IS NULL)"
# A word in the title weighs most, then who and what it is about, then the running text.
_MATCHING = (
    "WITH hit AS (SELECT records.*, bm25(record_search, 8.0, 3.0, 1.0) AS rank FROM record_search"
    " JOIN records ON records.number = record_search.rowid"
    " WHERE record_search MATCH :words AND withdrawn_at IS NULL)"
)
_KINDS = "SELECT kind, count(*) AS many FROM hit GROUP BY kind ORDER BY many DESC, kind"
_SUBJECTS = (
    "SELECT subject, count(*) AS many FROM hit JOIN record_subjects ON record = hit.number"
    " GROUP BY subject ORDER BY many DESC, subject"
)
_COUNT = (
    "SELECT count(*) AS many FROM hit WHERE (:kind = '' OR kind = :kind)"
    " AND (:subject IS NULL OR number IN (SELECT record FROM record_subjects WHERE subject = :subject))"
)
_PAGE = (
    "SELECT * FROM hit WHERE (:kind = '' OR kind = :kind)"
    " AND (:subject IS NULL OR number IN (SELECT record FROM record_subjects WHERE subject = :subject))"
    " ORDER BY rank, changed_at DESC, number DESC LIMIT :most OFFSET :start"
)


def _refusal_of_change(present: StoredRecord, revision: str, if_match: str | None) -> PutReply | None:
    if if_match is not None:
        return None if if_match == present.revision else PutReply(PutStatus.OTHER_REVISION, present.revision)
    if present.withdrawn_at is not None:
        return PutReply(PutStatus.WITHDRAWN, present.revision)
    if present.revision == revision:
        return PutReply(PutStatus.UNCHANGED, revision)
    return PutReply(PutStatus.NEEDS_IF_MATCH, present.revision)


def _forget(connection: Connection, identifier: str) -> str | None:
    """Remove a record to make place for its next revision; returns when it was first received."""
    row = connection.execute("SELECT number, received_at FROM records WHERE identifier = ?", (identifier,)).fetchone()
    if row is None:
        return None
    for statement in (
        "DELETE FROM record_search WHERE rowid = ?",
        "DELETE FROM record_files WHERE record = ?",
        "DELETE FROM record_subjects WHERE record = ?",
        "DELETE FROM records WHERE number = ?",
    ):
        connection.execute(statement, (row["number"],))
    return str(row["received_at"])


def _insert(connection: Connection, record: Record, revision: str, received_at: str | None) -> None:
    text = unicodedata.normalize("NFC", plain_text(record))
    number = connection.execute(
        "INSERT INTO records (identifier, revision, body, title, kind, text, received_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (record.identifier, revision, canonical(record), record.title, record.kind, text, received_at or now(), now()),
    ).lastrowid
    connection.executemany(
        "INSERT OR REPLACE INTO record_files VALUES (?, ?, ?, ?, ?)",
        [(number, file.path, file.role, file.media_type, file.sha256) for file in record.files],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO record_subjects VALUES (?, ?)", [(number, subject) for subject in record.subjects]
    )
    connection.execute(
        "INSERT INTO record_search (rowid, title, about, text) VALUES (?, ?, ?, ?)",
        (number, searchable(record.title), searchable("\n".join(_about(record))), searchable(text)),
    )


def _about(record: Record) -> Iterator[str]:
    if record.creator:
        yield record.creator.name
    if record.publisher:
        yield record.publisher.name
    yield from (text for text in (record.number, record.description) if text)
    yield from record.keywords
    yield from (citation.text for citation in record.legal_basis)


def _stored(row: Row) -> StoredRecord:
    return StoredRecord(
        Record.model_validate_json(row["body"]), row["body"], row["revision"], row["text"], row["received_at"],
        row["changed_at"], row["withdrawn_at"],
    )  # fmt: skip
