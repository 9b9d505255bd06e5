"""sống: is it still true today? Cited acts against the register, review dates, links and derivatives."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from validators.citations.locators import PlaceInAct
from validators.packages.digests import sha256_of
from validators.problems import Passing, say
from validators.rules.rule import ERROR, LIVING, NOTE, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Citation

if TYPE_CHECKING:
    from validators.citations.register import RegisteredAct
    from validators.packages.package import Package

_DERIVED = frozenset({"infographic", "video", "audio", "captions", "transcript", "thumbnail"})
# A destination as CommonMark has it: in angle brackets, or without spaces and with brackets in pairs.
_MARKDOWN_LINK = re.compile(r"\]\([ \t]*(?:<([^<>\n]*)>|((?:[^()\s<>]|\([^()\s]*\))+))")
_ELSEWHERE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,30}:|//|#|\?"
)  # an address with its scheme, or a place on the same page
_LARGEST_TEXT = 16 << 20  # bytes of a content.md; a book of a thousand pages has a fifth of it


def _registered(subject: Subject) -> Iterator[tuple[str, Citation, RegisteredAct, str]]:
    """Citations the register knows, with the act and its state on the day."""
    if subject.register is None or subject.record is None:
        return
    for pointer, citation in subject.citations:
        act = subject.register.find(citation.act.number, citation.act.date, citation.act.title)
        if act is not None:
            locator = PlaceInAct(**citation.locator.model_dump())
            yield pointer, citation, act, act.state_on(subject.day, locator)


def _in_state(subject: Subject, state: str) -> Iterator[Hit]:
    for pointer, citation, act, found in _registered(subject):
        if found == state:
            dates = [event.date for event in act.events if event.date <= subject.day]
            yield hit(pointer, text=citation.text, day=Passing(subject.day), since=max(dates) if dates else "–")


def _expired(subject: Subject) -> Iterator[Hit]:
    return _in_state(subject, "expired")


def _partly(subject: Subject) -> Iterator[Hit]:
    return _in_state(subject, "partly-expired")


def _not_yet(subject: Subject) -> Iterator[Hit]:
    return _in_state(subject, "not-yet-in-force")


def _suspended(subject: Subject) -> Iterator[Hit]:
    return _in_state(subject, "suspended")


def _not_registered(subject: Subject) -> Iterator[Hit]:
    if subject.register is None or subject.record is None:
        return
    for pointer, citation in subject.citations:
        if subject.register.find(citation.act.number, citation.act.date, citation.act.title) is None:
            yield hit(pointer, text=citation.text)


def _register_disagrees(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, act, _ in _registered(subject):
        if citation.act.date and act.date and citation.act.date != act.date:
            yield hit(below(pointer, "act", "date"), said=citation.act.date, known=act.date, text=citation.text)
        if citation.act.type and act.type and citation.act.type != act.type:
            yield hit(below(pointer, "act", "type"), said=citation.act.type, known=act.type, text=citation.text)


def _no_such_article(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, act, _ in _registered(subject):
        article = re.match(r"\d{1,9}(?!\d)", citation.locator.article or "")
        if act.articles and article and int(article.group()) > act.articles:
            yield hit(below(pointer, "locator", "article"), article=citation.locator.article, count=act.articles)


def _state_differs(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, _, found in _registered(subject):
        said = citation.validity.state
        if said not in {"unknown", "not-applicable"} and found != "unknown" and said != found:
            yield hit(below(pointer, "validity", "state"), said=said, known=found, text=citation.text)


def _said_expired(subject: Subject) -> Iterator[Hit]:
    """The record itself says that it teaches a law that has ended."""
    for pointer, citation in subject.citations:
        if citation.validity.state == "expired":
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


def _review_passed(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.review_due and subject.record.review_due < subject.day:
        yield hit("/review_due", date=subject.record.review_due)


def _review_long_ago(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or record.review_due:
        return
    issued = record.date_issued.last if record.date_issued else None
    last = record.reviewed_on or record.approval.date or issued
    if last and _months_later(last, subject.policy.review_months) < subject.day:
        yield hit("/reviewed_on" if record.reviewed_on else "", date=last, months=subject.policy.review_months)


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _no_review(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.review_due is None:
        yield hit("")


def _names(subject: Subject) -> frozenset[str]:
    return frozenset(entry.path.removeprefix("data/") for entry in (subject.record.files if subject.record else ()))


def _dead_derived_from(subject: Subject) -> Iterator[Hit]:
    names = _names(subject)
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.derived_from and entry.derived_from.removeprefix("data/") not in names | {"record.json"}:
            yield hit(json_pointer("files", index, "derived_from"), name=entry.derived_from)


def _dead_accessibility(subject: Subject) -> Iterator[Hit]:
    if subject.record is None:
        return
    names, access = _names(subject), subject.record.accessibility
    for path in access.alt_texts:
        if path.removeprefix("data/") not in names and not path.startswith("/"):
            yield hit(json_pointer("accessibility", "alt_texts", path), name=path)
    for index, path in enumerate(access.captions):
        if path.removeprefix("data/") not in names:
            yield hit(json_pointer("accessibility", "captions", index), name=path)


def _dead_markdown_link(subject: Subject) -> Iterator[Hit]:
    path = subject.package.own_file("content.md") if subject.package else None
    if path is None or subject.package is None:
        return
    if path.stat().st_size > _LARGEST_TEXT:
        raise OverflowError(f"content.md has more than {_LARGEST_TEXT >> 20} MB")
    for found in _MARKDOWN_LINK.finditer(path.read_text(encoding="utf-8", errors="replace")):
        name = found[1] if found[1] is not None else found[2]
        if name and not _ELSEWHERE.match(name) and not _leads_to_a_file(subject.package, name):
            yield hit("", file="data/content.md", name=name)


def _leads_to_a_file(package: Package, name: str) -> bool:
    """Whether a link leads to a file of the package, written as it is called or as an address."""
    spelled = {name, unquote(name.partition("#")[0].partition("?")[0])}
    return any(package.own_file(f"data/{one}") is not None for one in spelled)


def _stale(subject: Subject) -> Iterator[Hit]:
    if subject.record is None or subject.schema_faults:
        return
    derived = [
        (index, entry)
        for index, entry in enumerate(subject.record.files)
        if entry.role in _DERIVED and entry.derived_text_sha256
    ]
    known = {content_fingerprint(subject.record), _content_file_hash(subject)} if derived else set()
    for index, entry in derived:
        if entry.derived_text_sha256 not in known:
            yield hit(json_pointer("files", index, "derived_text_sha256"), name=entry.path)


def _content_file_hash(subject: Subject) -> str:
    path = subject.package.own_file("content.md") if subject.package else None
    return sha256_of(path) if path else ""


def _derived_without_hash(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.role in {"infographic", "video", "audio"} and not entry.derived_text_sha256:
            yield hit(json_pointer("files", index), name=entry.path)


_LOOK_UP = say("Look the act up and correct the material, or take it back: pbgdpl review withdraw PACKAGE --by NAME")
_REVIEW = say("Review the material and set the next date in the sheet: pbgdpl sheet export.")
_LINK = say("Correct the name, or add the file.")

RULES = (
    Rule("SONG401", "act-expired", ERROR, WARNING, say("“{text}” is no longer in force on {day} (since {since})."),
         PBGDPL_LAW, _LOOK_UP, _expired),
    Rule("SONG402", "act-partly-expired", WARNING, WARNING,
         say("“{text}” is partly out of force on {day}."), PBGDPL_LAW,
         say("Check whether the places the material uses are still in force."), _partly),
    Rule("SONG403", "act-not-yet-in-force", WARNING, WARNING, say("“{text}” is not yet in force on {day}."), PBGDPL_LAW,
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
    Rule("SONG420", "review-passed", WARNING, WARNING, say("The review was due on {date}."), LIVING, _REVIEW,
         _review_passed),
    Rule("SONG421", "review-long-ago", WARNING, NOTE,
         say("Nobody has reviewed the material since {date}, more than {months} months ago."), LIVING, _REVIEW,
         _review_long_ago),
    Rule("SONG422", "no-review-date", NOTE, NOTE,
         say("It is not said when the material is to be reviewed again."), LIVING,
         _REVIEW, _no_review),
    Rule("SONG430", "dead-derived-from", ERROR, ERROR,
         say("“{name}”, from which a file was made, is not in the package."),
         LIVING, _LINK, _dead_derived_from),
    Rule("SONG431", "dead-accessibility-link", ERROR, ERROR,
         say("Accessibility names “{name}”, which is not in the package."), LIVING, _LINK, _dead_accessibility),
    Rule("SONG432", "dead-link", WARNING, WARNING,
         say("The text links to “{name}”, which is not in the package."), LIVING,
         _LINK, _dead_markdown_link),
    Rule("SONG440", "stale-derivative", ERROR, WARNING, say("“{name}” was made from an earlier text."), LIVING,
         say("Make it again: pbgdpl derive."), _stale),
    Rule("SONG441", "derivative-without-hash", WARNING, NOTE,
         say("It is not known from which text “{name}” was made."), LIVING, say("Make it again: pbgdpl derive."),
         _derived_without_hash),
)  # fmt: skip
