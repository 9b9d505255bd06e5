"""Who may be published: approved text on law in force (QĐ 14/2019/QĐ-TTg, Điều 8.2.a; Luật 14/2012/QH13, Điều 9.1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from validators.problems import Problem, say
from validators.sharing.staleness import has_ended

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record


class NotApproved(Problem):
    """The text has not been approved by the head of the drafting unit."""

    code = "not-approved"


class LawNotInForce(Problem):
    """The text rests on an act that has expired or is suspended."""

    code = "law-not-in-force"


def check_publishable(record: Record, day: dt.date, ended: str | None = None) -> None:
    """Make sure that derivatives for the public may be made on a day.

    Args:
        record: The material.
        day: The day.
        ended: An act of its basis that the register says has ended; None where it says so of none.

    Raises:
        NotApproved: The text as it is now is not approved.
        LawNotInForce: An act it rests on has ended by then or is suspended, as the record or the register says.
    """
    if not record.standing.is_approved:
        from validators.sharing.standing import next_step

        raise NotApproved(
            say("This material is not approved, so nothing is made from it for the public."),
            hint=say("{next} – or use --draft for a watermarked draft.", next=next_step(record)),
        )
    expired = next((citation for citation in record.legal_basis if has_ended(citation, day)), None)
    if expired is not None:
        from converters.derivatives.saying.citation_labels import citation_label

        ended = citation_label(expired)
    if ended is not None:
        raise LawNotInForce(
            say("This material rests on law that is no longer in force: {citation}.", citation=ended),
            hint=say("Update the material first, or use --draft for a watermarked draft."),
        )
