"""What records said before they were corrected: kept until they are withdrawn, so that a correction can be undone."""

from __future__ import annotations

from sqlite3 import Connection, Row

from pbgdpl_cli.state.database import now


def keep(connection: Connection, record: Row) -> None:
    """Keep what a row of `records` says and which files it has, before another revision takes its place."""
    connection.execute(
        "INSERT OR REPLACE INTO former_records VALUES (?, ?, ?, ?, ?)",
        (record["identifier"], record["revision"], record["body"], record["changed_at"], now()),
    )
    connection.execute(
        "INSERT OR IGNORE INTO former_files SELECT ?, ?, sha256 FROM record_files WHERE record = ?",
        (record["identifier"], record["revision"], record["number"]),
    )


def forget(connection: Connection, identifier: str) -> set[str]:
    """Forget all former revisions of a record; returns the hashes of their files."""
    rows = connection.execute("SELECT sha256 FROM former_files WHERE identifier = ?", (identifier,)).fetchall()
    connection.execute("DELETE FROM former_files WHERE identifier = ?", (identifier,))
    connection.execute("DELETE FROM former_records WHERE identifier = ?", (identifier,))
    return {row["sha256"] for row in rows}


def has(connection: Connection, sha256: str) -> bool:
    """Whether a former revision of some record has a file."""
    return connection.execute("SELECT 1 FROM former_files WHERE sha256 = ?", (sha256,)).fetchone() is not None
