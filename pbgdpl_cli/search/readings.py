"""The ways one question can be read, the closest to what was typed first.

Marks that were typed are meant: "án" does not find "an", "thuê" not "thuế". Words typed without marks find every word
they could be, those written so first. A marked word that is no Vietnamese syllable is a slip of the keyboard, and is
read without its marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from pbgdpl_cli.search.besides.units import parted
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
MANY = 2000  # records: a word that so many have is none by which a material is known
_RARER = 20  # times: "luc" stands as such in names and abbreviations only, as "lực" everywhere
COMMON = 10_000  # records: a word of so many is taken to be in all
EFFORT = 1_000_000  # records times words whose places one question may look at; a tenth of a second of a core at most
MOST_FOUND = 5_000  # finds: nobody pages to the others, and that there are more is told
_LEAST_SEEN = 0.998  # a look at less than the newest five hundredth costs as much to begin as to do
_MOST_COUNTED = 60_000  # records with each stretch, summed: BM25 counts each of them in all
_MOST_SIFTED = 20_000  # finds that are gone through for those within a choice; a twentieth of a second again


class Looking:
    """One look into an index for one question: what it may still cost, and what was counted already.

    A common word stands in nearly every record, and whether two of them stand together is known only by looking at
    all their places. So looks for common words go from the newest record back, until enough is found or enough was
    looked at. What is rare is always looked for everywhere.

    Attributes:
        connection: Of the calling thread.
        newest: The largest number of a record.
        whole: Whether everything was looked at so far: else there may be more than was found.
        holds: Which numbers count; None for all.
    """

    def __init__(
        self, connection: Connection, effort: int | None = EFFORT, holds: Callable[[int], bool] | None = None
    ) -> None:
        self.connection = connection
        self.whole = True
        self.holds = holds
        self._left = effort
        self._counted: dict[tuple[str, str, int], int] = {}
        self.newest = int(connection.execute("SELECT coalesce(max(number), 0) FROM search_text").fetchone()[0])

    def records_with(self, table: str, word: str, most: int = MANY) -> int:
        """How many records have a word, or words side by side, in the form of that table; counted to `most` at most."""
        key = table, word, most
        if key not in self._counted:
            counted = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {most})"
            self._counted[key] = int(self.connection.execute(counted, (f'"{word}"',)).fetchone()[0])
        return self._counted[key]

    def is_known(self, word: str, *, marks: bool = True) -> bool:
        """Whether any record has the word."""
        return self.records_with("search_exact" if marks else "search_plain", word, 1) > 0

    def is_heavy(self, table: str, expression: str, words: Sequence[str]) -> bool:
        """Whether to count every stretch of an expression in all records, as BM25 does, is too much."""
        if self.newest > COMMON <= self.fewest(table, words):
            return True
        stretches = expression.count('"') // 2
        if stretches * COMMON <= _MOST_COUNTED:
            return False
        mean = sum(self.records_with(table, word, COMMON) for word in words) // len(words)
        return stretches * mean > _MOST_COUNTED

    def fewest(self, table: str, words: Sequence[str]) -> int:
        """In how many records the rarest word is: only there are places looked at."""
        for most in (MANY, COMMON):
            fewest = min((self.records_with(table, word, most) for word in words), default=0)
            if fewest < most:
                return fewest
        return max(COMMON, self.newest)

    def walk(self, table: str, expression: str, words: Sequence[str]) -> list[int]:
        """Numbers of the records an expression finds, newest first; `whole` tells whether it is all of them.

        Args:
            table: Where to look.
            expression: Of FTS5.
            words: All words of it, in the table's form.
        """
        found, whole = self._walked(table, expression, words, MOST_FOUND)
        self.whole &= whole
        return found

    def glance(self, table: str, expression: str, words: Sequence[str], most: int) -> list[int]:
        """The newest of what an expression finds, so many at most, for what need not know of all."""
        return self._walked(table, expression, words, most)[0]

    def _walked(self, table: str, expression: str, words: Sequence[str], most: int) -> tuple[list[int], bool]:
        cost = self.fewest(table, words) * max(1, _places(expression))
        share = (self._left or 0) * 2 // 3  # so that looser looks have something too
        oldest = self.newest * (cost - share) // cost + 1 if self._left is not None and cost > share else 0
        asked = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? ORDER BY rowid DESC"
        if oldest > self.newest * _LEAST_SEEN:
            return [], False
        rows = (number for (number,) in self.connection.execute(asked, (expression, oldest)))
        if self._left is None:
            return list(filter(self.holds, rows) if self.holds else rows), True
        enough = most if self.holds is None else max(most, _MOST_SIFTED)
        found = list(islice(rows, enough + 1))
        reached = found[-1] if len(found) > enough else oldest
        self._left = max(0, self._left - cost * (self.newest - reached) // max(1, self.newest))
        held = found[:enough] if self.holds is None else list(filter(self.holds, found))
        return held[:most], not oldest and len(found) <= enough and len(held) <= most


def _places(expression: str) -> int:
    """How many words of each record an expression looks for: a word that is said twice is looked for twice."""
    return sum(len(stretch.split()) for stretch in expression.split('"')[1::2])


def readings(looking: Looking, words: Sequence[str]) -> Iterator[Reading]:
    """The readings to try before marks are dropped."""
    words = parted(words)
    if any(map(has_marks, words)) or not _rare_unmarked(looking, words):
        yield EXACT
    meant = tuple(word for word in words if has_marks(word) and (is_syllable(word) or looking.is_known(word)))
    if len(meant) < len(words):
        yield Reading("search_plain", meant)


def types_no_marks(looking: Looking, words: Sequence[str]) -> bool:
    """Whether a person types without marks, so that a mark here or there is chance ("bao luc gia dình")."""
    words = parted(words)
    marked = sum(map(has_marks, words))
    return 0 < marked < len(_rare_unmarked(looking, words))


def _rare_unmarked(looking: Looking, words: Sequence[str]) -> list[str]:
    """The words typed without marks that are rare so, and common once every mark is allowed."""
    return [
        word
        for word in words
        if word.isalpha()
        and not has_marks(word)
        and looking.records_with("search_exact", word) * _RARER < looking.records_with("search_plain", word)
    ]
