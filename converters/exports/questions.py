"""`export qa`: questions with their answers and the provisions they rest on.

Two shapes of the same: the one readers of the Zalo AI and ALQAC contests of legal questions know (`question`,
`relevant_articles` of `law_id` and `article_id`), and triples of question, answer and citations. A provision is given
only where the citation stands in the question or its answer; a question without one has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from converters.exports.cited_within import CitedWithin
from converters.exports.material import Material
from converters.records.parts.passages import lines_of
from validators.sharing.content import blocks
from validators.sharing.record import (
    Citation,
    Question,
    Situation,
)

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a material.

    Attributes:
        id: The same as long as its words are.
        question: As printed, without what opens it ("Câu 1.").
        answer: Its answer, a line a paragraph.
        citations: The provisions named in either.
    """

    id: str
    question: str
    answer: str
    citations: tuple[Citation, ...]


def questions_of(material: Material) -> Iterator[Asked]:
    """The questions and case stories of a record, in order; those without an answer are left out."""
    record = material.record
    cited = CitedWithin(record)
    for _, block in blocks(record.content):
        if isinstance(block, Question):
            answer = "\n".join(lines_of(block.answer))
        elif isinstance(block, Situation):
            answer = "\n".join(lines_of(block.solution))
        else:
            continue
        if answer:
            said = f"{block.text}\n{answer}"
            key = f"{record.identifier}\x1f{said}"
            name = hashlib.sha256(key.encode("utf-8")).hexdigest()[:_ID_DIGITS]
            yield Asked(name, block.text, answer, tuple(cited.of(said)))


def contest_item(asked: Asked) -> dict[str, Any]:
    """A question in the shape of the contests; only provisions with act and article can be told there."""
    articles = {
        (one.act.number, one.locator.article) for one in asked.citations if one.act.number and one.locator.article
    }
    return {
        "question_id": asked.id,
        "question": asked.question,
        "relevant_articles": [{"law_id": number, "article_id": article} for number, article in sorted(articles)],
    }


def triple(asked: Asked, material: Material) -> dict[str, Any]:
    """A question with its answer and citations, and the record they stand in."""
    return {
        "id": asked.id,
        "question": asked.question,
        "answer": asked.answer,
        "citations": [
            {"text": one.text, "number": one.act.number, "locator": one.locator.model_dump(exclude_none=True),
             "role": one.role, "validity": one.validity.state}
            for one in asked.citations
        ],
        "record": material.record.identifier,
        "title": material.record.title,
        "standing": str(material.record.standing),
        "marks": [str(mark) for mark in material.marks],
        "licence": material.record.rights.license,
    }  # fmt: skip
