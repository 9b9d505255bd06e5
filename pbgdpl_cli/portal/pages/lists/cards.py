"""A material in a list: its picture as a cover, or a cover made of its title."""

from __future__ import annotations

from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.pages.lists.found_words import marked
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import Card, Shelved
from pbgdpl_cli.search.excerpts import excerpt
from pbgdpl_cli.search.finding import Stretch
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say
from validators.sharing.issue_date import IssueDate

COVER_WIDTH, COVER_HEIGHT = 400, 500  # pixels; twice what a card takes, for the fine screens of phones
# Colour families of covers, by kind; the style sheet names them cover-1 … cover-6.
_COLOURS = {
    "to-gap": 1, "to-roi": 1, "ap-phich": 2, "de-cuong": 3, "bai-giang": 4, "hoi-dap": 5, "tinh-huong": 6,
    "tieu-pham": 6, "cau-chuyen": 6, "sach": 3, "van-ban-hanh-chinh": 4, "van-ban-quy-pham": 2, "tin-bai": 1,
    "huong-dan-nghiep-vu": 3, "cau-hoi-thi": 5,
}  # fmt: skip
_MEDIA: dict[str, Message] = {
    "video": say("Video"), "audio": say("Audio"), "infographic": say("Infographic"), "ebook": say("E-book"),
    "slides": say("Slides"), "quiz": say("Quiz"),
}  # fmt: skip


def card(asked: PageRequest, shelved: Shelved, sought: tuple[Stretch, ...] = (), level: str = "h3") -> Html:
    """One material of a list, the sought words marked."""
    one = shelved.card
    title = shown_title(one.title)
    return element(
        "article",
        element("div", cover(asked, one), draft_badge(asked, one.standing), class_="cover-frame"),
        element("p", asked.language.term("kinds", one.kind), class_="kind"),
        element(level, element("a", marked(title, sought), href=material_path(one.identifier)), class_="name"),
        element("p", _by_line(asked, one), class_="by"),
        element("p", marked(excerpt(shelved.text, sought), sought), class_="excerpt")
        if sought and shelved.text
        else None,
        _media(asked, one),
        class_="card",
        lang=one.language if one.language != asked.language.language else None,
    )


def cover(asked: PageRequest, one: Card) -> Html:
    """The picture of a material; decorative beside its title, so without alternative text.

    Until the picture is there, and where it cannot be had, its place shows the cover made of the title.
    """
    picture = element(
        "img", src=f"/covers/{one.cover}.webp", alt="", loading="lazy", decoding="async", width=COVER_WIDTH,
        height=COVER_HEIGHT, class_="cover-picture",
    ) if one.cover else None  # fmt: skip
    return element(
        "div",
        element("span", asked.language.term("kinds", one.kind), class_="cover-kind"),
        element("span", shown_title(one.title), class_="cover-title"),
        element("span", one.issuer, class_="cover-foot"),
        picture,
        class_=f"cover drawn cover-{_COLOURS.get(one.kind, 4)}",
        aria_hidden="true",
    )


def draft_badge(asked: PageRequest, standing: str) -> Html | None:
    """The mark on everything that is not approved: it may be read, and must not be taken for final."""
    if standing in ("approved", "published"):
        return None
    words = say("Withdrawn") if standing == "withdrawn" else say("Draft")
    return element("span", asked.language(words), class_="draft")


def _by_line(asked: PageRequest, one: Card) -> str:
    parts = [one.issuer, asked.language.date(IssueDate.of(one.issued)) if one.issued else None]
    return " · ".join(part for part in parts if part)


def _media(asked: PageRequest, one: Card) -> Html | None:
    present = [name for role, name in _MEDIA.items() if role in one.media]
    if not present:
        return None
    return element("ul", *(element("li", asked.language(name)) for name in present), class_="formats")
