"""The office's offline register of legal acts: what was issued, and what happened to it on which day.

History is kept as dated events (issued, in-force, partly-expired with a scope, expired, suspended, resumed, amended),
as the national database of legal documents shows it. States are computed for a day and, where an event names a scope,
for a place in the act. What the register does not know stays unknown: never "in force" by default.

Import takes CSV (one row an act or an event; Vietnamese or English headings) and JSON (a list of acts with `events`).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from validators.citations.acts.numbers import number_key, parse_number
from validators.citations.laws.titles import title_key
from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.repair import level
from validators.problems import UnreadableInput, say

EVENTS = ("issued", "in-force", "partly-expired", "expired", "suspended", "resumed", "amended")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS act (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, number TEXT, type TEXT, title TEXT, title_key TEXT, organ TEXT,
  date TEXT, articles INTEGER, source TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS act_identity ON act (key, ifnull(date, ''));
CREATE INDEX IF NOT EXISTS act_title ON act (title_key);
CREATE TABLE IF NOT EXISTS event (
  act INTEGER NOT NULL REFERENCES act, kind TEXT NOT NULL, date TEXT NOT NULL, scope TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '', UNIQUE (act, kind, date, scope));
"""
_HEADINGS = {
    "number": ("number", "số, ký hiệu", "số ký hiệu", "so_ky_hieu", "số hiệu"),
    "type": ("type", "loại văn bản", "loại"),
    "title": ("title", "tên văn bản", "trích yếu", "trich_yeu", "tên, trích yếu"),
    "organ": ("organ", "cơ quan ban hành"),
    "date": ("date", "ngày ban hành", "ngay_ban_hanh", "date_issued"),
    "in-force": ("in_force_from", "in-force", "ngày có hiệu lực", "ngày hiệu lực"),
    "expired": ("expired_on", "expired", "ngày hết hiệu lực"),
    "partly-expired": ("partly_expired_on", "partly-expired", "ngày hết hiệu lực một phần"),
    "suspended": ("suspended_on", "suspended", "ngày ngưng hiệu lực"),
    "resumed": ("resumed_on", "resumed", "ngày hết ngưng hiệu lực"),
    "amended": ("amended_on", "amended", "ngày sửa đổi, bổ sung"),
    "scope": ("scope", "phạm vi", "phần hết hiệu lực"),
    "articles": ("articles", "số điều"),
    "source": ("source", "nguồn"),
}


# What text that is no list of acts makes the readers stumble over.
_UNLIKE_A_LIST = (LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError)


class WrongRegister(UnreadableInput):
    """The register cannot be read."""

    code = "wrong-register"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an act.

    Attributes:
        kind: One of `EVENTS`.
        date: From which day.
        scope: What part of the act ("khoản 2 Điều 6; Điều 9"); empty for the whole, or where it is not known.
        source: The act that did it, or where it was looked up.
    """

    kind: str
    date: dt.date
    scope: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """An act the office knows."""

    number: str | None
    type: str | None
    title: str | None
    organ: str | None
    date: dt.date | None
    articles: int | None
    events: tuple[Event, ...]

    def state_on(self, day: dt.date, locator: PlaceInAct | None = None) -> str:
        """The validity state on a day, of the whole act or of a place in it.

        Returns:
            A code of the vocabulary of validity states; `unknown` where the events do not tell.
        """
        past = [event for event in self.events if event.date <= day]
        if any(event.kind == "expired" and not event.scope for event in past):
            return "expired"
        if _suspended(past):
            return "suspended"
        starts = [event.date for event in self.events if event.kind == "in-force"]
        if starts and min(starts) > day:
            return "not-yet-in-force"
        partly = [
            event for event in past if event.kind == "partly-expired" or (event.kind == "expired" and event.scope)
        ]
        if partly:
            return _partial_state(partly, locator)
        return "in-force" if starts else "unknown"


def _suspended(past: list[Event]) -> bool:
    moves = sorted((event for event in past if event.kind in {"suspended", "resumed"}), key=lambda event: event.date)
    return bool(moves) and moves[-1].kind == "suspended"


def _partial_state(partly: list[Event], locator: PlaceInAct | None) -> str:
    if locator is None or not locator.article:
        return "partly-expired"
    places = [place for event in partly for place in _places(event.scope)]
    if any(_covers(place, locator) for place in places):
        return "expired"
    # Only scopes that could be read exactly can clear a place; anything else leaves the doubt.
    exact = all(_places(event.scope) for event in partly)
    touched = any(place.article == locator.article for place in places)
    return "in-force" if exact and not touched else "partly-expired"


def _places(scope: str) -> tuple[PlaceInAct, ...]:
    return tuple(place for group in find_locators(level(scope)) for place in group.locators if place.article)


def _covers(repealed: PlaceInAct, cited: PlaceInAct) -> bool:
    return (
        repealed.article == cited.article
        and repealed.clause in {None, cited.clause}
        and repealed.point in {None, cited.point}
    )


class Register:
    """A register in SQLite. Open a `.sqlite` file, or read CSV or JSON into memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str, str], RegisteredAct | None] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a register; CSV and JSON are imported into memory.

        Raises:
            WrongRegister: The file is missing or cannot be understood.
        """
        if not path.is_file():
            raise WrongRegister(say("There is no register at this place."), path=path)
        try:
            if path.suffix.lower() in {".sqlite", ".db", ".sqlite3"}:
                return cls(_readable(path))
            register = cls(_prepared(sqlite3.connect(":memory:", check_same_thread=False)))
            register.import_file(path)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter of its own message
            raise WrongRegister(say("This is no register: {reason}", reason=str(error)), path=path) from None
        return register

    @classmethod
    def create(cls, path: Path) -> Self:
        """Open a register for writing, making it when it is not there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(_prepared(sqlite3.connect(path, check_same_thread=False)))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def import_file(self, path: Path) -> int:
        """Add or complete acts from CSV or JSON; rows already known are not added twice.

        Returns:
            The number of rows understood.

        Raises:
            WrongRegister: Neither CSV with the known headings nor JSON.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
            rows = list(_json_rows(text) if path.suffix.lower() == ".json" else _csv_rows(text))
            with self._connection:
                for row in rows:
                    self._add(row)
        except (*_UNLIKE_A_LIST, csv.Error) as error:
            raise WrongRegister(
                say("The list of acts cannot be read: {reason}", reason=str(error)),
                hint=say("It needs a heading row with at least: number, date, in_force_from, expired_on."),
                path=path,
            ) from None
        self._known.clear()
        return len(rows)

    def _add(self, row: Mapping[str, Any]) -> None:
        key = _key(row["number"]) if row.get("number") else "title:" + title_key(row["title"])
        date = row.get("date")
        values = (
            key,
            row.get("number"),
            row.get("type"),
            row.get("title"),
            title_key(row.get("title") or ""),
            row.get("organ"),
            date.isoformat() if date else None,
            row.get("articles"),
            row.get("source"),
        )
        self._connection.execute(
            "INSERT INTO act (key, number, type, title, title_key, organ, date, articles, source)"
            " VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET title=ifnull(excluded.title, title),"
            " title_key=CASE excluded.title_key WHEN '' THEN title_key ELSE excluded.title_key END,"
            " type=ifnull(excluded.type, type), organ=ifnull(excluded.organ, organ),"
            " articles=ifnull(excluded.articles, articles)",
            values,
        )
        where = (key, date.isoformat() if date else "")
        (identity,) = self._connection.execute(
            "SELECT id FROM act WHERE key = ? AND ifnull(date, '') = ?", where
        ).fetchone()
        for event in row["events"]:
            self._connection.execute(
                "INSERT OR IGNORE INTO event VALUES (?,?,?,?,?)",
                (identity, event.kind, event.date.isoformat(), event.scope, event.source),
            )

    def find(self, number: str | None, date: dt.date | None = None, title: str | None = None) -> RegisteredAct | None:
        """The act a citation names; None when it is not known or more than one fits."""
        key = (number or "", date.isoformat() if date else "", title or "")
        if key not in self._known:
            self._known[key] = self._search(number, date, title)
        return self._known[key]

    def _search(self, number: str | None, date: dt.date | None, title: str | None) -> RegisteredAct | None:
        if number:
            rows = self._connection.execute("SELECT * FROM act WHERE key = ?", (_key(number),)).fetchall()
            # Administrative numbers start again every year: the year has to agree where it is known.
            parsed = parse_number(number)
            if date and parsed and parsed.year is None:
                rows = [row for row in rows if row[7] is None or row[7][:4] == str(date.year)]
        elif title:
            rows = self._connection.execute("SELECT * FROM act WHERE title_key = ?", (title_key(title),)).fetchall()
        else:
            rows = []
        return self._act(rows[0]) if len(rows) == 1 else None

    def _act(self, row: tuple[Any, ...]) -> RegisteredAct:
        events = self._connection.execute(
            "SELECT kind, date, scope, source FROM event WHERE act = ? ORDER BY date", (row[0],)
        )
        history = tuple(Event(kind, dt.date.fromisoformat(date), scope, source) for kind, date, scope, source in events)
        return RegisteredAct(
            number=row[2],
            type=row[3],
            title=row[4],
            organ=row[6],
            date=dt.date.fromisoformat(row[7]) if row[7] else None,
            articles=row[8],
            events=history,
        )

    def __len__(self) -> int:
        """How many acts are known."""
        (count,) = self._connection.execute("SELECT count(*) FROM act").fetchone()
        return int(count)


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.executescript(_SCHEMA)
    return connection


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


def _key(number: str) -> str:
    parsed = parse_number(number)
    return (parsed.key if parsed and parsed.key else None) or number_key(number)


def _csv_rows(text: str) -> Iterator[dict[str, Any]]:
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = {heading.strip().casefold(): heading for heading in reader.fieldnames or ()}
    columns = {
        name: next((names[spelling] for spelling in spellings if spelling in names), None)
        for name, spellings in _HEADINGS.items()
    }
    if not columns["number"] and not columns["title"]:
        raise ValueError("number, title")
    for row in reader:
        values = {name: (row.get(column) or "").strip() if column else "" for name, column in columns.items()}
        if values["number"] or values["title"]:
            yield _row(values, [])


def _json_rows(text: str) -> Iterator[dict[str, Any]]:
    acts = json.loads(text)
    for act in acts["acts"] if isinstance(acts, dict) else acts:
        events = [
            Event(event["kind"], _day(event["date"]) or dt.date.min, event.get("scope", ""), event.get("source", ""))
            for event in act.get("events", ())
            if event["kind"] in EVENTS
        ]
        values = {
            name: str(next((act[s] for s in spellings if act.get(s)), "")) for name, spellings in _HEADINGS.items()
        }
        if not values["number"].strip() and not values["title"].strip():
            raise ValueError("number, title")
        yield _row(values, events)


def _row(values: Mapping[str, str], events: Iterable[Event]) -> dict[str, Any]:
    found = list(events)
    for kind in EVENTS:
        date = _day(values.get(kind, ""))
        if date:
            scope = values["scope"] if kind in {"partly-expired", "amended"} else ""
            found.append(Event(kind, date, scope, values["source"]))
    texts = {name: values[name] or None for name in ("number", "type", "title", "organ", "source")}
    articles = int(values["articles"]) if values["articles"].isdigit() else None
    return {**texts, "date": _day(values["date"]), "articles": articles, "events": found}


def _day(text: str) -> dt.date | None:
    """A date as YYYY-MM-DD or D/M/YYYY; None for anything else: a register is noisy."""
    text = text.strip()
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
