"""A page of a document: its picture, and its lines, each of which can be put right."""

from __future__ import annotations

from collections.abc import Sequence

from converters.corrections.places import lines_of
from converters.reading.document import Page
from pbgdpl_cli.review.answers.items import line_key
from pbgdpl_cli.review.answers.masking import line_without
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.views.frame import (
    Frame,
    heading,
    shown_text,
    turn_form,
)
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say


def document_page(frame: Frame, index: int, page: Page) -> str:
    """A page of a document: its picture, and its lines, each of which can be put right."""
    tell, package = frame.tell, frame.queue.packages[index]
    numbers = package.page_numbers
    at = numbers.index(page.number)
    picture = element(
        "img",
        src=f"/p/{index}/page/{page.number}.jpg",
        alt=tell(say("Page {page}", page=page.number)),
        class_="picture",
    )
    return frame.page(
        tell(say("Page {page}", page=page.number)),
        heading(package.title, tell(say("page {page}", page=page.number))),
        element(
            "p",
            _page_link(tell(say("Page before")), index, numbers[at - 1] if at else None),
            " ",
            _page_link(tell(say("Page after")), index, numbers[at + 1] if at + 1 < len(numbers) else None),
        ),
        turn_form(tell, index, package) if len(numbers) > 1 else None,
        element(
            "div",
            element("div", picture if page.width else tell(say("There is no picture of this page."))),
            element("ol", *_line_links(tell, package, index, page), class_="lines"),
            class_="side",
        ),
    )


def _page_link(words: str, index: int, number: int | None) -> Html | None:
    return None if number is None else element("a", words, href=f"/p/{index}/page/{number}")


def _line_links(tell: PageLanguage, package: PackageUnderReview, index: int, page: Page) -> Sequence[Html]:
    links = []
    unread = package.unread_numbers(page.number)
    for place, line in enumerate(lines_of(page)):
        key = line_key(page.number, place)
        answer = package.answers.get(key)
        changed = answer is not None and answer.text is not None
        text = (
            answer.text
            if answer is not None and answer.text is not None
            else line_without(line, unread, tell(say("[to be read]")))
        )
        links.append(
            element(
                "li",
                element(
                    "a",
                    shown_text(tell, text),
                    href=f"/p/{index}/item/{key}" if package.work.second_reader is None else None,
                    id=key,
                    class_="changed" if changed else None,
                ),
            )
        )
    return links
