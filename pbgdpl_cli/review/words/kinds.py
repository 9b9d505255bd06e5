"""What people call the kinds of places that are doubted."""

from __future__ import annotations

from validators.problems import Message, say

_KINDS = {
    "secrecy": say("Secrecy mark"),
    "amount": say("Amount"),
    "number": say("Number"),
    "date": say("Date"),
    "citation": say("Citation"),
    "locator": say("Article, clause or point"),
    "percentage": say("Percentage"),
    "duration": say("Time limit"),
    "phone": say("Telephone number"),
    "word": say("Word"),
    "title": say("Title"),
    "kind": say("Kind of material"),
    "publisher": say("Issuing organ"),
    "sequence": say("Numbering"),
    "language": say("Language"),
    "table": say("Table"),
    "page": say("Page"),
    "ink": say("Ink without a word"),
    "line": say("Line"),
}


def kind_of(kind: str) -> Message | str:
    """What people call a kind of doubt; the kind itself where it has no name."""
    return _KINDS.get(kind, kind)
