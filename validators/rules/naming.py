"""How a finding names the act a citation is of."""

from __future__ import annotations

from validators.sharing.record import Citation


def named_act(citation: Citation) -> str:
    """The act, in the same words whichever of its places is cited, so that what is said of it is said once.

    Args:
        citation: Of an act, or of a place in it; an act without a number is named as it is printed.
    """
    act = citation.act
    if act.number is None:
        return citation.text
    return f"{act.number} ({act.title})" if act.title else act.number
