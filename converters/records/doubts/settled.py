"""Doubts a person has looked into: settled with name and day, and not raised again by a new conversion.

A doubt is settled in three ways: its words were put right (`converters.corrections`), the member of the record it is
about was typed by a person, or a person said that it stands rightly as it is. Only the last needs a list of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from converters.records.doubts.doubt import Doubt
from converters.records.doubts.stored_doubts import read_stored_doubts
from validators.packages.bag import PAYLOAD
from validators.packages.package import SETTLED
from validators.problems import OutputProblem, say
from validators.sharing.record import Record

NUMBERS = frozenset({"amount", "number", "date", "citation", "locator", "percentage", "duration", "phone"})
"""Kinds of doubts that no nod settles: whoever settles one types what is printed."""
_KEY = 8  # hexadecimal digits of a key; a list holds a few hundred doubts
_LARGEST = 50_000_000  # bytes of a list


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
    """

    key: str
    text: str
    who: str
    when: dt.datetime
    why: str | None = None


def key_of(doubt: Doubt) -> str:
    """A short name of a doubt that outlives a new reading: boxes move by a pixel, what is doubted and why does not."""
    told = "\n".join((doubt.kind, doubt.pointer, str(doubt.page), doubt.text, doubt.reason.text))
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:_KEY]


def read_settled(package: Path) -> tuple[Settled, ...]:
    """The list of a package, in the order in which doubts were settled; empty when there is none.

    Raises:
        DamagedList: It cannot be read.
    """
    place = package / PAYLOAD / SETTLED
    if not place.exists():
        return ()
    try:
        with place.open("rb") as stream:
            lines = stream.read(_LARGEST).splitlines()
        return tuple(_settled(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedList(
            say("The list of what people settled in this package cannot be read; it was left as it is."),
            hint=say("See what is wrong with: pbgdpl validate {path}", path=package),
            path=place,
        ) from error


def settled_json(settled: Sequence[Settled]) -> bytes:
    """The list as it is stored: one JSON object a line, UTF-8."""
    lines = [json.dumps({**asdict(one), "when": one.when.isoformat()}, ensure_ascii=False) for one in settled]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _settled(values: dict[str, Any]) -> Settled:
    why = values.get("why")
    return Settled(
        str(values["key"]),
        str(values["text"]),
        str(values["who"]),
        dt.datetime.fromisoformat(values["when"]),
        None if why is None else str(why),
    )


def still_open(doubts: Iterable[Doubt], settled: Iterable[Settled], record: Record) -> tuple[Doubt, ...]:
    """The doubts nobody has settled yet, in their order.

    Args:
        doubts: Of the conversion.
        settled: What people said.
        record: Its members that a person typed are doubted no more.
    """
    known = {one.key for one in settled}
    return tuple(doubt for doubt in doubts if key_of(doubt) not in known and not _is_typed(doubt.pointer, record))


def open_doubts(package: Path, record: Record) -> tuple[Doubt, ...]:
    """What a package has for a person to look at, worst first.

    Raises:
        DamagedList: What people settled before cannot be read.
    """
    return still_open(read_stored_doubts(package).doubts, read_settled(package), record)


def _is_typed(pointer: str, record: Record) -> bool:
    places = record.evidence.get(pointer, []) if pointer else []
    return bool(places) and all(place.method == "person" for place in places)
