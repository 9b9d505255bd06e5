"""The index of a folder of packages, kept in the program's own folder and brought up to date at each search."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Self

from pbgdpl_cli.search.entry import entry_of
from pbgdpl_cli.search.excerpts import excerpt
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import Found, Wanted, search
from pbgdpl_cli.search.tables import create_tables, forget_entry, put_entry
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.plain_text import plain_text
from validators.sharing.record import Record

FOLDER = "search"  # below the program's own folder


def m001_index(connection: Connection) -> None:
    """The index, and which package each of its numbers is."""
    create_tables(connection)
    connection.execute(
        "CREATE TABLE packages (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,"
        " identifier TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL)"
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A package that was found, and the part of its text that shows why."""

    path: Path
    identifier: str
    title: str
    kind: str
    excerpt: str


class FolderIndex:
    """The index of one folder. It holds nothing that is not in the packages: thrown away, it is made anew."""

    def __init__(self, home: Path, folder: Path) -> None:
        name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self._database = Database(home / FOLDER / f"{name}.sqlite3", (m001_index,))

    def stamps(self) -> dict[Path, str]:
        """What each indexed package was like when it was read."""
        return {Path(row["path"]): row["stamp"] for row in self._database.rows("SELECT path, stamp FROM packages")}

    def put(self, path: Path, stamp: str, record: Record) -> None:
        """Take a package into the index, or its newer state."""
        text = plain_text(record)
        with self._database.transaction() as connection:
            _forget(connection, path)
            number = connection.execute(
                "INSERT INTO packages (path, stamp, identifier, title, kind, text) VALUES (?, ?, ?, ?, ?, ?)",
                (str(path), stamp, record.identifier, record.title, record.kind, text),
            ).lastrowid
            put_entry(connection, number or 0, entry_of(record, text))

    def forget(self, paths: Iterable[Path]) -> None:
        """Take packages out that are there no more."""
        with self._database.transaction() as connection:
            for path in paths:
                _forget(connection, path)

    def search(self, wanted: Wanted, most: int) -> tuple[Found, tuple[Hit, ...]]:
        """What is found, and the best of it."""
        with self._database.reading() as connection:
            found = search(connection, Facets(), wanted)
            numbers = found.numbers or ()
            rows = [_row(connection, number) for number in numbers[:most]]
        sought = found.finds.sought
        return found, tuple(
            Hit(Path(row["path"]), row["identifier"], row["title"], row["kind"], excerpt(row["text"], sought))
            for row in rows
        )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _row(connection: Connection, number: int) -> dict[str, str]:
    row = connection.execute("SELECT * FROM packages WHERE number = ?", (number,)).fetchone()
    return dict(row)


def _forget(connection: Connection, path: Path) -> None:
    row = connection.execute("SELECT number FROM packages WHERE path = ?", (str(path),)).fetchone()
    if row is not None:
        forget_entry(connection, row["number"])
        connection.execute("DELETE FROM packages WHERE number = ?", (row["number"],))
