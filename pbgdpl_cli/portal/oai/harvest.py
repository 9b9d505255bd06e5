"""What other portals may pull: approved records in the order they changed, and tombstones of what was handed on once.

Drafts are for people who look at this portal; they are not handed on. A material that was handed on and then became
a draft again is told as deleted: whoever copied it must not go on showing a text nobody approves any more.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import heapq
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from sqlite3 import Row

from pbgdpl_cli.portal.oai.sets import SetOfRecords, part_of, set_of, sets_of
from pbgdpl_cli.portal.shelf.collections import Collection
from pbgdpl_cli.portal.store.catalogue import SHARED
from pbgdpl_cli.portal.store.provenance import Provenance
from pbgdpl_cli.portal.store.stores import PortalStores

PAGE = 100
_LONGEST_TOKEN = 2000  # characters; ours have two hundred
_LARGEST_NUMBER = 2**63 - 1  # SQLite's


@dataclass(frozen=True, slots=True)
class HarvestSpan:
    """A span of datestamps (both ends included, None is open), in a format and a set, and where in it to go on."""

    first: str | None = None
    last: str | None = None
    prefix: str = "oai_dc"
    set_spec: str | None = None
    after: tuple[str, int] | None = None
    cursor: int = 0

    def token(self) -> str:
        """The span as a resumption token, which holds everything: the portal remembers nothing."""
        text = json.dumps([self.first, self.last, self.prefix, self.set_spec, self.after, self.cursor])
        return base64.urlsafe_b64encode(text.encode()).decode()


@dataclass(frozen=True, slots=True)
class HarvestedRecord:
    """A record for harvesters.

    Attributes:
        identifier: Of the record.
        changed_at: Its datestamp, as the database writes it.
        there: Whether it is handed on still; else a tombstone.
        sets: What it belongs to.
        place: Where it stands in the order of changes.
    """

    identifier: str
    changed_at: str
    there: bool
    sets: tuple[str, ...]
    place: tuple[str, int]


def span_of_token(token: str) -> HarvestSpan | None:
    """The span a resumption token stands for; None when it is no token of ours."""
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        first, last, prefix, set_spec, after, cursor = json.loads(base64.urlsafe_b64decode(token.encode()))
        changed_at, number = after
    except (ValueError, TypeError, binascii.Error, UnicodeError, RecursionError):
        return None
    texts = all(value is None or _is_text(value) for value in (first, last, set_spec))
    numbers = all(type(value) is int and 0 <= value <= _LARGEST_NUMBER for value in (number, cursor))
    if not texts or not numbers or not _is_text(changed_at) or not _is_text(prefix):
        return None
    return HarvestSpan(first, last, prefix, set_spec, (changed_at, number), cursor)


def _is_text(value: object) -> bool:
    """Whether it is a text a database takes: JSON may hold half of a sign."""
    return isinstance(value, str) and value.isprintable()


class Harvest:
    """The portal's records as harvesters see them."""

    def __init__(self, stores: PortalStores, collections: tuple[Collection, ...]) -> None:
        self._database = stores.database
        self._catalogue = stores.catalogue
        self._collections = collections
        self._origins = stores.origins

    def page(self, span: HarvestSpan, most: int = PAGE) -> tuple[list[HarvestedRecord], HarvestSpan | None]:
        """A page of a span, and the span of what follows if there is more."""
        found = list(itertools.islice(self._handed_on(span), most + 1))
        if len(found) <= most:
            return found, None
        return found[:most], replace(span, after=found[most - 1].place, cursor=span.cursor + most)

    def _handed_on(self, span: HarvestSpan) -> Iterator[HarvestedRecord]:
        """Everything of a span that is or was handed on, in order."""
        if span.set_spec is None:
            return self._in_order(span)
        gone = (one for one in self._in_order(span, " AND there = 0") if span.set_spec in one.sets)
        return heapq.merge(self._present(span, span.set_spec), gone, key=lambda one: one.place)

    def _in_order(self, span: HarvestSpan, condition: str = "") -> Iterator[HarvestedRecord]:
        """What was handed on or withdrawn in a span, batch by batch."""
        place = span.after or ("", 0)
        while rows := self._database.rows(
            f"{_HANDED_ON}{_within(span)}{condition} AND (changed_at, number) > (:changed_at, :number)"
            " ORDER BY changed_at, number LIMIT :most",
            {"first": span.first, "last": span.last, "changed_at": place[0], "number": place[1], "most": PAGE + 1},
        ):
            yield from map(self._harvested, rows)
            place = rows[-1]["changed_at"], rows[-1]["number"]

    def _present(self, span: HarvestSpan, spec: str) -> Iterator[HarvestedRecord]:
        """What of a set is there: found in the sets that lists are narrowed by, and not by going through the shelf."""
        within = part_of(spec, self._collections)
        after = max(span.after or ("", 0), (span.first or "", 0))
        numbers = iter(()) if within is None else self._catalogue.changed(within, after)
        while batch := list(itertools.islice(numbers, PAGE + 1)):
            rows = self._database.rows(
                f"{_HANDED_ON}{_within(span)} AND number IN ({', '.join(map(str, batch))})",
                {"first": span.first, "last": span.last},
            )
            found = sorted(map(self._harvested, rows), key=lambda one: one.place)
            yield from (one for one in found if span.after is None or one.place > span.after)

    def one(self, identifier: str) -> HarvestedRecord | None:
        """One record by its identifier."""
        row = self._database.row(f"{_HANDED_ON} AND identifier = :identifier", {"identifier": identifier})
        return None if row is None else self._harvested(row)

    def body(self, item: HarvestedRecord) -> str:
        """A record as JSON."""
        row = self._database.row("SELECT body FROM records WHERE identifier = ?", (item.identifier,))
        return "" if row is None else str(row["body"])

    def origin(self, item: HarvestedRecord) -> Provenance | None:
        """The portal a record was taken from; None for our own."""
        return self._origins.of(item.identifier)

    def sets(self) -> tuple[SetOfRecords, ...]:
        """Every set anything belongs to or did."""
        values = self._catalogue.values()
        found = {one for value in values for one in sets_of([value], ())}
        found |= {set_of(one) for one in self._collections if self._catalogue.count(one.within)}
        rows = self._database.rows("SELECT DISTINCT facets FROM catalogue WHERE there = 0")
        found |= {one for row in rows for one in sets_of(_facets(row), self._collections)}
        return tuple(sorted(found, key=lambda one: one.spec))

    def earliest(self) -> str:
        """The earliest datestamp."""
        row = self._database.row("SELECT min(changed_at) AS first FROM catalogue")
        return str(row["first"]) if row and row["first"] else dt.datetime(2026, 1, 1, tzinfo=dt.UTC).isoformat()

    def _harvested(self, row: Row) -> HarvestedRecord:
        there = bool(row["there"]) and row["state"] == SHARED
        sets = tuple(one.spec for one in sets_of(_facets(row), self._collections))
        return HarvestedRecord(
            row["identifier"], row["changed_at"], there, sets, (row["changed_at"], row["number"]),
        )  # fmt: skip


# A record in the workflow state "withdrawn" may have been handed on by another portal: it is told as deleted.
_HANDED_ON = (
    "SELECT number, identifier, changed_at, there, state, facets FROM catalogue"
    " WHERE (state <> 'kept' OR NOT there OR identifier IN (SELECT identifier FROM handed_on))"
)


def _within(span: HarvestSpan) -> str:
    """The ends of a span as a condition; an end that is open must not stand in the way of the index."""
    first = " AND changed_at >= :first" if span.first else ""
    return first + (" AND changed_at <= :last" if span.last else "")


def _facets(row: Row) -> list[tuple[str, str]]:
    return [(facet, value) for facet, value in json.loads(row["facets"])]
