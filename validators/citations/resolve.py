"""Short mentions resolved: "Luật này", "Nghị định nêu trên", a title without its number, a number seen before.

An act is named in full once and shortly afterwards (NĐ 30/2020/NĐ-CP Annex I, II.6.b). What the full mention said is
lent to the short ones; where two acts could be meant, nothing is lent.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from validators.citations.acts.act_types import bare
from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation
from validators.citations.laws.damaged_titles import edits
from validators.citations.laws.titles import loose_key
from validators.citations.mentions import ActMention, ActName

_SERIAL = re.compile(r"\d+(?:\.\d+)?")
_LONGEST_COMPARED = 120  # letters of a title
_LETTERS_TO_A_SLIP = 30  # in capitals of a scan


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation with the act it means.

    Attributes:
        citation: As found.
        act: With what earlier mentions said; the citation's own words come first.
        inferred: Whether anything in `act` was lent by another mention.
        own: Whether the act is the document itself ("Luật này" inside the law).
        lost: A short mention whose act was never named.
    """

    citation: FoundCitation
    act: ActName
    inferred: bool = False
    own: bool = False
    lost: bool = False


def resolve(citations: Iterable[FoundCitation], own: ActName | None = None) -> tuple[Resolved, ...]:
    """Resolve citations in the order of the text.

    Args:
        citations: As found, in order.
        own: The document itself, when it is an act.
    """
    found = tuple(citations)
    full = _FullMentions(found)
    return tuple(full.resolve(citation, own) for citation in found)


class _FullMentions:
    """What has been said of each act, and which act of each type was named last."""

    def __init__(self, citations: Iterable[FoundCitation]) -> None:
        self._by_number: dict[str, ActName] = {}
        self._by_title: dict[tuple[str | None, str], list[ActName]] = {}
        self._by_serial: dict[tuple[str | None, str], set[str]] = {}
        self._named: dict[str | None, set[str]] = {}
        self._by_alias: dict[tuple[str | None, str], set[str]] = {}
        self._last: dict[str | None, ActName] = {}
        for citation in citations:
            if not citation.mention.short:
                self._learn(citation.mention.act)

    def _learn(self, act: ActName) -> None:
        if _year_differs(act):
            return
        if act.number is not None:
            key = number_key(act.number)
            self._by_number[key] = _lend(self._by_number.get(key, act), act)
            if not _is_short(act.number):
                self._by_serial.setdefault((act.type, _serial_and_year(act.number)), set()).add(key)
            serial = _SERIAL.match(key)
            if serial is not None:
                self._by_alias.setdefault((act.type, serial.group()), set()).add(key)
        if act.title is not None and (act.number or act.date or act.year):
            same = self._by_title.setdefault((act.type, loose_key(act.title)), [])
            for place, known in enumerate(same):
                if _agree(known, act):
                    same[place] = _lend(known, act)
                    return
            same.append(act)

    def resolve(self, citation: FoundCitation, own: ActName | None) -> Resolved:
        act = citation.mention.act
        if citation.mention.short:
            return self._short(citation, act, own)
        if own is not None and (_is_own(act, own) or _is_own_blank(citation.mention, own)):
            return Resolved(citation, own, inferred=True, own=True)
        full = self._full(act)
        self._last[full.type] = full
        self._named.setdefault(full.type, set()).add(
            number_key(full.number) if full.number else loose_key(full.title or "")
        )
        return Resolved(citation, full, inferred=full != act)

    def _short(self, citation: FoundCitation, act: ActName, own: ActName | None) -> Resolved:
        this = citation.text.rstrip().endswith("này")
        if this and own is not None and own.type == act.type:
            return Resolved(citation, own, inferred=True, own=True)
        if citation.mention.serial is not None:
            keys = self._by_alias.get((act.type, citation.mention.serial), set())
            meant = self._by_number[next(iter(keys))] if len(keys) == 1 else act
            return Resolved(citation, meant, inferred=True, lost=meant is act)
        last = self._last.get(act.type)
        if last is None or (this and len(self._named.get(act.type, ())) > 1):
            # "Thông tư này" where several are named is mostly the one the words were copied from.
            return Resolved(citation, act, lost=True)
        return Resolved(citation, last, inferred=True)

    def _full(self, act: ActName) -> ActName:
        if act.number is not None:
            return self._by_printed_number(act, act.number)
        if act.title is None:
            return act
        same = [known for known in self._by_title.get((act.type, loose_key(act.title)), []) if _agree(known, act)]
        if len(same) == 1:
            lent = _lend(act, same[0])
            return _lend(lent, self._by_number.get(number_key(lent.number), lent)) if lent.number else lent
        return act

    def _by_printed_number(self, act: ActName, number: str) -> ActName:
        if _year_differs(act):
            return self._with_year_of_date(act, number)
        if _is_short(number):
            keys = self._by_serial.get((act.type, _serial_and_year(number)), set())
            known = self._by_number[next(iter(keys))] if len(keys) == 1 else act
            return (
                _lend(replace(act, number=None), known) if known is not act and _agree_but_number(act, known) else act
            )
        return _lend(act, self._by_number.get(number_key(number), act))

    def _with_year_of_date(self, act: ActName, number: str) -> ActName:
        """A number whose year is not that of its date was misread; the right one stands elsewhere in the text."""
        serial, _, symbol = number.split("/", 2)
        right = f"{serial}/{act.date.year}/{symbol}" if act.date is not None else number
        known = self._by_number.get(number_key(right))
        if known is None or known.date not in {None, act.date}:
            return act
        return _lend(replace(act, number=right, year=known.year), known)


def _year_differs(act: ActName) -> bool:
    """Whether the year in a number is not that of the date beside it, which only a mistake can make so."""
    if act.number is None or act.date is None or number_key(act.number).count("/") < 2:
        return False
    year = act.number.split("/")[1]
    return year.isdigit() and len(year) == len("2024") and int(year) != act.date.year


def _serial_and_year(number: str) -> str:
    return "/".join(number.lstrip("0").split("/")[:2])


def _is_short(number: str) -> bool:
    """Whether a number is cut before its symbol ("02/2018")."""
    pieces = number.split("/")
    return len(pieces) == len(("02", "2018")) and pieces[1].isdigit()


def _is_own(act: ActName, own: ActName) -> bool:
    """Whether an act cited in full is the citing document itself."""
    if act.number is not None and own.number is not None:
        return number_key(act.number) == number_key(own.number)
    if act.number is not None or act.title is None or own.title is None or act.date is not None:
        return False
    return act.type == own.type and _same_letters(act.title, own.title)


@functools.lru_cache(maxsize=512)
def _same_letters(first: str, second: str) -> bool:
    """Whether two titles are one but for what scanners do to capitals: accents, and one letter in thirty."""
    one, other = _letters(first)[:_LONGEST_COMPARED], _letters(second)[:_LONGEST_COMPARED]
    spare = max(len(one), len(other)) // _LETTERS_TO_A_SLIP
    return one == other or (abs(len(one) - len(other)) <= spare and edits(one, other) <= spare)


@functools.lru_cache(maxsize=512)
def _letters(title: str) -> str:
    return "".join(letter for letter in bare(title) if letter.isalpha())


def _is_own_blank(mention: ActMention, own: ActName) -> bool:
    """Whether an act with a blank number is the document itself: its annexes name it before it is numbered."""
    if not mention.blank or mention.act.type != own.type or mention.number is None:
        return False
    return own.number is None or number_key(own.number).endswith(number_key(f"/{mention.number.symbol}"))


def _agree(first: ActName, second: ActName) -> bool:
    """Whether two mentions can be of one act: nothing both say differs."""
    if first.number and second.number and number_key(first.number) != number_key(second.number):
        return False
    return _agree_but_number(first, second)


def _agree_but_number(first: ActName, second: ActName) -> bool:
    if first.date and second.date and first.date != second.date:
        return False
    return not (first.year and second.year and first.year != second.year)


def _lend(act: ActName, other: ActName) -> ActName:
    """`act` with what it leaves open taken from `other`."""
    return replace(
        act,
        type=act.type or other.type,
        number=act.number or other.number,
        year=act.year or other.year,
        organ=act.organ or other.organ,
        date=act.date or other.date,
        title=act.title or other.title,
        amended_in=act.amended_in or other.amended_in,
    )
