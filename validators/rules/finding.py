"""What validation says: findings, each with a stable code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from validators.problems import Message


class Severity(StrEnum):
    """How much a finding weighs. Only errors make validation fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Gate(StrEnum):
    """The ministry's four demands on shared data: đúng, đủ, sạch, sống."""

    CORRECT = "dung"
    COMPLETE = "du"
    CLEAN = "sach"
    CURRENT = "song"


@dataclass(frozen=True, slots=True)
class WaivedBy:
    """Who answers for a finding, since when (ISO 8601), and why."""

    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        code: The rule's code.
        severity: After what the material claims to be, the purpose and the policy were weighed.
        gate: Which of the four demands it fails.
        path: The file, as given on the command line or below it.
        pointer: JSON Pointer of the value in the record; "" for the whole.
        message: What is wrong, in one sentence.
        line: Line in the file, from 1; None where there is none.
        column: Column in code points, from 1.
        remedy: What to do.
        mark: Hash of what stands at the place, so that it is told from others of the same sentence.
        waived: The person the record names who answers for it; None where it counts.
    """

    code: str
    severity: Severity
    gate: Gate
    path: str
    pointer: str
    message: Message
    line: int | None = None
    column: int | None = None
    remedy: Message | None = None
    mark: str = ""
    waived: WaivedBy | None = None

    def at(self, line: int | None, column: int | None) -> Finding:
        """The same finding with its place in the file."""
        return replace(self, line=line, column=column)
