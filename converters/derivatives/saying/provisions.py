"""From a passage to the provision of law it states: the citation that has to stand under it on a card.

A passage can name its provision in three ways, tried in this order:

1. It holds the printed text of one of the record's citations (`legal_basis`).
2. It cites an act that the record knows, at another article than the record lists ("Điều 9 Luật Hòa giải ở cơ sở").
3. It names an article or clause without an act ("khoản 1 Điều 8"), as material about one act is written. This is
   believed only when the whole material can be about one act alone (`principal_act`) and the sentence names no other.

An entry of `legal_basis` that was itself printed without an act got its act from whoever built the record. Where that
act is not the principal one and no person confirmed it, the entry is not trusted, and the passage gets no provision: a
wrong act under a right text would be worse than no card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from converters.derivatives.saying.citation_labels import (
    act_label,
    capitalised,
    citation_label,
    is_precise,
    locator_label,
)
from converters.derivatives.saying.excerpts import tidy
from validators.citations.acts.numbers import number_key
from validators.citations.find import Citation as FoundCitation
from validators.citations.find import find_citations, find_mentions
from validators.citations.laws.titles import title_key
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.sharing.record import Act, Citation, Record

_ACCORDING_TO = re.compile(r"(?:theo|quy định tại|căn cứ vào)\s+$", re.IGNORECASE)
_LONGEST_PLACE = 60  # letters; longer lists of clauses do not fit the foot of a card


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of law, as a card shows it.

    Attributes:
        place: The place in the act ("khoản 2 Điều 20"); empty when only the act is known.
        act: The act; empty when the printed text names none that was understood.
        printed: As it stands in the passage, so that it can be taken out there.
        label: Place and act, small to large.
        precise: Whether it names an article.
    """

    place: str
    act: str
    printed: str
    label: str
    precise: bool


@dataclass(frozen=True)
class ProvisionFinder:
    """Finds the provisions of one record in its passages."""

    record: Record

    @property
    def citations(self) -> Sequence[Citation]:
        """The record's legal basis."""
        return self.record.legal_basis

    def of_index(self, index: int) -> Provision:
        """The source an entry of `legal_basis` stands for."""
        citation = self.citations[index]
        place, act = locator_label(citation.locator), act_label(citation.act)
        return Provision(place, act, tidy(citation.text), citation_label(citation), is_precise(citation))

    def only(self) -> Provision | None:
        """The one citation of a material that has just one."""
        return self.of_index(0) if len(self.citations) == 1 else None

    def within(self, text: str) -> Provision | None:
        """The provision a passage names: the most precise, and of several as precise the first."""
        listed = self._listed(text)
        if listed is not None and not self._is_sure(listed):
            return None
        found = [*([self.of_index(listed)] if listed is not None else []), *self._understood(text)]
        return min(found, key=lambda source: not source.precise, default=None)

    def _listed(self, text: str) -> int | None:
        folded = tidy(text).casefold()
        held = [index for index, citation in enumerate(self.citations) if tidy(citation.text).casefold() in folded]
        # The longest: "Điều 6 Nghị định …" also holds the text of the entry for the whole decree.
        return max(held, key=lambda index: (len(self.citations[index].text), -index), default=None)

    def structured(self, index: int | None) -> Provision | None:
        """The source a structured block names by index; None when there is none that can be trusted."""
        if index is None or index >= len(self.citations) or not self._is_sure(index):
            return None
        return self.of_index(index)

    def _is_sure(self, index: int) -> bool:
        """Whether an entry's act was printed with it, agrees with the principal act, or was confirmed by a person."""
        citation = self.citations[index]
        if self.principal_act is None or self._names_its_act(citation):
            return True
        if _key(citation.act) == _key(self.principal_act):
            return True
        own = re.compile(rf"/legal_basis/{index}(?:/|$)")
        evidence = (item for key, items in self.record.evidence.items() if own.match(key) for item in items)
        return any(item.method == "person" for item in evidence)

    def _names_its_act(self, citation: Citation) -> bool:
        # An act nobody understood can only have been given by hand; it is no worse for that.
        return bool(find_mentions(citation.text)) or not act_label(citation.act)

    def _understood(self, text: str) -> Iterator[Provision]:
        cited = find_citations(text)
        for citation in cited:
            act = self.principal_act if citation.mention.short else self._known(citation)
            if act is not None and citation.locators:
                place = str(citation.locators[0]) if len(citation.locators) == 1 else _place_in(citation)
                yield _source(place, act, citation.text)
        others = [citation for citation in cited if not citation.mention.short]
        if self.principal_act is not None and all(self._is_principal(self._known(citation)) for citation in others):
            yield from self._bare(text, cited)

    def _is_principal(self, act: Act | None) -> bool:
        return act is not None and self.principal_act is not None and _key(act) == _key(self.principal_act)

    def _bare(self, text: str, cited: Sequence[FoundCitation]) -> Iterator[Provision]:
        assert self.principal_act is not None  # noqa: S101  (the caller asked)
        for group in find_locators(level(text)):
            inside = any(citation.start <= group.start < citation.end for citation in cited)
            if not inside and all(locator.article for locator in group.locators):
                printed = text[group.start : group.end]
                if len(printed) <= _LONGEST_PLACE:
                    yield _source(tidy(printed), self.principal_act, printed)

    def _known(self, found: FoundCitation) -> Act | None:
        """The record's own act that a citation means."""
        said = found.mention.act
        for act in self._acts:
            if said.number and act.number and number_key(said.number) == number_key(act.number):
                return act
            if said.title and act.title and not said.number and title_key(said.title) == title_key(act.title):
                return act
        return None

    @cached_property
    def _acts(self) -> tuple[Act, ...]:
        named = [citation for citation in self.citations if self._names_its_act(citation)] or self.citations
        return tuple({_key(act): act for act in (_identity(citation.act) for citation in named)}.values())

    @cached_property
    def principal_act(self) -> Act | None:
        """The act the material is about: the only one, the one in its title, or the one it says it follows.

        None when there is none or more than one could be meant: a wrong act under a right text would be worse than
        no card.
        """
        for choice in (list(self._acts), self._in_title(), self._followed()):
            if len({_key(act) for act in choice}) == 1:
                return choice[0]
        return None

    def _in_title(self) -> list[Act]:
        """Acts the title names: by number, or by title where it has no number."""
        title = tidy(self.record.title)
        numbered = [act for act in self._acts if act.number and act.number.casefold() in title.casefold()]
        folded = title_key(title)
        return numbered or [act for act in self._acts if act.title and title_key(act.title) in folded]

    def _followed(self) -> list[Act]:
        """Acts named as a whole behind "theo", in a passage that names no place: "Theo Luật X số 1/2020/QH14"."""
        found = []
        for text in _passages(self.record.model_dump(mode="python", include={"description", "content"})):
            cited = find_citations(text)
            if len(cited) == 1 and not cited[0].locators and _ACCORDING_TO.search(text[: cited[0].start]):
                act = self._known(cited[0])
                found += [act] if act else []
        return found


def _source(place: str, act: Act, printed: str) -> Provision:
    named = act_label(act)
    return Provision(
        place, named, tidy(printed), capitalised(f"{place} {named}".strip()), "Điều" in place or "điều" in place
    )


def _place_in(citation: FoundCitation) -> str:
    """The printed places of a citation of several ("điểm c, điểm d khoản 7 Điều 7"); the first when they are many."""
    printed = tidy(citation.text[: max(0, citation.mention.start - citation.start)]).rstrip(" ,")
    printed = re.sub(r"\s+(?:của|tại|trong|thuộc|theo)$", "", printed)
    return printed if 0 < len(printed) <= _LONGEST_PLACE else str(citation.locators[0])


def _identity(act: Act) -> Act:
    """An act reduced to what names it, so that two entries of one act count once."""
    return Act(type=act.type, number=act.number, title=act.title)


def _key(act: Act) -> str:
    return number_key(act.number) if act.number else title_key(act.title or "")


def _passages(value: object) -> Iterator[str]:
    """Every text in a part of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _passages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _passages(inner)
