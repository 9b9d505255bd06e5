"""Does a record say of its kind, and of the life of an act, what its own number and text do?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from validators.problems import say
from validators.rules.agreeing.printed_text import printed_text
from validators.rules.rule import CITATIONS, ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Citation
from validators.sharing.vocabulary import name_of

_TOLD = 160  # signs of what is named that are told
_IN_FORCE = re.compile(
    r"""
    có\s{1,3}hiệu\s{1,3}lực\s{1,3}(?:thi\s{1,3}hành\s{1,3})?(?:kể\s{1,3})?từ\s{1,3}(?:ngày\s{1,3})?
    (?P<day>\d{1,2})(?:\s{0,2}[/.-]\s{0,2}|\s{1,3}tháng\s{1,3})(?P<month>\d{1,2})
    (?:\s{0,2}[/.-]\s{0,2}|\s{1,3}năm\s{1,3})(?P<year>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}/(?:19|20)\d\d/[A-ZĐ][\w-]{1,30}")
_SENTENCE = re.compile(r"[.;\n](?=\s|$)")


def _other_day_in_force(subject: Subject) -> Iterator[Hit]:
    """The day from which an act is in force, said otherwise in a sentence of the text that names this act alone."""
    wanted = [(pointer, one) for pointer, one in subject.citations if one.act.number and _tells_force(one)]
    text = printed_text(subject, typed=True) if wanted else None
    said = dict(_days_said(list(text.pieces.values()))) if text else {}
    for pointer, citation in wanted:
        day, sentence = said.get(citation.act.number or "", (None, ""))
        if day is None:
            continue
        state, as_of, from_day = citation.validity.state, citation.validity.as_of, citation.act.in_force_from
        if from_day and from_day != day:
            yield hit(below(pointer, "act", "in_force_from"), value=from_day, text=sentence[:_TOLD])
        elif as_of and ((state == "not-yet-in-force" and as_of >= day) or (state == "in-force" and as_of < day)):
            yield hit(below(pointer, "validity", "state"), value=as_of, text=sentence[:_TOLD])


def _tells_force(citation: Citation) -> bool:
    return citation.act.in_force_from is not None or citation.validity.state in {"not-yet-in-force", "in-force"}


def _days_said(pieces: list[str]) -> Iterator[tuple[str, tuple[dt.date, str]]]:
    for piece in pieces:
        if "hiệu lực" not in piece:
            continue
        for sentence in _SENTENCE.split(piece):
            numbers, found = set(_NUMBER.findall(sentence)), list(_IN_FORCE.finditer(sentence))
            if len(numbers) == len(found) == 1:
                try:
                    day = dt.date(int(found[0]["year"]), int(found[0]["month"]), int(found[0]["day"]))
                except ValueError:
                    continue  # DUNG154 tells it
                yield numbers.pop(), (day, sentence.strip())


_WITH_YEAR = re.compile(r"\d{1,5}[A-Z]?/(?:19|20)\d\d/")
_PLAIN = re.compile(r"\d{1,5}[A-Z]?/([A-ZĐ]{2,5})-[A-ZĐ]")
_LAWS = re.compile(r"\d{1,5}/(?:19|20)\d\d/(?:QH\d|NĐ-CP|TT-|TTLT-|UBTVQH|NQ-(?:CP|HĐND|HĐTP))")
_YEARS_SINCE = dt.date(1997, 1, 1)  # Law 52-L/CTN of 1996 asks for the year in the number of an act of law
_CONSOLIDATED = "VBHN"


def _kind_and_number(subject: Subject) -> Iterator[Hit]:
    """An act of law bears its year in its number, a paper of administration does not."""
    record, issued = subject.record, subject.issued
    number = record.number if record else None
    if record is None or not number or issued is None or issued.first < _YEARS_SINCE:
        return
    plain = _PLAIN.match(number)
    wrong = record.kind == "van-ban-quy-pham" and plain and plain[1] != _CONSOLIDATED and not _WITH_YEAR.match(number)
    if wrong or (record.kind == "van-ban-hanh-chinh" and _LAWS.match(number)):
        yield hit("/kind", kind=name_of("kinds", record.kind), number=number)


RULES = (
    Rule("DUNG146", "kind-and-number", ERROR, WARNING,
         say("The kind is “{kind}”, which does not bear a number like {number}."), CITATIONS,
         say("Choose the kind of the paper, or correct the number."), _kind_and_number),
    Rule("DUNG147", "force-and-text", ERROR, WARNING,
         say("The record says {value}, the text “{text}”."), PBGDPL_LAW,
         say("Compare with the original and with the act itself."), _other_day_in_force),
)  # fmt: skip
