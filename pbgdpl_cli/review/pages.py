"""The pages of a review as HTML: all places, one place, one page of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from converters.corrections.places import WordPlace, lines_of
from converters.reading.document import Line, Page
from pbgdpl_cli.review.items import ReviewItem, line_key
from pbgdpl_cli.review.journal import Answer
from pbgdpl_cli.review.package import PackageUnderReview
from pbgdpl_cli.review.queue import ReviewQueue
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

MOST_READINGS = 9  # Alt+1 to Alt+9
_MOST_PAGE_LINKS = 40  # pages of a package that are linked one by one

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
        return element(
            "header",
            element("a", element("strong", tell(say("Review"))), href="/"),
            element("span", tell(say("{count} places still need a person.", count=self.queue.waiting)), class_="count"),
            element("span", tell(say("Reviewer: {name}", name=self.who)), class_="count") if self.who else None,
            _button(tell(say("Keys")), id="keys", type="button"),
        )


def overview(frame: Frame, *notices: Message) -> str:
    """All packages, and what there is to do in each."""
    tell = frame.tell
    rows = [_package_row(tell, index, package) for index, package in enumerate(frame.queue.packages)]
    headings = (say("Material"), say("To look at"), say("Answered, not in the package yet"), say("Page"))
    return frame.page(
        tell(say("Overview")),
        element("h1", tell(say("What needs a person"))),
        *(_notice(tell(notice)) for notice in notices),
        None if frame.who else _who_form(tell),
        element(
            "table",
            element("thead", element("tr", *(element("th", tell(heading), scope="col") for heading in headings))),
            element("tbody", *rows),
        ),
        _begin(frame) if frame.who else None,
        _undo_form(tell) if _answered(frame.queue) else None,
        *(_out_of_place(tell, index, package) for index, package in enumerate(frame.queue.packages)),
    )


def _begin(frame: Frame) -> Html:
    tell = frame.tell
    if not frame.queue.waiting:
        return element("p", tell(say("Nothing is left to look at.")))
    return element("p", element("a", tell(say("Begin with the worst place")), href="/next", id="begin"))


def _undo_form(tell: PageLanguage) -> Html:
    return _form("/undo", _button(tell(say("Take the last answer back (Alt+Z)")), id="undo"))


def _out_of_place(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html | None:
    """Answers that go nowhere, to be looked at and let go: what a person typed is never dropped in silence."""
    lost = package.out_of_place
    if not lost:
        return None
    headings = (say("What stood there"), say("You typed"), say("Who"))
    rows = [
        element(
            "tr",
            element("td", answer.before),
            element("td", tell(say("right as it stands")) if answer.text is None else answer.text),
            element("td", answer.who),
            element("td", _form(f"/p/{index}/item/{answer.key}/drop", _button(tell(say("Let it go"))))),
        )
        for answer in lost
    ]
    return element(
        "section",
        element("h2", package.title),
        element("p", tell(say("Another program changed this package. These answers fit nowhere in it any more:"))),
        element(
            "table",
            element(
                "thead",
                element("tr", *(element("th", tell(one), scope="col") for one in headings), element("td")),
            ),
            element("tbody", *rows),
        ),
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
    put = _form(f"/p/{index}/apply", _button(tell(say("Put them into the package")), class_="first"))
    trouble = None if package.trouble is None else _notice(tell(package.trouble))
    return element(
        "tr",
        element("th", package.title, trouble, scope="row"),
        element("td", str(len(package.waiting))),
        element("td", str(answers), put if answers else None),
        element("td", _page_links(tell, index, package)),
    )


def _page_links(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
    numbers = package.page_numbers
    if len(numbers) > _MOST_PAGE_LINKS:
        return _turn_form(tell, index, package)
    links = [element("a", str(number), href=f"/p/{index}/page/{number}") for number in numbers]
    return joined(piece for link in links for piece in (link, " "))


def _turn_form(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
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
        _button(tell(say("Go"))),
        action=f"/p/{index}/page",
        method="get",
        class_="answer",
    )


class Shown(StrEnum):
    """Why a place is shown again: the verdicts on what was typed, and an answer from another window."""

    EMPTY = "empty"
    DIFFERS = "differs"
    NOWHERE = "nowhere"
    NODDED = "nodded"
    MEANWHILE = "meanwhile"


_TOLD = {
    Shown.EMPTY: say("You typed nothing. Type what is printed; if nothing is, press the button that says so."),
    Shown.DIFFERS: say("You typed something else than the program reads. Look again, and type what is printed."),
    Shown.NOWHERE: say(
        "You read something else than the program. This place spans several lines: put it right on the whole page (F2)."
    ),
    Shown.NODDED: say("This is read, not nodded through: type what is printed."),
    Shown.MEANWHILE: say("This place was answered meanwhile, in another window. Look again: what you send now holds."),
}


_ELSEWHERE = say(
    "If it is not: put its line right on the whole page, or type the value in the sheet (pbgdpl sheet export PACKAGE)."
)


def mark_of(answer: Answer | None) -> str:
    """What a form says of the answer its person saw, so that no other one is overwritten unseen."""
    return "" if answer is None else answer.when.isoformat()


def item_page(frame: Frame, index: int, item: ReviewItem, shown: Shown | None = None, typed: str | None = None) -> str:
    """One place: its picture, why it is doubted, and what to type.

    Args:
        frame: What is around it.
        index: Of the package.
        item: The place.
        shown: Why it is shown again; None for the first time.
        typed: What the person typed there already.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    kind = tell(_KINDS[item.kind]) if item.kind in _KINDS else item.kind
    where = "" if item.page is None else tell(say("page {page}", page=item.page))
    answer = package.answers.get(item.key)
    return frame.page(
        kind,
        _heading(_title_beside(package, item), where),
        _picture(tell, index, item),
        element("p", element("span", kind, class_="kind"), _reason(tell, item), class_="reason"),
        _shown_again(tell, item, shown, typed, answer),
        _answer_form(tell, index, item, answer, typed if shown is Shown.DIFFERS else None)
        if item.is_typed
        else _seen_form(tell, index, item, answer),
        _readings(tell, item) if item.place is not None and not item.is_number else None,
        element(
            "div",
            _form(f"/p/{index}/item/{item.key}/later", _button(tell(say("Later (Esc)")), id="later"))
            if item.doubt is not None
            else None,
            _undo_form(tell) if _answered(frame.queue) else None,
            _context_link(tell, package, index, item),
            class_="ways",
        ),
    )


def _heading(title: str, where: str) -> Html:
    """The title in one line, cut where it is long: the place and the field shall fit the screen."""
    return element(
        "h1", element("span", title, class_="title"), " ", element("span", where, class_="count"), class_="where"
    )


def _title_beside(package: PackageUnderReview, item: ReviewItem) -> str:
    """What names the material beside a place; a title often bears the very number that is to be read."""
    return package.path.name if item.is_number and item.text in package.title else package.title


def _reason(tell: PageLanguage, item: ReviewItem) -> str | None:
    """Why it is doubted; without any reading where a person shall read for himself."""
    if item.reason is None:
        return None
    if item.is_number and item.reason.values:
        return tell(say("Two readings of it differ, or it was put right by rule."))
    return tell(item.reason)


def _shown_again(
    tell: PageLanguage, item: ReviewItem, shown: Shown | None, typed: str | None, answer: Answer | None
) -> Html | None:
    if shown is None:
        return (
            None
            if answer is None
            else _notice(tell(say("You answered this place already:")), " ", _text(tell, answer.text))
        )
    told = [tell(_TOLD[shown])]
    if shown is Shown.MEANWHILE:
        told.append(
            _readings_of(tell, (say("You typed"), typed), (say("Kept"), None if answer is None else answer.text))
        )
    elif shown in (Shown.DIFFERS, Shown.NOWHERE):
        told.append(_readings_of(tell, (say("You typed"), typed), (say("The program reads"), item.text)))
    return _notice(*told)


def _readings_of(tell: PageLanguage, *pairs: tuple[Message, str | None]) -> Html:
    both = [(element("dt", tell(words)), element("dd", _text(tell, text))) for words, text in pairs]
    return element("dl", *(part for pair in both for part in pair), class_="readings")


def _text(tell: PageLanguage, text: str | None) -> str:
    if text is None:
        return tell(say("right as it stands"))
    return text or tell(say("nothing is printed there"))


def _picture(tell: PageLanguage, index: int, item: ReviewItem) -> Html:
    if item.box is None or item.page is None:
        words = None if item.is_number else element("strong", item.text)
        return element("p", tell(say("There is no picture of this place.")), " ", words)
    return element(
        "img",
        src=f"/p/{index}/item/{item.key}.jpg",
        alt=tell(say("Part of page {page} with the place in a frame", page=item.page)),
        class_="picture",
    )


def _answer_form(tell: PageLanguage, index: int, item: ReviewItem, answer: Answer | None, first: str | None) -> Html:
    label = say("Type the number as it is printed") if item.is_number else say("What is printed there")
    said = item.text if answer is None or answer.text is None else answer.text
    return _form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="known", value=mark_of(answer)),
        element("input", type="hidden", name="first", value=first) if first is not None else None,
        element(
            "label",
            tell(label),
            element(
                "input",
                type="text",
                name="text",
                value=None if item.is_number else said,
                autocomplete="off",
                autocapitalize="off",
                spellcheck="false",
            ),
        ),
        _button(tell(say("Next (Enter)")), class_="first"),
        _button(tell(say("Nothing is printed there")), name="nothing", value="yes") if item.place is not None else None,
        class_="answer",
    )


def _seen_form(tell: PageLanguage, index: int, item: ReviewItem, answer: Answer | None) -> Html:
    return _form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="known", value=mark_of(answer)),
        element("input", type="hidden", name="seen", value="yes"),
        _button(tell(say("I looked at it: it is right as it stands")), class_="first"),
        element("p", tell(_ELSEWHERE), class_="count"),
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


def _context_link(tell: PageLanguage, package: PackageUnderReview, index: int, item: ReviewItem) -> Html | None:
    if item.page is None:
        return None
    words = tell(say("The whole page (F2)"))
    return element("a", words, href=f"/p/{index}/page/{item.page}{_anchor(package, item)}", id="context")


def _anchor(package: PackageUnderReview, item: ReviewItem) -> str:
    """Where the line of a place stands in its page."""
    page = None if item.page is None or item.place is None else package.page(item.page)
    if page is None or item.place is None:
        return ""
    line = item.place.line
    at = next((at for at, one in enumerate(lines_of(page)) if one == line), None)
    return "" if at is None else f"#{line_key(page.number, at)}"


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
        _heading(package.title, tell(say("page {page}", page=page.number))),
        element(
            "p",
            _page_link(tell(say("Page before")), index, numbers[at - 1] if at else None),
            " ",
            _page_link(tell(say("Page after")), index, numbers[at + 1] if at + 1 < len(numbers) else None),
        ),
        _turn_form(tell, index, package) if len(numbers) > 1 else None,
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
        text = answer.text if answer is not None and answer.text is not None else _without(tell, line, unread)
        links.append(
            element(
                "li",
                element(
                    "a", _text(tell, text), href=f"/p/{index}/item/{key}", id=key, class_="changed" if changed else None
                ),
            )
        )
    return links


def _without(tell: PageLanguage, line: Line, unread: Sequence[WordPlace]) -> str:
    """A line without the numbers that a person shall still read for himself."""
    text = line.text
    inside = [place for place in unread if place.line == line]
    for place in sorted(inside, key=lambda one: -one.start):
        text = f"{text[: place.start]}{tell(say('[to be read]'))}{text[place.stop :]}"
    return text


def _keys(tell: PageLanguage) -> Html:
    rows = (
        ("Enter", say("Take the answer, go on")),
        ("Esc", say("Later")),
        ("Alt+1 … Alt+9", say("Another reading")),
        ("Alt+Z", say("Take the last answer back")),
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
