"""The ledger's tables, in the order they came to be. Never change one that was published; add the next."""

from __future__ import annotations

import sqlite3


def m001_items(connection: sqlite3.Connection) -> None:
    """What was sent where, in which revision, and how far it came."""
    connection.execute(
        """CREATE TABLE items (
            target TEXT NOT NULL, identifier TEXT NOT NULL, revision TEXT NOT NULL, path TEXT NOT NULL,
            title TEXT NOT NULL, state TEXT NOT NULL, remote TEXT, note TEXT,
            bytes_sent INTEGER NOT NULL DEFAULT 0, started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
            PRIMARY KEY (target, identifier, revision))"""
    )


def m002_transfers(connection: sqlite3.Connection) -> None:
    """Files by content: an upload that was begun, and where it goes on."""
    connection.execute(
        """CREATE TABLE transfers (
            target TEXT NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT NULL, address TEXT, sent INTEGER NOT NULL,
            expires TEXT, changed_at TEXT NOT NULL, PRIMARY KEY (target, sha256))"""
    )


def m003_hashes(connection: sqlite3.Connection) -> None:
    """Hashes of local files, good as long as size and time of change stay the same."""
    connection.execute(
        """CREATE TABLE hashes (
            path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, changed_ns INTEGER NOT NULL, sha256 TEXT NOT NULL)"""
    )


def m004_facts_of_sending(connection: sqlite3.Connection) -> None:
    """What a receipt tells for good: when, which files, in spite of which rules; and how the package stood here."""
    for column in ("sent_at", "confirmed_at", "files", "allowed", "stamp"):
        connection.execute(f"ALTER TABLE items ADD COLUMN {column} TEXT")
    connection.execute("UPDATE items SET confirmed_at = changed_at WHERE state = 'confirmed'")
    connection.execute("UPDATE items SET sent_at = changed_at WHERE state = 'record-sent'")
    connection.execute("DROP TABLE hashes")  # what is to be sent is read, whatever was known of it


def m005_batches(connection: sqlite3.Connection) -> None:
    """Which run sent what, and what stood there before: by that a run can be taken back."""
    connection.execute(
        "CREATE TABLE batches (name TEXT PRIMARY KEY, target TEXT NOT NULL, written TEXT, started_at TEXT NOT NULL)"
    )
    connection.execute(
        """CREATE TABLE sendings (
            number INTEGER PRIMARY KEY, batch TEXT NOT NULL REFERENCES batches, target TEXT NOT NULL,
            identifier TEXT NOT NULL, revision TEXT NOT NULL, replaced TEXT, kept TEXT, sent_at TEXT NOT NULL,
            undone_at TEXT, UNIQUE (batch, identifier, revision))"""
    )
    connection.execute("ALTER TABLE items ADD COLUMN batch TEXT")
    connection.execute("ALTER TABLE items ADD COLUMN drafts INTEGER NOT NULL DEFAULT 0")


MIGRATIONS = (m001_items, m002_transfers, m003_hashes, m004_facts_of_sending, m005_batches)
