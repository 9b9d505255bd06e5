"""The content of a record while it grows: nodes that remember their passages, then blocks and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from converters.records.passages.passage import Passage
from validators.sharing import record as model
from validators.sharing.pointer import below

_OF_PAPER: dict[str, type[model.Letterhead | model.Closing]] = {
    "letterhead": model.Letterhead,
    "closing": model.Closing,
}
DIVISIONS = ("part", "chapter", "section", "article", "clause", "point")


@dataclass(slots=True)
class PassageSpan:
    """Characters of a passage."""

    passage: Passage
    start: int = 0
    end: int | None = None

    @property
    def text(self) -> str:
        """The characters, without white space around them."""
        return self.passage.text[self.start : self.end].strip()


@dataclass(slots=True)
class Node:
    """A block in the making.

    Attributes:
        type: Of the block.
        spans: Where its own text (for questions: the question) stands.
        label: Of a division.
        title: Of a division.
        title_spans: Where the title stands.
        level: Of a heading.
        items: Of a list, a letterhead or a closing, one span each.
        rows: Of a table.
        header_rows: Of a table.
        children: Inside it; of a question its answer, of a situation its solution.
        inferred: Something in it was concluded rather than read (a label put right).
        lead: Words before its text that are not printed there ("Đáp án: " before a key read from a list of keys).
    """

    type: str
    spans: list[PassageSpan] = field(default_factory=list)
    label: str | None = None
    title: str | None = None
    title_spans: list[PassageSpan] = field(default_factory=list)
    level: int = 2
    items: list[PassageSpan] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    header_rows: int = 0
    children: list[Node] = field(default_factory=list)
    inferred: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        """Its own text, spans joined by spaces."""
        return self.lead + " ".join(span.text for span in self.spans if span.text)


EvidenceByPointer = dict[str, list[model.Evidence]]


def write_blocks(nodes: Iterable[Node], pointer: str, evidence: EvidenceByPointer) -> list[model.Block]:
    """Nodes as blocks of the record.

    Args:
        nodes: In order.
        pointer: JSON Pointer of the list they go into.
        evidence: Is given an entry for every block.
    """
    blocks: list[model.Block] = []
    for node in nodes:
        block = _block(node, below(pointer, len(blocks)), evidence)
        if block is not None:
            blocks.append(block)
    return blocks


def _block(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block | None:
    if node.type in DIVISIONS:
        return _division(node, pointer, evidence)
    if node.type == "list":
        return _list(node, pointer, evidence)
    if node.type in _OF_PAPER:
        return _lines_of_paper(node, pointer, evidence)
    if node.type == "table":
        _witness(evidence, pointer, node.spans, inferred=node.inferred)
        return model.Table(rows=node.rows, header_rows=node.header_rows) if node.rows else None
    text = node.text
    if not text:
        return None
    _witness(
        evidence,
        pointer if node.type in {"paragraph", "heading"} else below(pointer, "text"),
        node.spans,
        inferred=node.inferred,
    )
    if node.type == "heading":
        return model.Heading(level=min(max(node.level, 1), 6), text=text)
    if node.type == "question":
        return model.Question(text=text, answer=write_blocks(node.children, below(pointer, "answer"), evidence))
    if node.type == "situation":
        return model.Situation(text=text, solution=write_blocks(node.children, below(pointer, "solution"), evidence))
    return model.Paragraph(text=text)


def _division(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block:
    _witness(evidence, pointer, node.title_spans or node.spans[:1], inferred=node.inferred)
    if node.text and node.title_spans:
        _witness(evidence, below(pointer, "text"), node.spans, inferred=False)
    children = write_blocks(node.children, below(pointer, "children"), evidence)
    return model.Division.model_validate(
        {
            "type": node.type,
            "label": node.label or "?",
            "title": node.title or None,
            "text": node.text or None,
            "children": children,
        }
    )


def _list(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block | None:
    items = [span for span in node.items if span.text]
    for place, span in enumerate(items):
        _witness(evidence, below(pointer, "items", place), [span], inferred=node.inferred)
    return model.ListBlock(items=[span.text for span in items]) if items else None


def _lines_of_paper(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block | None:
    lines = [span for span in node.items if span.text]
    for place, span in enumerate(lines):
        _witness(evidence, below(pointer, "lines", place), [span], inferred=False)
    return _OF_PAPER[node.type](lines=[span.text for span in lines]) if lines else None


def _witness(evidence: EvidenceByPointer, pointer: str, spans: Sequence[PassageSpan], *, inferred: bool) -> None:
    found = [span.passage.evidence(span.start, span.end, inferred=inferred) for span in spans if span.text]
    if found:
        evidence[pointer] = found
