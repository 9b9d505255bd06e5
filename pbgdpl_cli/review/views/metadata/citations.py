"""The citations of a package: each beside its picture, what it was taken for, and how its act stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pbgdpl_cli.review.metadata.cited import ActStanding, CitedPlace
from pbgdpl_cli.review.views.frame import Frame, heading, notice
from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_FOUND: Mapping[str, Message] = MappingProxyType({
    "number": say("by its number"), "title": say("by its title"), "abbreviation": say("by an abbreviation"),
    "mended-title": say("by a title with misread letters"), "context": say("from what stands around it"),
    "person": say("by a person"),
})  # fmt: skip
_ROLES: Mapping[str, Message] = MappingProxyType({
    "basis": say("the material rests on it"), "mentioned": say("named only"), "amended": say("named as amended"),
    "replaced": say("named as replaced"), "repealed": say("named as repealed"), "amending": say("amends another act"),
    "replacing": say("replaces another act"),
})  # fmt: skip


def citations_page(
    frame: Frame, index: int, cited: Sequence[CitedPlace], hide: Callable[[str], str], day: dt.date,
    trouble: Message | None, *, has_register: bool,
) -> str:  # fmt: skip
    """All citations of a package.

    Args:
        frame: What is around it.
        index: Of the package.
        cited: Its citations.
        hide: Takes numbers that are still to be read out of a text.
        day: On which acts were looked up.
        trouble: Why the register cannot be read; None when it can, or there is none.
        has_register: Whether the office keeps one.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    looked_up = say("Acts were looked up in the office's register for {day}.", day=tell.date(day))
    none = say("There is no register of acts; see: pbgdpl register build")
    return frame.page(
        tell(say("Citations")),
        heading(hide(package.title), tell(say("citations"))),
        notice(tell(trouble)) if trouble is not None else None,
        element("p", tell(looked_up if has_register else none), class_="count"),
        *(_citation(tell, index, one, hide, has_register=has_register) for one in cited),
        None if cited else element("p", tell(say("This material cites no act."))),
    )


def _citation(
    tell: PageLanguage, index: int, one: CitedPlace, hide: Callable[[str], str], *, has_register: bool
) -> Html:
    rows = [
        (say("Act"), hide(act_name(one.citation.act) or "")),
        (say("Place in it"), hide(place_name(one.citation.locator))),
        (say("Found"), tell(_FOUND[one.citation.found]) if one.citation.found else ""),
        (say("Role"), tell(_ROLES[one.citation.role]) if one.citation.role else ""),
        (say("In the record"), _in_record(tell, one)),
        (say("In the register"), _in_register(tell, one.standing) if has_register else ""),
    ]
    told = [part for words, text in rows if text for part in (element("dt", tell(words)), element("dd", text))]
    return element(
        "section",
        element(
            "div",
            element("p", element("strong", hide(one.citation.text))),
            element("dl", *told, class_="readings"),
            *_to_read(tell, index, one),
            class_="control",
        ),
        element("div", *_where(tell, index, one), class_="read-at"),
        class_="field", id=f"citation-{one.at}",
    )  # fmt: skip


def _in_record(tell: PageLanguage, one: CitedPlace) -> str:
    validity = one.citation.validity
    state = tell.term("validity-states", validity.state)
    return state if validity.as_of is None else f"{state} ({tell.date(validity.as_of)})"


def _in_register(tell: PageLanguage, standing: ActStanding | None) -> str:
    """The state of the place cited, and what became of the act."""
    if standing is None:
        return tell(say("the register does not know this act"))
    act = standing.act
    told = [tell.term("validity-states", standing.state)]
    if act.in_force_from is not None:
        told.append(tell(say("in force from {day}", day=tell.date(act.in_force_from))))
    if act.expires_on is not None:
        told.append(tell(say("until {day}", day=tell.date(act.expires_on))))
    if act.replaced_by:
        told.append(tell(say("replaced by {acts}", acts="; ".join(act.replaced_by))))
    if act.amended_by:
        told.append(tell(say("amended by {acts}", acts="; ".join(act.amended_by))))
    return " · ".join(told)


def _to_read(tell: PageLanguage, index: int, one: CitedPlace) -> Sequence[Html]:
    """The numbers in it that are still to be read, each at its own place."""
    links = [element("a", tell(say("Read the number first")), href=f"/p/{index}/item/{key}") for key in one.unread]
    return [element("p", link) for link in links]


def _where(tell: PageLanguage, index: int, one: CitedPlace) -> Sequence[Html]:
    if one.page is None:
        return ()
    link = element("a", tell(say("Put its words right on page {page}", page=one.page)),
                   href=f"/p/{index}/page/{one.page}")  # fmt: skip
    if one.box is None:
        return (element("p", link),)
    alt = tell(say("Part of page {page} with the place in a frame", page=one.page))
    picture = element("img", src=f"/p/{index}/citations/{one.at}.jpg", alt=alt, class_="picture", loading="lazy")
    return (picture, element("p", link))
