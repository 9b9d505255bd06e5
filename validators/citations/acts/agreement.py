"""Whether what a citation says of an act fits together: type, symbol, year, date and organ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.assembly import fits
from validators.citations.acts.numbers import ActNumber
from validators.citations.acts.organs import GENERIC, organs_of
from validators.citations.laws.titles import title_key
from validators.citations.mentions import ActMention
from validators.problems import Message, say

_ASSEMBLY_TERM = re.compile(r"QH(\d{1,2})$")
_LOOSE = (
    {"thong-tu", "thong-tu-lien-tich"},
    {"nghi-quyet", "nghi-quyet-lien-tich"},
    {"luat", "bo-luat"},
    {"quy-dinh", "quyet-dinh"},
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two things said of one act that cannot both be right.

    Attributes:
        code: Stable name: type, year, term, organ, organ-date, date.
        reason: For a person.
    """

    code: str
    reason: Message


def disagreements(mention: ActMention) -> tuple[Disagreement, ...]:
    """Everything about a mention that does not fit together; what is not said cannot disagree.

    Args:
        mention: As found; its own words only.
    """
    number = mention.number
    found = list(_date(mention))
    if number is not None and not number.blank:
        found += _type(mention, number)
        found += _year(mention, number)
        found += _term(number)
        found += _organ(mention, number)
        found += _organ_on_day(mention, number)
    return tuple(found)


def _date(mention: ActMention) -> Iterator[Disagreement]:
    printed = mention.date_printed
    if printed is not None and printed.value is None and not printed.blank:
        yield Disagreement("date", say("There is no such day."))


def _type(mention: ActMention, number: ActNumber) -> Iterator[Disagreement]:
    said, symbol = mention.type_said or mention.act.type, number.type
    if said is None or symbol is None or said == symbol or {said, symbol} in _LOOSE:
        return
    if said in BY_SLUG and symbol in BY_SLUG:
        yield Disagreement(
            "type",
            say(
                "The text says {said}, the symbol says {symbol}.", said=BY_SLUG[said].name, symbol=BY_SLUG[symbol].name
            ),
        )


def _year(mention: ActMention, number: ActNumber) -> Iterator[Disagreement]:
    day = mention.act.date
    if day is not None and number.year is not None and number.year != day.year:
        reason = say("The number says {year}, the date {date}.", year=number.year, date=day.isoformat())
        yield Disagreement("year", reason)


def _term(number: ActNumber) -> Iterator[Disagreement]:
    """The National Assembly's term in the symbol against the year in the number."""
    match = _ASSEMBLY_TERM.search(number.symbol)
    if match is not None and number.year is not None and fits(int(match[1]), number.year) is False:
        reason = say("Term {term} of the National Assembly did not sit in {year}.", term=match[1], year=number.year)
        yield Disagreement("term", reason)


def _organ(mention: ActMention, number: ActNumber) -> Iterator[Disagreement]:
    if not mention.organ_printed or mention.act.organ is None or len(number.organ_codes) != 1:
        return
    code = number.organ_codes[0]
    known = organs_of(code)
    if not known or code.upper() in GENERIC:
        return
    printed = f" {title_key(mention.act.organ)} "
    if not any(f" {title_key(organ.name)} " in printed or printed.strip() in title_key(organ.name) for organ in known):
        reason = say("The text says {said}, the symbol says {symbol}.", said=mention.act.organ, symbol=known[-1].name)
        yield Disagreement("organ", reason)


def _organ_on_day(mention: ActMention, number: ActNumber) -> Iterator[Disagreement]:
    day = mention.act.date or (dt.date(number.year, 12, 31) if number.year else None)
    if day is None:
        return
    exact = mention.act.date is not None
    for code in number.organ_codes:
        known = organs_of(code)
        stood = any(organ.stood_on(day) or (not exact and organ.stood_on(dt.date(day.year, 1, 1))) for organ in known)
        if known and not stood:
            reason = say(
                "{organ} ({code}) issued nothing on {date}.", organ=known[0].name, code=code, date=day.isoformat()
            )
            yield Disagreement("organ-date", reason)
