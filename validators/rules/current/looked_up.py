"""What an office's register knows of the acts a material cites, put where nobody had looked, or had looked earlier."""

from __future__ import annotations

import datetime as dt

from validators.citations.register import Register, RegisteredAct
from validators.rules.current.acts import place_of
from validators.rules.current.touching import act_of
from validators.sharing.record import Citation, Record, Validity


def looked_up(record: Record, register: Register, day: dt.date) -> Record:
    """A record whose citations say whether what they cite is in force on a day.

    Args:
        record: It stays as it is; so does its content's fingerprint, which leaves out what was looked up.
        register: What it does not tell, and what a person looked up later than it was, stays as the record says.
        day: Today.
    """
    told = [_told(one, act_of(one, register), day) for one in record.legal_basis]
    return record if told == record.legal_basis else record.model_copy(update={"legal_basis": told})


def _told(citation: Citation, act: RegisteredAct | None, day: dt.date) -> Citation:
    state = "unknown" if act is None else act.state_on(day, place_of(citation))
    if act is None or state == "unknown":
        return citation
    as_of = _known_since(act, state, citation, day)
    known = citation.validity
    if known.state != "unknown" and known.as_of is not None and known.as_of > as_of:
        return citation
    validity = Validity.model_validate({"state": state, "as_of": as_of, "source": act.source})
    return citation.model_copy(update={"validity": validity})


def _known_since(act: RegisteredAct, state: str, citation: Citation, day: dt.date) -> dt.date:
    """The day the act was looked at, or its state began, if later; with today in it, all chunks changed every day."""
    event = act.deciding(state, day, place_of(citation))
    begun = None if event is None or event.date > day else event.date
    return max((one for one in (act.looked_at, begun) if one is not None), default=day)
