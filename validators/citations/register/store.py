"""The register in SQLite: acts are entered from lists, kept, and found by the way a citation names them.

Rows that contradict each other are refused together: which of them is right, nobody here can know.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from validators.citations.laws.titles import title_key
from validators.citations.locators import PlaceInAct
from validators.citations.register.acts import Event, RegisteredAct
from validators.citations.register.entries import (
    Entry,
    Refusal,
    RefusedRow,
    check_days,
    entry_of,
    key_of,
    name_in,
    parsed_number,
    words_for,
)
from validators.citations.register.kept_refusals import TABLE, keep, kept
from validators.citations.register.lists import ActList, WrongRegister, read_list
from validators.citations.register.texts import TABLE as TEXTS
from validators.citations.register.texts import CitedText, PlaceText, cited_text, has_texts, keep_texts, texts_of
from validators.problems import Message, say

SHIPPED = Path(__file__).parent / "acts.csv"
"""The acts the examples of this project cite, each row with its source and the day it was looked at."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS act (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, number TEXT, type TEXT, title TEXT, title_key TEXT, organ TEXT,
  date TEXT, articles INTEGER, source TEXT, looked_at TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS act_identity ON act (key, ifnull(date, ''));
CREATE INDEX IF NOT EXISTS act_title ON act (title_key);
CREATE TABLE IF NOT EXISTS event (
  act INTEGER NOT NULL REFERENCES act, kind TEXT NOT NULL, date TEXT NOT NULL, scope TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '', by TEXT NOT NULL DEFAULT '', UNIQUE (act, kind, date, scope));
"""
# Columns that registers made earlier lack.
_ADDED = {"act": ("looked_at", "TEXT"), "event": ("by", "TEXT NOT NULL DEFAULT ''")}
_ACT = "id, number, type, title, organ, date, articles, source"
# What a database that was damaged makes its reader stumble over.
_DAMAGED = (sqlite3.DatabaseError, LookupError, ValueError, TypeError, AttributeError)
DATABASES = frozenset({".sqlite", ".db", ".sqlite3"})


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a list.

    Attributes:
        rows: How many rows were entered; one act may have several, each with a change of it.
        acts: How many acts they are about.
        refused: Those that were not, in order.
        notes: What is odd about the list as a whole.
    """

    rows: int
    acts: int
    refused: tuple[Refusal, ...] = ()
    notes: tuple[Message, ...] = ()


class Register:
    """A register in SQLite. Open a `.sqlite` file, or read CSV, JSON or XLSX into memory.

    Attributes:
        refused: Rows of the lists it was made of that could not be used, as long as they are not put right.
        notes: What is odd about that list.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str, str], RegisteredAct | None] = {}
        self.refused: tuple[Refusal, ...] = ()
        self.notes: tuple[Message, ...] = ()
        self._refused_keys: dict[str, Refusal] = {}
        self._columns: dict[str, set[str]] = {}

    def _know_refused(self, refused: tuple[Refusal, ...]) -> None:
        self.refused = refused
        self._refused_keys = {row.key: row for row in reversed(refused) if row.key}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a register; lists are read into memory.

        Raises:
            WrongRegister: The file is missing or cannot be understood.
        """
        if not path.is_file():
            raise WrongRegister(say("There is no register at this place."), path=path)
        try:
            if path.suffix.lower() in DATABASES:
                register = cls(_readable(path))
                register._know_refused(kept(register._connection))
                return register
        except _DAMAGED:
            raise WrongRegister(say("This is no register."), path=path) from None
        register = cls.empty()
        register.enter(read_list(path))
        return register

    @classmethod
    def create(cls, path: Path) -> Self:
        """Open a register for writing, making it when it is not there.

        Raises:
            WrongRegister: There is another file in its place.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if path.is_file() and path.stat().st_size:
                _refuse_foreign(path)
            return cls(_prepared(sqlite3.connect(path, check_same_thread=False)))
        except sqlite3.DatabaseError:
            raise WrongRegister(
                say("This is no register, and nothing was written into it."),
                hint=say("Choose another name for the register."),
                path=path,
            ) from None

    @classmethod
    def empty(cls) -> Self:
        """A new register in memory."""
        return cls(_prepared(sqlite3.connect(":memory:", check_same_thread=False)))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def import_file(self, path: Path) -> int:
        """Add or complete acts from CSV, JSON or XLSX; rows already known are not added twice.

        Returns:
            The number of rows entered; `refused` holds the others.

        Raises:
            WrongRegister: It is no list of acts.
        """
        return self.enter(read_list(path)).rows

    def enter(self, acts: ActList) -> Entered:
        """Add or complete acts from a list. Rows are entered or refused one by one."""
        entries, refused = _read(acts)
        wrong = _contradictions(entries, self)
        refused += [Refusal(one.line, reason, one.name, one.key, one.sheet) for one, reason in wrong]
        out = {id(entry) for entry, _ in wrong}
        entries = [entry for entry in entries if id(entry) not in out]
        with self._connection:
            notes = tuple(note for entry in entries for note in self._add(entry))
            keep(self._connection, refused, [entry.key for entry in entries])
        self._known.clear()
        done = Entered(
            rows=len(entries),
            acts=len(set(map(self._identity, entries))),
            refused=tuple(sorted(refused, key=lambda row: (row.sheet, row.line))),
            notes=(*acts.notes, *notes),
        )
        self._know_refused(kept(self._connection))
        self.notes += done.notes
        return done

    def _add(self, entry: Entry) -> Iterator[Message]:
        """Enter a row; yields what it says otherwise than was known."""
        key, date = self._identity(entry)
        values = (
            key, entry.number, entry.type, entry.title, title_key(entry.title or ""), entry.organ, date or None,
            entry.articles, entry.source, entry.looked_at.isoformat() if entry.looked_at else None,
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO act (key, number, type, title, title_key, organ, date, articles, source, looked_at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET title=ifnull(title, excluded.title),"
            " title_key=CASE title_key WHEN '' THEN excluded.title_key ELSE title_key END,"
            " type=ifnull(type, excluded.type), organ=ifnull(organ, excluded.organ),"
            " articles=ifnull(articles, excluded.articles), source=ifnull(source, excluded.source),"
            " looked_at=ifnull(excluded.looked_at, looked_at)",
            values,
        )
        (identity,) = self._connection.execute(
            "SELECT id FROM act WHERE key = ? AND ifnull(date, '') = ?", (key, date)
        ).fetchone()
        events = [(one.kind, one.date.isoformat(), one.scope, one.source, one.by) for one in entry.events]
        events += [(kind, "", "", entry.source or "", by) for kind, by in entry.undated]
        self._connection.executemany(
            "INSERT OR IGNORE INTO event (act, kind, date, scope, source, by) VALUES (?,?,?,?,?,?)",
            [(identity, *event) for event in events],
        )
        for place in keep_texts(self._connection, identity, entry.texts, entry.source or ""):
            yield say("{act}, {place}: another text was known; it was replaced.", act=entry.name, place=place)

    def _identity(self, entry: Entry) -> tuple[str, str]:
        """Key and day of issue. Of an act whose number names its year, rows with and without the day are one act."""
        date = entry.date.isoformat() if entry.date else ""
        known = [
            day for (day,) in self._connection.execute("SELECT ifnull(date, '') FROM act WHERE key = ?", (entry.key,))
        ]
        if _is_unique(entry.number) and len(known) == 1 and date != known[0]:
            if date and not known[0]:
                self._connection.execute("UPDATE act SET date = ? WHERE key = ?", (date, entry.key))
                return entry.key, date
            return entry.key, known[0]
        return entry.key, date

    def find(self, number: str | None, date: dt.date | None = None, title: str | None = None) -> RegisteredAct | None:
        """The act a citation names; None when it is not known or more than one fits."""
        key = (number or "", date.isoformat() if date else "", title or "")
        if key not in self._known:
            self._known[key] = self._search(number, date, title)
        return self._known[key]

    def refusal_of(self, number: str | None, title: str | None = None) -> Refusal | None:
        """The row of an act that was refused, where the list it was read from has one."""
        return self._refused_keys.get(key_of(number, title))

    def _search(self, number: str | None, date: dt.date | None, title: str | None) -> RegisteredAct | None:
        if number:
            rows = self._rows("key = ?", key_of(number, None))
            # Administrative numbers start again every year: the year has to agree where it is known.
            if date and not _is_unique(number):
                rows = [row for row in rows if row[5] is None or row[5][:4] == str(date.year)]
        elif title:
            rows = self._rows("title_key = ?", title_key(title))
        else:
            rows = []
        return self._act(rows[0]) if len(rows) == 1 else None

    def _rows(self, condition: str, *values: str) -> list[tuple[Any, ...]]:
        looked_at = "looked_at" if self._has("act", "looked_at") else "NULL"
        return self._connection.execute(f"SELECT {_ACT}, {looked_at} FROM act WHERE {condition}", values).fetchall()  # noqa: S608

    def _has(self, table: str, column: str) -> bool:
        """Whether a table has a column that registers made earlier lack."""
        if table not in self._columns:
            self._columns[table] = {row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")}
        return column in self._columns[table]

    def names(self) -> Iterator[tuple[str | None, str | None, str | None]]:
        """Number, type and title of every act, without its life: quick to go through."""
        yield from self._connection.execute("SELECT number, type, title FROM act ORDER BY id")

    def text_of(self, act: RegisteredAct, place: PlaceInAct) -> CitedText | None:
        """What a place of an act says; None where the register does not have it."""
        identity = self._row_id(act)
        return None if identity is None else cited_text(self._connection, identity, place)

    def texts(self, act: RegisteredAct) -> tuple[PlaceText, ...]:
        """All that the register has of an act's text, place by place."""
        identity = self._row_id(act)
        return () if identity is None else texts_of(self._connection, identity)

    def _row_id(self, act: RegisteredAct) -> int | None:
        """The row of an act whose texts may be kept; None in registers made before texts were."""
        if not has_texts(self._connection):
            return None
        found = self._connection.execute(
            "SELECT id FROM act WHERE key = ? AND ifnull(date, '') = ?",
            (key_of(act.number, act.title), act.date.isoformat() if act.date else ""),
        ).fetchone()
        return None if found is None else int(found[0])

    def acts(self) -> Iterator[RegisteredAct]:
        """Every act, as entered."""
        return map(self._act, self._rows("1 = 1 ORDER BY id"))

    def _act(self, row: tuple[Any, ...]) -> RegisteredAct:
        identity, number, kind, title, organ, date, articles, source, looked_at = row
        by = "by" if self._has("event", "by") else "''"
        events = self._connection.execute(
            f"SELECT kind, date, scope, source, {by} FROM event WHERE act = ? ORDER BY date",  # noqa: S608
            (identity,),
        )
        told = list(events)
        return RegisteredAct(
            number=number, type=kind, title=title, organ=organ, date=_stored_day(date), articles=articles,
            events=tuple(Event(what, dt.date.fromisoformat(day), *rest) for what, day, *rest in told if day),
            source=source, looked_at=_stored_day(looked_at),
            undated=tuple((what, by, source) for what, day, _, source, by in told if not day),
        )  # fmt: skip

    def __len__(self) -> int:
        """How many acts are known."""
        (count,) = self._connection.execute("SELECT count(*) FROM act").fetchone()
        return int(count)


def _is_unique(number: str | None) -> bool:
    """Whether a number names its act alone: it holds the year."""
    parsed = parsed_number(number) if number else None
    return bool(parsed and parsed.year)


def _read(acts: ActList) -> tuple[list[Entry], list[Refusal]]:
    entries: list[Entry] = []
    refused: list[Refusal] = []
    for row in acts.rows:
        try:
            entries.append(entry_of(row))
        except RefusedRow as error:
            refused.append(Refusal(row.line, error.reason, *name_in(row), row.sheet))
    return entries, refused


def _contradictions(entries: Sequence[Entry], known: Register) -> list[tuple[Entry, Message]]:
    """Rows about one act that cannot all be right, with each other or with what is known already."""
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        by_key.setdefault(_group_key(entry), []).append(entry)
    found: list[tuple[Entry, Message]] = []
    for group in by_key.values():
        found += _within_group(group, _facts(known, group[0]))
    return found


def _within_group(group: Sequence[Entry], facts: Mapping[str, Any]) -> list[tuple[Entry, Message]]:
    agreed: dict[str, Any] = {}
    for name in ("date", "type", "in-force", "expired"):
        said = list(dict.fromkeys(value for entry in group for value in _said(entry, name)))
        if len(said) > 1:
            return [(entry, _against(name, entry, group)) for entry in group]
        if said and facts.get(name) and said[0] != facts[name]:
            values = {"one": said[0], "name": words_for(name), "other": facts[name]}
            return [(entry, say("it says {one} for “{name}”, the register already says {other}", **values))
                    for entry in group]  # fmt: skip
        agreed[name] = said[0] if said else facts.get(name)
    return list(_out_of_order(group, agreed["date"], agreed["in-force"]))


def _out_of_order(
    group: Sequence[Entry], date: dt.date | None, start: dt.date | None
) -> Iterator[tuple[Entry, Message]]:
    """Rows whose events cannot have happened after what other rows say."""
    begun = (Event("in-force", start),) if start else ()
    for entry in group:
        try:
            check_days(date, None, (*entry.events, *begun))
        except RefusedRow as error:
            yield entry, error.reason


def _against(name: str, entry: Entry, group: Sequence[Entry]) -> Message:
    """What a row says against the first other one that says something else."""
    own = next(iter(_said(entry, name)), None)
    line, other = next((row.line, value) for row in group for value in _said(row, name) if value != own)
    return say(
        "it says {one} for “{name}”, line {line} says {other}",
        one=own or "–",
        name=words_for(name),
        line=line,
        other=other,
    )


def _group_key(entry: Entry) -> str:
    """Administrative numbers start again every year."""
    return entry.key if _is_unique(entry.number) else f"{entry.key}|{entry.date}"


def _said(entry: Entry, name: str) -> tuple[object, ...]:
    """What a row says of a fact an act has once."""
    if name == "date":
        return (entry.date,) if entry.date else ()
    if name == "type":
        return (entry.type,) if entry.type else ()
    return tuple({event.date for event in entry.events if event.kind == name and not event.scope})


def _facts(known: Register, entry: Entry) -> dict[str, object]:
    act = known.find(entry.number, entry.date, None if entry.number else entry.title)
    if act is None:
        return {}
    starts = [event.date for event in act.events if event.kind == "in-force" and not event.scope]
    return {"date": act.date, "type": act.type, "in-force": min(starts, default=None), "expired": act.expires_on}


def _stored_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.executescript(_SCHEMA + TABLE + TEXTS)
    for table, (column, kind) in _ADDED.items():
        if all(row[1] != column for row in connection.execute(f"PRAGMA table_info({table})")):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    return connection


def _refuse_foreign(path: Path) -> None:
    """Nothing is written into a database that is somebody else's.

    Raises:
        sqlite3.DatabaseError: It is no database, or holds something and no register.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            connection.execute("SELECT key, title_key, date FROM act LIMIT 1")
    finally:
        connection.close()


def _readable(path: Path) -> sqlite3.Connection:
    """A register as it stands: whoever only looks things up writes nothing into a database, least of all a foreign one.

    Raises:
        sqlite3.DatabaseError: It is no database, or holds no register.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT key, title_key, date FROM act LIMIT 1")
        connection.execute("SELECT act, kind, date FROM event LIMIT 1")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
