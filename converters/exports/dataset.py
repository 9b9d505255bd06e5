"""`export dataset`: records, passages and questions as tables, with a card that says what they are.

A folder: `records`, `chunks`, `questions` as Parquet (or, as `dataset-jsonl`, UTF-8 with a JSON object a line),
`README.md` (a card as Hugging Face reads it) and `croissant.json` (MLCommons Croissant 1.0, JSON-LD), with sizes and
SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, BinaryIO, Protocol

from converters.exports.chunks import chunks_of
from converters.exports.columns import TABLES, Column, Kind
from converters.exports.dataset_card import card, croissant
from converters.exports.material import Material
from converters.exports.questions import questions_of, triple
from converters.exports.writing import Written, new_folder
from converters.progress import Progress
from converters.records.crosswalks.description import description_of
from validators.sharing.fingerprint import content_fingerprint

_GROUP = 2000  # rows written at once to Parquet: some megabytes of passages, whatever the number of records


def _record_row(material: Material) -> Iterator[dict[str, Any]]:
    record, described = material.record, description_of(material.record)
    yield {
        "record": record.identifier,
        "record_sha256": content_fingerprint(record),
        "title": record.title,
        "kind": record.kind,
        "language": record.language,
        "number": record.number,
        "issued": described.date,  # "date" would have pandas make a day of a month
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


_ROWS: Mapping[str, Callable[[Material], Iterator[dict[str, Any]]]] = MappingProxyType(
    {"records": _record_row, "chunks": chunks_of, "questions": _question_rows}
)


class Rows(Protocol):
    """Takes rows of a table, one after the other; as a context it is closed when the block ends well."""

    def add(self, row: dict[str, Any]) -> None:
        """Write a row, now or with others."""


class _JsonRows(AbstractContextManager["_JsonRows"]):
    """A JSON object a line."""

    def __init__(self, stream: BinaryIO, _: tuple[Column, ...]) -> None:
        self._stream = stream

    def add(self, row: dict[str, Any]) -> None:
        self._stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")

    def __exit__(self, *_: object) -> None:
        pass


class _ParquetRows(AbstractContextManager["_ParquetRows"]):
    """Parquet, in groups of rows, so that any number of records takes the same memory."""

    def __init__(self, stream: BinaryIO, columns: tuple[Column, ...]) -> None:
        import pyarrow as pa  # a part of the program that may not be installed
        import pyarrow.parquet as pq

        self._arrow = pa
        self._schema = pa.schema([(column.name, _arrow_type(pa, column)) for column in columns])
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _GROUP:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            self._writer.write_table(self._arrow.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._write()
            self._writer.close()
        else:
            self._writer.is_open = False  # or it would try to write its end once more when it is thrown away


def _arrow_type(pa: Any, column: Column) -> Any:
    if column.members:
        one = pa.struct([(member.name, _arrow_type(pa, member)) for member in column.members])
    else:
        one = {Kind.TEXT: pa.string, Kind.INTEGER: pa.int64}[column.kind]()
    return pa.list_(one) if column.many else one


@dataclass(frozen=True, slots=True)
class TableForm:
    """How tables are written.

    Attributes:
        ending: Of the files.
        media_type: Of the files.
        rows: Opens a table for a stream and its columns.
    """

    ending: str
    media_type: str
    rows: Callable[[BinaryIO, tuple[Column, ...]], AbstractContextManager[Rows]]


PARQUET = TableForm(".parquet", "application/x-parquet", _ParquetRows)
JSON_LINES = TableForm(".jsonl", "application/jsonlines", _JsonRows)


@dataclass(slots=True)
class TableFacts:
    """What is known of a table once it is written: file, rows, bytes, hash, and how often each licence stands in it."""

    name: str = ""
    media_type: str = ""
    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    licences: Counter[str | None] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder of tables with its card."""

    form: TableForm
    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        facts = {name: TableFacts(f"{name}{self.form.ending}", self.form.media_type) for name in TABLES}
        with new_folder(target) as folder:
            with ExitStack() as files:
                tables = {name: files.enter_context(self._table(folder, name, files)) for name in TABLES}
                for material in materials:
                    for name, table in tables.items():
                        _fill(table, _ROWS[name](material), facts[name])
                    progress.advance(note=material.package.name)
            for one in facts.values():
                _look_at(folder / one.name, one)
            (folder / "README.md").write_bytes(card(facts).encode("utf-8"))
            (folder / "croissant.json").write_bytes(croissant(facts).encode("utf-8"))
        return Written((target,), sum(one.rows for one in facts.values()))

    def _table(self, folder: Path, name: str, files: ExitStack) -> AbstractContextManager[Rows]:
        stream = files.enter_context((folder / f"{name}{self.form.ending}").open("xb"))
        return self.form.rows(stream, TABLES[name])


def _fill(table: Rows, rows: Iterator[dict[str, Any]], facts: TableFacts) -> None:
    for row in rows:
        table.add(row)
        facts.rows += 1
        facts.licences[row.get("licence")] += 1


def _look_at(path: Path, facts: TableFacts) -> None:
    facts.bytes = path.stat().st_size
    with path.open("rb") as stream:
        facts.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
