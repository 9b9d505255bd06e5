"""What other portals may pull: approved records in the order they changed, and tombstones of withdrawn ones.

Drafts are for people who look at this portal; they are not handed on.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Row

from pbgdpl_cli.state.database import Database
from validators.sharing.record import Record
from validators.sharing.standing import Standing

PAGE = 100


@dataclass(frozen=True, slots=True)
class HarvestSpan:
    """A span of datestamps (both ends included, None is open) and where in it to go on."""

    first: str | None = None
    last: str | None = None
    after: tuple[str, int] | None = None

    def token(self) -> str:
        """The span as a resumption token, which holds everything: the portal remembers nothing."""
        text = json.dumps([self.first, self.last, self.after])
        return base64.urlsafe_b64encode(text.encode()).decode()


@dataclass(frozen=True, slots=True)
class HarvestedRecord:
    """A record for harvesters; `record` is None when it was withdrawn."""

    identifier: str
    changed_at: str
    record: Record | None
    place: tuple[str, int]


def span_of_token(token: str) -> HarvestSpan | None:
    """The span a resumption token stands for; None when it is no token of ours."""
    try:
        first, last, after = json.loads(base64.urlsafe_b64decode(token.encode()))
        changed_at, number = after
        if not all(value is None or isinstance(value, str) for value in (first, last, changed_at)):
            return None
        return HarvestSpan(first, last, (str(changed_at), int(number)))
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        return None


class Harvest:
    """The portal's records as harvesters see them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, span: HarvestSpan, most: int = PAGE) -> tuple[list[HarvestedRecord], HarvestSpan | None]:
        """A page of a span, and the span of what follows if there is more."""
        found = list(itertools.islice(self._shared(span), most + 1))
        more = HarvestSpan(span.first, span.last, found[most - 1].place) if len(found) > most else None
        return found[:most], more

    def _shared(self, span: HarvestSpan) -> Iterator[HarvestedRecord]:
        """Everything of a span that is handed on, in order; drafts are passed over batch by batch."""
        changed_at, number = span.after or ("", 0)
        while rows := self._database.rows(
            "SELECT * FROM records WHERE (:first IS NULL OR changed_at >= :first)"
            " AND (:last IS NULL OR changed_at <= :last) AND (changed_at, number) > (:changed_at, :number)"
            " ORDER BY changed_at, number LIMIT :most",
            {"first": span.first, "last": span.last, "changed_at": changed_at, "number": number, "most": PAGE + 1},
        ):
            yield from (shared for row in rows if (shared := _harvested(row)))
            changed_at, number = rows[-1]["changed_at"], rows[-1]["number"]

    def one(self, identifier: str) -> HarvestedRecord | None:
        """One record by its identifier."""
        row = self._database.row("SELECT * FROM records WHERE identifier = ?", (identifier,))
        return None if row is None else _harvested(row)

    def earliest(self) -> str:
        """The earliest datestamp."""
        row = self._database.row("SELECT min(changed_at) AS first FROM records")
        return str(row["first"]) if row and row["first"] else dt.datetime(2026, 1, 1, tzinfo=dt.UTC).isoformat()


def _harvested(row: Row) -> HarvestedRecord | None:
    """What is handed on of a stored record: itself once approved, a tombstone once withdrawn, nothing of a draft."""
    record = None if row["withdrawn_at"] else Record.model_validate_json(row["body"])
    if record is not None and record.standing is Standing.WITHDRAWN:
        record = None
    if record is not None and not record.standing.is_approved:
        return None
    return HarvestedRecord(row["identifier"], row["changed_at"], record, (row["changed_at"], row["number"]))
