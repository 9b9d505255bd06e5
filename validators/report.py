"""What one validation run found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from validators.rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run.

    Attributes:
        findings: By path, then place.
        checked: How many materials were looked at.
        known: How many findings the baseline held back.
        reused: How many materials were unchanged since the last run.
        materials: Path of every material, in order.
    """

    findings: tuple[Finding, ...]
    checked: int
    known: int = 0
    reused: int = 0
    materials: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def failed(self) -> bool:
        """Whether there are errors."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
