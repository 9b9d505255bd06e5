"""One citation a person decided about, and the log of them that a package keeps; only the latest of a key holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from converters.kept_lists import KeptList
from converters.reading.boxes import Box
from validators.packages.package import CITED
from validators.problems import OutputProblem, say
from validators.sharing.record import Citation, Locator

_KEY = 12  # hexadecimal digits: two citations of one record share them by chance once in 10^9

Identity = tuple[str, Locator]
"""What tells one citation of a record from another: the act and the place in it."""


class DamagedCitations(OutputProblem):
    """The log cannot be read: whatever was done now would lose what people did."""

    code = "damaged-citations"


class Decision(StrEnum):
    """What a person decided.

    Attributes:
        CONFIRMED: It is right as it was read.
        CORRECTED: It means another act, place or role.
        REMOVED: It is no citation of this material.
        ADDED: It was not read, and stands there.
        OPEN: What was decided holds no more; the reading counts again.
    """

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REMOVED = "removed"
    ADDED = "added"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CitationSaid:
    """What a person said of one citation.

    Attributes:
        key: The same through all later decisions about it.
        decision: What was decided.
        read: As the program read it; None for one that was added.
        after: As it is; None where it is none, or where nothing is decided any more.
        who: Who looked.
        when: With the offset from UTC.
        page: Where its words stand; None where nobody knows.
        box: Around them, in pixels of the page image as stored; None without geometry.
        size: Width and height of that image; None where that is not known.
        why: A note for those who read the history.
        before: As it stood when the person looked; None where nothing stood there.
    """

    key: str
    decision: Decision
    read: Citation | None
    after: Citation | None
    who: str
    when: dt.datetime
    page: int | None = None
    box: Box | None = None
    size: tuple[int, int] | None = None
    why: str | None = None
    before: Citation | None = None


def identity_of(citation: Citation) -> Identity:
    """What tells a citation from others of its record; how the act's number is written does not matter."""
    # Their patterns take a while, and most packages are opened for their words.
    from validators.citations.acts.numbers import number_key
    from validators.citations.laws.titles import title_key

    act = citation.act
    named = number_key(act.number) if act.number else f"{act.type}:{title_key(act.title or '')}:{act.year or ''}"
    return named, citation.locator


def key_of(citation: Citation, log: Sequence[CitationSaid]) -> str:
    """The key of a citation of a record: that of what was decided about it, else one made of what it cites."""
    return keys_of([citation], log)[0]


def keys_of(citations: Iterable[Citation], log: Sequence[CitationSaid]) -> list[str]:
    """The keys of citations of one record, in their order."""
    known: dict[Identity, str] = {}
    for one in latest(log):
        if one.after is not None:
            known.setdefault(identity_of(one.after), one.key)
    return [known.get(mine) or _new_key(mine) for mine in map(identity_of, citations)]


def _new_key(mine: Identity) -> str:
    return hashlib.sha256(f"{mine[0]}\n{mine[1].model_dump_json()}".encode()).hexdigest()[:_KEY]


def latest(log: Sequence[CitationSaid]) -> tuple[CitationSaid, ...]:
    """What holds of a log: the last decision about each citation, in the order in which they were first decided."""
    held: dict[str, CitationSaid] = {}
    for one in log:
        held[one.key] = one
    return tuple(held.values())


_LIST = KeptList(
    CITED,
    CitationSaid,
    DamagedCitations,
    say("The list of what people said of citations in this package cannot be read; it was left as it is."),
)


def read_cited(package: Path) -> tuple[CitationSaid, ...]:
    """The log of a package, in the order in which it was written; empty when there is none.

    Raises:
        DamagedCitations: It cannot be read.
    """
    return _LIST.read(package)


def cited_json(log: Sequence[CitationSaid]) -> bytes:
    """The log as it is stored: one JSON object a line, UTF-8."""
    return _LIST.json(log)
