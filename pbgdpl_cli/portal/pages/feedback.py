"""Readers say what is wrong or missing: a form, and the answer to it."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pbgdpl_cli.portal.pages.feedback_box import LONGEST_CONTACT, LONGEST_WORDS, Feedback, Taken
from pbgdpl_cli.portal.pages.frame import PageRequest, notice_page, page, page_request
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import Card
from pbgdpl_cli.web.guard import is_from_another_site
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say

PATH = "/feedback"
_MOST_BODY = 32 << 10  # bytes; two thousand Vietnamese letters sent as a form are eighteen thousand
_TRAP = "website"  # a field people do not see; who fills it is a program


async def feedback(request: Request) -> Response:
    """The form, or the answer to what was written into it."""
    asked = page_request(request)
    if request.method != "POST":
        return await run_in_threadpool(_form_page, asked, request.query_params.get("about", ""))
    if is_from_another_site(request.headers):
        return await run_in_threadpool(_refused, asked, 403)
    body = bytearray()
    async for block in request.stream():
        body += block
        if len(body) > _MOST_BODY:
            return await run_in_threadpool(_refused, asked, 413)
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    return await run_in_threadpool(_received, asked, {name: values[0].strip() for name, values in fields.items()})


def _received(asked: PageRequest, fields: dict[str, str]) -> Response:
    words, about = fields.get("words", ""), fields.get("about", "")
    card = _card(asked, about)
    if not words:
        return _form_page(asked, about, said=True)
    if fields.get(_TRAP):
        return _thanks(asked, card)
    box = cast("Feedback", asked.http.app.state.feedback)
    sender = asked.http.client.host if asked.http.client else ""
    kind = "error" if card else "other"
    taken = box.put(
        sender, kind, card.identifier if card else "", card.title if card else "", words, fields.get("contact", "")
    )
    if taken is Taken.KEPT:
        return _thanks(asked, card)
    return _refused(asked, 429 if taken is Taken.TOO_MANY else 507)


def _card(asked: PageRequest, about: str) -> Card | None:
    return asked.stores.catalogue.cards([about]).get(about)


def _form_page(asked: PageRequest, about: str, *, said: bool = False) -> Response:
    tell = asked.language
    card = _card(asked, about)
    heading = tell(say("Report an error")) if card else tell(say("Feedback"))
    return page(
        asked,
        heading,
        element(
            "div",
            element("h1", heading),
            element("p", element("a", shown_title(card.title), href=material_path(card.identifier))) if card else None,
            element("p", tell(say("Please write what is wrong or missing.")), class_="draft-notice", role="alert")
            if said
            else None,
            _form(asked, card),
            class_="width form",
        ),
        head=element("meta", name="robots", content="noindex"),
        status=422 if said else 200,
    )


def _form(asked: PageRequest, card: Card | None) -> Html:
    tell = asked.language
    note = say(
        "Only what you write here reaches the office; nothing else about you is kept."
        " Please write no one's private data."
    )
    return element(
        "form",
        element("input", type="hidden", name="about", value=card.identifier) if card else None,
        element("label", tell(say("What is wrong, or what is missing?")), for_="words"),
        element("textarea", id="words", name="words", rows=7, maxlength=LONGEST_WORDS, required=True),
        element("label", tell(say("How can we answer you? (may stay empty)")), for_="contact"),
        element("input", id="contact", name="contact", type="text", maxlength=LONGEST_CONTACT, autocomplete="email"),
        element(
            "div",
            element("label", tell(say("Leave this empty")), for_=_TRAP),
            element("input", id=_TRAP, name=_TRAP, type="text", tabindex=-1, autocomplete="off"),
            class_="trap",
            aria_hidden="true",
        ),
        element("p", tell(note), class_="by"),
        element("button", tell(say("Send")), type="submit"),
        action=PATH,
        method="post",
    )


def _thanks(asked: PageRequest, card: Card | None) -> Response:
    tell = asked.language
    back = element("p", element("a", shown_title(card.title), href=material_path(card.identifier))) if card else None
    said = element("p", tell(say("The office reads what comes in and puts right what is wrong.")))
    return notice_page(asked, tell(say("Thank you")), element("h1", tell(say("Thank you"))), said, back)


def _refused(asked: PageRequest, status: int) -> Response:
    tell = asked.language
    words = {
        429: say("Too much was sent in a short time. Please try again in an hour."),
        507: say("The office's box is full. Please write to it in another way."),
    }.get(status, say("This could not be taken. Please use the form of this page."))
    return notice_page(
        asked, tell(say("Not sent")), element("h1", tell(say("Not sent"))), element("p", tell(words)), status=status
    )
