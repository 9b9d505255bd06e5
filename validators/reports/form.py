"""What every report form is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class FindingData:
    """A finding as machines read it, its sentences said in one language."""

    code: str
    severity: str
    gate: str
    path: str
    pointer: str
    message: str
    field: str
    line: int | None
    column: int | None
    remedy: str | None


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report as machines read it (see `Report`); `counts` has the number of findings of each severity."""

    checked: int
    known: int
    reused: int
    counts: Mapping[str, int]
    findings: tuple[FindingData, ...]


def report_data(report: Report, translator: Translator) -> ReportData:
    """A report as machines read it."""
    return ReportData(
        checked=report.checked,
        known=report.known,
        reused=report.reused,
        counts={str(severity): report.count(severity) for severity in Severity},
        findings=tuple(_finding_data(finding, translator) for finding in report.findings),
    )


def _finding_data(finding: Finding, translator: Translator) -> FindingData:
    return FindingData(
        code=finding.code,
        severity=str(finding.severity),
        gate=str(finding.gate),
        path=finding.path,
        pointer=finding.pointer,
        message=translator.translate(finding.message),
        field=translator.field(finding),
        line=finding.line,
        column=finding.column,
        remedy=translator.translate(finding.remedy) if finding.remedy else None,
    )
