"""What every page has around it: head, banner, language switch, footer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_COOKIE = "language"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One visitor's request for a page."""

    http: Request
    language: PageLanguage

    @property
    def stores(self) -> PortalStores:
        """The portal's parts."""
        return stores_of(self.http)

    def here(self, **changes: str) -> str:
        """The address of this page with other query values; an empty value drops the name."""
        values = {**self.http.query_params, **changes}
        query = urlencode({name: value for name, value in values.items() if value})
        return self.http.url.path + (f"?{query}" if query else "")


def page_request(request: Request) -> PageRequest:
    """What is asked for, in the language chosen by the switch, else last time's, else Vietnamese."""
    wanted = request.query_params.get("lang") or request.cookies.get(_COOKIE) or "vi"
    return PageRequest(request, PageLanguage(wanted if wanted in LANGUAGES else "vi"))


def page(asked: PageRequest, title: str, *body: str | None, head: str | None = None, status: int = 200) -> HTMLResponse:
    """A whole page."""
    tell = asked.language
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
            _banner(asked),
            element("main", *body, id="content", tabindex=-1),
            _footer(asked),
        ),
        lang=tell.language,
    )
    response = HTMLResponse("<!doctype html>\n" + document, status)
    response.headers["Content-Language"] = tell.language
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie"
    if asked.http.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, tell.language, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _banner(asked: PageRequest) -> Html:
    tell = asked.language
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
    switch = element("nav", *(_language_link(asked, code) for code in LANGUAGES), aria_label=tell(say("Language")))
    return element("header", element("div", brand, switch, class_="width"), class_="banner")


def _language_link(asked: PageRequest, code: str) -> Html:
    present = "true" if code == asked.language.language else None
    return element("a", LANGUAGES[code], href=asked.here(lang=code), lang=code, hreflang=code, aria_current=present)


def _footer(asked: PageRequest) -> Html:
    note = say("Material here helps people to know the law; it does not replace the legal acts themselves.")
    return element("footer", element("div", element("p", asked.language(note)), class_="width"))
