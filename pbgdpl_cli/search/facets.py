"""What lists are narrowed by, counted quickly: each value is a set of numbers, kept as the bits of one integer.

A hundred thousand records make a set of 12.5 kB; to count what two sets share takes microseconds. The sets follow the
tables: only what changed since the last look is read again.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from sqlite3 import Connection

from pbgdpl_cli.search.entry import FACETS

Choice = tuple[str, str]
"""A facet and a value of it."""

Within = tuple[frozenset[Choice], ...]
"""A part of the shelf: what has at least one choice of every set. Empty for the whole."""


def number_set(numbers: Iterable[int]) -> int:
    """Numbers as the bits of an integer."""
    numbers = list(numbers)
    if not numbers:
        return 0
    bits = bytearray((max(numbers) >> 3) + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def holder(members: int) -> Callable[[int], bool]:
    """Whether a number is in a set, for asking many: a byte is looked at, where shifting would copy the whole set."""
    bits = members.to_bytes((members.bit_length() + 7) >> 3, "little")
    end = len(bits) << 3
    return lambda number: number < end and bits[number >> 3] >> (number & 7) & 1 == 1


class Facets:
    """The sets of one index. Safe between threads; each thread brings its own connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sets: dict[tuple[str, str], int] = {}
        self._seen = -1

    def matching(self, connection: Connection, chosen: Mapping[str, str], within: Within = ()) -> int | None:
        """Numbers of the records that have every chosen value and are within a part; None when nothing is chosen."""
        return self.members(connection, (*within, *(frozenset((choice,)) for choice in chosen.items())))

    def members(self, connection: Connection, within: Within) -> int | None:
        """Numbers of the records of a part of the shelf; None for the whole."""
        with self._lock:
            self._follow(connection)
            members: int | None = None
            for choices in within:
                held = reduce(or_, (self._sets.get(choice, 0) for choice in choices), 0)
                members = held if members is None else members & held
            return members

    def counts(self, connection: Connection, found: int | None, chosen: Mapping[str, str]) -> dict[str, dict[str, int]]:
        """How many of what was found have each value, by facet, the most frequent first.

        Args:
            connection: Of the calling thread.
            found: What the words found within the part of the shelf asked for; None for every record.
            chosen: What the list is narrowed by. A facet's own choice does not narrow its counts, so that another value
                can be chosen in its stead; all others do, so that no choice leads to an empty page.
        """
        with self._lock:
            self._follow(connection)
            sets = dict(self._sets)
        within = {facet: _narrowed(sets, found, chosen, facet) for facet in FACETS}
        counted: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for (facet, value), members in sets.items():
            narrowed = within[facet]
            many = (members if narrowed is None else members & narrowed).bit_count()
            if many:
                counted[facet][value] = many
        return {facet: dict(sorted(values.items(), key=_most_first)) for facet, values in counted.items()}

    def _follow(self, connection: Connection) -> None:
        first, last = connection.execute("SELECT min(change), max(change) FROM search_changes").fetchone()
        if last is None or last == self._seen:
            return
        if self._seen < 0 or first > self._seen + 1:
            self._read_all(connection)
        else:
            rows = connection.execute("SELECT DISTINCT number FROM search_changes WHERE change > ?", (self._seen,))
            self._read_again(connection, [number for (number,) in rows])
        self._seen = last

    def _read_all(self, connection: Connection) -> None:
        (largest,) = connection.execute("SELECT coalesce(max(number), 0) FROM search_text").fetchone()
        members: dict[tuple[str, str], bytearray] = defaultdict(lambda: bytearray((largest >> 3) + 1))
        for number, facet, value in connection.execute("SELECT number, facet, value FROM search_facets"):
            members[facet, value][number >> 3] |= 1 << (number & 7)
        self._sets = {choice: int.from_bytes(bits, "little") for choice, bits in members.items()}

    def _read_again(self, connection: Connection, numbers: Sequence[int]) -> None:
        others = ~number_set(numbers)
        self._sets = {choice: held & others for choice, held in self._sets.items()}
        for number in numbers:
            rows = connection.execute("SELECT facet, value FROM search_facets WHERE number = ?", (number,))
            for choice in map(tuple, rows):
                self._sets[choice] = self._sets.get(choice, 0) | 1 << number


def _narrowed(
    sets: Mapping[tuple[str, str], int], found: int | None, chosen: Mapping[str, str], but: str
) -> int | None:
    for facet, value in chosen.items():
        if facet != but:
            held = sets.get((facet, value), 0)
            found = held if found is None else found & held
    return found


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
