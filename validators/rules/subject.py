"""What a rule is shown: one material, as far as it could be read, and the day and knowledge it is judged by."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from validators.language.sought import Searched
from validators.language.unicode_hygiene import normalized
from validators.packages.faults import Fault
from validators.packages.package import Package
from validators.rules.payload.file_texts import FilesSaid, FileText, look_into
from validators.rules.payload.tables import placed_cells
from validators.rules.policy import Policy
from validators.sharing.conformance import SchemaFault
from validators.sharing.content import blocks
from validators.sharing.issue_date import IssueDate
from validators.sharing.pointer import below, json_pointer, strings
from validators.sharing.reader import RecordReading
from validators.sharing.record import Block, Citation, Record, Table

if TYPE_CHECKING:
    from validators.citations.register import Register

Kind = TypeVar("Kind")
# Members that are not prose: hashes, identifiers, codes, and what the machine read elsewhere.
_NOT_PROSE = frozenset(
    {"evidence", "files", "schema_version", "identifier", "kind", "language", "type", "level"}
    | {"date_issued", "reviewed_on", "review_due", "audiences"}
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_PARTS_OF_NAMES = str.maketrans("-_./:", "     ")
_NO_PROSE_INSIDE = frozenset({"type", "of", "state", "date", "as_of", "at", "currency", "unit"})


@dataclass(frozen=True)
class Subject:
    """One material.

    Attributes:
        path: As findings name it.
        reading: The record's bytes as read.
        schema_faults: Violations of the schema.
        record: The record, or what of it follows the schema; None when too little does.
        package: The open package; None for a bare record.
        faults: What is wrong with the bag.
        day: The day it is judged for.
        policy: The office's settings.
        register: What the office knows about legal acts.
    """

    path: Path
    reading: RecordReading
    schema_faults: tuple[SchemaFault, ...]
    record: Record | None
    package: Package | None
    faults: tuple[Fault, ...]
    day: dt.date
    policy: Policy = field(default_factory=Policy)
    register: Register | None = None

    @cached_property
    def prose(self) -> Prose:
        """Everything people read, as one text."""
        return Prose.of(self.reading.value or {})

    @cached_property
    def composed(self) -> Prose:
        """The same with letters composed (NFC), for whoever looks for words; the very same where they are already."""
        return self.prose.composed()

    @property
    def searched(self) -> Searched:
        """The composed prose for everything that is sought in it."""
        return self.composed.searched

    @cached_property
    def beside(self) -> Prose:
        """What stands beside the text: evidence, cells with their headings, and names no file of a package bears."""
        return Prose.joined(self._beside()).composed()

    def _beside(self) -> Iterator[tuple[str, str]]:
        if self.record is None:
            return
        for pointer, items in self.record.evidence.items():
            here = json_pointer("evidence", pointer)  # once: there are thousands
            for at, one in enumerate(items):
                if one.engine_text:
                    yield f"{here}/{at}/engine_text", one.engine_text
            yield from ((f"{here}/{at}/text", one.text) for at, one in enumerate(items))
        for pointer, table in self.blocks_of(Table):
            for row, column, said in placed_cells(table.rows, table.header_rows):
                yield below(pointer, "rows", row, column), said
        for at, entry in enumerate(self.record.files if self.package is None else ()):
            yield json_pointer("files", at, "path"), entry.path.translate(_PARTS_OF_NAMES)
        if not self.record.identifier.startswith("urn:uuid:"):  # a number drawn by chance
            yield "/identifier", self.record.identifier.translate(_PARTS_OF_NAMES)

    @cached_property
    def words(self) -> list[str]:
        """The content's pieces between spaces, in order."""
        return self.prose.words_of("content")

    @cached_property
    def citations(self) -> tuple[tuple[str, Citation], ...]:
        """Every citation of the legal basis with its pointer, in order."""
        cited = self.record.legal_basis if self.record else ()
        return tuple((json_pointer("legal_basis", index), citation) for index, citation in enumerate(cited))

    @cached_property
    def blocks(self) -> tuple[tuple[str, Block], ...]:
        """Every block of the content with its pointer, in order."""
        return tuple(blocks(self.record.content)) if self.record else ()

    @cached_property
    def _blocks_by_kind(self) -> dict[type, list[tuple[str, Block]]]:
        sorted_out: dict[type, list[tuple[str, Block]]] = defaultdict(list)
        for pair in self.blocks:
            sorted_out[type(pair[1])].append(pair)
        return sorted_out

    def blocks_of(self, kind: type[Kind]) -> list[tuple[str, Kind]]:
        """The blocks of one kind with their pointers; a dozen rules ask, the tree is sorted once."""
        return self._blocks_by_kind.get(kind, [])  # type: ignore[return-value]

    @cached_property
    def files_said(self) -> FilesSaid:
        """What the package's other files say, and their names; nothing for a bare record or a broken package."""
        return look_into(self.package) if self.package and not self.faults else FilesSaid()

    @property
    def file_texts(self) -> tuple[FileText, ...]:
        """Texts and names of the package's other files."""
        return tuple(self.files_said.texts)

    @property
    def issued(self) -> IssueDate | None:
        """The date of issue."""
        return self.record.date_issued if self.record else None

    @property
    def issued_or_day(self) -> IssueDate:
        """The date of issue; where there is none, the day it is judged for."""
        return self.issued or IssueDate.of(self.day)


@dataclass(frozen=True)
class Prose:
    """Strings of a record joined by line breaks, so that a search runs once.

    Attributes:
        text: The joined text.
        pointers: The pointer of each string.
        starts: Where each string starts in `text`.
        pieces: Pointer and string, in order.
    """

    text: str
    pointers: tuple[str, ...]
    starts: tuple[int, ...]
    pieces: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, document: dict[str, Any]) -> Prose:
        """The prose of a raw record."""
        told = (item for item in document.items() if item[0] not in _NOT_PROSE)
        return cls.joined(
            itertools.chain.from_iterable(strings(value, json_pointer(name), _NO_PROSE_INSIDE) for name, value in told)
        )

    @classmethod
    def joined(cls, strung: Iterable[tuple[str, str]]) -> Prose:
        """Of pointers and strings."""
        pieces = tuple(strung)
        starts = itertools.accumulate((len(piece) + 1 for _, piece in pieces[:-1]), initial=0)
        pointers = tuple(pointer for pointer, _ in pieces)
        return cls("\n".join(piece for _, piece in pieces), pointers, tuple(starts) if pieces else (), pieces)

    def composed(self) -> Prose:
        """With letters composed (NFC); offsets are those of the new text."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        return self.joined((pointer, normalized("NFC", piece)) for pointer, piece in self.pieces)

    def holding(self, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The pieces, in order, in which one of some words stands, with capitals or without.

        Args:
            words: In small letters, without spaces; parts of words do as well.
        """
        text, starts = self.searched.folded, self.starts
        held: set[int] = set()
        for word in self.searched.standing(words):
            spot = text.find(word)
            while spot >= 0:
                after = bisect_right(starts, spot)
                held.add(after - 1)
                spot = text.find(word, starts[after]) if after < len(starts) else -1
        return (self.pieces[index] for index in sorted(held))

    @cached_property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """The pieces that hold a digit, of whatever script, in order."""
        places = self.searched.digits
        if _OTHER_DIGIT.search(self.searched.alphabet):
            places = sorted((*places, *(found.start() for found in _OTHER_DIGIT.finditer(self.text))))
        held = dict.fromkeys(bisect_right(self.starts, place) - 1 for place in places)
        return tuple(self.pieces[index] for index in held)

    def pointer_at(self, offset: int) -> str:
        """The pointer of the string an offset falls into."""
        return self.pointers[bisect_right(self.starts, offset) - 1] if self.pointers else ""

    @cached_property
    def searched(self) -> Searched:
        """The text for everything that is sought in it."""
        return Searched(self.text, self.words)

    @cached_property
    def words(self) -> list[str]:
        """Pieces between spaces, in order."""
        return self.text.split()

    def words_of(self, name: str) -> list[str]:
        """Pieces between spaces of one member of the record, whose strings stand together."""
        member = json_pointer(name)
        places = [index for index, pointer in enumerate(self.pointers) if pointer.startswith(member)]
        if not places:
            return []
        after = places[-1] + 1
        end = self.starts[after] if after < len(self.starts) else len(self.text)
        before, behind = self.text[: self.starts[places[0]]].split(), self.text[end:].split()
        return self.words[len(before) : len(self.words) - len(behind)]
