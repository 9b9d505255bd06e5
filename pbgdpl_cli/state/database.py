"""SQLite the way both the portal and the ledger need it: durable, migrated in order, safe between threads.

Write-ahead log with `synchronous=FULL`: a commit that returned survives a power cut. Migrations are ordered functions
`m001_…` whose names are kept in a table, so that a newer program opens an older file.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

Values = Sequence[object] | Mapping[str, object]
Migration = Callable[[sqlite3.Connection], None]


_MOST_READERS = 4  # connections besides the writing one; whoever comes later waits for one of them
_READER_CACHE = 4096  # kB of pages each keeps


class Database:
    """A writing connection shared by the threads of one process, and readers that never wait for a writer.

    Writes happen one statement or transaction at a time. A read takes the same connection when it is free; while
    another thread writes, it takes one of its own, which sees everything that was committed.
    """

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._path = path
        self._readers: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._opened = 0
        self._opening = threading.Lock()
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
        """All of it or nothing of it; the write lock is taken at once, so that two processes queue up.

        Within another transaction of the same thread it is part of that one.
        """
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from, without waiting for a writer."""
        if self._lock.acquire(blocking=False):
            try:
                yield self._connection
            finally:
                self._lock.release()
            return
        reader = self._reader()
        try:
            yield reader
        finally:
            self._readers.put(reader)

    def _reader(self) -> sqlite3.Connection:
        with self._opening:
            if self._readers.empty() and self._opened < _MOST_READERS:
                self._opened += 1
                reader = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
                reader.row_factory = sqlite3.Row
                for pragma in ("query_only=ON", f"cache_size=-{_READER_CACHE}"):
                    reader.execute(f"PRAGMA {pragma}")
                return reader
        return self._readers.get()

    def rows(self, query: str, values: Values = ()) -> list[sqlite3.Row]:
        """Every row of a query."""
        with self.reading() as connection:
            return connection.execute(query, values).fetchall()

    def row(self, query: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with self.reading() as connection:
            found: sqlite3.Row | None = connection.execute(query, values).fetchone()
            return found

    def execute(self, query: str, values: Values = ()) -> int:
        """One statement in its own transaction; returns how many rows it changed."""
        with self._lock:
            return self._connection.execute(query, values).rowcount

    def close(self) -> None:
        """Close the connections; the write-ahead log is folded back."""
        with self._lock:
            while not self._readers.empty():
                self._readers.get().close()
            self._connection.close()


def now() -> str:
    """The present moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
