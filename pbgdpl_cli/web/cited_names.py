"""What acts and places in them are called where a record's legal basis is shown."""

from __future__ import annotations

from validators.citations.locators import Locator as CitedPlace
from validators.sharing.record import Act, Locator
from validators.sharing.vocabulary import vocabulary


def act_name(act: Act) -> str | None:
    """An act as it is cited: "Luật Trợ giúp pháp lý số 11/2017/QH14"; None when it has neither title nor number."""
    if not (act.title or act.number):
        return None
    kind = vocabulary("document-types").find(act.type) if act.type else None
    number = f"số {act.number}" if act.number else None
    return " ".join(part for part in (kind.vi if kind else act.type, act.title, number) if part)


def place_name(locator: Locator) -> str:
    """A place in an act, the smallest part first, as Vietnamese law cites it: "điểm b khoản 4 Điều 6"."""
    return str(CitedPlace(**locator.model_dump()))
