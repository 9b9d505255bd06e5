"""What a data set says of itself: a card for people (Hugging Face reads its head) and Croissant 1.0 for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Protocol


class Facts(Protocol):
    """What is known of a written table: rows, bytes, hash, and how often each licence stands in it."""

    @property
    def rows(self) -> int:
        """Lines."""

    @property
    def bytes(self) -> int:
        """Of the file."""

    @property
    def sha256(self) -> str:
        """Of the file."""

    @property
    def licences(self) -> Counter[str | None]:
        """Licence as the records say it → rows; None where they say nothing."""


_TEXT, _NUMBER, _NESTED = "sc:Text", "sc:Integer", "sc:StructuredValue"
_OF_RECORD = (
    ("record", _TEXT, "Identifier of the record (URN)."),
    ("title", _TEXT, "Title of the material."),
    ("standing", _TEXT, "Where it stands: approved, published; draft and others only where they were asked for."),
    ("marks", _TEXT, "Why it is given out only on demand: draft, withdrawn, expired, personal; empty as a rule."),
    ("licence", _TEXT, "Licence as the record says it; null where it says none."),
)
_HASH = ("record_sha256", _TEXT, "Fingerprint of the record's content: the same as long as its text is.")
TABLES: Mapping[str, tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        "records": (
            *_OF_RECORD,
            _HASH,
            ("kind", _TEXT, "Kind of material: a code of the sharing schema (to-gap, de-cuong, hoi-dap, …)."),
            ("language", _TEXT, "BCP 47."),
            ("number", _TEXT, "Number and symbol printed on the paper."),
            ("date", _TEXT, "Day of issue, ISO 8601; a month where the day is not known."),
            ("publisher", _TEXT, "Organ that issued it."),
            ("creator", _TEXT, "Who led the drafting."),
            ("place", _TEXT, "Place it is for."),
            ("subjects", _NUMBER, "Topics, by their number of the 45."),
            ("audiences", _TEXT, "Audiences, by code."),
            ("keywords", _TEXT, "Free words."),
            ("description", _TEXT, "Purpose and main content."),
            ("citations", _TEXT, "Acts it rests on, as printed."),
        ),
        "chunks": (
            ("id", _TEXT, "Named after the place, not the words: a correction does not change it."),
            ("text", _TEXT, "As it stands in the record, a line a paragraph."),
            ("text_sha256", _TEXT, "SHA-256 of the text in UTF-8."),
            ("kind", _TEXT, "Of the block: article, clause, point, paragraph, question, …"),
            ("headings", _TEXT, "What it stands under, outermost first."),
            ("locator", _NESTED, "Place in the act: article, clause, point."),
            ("part", _NUMBER, "Which of how many, where a unit had to be cut; else null."),
            ("parent", _TEXT, "Id of the unit it belongs to."),
            ("previous", _TEXT, "Id of the chunk before."),
            ("next", _TEXT, "Id of the chunk after."),
            ("act", _NESTED, "The act it is of, where the record is one."),
            (
                "citations",
                _NESTED,
                "Acts named in it: text, number, type, locator, role, validity with day and source.",
            ),
            ("pages", _NUMBER, "Pages it was read on."),
            ("boxes", _NESTED, "Where on them: page, and left, top, right, bottom in pixels."),
            ("language", _TEXT, "BCP 47."),
            *_OF_RECORD,
            _HASH,
        ),
        "questions": (
            ("id", _TEXT, "The same as long as its words are."),
            ("question", _TEXT, "As printed."),
            ("answer", _TEXT, "As printed, a line a paragraph."),
            ("citations", _NESTED, "Provisions named in question or answer: text, number, locator, role, validity."),
            *_OF_RECORD,
        ),
    }
)
"""Columns of each table: name, type of schema.org, what it is."""

_CARD = """---
language:
- vi
license: {licence}
task_categories:
- question-answering
- text-retrieval
tags:
- legal
- legal-education
configs:
{configs}
---

# Tài liệu phổ biến, giáo dục pháp luật

Bản ghi, đoạn văn bản và câu hỏi lấy từ tài liệu đã số hóa. *Records, passages and questions of digitised Vietnamese
legal-education material.*

| tệp / file | dòng / rows | byte | SHA-256 |
|---|---:|---:|---|
{rows}

Tài liệu ở đây giúp hiểu pháp luật, không thay văn bản pháp luật. Hiệu lực của văn bản được dẫn chỉ được nói khi đã tra,
kèm ngày và nguồn tra; `unknown` là chưa tra. *This material helps people to know the law and does not replace the acts.
Whether a cited act is in force is said only where it was looked up, with day and source; `unknown` was not looked up.*

## Giấy phép / Licences

{licences}

## Cột / Columns

{columns}
"""


def card(facts: Mapping[str, Facts]) -> str:
    """The card, as Markdown with a YAML head."""
    licences = facts["records"].licences
    return _CARD.format(
        licence=next(iter(licences)) if _one_known(licences) else "other",
        configs="\n".join(f"- config_name: {name}\n  data_files: {name}.jsonl" for name in facts),
        rows="\n".join(
            f"| `{name}.jsonl` | {one.rows} | {one.bytes} | `{one.sha256}` |" for name, one in facts.items()
        ),
        licences="\n".join(f"- {name or 'không nêu / not said'}: {count}" for name, count in licences.most_common())
        or "- (0)",
        columns="\n".join(_columns(name) for name in facts),
    )


def _one_known(licences: Counter[str | None]) -> bool:
    """Whether every record says one and the same licence, as a plain word YAML takes as it is."""
    return len(licences) == 1 and all(name and name.replace("-", "").replace(".", "").isalnum() for name in licences)


def _columns(table: str) -> str:
    rows = "\n".join(f"| `{name}` | {what} |" for name, _, what in TABLES[table])
    return f"### {table}\n\n| | |\n|---|---|\n{rows}\n"


def croissant(facts: Mapping[str, Facts]) -> str:
    """The description in Croissant 1.0 (http://mlcommons.org/croissant/1.0), as JSON-LD."""
    described = {
        "@context": {
            "@language": "vi", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
            "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
            "recordSet": "cr:recordSet", "field": "cr:field", "source": "cr:source", "extract": "cr:extract",
            "column": "cr:column", "fileObject": {"@id": "cr:fileObject", "@type": "@id"},
            "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        },
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "pbgdpl",
        "description": "Records, passages and questions of digitised Vietnamese legal-education material.",
        "license": sorted(name for name in facts["records"].licences if name),
        "inLanguage": "vi",
        "distribution": [_file(name, one) for name, one in facts.items()],
        "recordSet": [_record_set(name) for name in facts],
    }  # fmt: skip
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _file(name: str, facts: Facts) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject", "@id": f"{name}.jsonl", "name": f"{name}.jsonl", "contentUrl": f"{name}.jsonl",
        "contentSize": f"{facts.bytes} B", "encodingFormat": "application/jsonlines", "sha256": facts.sha256,
    }  # fmt: skip


def _record_set(table: str) -> dict[str, Any]:
    return {"@type": "cr:RecordSet", "@id": table, "name": table, "field": list(_fields(table))}


def _fields(table: str) -> Iterator[dict[str, Any]]:
    for name, kind, what in TABLES[table]:
        yield {
            "@type": "cr:Field", "@id": f"{table}/{name}", "name": name, "description": what, "dataType": kind,
            "source": {"fileObject": {"@id": f"{table}.jsonl"}, "extract": {"column": name}},
        }  # fmt: skip
