"""The content of a record while it grows: nodes that remember their passages, then blocks and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from converters.records.passages.passage import Passage
from validators.sharing import record as model
from validators.sharing.pointer import below

_OF_PAPER: dict[str, type[model.Letterhead | model.Closing]] = {
    "letterhead": model.Letterhead,
    "closing": model.Closing,
}
_ASIDES: dict[str, Literal["notes", "hidden-page"]] = {"notes": "notes", "hidden-page": "hidden-page"}
_TITLE = 70  # characters of what a case is called
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
        opened_by: What opens a division, a question or a situation in print ("Điều 5.", "Câu 1.").
        answered_by: What opens the answer of a question, the solution of a situation ("Trả lời:").
        label: Of a division.
        title_spans: Where the title of a division stands.
        level: Of a heading.
        items: Of a list, a letterhead or a closing, one span each.
        rows: Of a table.
        header_rows: Of a table.
        children: Inside it; of a question its answer, of a situation its solution, of an aside what it says.
        inferred: Something in it was concluded rather than read (a label put right, the question a key belongs to).
        quote_left_open: A quotation mark in it is never closed.
        page: That an aside belongs to.
        under: The name of the column that a paragraph stood in.
        begins_part: What stands above it in the file is another text, with a numbering of its own.
    """

    type: str
    spans: list[PassageSpan] = field(default_factory=list)
    opened_by: list[PassageSpan] = field(default_factory=list)
    answered_by: list[PassageSpan] = field(default_factory=list)
    label: str | None = None
    title_spans: list[PassageSpan] = field(default_factory=list)
    level: int = 2
    items: list[PassageSpan] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    header_rows: int = 0
    children: list[Node] = field(default_factory=list)
    inferred: bool = False
    quote_left_open: bool = False
    page: int | None = None
    under: str | None = None
    begins_part: bool = False

    @property
    def text(self) -> str:
        """Its own text, spans joined by spaces; the story of a case stands on a line of its own below its title."""
        if self.type == "situation" and len(self.spans) > 1 and _is_title(self.spans[0], self.spans[1]):
            return f"{self.spans[0].text}\n{_joined(self.spans[1:])}"
        return _joined(self.spans)

    @property
    def title(self) -> str | None:
        """The title of a division, lines joined by spaces."""
        return _joined(self.title_spans) or None

    @property
    def marker(self) -> str | None:
        """What opens it in print."""
        return _joined(self.opened_by) or None

    @property
    def answer_marker(self) -> str | None:
        """What opens its answer in print."""
        return _joined(self.answered_by) or None


def _is_title(first: PassageSpan, second: PassageSpan) -> bool:
    """Whether a span is what a case is called rather than the beginning of its story."""
    set_apart = first.passage.emphasis and not second.passage.emphasis
    ended = first.text.endswith((".", "?", ":", ";", ","))
    return bool(first.text and second.text[:1].isupper()) and (set_apart or len(first.text) <= _TITLE) and not ended


def _joined(spans: Iterable[PassageSpan]) -> str:
    return " ".join(span.text for span in spans if span.text)


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
    if node.type in {"question", "situation"}:
        return _exchange(node, pointer, evidence)
    if node.type in _ASIDES:
        content = write_blocks(node.children, below(pointer, "content"), evidence)
        return model.Aside(of=_ASIDES[node.type], page=node.page, content=content) if content else None
    text = node.text
    if not text:
        return None
    _witness(evidence, pointer, node.spans, inferred=node.inferred)
    if node.type == "figure":
        return model.Figure(alt=text)
    if node.type == "heading":
        return model.Heading(level=min(max(node.level, 1), 6), text=text)
    return model.Paragraph(text=text, under=node.under)


_ANSWERS = {"question": "answer", "situation": "solution"}


def _exchange(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block:
    """A question with its answer, or a situation with its solution."""
    answer = _ANSWERS[node.type]
    _witness(evidence, below(pointer, "marker"), node.opened_by, inferred=False)
    _witness(evidence, below(pointer, "text"), node.spans, inferred=node.inferred)
    _witness(evidence, below(pointer, f"{answer}_marker"), node.answered_by, inferred=False)
    kind = model.Question if node.type == "question" else model.Situation
    return kind.model_validate(
        {
            "marker": node.marker,
            "text": node.text,
            f"{answer}_marker": node.answer_marker,
            answer: write_blocks(node.children, below(pointer, answer), evidence),
        }
    )


def _division(node: Node, pointer: str, evidence: EvidenceByPointer) -> model.Block:
    opening = [*node.opened_by, *node.title_spans]
    _witness(evidence, pointer, opening if node.title else [*opening, *node.spans[:1]], inferred=node.inferred)
    if node.text and node.title:
        _witness(evidence, below(pointer, "text"), node.spans, inferred=False)
    children = write_blocks(node.children, below(pointer, "children"), evidence)
    return model.Division.model_validate(
        {
            "type": node.type,
            "label": node.label or "?",
            "marker": node.marker,
            "title": node.title,
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
    found = [span.passage.evidence(span.start, span.end, inferred=inferred) for span in _merged(spans)]
    if found:
        evidence[pointer] = found


def _merged(spans: Sequence[PassageSpan]) -> list[PassageSpan]:
    """Spans without empty ones; what follows each other in one passage ("Điều 5." and its title) is one."""
    merged: list[PassageSpan] = []
    for span in spans:
        if not span.text:
            continue
        if merged and merged[-1].passage is span.passage and merged[-1].end == span.start:
            merged[-1] = PassageSpan(span.passage, merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged
