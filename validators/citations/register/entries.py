"""A row of a list as an act and what happened to it, or a clear sentence why it cannot be used.

A row counts as a whole or not at all: an act of which only the pleasant half was read would be called in force.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validators.citations.acts.act_types import BY_SLUG, type_named
from validators.citations.acts.numbers import ActNumber, find_numbers, number_key, parse_number
from validators.citations.acts.standards import standard_number
from validators.citations.laws.titles import title_key
from validators.citations.register.acts import EVENTS, Event
from validators.citations.register.lists import ListedRow
from validators.citations.register.texts import PlaceText, UnreadablePlace, text_at
from validators.language.days import NOTHING, UnreadableDay, read_day
from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say

_WHOLE = frozenset({"toàn bộ", "toàn bộ văn bản", "cả văn bản", "toàn văn bản", "whole", "the whole", "all"})
_DATED = tuple(kind for kind in EVENTS if kind != "issued")
_ENDS = frozenset({"expired", "partly-expired", "suspended"})
_SAID = (
    (re.compile(r"ngưng hiệu lực|ngừng hiệu lực|suspended", re.IGNORECASE), frozenset({"suspended"})),
    (
        re.compile(r"hết hiệu lực|bị bãi bỏ|không còn hiệu lực|không còn phù hợp|expired|repealed", re.IGNORECASE),
        frozenset({"expired", "partly-expired"}),
    ),
)
"""Words of a column of states, and the events of which one has to have its day."""
_NUMBER_SHAPE = re.compile(r"\d[\w.]*\s*[-/]\s*[A-ZĐÐa-zđ\d]")
_PARTS = re.compile(r"\s*;\s*|\n")
_MOST_ARTICLES = 2_000  # the Civil Code has 689


_WORDS = {
    "date": say("day of issue"), "type": say("type of act"), "looked-at": say("day it was looked up"),
    "issued": say("issued"), "in-force": say("in force"), "partly-expired": say("partly expired"),
    "expired": say("expired"), "suspended": say("suspended"), "resumed": say("in force again"),
    "amended": say("amended"),
}  # fmt: skip


def words_for(name: str) -> Message:
    """What a column of days or a kind of event is called."""
    return _WORDS[name]


class RefusedRow(ValueError):
    """A row that cannot be used; its message says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was refused.

    Attributes:
        line: Where it stands.
        reason: Why, in a sentence without capital and stop.
        name: The number or title it gives, as printed.
        key: By which a citation finds the act; empty where the row names none.
        sheet: On which sheet of a workbook, where it has more than one with acts.
    """

    line: int
    reason: Message
    name: str = ""
    key: str = ""
    sheet: str = ""

    @property
    def where(self) -> str:
        """The line, with its sheet as spreadsheets write it."""
        return f"{self.sheet}!{self.line}" if self.sheet else str(self.line)

    def told(self) -> Message:
        """One sentence."""
        if self.name:
            return say(
                "Line {line} ({name}) was refused: {reason}.", line=self.where, name=self.name, reason=self.reason
            )
        return say("Line {line} was refused: {reason}.", line=self.where, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is entered: the act's own facts, its events, relations whose day it does not tell, and its texts."""

    line: int
    key: str
    number: str | None
    type: str | None
    title: str | None
    organ: str | None
    date: dt.date | None
    articles: int | None
    source: str | None
    looked_at: dt.date | None
    events: tuple[Event, ...]
    undated: tuple[tuple[str, str], ...] = ()
    texts: tuple[PlaceText, ...] = ()
    sheet: str = ""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.number or self.title or ""


@lru_cache(maxsize=8192)
def parsed_number(number: str) -> ActNumber | None:
    """A number of the register read once, however often it is asked for."""
    return parse_number(number)


@lru_cache(maxsize=8192)
def key_of(number: str | None, title: str | None) -> str:
    """By which an act is found: its number however it is written, else its title."""
    if number:
        number = standard_number(number) or number
        parsed = parsed_number(number)
        return (parsed.key if parsed and parsed.key else None) or number_key(number)
    return "title:" + title_key(title or "") if title else ""


def entry_of(row: ListedRow) -> Entry:
    """A row read.

    Raises:
        RefusedRow: Something in it is no date, number or count, or contradicts the rest.
    """
    if row.doubt:
        raise RefusedRow(row.doubt)
    number, title = _text(row, "number"), _text(row, "title")
    number = standard_number(number or "") or number
    if not (number or title):
        raise RefusedRow(say("it names neither number nor title"))
    parsed = _number(number, title)
    date = _day(row.cells, "date")
    events = (*_listed(row.events), *_columns(row))
    check_days(date, parsed, events)
    _check_state(_text(row, "state"), events)
    return Entry(
        line=row.line, key=key_of(number, title), number=number, type=_type(row), title=title,
        organ=_text(row, "organ"), date=date, articles=_articles(row), source=_text(row, "source"),
        looked_at=_day(row.cells, "looked-at"), events=events, undated=_undated(row),
        texts=tuple(_texts(row)), sheet=row.sheet,
    )  # fmt: skip


def _texts(row: ListedRow) -> Iterator[PlaceText]:
    """What places of the act say: of a column, and of a list written out."""
    said = [(row.cells.get("place"), row.cells.get("text"))] if {"place", "text"} & row.cells.keys() else []
    for one in row.texts:
        if not isinstance(one, dict):
            raise RefusedRow(say("one of its texts is none"))
        said.append((one.get("place"), one.get("text")))
    for place, text in said:
        if not str(place or "").strip() or not str(text or "").strip():
            raise RefusedRow(say("a place and its text stand together, or neither does"))
        try:
            yield text_at(str(place), normalized("NFC", str(text)))
        except UnreadablePlace as problem:
            raise RefusedRow(problem.reason) from None


def name_in(row: ListedRow) -> tuple[str, str]:
    """The number or title of a row, read or not, and the key by which a citation would find it."""
    number, title = _text(row, "number"), _text(row, "title")
    return number or title or "", key_of(number, title)


def _text(row: ListedRow, name: str) -> str | None:
    value = row.cells.get(name)
    text = " ".join(normalized("NFC", "" if value is None else str(value)).split())
    return text or None


def _number(number: str | None, title: str | None) -> ActNumber | None:
    if number is None or standard_number(number):
        return None
    parsed = parsed_number(number)
    if parsed is None and (_is_day(number) or not _NUMBER_SHAPE.search(number)):
        if title and parsed_number(title):
            raise RefusedRow(say("number and title stand in each other's column"))
        raise RefusedRow(say("“{number}” is no number of an act", number=number[:60]))
    if parsed and len({one.key for one in find_numbers(number)}) > 1:
        raise RefusedRow(say("“{number}” names several acts; give each its row", number=number[:60]))
    return parsed


def _is_day(text: str) -> bool:
    try:
        return read_day(text) is not None
    except UnreadableDay:
        return False


def _type(row: ListedRow) -> str | None:
    said = _text(row, "type")
    if said is None:
        return None
    known = said if said in BY_SLUG else type_named(said)
    if known is None:
        raise RefusedRow(say("“{type}” is no type of act", type=said[:40]))
    return known


def _articles(row: ListedRow) -> int | None:
    said = _text(row, "articles")
    if said is None:
        return None
    count = re.fullmatch(r"(\d{1,6})(?:\.0+)?(?: điều)?", said, re.IGNORECASE)
    if count is None or not 0 < int(count[1]) <= _MOST_ARTICLES:
        raise RefusedRow(say("“{count}” is no number of articles", count=said[:40]))
    return int(count[1])


def _day(cells: Mapping[str, object], name: str) -> dt.date | None:
    try:
        return read_day(cells.get(name))
    except UnreadableDay as error:
        raise RefusedRow(say("{column}: {reason}", column=words_for(name), reason=error.message)) from None


def _columns(row: ListedRow) -> Iterator[Event]:
    """Events that stand in columns of their own."""
    days = {kind: day for kind in _DATED if (day := _day(row.cells, kind))}
    scope = _scope(_text(row, "scope"), days)
    source = _text(row, "source") or ""
    by = {"amended": _acts(row, "amended-by"), "expired": _acts(row, "replaced-by")}
    by["partly-expired"] = by["amended"] or by["expired"]
    for kind, day in days.items():
        yield Event(kind, day, scope.get(kind, ""), source, "; ".join(by.get(kind, ())))


def _scope(said: str | None, days: Mapping[str, dt.date]) -> dict[str, str]:
    """To which of a row's events its scope belongs: the end of a part, else a change, else the end."""
    if said is None:
        return {}
    if said.casefold() in _WHOLE:
        return {}
    kinds = [kind for kind in ("partly-expired", "amended", "expired", "in-force") if kind in days]
    if not kinds:
        raise RefusedRow(say("it names a part (“{scope}”), but no day of a change", scope=said[:60]))
    return dict.fromkeys(kinds[:1] + [kind for kind in kinds[1:] if kind == "amended"], said)


def _undated(row: ListedRow) -> tuple[tuple[str, str], ...]:
    """Who amended or replaced the act, where it is not said from when."""
    wanted = {"amended": "amended-by", "expired": "replaced-by"}
    partly = _day(row.cells, "partly-expired") is not None
    return tuple(
        (kind, "; ".join(acts))
        for kind, name in wanted.items()
        if (acts := _acts(row, name)) and not partly and _day(row.cells, kind) is None
    )


def _acts(row: ListedRow, name: str) -> tuple[str, ...]:
    said = _text(row, name)
    return tuple(part.strip() for part in _PARTS.split(said) if part.strip().casefold() not in NOTHING) if said else ()


def _listed(events: Sequence[object]) -> Iterator[Event]:
    """Events written out one by one."""
    for event in events:
        if not isinstance(event, dict):
            raise RefusedRow(say("one of its events is none"))
        kind = str(event.get("kind", "")).strip().casefold().replace("_", "-").replace(" ", "-")
        if kind not in EVENTS:
            raise RefusedRow(
                say("“{kind}” is no kind of event; known are {known}", kind=event.get("kind"), known=", ".join(EVENTS))
            )
        day = _day({kind: event.get("date")}, kind)
        if day is None:
            raise RefusedRow(say("the event “{kind}” has no day", kind=words_for(kind)))
        scope = " ".join(str(event.get("scope") or "").split())
        whole = scope.casefold() in _WHOLE
        yield Event(kind, day, "" if whole else scope, str(event.get("source") or ""), str(event.get("by") or ""))


def check_days(date: dt.date | None, number: ActNumber | None, events: Sequence[Event]) -> None:
    """An act begins on or after the day it is issued, and ends after it began.

    Raises:
        RefusedRow: The days contradict each other: most often two columns or two numbers have been exchanged.
    """
    if date and number and number.year and number.year != date.year:
        raise RefusedRow(say("its number says {year}, its day of issue {date}", year=number.year, date=date))
    for event in events:
        if date and event.date < date and event.kind != "issued":
            raise RefusedRow(
                say(
                    "“{kind}” on {day} comes before its issue on {date}",
                    kind=words_for(event.kind),
                    day=event.date,
                    date=date,
                )
            )
        if number and number.year and event.date.year < number.year:
            raise RefusedRow(
                say("“{kind}” on {day} comes before the year of its number", kind=words_for(event.kind), day=event.date)
            )
    start = min((event.date for event in events if event.kind == "in-force"), default=None)
    for event in events:
        if start and event.kind in _ENDS and event.date <= start and not event.scope:
            raise RefusedRow(
                say(
                    "“{kind}” on {day} does not come after its beginning on {start}",
                    kind=words_for(event.kind),
                    day=event.date,
                    start=start,
                )
            )


def _check_state(said: str | None, events: Sequence[Event]) -> None:
    """A state without its day is no knowledge; that an act or a part of it has ended must not get lost, though."""
    for words, kinds in _SAID:
        if said and words.search(said):
            if not any(event.kind in kinds for event in events):
                raise RefusedRow(say("it says “{state}”, but not since which day", state=said[:60]))
            return
