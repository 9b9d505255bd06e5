"""What of a record still rests on doubted places, and which of its citations no person has decided about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from converters.corrections.cited.said import CitationSaid, Decision, keys_of, latest
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.masking import NumbersToRead
from pbgdpl_cli.web.cited_names import act_name, place_name
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Deadline, Evidence, Procedure, Record, RightOrDuty, Sanction

MOST_LISTED = 200
"""Places that a sheet names one by one: nobody reads more, and their number is told."""
_ITEMS = (Sanction, RightOrDuty, Deadline, Procedure)
_HIDDEN = "[?]"
_Middles = Mapping[int, Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that still needs a person.

    Attributes:
        page: Number of the page; None where it concerns the whole document.
        kind: What sort of value.
        text: As it stands; empty for a number, whose reading is told to nobody who may still read it.
    """

    page: int | None
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A citation nobody decided about, or a fine, duty or time limit that rests on a doubted place.

    Attributes:
        pointer: Of the value in the record.
        page: Where it was read first; None where nobody knows.
        text: What it says, numbers left out that are still to be read.
        in_doubt: Whether a doubted place stands in it.
    """

    pointer: str
    page: int | None
    text: str
    in_doubt: bool


def unread_numbers(doubts: Iterable[Doubt]) -> Sequence[Doubt]:
    """Amounts, dates, numbers and places in acts that stand there in doubt: no approval passes them over.

    Where a value is missing nothing stands that could mislead; that is told, and an approval may name it.
    """
    return [one for one in doubts if one.kind in NUMBERS and one.text]


def open_listed(doubts: Sequence[Doubt]) -> tuple[OpenPlace, ...]:
    """The worst of what still needs a person, as a sheet names it."""
    return tuple(OpenPlace(one.page, one.kind, "" if one.kind in NUMBERS else one.text) for one in doubts[:MOST_LISTED])


def undecided_citations(record: Record, log: Sequence[CitationSaid], doubts: Sequence[Doubt]) -> tuple[Undecided, ...]:
    """The citations of a record that nobody decided about, in its order.

    Args:
        record: The record.
        log: What people said of its citations.
        doubts: What still needs a person.
    """
    decided = {one.key for one in latest(log) if one.decision is not Decision.OPEN}
    keys = keys_of(record.legal_basis, log)
    left = [at for at, key in enumerate(keys) if key not in decided]
    named = {json_pointer("legal_basis", at): _named(record, at) for at in left}
    return _undecided(record, named, doubts)


def items_in_doubt(record: Record, doubts: Sequence[Doubt]) -> tuple[Undecided, ...]:
    """The fines, duties, time limits and procedures of a record that were read where something is doubted."""
    named = {
        json_pointer("content", at): block.title if isinstance(block, Procedure) else _told(block)
        for at, block in enumerate(record.content)
        if isinstance(block, _ITEMS)
    }
    return tuple(one for one in _undecided(record, named, doubts) if one.in_doubt)


def _told(block: Sanction | RightOrDuty | Deadline) -> str:
    return block.behaviour if isinstance(block, Sanction) else block.text


def _named(record: Record, at: int) -> str:
    one = record.legal_basis[at]
    cites = " ".join(part for part in (place_name(one.locator), act_name(one.act)) if part)
    return f"{one.text} → {cites}" if cites else one.text


def _undecided(record: Record, named: Mapping[str, str], doubts: Sequence[Doubt]) -> tuple[Undecided, ...]:
    places = _places(record, named)
    middles, pointers = _middles(doubts), [one.pointer for one in doubts if one.pointer]
    hidden = NumbersToRead(one.text for one in unread_numbers(doubts))
    return tuple(
        Undecided(
            pointer,
            next((place.page for place in places[pointer] if place.page is not None), None),
            hidden.taken_out(text, _HIDDEN),
            any(_holds(place, middles) for place in places[pointer])
            or any(one == pointer or one.startswith(f"{pointer}/") for one in pointers),
        )
        for pointer, text in named.items()
    )


def _places(record: Record, wanted: Iterable[str]) -> Mapping[str, Sequence[Evidence]]:
    """Where each of some values was read, with the members it has: "/content/3" and "/content/3/amount_min"."""
    found: dict[str, list[Evidence]] = {pointer: [] for pointer in wanted}
    for name, of in record.evidence.items():
        value = "/".join(name.split("/", 3)[:3])
        if value in found:
            found[value] += of
    return found


def _middles(doubts: Iterable[Doubt]) -> _Middles:
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for one in doubts:
        if one.page is not None and one.box is not None:
            found[one.page].append((one.box.centre_x, one.box.centre_y))
    return found


def _holds(place: Evidence, middles: _Middles) -> bool:
    if place.box is None or place.page is None:
        return False
    box = Box(*place.box)
    return any(box.holds(x, y) for x, y in middles.get(place.page, ()))
