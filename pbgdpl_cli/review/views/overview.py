"""All packages under review, and what there is to do in each."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.review.alike.carpet import count_alike
from pbgdpl_cli.review.alike.suggestions import Suggestions, any_kept
from pbgdpl_cli.review.answers.cited import cited_of
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lines.changes import change_of
from pbgdpl_cli.review.metadata.cited import undecided_count
from pbgdpl_cli.review.views.changes import name_of
from pbgdpl_cli.review.views.frame import (
    Frame,
    answered_count,
    button,
    form,
    notice,
    shown_text,
    turn_form,
    undo_form,
)
from pbgdpl_cli.review.views.metadata.deciding import decided_shown
from pbgdpl_cli.review.views.steps import state_link
from pbgdpl_cli.review.views.trust import tried_section
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_MOST_PAGE_LINKS = 40  # pages of a package that are linked one by one


def overview(frame: Frame, *notices: Message) -> str:
    """All packages, and what there is to do in each."""
    tell = frame.tell
    rows = [_package_row(tell, index, package) for index, package in enumerate(frame.queue.packages)]
    headings = (say("Material"), say("To look at"), say("Answered, not in the package yet"), say("Page"))
    return frame.page(
        tell(say("Overview")),
        element("h1", tell(say("What needs a person"))),
        *(notice(tell(one)) for one in notices),
        None if frame.who else _who_form(tell),
        element(
            "table",
            element("thead", element("tr", *(element("th", tell(heading), scope="col") for heading in headings))),
            element("tbody", *rows),
        ),
        _begin(frame) if frame.who else None,
        _words_link(frame) if frame.who else None,
        undo_form(tell) if answered_count(frame.queue) else None,
        *(_out_of_place(tell, index, package) for index, package in enumerate(frame.queue.packages)),
        *(tried_section(tell, index, package, frame.who) for index, package in enumerate(frame.queue.packages)),
    )


def _begin(frame: Frame) -> Html:
    tell = frame.tell
    if not frame.queue.waiting:
        return element("p", tell(say("Nothing is left to look at.")))
    # Pages are measured to tell a typeface; where nothing is kept at all, that is told without.
    kept = [one for one in frame.queue.packages if any_kept(one.home)]
    known = any(Suggestions(one.home, scope).file.exists() for one in kept for scope in one.scopes)
    like = count_alike(frame.queue)
    side = tell(say("Look at {count} like places side by side", count=like))
    return element(
        "p",
        element("a", tell(say("Begin with the worst place")), href="/next", id="begin"),
        element("a", side, href="/carpet", id="side") if like else None,
        element("a", tell(say("What was put right in earlier material")), href="/suggestions") if known else None,
        class_="ways",
    )


def _words_link(frame: Frame) -> Html | None:
    """To the lists of words; doubts that nobody is asked for because of them are counted, never left out in silence."""
    packages = frame.queue.packages
    if not any(one.publisher for one in packages):
        return None
    passed, words = sum(len(one.passed_over) for one in packages), say("Good and bad words")
    if passed:
        words = say("Good and bad words ({count} doubts are passed over)", count=passed)
    return element("p", element("a", frame.tell(words), href="/words"))


def _out_of_place(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html | None:
    """Answers that go nowhere, to be looked at and let go: what a person typed is never dropped in silence."""
    lost = package.out_of_place
    if not lost:
        return None
    headings = (say("What stood there"), say("You typed"), say("Who"))
    rows = [
        element(
            "tr",
            *(element("td", text) for text in _shown(tell, answer)),
            element("td", answer.who),
            element("td", form(f"/p/{index}/item/{answer.key}/drop", button(tell(say("Let it go"))))),
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


def _shown(tell: PageLanguage, answer: Answer) -> tuple[str, str]:
    """What stood at a place, and what was said of it."""
    change, cited = change_of(answer), cited_of(answer)
    if cited is not None:
        return decided_shown(tell, cited)
    return answer.before, shown_text(tell, answer.text) if change is None else tell(name_of(change.change))


def _who_form(tell: PageLanguage) -> Html:
    return form(
        "/who",
        element(
            "label",
            tell(say("Your name, for the history of the material")),
            element("input", type="text", name="text", required=True, autocomplete="name", maxlength=200),
        ),
        button(tell(say("Begin")), class_="first"),
        class_="answer",
    )


def _package_row(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
    answers = len(package.answers)
    put = form(f"/p/{index}/apply", button(tell(say("Put them into the package")), class_="first"))
    trouble = None if package.trouble is None else notice(tell(package.trouble))
    return element(
        "tr",
        element("th", package.title, *_more_links(tell, index, package), _moved(tell, package), trouble, scope="row"),
        element("td", str(package.waiting_count)),
        element("td", str(answers), put if answers or package.has_looks else None),
        element("td", _page_links(tell, index, package)),
    )


def _moved(tell: PageLanguage, package: PackageUnderReview) -> Html | None:
    if package.moved_from is None:
        return None
    words = say("What was answered while this package stood at {path} was taken along.", path=package.moved_from)
    return notice(tell(words))


def _more_links(tell: PageLanguage, index: int, package: PackageUnderReview) -> Sequence[str]:
    """What there is of a package besides its pages."""
    left = undecided_count(package)
    citations = say("Citations ({count} undecided)", count=left) if left else say("Citations")
    ways = ((say("Metadata"), "form"), (citations, "citations"))
    links = [element("a", tell(words), href=f"/p/{index}/{place}", class_="count") for words, place in ways]
    links.append(state_link(tell, index, package.standing))
    return [part for link in links for part in (" ", link)]


def _page_links(tell: PageLanguage, index: int, package: PackageUnderReview) -> Html:
    numbers = package.page_numbers
    if len(numbers) > _MOST_PAGE_LINKS:
        return turn_form(tell, index, package)
    links = [element("a", str(number), href=f"/p/{index}/page/{number}") for number in numbers]
    return joined(piece for link in links for piece in (link, " "))
