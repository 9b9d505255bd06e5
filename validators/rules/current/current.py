"""sống: is it still true today? Review dates, links and derivatives; cited acts have a module of their own."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from validators.packages.digests import sha256_of
from validators.problems import say
from validators.rules.current.acts import rests_on_ended
from validators.rules.rule import ERROR, LIVING, NOTE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.record import FileEntry
from validators.sharing.staleness import HANDED_OUT, PLAN, THEME, Standard

if TYPE_CHECKING:
    from validators.packages.package import Package

# A destination as CommonMark has it: in angle brackets, or without spaces and with brackets in pairs.
_MARKDOWN_LINK = re.compile(r"\]\([ \t]*(?:<([^<>\n]*)>|((?:[^()\s<>]|\([^()\s]*\))+))")
_ELSEWHERE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,30}:|//|#|\?"
)  # an address with its scheme, or a place on the same page
_LARGEST_TEXT = 16 << 20  # bytes of a content.md; a book of a thousand pages has a fifth of it


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
    plan, theme = (subject.package.own_file(name) if subject.package else None for name in (PLAN, THEME))
    standard = Standard(
        subject.record,
        _content_file_hash(subject),
        sha256_of(plan) if plan else None,
        subject.day,
        law_ended=rests_on_ended(subject.record, subject.register, subject.day),
        theme_sha256=sha256_of(theme) if theme else None,
    )
    for index, entry in enumerate(subject.record.files):
        if (why := standard.why_stale(entry)) is not None:
            yield hit(json_pointer("files", index), name=entry.path, reason=why.message, kind=_made_as(entry))


def _made_as(entry: FileEntry) -> str:
    """The kind of derivative that makes a file: as the file says, else by its role; captions come with the film."""
    kind = (entry.made_by.program or "").partition(" ")[0] if entry.made_by else ""
    return kind or _KINDS_BY_ROLE.get(entry.role, "video")


_KINDS_BY_ROLE = {
    "infographic": "infographic", "thumbnail": "infographic", "ebook": "epub", "web-page": "web", "quiz": "quiz",
    "slides": "slides", "social": "social",
}  # fmt: skip


def _content_file_hash(subject: Subject) -> str:
    path = subject.package.own_file("content.md") if subject.package else None
    return sha256_of(path) if path else ""


def _derived_without_hash(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.role in HANDED_OUT and not entry.derived_text_sha256:
            yield hit(json_pointer("files", index), name=entry.path, kind=_made_as(entry))


def _unread(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.made_by is not None and entry.made_by.needs_review:
            yield hit(json_pointer("files", index), name=entry.path, kind=_made_as(entry))


_REVIEW = say(
    "Review the material and set the days in the sheet: pbgdpl sheet export PACKAGE -o SHEET, then: "
    "pbgdpl sheet import SHEET PACKAGE --reopen"
)
_LINK = say("Correct the name, or add the file.")

RULES = (
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
    Rule("SONG440", "stale-derivative", ERROR, WARNING, say("“{name}” is out of date: {reason}."), LIVING,
         say("Make it again: pbgdpl derive {kind} PACKAGE"), _stale),
    Rule("SONG441", "derivative-without-hash", WARNING, NOTE,
         say("It is not known from which text “{name}” was made."), LIVING,
         say("Make it again: pbgdpl derive {kind} PACKAGE"), _derived_without_hash),
    Rule("SONG442", "unread-derivative", WARNING, NOTE,
         say("“{name}” holds words of the program's own or of a model, and waits for a person to look at it."), LIVING,
         say("Read it, then say who did: pbgdpl derive {kind} PACKAGE --reviewed-by NAME"), _unread),
)  # fmt: skip
