"""Typed items put at the end of the content, each tied to the legal basis it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from converters.records.citations.basis import Entry
from converters.records.content.tree import EvidenceByPointer, Node, PassageSpan
from converters.records.items.deadlines import find_deadlines, find_procedures
from converters.records.items.duties import find_rights_and_duties
from converters.records.items.found_items import TypedItem, units
from converters.records.items.own_basis import OwnBasis
from converters.records.items.sanctions import find_sanctions
from validators.sharing import record as model
from validators.sharing.pointer import json_pointer

_LONGEST_PARAGRAPH = 30_000  # characters; nothing longer is a paragraph of a legal text
_MODELS: dict[str, type[model.Model]] = {
    "sanction": model.Sanction,
    "right": model.RightOrDuty,
    "duty": model.RightOrDuty,
    "deadline": model.Deadline,
    "procedure": model.Procedure,
}


def drawn_blocks(
    nodes: Sequence[Node],
    entries: Sequence[Entry],
    offset: int,
    evidence: EvidenceByPointer,
    own: OwnBasis | None = None,
) -> list[model.Block]:
    """Sanctions, rights and duties, deadlines and procedures found in the content.

    Args:
        nodes: The content.
        entries: The legal basis, which items point into.
        offset: How many blocks the content has already.
        evidence: Is given an entry for every item.
        own: Of a document that is an act: what its own fines rest on.
    """
    pieces = [unit for unit in units(nodes) if len(unit.span.passage.text) <= _LONGEST_PARAGRAPH]
    drawn = (
        *find_sanctions(pieces, nodes),
        *find_rights_and_duties(pieces),
        *find_deadlines(pieces),
        *find_procedures(pieces),
    )
    found = [item for item in drawn if item.says_something]
    index = _Index(entries)
    blocks: list[model.Block] = []
    for item in found:
        pointer = json_pointer("content", offset + len(blocks))
        basis = index.find(item)
        if basis is None and own is not None and item.values["type"] == "sanction":
            basis = own.find(item)
        values = {**item.values, "basis": basis}
        blocks.append(_MODELS[str(item.values["type"])].model_validate(values))  # type: ignore[arg-type]
        evidence[pointer] = [span.passage.evidence(span.start, span.end, inferred=True) for span in item.spans]
    return blocks


class _Index:
    """Which entry of the legal basis is cited where."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._acts = [entry.citation.act for entry in entries]
        self._places: dict[int, list[tuple[int, int, bool]]] = {}
        for place, entry in enumerate(entries):
            narrow = bool(entry.citation.locator.article)
            for one in entry.cited:
                self._places.setdefault(id(one.passage), []).append((one.citation.start, place, narrow))

    def find(self, item: TypedItem) -> int | None:
        """The last provision cited in the item's own words; else the one act that a line above it names."""
        own = None if item.citation is None else self._cited(item.citation)
        return own if own is not None else next(filter(_is_known, map(self._alone, item.above)), None)

    def _alone(self, span: PassageSpan) -> int | None:
        """What a line cites, if it names no other act beside."""
        inside = [place for start, place, _ in self._places.get(id(span.passage), []) if _within(span, start)]
        acts = [self._acts[place] for place in inside]
        return self._cited(span) if acts and all(act == acts[0] for act in acts) else None

    def _cited(self, span: PassageSpan) -> int | None:
        """The last provision cited in a piece of text; a provision before a whole act."""
        inside = [held for held in self._places.get(id(span.passage), []) if _within(span, held[0])]
        narrow = [held for held in inside if held[2]] or inside
        return max(narrow)[1] if narrow else None


def _is_known(place: int | None) -> bool:
    return place is not None


def _within(span: PassageSpan, start: int) -> bool:
    return span.start <= start < (len(span.passage.text) if span.end is None else span.end)
