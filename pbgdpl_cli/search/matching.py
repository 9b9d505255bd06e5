"""Full-text expressions of FTS5: a phrase, words near each other, words anywhere; and what they find."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from sqlite3 import Connection

from pbgdpl_cli.search.question import Question
from pbgdpl_cli.search.readings import Reading

NEAR = 8  # words that may stand between those sought
# What a word weighs in title, headings, about, acts it is about, acts it names, text. BM25 levels off, so that a word
# in the title comes before any number of words in a text.
_WEIGHTS = {"search_exact": "1e5, 300.0, 3.0, 1e5, 2.0, 1.0", "search_plain": "1e5, 300.0, 3.0, 1.0"}
_MOST_WEIGHED = 5_000  # of more finds than these, only those in titles are weighed: nobody pages to the others
_ANY_ACTS = "{acts_own acts}"


def phrase(words: Sequence[str]) -> str:
    """The words one after another."""
    return '"' + " ".join(words) + '"'


def near(words: Sequence[str]) -> str:
    """The words with a few others between them, in any order."""
    return f"NEAR({' '.join(map(_quoted, dict.fromkeys(words)))}, {NEAR})"


def neighbours(words: Sequence[str]) -> str:
    """All words anywhere, at least two that follow each other in the question following each other in the text."""
    pairs = dict.fromkeys(pairwise(words))
    return f"({' OR '.join(map(phrase, pairs))}) AND {everywhere(words)}"


def everywhere(words: Sequence[str]) -> str:
    """All words, wherever they stand."""
    return " AND ".join(map(_quoted, dict.fromkeys(words)))


def _quoted(word: str) -> str:
    return f'"{word}"'


def find(connection: Connection, reading: Reading, expression: str, question: Question) -> list[int]:
    """Numbers of the records an expression finds, best first: those in titles, those in headings, the rest.

    Args:
        connection: Of the calling thread.
        reading: In which table, with which marks.
        expression: For the words; "" when only quotes or acts are asked for.
        question: Whose quotes and acts must hold besides.
    """
    parts = [expression] if expression else []
    parts += [phrase(reading.form(words)) for words in question.quoted]
    sought = " AND ".join(f"({part})" for part in parts)
    acts = everywhere(question.acts) if question.acts else ""
    if acts and not sought:
        return _ranked(connection, "search_exact", f"{_ANY_ACTS} : ({acts})", "{acts_own}")
    if not sought:
        return []
    within = [everywhere(reading.must)] if reading.must else []
    within += [f"{_ANY_ACTS} : ({acts})"] if acts else []
    found = _ranked(connection, reading.table, sought, "{title}")
    for expression in within if found else ():
        members = set(numbers_of(connection, "search_exact", expression))
        found = [number for number in found if number in members]
    return found


def _ranked(connection: Connection, table: str, expression: str, foremost: str) -> list[int]:
    """What an expression finds, best first; of very many, those in the foremost column first, the rest as it comes."""
    rows = _weighed(connection, table, expression)
    if len(rows) <= _MOST_WEIGHED:
        return _best_first(rows)
    first = _best_first(_weighed(connection, table, f"{foremost} : ({expression})"))
    return list(dict.fromkeys([*first, *reversed(numbers_of(connection, table, expression))]))


def _weighed(connection: Connection, table: str, expression: str) -> list[tuple[int, float]]:
    return connection.execute(
        f"SELECT rowid, bm25({table}, {_WEIGHTS[table]}) FROM {table} WHERE {table} MATCH ? LIMIT {_MOST_WEIGHED + 1}",
        (expression,),
    ).fetchall()


def _best_first(rows: Sequence[tuple[int, float]]) -> list[int]:
    return [number for number, _ in sorted(rows, key=lambda row: (row[1], -row[0]))]


def numbers_of(connection: Connection, table: str, expression: str) -> list[int]:
    """Numbers of all records an expression finds, in no order that says anything."""
    rows = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))
    return [number for (number,) in rows]
