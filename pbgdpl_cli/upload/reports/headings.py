"""Our columns as people read them: names, and what stands in them.

Programs read codes (`.json`) and names of fields (`.csv`, too, whose cells are for people: it is opened like a sheet).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pbgdpl_cli.i18n import told
from pbgdpl_cli.upload.ledger import ItemState
from validators.problems import Message, say

FOR_PEOPLE = frozenset({".xlsx", ".html"})
FOR_PROGRAMS = frozenset({".json"})
HEADINGS: Mapping[str, Message] = {
    "path": say("Package"),
    "result": say("Result"),
    "problem": say("Why it was not sent"),
    "code": say("Code"),
    "target": say("Portal"),
    "identifier": say("Identifier"),
    "revision": say("Revision"),
    "title": say("Title"),
    "state": say("State"),
    "remote": say("Address"),
    "note": say("Note"),
    "bytes_sent": say("Bytes sent"),
    "started_at": say("Begun at"),
    "changed_at": say("Last changed at"),
    "sent_at": say("Sent at"),
    "confirmed_at": say("Confirmed at"),
    "files": say("Files sent"),
    "allowed": say("Rules overruled"),
    "batch": say("Run"),
    "drafts": say("Drafts let through"),
}
STATES: Mapping[ItemState, Message] = {
    ItemState.PLANNED: say("not sent yet"),
    ItemState.SENDING: say("being sent"),
    ItemState.RECORD_SENT: say("sent, not seen there yet"),
    ItemState.CONFIRMED: say("arrived"),
    ItemState.CONFLICT: say("conflict"),
    ItemState.REFUSED: say("refused"),
    ItemState.FAILED: say("failed"),
    ItemState.WITHDRAWING: say("being taken back"),
    ItemState.WITHDRAWN: say("taken back"),
}
"""How far a package came, as people say it."""


def headings_for(place: Path, names: Iterable[str]) -> list[str]:
    """Names of columns for a file of this name; one that is not ours stays.

    Args:
        place: Where the table goes: its ending says who reads it.
        names: Of fields.
    """
    people = place.suffix.lower() in FOR_PEOPLE
    return [told(HEADINGS[name]) if people and name in HEADINGS else name for name in names]


def is_heading_of(heading: str, names: Iterable[str]) -> bool:
    """Whether a column is one of ours, called by its field's name or as people read it."""
    return any(heading in (name, told(HEADINGS[name])) for name in names)
