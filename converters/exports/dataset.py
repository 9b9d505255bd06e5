"""`export dataset`: records, passages and questions as tables, with a card that says what they are.

A folder: `records.jsonl`, `chunks.jsonl`, `questions.jsonl` (UTF-8, a JSON object a line), `README.md` (a card as
Hugging Face reads it) and `croissant.json` (MLCommons Croissant 1.0, JSON-LD), with sizes and SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from converters.exports.chunks import chunks_of
from converters.exports.dataset_card import TABLES, card, croissant
from converters.exports.material import Material
from converters.exports.questions import questions_of, triple
from converters.exports.writing import Written, new_folder
from converters.progress import Progress
from converters.records.crosswalks.description import description_of
from validators.sharing.fingerprint import content_fingerprint


def _record_row(material: Material) -> Iterator[dict[str, Any]]:
    record, described = material.record, description_of(material.record)
    yield {
        "record": record.identifier,
        "record_sha256": content_fingerprint(record),
        "title": record.title,
        "kind": record.kind,
        "language": record.language,
        "number": record.number,
        "date": described.date,
        "publisher": described.publisher,
        "creator": described.creator,
        "place": described.place,
        "subjects": list(record.subjects),
        "audiences": list(record.audiences),
        "keywords": list(record.keywords),
        "description": record.description,
        "citations": list(described.citations),
        "standing": str(record.standing),
        "marks": [str(mark) for mark in material.marks],
        "licence": record.rights.license,
    }


def _question_rows(material: Material) -> Iterator[dict[str, Any]]:
    return (triple(asked, material) for asked in questions_of(material))


_ROWS: dict[str, Callable[[Material], Iterator[dict[str, Any]]]] = {
    "records": _record_row, "chunks": chunks_of, "questions": _question_rows,
}  # fmt: skip


@dataclass(slots=True)
class TableFacts:
    """What is known of a table once it is written: rows, bytes, hash, and how often each licence stands in it."""

    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    licences: Counter[str | None] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of tables with its card."""

    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        tables = {name: _Table() for name in TABLES}
        with new_folder(target) as folder:
            with ExitStack() as files:
                streams = {name: files.enter_context((folder / f"{name}.jsonl").open("xb")) for name in tables}
                for material in materials:
                    for name, table in tables.items():
                        table.add(streams[name], _ROWS[name](material))
                    progress.advance(note=material.package.name)
            facts = {name: table.facts() for name, table in tables.items()}
            (folder / "README.md").write_bytes(card(facts).encode("utf-8"))
            (folder / "croissant.json").write_bytes(croissant(facts).encode("utf-8"))
        return Written((target,), sum(table.rows for table in facts.values()))


class _Table:
    def __init__(self) -> None:
        self._facts = TableFacts()
        self._hash = hashlib.sha256()

    def add(self, stream: BinaryIO, rows: Iterator[dict[str, Any]]) -> None:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
            stream.write(line)
            self._hash.update(line)
            self._facts.bytes += len(line)
            self._facts.rows += 1
            self._facts.licences[row.get("licence")] += 1

    def facts(self) -> TableFacts:
        self._facts.sha256 = self._hash.hexdigest()
        return self._facts
