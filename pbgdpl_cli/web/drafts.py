"""Whether a page must say that a text was not approved, and how it says so."""

from __future__ import annotations

from validators.problems import say
from validators.sharing.record import Record

DRAFT_NOTICE = say("This text was not approved yet. It may hold mistakes; do not quote it or pass it on.")


def is_draft(record: Record) -> bool:
    """Whether the text was not approved yet: it may be read, and must not be taken for final."""
    return record.workflow.state in ("draft", "compared") and record.approval.state != "approved"
