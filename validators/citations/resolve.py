"""Short mentions resolved: "Luật này", "Nghị định nêu trên", a title without its number, a number seen before.

An act is named in full once and shortly afterwards (NĐ 30/2020/NĐ-CP Annex I, II.6.b). What the full mention said is
lent to the short ones; where two acts could be meant, nothing is lent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from validators.citations.find import Citation
from validators.citations.mentions import ActName
from validators.citations.numbers import number_key
from validators.citations.titles import title_key


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

    citation: Citation
    act: ActName
    inferred: bool = False
    own: bool = False
    lost: bool = False


def resolve(citations: Iterable[Citation], own: ActName | None = None) -> tuple[Resolved, ...]:
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

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._by_number: dict[str, ActName] = {}
        self._by_title: dict[tuple[str | None, str], list[ActName]] = {}
        self._last: dict[str | None, ActName] = {}
        for citation in citations:
            if not citation.mention.short:
                self._learn(citation.mention.act)

    def _learn(self, act: ActName) -> None:
        if act.number is not None:
            key = number_key(act.number)
            self._by_number[key] = _lend(self._by_number.get(key, act), act)
        if act.title is not None and (act.number or act.date or act.year):
            same = self._by_title.setdefault((act.type, title_key(act.title)), [])
            for place, known in enumerate(same):
                if _agree(known, act):
                    same[place] = _lend(known, act)
                    return
            same.append(act)

    def resolve(self, citation: Citation, own: ActName | None) -> Resolved:
        act = citation.mention.act
        if citation.mention.short:
            return self._short(citation, act, own)
        if own is not None and _is_own(act, own):
            return Resolved(citation, own, inferred=True, own=True)
        full = self._full(act)
        self._last[full.type] = full
        return Resolved(citation, full, inferred=full != act)

    def _short(self, citation: Citation, act: ActName, own: ActName | None) -> Resolved:
        this = citation.text.rstrip().endswith("này")
        if this and own is not None and own.type == act.type:
            return Resolved(citation, own, inferred=True, own=True)
        last = self._last.get(act.type)
        if last is None:
            return Resolved(citation, act, lost=True)
        return Resolved(citation, last, inferred=True)

    def _full(self, act: ActName) -> ActName:
        if act.number is not None:
            return _lend(act, self._by_number.get(number_key(act.number), act))
        if act.title is None:
            return act
        same = [known for known in self._by_title.get((act.type, title_key(act.title)), []) if _agree(known, act)]
        if len(same) == 1:
            lent = _lend(act, same[0])
            return _lend(lent, self._by_number.get(number_key(lent.number), lent)) if lent.number else lent
        return act


def _is_own(act: ActName, own: ActName) -> bool:
    """Whether an act cited in full is the citing document itself."""
    if act.number is not None and own.number is not None:
        return number_key(act.number) == number_key(own.number)
    if act.number is not None or act.title is None or own.title is None or act.date is not None:
        return False
    return act.type == own.type and title_key(act.title) == title_key(own.title)


def _agree(first: ActName, second: ActName) -> bool:
    """Whether two mentions can be of one act: nothing both say differs."""
    if first.number and second.number and number_key(first.number) != number_key(second.number):
        return False
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
    )
