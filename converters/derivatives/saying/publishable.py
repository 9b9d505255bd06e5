"""Who may be published: approved text on law in force (QĐ 14/2019/QĐ-TTg, Điều 8.2.a; Luật 14/2012/QH13, Điều 9.1)."""

from __future__ import annotations

from validators.problems import Problem, say
from validators.sharing.record import Record
from validators.sharing.standing import next_step

_NOT_IN_FORCE = ("expired", "suspended")


class NotApproved(Problem):
    """The text has not been approved by the head of the drafting unit."""

    code = "not-approved"


class LawNotInForce(Problem):
    """The text rests on an act that has expired or is suspended."""

    code = "law-not-in-force"


def check_publishable(record: Record) -> None:
    """Make sure that derivatives for the public may be made.

    Raises:
        NotApproved: The text as it is now is not approved.
        LawNotInForce: A citation's validity is expired or suspended.
    """
    if not record.standing.is_approved:
        raise NotApproved(
            say("This material is not approved, so nothing is made from it for the public."),
            hint=say("{next} – or use --draft for a watermarked draft.", next=next_step(record)),
        )
    ended = [citation for citation in record.legal_basis if citation.validity.state in _NOT_IN_FORCE]
    if ended:
        from converters.derivatives.saying.citation_labels import citation_label

        raise LawNotInForce(
            say(
                "This material rests on law that is no longer in force: {citation}.", citation=citation_label(ended[0])
            ),
            hint=say("Update the material first, or use --draft for a watermarked draft."),
        )
