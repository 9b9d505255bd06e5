"""The citations of a package: each beside its picture, what a person decides about it, and how its act stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from converters.corrections.cited.said import CitationSaid
from pbgdpl_cli.review.metadata.cited import CitedPlace
from pbgdpl_cli.review.metadata.deciding import TypedCitation
from pbgdpl_cli.review.views.frame import Frame, answered_count, button, form, heading, notice, undo_form
from pbgdpl_cli.review.views.metadata.deciding import ROLES, add_form, deciding_forms, taken_out_section
from pbgdpl_cli.review.views.metadata.standing import in_register, text_of
from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_FOUND: Mapping[str, Message] = MappingProxyType({
    "number": say("by its number"), "title": say("by its title"), "abbreviation": say("by an abbreviation"),
    "mended-title": say("by a title with misread letters"), "context": say("from what stands around it"),
    "person": say("by a person"),
})  # fmt: skip

_MOST_LINKS = 3  # to numbers of one citation: an act cited on every page may bear a hundred in doubt


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a decision, once: about which citation ("" for the one being added), and what was typed."""

    key: str
    message: Message
    typed: TypedCitation
    again: bool = False


@dataclass(frozen=True, slots=True)
class CitationsLook:
    """What the page of citations shows.

    Attributes:
        cited: The citations.
        gone: Those that a person took out, with what was said of them since, and its mark.
        day: On which acts were looked up.
        trouble: Why the register cannot be read; None when it can, or there is none.
        has_register: Whether the office keeps one.
        told: What is to be told of the last decision.
        page: Where a missed citation is looked for; empty where nobody said.
        text: The words of its line.
    """

    cited: Sequence[CitedPlace]
    gone: Sequence[tuple[CitationSaid, CitationSaid | None, str]]
    day: dt.date
    trouble: Message | None
    has_register: bool
    told: Told | None = None
    page: str = ""
    text: str = ""


def citations_page(frame: Frame, index: int, look: CitationsLook, hide: Callable[[str], str]) -> str:
    """All citations of a package.

    Args:
        frame: What is around it.
        index: Of the package.
        look: What is shown.
        hide: Takes numbers that are still to be read out of a text.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    looked_up = say("Acts were looked up in the office's register for {day}.", day=tell.date(look.day))
    none = say("There is no register of acts; see: pbgdpl register build")
    told = look.told
    return frame.page(
        tell(say("Citations")),
        element("script", src="/static/form.js", defer=True),
        heading(hide(package.title), tell(say("citations"))),
        notice(tell(look.trouble)) if look.trouble is not None else None,
        notice(tell(told.message)) if told is not None and not told.key else None,
        element("p", tell(looked_up if look.has_register else none), class_="count"),
        _left(tell, look.cited),
        *(_citation(frame, index, one, look, hide) for one in look.cited),
        None if look.cited else element("p", tell(say("This material cites no act."))),
        taken_out_section(tell, index, look.gone),
        add_form(frame, index, look.page, look.text, None if told is None or told.key else told.typed),
        element("div", _apply(tell, index) if package.answers else None,
                undo_form(tell) if answered_count(frame.queue) else None, class_="ways"),
    )  # fmt: skip


def _apply(tell: PageLanguage, index: int) -> Html:
    return form(f"/p/{index}/apply", button(tell(say("Put them into the package"))))


def _left(tell: PageLanguage, cited: Sequence[CitedPlace]) -> Html | None:
    """How many nobody has decided about, and the way to the first of them."""
    left = [one for one in cited if not one.is_decided]
    if not cited:
        return None
    if not left:
        return element("p", tell(say("A person has decided about every citation.")), class_="count")
    words = tell(say("{count} of {all} citations are undecided.", count=len(left), all=len(cited)))
    link = element("a", tell(say("To the first of them")), href=f"#citation-{left[0].key}", id="begin")
    return element("p", words, " ", link, class_="count")


def _citation(frame: Frame, index: int, one: CitedPlace, look: CitationsLook, hide: Callable[[str], str]) -> Html:
    tell = frame.tell
    told = look.told if look.told is not None and look.told.key == one.key else None
    shown = one.citation if one.waiting is None or one.waiting.after is None else one.waiting.after
    standing = in_register(tell, one.standing) if look.has_register else ""
    rows = [
        (say("Act"), hide(act_name(shown.act) or "")),
        (say("Place in it"), hide(place_name(shown.locator))),
        (say("Found"), tell(_FOUND[shown.found]) if shown.found else ""),
        (say("Role"), tell(ROLES[shown.role]) if shown.role else ""),
        (say("In the record"), _in_record(tell, one)),
        (say("In the register"), standing),
    ]
    listed = [part for words, text in rows if text for part in (element("dt", tell(words)), element("dd", text))]
    return element(
        "section",
        element(
            "div",
            element("h2", hide(shown.text), class_="cited"),
            None if one.is_hidden else element("dl", *listed, class_="readings"),
            None if one.is_hidden or not look.has_register else text_of(tell, shown, one.standing),
            *_to_read(tell, index, one),
            notice(tell(told.message)) if told is not None else None,
            *deciding_forms(frame, index, one, None if told is None else told.typed,
                            again=told is not None and told.again),
            class_="control",
        ),
        element("div", *_where(tell, index, one), class_="read-at"),
        class_="field", id=f"citation-{one.key}", tabindex=-1,
    )  # fmt: skip


def _in_record(tell: PageLanguage, one: CitedPlace) -> str:
    validity = one.citation.validity
    state = tell.term("validity-states", validity.state)
    return state if validity.as_of is None else f"{state} ({tell.date(validity.as_of)})"


def _to_read(tell: PageLanguage, index: int, one: CitedPlace) -> Sequence[Html]:
    """The way to the numbers in it that are still to be read, each at its own place; the others come after these."""
    words = tell(say("Read the number first"))
    links = [element("a", words, href=f"/p/{index}/item/{key}") for key in one.unread[:_MOST_LINKS]]
    return [element("p", link) for link in links]


def _where(tell: PageLanguage, index: int, one: CitedPlace) -> Sequence[Html]:
    if one.page is None:
        return ()
    link = element("a", tell(say("Put its words right on page {page}", page=one.page)),
                   href=f"/p/{index}/page/{one.page}")  # fmt: skip
    if one.box is None:
        return (element("p", link),)
    alt = tell(say("Part of page {page} with the place in a frame", page=one.page))
    picture = element("img", src=f"/p/{index}/citations/{one.key}.jpg", alt=alt, class_="picture", loading="lazy")
    return (picture, element("p", link))
