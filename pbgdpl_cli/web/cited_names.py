"""What acts and places in them are called where a record's legal basis is shown."""

from __future__ import annotations

from validators.sharing.record import Act, Locator
from validators.sharing.vocabulary import name_of


def act_name(act: Act) -> str | None:
    """An act as it is cited: "Luật Trợ giúp pháp lý số 11/2017/QH14"; None when it has neither title nor number."""
    if not (act.title or act.number):
        return None
    kind = name_of("document-types", act.type, "vi") if act.type else None
    number = f"số {act.number}" if act.number else None
    return " ".join(part for part in (kind, act.title, number) if part)


def place_name(locator: Locator) -> str:
    """A place in an act, the smallest part first, as Vietnamese law cites it: "điểm b khoản 4 Điều 6"."""
    from validators.citations.locators import PlaceInAct  # its patterns take a while, and most pages name no place

    return str(PlaceInAct(**locator.model_dump()))
