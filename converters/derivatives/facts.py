"""What of a record decides whether its derivatives are as they should be, without the record itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the model of a record takes longer to load than all that a run needs that changes nothing
    from validators.sharing.record import Citation, Record


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a record.

    Attributes:
        path: Below `data/`, as the record has it.
        role: What it is for.
        sha256: As it was sealed.
        text_sha256: Of the text it was made from; None where it was made from none.
    """

    path: str
    role: str
    sha256: str
    text_sha256: str | None


@dataclass(frozen=True, slots=True)
class CitedFacts:
    """An act of the basis, as a register of acts is asked of it.

    Attributes:
        text: As printed.
        role: What it is cited for.
        number: Of the act.
        date: Its day of issue, ISO 8601.
        title: Its name.
        place: Where in it, by the names of `PlaceInAct`.
    """

    text: str
    role: str | None
    number: str | None
    date: str | None
    title: str | None
    place: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What `derive` asks of a record before it makes anything.

    Attributes:
        text_sha256: See `content_fingerprint`.
        look_sha256: See `look_fingerprint`.
        approved: Whether the text as it is may be shown as final.
        ends: The first day on which law it rests on is no longer in force; None where none is known (`end_of`).
        files: Of the record, in its order.
        alt_texts: What who cannot see a picture is told, by its path.
        cited: The acts of the basis.
    """

    text_sha256: str
    look_sha256: str
    approved: bool
    ends: dt.date | None
    files: tuple[FileFacts, ...] = ()
    alt_texts: Mapping[str, str] = field(default_factory=dict)
    cited: tuple[CitedFacts, ...] = ()

    def is_publishable(self, day: dt.date) -> bool:
        """Whether derivatives for the public may be made on a day; see `check_publishable`."""
        return self.approved and (self.ends is None or day < self.ends)


def facts_of(record: Record) -> Facts:
    """The facts of a record."""
    from validators.sharing.fingerprint import content_fingerprint
    from validators.sharing.staleness import end_of, look_fingerprint

    return Facts(
        content_fingerprint(record),
        look_fingerprint(record),
        record.standing.is_approved,
        min(filter(None, map(end_of, record.legal_basis)), default=None),
        tuple(FileFacts(one.path, one.role, one.sha256, one.derived_text_sha256) for one in record.files),
        dict(record.accessibility.alt_texts),
        tuple(map(_cited, record.legal_basis)),
    )


def _cited(citation: Citation) -> CitedFacts:
    act = citation.act
    place = citation.locator.model_dump(exclude_none=True)
    date = None if act.date is None else act.date.isoformat()
    return CitedFacts(citation.text, citation.role, act.number, date, act.title, place)
