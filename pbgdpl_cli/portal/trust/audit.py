"""The log of who wrote: who, when, what, from where, and how it ended.

Rows are only added: triggers of the database refuse to change or remove one, and each row holds a hash over itself and
the row before, so that a change made past the triggers shows. Reading is not logged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from sqlite3 import Row

from pbgdpl_cli.state.database import Database, now

_LONGEST = 300  # characters of a name a stranger chose
_COLUMNS = "at, who, office, address, action, what, result"
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row.

    Attributes:
        at: When, ISO 8601, UTC.
        who: The token's ID; `keeper` for the token the portal was started with, `local` for a program of this machine
            on a portal without tokens, `-` for nobody known.
        office: The token's office, or empty.
        address: From where; empty for what was done on the command line.
        action: What kind of thing, as `roles.RIGHTS` calls it, or a command's name.
        what: The record, upload or token.
        result: The status of the answer; `ok` for commands.
    """

    at: str
    who: str
    office: str
    address: str
    action: str
    what: str
    result: str


class Audit:
    """The log of one portal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, *, who: str, action: str, what: str, result: str, office: str = "", address: str = "") -> None:
        """Add a row."""
        entry = AuditEntry(now(), who, office, address, action, what[:_LONGEST], result)
        with self._database.transaction() as connection:
            last = connection.execute("SELECT chain FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            values = (*astuple(entry), _link(last["chain"] if last else "", entry))
            connection.execute(f"INSERT INTO audit ({_COLUMNS}, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608

    def last(self, most: int, since: str = "") -> list[AuditEntry]:
        """The newest rows, oldest first.

        Args:
            most: So many at most.
            since: Only what happened at this moment or later (ISO 8601).
        """
        query = f"SELECT {_COLUMNS} FROM audit WHERE at >= ? ORDER BY number DESC LIMIT ?"  # noqa: S608
        return [_entry(row) for row in reversed(self._database.rows(query, (since, most)))]

    def first_broken(self) -> int | None:
        """The number of the first row that is not as it was written, or that follows one that is gone."""
        before, expected = "", 1
        for row in self._all():
            before = _link(before, _entry(row))
            if row["chain"] != before or row["number"] != expected:
                return int(row["number"])
            expected += 1
        return None

    def _all(self) -> Iterator[Row]:
        number = 0
        while rows := self._database.rows(
            "SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?", (number, _BATCH)
        ):
            yield from rows
            number = rows[-1]["number"]


def _link(before: str, entry: AuditEntry) -> str:
    return hashlib.sha256("\x1f".join((before, *astuple(entry))).encode()).hexdigest()


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(*(row[name] for name in _COLUMNS.split(", ")))
