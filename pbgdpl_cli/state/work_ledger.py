"""The ledger of work: what became of every source, in which run, and why; so that a run over what is done costs little.

The packages themselves are the truth: what the ledger says is believed only while source and product stand as they
stood when it was written. So a ledger that is lost, or is some seconds behind after a power cut, costs time, nothing
else. Failure is an outcome like any other.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from sqlite3 import Connection, Row
from typing import Self

from converters.message_json import members_of, message_of
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.state.local_disk import require_local_disk
from validators.problems import Message

WORK_FILE = "work.sqlite3"
DONE = "done"
WRITTEN_EVERY = 1.0  # seconds; what a power cut may take of the ledger


@dataclass(frozen=True, slots=True)
class Stand:
    """How a file stands: as long as this stays, its content is taken for the same.

    Attributes:
        bytes: Its size.
        changed_ns: When it was changed, nanoseconds since 1970 by the clock of its disk.
    """

    bytes: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> Stand:
        """How a file stands now.

        Raises:
            OSError: It cannot be looked at.
        """
        facts = path.stat()
        return cls(facts.st_size, facts.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Work:
    """What became of a source in a step.

    Attributes:
        step: "convert", "ocr".
        source: The file, as an absolute path; of a member of an archive, the archive and the name inside.
        out: The folder of products.
        bytes: The source's size when it was taken up.
        changed_ns: When it was changed last.
        settings: What decides how it is done, as one word.
        outcome: `DONE`, or the code of the problem that it failed with.
        kinds: How it failed, or pages of it though it is done (`FailureKind`).
        reason: What was said of the failure.
        product: What was made.
        stamp: How the product stood.
        told: What is told of it when it is found done, as JSON.
        program: Name and version of the program.
        at: When, ISO 8601 in UTC.
    """

    step: str
    source: str
    out: str
    bytes: int
    changed_ns: int
    settings: str
    outcome: str
    kinds: tuple[str, ...]
    reason: Message | None
    product: str | None
    stamp: str | None
    told: str | None
    program: str
    at: str


def m001_work(connection: Connection) -> None:
    """What became of each source in each step."""
    connection.execute(
        """CREATE TABLE work (
            step TEXT NOT NULL, source TEXT NOT NULL, out TEXT NOT NULL, bytes INTEGER NOT NULL,
            changed_ns INTEGER NOT NULL, settings TEXT NOT NULL, outcome TEXT NOT NULL, kinds TEXT NOT NULL,
            reason TEXT, product TEXT, stamp TEXT, told TEXT, program TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (step, source, out)) WITHOUT ROWID"""
    )
    connection.execute("CREATE INDEX work_that_failed ON work (out) WHERE outcome <> 'done' OR kinds <> ''")
    connection.execute("CREATE INDEX work_by_product ON work (product)")


_COLUMNS = tuple(field.name for field in fields(Work))
_WRITE = f"INSERT OR REPLACE INTO work ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"  # noqa: S608


class WorkLedger:
    """The ledger of a person's computer. Use it as a context manager: what is not written yet is written at the end.

    Args:
        home: The program's own folder.

    Raises:
        OutputProblem: The folder lies on another computer.
    """

    def __init__(self, home: Path) -> None:
        require_local_disk(home)
        self._database = _opened(home / WORK_FILE)
        self._unwritten: list[Work] = []
        self._written_at = time.monotonic()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.write()
        if self._database is not None:
            self._database.close()

    def note(self, work: Work) -> None:
        """Take down what became of a source; on the disk within about a second of the next, or at the end."""
        with self._lock:
            self._unwritten.append(work)
            due = time.monotonic() - self._written_at > WRITTEN_EVERY
        if due:
            self.write()

    def write(self) -> None:
        """Bring to the disk what was taken down."""
        with self._lock:
            rows, self._unwritten = self._unwritten, []
            self._written_at = time.monotonic()
        with contextlib.suppress(sqlite3.OperationalError):  # a full disk: the work itself tells of it
            if rows and self._database is not None:
                with self._database.transaction() as connection:
                    connection.executemany(_WRITE, map(_row, rows))

    def of(self, step: str, source: str, out: str) -> Work | None:
        """What became of a source the last time."""
        values = (step, source, out)
        found = self._found("SELECT * FROM work WHERE step = ? AND source = ? AND out = ?", values)
        return found[0] if found else None

    def failed(self, out: str) -> list[Work]:
        """What failed the last time, or has pages that did, in the order of the sources.

        Args:
            out: The folder of products, as an absolute path.
        """
        query = "SELECT * FROM work WHERE (outcome <> 'done' OR kinds <> '') AND out = ? ORDER BY source"
        return self._found(query, (out,))

    def of_product(self, product: Path) -> Work | None:
        """What a product was made of."""
        found = self._found("SELECT * FROM work WHERE product = ? ORDER BY at DESC LIMIT 1", (str(product),))
        return found[0] if found else None

    def _found(self, query: str, values: tuple[str, ...]) -> list[Work]:
        try:
            rows = [] if self._database is None else self._database.rows(query, values)
        except sqlite3.OperationalError:  # a disk that fails: what was known is not known now
            return []
        return [_work(row) for row in rows]


def _opened(file: Path) -> Database | None:
    """The database; None where it cannot be kept (a full disk): then nothing is remembered, and the work goes on."""
    try:
        return Database(file, (m001_work,))
    except (sqlite3.OperationalError, OSError):
        return None
    except sqlite3.DatabaseError:  # a damaged one is put aside: what it knew is found out again
        file.replace(file.with_suffix(".damaged"))
        for rest in ("-wal", "-shm"):
            file.with_name(file.name + rest).unlink(missing_ok=True)
        return Database(file, (m001_work,))


@contextlib.contextmanager
def ledger_if_there(home: Path) -> Iterator[WorkLedger | None]:
    """The ledger, where one was begun; looking at it makes none."""
    if not (home / WORK_FILE).is_file():
        yield None
        return
    with WorkLedger(home) as ledger:
        yield ledger


def _row(work: Work) -> tuple[object, ...]:
    reason = None if work.reason is None else json.dumps(members_of(work.reason))
    changed = {"kinds": ",".join(work.kinds), "reason": reason}
    return tuple(changed.get(name, getattr(work, name)) for name in _COLUMNS)


def _work(row: Row) -> Work:
    values = dict(row)
    values["kinds"] = tuple(filter(None, values["kinds"].split(",")))
    values["reason"] = None if values["reason"] is None else message_of(json.loads(values["reason"]))
    return Work(**values)
