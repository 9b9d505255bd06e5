"""What a data set says of itself: a card for people (Hugging Face reads its head) and Croissant 1.0 for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from converters.exports.columns import TABLES, Column, Kind


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
    def name(self) -> str:
        """Of the file."""

    @property
    def media_type(self) -> str:
        """Of the file."""

    @property
    def licences(self) -> Counter[str | None]:
        """Licence as the records say it → rows; None where they say nothing."""


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
        configs="\n".join(f"- config_name: {name}\n  data_files: {one.name}" for name, one in facts.items()),
        rows="\n".join(f"| `{one.name}` | {one.rows} | {one.bytes} | `{one.sha256}` |" for one in facts.values()),
        licences="\n".join(f"- {name or 'không nêu / not said'}: {count}" for name, count in licences.most_common())
        or "- (0)",
        columns="\n".join(_columns(name) for name in facts),
    )


def _one_known(licences: Counter[str | None]) -> bool:
    """Whether every record says one and the same licence, as a plain word YAML takes as it is."""
    return len(licences) == 1 and all(name and name.replace("-", "").replace(".", "").isalnum() for name in licences)


def _columns(table: str) -> str:
    rows = "\n".join(f"| `{column.name}` | {_type(column)} | {_said(column)} |" for column in TABLES[table])
    return f"### {table}\n\n| | | |\n|---|---|---|\n{rows}\n"


def _type(column: Column) -> str:
    kind = f"{{{', '.join(one.name for one in column.members)}}}" if column.members else str(column.kind)
    return f"list of {kind}" if column.many else kind


def _said(column: Column) -> str:
    return column.what.replace("|", "\\|")


_CONTEXT: Mapping[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
"""The context of Croissant 1.0, word for word (docs.mlcommons.org/croissant, "Appendix 1: JSON-LD context")."""
_TYPES = {Kind.TEXT: "sc:Text", Kind.INTEGER: "sc:Integer"}


def croissant(facts: Mapping[str, Facts]) -> str:
    """The description in Croissant 1.0 (http://mlcommons.org/croissant/1.0), as JSON-LD."""
    licences = sorted(name for name in facts["records"].licences if name)
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "pbgdpl",
        "description": "Records, passages and questions of digitised Vietnamese legal-education material.",
        **({"license": licences} if licences else {}),
        "inLanguage": "vi",
        "distribution": [_file(one) for one in facts.values()],
        "recordSet": [_record_set(name, one) for name, one in facts.items()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _file(facts: Facts) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject", "@id": facts.name, "name": facts.name, "contentUrl": facts.name,
        "contentSize": f"{facts.bytes} B", "encodingFormat": facts.media_type, "sha256": facts.sha256,
    }  # fmt: skip


def _record_set(table: str, facts: Facts) -> dict[str, Any]:
    fields = [_field(column, table, facts.name) for column in TABLES[table]]
    return {"@type": "cr:RecordSet", "@id": table, "name": table, "field": fields}


def _field(column: Column, within: str, file: str) -> dict[str, Any]:
    name = f"{within}/{column.name}"
    members = [_member(name, path, one, column.name, file) for path, one in _leaves(column.members)]
    value: dict[str, Any] = (
        {"subField": members} if members else {"dataType": _TYPES[column.kind], "source": _source(file, column.name)}
    )
    return {"@type": "cr:Field", "@id": name, "name": name, "description": column.what, **_many(column), **value}


def _member(within: str, path: str, member: Column, column: str, file: str) -> dict[str, Any]:
    """A member of a group, with the way to it inside the column (JSONPath)."""
    name = f"{within}/{path}"
    return {
        "@type": "cr:Field", "@id": name, "name": name, "description": member.what, **_many(member),
        "dataType": _TYPES[member.kind], "source": {**_source(file, column), "transform": {"jsonPath": path}},
    }  # fmt: skip


def _leaves(members: tuple[Column, ...], above: str = "") -> Iterator[tuple[str, Column]]:
    for one in members:
        if one.members:
            yield from _leaves(one.members, f"{above}{one.name}.")
        else:
            yield f"{above}{one.name}", one


def _many(column: Column) -> dict[str, Any]:
    return {"repeated": True} if column.many else {}


def _source(file: str, column: str) -> dict[str, Any]:
    return {"fileObject": {"@id": file}, "extract": {"column": column}}
