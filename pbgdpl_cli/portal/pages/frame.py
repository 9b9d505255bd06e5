"""What every page has around it: head, banner, language switch, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pbgdpl_cli.portal.store.stores import House
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.tongue import Tongue
from validators.problems import say

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_COOKIE = "tongue"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's request for a page."""

    request: Request
    tongue: Tongue

    @property
    def house(self) -> House:
        """The portal's parts."""
        return cast("House", self.request.app.state.house)

    def here(self, **changes: str) -> str:
        """The address of this page with other query values; an empty value drops the name."""
        values = {**self.request.query_params, **changes}
        query = urlencode({name: value for name, value in values.items() if value})
        return self.request.url.path + (f"?{query}" if query else "")


def visit(request: Request) -> Visit:
    """The visit, in the tongue asked for: by the switch, else as last time, else Vietnamese."""
    wanted = request.query_params.get("lang") or request.cookies.get(_COOKIE) or "vi"
    return Visit(request, Tongue(wanted if wanted in LANGUAGES else "vi"))


def page(to: Visit, title: str, *body: str | None, head: str | None = None, status: int = 200) -> HTMLResponse:
    """A whole page."""
    tell = to.tongue
    document = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("title", f"{title} · {tell(say('Legal bookshelf'))}"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("link", rel="stylesheet", href="/static/shelf.css"),
            element("link", rel="icon", href="/static/mark.svg", type="image/svg+xml"),
            head,
        ),
        element(
            "body",
            element("a", tell(say("Skip to the content")), href="#content", class_="skip"),
            _banner(to),
            element("main", *body, id="content", tabindex=-1),
            _footer(to),
        ),
        lang=tell.language,
    )
    response = HTMLResponse("<!doctype html>\n" + document, status)
    response.headers["Content-Language"] = tell.language
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie"
    if to.request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, tell.language, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _banner(to: Visit) -> Html:
    tell = to.tongue
    brand = element(
        "a",
        element("img", src="/static/mark.svg", alt="", width=40, height=40),
        element(
            "span",
            element("strong", tell(say("Legal bookshelf"))),
            element("small", tell(say("Legal education for everyone"))),
        ),
        href="/",
        class_="brand",
    )
    switch = element("nav", *(_tongue_link(to, code) for code in LANGUAGES), aria_label=tell(say("Language")))
    return element("header", element("div", brand, switch, class_="width"), class_="banner")


def _tongue_link(to: Visit, code: str) -> Html:
    present = "true" if code == to.tongue.language else None
    return element("a", LANGUAGES[code], href=to.here(lang=code), lang=code, hreflang=code, aria_current=present)


def _footer(to: Visit) -> Html:
    note = say("Material here helps people to know the law; it does not replace the legal acts themselves.")
    return element("footer", element("div", element("p", to.tongue(note)), class_="width"))


def meta_tags(pairs: list[tuple[str, str]]) -> Html:
    """`<meta name content>` elements."""
    return joined(element("meta", name=name, content=content) for name, content in pairs)
