"""A text that was approved as it is, which no correction changes."""

from __future__ import annotations

from validators.problems import OutputProblem, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, claims_approval


class ApprovedText(OutputProblem):
    """The text was approved as it is."""

    code = "approved-text"


def refuse_approved(record: Record) -> None:
    """Refuse to change what was approved as it is.

    Raises:
        ApprovedText: It was.
    """
    if claims_approval(record) or record.standing is Standing.WITHDRAWN:
        raise ApprovedText(
            say("This text was approved as it is; it was left alone."),
            hint=say("Make it a draft again first: pbgdpl review reopen PACKAGE --by NAME"),
        )
