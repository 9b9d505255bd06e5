"""SQLite the way both the portal and the ledger need it: durable, migrated in order, safe between threads.

Write-ahead log with `synchronous=FULL`: a commit that returned survives a power cut. Migrations are ordered functions
`m001_…` whose names are kept in a table, so that a newer program opens an older file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

Values = Sequence[object] | Mapping[str, object]
Migration = Callable[[sqlite3.Connection], None]


class Database:
    """One connection shared by the threads of one process, one statement or transaction at a time."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._migrate(migrations)

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        with self.transaction() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT)")
            done = {row["name"] for row in connection.execute("SELECT name FROM migrations")}
            for migration in migrations:
                name = migration.__name__
                if name not in done:
                    migration(connection)
                    connection.execute("INSERT INTO migrations VALUES (?, ?)", (name, now()))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing of it; the write lock is taken at once, so that two processes queue up."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, query: str, values: Values = ()) -> list[sqlite3.Row]:
        """Every row of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def row(self, query: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with self._lock:
            found: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
            return found

    def execute(self, query: str, values: Values = ()) -> int:
        """One statement in its own transaction; returns how many rows it changed."""
        with self._lock:
            return self._connection.execute(query, values).rowcount

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded back."""
        with self._lock:
            self._connection.close()


def now() -> str:
    """The present moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
