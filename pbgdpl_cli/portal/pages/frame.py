"""What every page has around it: head, banner, collections, language switch, footer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pbgdpl_cli.portal.shelf.addresses import base_of, shelf_of
from pbgdpl_cli.portal.shelf.answers import answer
from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_COOKIE = "language"
_YEAR = 365 * 24 * 3600
_LONGEST_VALUE = 200  # characters of a query value that links carry on


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One visitor's request for a page."""

    http: Request
    language: PageLanguage

    @property
    def stores(self) -> PortalStores:
        """The portal's parts."""
        return stores_of(self.http)

    @property
    def shelf(self) -> ShelfSettings:
        """What the office settled."""
        return shelf_of(self.http)

    @property
    def base(self) -> str:
        """The portal's address as people know it."""
        return base_of(self.http)

    def here(self, **changes: str) -> str:
        """The address of this page with other query values; an empty value drops the name ("in_" is "in")."""
        changes = {name.rstrip("_"): value for name, value in changes.items()}
        values = {**self.http.query_params, **changes}
        query = urlencode({name: value[:_LONGEST_VALUE] for name, value in values.items() if value})
        return self.http.url.path + (f"?{query}" if query else "")

    @property
    def shelf_name(self) -> str:
        """What the shelf is called."""
        return self.shelf.name or self.language(say("Legal bookshelf"))


def page_request(request: Request) -> PageRequest:
    """What is asked for, in the language chosen by the switch, else last time's, else Vietnamese."""
    wanted = request.query_params.get("lang") or request.cookies.get(_COOKIE) or "vi"
    return PageRequest(request, PageLanguage(wanted if wanted in LANGUAGES else "vi"))


def page(
    asked: PageRequest, title: str, *body: str | None, head: str | None = None, status: int = 200, bare: bool = False
) -> Response:
    """A whole page; a bare one has neither banner nor collections around it."""
    document = element(
        "html",
        _head(asked, title, head),
        element(
            "body",
            element("a", asked.language(say("Skip to the content")), href="#content", class_="skip"),
            None if bare else joined([_banner(asked), _collections(asked)]),
            element("main", *body, id="content", tabindex=-1),
            _footer(asked),
            class_="bare" if bare else None,
        ),
        lang=asked.language.language,
    )
    headers = {"Content-Language": asked.language.language, "Vary": "Cookie"}
    content = f"<!doctype html>\n{document}".encode()
    response = answer(asked.http, content, "text/html; charset=utf-8", status=status, headers=headers)
    if asked.http.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, asked.language.language, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def notice_page(asked: PageRequest, title: str, *body: str | None, status: int = 200) -> Response:
    """A page that only says something."""
    back = element("a", asked.language(say("Back to the bookshelf")), href="/", class_="button")
    return page(asked, title, element("div", *body, element("p", back), class_="width notice"), status=status)


def _head(asked: PageRequest, title: str, more: str | None) -> Html:
    name = asked.shelf_name
    theme = asked.shelf.theme
    feed = asked.language(say("New on the bookshelf"))
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("title", f"{title} · {name}"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="stylesheet", href="/static/shelf.css"),
        element("link", rel="stylesheet", href="/static/theme.css") if theme.main or theme.accent else None,
        element("link", rel="icon", href="/static/mark.svg", type="image/svg+xml"),
        element("link", rel="search", type="application/opensearchdescription+xml", href="/opensearch.xml", title=name),
        element("link", rel="alternate", type="application/atom+xml", href="/feed.atom", title=feed),
        more,
    )


def _banner(asked: PageRequest) -> Html:
    tell = asked.language
    brand = element(
        "a",
        element("img", src="/static/logo" if asked.shelf.logo else "/static/mark.svg", alt="", width=44, height=44),
        element(
            "span",
            element("strong", asked.shelf_name),
            element("small", asked.shelf.tagline or tell(say("Legal education for everyone"))),
        ),
        href="/",
        class_="brand",
    )
    switch = element("nav", *(_language_link(asked, code) for code in LANGUAGES), aria_label=tell(say("Language")))
    return element("header", element("div", brand, switch, class_="width"), class_="banner")


def _language_link(asked: PageRequest, code: str) -> Html:
    present = "true" if code == asked.language.language else None
    return element("a", LANGUAGES[code], href=asked.here(lang=code), lang=code, hreflang=code, aria_current=present)


def _collections(asked: PageRequest) -> Html:
    """The way to the collections that hold something."""
    tell = asked.language
    at = asked.http.query_params.get("in", "") if asked.http.url.path == "/" else None
    links = [element("a", tell(say("Introduction")), href="/about", aria_current=_at(asked, "/about"))]
    for one in asked.shelf.collections:
        if asked.stores.catalogue.count(one.within):
            present = "page" if one.identifier == at else None
            link = element("a", one.name(tell.language), href=f"/?in={one.identifier}", aria_current=present)
            links.append(link)
    listed = element("ul", *(element("li", link) for link in links))
    return element(
        "nav", element("div", listed, class_="width"), class_="collections", aria_label=tell(say("Collections"))
    )


def _at(asked: PageRequest, path: str) -> str | None:
    return "page" if asked.http.url.path == path else None


def _footer(asked: PageRequest) -> Html:
    tell = asked.language
    note = say("Material here helps people to know the law; it does not replace the legal acts themselves.")
    links = (
        ("/about", say("Introduction")),
        ("/statistics", say("Statistics")),
        ("/feedback", say("Feedback")),
        ("/feed.atom", say("News feed (Atom)")),
        ("/about#programs", say("For programs")),
    )
    listed = element("ul", *(element("li", element("a", tell(name), href=address)) for address, name in links))
    contact = asked.shelf.contact
    who = [asked.shelf.office or None, element("a", contact, href=f"mailto:{contact}") if contact else None]
    told = [part for part in who if part]
    by = element("p", told[0], *(joined([" · ", part]) for part in told[1:])) if told else None
    return element("footer", element("div", by, element("p", tell(note)), listed, class_="width"))
