"""How findings and reports name the act a citation is of."""

from __future__ import annotations

from validators.citations.acts.act_types import BY_SLUG
from validators.sharing.record import Act, Citation


def named_act(citation: Citation) -> str:
    """The act, in the same words whichever of its places is cited, so that what is said of it is said once.

    Args:
        citation: Of an act, or of a place in it; an act without a number is named as it is printed.
    """
    act = citation.act
    if act.number is None:
        return citation.text
    return f"{act.number} ({act.title})" if act.title else act.number


def entitled(act: Act) -> str | None:
    """The title of an act as one says it: with its kind ("Luật Đất đai", "Nghị định về đăng ký doanh nghiệp")."""
    kind = BY_SLUG.get(act.type or "")
    if not act.title or kind is None or act.title.casefold().startswith(kind.name.casefold()):
        return act.title
    return f"{kind.name} {act.title}"
