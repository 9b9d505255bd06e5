"""The legal basis: every act the material cites, each place in it once, with where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converters.records.passages import Passage
from validators.citations.find import Citation, find_citations
from validators.citations.locators import Locator
from validators.citations.mentions import ActName
from validators.citations.numbers import number_key
from validators.citations.resolve import Resolved, resolve
from validators.citations.titles import title_key
from validators.sharing import record as model

_MOST_CITATIONS = 3000


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a passage, resolved."""

    passage: Passage
    resolved: Resolved

    @property
    def citation(self) -> Citation:
        """As found."""
        return self.resolved.citation


def cite(passages: Sequence[Passage], own: ActName | None) -> tuple[Cited, ...]:
    """All citations of a document, in order, short ones resolved.

    Args:
        passages: Text to look through; the document's own head left out.
        own: The document itself, when it is an act.
    """
    found = [(passage, citation) for passage in passages for citation in find_citations(passage.text)]
    resolved = resolve((citation for _, citation in found), own)
    return tuple(Cited(passage, one) for (passage, _), one in zip(found, resolved, strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of `legal_basis` and the citations it stands for."""

    citation: model.Citation
    cited: tuple[Cited, ...]


def legal_basis(cited: Iterable[Cited]) -> tuple[Entry, ...]:
    """The entries of a record, in the order in which each act and place is first cited.

    The document's own articles and mentions that could not be resolved are left out.
    """
    held: dict[tuple[str, Locator], list[Cited]] = {}
    for one in cited:
        if one.resolved.own or one.resolved.lost:
            continue
        for locator in one.citation.locators or (Locator(),):
            held.setdefault((act_key(one.resolved.act), locator), []).append(one)
    entries = [_entry(locator, cites) for (_, locator), cites in held.items()]
    return tuple(entries[:_MOST_CITATIONS])


def act_key(act: ActName) -> str:
    """What tells one act from another: number, else type and title, with the day or year for numbers that come again."""
    if act.number is not None:
        again = act.number.count("/") < 2 and act.date is not None
        return f"{number_key(act.number)}{'@' + act.date.isoformat() if again and act.date else ''}"
    day = act.date.isoformat() if act.date else str(act.year or "")
    return f"{act.type}:{title_key(act.title or '')}:{day}:{act.organ or ''}"


def _entry(locator: Locator, cites: Sequence[Cited]) -> Entry:
    first = cites[0]
    act = first.resolved.act
    citation = model.Citation(
        text=" ".join(first.citation.text.split()),
        act=model.Act(type=act.type, number=act.number, organ=act.organ, date=act.date, title=act.title),
        locator=model.Locator(
            part=locator.part,
            chapter=locator.chapter,
            section=locator.section,
            article=locator.article,
            clause=locator.clause,
            point=locator.point,
        ),
    )
    return Entry(citation, tuple(cites))
