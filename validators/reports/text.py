"""Lines for a terminal: `file:line:column severity CODE field: sentence`, and what to do under it.

Findings of one kind in one file stand together, with what to do said once; of many, the first are shown. What is said
alike of several places is said once, with the other places behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validators.problems import Message, say
from validators.report import Report
from validators.reports.form import Translator, account, alike, location, places, weight
from validators.rules.finding import Finding, Severity

_SHOWN = 5  # sentences of one kind on one file that are shown, unless everything is asked for


def text(report: Report, translator: Translator, *, notes: bool, remedies: bool) -> str:
    """A report as text.

    Args:
        report: What was found.
        translator: Says it in the language of the reader.
        notes: Whether notes, and all findings of a kind, are shown one by one, or only counted.
        remedies: Whether each kind says what to do.
    """
    lines: list[str] = []
    for group in _groups(report):
        if group[0].severity is not Severity.NOTE or notes:
            most = len(group) if notes else _SHOWN
            lines += _lines(group, translator, most)
            lines += _remedies(group[:most], translator) if remedies else []
    lines += account(report, translator)
    lines.append(translator.translate(summary(report)))
    return "\n".join(lines) + "\n"


def _groups(report: Report) -> list[list[Finding]]:
    """Findings of one code, weight and file, in the order of the first of each."""
    groups: dict[tuple[str, str, Severity], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault((finding.path, finding.code, finding.severity), []).append(finding)
    return list(groups.values())


def _lines(group: Sequence[Finding], translator: Translator, most: int) -> Iterator[str]:
    word = weight(group[0], translator)
    told = alike(group, translator)
    for first, *others in told[:most]:
        line = f"{location(first)} {word} {first.code} {translator.sentence(first)}"
        yield f"{line} ({_also(others, most)})" if others else line
    if left := [finding for findings in told[most:] for finding in findings]:
        more = say("… and {count} more {code} in this file; all with: -v", count=len(left), code=group[0].code)
        where = places(left)
        yield f"    {translator.translate(more)}" + (f" ({where})" if where else "")


def _also(others: Sequence[Finding], most: int) -> str:
    """Where else the same is said: the first places, and how many there are beyond them."""
    shown, left = places(others[:most]), len(others[most:])
    if not shown:
        return f"× {len(others) + 1}"
    return f"+ {shown} … + {left}" if left else f"+ {shown}"


def _remedies(group: Sequence[Finding], translator: Translator) -> list[str]:
    told = dict.fromkeys(translator.said(finding.remedy) for finding in group if finding.remedy)
    return [f"    → {remedy}" for remedy in told]


def summary(report: Report) -> Message:
    """One sentence on the whole run."""
    values = {
        "checked": report.checked,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
    }
    return say("{checked} checked: {errors} errors, {warnings} warnings, {notes} notes.", **values)
