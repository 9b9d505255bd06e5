"""What readers of a page are told about a material that is not approved, or no longer."""

from __future__ import annotations

from validators.problems import Message, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing


def badge(record: Record) -> Message | None:
    """The mark on everything that must not be taken for final; None for approved material."""
    standing = record.standing
    if standing.is_approved:
        return None
    return say("Withdrawn") if standing is Standing.WITHDRAWN else say("Draft")


def notice(record: Record) -> Message | None:
    """The sentence beside the mark."""
    standing = record.standing
    if standing.is_approved:
        return None
    if standing is Standing.WITHDRAWN:
        return say("This text was withdrawn. Do not quote it or pass it on.")
    return say("This text was not approved yet. It may hold mistakes; do not quote it or pass it on.")
