"""The acts a material rests on: each act once, with the places in it that are cited."""

from __future__ import annotations

from collections.abc import Iterable

from pbgdpl_cli.portal.pages.frame import Visit
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say
from validators.sharing.record import Act, Citation, Locator, Validity
from validators.sharing.vocabulary import name_of


def legal_basis(to: Visit, citations: Iterable[Citation]) -> Html | None:
    """A list of acts, or None when nothing is cited."""
    acts: dict[str, list[Citation]] = {}
    for citation in citations:
        acts.setdefault(_key(citation), []).append(citation)
    if not acts:
        return None
    return element("ul", *(element("li", *_act(to, cited)) for cited in acts.values()))


def _key(citation: Citation) -> str:
    act = citation.act
    return act.number or act.title or citation.text


def _act(to: Visit, cited: list[Citation]) -> list[str | None]:
    name = next((name for name in (act_name(citation.act) for citation in cited) if name), cited[0].text)
    places = list(dict.fromkeys(place for citation in cited if (place := place_name(citation.locator))))
    return [
        element("span", name, class_="act"),
        " ",
        _validity(to, cited[0].validity),
        element("span", "; ".join(places), class_="places") if places else None,
    ]


def act_name(act: Act) -> str | None:
    """An act as it is cited: "Luật Trợ giúp pháp lý số 11/2017/QH14"; None when it has neither title nor number."""
    if not (act.title or act.number):
        return None
    kind = name_of("document-types", act.type) if act.type else None
    number = f"số {act.number}" if act.number else None
    return " ".join(part for part in (kind, act.title, number) if part)


def place_name(locator: Locator) -> str:
    """A place in an act, the smallest part first, as Vietnamese law cites it: "điểm b khoản 4 Điều 6"."""
    named = (
        ("điểm", locator.point),
        ("khoản", locator.clause),
        ("Điều", locator.article),
        ("Mục", locator.section),
        ("Chương", locator.chapter),
        ("Phần", locator.part),
    )
    return " ".join(f"{word} {label}" for word, label in named if label)


def _validity(to: Visit, validity: Validity) -> Html | None:
    if validity.state == "not-applicable":
        return None
    unchecked = to.tongue(say("validity not checked"))
    words = unchecked if validity.state == "unknown" else to.tongue.term("validity-states", validity.state)
    if validity.as_of is not None:
        words = to.tongue(say("{state} on {date}", state=words, date=to.tongue.date(validity.as_of)))
    return element("span", words, class_=f"validity {validity.state}")
