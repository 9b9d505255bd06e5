"""sống: are the cited acts still the law? Against the office's register, and against what the record itself says.

An act that is cited because it was replaced or repealed raises no alarm when it has ended; one cited as amended, or
named in passing beside its successor, raises a small one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from validators.citations.acts.act_types import LAWS
from validators.citations.acts.dates import date_at
from validators.citations.locators import PlaceInAct
from validators.citations.register.changes import CITED_AS_ENDED, amended_since, to_come
from validators.citations.register.resting import Cited, ended_among, is_only_named
from validators.language.sought import parts
from validators.problems import Message, Passing, say
from validators.rules.correct.citing import mentions_in
from validators.rules.correct.steps import is_one_title
from validators.rules.naming import named_act
from validators.rules.rule import ERROR, LIVING, NOTE, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Citation, Record
from validators.sharing.standing import Standing
from validators.sharing.vocabulary import Term, vocabulary

if TYPE_CHECKING:
    from validators.citations.register import Event, Register, RegisteredAct

_Known = tuple[str, Citation, "RegisteredAct", str]


def _registered(subject: Subject) -> Iterator[_Known]:
    """Citations the register knows, with the act and its state on the day."""
    if subject.register is None or not _is_taught(subject):
        return
    for pointer, citation in subject.citations:
        act = subject.register.find(citation.act.number, citation.act.date, citation.act.title)
        if act is not None:
            yield pointer, citation, act, act.state_on(subject.day, place_of(citation))


def _is_taught(subject: Subject) -> bool:
    """Whether readers may still meet the material; what was taken back teaches nobody the law of yesterday."""
    return subject.record is not None and subject.record.standing is not Standing.WITHDRAWN


def place_of(citation: Citation) -> PlaceInAct:
    """The place in an act a citation names."""
    return PlaceInAct(**citation.locator.model_dump())


def _rested_on(subject: Subject) -> Iterator[_Known]:
    """Those the material rests on or speaks of as the law."""
    return (known for known in _registered(subject) if known[1].role not in CITED_AS_ENDED)


def _unamended(subject: Subject) -> Iterator[_Known]:
    """Those of which the material does not say itself that they were amended."""
    return (known for known in _rested_on(subject) if known[1].role != "amended")


def only_named(citation: Citation, act: RegisteredAct, cited: Collection[Citation]) -> bool:
    """Whether an act that has ended is no more than named: as amended, or as a whole beside its successor.

    Args:
        citation: Of the act.
        act: As the register knows it.
        cited: Everything the material cites.
    """
    return is_only_named(cited_as(citation), act, [one.act.number for one in cited if one.act.number])


def _ended(subject: Subject, *, named: bool) -> Iterator[Hit]:
    cited = subject.record.legal_basis if subject.record else ()
    for known in _in(_rested_on(subject), "expired"):
        if only_named(known[1], known[2], cited) is named:
            yield _state_hit(subject, known)


def _in(citations: Iterator[_Known], state: str) -> Iterator[_Known]:
    return (known for known in citations if known[3] == state)


def _state_hit(subject: Subject, known: _Known) -> Hit:
    pointer, citation, act, state = known
    event = act.deciding(state, subject.day, place_of(citation))
    since = event.date if event else "–"
    return hit(pointer, text=citation.text, day=Passing(subject.day), since=since, successor=successor(event, act))


def successor(event: Event | None, act: RegisteredAct) -> Message | str:
    """Who did it, or takes the act's place, as the end of a sentence; empty where that is not known."""
    by = (event.by if event else "") or "; ".join(act.replaced_by)
    return say(" See {act}.", act=by) if by else ""


def _expired(subject: Subject) -> Iterator[Hit]:
    return _ended(subject, named=False)


def _ended_but_named(subject: Subject) -> Iterator[Hit]:
    return _ended(subject, named=True)


def rests_on_ended(record: Record | None, register: Register | None, day: dt.date) -> bool:
    """Whether the register says that an act the material rests on has ended by then, or is suspended."""
    if record is None or register is None:
        return False
    return ended_among(map(cited_as, record.legal_basis), register, day) is not None


def cited_as(citation: Citation) -> Cited:
    """A citation of a record, without its record."""
    act = citation.act
    return Cited(citation.text, citation.role, act.number, act.date, act.title, place_of(citation))


def _partly(subject: Subject) -> Iterator[Hit]:
    return (_state_hit(subject, known) for known in _in(_unamended(subject), "partly-expired"))


def _not_yet(subject: Subject) -> Iterator[Hit]:
    return (_state_hit(subject, known) for known in _in(_rested_on(subject), "not-yet-in-force"))


def _suspended(subject: Subject) -> Iterator[Hit]:
    return (_state_hit(subject, known) for known in _in(_rested_on(subject), "suspended"))


def _not_registered(subject: Subject) -> Iterator[Hit]:
    if subject.register is None or subject.record is None:
        return
    for pointer, citation in subject.citations:
        if subject.register.find(citation.act.number, citation.act.date, citation.act.title) is None:
            yield hit(pointer, text=named_act(citation))


def _row_refused(subject: Subject) -> Iterator[Hit]:
    """What the register says of this act could not be read, or not all of it."""
    if subject.register is None or subject.record is None:
        return
    for pointer, citation in subject.citations:
        refusal = subject.register.refusal_of(citation.act.number, citation.act.title)
        if refusal is not None:
            yield hit(pointer, text=citation.text, line=refusal.where, reason=refusal.reason)


def _register_disagrees(subject: Subject) -> Iterator[Hit]:
    yield from _text_disagrees(subject)
    for pointer, citation, act, _ in _registered(subject):
        if citation.act.date and act.date and citation.act.date != act.date:
            yield hit(below(pointer, "act", "date"), said=citation.act.date, known=act.date, text=citation.text)
        if citation.act.type and act.type and citation.act.type != act.type:
            yield hit(below(pointer, "act", "type"), said=citation.act.type, known=act.type, text=citation.text)
        if _is_of_other_title(citation, act):
            yield hit(below(pointer, "act", "title"), said=citation.act.title, known=act.title, text=citation.text)
        starts = {event.date for event in act.events if event.kind == "in-force"}
        if citation.act.in_force_from and starts and citation.act.in_force_from not in starts:
            yield hit(below(pointer, "act", "in_force_from"), said=citation.act.in_force_from,
                      known=min(starts), text=citation.text)  # fmt: skip


_BEGINS = re.compile(
    r"[^.;\n]{0,120}?có\s{1,3}hiệu\s{1,3}lực(?:\s{1,3}thi\s{1,3}hành)?\s{1,3}(?:kể\s{1,3})?từ\s{1,3}(?=ngày)"
)


def _text_disagrees(subject: Subject) -> Iterator[Hit]:
    """The day from which the text says an act is in force, right behind its number."""
    if subject.register is None or not subject.searched.holds("có hiệu lực"):
        return
    pieces = (one for one in subject.composed.pieces if one[0].startswith("/content/") and "/" in one[1])
    for pointer, text in ((pointer, part) for pointer, whole in pieces for part in parts(whole, _LONGEST)):
        for mention in mentions_in(text):
            act = subject.register.find(mention.act.number, mention.act.date, mention.act.title)
            starts = (
                {event.date for event in act.events if event.kind == "in-force"} if act and mention.number else set()
            )
            begins = _BEGINS.match(text, mention.end)
            said = date_at(text, begins.end()) if begins and starts else None
            if (
                act
                and said
                and said.value
                and said.value not in starts
                and not _names_another(text, mention.end, begins)
            ):
                yield hit(pointer, text=act.name, said=said.value, known=min(starts))


def _names_another(text: str, start: int, found: re.Match[str] | None) -> bool:
    """Whether between an act and the day another act is named, of which the day may be."""
    between = text[start : found.end()] if found else ""
    return (
        "/" in between or re.search(r"(?<!\w)(?:Điều|Khoản|khoản|điểm|Luật|Nghị|Thông|trừ)(?!\w)", between) is not None
    )


_LONGEST = 20_000  # signs of a piece that are looked through at once


def _is_of_other_title(citation: Citation, act: RegisteredAct) -> bool:
    """Of laws alone: what a decree is about is told in many ways."""
    title, known = citation.act.title, act.title
    return bool(title and known and act.type in LAWS) and not is_one_title(str(title), str(known))


def _no_such_article(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, act, _ in _registered(subject):
        article = re.match(r"\d{1,9}(?!\d)", citation.locator.article or "")
        if act.articles and article and int(article.group()) > act.articles:
            yield hit(below(pointer, "locator", "article"), article=citation.locator.article, count=act.articles)


def _state_differs(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, act, found in _unamended(subject):
        said = citation.validity.state
        # A state may be said of the act or of the place: a part that holds may belong to an act that partly ended.
        right = {found, act.state_on(subject.day)}
        if said not in {"unknown", "not-applicable"} and found != "unknown" and said not in right:
            yield hit(below(pointer, "validity", "state"), said=_state(said), known=_state(found), text=citation.text)


def _state(code: str) -> Term | str:
    return vocabulary("validity-states").find(code) or code


def _amended(subject: Subject) -> Iterator[Hit]:
    """The place was amended after anybody last looked at the material or the act."""
    for pointer, citation, act, found in _unamended(subject):
        since = last_look(subject.record, citation)
        if found != "expired" and since:
            for event in amended_since(act, place_of(citation), since, subject.day):
                yield hit(pointer, text=citation.text, date=event.date, successor=successor(event, act), looked=since)


def last_look(record: Record | None, citation: Citation) -> dt.date | None:
    """The last day somebody looked whether a citation still holds: at the act, at the material, or when it came out."""
    issued = record.date_issued.last if record and record.date_issued else None
    days = (citation.validity.as_of, record.reviewed_on if record else None, issued)
    return max((day for day in days if day), default=None)


def _changes_soon(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, act, found in _rested_on(subject):
        if found == "expired":
            continue
        for event in to_come(act, place_of(citation), subject.day, subject.policy.change_days):
            yield hit(
                pointer,
                text=citation.text,
                days=Passing((event.date - subject.day).days),
                date=event.date,
                what=HAPPENS[event.kind],
                part=f" ({event.scope})" if event.scope else "",
                successor=successor(event, act),
            )


def _change_undated(subject: Subject) -> Iterator[Hit]:
    """Another act amends or replaces the one cited, and the register does not know from when."""
    for pointer, citation, act, _ in _rested_on(subject):
        for kind, by, _ in act.undated:
            if (kind, citation.role) != ("amended", "amended"):
                yield hit(pointer, text=citation.text, act=by, what=DONE_TO[kind])


def _said_expired(subject: Subject) -> Iterator[Hit]:
    """The record itself says that it teaches a law that has ended."""
    for pointer, citation in subject.citations if _is_taught(subject) else ():
        if citation.validity.state == "expired" and citation.role not in {*CITED_AS_ENDED, "amended"}:
            yield hit(below(pointer, "validity", "state"), text=citation.text)


def _state_without_lookup(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        validity = citation.validity
        if validity.state not in {"unknown", "not-applicable"} and not (validity.as_of and validity.source):
            yield hit(below(pointer, "validity"), text=citation.text)


def _lookup_old(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        as_of = citation.validity.as_of
        if as_of and (subject.day - as_of).days > subject.policy.lookup_days:
            yield hit(below(pointer, "validity", "as_of"), date=as_of, days=Passing((subject.day - as_of).days))


def _elsewhere(subject: Subject) -> Iterator[Hit]:
    """Found when the register is opened, not by looking at a material."""
    del subject
    return iter(())


HAPPENS = {
    "expired": say("it ends"),
    "partly-expired": say("a part of it ends"),
    "suspended": say("it is suspended"),
    "amended": say("it is amended"),
}
DONE_TO = {"expired": say("replaced"), "amended": say("amended")}
_LOOK_UP = say("Look the act up and correct the material, or take it back: pbgdpl review withdraw PACKAGE --by NAME")
_LIST = say("Correct the list of acts; the other rows count.")

REGISTER_ODD = Rule(
    "SONG415", "register-odd", WARNING, WARNING, say("The register of acts: {what}"), PBGDPL_LAW, _LIST, _elsewhere
)
RULES = (
    Rule("SONG401", "act-expired", ERROR, WARNING,
         say("“{text}” is no longer in force on {day} (since {since}).{successor}"), PBGDPL_LAW, _LOOK_UP, _expired),
    Rule("SONG402", "act-partly-expired", WARNING, WARNING,
         say("“{text}” is partly out of force on {day} (since {since}).{successor}"), PBGDPL_LAW,
         say("Check whether the places the material uses are still in force."), _partly),
    Rule("SONG403", "act-not-yet-in-force", WARNING, WARNING,
         say("“{text}” is not yet in force on {day} (from {since})."), PBGDPL_LAW,
         say("Say in the material from when it applies."), _not_yet),
    Rule("SONG404", "act-suspended", ERROR, WARNING, say("“{text}” is suspended on {day}."), PBGDPL_LAW, _LOOK_UP,
         _suspended),
    Rule("SONG405", "act-not-registered", NOTE, NOTE,
         say("The register does not know “{text}”; its force stays unknown."),
         PBGDPL_LAW, say("Add the act to the register."), _not_registered),
    Rule("SONG406", "register-disagrees", ERROR, WARNING,
         say("“{text}”: the record says {said}, the register {known}."), PBGDPL_LAW,
         say("Compare with the act; correct whichever is wrong."), _register_disagrees),
    Rule("SONG407", "no-such-article", ERROR, WARNING, say("There is no Điều {article}: the act has {count} điều."),
         PBGDPL_LAW, _LOOK_UP, _no_such_article),
    Rule("SONG408", "state-differs", ERROR, WARNING,
         say("“{text}” is called “{said}”, but the register says “{known}”."), PBGDPL_LAW, _LOOK_UP, _state_differs),
    Rule("SONG409", "says-expired", ERROR, WARNING, say("The material rests on “{text}”, which it says has expired."),
         PBGDPL_LAW, _LOOK_UP, _said_expired),
    Rule("SONG410", "state-without-lookup", ERROR, WARNING,
         say("A state is given for “{text}”, but not when and where it was looked up."), PBGDPL_LAW,
         say("Enter day and source, or set the state to “unknown”."), _state_without_lookup),
    Rule("SONG411", "lookup-old", WARNING, NOTE,
         say("The force of the act was last looked up {days} days ago ({date})."),
         LIVING, say("Look it up again."), _lookup_old),
    Rule("SONG412", "act-amended", WARNING, NOTE,
         say("“{text}” was amended on {date}, after it was last looked at ({looked}).{successor}"), LIVING,
         say("Compare what the material says with the amended wording, then enter the day of review."), _amended),
    Rule("SONG413", "act-changes-soon", WARNING, NOTE,
         say("“{text}” changes in {days} days: from {date} {what}{part}.{successor}"), LIVING,
         say("Prepare the new text, or say in the material until when it holds."), _changes_soon),
    Rule("SONG414", "act-row-refused", ERROR, WARNING,
         say("What the register says of “{text}” (line {line}) cannot be used: {reason}."), PBGDPL_LAW, _LIST,
         _row_refused),
    REGISTER_ODD,
    Rule("SONG416", "change-undated", WARNING, NOTE,
         say("“{text}” is {what} by {act}; from which day, the register does not know."), LIVING,
         say("Find out from when the new act holds, and enter it in the register."), _change_undated),
    Rule("SONG417", "ended-act-named", WARNING, NOTE,
         say("“{text}” is named only, and is no longer in force on {day} (since {since}).{successor}"), PBGDPL_LAW,
         say("Make sure that the material teaches nothing from it."), _ended_but_named),
)  # fmt: skip
