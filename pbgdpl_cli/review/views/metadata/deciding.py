"""What a person can do with a citation: buttons and fields, each with a label, so that keys are enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from converters.corrections.cited.said import CitationSaid, Decision
from pbgdpl_cli.review.answers.cited import answer_key
from pbgdpl_cli.review.metadata.cited import CitedPlace
from pbgdpl_cli.review.metadata.deciding import TypedCitation, base_of
from pbgdpl_cli.review.views.frame import Frame, button, form, kept_while_typed
from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say
from validators.sharing.record import Citation

ROLES: Mapping[str, Message] = MappingProxyType({
    "basis": say("the material rests on it"), "mentioned": say("named only"), "amended": say("named as amended"),
    "replaced": say("named as replaced"), "repealed": say("named as repealed"), "amending": say("amends another act"),
    "replacing": say("replaces another act"),
})  # fmt: skip
"""What an act may be cited for."""
_NAMES: Mapping[Decision, Message] = MappingProxyType({
    Decision.CONFIRMED: say("Citation confirmed"), Decision.CORRECTED: say("Citation put right"),
    Decision.REMOVED: say("Citation taken out"), Decision.ADDED: say("Citation added"),
    Decision.OPEN: say("Decision about a citation taken back"),
})  # fmt: skip
ADDED = "citation-added"
"""Where a citation that was missed is being typed."""
_BEGIN = "begin-here"
"""The control of a citation that has the focus when one comes to it."""
_WAITS: Mapping[Decision, Message] = MappingProxyType({
    Decision.CONFIRMED: say("Confirmed; it goes into the package with the other answers."),
    Decision.CORRECTED: say("Put right; it goes into the package with the other answers."),
    Decision.REMOVED: say("Taken out; it goes into the package with the other answers."),
    Decision.ADDED: say("Added; it goes into the package with the other answers."),
    Decision.OPEN: say("The reading counts again, once it is in the package."),
})  # fmt: skip
_DONE: Mapping[Decision, Message] = MappingProxyType({
    Decision.CONFIRMED: say("Confirmed by {who}, {day}."),
    Decision.CORRECTED: say("Put right by {who}, {day}."),
    Decision.REMOVED: say("Taken out by {who}, {day}."),
    Decision.ADDED: say("Added by {who}, {day}."),
})  # fmt: skip


def deciding_forms(
    frame: Frame, index: int, one: CitedPlace, typed: TypedCitation | None, *, again: bool
) -> Sequence[Html | None]:
    """What can be done with a citation.

    Args:
        frame: What is around it.
        index: Of the package.
        one: The citation.
        typed: What was typed and not taken; None for nothing.
        again: What was typed differs from the reading, and is asked for once more.
    """
    tell = frame.tell
    return (
        _state(tell, one),
        _back(tell, index, one),
        _ways(tell, index, one, first=typed is None),
        element(
            "details",
            element("summary", tell(say("Type what is cited") if one.is_hidden else say("Put it right"))),
            _correct(frame, index, one, typed, again=again),
            open=one.is_hidden or typed is not None,
        ),
    )


def _state(tell: PageLanguage, one: CitedPlace) -> Html | None:
    last = one.waiting or one.said
    if last is None or (one.waiting is None and last.decision not in _DONE):
        return None
    words = tell(_WAITS[last.decision]) if one.waiting is not None else _done(tell, last)
    return element("output", " ".join(filter(None, (words, last.why))), role="status", class_="saved")


def decided_shown(tell: PageLanguage, said: CitationSaid) -> tuple[str, str]:
    """A citation as it stood, and what was decided about it, where it is listed among other answers."""
    before = "" if said.before is None else _name(said.before)
    after = "" if said.after is None else f": {_name(said.after)}"
    return before, f"{tell(_NAMES[said.decision])}{after}"


def _name(citation: Citation) -> str:
    """What is cited, on one line."""
    return " ".join(part for part in _values(citation)[1::-1] if part) or citation.text


def _done(tell: PageLanguage, said: CitationSaid) -> str:
    message = _DONE[said.decision]
    return tell(Message(message.text, {"who": said.who, "day": tell.date(said.when.date())}))


def _back(tell: PageLanguage, index: int, one: CitedPlace) -> Html | None:
    if one.waiting is not None:
        return form(f"/p/{index}/citations/{one.key}/drop", button(tell(say("Take it back")), class_=_BEGIN))
    if one.said is not None and one.said.decision in (Decision.CONFIRMED, Decision.CORRECTED, Decision.ADDED):
        words = tell(say("Let the reading count again") if one.said.read is not None else say("Take it out again"))
        return form(f"/p/{index}/citations/{one.key}/open", *_marks(one), button(words, class_=_BEGIN))
    return None


def _ways(tell: PageLanguage, index: int, one: CitedPlace, *, first: bool) -> Html | None:
    if one.waiting is not None or one.is_decided:
        return None
    right = button(tell(say("It is right")), class_=f"first {_BEGIN}" if first else "first")
    remove = button(tell(say("It is no citation")))
    address = f"/p/{index}/citations/{one.key}"
    return element(
        "div",
        None if one.is_hidden else form(f"{address}/confirm", *_marks(one), right),
        form(f"{address}/remove", *_marks(one), remove),
        class_="ways",
    )


def _marks(one: CitedPlace) -> Sequence[Html]:
    return (
        element("input", type="hidden", name="base", value=base_of(one)),
        element("input", type="hidden", name="given", value=one.given),
    )


def _correct(frame: Frame, index: int, one: CitedPlace, typed: TypedCitation | None, *, again: bool) -> Html:
    tell = frame.tell
    shown = one.citation if one.waiting is None or one.waiting.after is None else one.waiting.after
    act, place, role = ("", "", shown.role or "") if one.is_hidden else _values(shown)
    if typed is not None:
        act, place, role = (("", "") if again else (typed.act, typed.place)) + (typed.role,)
    return form(
        f"/p/{index}/citations/{one.key}/correct",
        *_marks(one),
        element("input", type="hidden", name="first", value=typed.sign) if typed is not None and again else None,
        element("p", tell(say("The program's reading is not shown: type what is printed.")), class_="count")
        if one.is_hidden
        else None,
        *_fields(tell, index, one.key, (act, place, role), _BEGIN if one.is_hidden or typed is not None else None),
        button(tell(say("Save")), class_="first"),
        class_="cite",
        **kept_while_typed(frame, index, answer_key(one.key)),
    )


def _values(shown: Citation) -> tuple[str, str, str]:
    return act_name(shown.act) or "", place_name(shown.locator), shown.role or ""


def _fields(
    tell: PageLanguage, index: int, key: str, values: tuple[str, str, str], begin: str | None = None
) -> Sequence[Html]:
    act, place, role = values
    choices = f"/p/{index}/citations-acts"
    options = [element("option", tell(say("nobody knows")), value="", selected=not role)]
    options += [element("option", tell(words), value=code, selected=code == role) for code, words in ROLES.items()]
    return (
        element("label", tell(say("Act: number or title")), for_=f"act-{key}"),
        _text(f"act-{key}", "act", act, data_choices=choices, data_leaves="yes", class_=begin),
        element("label", tell(say("Place in it (empty: the act as a whole)")), for_=f"place-{key}"),
        _text(f"place-{key}", "place", place),
        element("label", tell(say("Role")), for_=f"role-{key}"),
        element("select", *options, id=f"role-{key}", name="role"),
        element("label", tell(say("Why (may stay empty)")), for_=f"why-{key}"),
        _text(f"why-{key}", "why", ""),
    )


def _text(name: str, field: str, value: str, **attributes: str | None) -> Html:
    return element("input", type="text", id=name, name=field, value=value, autocomplete="off", **attributes)


def add_form(frame: Frame, index: int, page: str, text: str, typed: TypedCitation | None) -> Html:
    """Adds a citation that was missed.

    Args:
        frame: What is around it.
        index: Of the package.
        page: Its page; empty where nobody said.
        text: Its words; likewise.
        typed: What was typed and not taken.
    """
    tell, given = frame.tell, typed or TypedCitation(page=page, text=text)
    return element(
        "details",
        element("summary", tell(say("Add a citation that was missed")), id="add"),
        form(
            f"/p/{index}/citations",
            element("label", tell(say("Page")), for_="page-new"),
            element("input", type="text", id="page-new", name="page", value=given.page, inputmode="numeric", size=5,
                    class_="short"),
            element("label", tell(say("Its words, as printed")), for_="text-new"),
            _text("text-new", "words", given.text),
            *_fields(tell, index, "new", (given.act, given.place, given.role if typed else "basis")),
            button(tell(say("Add")), class_="first"),
            class_="cite",
            **kept_while_typed(frame, index, ADDED),
        ),
        open=typed is not None or bool(page),
        class_="order",
    )  # fmt: skip


def taken_out_section(
    tell: PageLanguage, index: int, gone: Sequence[tuple[CitationSaid, CitationSaid | None, str]]
) -> Html | None:
    """Citations that people took out, each of which can be put back."""
    if not gone:
        return None
    return element(
        "section",
        element("h2", tell(say("Taken out"))),
        element("ul", *(element("li", *_taken_out(tell, index, *one)) for one in gone), class_="findings"),
        aria_label=tell(say("Taken out")),
    )


def _taken_out(
    tell: PageLanguage, index: int, said: CitationSaid, since: CitationSaid | None, given: str
) -> Sequence[Html | str]:
    read = said.read
    told = "" if read is None else " · ".join(part for part in (read.text, place_name(read.locator)) if part)
    address = f"/p/{index}/citations/{said.key}"
    if since is not None:
        return (told, element("output", tell(_WAITS[since.decision]), class_="saved"),
                form(f"{address}/drop", button(tell(say("Take it back")))))  # fmt: skip
    back = form(f"{address}/back", element("input", type="hidden", name="given", value=given),
                button(tell(say("Put it back"))))  # fmt: skip
    return told, " ", element("span", _done(tell, said), " ", said.why, class_="count"), back
