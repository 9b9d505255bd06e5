"""The pages that lead to materials: the first with its search, all materials, those of a kind or of a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pbgdpl_cli.bookshelf.frame import HOME, LISTS, MATERIALS, Frame
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class Card:
    """What lists say of a material.

    Attributes:
        title: Its title.
        name: Of its page.
        kind: Code of its kind.
        subjects: Numbers of its topics.
        by: Who issued it, and when.
        cautions: What readers must know.
    """

    title: str
    name: str
    kind: str
    subjects: tuple[int, ...]
    by: str
    cautions: tuple[str, ...]


def card_of(frame: Frame, record: Record, name: str, cautions: tuple[str, ...]) -> Card:
    """What lists say of a record."""
    issuer = record.publisher or record.creator
    parts = (issuer.name if issuer else None, frame.tell.date(record.date_issued) if record.date_issued else None)
    by = " · ".join(part for part in parts if part)
    return Card(record.title, name, record.kind, tuple(record.subjects), by, cautions)


def list_pages(frame: Frame, inner: Frame, cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    """Every page of this kind: its path on the stick and its text.

    Args:
        frame: Of the first page.
        inner: Of pages one folder down.
        cards: The materials, in the order of the shelf.
    """
    tell = frame.tell
    kinds = _grouped((card.kind, card) for card in cards)
    subjects = _grouped((str(number), card) for card in cards for number in card.subjects)
    every = sorted(cards, key=lambda card: card.title.casefold())
    yield HOME, _home(frame, cards, kinds, subjects)
    yield f"{LISTS}/tat-ca.html", _list(inner, tell(say("All materials")), every)
    for code, held in kinds.items():
        yield f"{LISTS}/loai-{code}.html", _list(inner, tell.term("kinds", code), held)
    for number, held in subjects.items():
        yield f"{LISTS}/chu-de-{number}.html", _list(inner, tell.term("subjects", int(number)), held)


def _grouped(pairs: Iterator[tuple[str, Card]]) -> Mapping[str, list[Card]]:
    groups: dict[str, list[Card]] = {}
    for key, card in pairs:
        groups.setdefault(key, []).append(card)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def _home(
    frame: Frame, cards: Sequence[Card], kinds: Mapping[str, list[Card]], subjects: Mapping[str, list[Card]]
) -> str:
    tell = frame.tell
    by_kind = [(f"loai-{code}.html", tell.term("kinds", code), len(held)) for code, held in kinds.items()]
    by_topic = [
        (f"chu-de-{number}.html", tell.term("subjects", int(number)), len(held)) for number, held in subjects.items()
    ]
    return frame.page(
        tell(say("Home")),
        element("h1", tell(say("What do you want to know about the law?"))),
        _search(frame),
        element("section", id="results", aria_live="polite", hidden=True),
        element("p", tell(say("{number} on the bookshelf", number=tell.number(len(cards)))), class_="total"),
        element(
            "div",
            _ways(frame, say("Kind of material"), by_kind),
            _ways(frame, say("Subject"), by_topic),
            class_="ways",
        ),
        scripts=("words.js", "shelf.js"),
    )


def _search(frame: Frame) -> Html:
    tell = frame.tell
    return element(
        "form",
        element("label", tell(say("Search the bookshelf")), for_="q"),
        element("input", type="search", id="q", name="q", autocomplete="off", enterkeyhint="search"),
        element("button", tell(say("Search")), type="submit"),
        element("p", tell(say("You may type without tone marks.")), class_="tip"),
        element("noscript", element("p", tell(say("Searching needs JavaScript; the lists below do not.")))),
        role="search",
        method="get",
        action=HOME,
    )


def _ways(frame: Frame, heading: Message, links: Sequence[tuple[str, str, int]]) -> Html | None:
    if not links:
        return None
    items = [
        element(
            "li",
            element("a", name, href=frame.link(LISTS, page)),
            element("span", f" {frame.tell.number(many)}", class_="size"),
        )
        for page, name, many in links
    ]
    return element("nav", element("h2", frame.tell(heading)), element("ul", *items), aria_label=frame.tell(heading))


def _list(frame: Frame, heading: str, cards: Sequence[Card]) -> str:
    return frame.page(
        heading,
        element("h1", heading),
        element(
            "p", frame.tell(say("{number} on the bookshelf", number=frame.tell.number(len(cards)))), class_="total"
        ),
        element("ul", *(_row(frame, card) for card in cards), class_="cards"),
    )


def _row(frame: Frame, card: Card) -> Html:
    said = " · ".join(part for part in (frame.tell.term("kinds", card.kind), card.by) if part)
    return element(
        "li",
        element("a", card.title, href=frame.link(MATERIALS, f"{card.name}.html")),
        element("div", said, class_="size"),
        *(element("div", caution, class_="caution") for caution in card.cautions),
    )
