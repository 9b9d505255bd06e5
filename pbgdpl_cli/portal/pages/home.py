"""The first page: covers, search, and what the list can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import HTMLResponse

from pbgdpl_cli.portal.pages.cards import card
from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.store.record_store import SearchQuery, SearchResults
from pbgdpl_cli.search.entry import FACETS
from pbgdpl_cli.search.excerpts import as_printed
from pbgdpl_cli.search.finding import How, Wanted
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say

_PAGE = 24
_MOST_VALUES = 45  # of one facet
_LONGEST_VALUE = 120  # characters
# What the list is narrowed by, in the order of the page: its heading, and the list that names its codes, if it has one.
_GROUPS: dict[str, tuple[Message, str | None]] = {
    "kind": (say("Kind of material"), "kinds"),
    "subject": (say("Subject"), "subjects"),
    "audience": (say("For whom"), "audiences"),
    "year": (say("Year"), None),
    "place": (say("Place"), None),
    "language": (say("Language"), "languages"),
}
_ALWAYS = ("kind", "subject")  # the others only where there is something to choose


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
    start = values.get("start", "")
    chosen = {facet: value[:_LONGEST_VALUE] for facet in FACETS if (value := values.get(facet, ""))}
    return SearchQuery(
        Wanted(values.get("q", "")[:200], chosen, wide=values.get("wide") == "1"),
        int(start) if start.isdecimal() and len(start) < 7 else 0,
        _PAGE,
        newest=values.get("sort") == "newest",
    )


def _title(asked: PageRequest, query: SearchQuery) -> str:
    return query.wanted.words or asked.language(say("Home"))


def _welcome(asked: PageRequest, query: SearchQuery) -> list[Html]:
    tell = asked.language
    hidden = [element("input", type="hidden", name=name, value=value) for name, value in query.wanted.chosen.items()]
    form = element(
        "form",
        element("label", tell(say("Search the bookshelf")), for_="q"),
        element(
            "div",
            element(
                "input", type="search", id="q", name="q", value=query.wanted.words, maxlength=200, autocomplete="off",
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
    tell = asked.language
    chosen = query.wanted.chosen
    groups = []
    for facet, (heading, vocabulary) in _GROUPS.items():
        counts = {value: 0 for value in (chosen.get(facet),) if value} | dict(found.found.facets[facet])
        if not counts or (len(counts) < 2 and facet not in _ALWAYS and facet not in chosen):
            continue
        choices = [
            _choice(asked, facet, value, tell.term(vocabulary, value) if vocabulary else value, many,
                    chosen=chosen.get(facet) == value)
            for value, many in _in_order(facet, counts)
        ]  # fmt: skip
        groups.append(_group(tell(heading), choices, is_open=facet in _ALWAYS or facet in chosen))
    return element("aside", *groups, aria_label=tell(say("Narrow the list")), class_="filters") if groups else None


def _in_order(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Values as people look for them: years from the last to the first, all else by how many there are."""
    values = sorted(counts.items(), reverse=True) if facet == "year" else list(counts.items())
    return values[:_MOST_VALUES]


def _group(heading: str, choices: list[Html], *, is_open: bool) -> Html:
    return element(
        "details",
        element("summary", element("h2", heading)),
        element("ul", *(element("li", choice) for choice in choices)),
        open=is_open,
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
    sought = found.found.finds.sought
    return element(
        "section",
        element("h2", _count(asked, query, found), class_="total", id="found"),
        _how(asked, found),
        _order(asked, query, found),
        element("ul", *(element("li", card(asked, item, sought)) for item in found.items), class_="shelf")
        if found.items
        else _nothing(asked, query),
        _more(asked, query, found),
        _pager(asked, query, found),
        aria_labelledby="found",
    )


def _count(asked: PageRequest, query: SearchQuery, found: SearchResults) -> str:
    number = asked.language.number(found.total)
    if query.wanted.words:
        return asked.language(say("{number} found for “{words}”", number=number, words=query.wanted.words))
    return asked.language(say("{number} on the bookshelf", number=number))


def _how(asked: PageRequest, found: SearchResults) -> Html | None:
    """What a visitor must know about how the words were found; nothing when they stand there as typed."""
    if not found.items or found.found.finds.how is How.CLOSE:
        return None
    sentences = {
        How.APART: say("Nowhere do these words stand together; these materials have all of them, here and there."),
        How.UNMARKED: say("Nowhere do these words stand with these marks; these materials have them with others."),
        How.REPAIRED: say("Nothing has these words; shown is what has “{words}”.", words=_meant(found)),
    }
    return element("p", asked.language(sentences[found.found.finds.how]), class_="how", role="status")


def _meant(found: SearchResults) -> str:
    sought = found.found.finds.sought
    printed = (as_printed(f"{item.record.title}\n{item.text}", sought) for item in found.items)
    return next(filter(None, printed), " ".join(word for words in sought for word in words))


def _order(asked: PageRequest, query: SearchQuery, found: SearchResults) -> Html | None:
    if not query.wanted.words or found.total < 2:
        return None
    choices = ((say("Best first"), "", not query.newest), (say("Newest first"), "newest", query.newest))
    return element(
        "p",
        *(
            element("a", asked.language(name), href=asked.here(sort=value, start="", lang=""),
                    aria_current="true" if chosen else None)
            for name, value, chosen in choices
        ),
        class_="order",
    )  # fmt: skip


def _more(asked: PageRequest, query: SearchQuery, found: SearchResults) -> Html | None:
    """The way to what has all the words far apart, where others have them together."""
    many = found.found.finds.apart
    if not many or query.start + query.most < found.total:
        return None
    text = say("{number} more have all these words, but not together", number=asked.language.number(many))
    return element("p", element("a", asked.language(text), href=asked.here(wide="1", start="", lang="")), class_="more")


def _nothing(asked: PageRequest, query: SearchQuery) -> Html:
    tell = asked.language
    narrowed = query.wanted.words or query.wanted.chosen
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
