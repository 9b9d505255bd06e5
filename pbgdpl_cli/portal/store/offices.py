"""Whose a record is. A record belongs to the office whose token brought it.

One that came without an office's token, from before there were tokens or from an editor, belongs to the office it names
as its publisher.
"""

from __future__ import annotations

import json
from sqlite3 import Connection, Row

from validators.language.unicode_hygiene import normalized
from validators.problems import Problem, say
from validators.sharing.record import Record


class OtherOffice(Problem):
    """An uploader touches what belongs to another office."""

    code = "other-office"


def office_key(name: str) -> str:
    """A name by which offices are compared: capitals, blanks and the way marks are encoded make no other office."""
    return " ".join(normalized("NFC", name).casefold().split())


def check_owner(row: Row, office: str) -> None:
    """Refuse what an office may not touch.

    Args:
        row: The stored record, with `office` and `body`.
        office: Whose token is presented.

    Raises:
        OtherOffice: The record belongs to another office.
    """
    publisher = json.loads(row["body"]).get("publisher") or {}
    owner = row["office"] or publisher.get("name", "")
    if office_key(owner) != office_key(office):
        raise OtherOffice(
            say("The record belongs to another office."),
            hint=say("That office, or an editor of the portal, may change it."),
        )


def check_publisher(connection: Connection, record: Record, office: str) -> None:
    """Refuse a new record in another office's name; names of offices that have no token here are not known as such.

    Raises:
        OtherOffice: The publisher is another office that writes here.
    """
    named = office_key(record.publisher.name if record.publisher else office)
    offices = {office_key(row["office"]) for row in connection.execute("SELECT DISTINCT office FROM tokens")}
    if named != office_key(office) and named in offices:
        raise OtherOffice(
            say("The record names another office of this portal as its publisher."),
            hint=say("That office, or an editor of the portal, may send it."),
        )
