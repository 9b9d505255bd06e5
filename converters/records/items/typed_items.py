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
        self._places: dict[int, list[tuple[int, int, bool]]] = {}
        for place, entry in enumerate(entries):
            narrow = bool(entry.citation.locator.article)
            for one in entry.cited:
                self._places.setdefault(id(one.passage), []).append((one.citation.start, place, narrow))

    def find(self, item: TypedItem) -> int | None:
        """The last provision cited in the item's own words; a provision before a whole act."""
        span = item.citation
        if span is None:
            return None
        inside = [held for held in self._places.get(id(span.passage), []) if _within(span, held[0])]
        narrow = [held for held in inside if held[2]] or inside
        return max(narrow)[1] if narrow else None


def _within(span: PassageSpan, start: int) -> bool:
    return span.start <= start < (len(span.passage.text) if span.end is None else span.end)
