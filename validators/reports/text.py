"""Lines for a terminal: `file:line:column severity CODE field: sentence`, and what to do under it."""

from __future__ import annotations

from validators.problems import Message, say
from validators.report import Report
from validators.reports.form import Telling, place
from validators.rules.finding import Severity

_WORDS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def text(report: Report, telling: Telling, *, notes: bool, remedies: bool) -> str:
    """A report as text.

    Args:
        report: What was found.
        telling: How to speak.
        notes: Whether notes are shown one by one, or only counted.
        remedies: Whether each finding says what to do.
    """
    lines = []
    for finding in report.findings:
        if finding.severity is Severity.NOTE and not notes:
            continue
        word = telling.tell(_WORDS[finding.severity])
        lines.append(f"{place(finding)} {word} {finding.code} {telling.sentence(finding)}")
        if remedies and finding.remedy:
            lines.append(f"    → {telling.tell(finding.remedy)}")
    lines.append(telling.tell(summary(report)))
    return "\n".join(lines) + "\n"


def summary(report: Report) -> Message:
    """One sentence on the whole run."""
    values = {
        "checked": report.checked,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
    }
    return say("{checked} checked: {errors} errors, {warnings} warnings, {notes} notes.", **values)
