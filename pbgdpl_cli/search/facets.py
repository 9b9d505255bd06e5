"""What lists are narrowed by, counted quickly: each value is a set of numbers, kept as the bits of one integer.

A hundred thousand records make a set of 12.5 kB; to count what two sets share takes microseconds. Places are kept
otherwise: a province's three thousand communes would be 40 MB of sets, gone through for every page. Each record is of
one place at most, so a column says of each number which. Sets and column follow the tables: only what changed since
the last look is read again.
"""

from __future__ import annotations

import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import compress
from operator import itemgetter, or_
from sqlite3 import Connection

from pbgdpl_cli.search.entry import FACETS

IN_COLUMN = "place"
"""The facet of which a record has one value at most, and which has too many values for a set each."""

# Asked for in one query, the two would go through all of the table.
_CHANGES = "SELECT (SELECT min(change) FROM search_changes), (SELECT max(change) FROM search_changes)"
_ZERO_OR_ONE = bytes.maketrans(b"01", b"\0\1")

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


def flags(members: int, most: int) -> bytes:
    """A set as a byte for each number up to `most`, 1 where it is in: what goes through many numbers in order."""
    return f"{members:b}"[::-1].encode().translate(_ZERO_OR_ONE).ljust(most + 1, b"\0")


class _Column:
    """Of each number which value it has; 0 stands for none. Never changed once it was given to others."""

    def __init__(self, many: int = 0) -> None:
        self.values: dict[str, int] = {}
        self.of = array("I", bytes(4 * (many + 1)))
        self._whole: dict[str, int] | None = None

    def put(self, number: int, value: str) -> None:
        """Note a number's value; before others see the column."""
        if number >= len(self.of):
            self.of.extend([0] * (number + 1 - len(self.of)))
        self.of[number] = self.values.setdefault(value, len(self.values) + 1)

    def without(self, numbers: Iterable[int]) -> _Column:
        """A copy in which these have no value."""
        copy = _Column()
        copy.values, copy.of = dict(self.values), self.of[:]
        for number in numbers:
            if number < len(copy.of):
                copy.of[number] = 0
        return copy

    def members(self, value: str) -> int:
        """The numbers that have a value, as a set."""
        held = self.values.get(value)
        found, at = [], -1
        while held is not None:
            try:
                at = self.of.index(held, at + 1)
            except ValueError:
                break
            found.append(at)
        return number_set(found)

    def counts(self, members: int | None) -> dict[str, int]:
        """How many of the members have each value; of all numbers for None."""
        if members is None and self._whole is not None:
            return self._whole
        of = self.of if members is None else compress(self.of, flags(members, len(self.of)))
        names = ["", *self.values]  # a value's number is its place among them
        counted = {names[one]: many for one, many in Counter(of).items() if one}
        if members is None:
            self._whole = counted
        return counted


class Facets:
    """The sets of one index. Safe between threads; each thread brings its own connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sets: dict[Choice, int] = {}
        self._column = _Column()
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
                held = reduce(or_, (_held(self._sets, self._column, choice) for choice in choices), 0)
                members = held if members is None else members & held
            return members

    def total(self, connection: Connection) -> tuple[int, int]:
        """How many records there are, and a number that is another after every change."""
        with self._lock:
            self._follow(connection)
            return sum(held.bit_count() for (facet, _), held in self._sets.items() if facet == FACETS[0]), self._seen

    def values(self, connection: Connection) -> list[Choice]:
        """Every facet and value that any record has."""
        with self._lock:
            self._follow(connection)
            places = ((IN_COLUMN, value) for value in self._column.counts(None))
            return [*(choice for choice, held in self._sets.items() if held), *places]

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
            sets, column = dict(self._sets), self._column
        within = {facet: _narrowed(sets, column, found, chosen, facet) for facet in FACETS}
        counted: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for (facet, value), members in sets.items():
            narrowed = within[facet]
            many = (members if narrowed is None else members & narrowed).bit_count()
            if many:
                counted[facet][value] = many
        counted[IN_COLUMN] = column.counts(within[IN_COLUMN])
        return {facet: _most_first(values) for facet, values in counted.items()}

    def _follow(self, connection: Connection) -> None:
        first, last = connection.execute(_CHANGES).fetchone()
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
        members: dict[Choice, bytearray] = defaultdict(lambda: bytearray((largest >> 3) + 1))
        column = _Column(largest)
        for number, facet, value in connection.execute("SELECT number, facet, value FROM search_facets"):
            if facet == IN_COLUMN:
                column.put(number, value)
            else:
                members[facet, value][number >> 3] |= 1 << (number & 7)
        self._sets = {choice: int.from_bytes(bits, "little") for choice, bits in members.items()}
        self._column = column

    def _read_again(self, connection: Connection, numbers: Sequence[int]) -> None:
        others = ~number_set(numbers)
        self._sets = {choice: held & others for choice, held in self._sets.items()}
        column = self._column.without(numbers)
        for number in numbers:
            rows = connection.execute("SELECT facet, value FROM search_facets WHERE number = ?", (number,))
            for facet, value in map(tuple, rows):
                if facet == IN_COLUMN:
                    column.put(number, value)
                else:
                    self._sets[facet, value] = self._sets.get((facet, value), 0) | 1 << number
        self._column = column


def _held(sets: Mapping[Choice, int], column: _Column, choice: Choice) -> int:
    return column.members(choice[1]) if choice[0] == IN_COLUMN else sets.get(choice, 0)


def _narrowed(
    sets: Mapping[Choice, int], column: _Column, found: int | None, chosen: Mapping[str, str], but: str
) -> int | None:
    for facet, value in chosen.items():
        if facet != but:
            held = _held(sets, column, (facet, value))
            found = held if found is None else found & held
    return found


def _most_first(counted: Mapping[str, int]) -> dict[str, int]:
    """The most frequent first, equally frequent ones by name."""
    return dict(sorted(sorted(counted.items()), key=itemgetter(1), reverse=True))
