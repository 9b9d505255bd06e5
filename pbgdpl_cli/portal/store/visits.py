"""How often each material is opened and downloaded, by day. No address, no cookie, no browser is looked at or kept."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import Counter
from dataclasses import dataclass
from sqlite3 import Connection

from pbgdpl_cli.state.database import Database

OPENED, DOWNLOADED = "opened", "downloaded"
_MOST_WAITING = 200  # counts kept in memory
_LONGEST_WAITING = 30.0  # seconds; a program that is killed forgets no more than these


@dataclass(frozen=True, slots=True)
class MaterialVisits:
    """How often a material was opened and downloaded."""

    identifier: str
    opened: int
    downloaded: int


class Visits:
    """Counts in memory, written down together: a write to the disk for every reader would slow all of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[str, str, str]] = Counter()
        self._written = time.monotonic()

    def note(self, identifier: str, what: str) -> None:
        """Count one visit of today."""
        with self._lock:
            self._waiting[_today().isoformat(), identifier, what] += 1
            due = len(self._waiting) >= _MOST_WAITING or time.monotonic() - self._written > _LONGEST_WAITING
        if due:
            self.write_down()

    def write_down(self) -> None:
        """Bring what was counted to the disk."""
        with self._lock:
            counted, self._waiting = self._waiting, Counter()
            self._written = time.monotonic()
        if counted:
            with self._database.transaction() as connection:
                connection.executemany(
                    "INSERT INTO visits VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (day, identifier, what) DO UPDATE SET many = many + excluded.many",
                    [(*key, many) for key, many in counted.items()],
                )
                connection.executemany(
                    "INSERT INTO visits_by_month VALUES (substr(?, 1, 7), ?, ?)"
                    " ON CONFLICT (month, what) DO UPDATE SET many = many + excluded.many",
                    [(day, what, many) for (day, _, what), many in counted.items()],
                )

    def most_read(self, days: int, most: int) -> tuple[MaterialVisits, ...]:
        """The materials opened most in the last days, the most first."""
        self.write_down()
        rows = self._database.rows(
            "SELECT identifier, sum(many * (what = 'opened')) AS opened, sum(many * (what = 'downloaded')) AS taken"
            " FROM visits WHERE day > ? GROUP BY identifier ORDER BY opened DESC, taken DESC, identifier LIMIT ?",
            (_first_day(days), most),
        )
        return tuple(MaterialVisits(row["identifier"], row["opened"], row["taken"]) for row in rows)

    def by_month(self, most: int) -> dict[str, tuple[int, int]]:
        """Month ("2026-11") → how often materials were opened and downloaded, the last first."""
        self.write_down()
        rows = self._database.rows(
            "SELECT month, sum(many * (what = 'opened')) AS opened, sum(many * (what = 'downloaded')) AS taken"
            " FROM visits_by_month GROUP BY month ORDER BY month DESC LIMIT ?",
            (most,),
        )
        return {row["month"]: (row["opened"], row["taken"]) for row in rows}


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _first_day(days: int) -> str:
    return (_today() - dt.timedelta(days=days)).isoformat()


def create_visits(connection: Connection) -> None:
    """Make the table, inside the caller's transaction."""
    connection.execute(
        "CREATE TABLE visits (day TEXT NOT NULL, identifier TEXT NOT NULL, what TEXT NOT NULL, many INTEGER NOT NULL,"
        " PRIMARY KEY (day, identifier, what)) WITHOUT ROWID"
    )


def create_months(connection: Connection) -> None:
    """Make the sums by month, inside the caller's transaction, of the visits there are."""
    connection.execute(
        "CREATE TABLE visits_by_month (month TEXT NOT NULL, what TEXT NOT NULL, many INTEGER NOT NULL,"
        " PRIMARY KEY (month, what)) WITHOUT ROWID"
    )
    connection.execute(
        "INSERT INTO visits_by_month SELECT substr(day, 1, 7), what, sum(many) FROM visits GROUP BY 1, 2"
    )
