"""What the articles, clauses and points of registered acts say: kept place by place, read only when asked for.

A place is known by its labels; of a point, the words that lead up to it in its clause are told too, for alone it often
says nothing ("a) Không đội mũ;").
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.repair import level
from validators.problems import Message, say

TABLE = """
CREATE TABLE IF NOT EXISTS provision (
  act INTEGER NOT NULL REFERENCES act, article TEXT NOT NULL, clause TEXT NOT NULL, point TEXT NOT NULL,
  text TEXT NOT NULL, source TEXT NOT NULL DEFAULT '', UNIQUE (act, article, clause, point));
"""
LONGEST = 20_000  # characters of one place; the longest articles without clauses have a third of it
_MOST_TOLD = 6_000  # characters of a place that are shown; beyond, people open the act itself
_MOST_PLACES = 400  # places below one that are looked through


class UnreadablePlace(ValueError):
    """A text cannot be entered; the reason has neither capital nor stop."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PlaceText:
    """What a place of an act says, with its opening as printed ("2. Phạt tiền …")."""

    place: PlaceInAct
    text: str


@dataclass(frozen=True, slots=True)
class CitedText:
    """What a place of an act says.

    Attributes:
        above: What leads up to it: the article's heading, the clause a point stands in.
        lines: Its own words, and those of the places below it.
        is_cut: More stands there than is told.
        source: Where the text was taken from.
    """

    above: tuple[str, ...]
    lines: tuple[str, ...]
    is_cut: bool = False
    source: str = ""


def text_at(place: str, text: str) -> PlaceText:
    """A text as a list gives it: its place ("điểm a khoản 2 Điều 5") and its words.

    Raises:
        UnreadablePlace: The place is none or several, or the text is longer than any place of an act.
    """
    found = [one for group in find_locators(level(place)) for one in group.locators]
    words = "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
    if len(found) != 1 or not found[0].article:
        raise UnreadablePlace(say("“{place}” is no single Điều, khoản or điểm", place=place[:60]))
    if len(words) > LONGEST:
        raise UnreadablePlace(
            say("the text of “{place}” has more than {count} characters", place=place[:60], count=LONGEST)
        )
    return PlaceText(found[0], words)


def keep_texts(
    connection: sqlite3.Connection, act: int, texts: Sequence[PlaceText], source: str
) -> Iterator[PlaceInAct]:
    """Take texts of an act down; of two for one place the later one holds.

    Args:
        connection: Of a register open for writing.
        act: Its row.
        texts: What its places say.
        source: Where they were taken from.

    Yields:
        Places that said something else before.
    """
    for one in texts:
        labels = _labels(one.place)
        known = connection.execute(
            "SELECT text FROM provision WHERE act = ? AND article = ? AND clause = ? AND point = ?", (act, *labels)
        ).fetchone()
        if known is not None and known[0] != one.text:
            yield one.place
        connection.execute("INSERT OR REPLACE INTO provision VALUES (?,?,?,?,?,?)", (act, *labels, one.text, source))


def has_texts(connection: sqlite3.Connection) -> bool:
    """Whether a register can hold texts; those made earlier cannot."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'provision'").fetchone() is not None


def texts_of(connection: sqlite3.Connection, act: int) -> tuple[PlaceText, ...]:
    """Every text of an act, in the order in which it was entered."""
    rows = connection.execute("SELECT article, clause, point, text FROM provision WHERE act = ? ORDER BY rowid", (act,))
    return tuple(
        PlaceText(PlaceInAct(article=article, clause=clause or None, point=point or None), text)
        for article, clause, point, text in rows
    )


def cited_text(connection: sqlite3.Connection, act: int, place: PlaceInAct) -> CitedText | None:
    """What a place says; None where the register does not have it, or the place is larger than an article."""
    if not place.article:
        return None
    article, clause, point = _labels(place)
    rows = connection.execute(
        "SELECT clause, point, text, source FROM provision WHERE act = ? AND article = ? ORDER BY rowid LIMIT ?",
        (act, article, _MOST_PLACES),
    ).fetchall()
    own = [row for row in rows if _is_in(row, clause, point)]
    if not own:
        return None
    above = [row[2] for row in rows if _leads_to(row, clause, point)]
    lines, is_cut = _shortened([row[2] for row in own])
    return CitedText(tuple(above), lines, is_cut or len(rows) == _MOST_PLACES, own[0][3])


def _labels(place: PlaceInAct) -> tuple[str, str, str]:
    return place.article or "", place.clause or "", place.point or ""


def _is_in(row: Sequence[str], clause: str, point: str) -> bool:
    return (not clause or row[0] == clause) and (not point or row[1] == point)


def _leads_to(row: Sequence[str], clause: str, point: str) -> bool:
    """Whether a text stands above a place: of its article, or of its clause."""
    if row[1] or _is_in(row, clause, point):
        return False
    return not row[0] or (bool(point) and row[0] == clause)


def _shortened(texts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    lines = [line for text in texts for line in text.split("\n")]
    told: list[str] = []
    left = _MOST_TOLD
    for line in lines:
        if len(line) > left:
            return (*told, f"{line[:left]}…"), True
        told.append(line)
        left -= len(line)
    return tuple(told), False


def as_plain(text: PlaceText) -> Mapping[str, str]:
    """A text as JSON lists hold it."""
    return {"place": str(text.place), "text": text.text}
