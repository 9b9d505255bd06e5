"""The legal basis: every act the material cites, each place in it once, with where it was read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from converters.records.passages import Passage
from validators.citations.find import Citation, find_citations
from validators.citations.locators import Locator, find_locators
from validators.citations.mentions import ActMention, ActName
from validators.citations.numbers import number_key
from validators.citations.repair import level
from validators.citations.resolve import Resolved, resolve
from validators.citations.titles import title_key
from validators.sharing import record as model

_MOST_CITATIONS = 3000
_SELF = re.compile(r"\s{1,3}(?:này|của (?:bản|tài liệu|đề cương|quy chế|quy định))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a passage, resolved.

    Attributes:
        passage: Where it stands.
        resolved: The act it means.
        bare: Only a place is printed ("khoản 2 Điều 37"); the act is the one spoken of last.
    """

    passage: Passage
    resolved: Resolved
    bare: bool = False

    @property
    def citation(self) -> Citation:
        """As found."""
        return self.resolved.citation


def cite(passages: Sequence[Passage], own: ActName | None) -> tuple[Cited, ...]:
    """All citations of a document, in order, short ones resolved.

    Args:
        passages: Text to look through; the document's own head left out.
        own: The document itself, when it is an act. In material that is no act, a place without an act ("khoản 2
            Điều 37") is taken to be in the act spoken of last.
    """
    found = [(passage, citation) for passage in passages for citation in find_citations(passage.text)]
    resolved = resolve((citation for _, citation in found), own)
    cited = [Cited(passage, one) for (passage, _), one in zip(found, resolved, strict=True)]
    return tuple(cited) if own is not None else tuple(_with_bare(passages, cited))


def _with_bare(passages: Sequence[Passage], cited: Sequence[Cited]) -> Iterator[Cited]:
    """Add places without an act: theirs is the act announced last, that is, named as a whole."""
    by_passage: dict[int, list[Cited]] = {}
    for one in cited:
        by_passage.setdefault(id(one.passage), []).append(one)
    announced: ActName | None = None
    only: set[str] = set()
    last: ActName | None = None
    for passage in passages:
        here = by_passage.get(id(passage), [])
        for one in sorted([*here, *_bare(passage, here)], key=lambda held: held.citation.start):
            if one.bare:
                act = announced or (last if len(only) == 1 else None)
                if act is not None:
                    yield replace(one, resolved=replace(one.resolved, act=act, lost=False))
                continue
            yield one
            if one.resolved.lost:
                continue
            last = one.resolved.act
            only.add(act_key(last))
            if not one.citation.locators:
                announced = last


def _bare(passage: Passage, cited: Sequence[Cited]) -> Iterator[Cited]:
    text = level(passage.text)
    taken = sorted((one.citation.start, one.citation.end) for one in cited)
    for group in find_locators(text):
        before = bisect_right(taken, (group.start, len(text)))
        inside = any(group.start < end for _, end in taken[max(0, before - 3) : before])
        label = group.start == 0 and text[group.end : group.end + 1] in {".", ":", ")"}
        article = any(locator.article for locator in group.locators)
        if inside or label or not article or _SELF.match(text, group.end):
            continue
        mention = ActMention(group.start, group.end, ActName(), short=True)
        citation = Citation(group.start, group.end, passage.text[group.start : group.end], mention, group.locators)
        yield Cited(passage, Resolved(citation, ActName(), inferred=True, lost=True), bare=True)


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
    """What tells one act from another: the number (with the day, where numbers come again), else type and title."""
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
