"""What one validation run found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from validators.packages.package import Skipped
from validators.rules.finding import Finding, Gate, Severity

# Whoever shows findings takes their type from here, and needs no rules.
__all__ = ("Finding", "FindingCounts", "Gate", "Report", "Severity", "SwitchedOff")


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Something that does not count in a run, and by whose word.

    Attributes:
        kind: "rule", "finding", "severity" or "setting".
        names: Codes of rules; findings by code and path; severities and settings as "name = value".
        by: The option, settings file or baseline.
    """

    kind: str
    names: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """The findings of a run as numbers: how many of each gate and severity, in how many materials there are errors."""

    by_gate: Mapping[tuple[Gate, Severity], int]
    checked: int
    materials_with_errors: int


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run.

    Attributes:
        findings: By path, then place.
        checked: How many materials were looked at.
        known: How many findings the baseline held back.
        reused: How many materials were unchanged since the last run.
        materials: Path of every material, in order.
        skipped: What was seen besides, and why it was not looked at.
        switched_off: What did not count.
        waived: Findings that do not count because a person answers for them in the record.
    """

    findings: tuple[Finding, ...]
    checked: int
    known: int = 0
    reused: int = 0
    materials: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    switched_off: tuple[SwitchedOff, ...] = ()
    waived: tuple[Finding, ...] = ()

    @property
    def seen(self) -> int:
        """How many files and packages were met."""
        return self.checked + len(self.skipped)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def failed(self) -> bool:
        """Whether there are errors."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
