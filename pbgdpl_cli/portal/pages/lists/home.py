"""The first page: search, the collections, and the list with what it can be narrowed and sorted by."""

from __future__ import annotations

from starlette.responses import Response

from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.pages.lists.asking import LONGEST_WORDS, PAGE, Asked, asked_of
from pbgdpl_cli.portal.pages.lists.cards import card
from pbgdpl_cli.portal.pages.lists.filters import chips, filters
from pbgdpl_cli.portal.store.catalogue import SearchResults
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.excerpts import as_printed
from pbgdpl_cli.search.finding import How
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say


def home_page(asked: PageRequest) -> Response:
    """All materials, those of a collection, or those that were searched for."""
    question = asked_of(asked.http.query_params, asked.shelf)
    found = asked.stores.catalogue.search(question.query)
    narrowed = not question.is_whole or question.query.start
    return page(
        asked,
        _title(asked, question),
        element("div", element("div", *_welcome(asked, question), class_="width"),
                class_="welcome small" if narrowed else "welcome"),
        element("div", filters(asked, question, found), _results(asked, question, found), class_="width columns"),
    )  # fmt: skip


def _title(asked: PageRequest, question: Asked) -> str:
    if question.words:
        return question.words
    return question.collection.name(asked.language.language) if question.collection else asked.language(say("Home"))


def _welcome(asked: PageRequest, question: Asked) -> list[Html]:
    tell = asked.language
    kept = {"in": question.collection.identifier if question.collection else "", **question.chosen}
    kept["sort"] = question.query.order if question.query.order != "best" else ""
    hidden = [element("input", type="hidden", name=name, value=value) for name, value in kept.items() if value]
    form = element(
        "form",
        element("label", tell(say("Search the bookshelf")), for_="q"),
        element(
            "div",
            element(
                "input", type="search", id="q", name="q", value=question.words, maxlength=LONGEST_WORDS,
                autocomplete="off", placeholder=tell(say("For instance: luat dat dai")),
            ),
            *hidden,
            element("button", tell(say("Search")), type="submit"),
            class_="field",
        ),
        element("p", tell(say("You may type without tone marks.")), class_="tip"),
        role="search", action="/", method="get",
    )  # fmt: skip
    name = question.collection.name(tell.language) if question.collection else None
    return [element("h1", name or tell(say("What do you want to know about the law?"))), form]


def _results(asked: PageRequest, question: Asked, found: SearchResults) -> Html:
    sought = found.found.finds.sought
    tell = asked.language
    narrow = element("a", tell(say("Filters")), href="#filters", class_="narrow")
    return element(
        "section",
        element(
            "div",
            element("h2", _count(asked, question, found), class_="total", id="found", tabindex=-1),
            _order(asked, question, found),
            narrow if found.items or question.chosen else None,
            class_="above",
        ),
        chips(asked, question),
        _how(asked, found),
        _common(asked, found),
        element("ul", *(element("li", card(asked, item, sought)) for item in found.items), class_="shelf")
        if found.items
        else _nothing(asked, question),
        _more(asked, question, found),
        _pager(asked, question, found),
        aria_labelledby="found",
    )


def _count(asked: PageRequest, question: Asked, found: SearchResults) -> str:
    number = asked.language.number(found.total)
    if not found.found.finds.whole:
        return asked.language(say("At least {number} found for “{words}”", number=number, words=question.words))
    if question.words:
        return asked.language(say("{number} found for “{words}”", number=number, words=question.words))
    if question.collection or question.chosen:
        return asked.language(say("{number} materials", number=number))
    return asked.language(say("{number} on the bookshelf", number=number))


def _how(asked: PageRequest, found: SearchResults) -> Html | None:
    """What a visitor must know about how the words were found; nothing when they stand there as typed."""
    if not found.items:
        return None
    sentences = {
        How.APART: say("Nowhere do these words stand together; these materials have all of them, here and there."),
        How.UNMARKED: say("Nowhere do these words stand with these marks; these materials have them with others."),
        How.REPAIRED: say("Nothing has these words; shown is what has “{words}”.", words=_meant(found)),
        How.MOSTLY: say("Nowhere do all these words stand together; first comes what has most of them side by side."),
    }
    told = [sentences[found.found.finds.how]] if found.found.finds.how in sentences else []
    said = " ".join(map(asked.language, [*told, *how_besides(found.found)]))
    return element("p", said, class_="how", role="status") if said else None


def _common(asked: PageRequest, found: SearchResults) -> Html | None:
    """That not everything was looked at, and the way to all of it; nothing when everything was."""
    if found.found.finds.whole:
        return None
    tell = asked.language
    told = say("These words stand in very many materials, and only the newest were looked through: there may be more.")
    link = element("a", tell(say("Look through all")), rel="nofollow", href=asked.here(thorough="1", start="", lang=""))
    return element("p", tell(told), " ", link, class_="how", role="status")


def _meant(found: SearchResults) -> str:
    sought = found.found.finds.sought
    printed = (as_printed(f"{item.card.title}\n{item.text}", sought) for item in found.items)
    return next(filter(None, printed), " ".join(word for words in sought for word in words))


def _order(asked: PageRequest, question: Asked, found: SearchResults) -> Html | None:
    if found.total < 2:
        return None
    tell = asked.language
    first = [("best", say("Best first"))] if question.words else []
    names = [*first, ("newest", say("New here")), ("issued", say("Newest issue")), ("title", say("Title A–Z"))]
    present = question.query.order if question.words or question.query.order != "best" else "newest"
    usual = names[0][0]
    links = [
        element("a", tell(name), href=asked.here(sort="" if order == usual else order, start="", lang=""),
                aria_current="true" if order == present else None)
        for order, name in names
    ]  # fmt: skip
    return element("nav", *links, class_="order", aria_label=tell(say("Order of the list")))


def _more(asked: PageRequest, question: Asked, found: SearchResults) -> Html | None:
    """The way to what has all the words far apart, where others have them together."""
    many = found.found.finds.apart
    if not many or question.query.start + question.query.most < found.total:
        return None
    number = asked.language.number(many)
    text = say("{number} more have all these words, but not together", number=number)
    if not found.found.finds.whole:
        text = say("At least {number} more have all these words, but not together", number=number)
    return element("p", element("a", asked.language(text), href=asked.here(wide="1", start="", lang="")), class_="more")


def _nothing(asked: PageRequest, question: Asked) -> Html:
    tell = asked.language
    narrowed = not question.is_whole
    if narrowed:
        sentence, more = say("Nothing was found."), say("Try fewer or other words, or remove a filter.")
    else:
        sentence = say("The bookshelf is still empty.")
        more = say("Send packages here with: pbgdpl upload FOLDER")
    link = element("p", element("a", tell(say("Show everything")), href="/", class_="button")) if narrowed else None
    return element("div", element("p", tell(sentence), class_="large"), element("p", tell(more)), link, class_="notice")


def _pager(asked: PageRequest, question: Asked, found: SearchResults) -> Html | None:
    query = question.query
    if found.total <= query.most:
        return None
    tell = asked.language
    here = say("Page {page} of {pages}", page=query.start // query.most + 1, pages=_pages(found))
    before, after = max(0, query.start - query.most), query.start + query.most
    links = [
        _turn(asked, say("← Previous"), before, "prev") if query.start else None,
        element("span", tell(here)),
        _turn(asked, say("Next →"), after, "next") if after < found.total else None,
    ]
    return element("nav", *links, class_="pager", aria_label=tell(say("Pages of the list")))


def _turn(asked: PageRequest, name: Message, start: int, rel: str) -> Html:
    return element(
        "a", asked.language(name), href=asked.here(start=str(start or ""), lang=""), rel=rel, class_="button"
    )


def _pages(found: SearchResults) -> int:
    return -(-found.total // PAGE)
