"""What every report form is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from validators.problems import Message
from validators.report import Report
from validators.rules.finding import Finding, Gate, Severity
from validators.sharing.schema import title_of

GATE_NAMES = {Gate.CORRECT: "đúng", Gate.COMPLETE: "đủ", Gate.CLEAN: "sạch", Gate.CURRENT: "sống"}


@dataclass(frozen=True, slots=True)
class Translator:
    """The language of a report, and a function that says a Message in it."""

    language: str
    translate: Callable[[Message], str]

    def field(self, finding: Finding) -> str:
        """The title of the field a finding concerns; "" for the whole record."""
        return (title_of(finding.pointer, self.language) or "") if finding.pointer else ""

    def sentence(self, finding: Finding) -> str:
        """Field and sentence."""
        field, said = self.field(finding), self.translate(finding.message)
        return f"{field}: {said}" if field else said


def location(finding: Finding) -> str:
    """`file:line:column`, as editors and terminals link it."""
    parts = [finding.path, finding.line, finding.column]
    return ":".join(str(part) for part in parts if part is not None)


def as_data(report: Report, translator: Translator) -> dict[str, object]:
    """The `data` member of the JSON envelope."""
    return {
        "checked": report.checked,
        "known": report.known,
        "reused": report.reused,
        "counts": {str(severity): report.count(severity) for severity in Severity},
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "gate": str(finding.gate),
                "path": finding.path,
                "pointer": finding.pointer,
                "message": translator.translate(finding.message),
                "field": translator.field(finding),
                "line": finding.line,
                "column": finding.column,
                "remedy": translator.translate(finding.remedy) if finding.remedy else None,
            }
            for finding in report.findings
        ],
    }
