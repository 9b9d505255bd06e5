"""The portal's tables, in the order they came to be. Never change one that was published; add the next."""

from __future__ import annotations

import sqlite3
import uuid

from pbgdpl_cli.portal.store.blobs import forget_files
from pbgdpl_cli.portal.store.catalogue import create_catalogue, enter
from pbgdpl_cli.portal.store.provenance import create_provenance
from pbgdpl_cli.portal.store.visits import create_months, create_visits
from pbgdpl_cli.search.entry import entry_of, facets_of
from pbgdpl_cli.search.tables import create_tables, put_entry
from validators.sharing.record import Record


def m001_blobs_and_uploads(connection: sqlite3.Connection) -> None:
    """Files by content, and uploads on their way with the offset that is known to be on the disk."""
    connection.execute("CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, stored_at TEXT NOT NULL)")
    connection.execute(
        """CREATE TABLE uploads (
            id TEXT PRIMARY KEY, length INTEGER NOT NULL, committed INTEGER NOT NULL DEFAULT 0,
            metadata TEXT NOT NULL DEFAULT '', expected_sha256 TEXT, sha256 TEXT,
            created_at TEXT NOT NULL, expires REAL NOT NULL)"""
    )


def m002_records(connection: sqlite3.Connection) -> None:
    """Records with what lists and searches need beside the record itself; a withdrawn one stays as a tombstone."""
    connection.execute(
        """CREATE TABLE records (
            number INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, revision TEXT NOT NULL, body TEXT NOT NULL,
            title TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
            received_at TEXT NOT NULL, changed_at TEXT NOT NULL, withdrawn_at TEXT)"""
    )
    connection.execute(
        """CREATE TABLE record_files (
            record INTEGER NOT NULL REFERENCES records, path TEXT NOT NULL, role TEXT NOT NULL,
            media_type TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES blobs, PRIMARY KEY (record, path))"""
    )
    connection.execute(
        "CREATE TABLE record_subjects (record INTEGER NOT NULL REFERENCES records, subject INTEGER NOT NULL,"
        " PRIMARY KEY (record, subject))"
    )
    connection.execute("CREATE INDEX records_changed ON records (changed_at)")
    connection.execute(
        'CREATE VIRTUAL TABLE record_search USING fts5 (title, about, text, tokenize = "unicode61 remove_diacritics 2")'
    )


def m003_facts(connection: sqlite3.Connection) -> None:
    """Facts about the portal itself: its own name, made once, by which ledgers know it whatever its port."""
    connection.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    connection.execute("INSERT INTO facts VALUES ('portal', ?)", (uuid.uuid4().hex,))


def m004_exact_search(connection: sqlite3.Connection) -> None:
    """The index that knows marks, phrases and acts, made of the records there are; theirs before knew words only."""
    connection.execute("DROP TABLE record_search")
    connection.execute("DROP TABLE record_subjects")
    create_tables(connection)
    for number, body, text in connection.execute("SELECT number, body, text FROM records WHERE withdrawn_at IS NULL"):
        put_entry(connection, number, entry_of(Record.model_validate_json(body), text))


def m005_withdrawn_files(connection: sqlite3.Connection) -> None:
    """Files that went with a withdrawn record; until now they stayed where whoever knew their hash could fetch them."""
    connection.execute("CREATE TABLE withdrawn_files (sha256 TEXT PRIMARY KEY)")
    for (number,) in connection.execute("SELECT number FROM records WHERE withdrawn_at IS NOT NULL").fetchall():
        forget_files(connection, number, history=False)


def m006_former_revisions(connection: sqlite3.Connection) -> None:
    """What a record said before it was corrected, until it is withdrawn: by that a correction can be taken back."""
    connection.execute(
        """CREATE TABLE former_records (
            identifier TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, changed_at TEXT NOT NULL,
            replaced_at TEXT NOT NULL, PRIMARY KEY (identifier, revision))"""
    )
    connection.execute(
        "CREATE TABLE former_files (identifier TEXT NOT NULL, revision TEXT NOT NULL, sha256 TEXT NOT NULL,"
        " PRIMARY KEY (identifier, revision, sha256))"
    )
    connection.execute("CREATE INDEX former_files_sha256 ON former_files (sha256)")
    connection.execute("CREATE INDEX record_files_sha256 ON record_files (sha256)")


def m006_offices(connection: sqlite3.Connection) -> None:
    """Which office brought what; and files whose bytes were lost, so that their senders are asked for them again."""
    for change in ("records ADD COLUMN office TEXT", "uploads ADD COLUMN office TEXT"):
        connection.execute(f"ALTER TABLE {change}")
    for change in ("blobs ADD COLUMN office TEXT", "blobs ADD COLUMN lost_at TEXT"):
        connection.execute(f"ALTER TABLE {change}")
    connection.execute("CREATE INDEX blobs_of_office ON blobs (office, bytes)")


def m007_tokens(connection: sqlite3.Connection) -> None:
    """Who may write. Of a token only its hash is here; a row stays when its token has ended."""
    connection.execute(
        """CREATE TABLE tokens (
            id TEXT PRIMARY KEY, hash TEXT NOT NULL, office TEXT NOT NULL, role TEXT NOT NULL,
            created_at TEXT NOT NULL, ends_at TEXT NOT NULL, revoked_at TEXT)"""
    )


def m008_audit(connection: sqlite3.Connection) -> None:
    """Who wrote what, when, from where, and how it ended: rows are added and never changed."""
    connection.execute(
        """CREATE TABLE audit (
            number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, office TEXT NOT NULL,
            address TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL, result TEXT NOT NULL,
            chain TEXT NOT NULL)"""
    )
    for change in ("UPDATE", "DELETE"):
        connection.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )


def m010_catalogue(connection: sqlite3.Connection) -> None:
    """What lists show of each record, made of the records there are; until now every list read whole records.

    What is withdrawn may have been harvested before: it stays known as handed on.
    """
    create_catalogue(connection)
    create_visits(connection)
    create_provenance(connection)
    for number, body, withdrawn_at in connection.execute("SELECT number, body, withdrawn_at FROM records").fetchall():
        record = Record.model_validate_json(body)
        enter(connection, number, record)
        if withdrawn_at:
            connection.execute("INSERT OR IGNORE INTO handed_on VALUES (?)", (record.identifier,))
        else:
            media = [(number, facet, value) for facet, value in facets_of(record) if facet == "medium"]
            connection.executemany("INSERT OR IGNORE INTO search_facets VALUES (?, ?, ?)", media)


def m011_subjects(connection: sqlite3.Connection) -> None:
    """The newest materials on a subject are found at once; until now all facets of the shelf were read for them."""
    connection.execute("CREATE INDEX search_subjects ON search_facets (value, number) WHERE facet = 'subject'")


def m012_large_shelves(connection: sqlite3.Connection) -> None:
    """What harvesters, search engines and statistics ask is answered by indexes; until now all the shelf was read."""
    connection.execute("CREATE INDEX catalogue_changes ON catalogue (changed_at, number, there, state, identifier)")
    connection.execute("CREATE INDEX catalogue_standing ON catalogue (there, state, number)")
    create_months(connection)


MIGRATIONS = (
    m001_blobs_and_uploads,
    m002_records,
    m003_facts,
    m004_exact_search,
    m005_withdrawn_files,
    m006_former_revisions,
    m006_offices,
    m007_tokens,
    m008_audit,
    m010_catalogue,
    m011_subjects,
    m012_large_shelves,
)
