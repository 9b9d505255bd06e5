"""The short list "needs a person", ordered by the harm a mistake would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from converters.reading.boxes import Box
from converters.reading.document import Document
from validators.problems import Message, say

HARM: Mapping[str, int] = MappingProxyType(
    {
        "secrecy": 100,
        "page": 95,
        "ink": 92,
        "amount": 90,
        "number": 85,
        "date": 80,
        "citation": 75,
        "locator": 70,
        "percentage": 65,
        "duration": 60,
        "phone": 55,
        "table": 52,
        "kind": 50,
        "title": 48,
        "publisher": 45,
        "sequence": 40,
        "language": 30,
        "word": 20,
    }
)
"""How much a mistake costs, by the kind of value: a wrong fine or number misleads, a wrong letter annoys."""
_UNKNOWN = 35  # harm of a kind without a rank: less than a gap in the numbering, more than a wrong word


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at.

    Attributes:
        pointer: JSON Pointer of the value in the record; empty when it concerns the text as a whole.
        page: Where, None when it is about the whole document.
        box: Where on the page.
        text: As it stands now.
        candidates: Other readings, likeliest first.
        kind: What sort of value (a key of `HARM`).
        reason: Why, for a person.
        harm: Rank of the harm of a mistake, 0–100; higher is worse.
    """

    pointer: str
    page: int | None
    box: Box | None
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message
    harm: int


def doubt(
    kind: str,
    reason: Message,
    *,
    pointer: str = "",
    page: int | None = None,
    box: tuple[int, int, int, int] | None = None,
    text: str = "",
    candidates: tuple[str, ...] = (),
) -> Doubt:
    """A doubt with the harm of its kind."""
    where = None if box is None else Box(*box)
    return Doubt(pointer, page, where, text, candidates, kind, reason, harm_of(kind))


def harm_of(kind: str) -> int:
    """Rank of the harm a mistake of some kind does, 0–100."""
    return HARM.get(kind, _UNKNOWN)


def page_doubts(document: Document) -> list[Doubt]:
    """What readers flagged, and pages that could not be read."""
    found: list[Doubt] = []
    for page in document.pages:
        if page.failure is not None:
            found.append(doubt("page", page.failure, page=page.number))
        found += [
            doubt(flag.kind, flag.reason, page=flag.page, box=flag.box, text=flag.text, candidates=flag.candidates)
            for flag in page.flags
        ]
    if not any(page.text.strip() for page in document.pages):
        found.append(doubt("page", say("No text was found in the document.")))
    return found


def ranked(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Worst first; within one harm in the order of the pages."""
    once = {(item.kind, item.pointer, item.page, item.box, item.text, item.reason.text): item for item in doubts}
    return tuple(sorted(once.values(), key=lambda item: (-item.harm, item.page or 0)))
