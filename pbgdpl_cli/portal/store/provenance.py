"""Where records taken from other portals came from: which portal, when, and which revision was taken."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection, Row

from pbgdpl_cli.state.database import Database, now


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record came from.

    Attributes:
        identifier: Of the record, here.
        original: What the other portal calls it.
        portal: The other portal's own name, which stays when its address changes.
        address: Where the other portal was.
        datestamp: When the record changed there.
        revision: The revision that was taken; what differs from it was changed here.
        taken_at: When it was taken.
    """

    identifier: str
    original: str
    portal: str
    address: str
    datestamp: str
    revision: str
    taken_at: str


class Origins:
    """The provenance of a portal's records, and how far each other portal was gone through."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, identifier: str) -> Provenance | None:
        """Where a record came from; None when it is this portal's own."""
        row = self._database.row("SELECT * FROM provenance WHERE identifier = ?", (identifier,))
        return None if row is None else _provenance(row)

    def note(self, taken: Provenance) -> None:
        """Keep where a record came from."""
        self._database.execute(
            "INSERT OR REPLACE INTO provenance VALUES (?, ?, ?, ?, ?, ?, ?)",
            (taken.identifier, taken.original, taken.portal, taken.address, taken.datestamp, taken.revision,
             taken.taken_at),
        )  # fmt: skip

    def reached(self, portal: str) -> str | None:
        """Up to which moment another portal was gone through; None when never to the end."""
        row = self._database.row("SELECT reached FROM harvested_portals WHERE portal = ?", (portal,))
        return None if row is None else str(row["reached"])

    def note_reached(self, portal: str, address: str, reached: str) -> None:
        """Keep up to which moment another portal was gone through."""
        self._database.execute(
            "INSERT OR REPLACE INTO harvested_portals VALUES (?, ?, ?, ?)", (portal, address, reached, now())
        )


def create_provenance(connection: Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    connection.execute(
        "CREATE TABLE provenance (identifier TEXT PRIMARY KEY, original TEXT NOT NULL, portal TEXT NOT NULL,"
        " address TEXT NOT NULL, datestamp TEXT NOT NULL, revision TEXT NOT NULL, taken_at TEXT NOT NULL)"
    )
    connection.execute(
        "CREATE TABLE harvested_portals (portal TEXT PRIMARY KEY, address TEXT NOT NULL, reached TEXT NOT NULL,"
        " finished_at TEXT NOT NULL)"
    )


def _provenance(row: Row) -> Provenance:
    return Provenance(
        row["identifier"], row["original"], row["portal"], row["address"], row["datestamp"], row["revision"],
        row["taken_at"],
    )  # fmt: skip
