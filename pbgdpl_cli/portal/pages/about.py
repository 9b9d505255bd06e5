"""The page "Giới thiệu": who keeps the shelf, what is on it, and how programs take from it."""

from __future__ import annotations

from starlette.responses import Response

from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.web.markup import Html, element, joined
from validators.problems import Message, say

_WAYS: tuple[tuple[str, Message], ...] = (
    ("/openapi.json", say("Read interface (OpenAPI)")),
    ("/api/records", say("Records as JSON, a page at a time")),
    ("/oai?verb=Identify", say("Harvesting (OAI-PMH 2.0)")),
    ("/feed.atom", say("News feed (Atom)")),
    ("/feed.rss", say("News feed (RSS)")),
    ("/sitemap.xml", say("Site map")),
    ("/schema/record.xsd", say("The sharing schema as XSD")),
)


def about_page(asked: PageRequest) -> Response:
    """The page."""
    tell = asked.language
    shelf = asked.shelf
    usual = tell(say("Here is material that explains the law: leaflets, answers, case stories, films and sound."))
    paragraphs = [part for part in (shelf.introduction or usual).split("\n\n") if part.strip()]
    return page(
        asked,
        tell(say("Introduction")),
        element(
            "div",
            element("h1", asked.shelf_name),
            *(element("p", " ".join(part.split())) for part in paragraphs),
            _office(asked),
            element("h2", tell(say("Collections"))),
            _collections(asked),
            element("h2", tell(say("For programs")), id="programs"),
            element("ul", *(element("li", element("a", tell(name), href=address)) for address, name in _WAYS)),
            class_="width about",
        ),
    )


def _office(asked: PageRequest) -> Html | None:
    shelf = asked.shelf
    contact = element("a", shelf.contact, href=f"mailto:{shelf.contact}") if shelf.contact else None
    parts = [part for part in (shelf.office or None, contact) if part]
    return (
        element("p", joined(part if n == 0 else joined([" · ", part]) for n, part in enumerate(parts)))
        if parts
        else None
    )


def _collections(asked: PageRequest) -> Html:
    tell = asked.language
    items = []
    for one in asked.shelf.collections:
        many = asked.stores.catalogue.count(one.within)
        name = one.name(tell.language)
        link = element("a", name, href=f"/?in={one.identifier}") if many else name
        items.append(element("li", link, " ", element("span", f"({tell.number(many)})", class_="count")))
    return element("ul", *items)
