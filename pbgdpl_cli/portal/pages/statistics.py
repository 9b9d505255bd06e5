"""What is on the shelf and how much it is read, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from starlette.responses import Response

from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say

_DAYS = 30
_MOST_READ = 20
_MONTHS = 12
_MOST_VALUES = 60  # of one facet, the most frequent: a province has three thousand communes
_TABLES: Mapping[str, tuple[Message, str | None]] = {
    "kind": (say("Kind of material"), "kinds"),
    "medium": (say("Watch, listen, look"), "file-roles"),
    "subject": (say("Subject"), "subjects"),
    "audience": (say("For whom"), "audiences"),
    "year": (say("Year"), None),
    "place": (say("Place"), None),
}


def statistics_page(asked: PageRequest) -> Response:
    """The numbers."""
    tell = asked.language
    catalogue = asked.stores.catalogue
    total = catalogue.count(())
    counts = catalogue.counts()
    tables = [_by_value(asked, facet, counts[facet]) for facet in _TABLES if counts[facet]]
    note = say("Each opening of a page and each download is counted by day, and nothing about who it was.")
    return page(
        asked,
        tell(say("Statistics")),
        element(
            "div",
            element("h1", tell(say("Statistics"))),
            element("p", tell(say("{number} on the bookshelf", number=tell.number(total))), class_="large"),
            element("div", *tables, class_="numbers"),
            element("h2", tell(say("Read most in {days} days", days=_DAYS))),
            _most_read(asked),
            element("h2", tell(say("By month"))),
            _by_month(asked),
            element("p", tell(note), class_="by"),
            class_="width statistics",
        ),
    )


def _by_value(asked: PageRequest, facet: str, counts: Mapping[str, int]) -> Html:
    heading, vocabulary = _TABLES[facet]
    values = sorted(counts.items(), reverse=True) if facet == "year" else list(counts.items())
    rest = len(values) - _MOST_VALUES
    most = max(counts.values())
    rows = [
        (
            element(
                "a",
                asked.language.term(vocabulary, value) if vocabulary else value,
                href="/?" + urlencode({facet: value}),
            ),
            asked.language.number(many),
            element("meter", min=0, max=most, value=many, aria_hidden="true"),
        )
        for value, many in values[:_MOST_VALUES]
    ]
    more = [(asked.language(say("{number} more", number=asked.language.number(rest))),)] if rest > 0 else []
    headings = asked.language(heading), asked.language(say("Material")), ""
    return _table(asked.language(heading), headings, [*rows, *more])


def _most_read(asked: PageRequest) -> Html:
    tell = asked.language
    read = asked.stores.visits.most_read(_DAYS, _MOST_READ)
    cards = asked.stores.catalogue.cards([one.identifier for one in read])
    rows = [
        (element("a", shown_title(cards[one.identifier].title), href=material_path(one.identifier)),
         tell.number(one.opened), tell.number(one.downloaded))
        for one in read
        if one.identifier in cards
    ]  # fmt: skip
    if not rows:
        return element("p", tell(say("Nothing was read yet.")))
    return _table(None, (tell(say("Material")), tell(say("Opened")), tell(say("Downloaded"))), rows)


def _by_month(asked: PageRequest) -> Html:
    tell = asked.language
    months = asked.stores.visits.by_month(_MONTHS)
    if not months:
        return element("p", tell(say("Nothing was read yet.")))
    rows = [
        (f"{month[5:]}/{month[:4]}", tell.number(opened), tell.number(downloaded))
        for month, (opened, downloaded) in months.items()
    ]
    return _table(None, (tell(say("Month")), tell(say("Opened")), tell(say("Downloaded"))), rows)


def _table(caption: str | None, headings: tuple[str, ...], rows: Iterable[Iterable[str]]) -> Html:
    head = element("tr", *(element("th", name, scope="col") if name else element("td") for name in headings))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    table = element(
        "table", element("caption", caption) if caption else None, element("thead", head), element("tbody", *body)
    )
    name = caption or " · ".join(headings)
    return element("div", table, class_="scrolls", tabindex=0, role="region", aria_label=name)
