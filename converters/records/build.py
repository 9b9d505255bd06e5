"""A Document into a Record draft: every value with the place it was read from, and what a person should look at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.reading.document import Document
from converters.records.content.numbering import numbering_doubts
from converters.records.content.question_tables import spread_question_tables
from converters.records.content.questions import count_questions, fold_questions
from converters.records.content.structure import build_tree
from converters.records.content.tree import EvidenceByPointer, Node, PassageSpan, write_blocks
from converters.records.doubts.doubt import Doubt, page_doubts, ranked
from converters.records.drafting.description import classify, describe
from converters.records.drafting.draft_values import DraftValues
from converters.records.drafting.issue import put_issue
from converters.records.drafting.legal_basis import cite_acts, own_basis
from converters.records.items.typed_items import drawn_blocks
from converters.records.metadata.head.letterhead import Letterhead, head_of_annex, read_letterhead
from converters.records.metadata.kinds.kinds import find_kind
from converters.records.passages.closing import Closing, find_closing
from converters.records.passages.paper import AsidePage, left_out, paper_blocks, set_apart
from converters.records.passages.paragraphs import passages, passages_of
from converters.records.passages.passage import Passage
from converters.records.passages.printed_lines import LineBeside, printed_lines
from converters.records.passages.whole_tables import whole_tables
from converters.records.word_count import count_doubts, count_words
from validators.problems import Message
from validators.sharing import record as model
from validators.sharing.pointer import json_pointer

_NAMESPACE = uuid.UUID("6f0f7a52-3b1e-5c0e-9a6b-6d0c3e2a9b41")


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as far as it can be made without a person.

    Attributes:
        record: Valid against the sharing schema; what could not be read is absent.
        doubts: What needs a person, worst first.
        kind_reasons: Why the kind was chosen.
        recipients: Lines of "Nơi nhận", kept apart from the text.
    """

    record: model.Record
    doubts: tuple[Doubt, ...]
    kind_reasons: tuple[Message, ...] = ()
    recipients: tuple[str, ...] = ()


def identifier_of(sha256: str, part: str | None = None) -> str:
    """The stable identifier of a material: the same pages of the same bytes always get the same one.

    Args:
        sha256: Of the file.
        part: Which of its pages ("1-5,8"); None for all.
    """
    return uuid.uuid5(_NAMESPACE, sha256 if part is None else f"{sha256}#pages={part}").urn


def build_record(document: Document, *, today: dt.date) -> Draft:
    """Make a record draft from what was read.

    Args:
        document: As read.
        today: A date of issue after this day is doubted.

    Returns:
        A draft whose record is always schema-valid, also for an empty document.
    """
    draft = DraftValues(doubts=page_doubts(document))
    shown, apart = set_apart(document)
    flow, beside = printed_lines(shown)
    tables, heads = whole_tables(passages_of(flow), sheets=document.is_workbook)
    text = spread_question_tables(tables)
    beside += heads
    asides = [_aside(one, document, beside) for one in apart]
    head = read_letterhead(text)
    closing = find_closing(text, head.end)
    parts = text_parts(text, head, closing)
    body = [piece for part in parts for piece in part if isinstance(piece, Passage)]
    nodes = _tree(parts)
    kind = find_kind(shown, text, head, *count_questions(nodes))
    title = describe(draft, shown, text, head, kind)
    put_issue(draft, head, closing, text, title, today=today)
    entries = cite_acts(draft, [*text, *(passage for _, said in asides for passage in said)], head)
    classify(draft, text, body, entries)
    draft.doubts += numbering_doubts(nodes)
    content = write_blocks([*nodes, *(node for node, _ in asides)], "/content", draft.evidence)
    content += _beside_the_text(beside, len(content), draft.evidence)
    own = own_basis(draft, head, nodes, len(entries))
    content += drawn_blocks(nodes, entries, len(content), draft.evidence, own)
    entries = (*entries, *(own.entries if own is not None else ()))
    count = count_words(document, content, left_out(beside))
    draft.doubts += count_doubts(count)
    record = model.Record.model_validate(
        {
            "identifier": identifier_of(document.sha256, document.part),
            **draft.values,
            "legal_basis": [entry.citation for entry in entries],
            "content": content,
            "evidence": draft.evidence,
            "word_count": count,
        }
    )
    recipients = closing.recipients if closing is not None else ()
    return Draft(record, ranked(draft.doubts), (kind.reason,), recipients)


def _aside(one: AsidePage, document: Document, beside: list[LineBeside]) -> tuple[Node, tuple[Passage, ...]]:
    """What is kept beside the text as one node, and its passages; gives `beside` what its page bears besides."""
    flow, more = printed_lines(replace(document, pages=(one.page,)))
    beside += more
    said = passages_of(flow)
    return Node(one.of, children=build_tree(said), page=one.page.number), said


def text_parts(text: Sequence[Passage], head: Letterhead, closing: Closing | None) -> list[list[Passage | Node]]:
    """All passages in order: the lines of head and closing each as one node, everything else as text.

    Returns:
        The parts, of which each may have a numbering of its own: down to the closing, and what follows it.
    """
    above: list[Passage | Node] = []
    for place, passage in enumerate(text[: head.end]):
        if place not in head.lines:
            above.append(passage)
        elif place - 1 in head.lines and isinstance(above[-1], Node):
            above[-1].items.append(PassageSpan(passage))
        else:
            above.append(Node("letterhead", items=[PassageSpan(passage)]))
    if closing is None:
        return [[*above, *text[head.end :]]]
    end = Node("closing", items=[PassageSpan(passage) for passage in text[closing.start : closing.end]])
    below = text[closing.end :]
    lines = head_of_annex(below)
    annex = [Node("letterhead", items=[PassageSpan(passage) for passage in below[:lines]])] if lines else []
    return [[*above, *text[head.end : closing.start]], [end, *annex, *below[lines:]]]


def _tree(parts: Sequence[Sequence[Passage | Node]]) -> list[Node]:
    return build_tree(*(_folded(part) for part in parts))


def _folded(part: Sequence[Passage | Node]) -> list[Passage | Node]:
    """A part with its questions and situations made nodes; the lines of head and closing part what stands between."""
    folded: list[Passage | Node] = []
    run: list[Passage] = []
    for piece in part:
        if isinstance(piece, Passage):
            run.append(piece)
        else:
            folded += [*fold_questions(run), piece]
            run = []
    return folded + fold_questions(run)


def _beside_the_text(beside: Sequence[LineBeside], offset: int, evidence: EvidenceByPointer) -> list[model.Block]:
    blocks: list[model.Block] = []
    for block, where in paper_blocks(beside):
        evidence[json_pointer("content", offset + len(blocks))] = [where]
        blocks.append(block)
    return blocks


def nodes_of(document: Document) -> list[Node]:
    """The content tree of a document before it becomes blocks; for measuring and for looking."""
    text = spread_question_tables(whole_tables(passages(set_apart(document)[0]), sheets=document.is_workbook)[0])
    head = read_letterhead(text)
    return _tree(text_parts(text, head, find_closing(text, head.end)))
