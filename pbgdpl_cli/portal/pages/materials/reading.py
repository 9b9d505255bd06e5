"""A material as nothing but its text, in letters as large as a reader wants them, with nothing around it."""

from __future__ import annotations

from starlette.responses import Response

from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.pages.lists.cards import draft_badge
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import card_of
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import element
from pbgdpl_cli.web.standing_notice import notice
from validators.problems import say
from validators.sharing.record import Record

_SIZES = ("1", "2", "3", "4")


def reading_page(asked: PageRequest, record: Record) -> Response:
    """The text alone."""
    tell = asked.language
    present = asked.http.query_params.get("size", "2")
    size = present if present in _SIZES else "2"
    sizes = [
        element("a", "A", href=asked.here(size=one, lang=""), class_=f"size-{one}",
                aria_current="true" if one == size else None, aria_label=tell(say("A, size {size}", size=one)))
        for one in _SIZES
    ]  # fmt: skip
    standing = notice(record)
    return page(
        asked,
        shown_title(record.title),
        element(
            "nav",
            element("a", tell(say("← Back to the material")), href=material_path(record.identifier)),
            element("span", *sizes, class_="sizes"),
            class_="reading-tools",
            aria_label=tell(say("Reading mode")),
        ),
        element(
            "article",
            element("h1", shown_title(record.title)),
            element("p", card_of(record).issuer, class_="by"),
            element(
                "p", draft_badge(asked, record.standing.value), " ", tell(standing), class_="draft-notice", role="note"
            )
            if standing
            else None,
            element("h2", tell(say("Content")), class_="unseen"),
            element("div", rendered(record.content, tell), class_="reading", lang=record.language),
            class_=f"only-text size-{size}",
        ),
        head=element("meta", name="robots", content="noindex"),
        bare=True,
    )
