"""One place: its picture, why it is doubted, and what to type."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pbgdpl_cli.review.answers.items import ReviewItem, line_key
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lines.masking import masked, still_hidden
from pbgdpl_cli.review.lines.on_page import line_at
from pbgdpl_cli.review.trying.planted_words import without
from pbgdpl_cli.review.views.anew import MOST_READINGS, Anew, anew_part, reading_buttons
from pbgdpl_cli.review.views.frame import (
    Frame,
    answered_count,
    button,
    form,
    heading,
    kept_while_typed,
    notice,
    shown_text,
    title_beside,
    undo_form,
)
from pbgdpl_cli.review.views.trust import mark_form, notes_at
from pbgdpl_cli.review.words.kinds import kind_of
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_NOT_ASKED = Anew()


class Shown(StrEnum):
    """Why a place is shown again: the verdicts on what was typed, and an answer from another window."""

    EMPTY = "empty"
    DIFFERS = "differs"
    NOWHERE = "nowhere"
    NODDED = "nodded"
    MEANWHILE = "meanwhile"
    ONCE_MORE = "once-more"
    ANEW = "anew"
    TRIED = "tried"


_TOLD = {
    Shown.EMPTY: say("You typed nothing. Type what is printed; if nothing is, press the button that says so."),
    Shown.DIFFERS: say("You typed something else than the program reads. Look again, and type what is printed."),
    Shown.NOWHERE: say(
        "You read something else than the program. This place spans several lines: put it right on the whole page (F2)."
    ),
    Shown.NODDED: say("This is read, not nodded through: type what is printed."),
    Shown.ONCE_MORE: say("What you typed bears a number. Look again, and type it once more."),
    Shown.TRIED: say(
        "A word of this line was wrong on purpose, to see how people read. It stands here now as the program reads it: "
        "look at the line once more."
    ),
    Shown.MEANWHILE: say("This place was answered meanwhile, in another window. Look again: what you send now holds."),
}
_HIDDEN = say("Where [?1] stands is a number that is still to be read: type it, or let the sign stand.")
_ELSEWHERE = say(
    "If it is not: put its line right on the whole page, or type the value in the sheet (pbgdpl sheet export PACKAGE)."
)


def kind_name(tell: PageLanguage, kind: str) -> str:
    """What sort of value is in doubt."""
    known = kind_of(kind)
    return known if isinstance(known, str) else tell(known)


def mark_of(answer: Answer | None) -> str:
    """What a form says of the answer its person saw, so that no other one is overwritten unseen."""
    return "" if answer is None else answer.when.isoformat()


def item_page(
    frame: Frame,
    index: int,
    item: ReviewItem,
    shown: Shown | None = None,
    typed: str | None = None,
    anew: Anew = _NOT_ASKED,
) -> str:
    """One place: its picture, why it is doubted, and what to type.

    Args:
        frame: What is around it.
        index: Of the package.
        item: The place.
        shown: Why it is shown again; None for the first time.
        typed: What the person typed there already.
        anew: What it reads with other settings.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    kind = kind_name(tell, item.kind)
    where = "" if item.page is None else tell(say("page {page}", page=item.page))
    answer, reason = package.answers.get(item.key), reason_shown(item)
    return frame.page(
        kind,
        heading(title_beside(package, (item.text,) if item.is_number else item.hidden), where),
        _picture(tell, index, item),
        element("p", element("span", kind, class_="kind"), None if reason is None else tell(reason), class_="reason"),
        _shown_again(tell, item, shown, typed, answer),
        _answer_form(
            frame,
            index,
            item,
            answer,
            typed if shown in (Shown.DIFFERS, Shown.ONCE_MORE, Shown.TRIED) else None,
            _begun(package, item, shown, typed),
        )
        if item.is_typed
        else _seen_form(tell, index, item, answer),
        _readings(tell, item),
        element("div", Html(anew_part(tell, anew)), id="anew", role="status", data_reading_now=anew.reading),
        element(
            "div",
            form(f"/p/{index}/item/{item.key}/later", button(tell(say("Later (Esc)")), id="later"))
            if item.doubt is not None
            else None,
            undo_form(tell) if answered_count(frame.queue) else None,
            _context_link(tell, package, index, item),
            class_="ways",
        ),
        notes_at(tell, package, item),
        mark_form(tell, index, item),
    )


def _begun(package: PackageUnderReview, item: ReviewItem, shown: Shown | None, typed: str | None) -> str | None:
    """What stands in the field when it is shown again as it was left."""
    if shown is Shown.TRIED:
        return without(package.tried.words_on(item.page or 0, decided=True), typed or "")
    return typed if shown is Shown.ANEW else None


def reason_shown(item: ReviewItem) -> Message | None:
    """Why a place is doubted; without any reading where a person shall read for himself."""
    if item.reason is not None and item.is_number and item.reason.values:
        return say("Two readings of it differ, or it was put right by rule.")
    return item.reason


def _shown_again(
    tell: PageLanguage, item: ReviewItem, shown: Shown | None, typed: str | None, answer: Answer | None
) -> Html | None:
    if shown is None or shown is Shown.ANEW:
        return (
            None
            if answer is None
            else notice(tell(say("You answered this place already:")), " ", _answer_text(tell, item, answer))
        )
    told = [tell(_TOLD[shown])]
    if shown is Shown.MEANWHILE:
        told.append(
            _readings_of(
                tell,
                (say("You typed"), shown_text(tell, typed)),
                (say("Kept"), "" if answer is None else _answer_text(tell, item, answer)),
            )
        )
    elif shown in (Shown.DIFFERS, Shown.NOWHERE):
        read = masked(item.text, still_hidden(typed or "", item.hidden))
        told.append(_readings_of(tell, (say("You typed"), shown_text(tell, typed)), (say("The program reads"), read)))
    return notice(*told)


def _answer_text(tell: PageLanguage, item: ReviewItem, answer: Answer) -> str:
    """An answer as it is shown beside its place; of numbers in a line that are still to be read, no reading."""
    return shown_text(tell, None if answer.text is None else masked(answer.text, item.hidden))


def _readings_of(tell: PageLanguage, *pairs: tuple[Message, str]) -> Html:
    both = [(element("dt", tell(words)), element("dd", text)) for words, text in pairs]
    return element("dl", *(part for pair in both for part in pair), class_="readings")


def _picture(tell: PageLanguage, index: int, item: ReviewItem) -> Html:
    if item.box is None or item.page is None:
        words = None if item.is_number else element("strong", item.text)
        return element("p", tell(say("There is no picture of this place.")), " ", words)
    return element(
        "img",
        src=f"/p/{index}/item/{item.key}.jpg?{'-'.join(map(str, item.box))}",
        alt=tell(say("Part of page {page} with the place in a frame", page=item.page)),
        class_="picture",
    )


def _answer_form(
    frame: Frame, index: int, item: ReviewItem, answer: Answer | None, first: str | None, begun: str | None
) -> Html:
    tell = frame.tell
    label = say("Type the number as it is printed") if item.is_number else say("What is printed there")
    said = masked(item.text if answer is None or answer.text is None else answer.text, item.hidden)
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
                value=_filled_in(item, said, first) if begun is None else begun,
                autocomplete="off",
                autocapitalize="off",
                spellcheck="false",
                aria_describedby="hidden-numbers" if item.hidden else None,
            ),
        ),
        button(tell(say("Next (Enter)")), class_="first"),
        button(tell(say("Nothing is printed there")), name="nothing", value="yes")
        if item.places or item.is_ink
        else None,
        button(tell(say("Read it anew (Alt+R)")), formaction=f"/p/{index}/item/{item.key}/anew", id="read-anew")
        if item.box is not None
        else None,
        element("p", tell(_HIDDEN), id="hidden-numbers", class_="count") if item.hidden else None,
        class_="answer",
        **kept_while_typed(frame, index, item.key),
    )


def _filled_in(item: ReviewItem, said: str, first: str | None) -> str | None:
    """What stands in the field to begin with: nothing where a person shall read for himself."""
    return None if item.is_number or (item.is_ink and first is not None) else said


def _seen_form(tell: PageLanguage, index: int, item: ReviewItem, answer: Answer | None) -> Html:
    return form(
        f"/p/{index}/item/{item.key}",
        element("input", type="hidden", name="known", value=mark_of(answer)),
        element("input", type="hidden", name="seen", value="yes"),
        button(tell(say("I looked at it: it is right as it stands")), class_="first"),
        element("p", tell(_ELSEWHERE), class_="count"),
        class_="answer",
    )


def other_readings(item: ReviewItem) -> Sequence[str]:
    """What a place may read as well, as far as a person may see it."""
    shown = item.candidates if item.places and not item.is_number else ()
    return [one for one in dict.fromkeys(shown) if one != item.text][:MOST_READINGS]


def _readings(tell: PageLanguage, item: ReviewItem) -> Html | None:
    others = other_readings(item)
    if not others:
        return None
    return element("p", tell(say("Other readings: ")), reading_buttons(others))


def _context_link(tell: PageLanguage, package: PackageUnderReview, index: int, item: ReviewItem) -> Html | None:
    if item.page is None:
        return None
    words = tell(say("The whole page (F2)"))
    anchor = anchor_of(item)
    if not anchor and (key := line_at(package, item)) is not None:
        anchor = f"?at={key}#{key}"
    return element("a", words, href=f"/p/{index}/page/{item.page}{anchor}", id="context")


def anchor_of(item: ReviewItem) -> str:
    """Where the line of a place stands in its page."""
    if item.page is None or item.at is None:
        return ""
    key = line_key(item.page, item.at)
    return f"?at={key}#{key}"
