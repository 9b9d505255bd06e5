"""The metadata of a package as a form: each value beside the place it was read at, saved one by one."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.review.metadata.choices import PLACE_CODE, Offer, offers_something
from pbgdpl_cli.review.metadata.form import FormField, Saved, mark_of, without_numbers
from pbgdpl_cli.review.views.frame import (
    Frame,
    answered_count,
    button,
    form,
    heading,
    kept_while_typed,
    notice,
    shown_text,
    undo_form,
)
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say
from validators.sharing.schema import title_of

_LONG_TEXTS = frozenset({"/description", "/title"})
_DATES = {"date": say("Write DD/MM/YYYY."), "issue-date": say("Write DD/MM/YYYY, or MM/YYYY.")}
TOLD = {
    Saved.SAVED: say("Saved on this machine; it goes into the package with the other answers."),
    Saved.SAME: say("This is what the package says; nothing had to be saved."),
    Saved.DIFFERS: say("You typed something else than the program reads. Look at the picture, and type it once more."),
    Saved.MEANWHILE: say(
        "This value was changed meanwhile, in another window or program. Look at both, and send again."
    ),
}


def label_of(tell: PageLanguage, one: FormField) -> str:
    """What people call a field, with the object it is a part of."""
    parent = one.field.pointer.rpartition("/")[0]
    above = f"{title_of(parent, tell.language)}: " if parent else ""
    return above + (title_of(one.field.pointer, tell.language) or one.field.pointer)


def form_page(
    frame: Frame, index: int, fields: Sequence[FormField], told: tuple[str, Message, str] | None, *more: str | None
) -> str:
    """All metadata of a package.

    Args:
        frame: What is around it.
        index: Of the package.
        fields: Its metadata.
        told: The key of a field, what is to be told there, and what was typed; None for nothing.
        *more: What follows the fields.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    missing = [one for one in fields if one.field.required and not one.value and one.answer is None]
    return frame.page(
        tell(say("Metadata")),
        element("script", src="/static/form.js", defer=True),
        heading(without_numbers(package, package.title), tell(say("metadata"))),
        notice(tell(package.trouble)) if package.trouble is not None else None,
        _missing(tell, missing),
        _apply_form(tell, index) if package.answers else None,
        *(_field(frame, index, one, told if told and told[0] == one.key else None) for one in fields),
        *more,
        element("div", undo_form(tell) if answered_count(frame.queue) else None, class_="ways"),
    )


def _missing(tell: PageLanguage, missing: Sequence[FormField]) -> Html | None:
    if not missing:
        return None
    links = [element("li", element("a", label_of(tell, one), href=f"#{one.key}")) for one in missing]
    return element(
        "section", element("h2", tell(say("Still missing"))), element("ul", *links, class_="missing"),
        aria_label=tell(say("Still missing")),
    )  # fmt: skip


def _apply_form(tell: PageLanguage, index: int) -> Html:
    return form(f"/p/{index}/apply", button(tell(say("Put them into the package"))), class_="answer")


def _field(frame: Frame, index: int, one: FormField, told: tuple[str, Message, str] | None) -> Html:
    return element(
        "section",
        element("div", *_control(frame, index, one, told), class_="control"),
        element("div", *_where(frame.tell, index, one), class_="read-at"),
        id=one.key,
        class_="field",
    )


def _control(frame: Frame, index: int, one: FormField, told: tuple[str, Message, str] | None) -> Sequence[Html | None]:
    tell, package = frame.tell, frame.queue.packages[index]
    if one.bears is not None and one.answer is None:
        link = element("a", tell(say("Read the number first")), href=f"/p/{index}/item/{one.bears}")
        return (
            element("span", label_of(tell, one), class_="label"),
            element("p", without_numbers(package, one.value)),
            element("p", tell(say("A number in it is still to be read.")), " ", link),
        )
    return (
        _form(frame, index, one, told),
        _state(tell, one, told),
        _conflict(tell, index, one),
        _drop(tell, index, one),
    )


def _form(frame: Frame, index: int, one: FormField, told: tuple[str, Message, str] | None) -> Html:
    tell = frame.tell
    first = told[2] if told is not None and told[1] is TOLD[Saved.DIFFERS] else None
    label = f"{label_of(tell, one)}{' *' if one.field.required else ''}"
    return form(
        f"/p/{index}/form/{one.key}",
        element("input", type="hidden", name="known", value=mark_of(one.answer)),
        element("input", type="hidden", name="base", value=one.base),
        element("input", type="hidden", name="first", value=first) if first is not None else None,
        element("label", label, for_=f"{one.key}-value"),
        _input(index, one, told),
        _datalist(tell, one),
        button(tell(say("Save")), class_="save"),
        button(tell(say("Search")), formaction=f"/p/{index}/form/choices/{one.key}", formmethod="get", class_="save")
        if one.field.pointer == PLACE_CODE
        else None,
        class_="answer",
        **kept_while_typed(frame, index, one.key),
    )


def _input(index: int, one: FormField, told: tuple[str, Message, str] | None) -> Html:
    typed = told[2] if told is not None else None
    held = one.answer.text or "" if one.answer is not None else "" if one.unread is not None else one.value
    value = held if typed is None else typed
    marks = {
        "id": f"{one.key}-value", "name": "value", "aria_describedby": f"{one.key}-state", "autocomplete": "off",
        "aria_invalid": "true" if told is not None else None,
    }  # fmt: skip
    if one.field.pointer in _LONG_TEXTS:
        return element("textarea", value, rows=3, **marks)
    offers = offers_something(one.field)
    return element(
        "input", type="text", value=value,
        data_choices=f"/p/{index}/form/choices/{one.key}" if offers else None,
        list=f"{one.key}-list" if offers and one.field.pointer != PLACE_CODE else None,
        **marks,
    )  # fmt: skip


def _datalist(tell: PageLanguage, one: FormField) -> Html | None:
    """What there is to choose from, for browsers without scripts; ten thousand places have a page of their own."""
    del tell
    if not one.field.choices:
        return None
    return element("datalist", *(element("option", value=choice) for choice in one.field.choices), id=f"{one.key}-list")


def _state(tell: PageLanguage, one: FormField, told: tuple[str, Message, str] | None) -> Html:
    hint = _DATES.get(one.field.kind)
    if one.field.kind in {"choices", "words"}:
        hint = say("Several values are parted by semicolons.")
    if told is not None:
        said = tell(told[1])
    elif one.answer is not None:
        said = tell(TOLD[Saved.SAVED])
    elif one.unread is not None:
        said = tell(say("The program's reading is not shown: type what is printed."))
    else:
        said = "" if hint is None else tell(hint)
    saved = "saved" if one.answer is not None and told is None else "told" if told is not None else None
    return element(
        "output",
        said,
        id=f"{one.key}-state",
        role="status",
        class_=saved,
        data_unsaved=tell(say("It could not be saved: the program does not answer. What you typed is still here.")),
    )


def _conflict(tell: PageLanguage, index: int, one: FormField) -> Html | None:
    if not one.is_out_of_place or one.answer is None:
        return None
    del index
    return notice(
        tell(say("The package says something else by now: “{value}”. You typed:", value=one.value)), " ",
        shown_text(tell, one.answer.text), " ",
        tell(say("Save again to put yours in its place, or take it back.")),
    )  # fmt: skip


def _drop(tell: PageLanguage, index: int, one: FormField) -> Html | None:
    if one.answer is None:
        return None
    return form(f"/p/{index}/form/{one.key}/drop", button(tell(say("Take it back"))))


def _where(tell: PageLanguage, index: int, one: FormField) -> Sequence[Html | None]:
    """The picture of the place a value was read at."""
    if one.evidence is None:
        return (None,)
    if one.evidence.page is None:
        by_person = one.evidence.method == "person"
        return (element("p", tell(say("Typed by a person.")) if by_person else None, class_="count"),)
    words = tell(say("page {page}", page=one.evidence.page))
    link = element("a", words, href=f"/p/{index}/page/{one.evidence.page}")
    if one.box is None:
        return (element("p", link),)
    alt = tell(say("Part of page {page} with the place in a frame", page=one.evidence.page))
    picture = element("img", src=f"/p/{index}/form/{one.key}.jpg", alt=alt, class_="picture", loading="lazy")
    return (picture, element("p", link))


def choices_page(frame: Frame, index: int, one: FormField, typed: str, offers: Sequence[Offer]) -> str:
    """What a field offers, for browsers without scripts: each is taken with a button."""
    tell = frame.tell
    rows = [
        form(
            f"/p/{index}/form/{one.key}",
            element("input", type="hidden", name="known", value=mark_of(one.answer)),
            element("input", type="hidden", name="base", value=one.base),
            button(offer.label, name="value", value=offer.value),
        )
        for offer in offers
    ]
    again = element(
        "form",
        element("label", label_of(tell, one), element("input", type="text", name="value", value=typed)),
        button(tell(say("Search"))),
        action=f"/p/{index}/form/choices/{one.key}", method="get", class_="answer",
    )  # fmt: skip
    nothing = element("p", tell(say("Nothing is called so.")))
    back = element("p", element("a", tell(say("Back to the form")), href=f"/p/{index}/form#{one.key}"))
    return frame.page(
        label_of(tell, one), heading(label_of(tell, one), tell(say("choose"))), again, *(rows or [nothing]), back
    )
