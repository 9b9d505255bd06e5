"""A Document into a Record draft: every value with the place it was read from, and what a person should look at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import Document
from converters.records.content.numbering import numbering_doubts
from converters.records.content.question_tables import spread_question_tables
from converters.records.content.questions import count_questions, fold_questions
from converters.records.content.structure import build_tree
from converters.records.content.tree import Node, write_blocks
from converters.records.doubts.doubt import Doubt, page_doubts, ranked
from converters.records.drafting.description import classify, describe
from converters.records.drafting.draft_values import DraftValues
from converters.records.drafting.issue import put_issue
from converters.records.drafting.legal_basis import cite_acts, own_basis
from converters.records.items.typed_items import drawn_blocks
from converters.records.metadata.head.letterhead import Letterhead, read_letterhead
from converters.records.metadata.kinds.kinds import find_kind
from converters.records.passages.closing import Closing, find_closing
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import Passage
from validators.problems import Message
from validators.sharing import record as model

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
    text = spread_question_tables(passages(document))
    head = read_letterhead(text)
    closing = find_closing(text, head.end)
    parts = _parts(text, head, closing)
    body = [passage for part in parts for passage in part]
    nodes = build_tree(*(fold_questions(part) for part in parts))
    kind = find_kind(document, text, head, *count_questions(nodes))
    title = describe(draft, document, text, head, kind)
    put_issue(draft, head, closing, text, title, today=today)
    entries = cite_acts(draft, text, head)
    classify(draft, text, body, entries)
    draft.doubts += numbering_doubts(nodes)
    content = write_blocks(nodes, "/content", draft.evidence)
    own = own_basis(draft, head, nodes, len(entries))
    content += drawn_blocks(nodes, entries, len(content), draft.evidence, own)
    entries = (*entries, *(own.entries if own is not None else ()))
    record = model.Record.model_validate(
        {
            "identifier": identifier_of(document.sha256, document.part),
            **draft.values,
            "legal_basis": [entry.citation for entry in entries],
            "content": content,
            "evidence": draft.evidence,
        }
    )
    recipients = closing.recipients if closing is not None else ()
    return Draft(record, ranked(draft.doubts), (kind.reason,), recipients)


def _parts(text: Sequence[Passage], head: Letterhead, closing: Closing | None) -> tuple[Sequence[Passage], ...]:
    """The text before the closing, and what follows it."""
    if closing is None:
        return (text[head.end :],)
    return text[head.end : closing.start], text[closing.end :]


def nodes_of(document: Document) -> list[Node]:
    """The content tree of a document before it becomes blocks; for measuring and for looking."""
    text = spread_question_tables(passages(document))
    head = read_letterhead(text)
    parts = _parts(text, head, find_closing(text, head.end))
    return build_tree(*(fold_questions(part) for part in parts))
