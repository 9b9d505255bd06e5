"""Lines for a terminal: `file:line:column severity CODE field: sentence`, and what to do under it."""

from __future__ import annotations

from validators.problems import Message, say
from validators.report import Report
from validators.reports.form import Translator, location
from validators.rules.finding import Severity

_WORDS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def text(report: Report, translator: Translator, *, notes: bool, remedies: bool) -> str:
    """A report as text.

    Args:
        report: What was found.
        translator: Says it in the language of the reader.
        notes: Whether notes are shown one by one, or only counted.
        remedies: Whether each finding says what to do.
    """
    lines = []
    for finding in report.findings:
        if finding.severity is Severity.NOTE and not notes:
            continue
        word = translator.translate(_WORDS[finding.severity])
        lines.append(f"{location(finding)} {word} {finding.code} {translator.sentence(finding)}")
        if remedies and finding.remedy:
            lines.append(f"    → {translator.translate(finding.remedy)}")
    lines.append(translator.translate(summary(report)))
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
