"""Doubts a person has looked into: settled with name and day, and not raised again by a new conversion.

A doubt is settled in three ways: its words were put right (`converters.corrections`), the member of the record it is
about was typed by a person, or a person said that it stands rightly as it is. Only the last needs a list of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.kept_lists import KeptList
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.stored_doubts import read_stored_doubts
from validators.packages.package import SETTLED
from validators.problems import OutputProblem, say
from validators.sharing.record import Record

NUMBERS = frozenset({"amount", "number", "date", "citation", "locator", "percentage", "duration", "phone"})
"""Kinds of doubts that no nod settles: whoever settles one types what is printed."""
_KEY = 8  # hexadecimal digits for what is doubted and why, and as many for where it stands


class DamagedList(OutputProblem):
    """The list of settled doubts cannot be read: whatever was done now would lose what people did."""

    code = "damaged-settled"


@dataclass(frozen=True, slots=True)
class Settled:
    """A doubt that a person looked into and found to stand rightly.

    Attributes:
        key: Of the doubt (`key_of`).
        text: What stood there.
        who: Who looked.
        when: With the offset from UTC.
        why: A note for those who read the history.
        box: Where it stood, in pixels of the page image; None where it has no place of its own.
    """

    key: str
    text: str
    who: str
    when: dt.datetime
    why: str | None = None
    box: Box | None = None

    def is_about(self, doubt: Doubt) -> bool:
        """Whether a doubt is the one that was settled, in this reading or a later one.

        What is doubted and why stays the same; the box may have moved by some pixels. A page may bear two such doubts,
        and whoever looked at one of them has not looked at the other.
        """
        if self.key[:_KEY] != key_of(doubt)[:_KEY]:
            return False
        if self.box is None or doubt.box is None:
            return self.box is doubt.box
        return doubt.box.holds(self.box.centre_x, self.box.centre_y)


def key_of(doubt: Doubt) -> str:
    """The name of a doubt: what is doubted and why, then where, so that two like ones of a page are two."""
    told = f"{doubt.kind}\n{doubt.pointer}\n{doubt.page}\n{doubt.text}\n{doubt.reason.text}"
    return _digest(told) + _digest(str(doubt.box))


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:_KEY]


def settled_now(doubt: Doubt, who: str, when: dt.datetime, why: str | None = None, text: str | None = None) -> Settled:
    """A doubt that a person found to stand rightly; `text` is what stands there, where the doubt itself names none."""
    return Settled(key_of(doubt), doubt.text if text is None else text, who, when, why, doubt.box)


_LIST = KeptList(
    SETTLED,
    Settled,
    DamagedList,
    say("The list of what people settled in this package cannot be read; it was left as it is."),
)


def read_settled(package: Path) -> tuple[Settled, ...]:
    """The list of a package, in the order in which doubts were settled; empty when there is none.

    Raises:
        DamagedList: It cannot be read.
    """
    return _LIST.read(package)


def settled_json(settled: Sequence[Settled]) -> bytes:
    """The list as it is stored: one JSON object a line, UTF-8."""
    return _LIST.json(settled)


def still_open(doubts: Iterable[Doubt], settled: Iterable[Settled], record: Record) -> tuple[Doubt, ...]:
    """The doubts nobody has settled yet, in their order.

    Args:
        doubts: Of the conversion.
        settled: What people said.
        record: Its members that a person typed are doubted no more.
    """
    known: dict[str, list[Settled]] = defaultdict(list)
    for one in settled:
        known[one.key[:_KEY]].append(one)
    return tuple(
        doubt
        for doubt in doubts
        if not (known and any(one.is_about(doubt) for one in known.get(key_of(doubt)[:_KEY], ())))
        and not _is_typed(doubt.pointer, record)
    )


def open_doubts(package: Path, record: Record) -> tuple[Doubt, ...]:
    """What a package has for a person to look at, worst first.

    Raises:
        DamagedList: What people settled before cannot be read.
    """
    return still_open(read_stored_doubts(package).doubts, read_settled(package), record)


def _is_typed(pointer: str, record: Record) -> bool:
    """Whether a person typed a value, or a part of one: the name of an organ that was not found."""
    places = record.evidence.get(pointer, []) if pointer else []
    if not places and pointer.count("/") == 1:
        places = [one for name, of in record.evidence.items() if name.startswith(f"{pointer}/") for one in of]
    return bool(places) and all(place.method == "person" for place in places)
