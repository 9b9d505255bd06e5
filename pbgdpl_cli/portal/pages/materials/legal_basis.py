"""The acts a material rests on: each act once, with the places in it that are cited."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say
from validators.sharing.record import Citation, Validity


def legal_basis(asked: PageRequest, citations: Iterable[Citation]) -> Html | None:
    """A list of acts, or None when nothing is cited."""
    acts: dict[str, list[Citation]] = {}
    for citation in citations:
        acts.setdefault(_key(citation), []).append(citation)
    if not acts:
        return None
    return element("ul", *(element("li", *_act(asked, cited)) for cited in acts.values()))


def _key(citation: Citation) -> str:
    act = citation.act
    return act.number or act.title or citation.text


def _act(asked: PageRequest, cited: list[Citation]) -> list[str | None]:
    name = next((name for name in (act_name(citation.act) for citation in cited) if name), cited[0].text)
    number = next((citation.act.number for citation in cited if citation.act.number), None)
    places = list(dict.fromkeys(place for citation in cited if (place := place_name(citation.locator))))
    return [
        element(
            "a",
            name,
            href="/?" + urlencode({"q": number}),
            class_="act",
            title=asked.language(say("What else is about {act}", act=number)),
        )
        if number
        else element("span", name, class_="act"),
        " ",
        _validity(asked, cited[0].validity),
        element("span", "; ".join(places), class_="places") if places else None,
    ]


def _validity(asked: PageRequest, validity: Validity) -> Html | None:
    if validity.state == "not-applicable":
        return None
    unchecked = asked.language(say("validity not checked"))
    words = unchecked if validity.state == "unknown" else asked.language.term("validity-states", validity.state)
    if validity.as_of is not None:
        words = asked.language(say("{state} on {date}", state=words, date=asked.language.date(validity.as_of)))
    return element("span", words, class_=f"validity {validity.state}")
