"""What is known of a record while it is made: values, the places they were read from, what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converters.records.content.tree import EvidenceByPointer
from converters.records.doubts.doubt import Doubt, doubt
from converters.records.passages.passage import Passage, ReadValue
from validators.problems import Message
from validators.sharing.pointer import json_pointer


@dataclass(slots=True)
class DraftValues:
    """What is known so far.

    Attributes:
        values: Members of the record.
        evidence: Where each was read, by JSON Pointer.
        doubts: What a person should look at.
    """

    values: dict[str, object] = field(default_factory=dict)
    evidence: EvidenceByPointer = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, name: str, value: object, reads: Sequence[ReadValue], *, inferred: bool = False) -> None:
        """Give a member its value.

        Args:
            name: Of the member.
            value: Of the member.
            reads: Where it was read.
            inferred: It was concluded rather than read.
        """
        self.values[name] = value
        found = [read.passage.evidence(read.start, read.end, inferred=inferred) for read in reads]
        if found:
            self.evidence[json_pointer(name)] = found

    def doubt_at(self, kind: str, reason: Message, pointer: str, passage: Passage, start: int, end: int) -> None:
        """Have a person look at a place of the text.

        Args:
            kind: What sort of value.
            reason: Why.
            pointer: Of the value.
            passage: Where it was read.
            start: First character.
            end: One past the last.
        """
        where = passage.evidence(start, end)
        self.doubts.append(doubt(kind, reason, pointer=pointer, page=where.page, box=where.box, text=where.text))
