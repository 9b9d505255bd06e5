"""The pages of a review as HTML: all places, one place, one page of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import Page
from pbgdpl_cli.review.queue import PackageUnderReview, ReviewItem, ReviewQueue, line_key, lines_of
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

MOST_READINGS = 9  # Alt+1 to Alt+9

_KINDS = {
    "amount": say("Amount"),
    "number": say("Number"),
    "date": say("Date"),
    "citation": say("Citation"),
    "locator": say("Article, clause or point"),
    "percentage": say("Percentage"),
    "duration": say("Time limit"),
    "phone": say("Telephone number"),
    "word": say("Word"),
    "title": say("Title"),
    "table": say("Table"),
    "page": say("Page"),
    "ink": say("Ink without a word"),
    "line": say("Line"),
}


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
            element("link", rel="icon", href="data:,"),
            element("script", src="/static/review.js", defer=True),
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
        waiting = sum(len(package.waiting) for package in self.queue.packages)
        return element(
            "header",
            element("a", element("strong", tell(say("Review"))), href="/"),
            element("span", tell(say("{count} places still need a person.", count=waiting)), class_="count"),
            element("span", tell(say("Reviewer: {name}", name=self.who)), class_="count") if self.who else None,
            _button(tell(say("Keys")), id="keys", type="button"),
        )


def overview(frame: Frame, notice: Message | None = None) -> str:
    """All packages, and what there is to do in each."""
    tell = frame.tell
    rows = [_package_row(tell, index, package) for index, package in enumerate(frame.queue.packages)]
    headings = (say("Material"), say("To look at"), say("Answered, not in the package yet"), say("Pages"))
    return frame.page(
        tell(say("Overview")),
        element("h1", tell(say("What needs a person"))),
        _notice(tell(notice)) if notice is not None else None,
        None if frame.who else _who_form(tell),
        element(
            "table",
            element("thead", element("tr", *(element("th", tell(heading), scope="col") for heading in headings))),
            element("tbody", *rows),
        ),
        element("p", element("a", tell(say("Begin with the worst place")), href="/next")) if frame.who else None,
        _form("/undo", _button(tell(say("Take the last answer back")), id="undo")) if _answered(frame.queue) else None,
    )


def _answered(queue: ReviewQueue) -> int:
    return sum(len(package.answers) for package in queue.packages)


def _who_form(tell: PageLanguage) -> Html:
    return _form(
        "/who",
        element(
            "label",
            tell(say("Your name, for the history of the material")),
            element("input", type="text", name="text", required=True, autocomplete="name", maxlength=200),
        ),
        _button(tell(say("Begin")), class_="first"),
        class_="answer",
    )


def _package_row(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
    answers = len(package.answers)
    pages = [
        element("a", str(page.number), href=f"/p/{index}/page/{page.number}") for page in package.document.pages[:200]
    ]
    put = _form(f"/p/{index}/apply", _button(tell(say("Put them into the package")), class_="first"))
    return element(
        "tr",
        element("th", package.record.title, scope="row"),
        element("td", str(len(package.waiting))),
        element("td", str(answers), put if answers else None),
        element("td", joined(piece for page in pages for piece in (page, " "))),
    )


def item_page(frame: Frame, index: int, item: ReviewItem, first: str | None = None) -> str:
    """One place: its picture, why it is doubted, and what to type.

    Args:
        frame: What is around it.
        index: Of the package.
        item: The place.
        first: What the person typed there already, when it is not what the program reads.
    """
    tell = frame.tell
    kind = tell(_KINDS[item.kind]) if item.kind in _KINDS else item.kind
    where = "" if item.page is None else tell(say("page {page}", page=item.page))
    return frame.page(
        kind,
        element("h1", frame.queue.packages[index].record.title, " ", element("span", where, class_="count")),
        _picture(tell, index, item),
        element(
            "p",
            element("span", kind, class_="kind"),
            tell(item.reason) if item.reason is not None else None,
            class_="reason",
        ),
        _both_readings(tell, item, first) if first is not None else None,
        _answer_form(tell, index, item, first) if item.place is not None else _seen_form(tell, index, item),
        _readings(tell, item) if item.place is not None and not item.is_number else None,
        _form(f"/p/{index}/item/{item.key}/later", _button(tell(say("Later (Esc)")), id="later")),
        _context_link(tell, index, item),
    )


def _picture(tell: PageLanguage, index: int, item: ReviewItem) -> Html:
    if item.box is None or item.page is None:
        return element("p", tell(say("There is no picture of this place.")), " ", element("strong", item.text))
    return element(
        "img",
        src=f"/p/{index}/item/{item.key}.jpg",
        alt=tell(say("Part of page {page} with the place in a frame", page=item.page)),
        class_="picture",
    )


def _both_readings(tell: PageLanguage, item: ReviewItem, first: str) -> Html:
    return _notice(
        tell(say("You typed something else than the program reads. Look again, and type what is printed.")),
        element(
            "dl",
            element("dt", tell(say("You typed"))),
            element("dd", first),
            element("dt", tell(say("The program reads"))),
            element("dd", item.text),
            class_="readings",
        ),
    )


def _answer_form(tell: PageLanguage, index: int, item: ReviewItem, first: str | None) -> Html:
    label = say("Type the number as it is printed") if item.is_number else say("What is printed there")
    value = None if item.is_number else item.text
    return _form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="first", value=first) if first is not None else None,
        element(
            "label",
            tell(label),
            element("input", type="text", name="text", value=value, autocomplete="off", spellcheck="false"),
        ),
        _button(tell(say("Next (Enter)")), class_="first"),
        class_="answer",
    )


def _seen_form(tell: PageLanguage, index: int, item: ReviewItem) -> Html:
    return _form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="seen", value="yes"),
        _button(tell(say("I looked at it: it is right as it stands")), class_="first"),
        class_="answer",
    )


def _readings(tell: PageLanguage, item: ReviewItem) -> Html | None:
    others = [one for one in dict.fromkeys(item.candidates) if one != item.text][:MOST_READINGS]
    if not others:
        return None
    buttons = [
        _button(f"Alt+{number}: {one}", type="button", id=f"reading-{number}", data_reading=one)
        for number, one in enumerate(others, start=1)
    ]
    return element("p", tell(say("Other readings: ")), joined(piece for one in buttons for piece in (one, " ")))


def _context_link(tell: PageLanguage, index: int, item: ReviewItem) -> Html | None:
    if item.page is None:
        return None
    words = tell(say("The whole page (F2)"))
    return element("p", element("a", words, href=f"/p/{index}/page/{item.page}", id="context"))


def document_page(frame: Frame, index: int, page: Page) -> str:
    """A page of a document: its picture, and its lines, each of which can be put right."""
    tell, package = frame.tell, frame.queue.packages[index]
    numbers = [one.number for one in package.document.pages]
    at = numbers.index(page.number)
    picture = element(
        "img",
        src=f"/p/{index}/page/{page.number}.jpg",
        alt=tell(say("Page {page}", page=page.number)),
        class_="picture",
    )
    return frame.page(
        tell(say("Page {page}", page=page.number)),
        element("h1", package.record.title, " ", element("span", tell(say("page {page}", page=page.number)))),
        element(
            "p",
            _page_link(tell(say("Page before")), index, numbers[at - 1] if at else None),
            " ",
            _page_link(tell(say("Page after")), index, numbers[at + 1] if at + 1 < len(numbers) else None),
        ),
        element(
            "div",
            element("div", picture if page.width else tell(say("There is no picture of this page."))),
            element("ol", *_line_links(package, index, page), class_="lines"),
            class_="side",
        ),
    )


def _page_link(words: str, index: int, number: int | None) -> Html | None:
    return None if number is None else element("a", words, href=f"/p/{index}/page/{number}")


def _line_links(package: PackageUnderReview, index: int, page: Page) -> Sequence[Html]:
    links = []
    for place, line in enumerate(lines_of(page)):
        key = line_key(page.number, place)
        answer = package.answers.get(key)
        changed = answer is not None and answer.text is not None
        text = answer.text if answer is not None and answer.text is not None else line.text
        links.append(
            element("li", element("a", text, href=f"/p/{index}/item/{key}", class_="changed" if changed else None))
        )
    return links


def _keys(tell: PageLanguage) -> Html:
    rows = (
        ("Enter", say("Take the answer, go on")),
        ("Esc", say("Later")),
        ("Alt+1 … Alt+9", say("Another reading")),
        ("Alt+Z", say("Take the last answer back (on the overview)")),
        ("F2", say("The whole page")),
        ("?", say("These keys (F1 while typing)")),
    )
    return element(
        "dialog",
        element("h2", tell(say("Keys"))),
        element(
            "table",
            *(element("tr", element("td", element("kbd", key)), element("td", tell(words))) for key, words in rows),
        ),
        element("form", _button(tell(say("Close"))), method="dialog"),
        aria_label=tell(say("Keys")),
    )


def _notice(*body: str | None) -> Html:
    return element("div", *body, class_="notice", role="status")


def _form(action: str, *body: str | None, class_: str | None = None) -> Html:
    return element("form", *body, action=action, method="post", class_=class_)


def _button(text: str, **attributes: str | None) -> Html:
    return element("button", text, **attributes)
