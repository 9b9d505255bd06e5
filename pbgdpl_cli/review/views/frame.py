"""What every page of a review has around it, and the pieces that several pages are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around it.

    Attributes:
        tell: Says things in the language of the run.
        queue: All packages.
        who: Who reviews; empty while nobody has said so.
    """

    tell: PageLanguage
    queue: ReviewQueue
    who: str

    def page(self, title: str, *body: str | None) -> str:
        """A whole page."""
        tell = self.tell
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("title", f"{title} · {tell(say('Review'))}"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("link", rel="stylesheet", href="/static/review.css"),
            element("link", rel="stylesheet", href="/static/carpet.css"),
            element("link", rel="icon", href="data:,"),
            element("script", src="/static/review.js", defer=True),
            element("script", src="/static/begun.js", defer=True),
            element("script", src="/static/page.js", defer=True),
            element("script", src="/static/carpet.js", defer=True),
        )
        body_ = element(
            "body",
            element("a", tell(say("Skip to the content")), href="#content", class_="skip"),
            self._banner(),
            element("main", *body, id="content", tabindex=-1),
            _keys(tell),
            lang=tell.language,
        )
        return "<!doctype html>\n" + element("html", head, body_, lang=tell.language)

    def _banner(self) -> Html:
        tell = self.tell
        return element(
            "header",
            element("a", element("strong", tell(say("Review"))), href="/"),
            element("span", tell(say("{count} places still need a person.", count=self.queue.waiting)), class_="count"),
            element("span", tell(say("Reviewer: {name}", name=self.who)), class_="count") if self.who else None,
            button(tell(say("Keys")), id="keys", type="button"),
        )


def address_of_line(index: int, item: ReviewItem) -> str:
    """Where a line stands on its page."""
    return f"/p/{index}/page/{item.page}?at={item.key}#{item.key}"


def title_beside(package: PackageUnderReview, numbers: Iterable[str]) -> str:
    """What names the material beside numbers that are to be read; a title often bears the very number."""
    return package.path.name if any(number in package.title for number in numbers) else package.title


def heading(title: str, where: str) -> Html:
    """The title in one line, cut where it is long: the place and the field shall fit the screen."""
    return element(
        "h1", element("span", title, class_="title"), " ", element("span", where, class_="count"), class_="where"
    )


def notice(*body: str | None) -> Html:
    """Something a person shall read, told to screen readers too."""
    return element("div", *body, class_="notice", role="status")


def form(action: str, *body: str | None, **attributes: str | bool | None) -> Html:
    """A form that changes something."""
    return element("form", *body, action=action, method="post", **attributes)


def kept_while_typed(frame: Frame, index: int, key: str, *, shown: bool = False) -> Mapping[str, str | None]:
    """What a form bears so that the script keeps what is typed in it, and brings it back.

    Args:
        frame: What is around it.
        index: Of the package.
        key: Of the place that is typed at.
        shown: What was begun stands in its fields already.
    """
    tell, begun = frame.tell, frame.queue.packages[index].begun.of(key, frame.who)
    return {
        "data_keep": f"/p/{index}/begun",
        "data_key": key,
        "data_begun": json.dumps(begun, ensure_ascii=False) if begun and not shown else None,
        "data_back": "yes" if begun and shown else None,
        "data_again": tell(say("What you had begun to type here was kept. It is not sent yet.")),
        "data_kept": tell(say("Kept on this machine; not sent yet.")),
        "data_lost": tell(say("It could not be kept: the program does not answer. What you typed is still here.")),
    }


def button(text: str, **attributes: str | None) -> Html:
    """A button."""
    return element("button", text, **attributes)


def shown_text(tell: PageLanguage, text: str | None) -> str:
    """An answer as it is shown; None is "right as it stands"."""
    if text is None:
        return tell(say("right as it stands"))
    return text or tell(say("nothing is printed there"))


def undo_form(tell: PageLanguage) -> Html:
    """Takes the last answer back."""
    return form("/undo", button(tell(say("Take the last answer back (Alt+Z)")), id="undo"))


def answered_count(queue: ReviewQueue) -> int:
    """Answers that are in no package yet."""
    return sum(len(package.answers) for package in queue.packages)


def turn_form(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
    """Goes to a page of a book by its number."""
    numbers = package.page_numbers
    label = tell(say("Page, {first}–{last}", first=min(numbers, default=1), last=max(numbers, default=1)))
    return element(
        "form",
        element(
            "label",
            label,
            " ",
            element("input", type="text", name="number", inputmode="numeric", size=5, class_="short"),
        ),
        button(tell(say("Go"))),
        action=f"/p/{index}/page",
        method="get",
        class_="answer",
    )


@cache
def _keys(tell: PageLanguage) -> Html:
    rows = (
        ("Enter", say("Take the answer, go on")),
        ("Esc", say("Later")),
        ("Alt+1 … Alt+9", say("Another reading")),
        ("Alt+Z", say("Take the last answer back")),
        ("F2", say("The whole page")),
        ("Alt+R", say("Read the place anew, with other settings")),
        ("↑ ↓, PageUp PageDown", say("On a whole page: other lines, other pages; with Shift several lines")),
        ("J P H B D V", say("Lines are: one line, a paragraph, a heading, a picture, a stamp, handwriting")),
        ("T M S", say("Lines as a table, moved, split")),
        ("K", say("A place on the picture: arrows move it, Shift and arrows change its size, Enter takes it")),
        ("← ↑ → ↓", say("Side by side: another picture")),
        ("X, Delete", say("Side by side: mark it")),
        ("Space", say("Side by side: later, the picture, or the screen where none is chosen")),
        ("Alt+N", say("A note for the next person")),
        ("?", say("These keys (F1 while typing)")),
    )
    return element(
        "dialog",
        element("h2", tell(say("Keys"))),
        element(
            "table",
            *(element("tr", element("td", element("kbd", key)), element("td", tell(words))) for key, words in rows),
        ),
        element("form", button(tell(say("Close"))), method="dialog"),
        aria_label=tell(say("Keys")),
    )
