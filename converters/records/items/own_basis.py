"""What a decree's own fines rest on: the article and clause of the decree in which they stand.

Material about an act cites it; the act itself does not, yet its fines need a basis as much. The place is not printed
but follows from the structure, so it is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.records.citations.basis import Entry
from converters.records.content.tree import EvidenceByPointer, Node
from converters.records.items.found_items import TypedItem
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.locators import PlaceInAct
from validators.citations.mentions import ActName
from validators.sharing import record as model
from validators.sharing.pointer import json_pointer

_MOST = 2000  # entries; the longest decree holds fewer


class OwnBasis:
    """Entries of the legal basis that point into the document itself, made as items need them.

    Attributes:
        entries: Those made so far, in order.
    """

    def __init__(self, nodes: Sequence[Node], own: ActName, offset: int, evidence: EvidenceByPointer) -> None:
        """Take the document's structure.

        Args:
            nodes: The content.
            own: The document as an act.
            offset: How many entries the legal basis has already.
            evidence: Is given an entry for every entry made.
        """
        self.entries: list[Entry] = []
        self._own = own
        self._offset = offset
        self._evidence = evidence
        self._places = dict(_places(nodes, PlaceInAct()))
        self._made: dict[PlaceInAct, int] = {}

    def find(self, item: TypedItem) -> int | None:
        """The entry for the clause an item stands in; None outside articles."""
        locator = self._places.get(id(item.spans[0].passage)) if item.spans else None
        if locator is None or (locator not in self._made and len(self.entries) >= _MOST):
            return None
        if locator not in self._made:
            self._made[locator] = self._offset + len(self.entries)
            self.entries.append(Entry(self._citation(locator), ()))
            span = item.spans[0]
            self._evidence[json_pointer("legal_basis", self._made[locator])] = [
                span.passage.evidence(span.start, span.end, inferred=True)
            ]
        return self._made[locator]

    def _citation(self, locator: PlaceInAct) -> model.Citation:
        own = self._own
        kind = BY_SLUG.get(own.type or "")
        word = kind.name if kind is not None else ""
        name = f"{word} số {own.number}" if own.number else f"{word} này"
        return model.Citation(
            text=f"{locator} {name}".strip(),
            act=model.Act(
                type=own.type, number=own.number, year=own.year, organ=own.organ, date=own.date, title=own.title
            ),
            locator=model.Locator(article=locator.article, clause=locator.clause, point=locator.point),
            found="context",
        )


def _places(nodes: Sequence[Node], above: PlaceInAct) -> Iterator[tuple[int, PlaceInAct]]:
    """Every passage inside an article with its article and clause; points share their clause's fine."""
    for node in nodes:
        here = above
        if node.type == "article":
            here = PlaceInAct(article=node.label)
        elif node.type == "clause" and above.article:
            here = PlaceInAct(article=above.article, clause=node.label)
        if here.article:
            for span in (*node.spans, *node.title_spans, *node.items):
                yield id(span.passage), here
        yield from _places(node.children, here)
