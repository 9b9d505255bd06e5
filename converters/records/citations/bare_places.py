"""Places without an act ("khoản 2 Điều 37"): which act they mean, or that it cannot be told.

A leaflet names an act once and then only its articles. A wrong act misleads, so each ground must be one of these, tried
in this order; where none holds, the place is left out of the legal basis:

1. the same article is cited elsewhere in the document, always of the same act;
2. a statement on all of them ("Các mức phạt trên theo Nghị định …");
3. the title names the act the material is about, and nothing else was named before in the same passage;
4. the act announced as a whole under the present heading;
5. the only act cited under the present heading so far;
6. the only act of the whole document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converters.reading.document import BlockKind
from converters.records.citations.cited import Cited, act_key
from converters.records.passages.passage import Passage
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.find import FoundCitation
from validators.citations.laws.titles import title_key
from validators.citations.locators import find_locators
from validators.citations.mentions import ActMention, ActName
from validators.citations.repair import level
from validators.citations.resolve import Resolved

_SELF = re.compile(r"\s{1,3}(?:này|của (?:bản|tài liệu|đề cương|quy chế|quy định))\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"(?:mức (?:phạt|tiền)|quy định|điều khoản|các điều|nội dung)[^.;:]{0,40}"
    r"(?P<where>trên|dưới đây|sau đây|này)[^.;:]{0,20}(?:theo|thuộc|của|tại)\s{0,3}$",
    re.IGNORECASE,
)
_GOVERNING = ("theo", "thuộc", "của", "tại")
_LONGEST_STATEMENT = 160  # characters before a citation that say what it governs


@dataclass(slots=True)
class _Section:
    """What was cited under one heading so far."""

    announced: ActName | None = None
    acts: dict[str, ActName] = field(default_factory=dict)

    def note(self, one: Cited) -> None:
        act = one.resolved.act
        self.acts[act_key(act)] = act
        if not one.citation.locators:
            self.announced = act

    def only(self) -> ActName | None:
        return next(iter(self.acts.values())) if len(self.acts) == 1 else None


class _Grounds:
    """What the whole document tells about its acts."""

    def __init__(self, passages: Sequence[Passage], cited: Sequence[Cited], title: str) -> None:
        named = [one for one in cited if not one.resolved.lost]
        self._acts = {act_key(one.resolved.act): one.resolved.act for one in named}
        self._by_article: dict[str, set[str]] = {}
        for one in named:
            for locator in one.citation.locators:
                if locator.article:
                    self._by_article.setdefault(locator.article, set()).add(act_key(one.resolved.act))
        self._main = _act_in_title(title, list(self._acts.values()))
        order = {id(passage): place for place, passage in enumerate(passages)}
        self._statements = [
            (order.get(id(one.passage), 0), match["where"].casefold(), one.resolved.act)
            for one in named
            if (match := _STATEMENT.search(_before(one)))
        ]

    def act_of(self, bare: Cited, place: int, section: _Section, before: set[str]) -> ActName | None:
        """The act of a place without one, None when it cannot be told."""
        return (
            self._same_article(bare)
            or self._stated(place)
            or (self._main if self._main is not None and before <= {act_key(self._main)} else None)
            or section.announced
            or section.only()
            or (next(iter(self._acts.values())) if len(self._acts) == 1 else None)
        )

    def _same_article(self, bare: Cited) -> ActName | None:
        keys = [self._by_article.get(locator.article, set()) for locator in bare.citation.locators if locator.article]
        together = set.union(*keys) if keys and all(keys) else set()
        return self._acts[together.pop()] if len(together) == 1 else None

    def _stated(self, place: int) -> ActName | None:
        for stated, where, act in self._statements:
            if (where == "trên" and place < stated) or (where != "trên" and place > stated):
                return act
        return None


def _before(one: Cited) -> str:
    """The words before a citation that may say what it governs; no more, so that long passages stay fast."""
    start = one.citation.start
    before = one.passage.text[max(0, start - _LONGEST_STATEMENT) : start]
    return level(before) if before.rstrip().casefold().endswith(_GOVERNING) else ""


def with_bare_places(passages: Sequence[Passage], cited: Sequence[Cited], title: str) -> Iterator[Cited]:
    """The citations, in order, with those places without an act whose act can be told.

    Args:
        passages: The document's text.
        cited: Citations that name an act.
        title: The material's title.
    """
    grounds = _Grounds(passages, cited, title)
    by_passage: dict[int, list[Cited]] = {}
    for one in cited:
        by_passage.setdefault(id(one.passage), []).append(one)
    section = _Section()
    for place, passage in enumerate(passages):
        if passage.kind is BlockKind.HEADING:
            section = _Section()
        here = by_passage.get(id(passage), [])
        before: set[str] = set()
        for one in sorted([*here, *_bare(passage, here)], key=lambda held: held.citation.start):
            if not one.bare:
                yield one
                if not one.resolved.lost:
                    section.note(one)
                    before.add(act_key(one.resolved.act))
            elif (act := grounds.act_of(one, place, section, before)) is not None:
                yield replace(one, resolved=replace(one.resolved, act=act, lost=False))


def _act_in_title(title: str, acts: Sequence[ActName]) -> ActName | None:
    """The act a title names with its kind ("Đề cương giới thiệu Luật Bảo vệ dữ liệu cá nhân") or by its number."""
    folded = title_key(title)
    for act in sorted(acts, key=lambda act: -len(act.title or "")):
        kind = BY_SLUG.get(act.type or "")
        word = kind.name if kind is not None else ""
        if word and act.title and title_key(f"{word} {act.title}") in folded:
            return act
        if act.number and act.number.casefold() in title.casefold():
            return act
    return None


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
        citation = FoundCitation(group.start, group.end, passage.text[group.start : group.end], mention, group.locators)
        yield Cited(passage, Resolved(citation, ActName(), inferred=True, lost=True), bare=True)
