"""The ways one question can be read, the closest to what was typed first.

Marks that were typed are meant: "án" does not find "an", "thuê" not "thuế". Words typed without marks find every word
they could be, those written so first. A marked word that is no Vietnamese syllable is a slip of the keyboard, and is
read without its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from pbgdpl_cli.search.words import has_marks, unmarked
from validators.language.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the words of a question.

    Attributes:
        table: Where to look: `search_exact` or `search_plain`.
        must: Words that must be there with these very marks, where the table itself knows none.
    """

    table: str
    must: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it tells "án" from "an"."""
        return self.table == "search_exact"

    def form(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words as its table holds them."""
        return tuple(words) if self.exact else tuple(map(unmarked, words))


EXACT = Reading("search_exact")
_MANY = 2000  # records
_RARER = 20  # times: "luc" stands as such in names and abbreviations only, as "lực" everywhere


def readings(connection: Connection, words: Sequence[str]) -> Iterator[Reading]:
    """The readings to try before marks are dropped."""
    if any(map(has_marks, words)) or not _rare_unmarked(connection, words):
        yield EXACT
    meant = tuple(word for word in words if has_marks(word) and (is_syllable(word) or is_known(connection, word)))
    if len(meant) < len(words):
        yield Reading("search_plain", meant)


def types_no_marks(connection: Connection, words: Sequence[str]) -> bool:
    """Whether a person types without marks, so that a mark here or there is chance ("bao luc gia dình")."""
    marked = sum(map(has_marks, words))
    return 0 < marked < len(_rare_unmarked(connection, words))


def _rare_unmarked(connection: Connection, words: Sequence[str]) -> list[str]:
    """The words typed without marks that are rare so, and common once every mark is allowed."""
    return [
        word
        for word in words
        if word.isalpha()
        and not has_marks(word)
        and records_with(connection, "search_exact", word) * _RARER < records_with(connection, "search_plain", word)
    ]


def is_known(connection: Connection, word: str, *, marks: bool = True) -> bool:
    """Whether any record has the word."""
    return records_with(connection, "search_exact" if marks else "search_plain", word) > 0


def records_with(connection: Connection, table: str, word: str) -> int:
    """How many records have a word, in the form of that table; no more than tell a common word from a rare one."""
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {_MANY})"
    return int(connection.execute(counted, (f'"{word}"',)).fetchone()[0])
