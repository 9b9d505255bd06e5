"""One place: its picture, why it is doubted, and what to type."""

from __future__ import annotations

from enum import StrEnum

from pbgdpl_cli.review.answers.items import ReviewItem, line_key
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.views.frame import (
    Frame,
    answered_count,
    button,
    form,
    heading,
    notice,
    shown_text,
    undo_form,
)
from pbgdpl_cli.review.views.trust import mark_form, notes_at
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


def kind_of(kind: str) -> Message | str:
    """What people call a kind of doubt; the kind itself where it has no name."""
    return _KINDS.get(kind, kind)


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
    answer, reason = package.answers.get(item.key), reason_shown(item)
    return frame.page(
        kind,
        heading(_title_beside(package, item), where),
        _picture(tell, index, item),
        element("p", element("span", kind, class_="kind"), None if reason is None else tell(reason), class_="reason"),
        _shown_again(tell, item, shown, typed, answer),
        _answer_form(tell, index, item, answer, typed if shown is Shown.DIFFERS else None)
        if item.is_typed
        else _seen_form(tell, index, item, answer),
        _readings(tell, item) if item.place is not None and not item.is_number else None,
        element(
            "div",
            form(f"/p/{index}/item/{item.key}/later", button(tell(say("Later (Esc)")), id="later"))
            if item.doubt is not None
            else None,
            undo_form(tell) if answered_count(frame.queue) else None,
            _context_link(tell, index, item),
            class_="ways",
        ),
        notes_at(tell, package, item),
        mark_form(tell, index, item),
    )


def _title_beside(package: PackageUnderReview, item: ReviewItem) -> str:
    """What names the material beside a place; a title often bears the very number that is to be read."""
    return package.path.name if item.is_number and item.text in package.title else package.title


def reason_shown(item: ReviewItem) -> Message | None:
    """Why a place is doubted; without any reading where a person shall read for himself."""
    if item.reason is not None and item.is_number and item.reason.values:
        return say("Two readings of it differ, or it was put right by rule.")
    return item.reason


def _shown_again(
    tell: PageLanguage, item: ReviewItem, shown: Shown | None, typed: str | None, answer: Answer | None
) -> Html | None:
    if shown is None:
        return (
            None
            if answer is None
            else notice(tell(say("You answered this place already:")), " ", shown_text(tell, answer.text))
        )
    told = [tell(_TOLD[shown])]
    if shown is Shown.MEANWHILE:
        told.append(
            _readings_of(tell, (say("You typed"), typed), (say("Kept"), None if answer is None else answer.text))
        )
    elif shown in (Shown.DIFFERS, Shown.NOWHERE):
        told.append(_readings_of(tell, (say("You typed"), typed), (say("The program reads"), item.text)))
    return notice(*told)


def _readings_of(tell: PageLanguage, *pairs: tuple[Message, str | None]) -> Html:
    both = [(element("dt", tell(words)), element("dd", shown_text(tell, text))) for words, text in pairs]
    return element("dl", *(part for pair in both for part in pair), class_="readings")


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
    return form(
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
        button(tell(say("Next (Enter)")), class_="first"),
        button(tell(say("Nothing is printed there")), name="nothing", value="yes") if item.place is not None else None,
        class_="answer",
    )


def _seen_form(tell: PageLanguage, index: int, item: ReviewItem, answer: Answer | None) -> Html:
    return form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="known", value=mark_of(answer)),
        element("input", type="hidden", name="seen", value="yes"),
        button(tell(say("I looked at it: it is right as it stands")), class_="first"),
        element("p", tell(_ELSEWHERE), class_="count"),
        class_="answer",
    )


def _readings(tell: PageLanguage, item: ReviewItem) -> Html | None:
    others = [one for one in dict.fromkeys(item.candidates) if one != item.text][:MOST_READINGS]
    if not others:
        return None
    buttons = [
        button(f"Alt+{number}: {one}", type="button", id=f"reading-{number}", data_reading=one)
        for number, one in enumerate(others, start=1)
    ]
    return element("p", tell(say("Other readings: ")), joined(piece for one in buttons for piece in (one, " ")))


def _context_link(tell: PageLanguage, index: int, item: ReviewItem) -> Html | None:
    if item.page is None:
        return None
    words = tell(say("The whole page (F2)"))
    return element("a", words, href=f"/p/{index}/page/{item.page}{anchor_of(item)}", id="context")


def anchor_of(item: ReviewItem) -> str:
    """Where the line of a place stands in its page."""
    return "" if item.page is None or item.at is None else f"#{line_key(item.page, item.at)}"
