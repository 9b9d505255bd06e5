"""Full-text expressions of FTS5: a phrase, words near each other, words anywhere; and what they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise
from sqlite3 import Connection

from pbgdpl_cli.search.question import Question
from pbgdpl_cli.search.readings import EXACT, Looking, Reading
from pbgdpl_cli.search.words import unmarked

NEAR = 8  # words that may stand between those sought
# What a word weighs in title, headings, about, acts it is about, acts it names, text. BM25 levels off, so that a word
# in the title comes before any number of words in a text.
_WEIGHTS = {"search_exact": "1e5, 300.0, 3.0, 1e5, 2.0, 1.0", "search_plain": "1e5, 300.0, 3.0, 1.0"}
_MOST_WEIGHED = 5_000  # of more finds than these, those in titles come first and then the newest
_MOST_FOREMOST = 1_000  # finds of common words in titles that come before all others
_MOST_READ = 30  # finds of common words that are read to see how often they have them
_ANY_ACTS = "{acts_own acts}"

Express = Callable[[Sequence[str]], str]
"""Makes an expression of words."""


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


def find(looking: Looking, reading: Reading, express: Express, words: Sequence[str], question: Question) -> list[int]:
    """Numbers of the records an expression finds, best first: those in titles, those in headings, the rest.

    Args:
        looking: What the look may cost.
        reading: In which table, with which marks.
        express: Makes the expression of the words.
        words: Of the question; none when only quotes or acts are asked for.
        question: Whose quotes and acts must hold besides.
    """
    stretches = [reading.form(quoted) for quoted in question.quoted]
    parts = [phrase(stretch) for stretch in stretches]
    if words:
        parts.insert(0, express(reading.form(words)))
        stretches.insert(0, reading.form(words))
    sought = " AND ".join(f"({part})" for part in parts)
    acts = f"{_ANY_ACTS} : ({everywhere(question.acts)})" if question.acts else ""
    if acts and not sought:
        return _ranked(looking, "search_exact", acts, [question.acts], "{acts_own}")
    if not sought:
        return []
    found = _ranked(looking, reading.table, sought, stretches, "{title}")
    for expression in filter(None, (everywhere(reading.must) if reading.must else "", acts)):
        members = _among(looking.connection, expression, found)
        found = [number for number in found if number in members]
    return found


def _among(connection: Connection, expression: str, found: Sequence[int]) -> set[int]:
    """Numbers of the records between the oldest and the newest find that an expression finds with marks."""
    if not found:
        return set()
    asked = "SELECT rowid FROM search_exact WHERE search_exact MATCH ? AND rowid BETWEEN ? AND ?"
    return {number for (number,) in connection.execute(asked, (expression, min(found), max(found)))}


def _ranked(
    looking: Looking, table: str, expression: str, stretches: Sequence[Sequence[str]], foremost: str
) -> list[int]:
    """What an expression finds, best first; of very many, those in the foremost column first, then the newest."""
    words = list(dict.fromkeys(chain.from_iterable(stretches)))
    heavy = looking.is_heavy(table, expression, words)
    if not heavy and looking.fewest(table, words) <= _MOST_WEIGHED:
        return _best_first(looking, table, expression)
    found = looking.walk(table, expression, words)
    if not heavy and len(found) <= _MOST_WEIGHED:
        return _best_first(looking, table, expression)
    in_titles = f"{foremost} : ({expression})"
    if heavy:
        first = looking.glance(table, in_titles, words, _MOST_FOREMOST) if found else []
    else:
        first = _best_first(looking, table, in_titles)
    found = list(dict.fromkeys([*first, *found]))
    return _by_text(looking.connection, table, stretches, found, set(first)) if heavy else found


def _by_text(
    connection: Connection,
    table: str,
    stretches: Sequence[Sequence[str]],
    found: Sequence[int],
    first: AbstractSet[int],
) -> list[int]:
    """Finds of common words, those first that have them often; BM25 would count the words in all records for it."""
    times: dict[int, tuple[int, int]] = {}
    pairs = {" ".join(pair) for stretch in stretches for pair in pairwise(stretch)}
    for number in found[:_MOST_READ]:
        (text,) = connection.execute("SELECT text FROM search_text WHERE number = ?", (number,)).fetchone()
        text = text if table == EXACT.table else unmarked(text)
        times[number] = (
            -sum(text.count(" ".join(stretch)) for stretch in stretches),
            -sum(pair in text for pair in pairs),
        )
    return sorted(found, key=lambda number: (number not in first, times.get(number, (0, 0))))


def _best_first(looking: Looking, table: str, expression: str) -> list[int]:
    rows = looking.connection.execute(
        f"SELECT rowid, bm25({table}, {_WEIGHTS[table]}) FROM {table} WHERE {table} MATCH ?", (expression,)
    ).fetchall()
    numbers = [number for number, _ in sorted(rows, key=lambda row: (row[1], -row[0]))]
    return numbers if looking.holds is None else list(filter(looking.holds, numbers))
