"""In which order lists show the shelf: any page of any part of it, without going through a hundred thousand rows.

The whole shelf in an order is an index of the database. A part of it is a set of numbers, and no index knows it: for
parts the numbers of the whole shelf are kept in memory in each order that was asked for, 400 kB for a hundred thousand
records, and read anew after a change.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import compress, islice
from sqlite3 import Connection

from pbgdpl_cli.search.facets import flags, number_set

NEWEST, ISSUED, TITLE = "newest", "issued", "title"
_IN_ORDER: Mapping[str, str] = {
    NEWEST: "SELECT number FROM catalogue WHERE there = 1 ORDER BY changed_at DESC, number DESC",
    ISSUED: "SELECT number FROM catalogue WHERE there = 1 ORDER BY issued DESC, number DESC",
    TITLE: "SELECT number FROM catalogue WHERE there = 1 ORDER BY title_key, number",
}
_SHARED = "SELECT number FROM catalogue WHERE there = 1 AND state = 'shared'"


class Orders:
    """The orders of one shelf. Safe between threads; each brings its own connection.

    Every method is told the mark of the shelf (`Facets.total`), which is another after each change.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[int, array[int]]] = {}
        self._shared: tuple[int, int] | None = None

    def page(
        self, connection: Connection, mark: int, order: str, members: int | None, start: int, most: int
    ) -> list[int]:
        """So many numbers of a part of the shelf from a place on; of the whole shelf where `members` is None."""
        if members is None:
            asked = f"{_statement(order)} LIMIT ? OFFSET ?"
            return [number for (number,) in connection.execute(asked, (most, start))]
        ordered = self._whole(connection, mark, order)
        return list(islice(_held(ordered, members), start, start + most))

    def changed(self, connection: Connection, mark: int, members: int | None, first: int) -> Iterator[int]:
        """The numbers of a part of the shelf from a number on, in the order they changed."""
        ordered = self._whole(connection, mark, NEWEST)
        with suppress(ValueError):  # it changed while this is read, and stands elsewhere by now: all is gone through
            ordered = ordered[: ordered.index(first) + 1]
        ordered = ordered[::-1]
        return iter(ordered) if members is None else _held(ordered, members)

    def shared(self, connection: Connection, mark: int) -> int:
        """The approved materials as a set."""
        with self._lock:
            if self._shared is None or self._shared[0] != mark:
                self._shared = mark, number_set(_numbers(connection, _SHARED))
            return self._shared[1]

    def _whole(self, connection: Connection, mark: int, order: str) -> array[int]:
        with self._lock:
            kept = self._kept.get(order)
            if kept is None or kept[0] != mark:
                kept = self._kept[order] = mark, array("I", _numbers(connection, _statement(order)))
            return kept[1]


def _held(ordered: array[int], members: int) -> Iterator[int]:
    held = flags(members, max(ordered, default=0))
    return compress(ordered, map(held.__getitem__, ordered))


def _statement(order: str) -> str:
    return _IN_ORDER.get(order, _IN_ORDER[NEWEST])


def _numbers(connection: Connection, asked: str) -> Iterator[int]:
    cursor = connection.cursor()
    cursor.row_factory = None  # rows by name take twice as long, and here are as many as there are records
    return (number for (number,) in cursor.execute(asked))
