"""The first page: covers, search, and filters by kind and subject."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from pbgdpl_cli.portal.pages.cards import card
from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.store.record_store import SearchQuery, SearchResults
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say

_PAGE = 24
_MOST_SUBJECTS = 45


def home_page(asked: PageRequest) -> HTMLResponse:
    """All materials, or those that were searched for."""
    query = _query(asked)
    found = asked.stores.records.search(query)
    return page(
        asked,
        _title(asked, query),
        element("div", element("div", *_welcome(asked, query), class_="width"), class_="welcome"),
        element("div", _filters(asked, query, found), _results(asked, query, found), class_="width columns"),
    )


def _query(asked: PageRequest) -> SearchQuery:
    values = asked.http.query_params
    subject = values.get("subject", "")
    start = values.get("start", "")
    return SearchQuery(
        values.get("q", "")[:200],
        values.get("kind", "")[:40],
        int(subject) if subject.isdecimal() and len(subject) < 4 else None,
        int(start) if start.isdecimal() and len(start) < 7 else 0,
        _PAGE,
    )


def _title(asked: PageRequest, query: SearchQuery) -> str:
    return query.words or asked.language(say("Home"))


def _welcome(asked: PageRequest, query: SearchQuery) -> list[Html]:
    tell = asked.language
    hidden = [
        element("input", type="hidden", name=name, value=value)
        for name, value in (("kind", query.kind), ("subject", "" if query.subject is None else str(query.subject)))
        if value
    ]
    form = element(
        "form",
        element("label", tell(say("Search the bookshelf")), for_="q"),
        element(
            "div",
            element(
                "input", type="search", id="q", name="q", value=query.words, maxlength=200, autocomplete="off",
                placeholder=tell(say("For instance: luat dat dai")),
            ),
            *hidden,
            element("button", tell(say("Search")), type="submit"),
            class_="field",
        ),
        element("p", tell(say("You may type without tone marks.")), class_="tip"),
        role="search", action="/", method="get",
    )  # fmt: skip
    heading = element("h1", tell(say("What do you want to know about the law?")))
    return [heading, form]


def _filters(asked: PageRequest, query: SearchQuery, found: SearchResults) -> Html | None:
    if not found.kinds:
        return None
    tell = asked.language
    kinds = [
        _choice(asked, "kind", kind, tell.term("kinds", kind), many, chosen=query.kind == kind)
        for kind, many in found.kinds.items()
    ]
    subjects = [
        _choice(asked, "subject", str(number), tell.term("subjects", number), many, chosen=query.subject == number)
        for number, many in list(found.subjects.items())[:_MOST_SUBJECTS]
    ]
    return element(
        "aside",
        _group(tell(say("Kind of material")), kinds),
        _group(tell(say("Subject")), subjects) if subjects else None,
        aria_label=tell(say("Narrow the list")),
        class_="filters",
    )


def _group(heading: str, choices: list[Html]) -> Html:
    return element(
        "details",
        element("summary", element("h2", heading)),
        element("ul", *(element("li", choice) for choice in choices)),
        open=True,
    )


def _choice(asked: PageRequest, name: str, value: str, label: str, many: int, *, chosen: bool) -> Html:
    return element(
        "a",
        element("span", label),
        element("span", asked.language.number(many), class_="count"),
        href=asked.here(**{name: "" if chosen else value, "start": "", "lang": ""}),
        aria_current="true" if chosen else None,
        title=asked.language(say("Remove this filter")) if chosen else None,
    )


def _results(asked: PageRequest, query: SearchQuery, found: SearchResults) -> Html:
    return element(
        "section",
        element("h2", _count(asked, query, found), class_="total", id="found"),
        element("ul", *(element("li", card(asked, item, query.words)) for item in found.items), class_="shelf")
        if found.items
        else _nothing(asked, query),
        _pager(asked, query, found),
        aria_labelledby="found",
    )


def _count(asked: PageRequest, query: SearchQuery, found: SearchResults) -> str:
    number = asked.language.number(found.total)
    if query.words:
        return asked.language(say("{number} found for “{words}”", number=number, words=query.words))
    return asked.language(say("{number} on the bookshelf", number=number))


def _nothing(asked: PageRequest, query: SearchQuery) -> Html:
    tell = asked.language
    narrowed = query.words or query.kind or query.subject is not None
    if narrowed:
        sentence, more = say("Nothing was found."), say("Try fewer or other words, or remove a filter.")
    else:
        sentence = say("The bookshelf is still empty.")
        more = say("Send packages here with: pbgdpl upload FOLDER")
    link = element("p", element("a", tell(say("Show everything")), href="/", class_="button")) if narrowed else None
    return element("div", element("p", tell(sentence), class_="large"), element("p", tell(more)), link, class_="notice")


def _pager(asked: PageRequest, query: SearchQuery, found: SearchResults) -> Html | None:
    if found.total <= query.most:
        return None
    tell = asked.language
    before = str(max(0, query.start - query.most) or "")
    links = [
        element("a", tell(say("← Previous")), href=asked.here(start=before, lang=""), rel="prev", class_="button")
        if query.start
        else None,
        element("span", tell(say("Page {page} of {pages}", page=query.start // query.most + 1, pages=_pages(found)))),
        element("a", tell(say("Next →")), href=asked.here(start=str(query.start + query.most), lang=""), rel="next",
                class_="button")
        if query.start + query.most < found.total
        else None,
    ]  # fmt: skip
    return element("nav", *links, class_="pager", aria_label=tell(say("Pages of the list")))


def _pages(found: SearchResults) -> int:
    return -(-found.total // _PAGE)
