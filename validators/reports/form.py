"""What every report form is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from validators.packages.package import SkipReason
from validators.problems import Message, say
from validators.report import Report, SwitchedOff
from validators.reports.plain import plain
from validators.rules.catalogue import BY_CODE
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
        """Field and sentence, on one line."""
        field, said = self.field(finding), self.said(finding.message)
        return f"{field}: {said}" if field else said

    def said(self, message: Message) -> str:
        """A Message on one line, in which nothing that stands in a record steers whoever shows it."""
        return plain(self.translate(message))


def location(finding: Finding) -> str:
    """`file:line:column`, as editors and terminals link it."""
    parts = [finding.path, finding.line, finding.column]
    told = plain(":".join(str(part) for part in parts if part is not None))
    return f"./{told}" if told.startswith("::") else told  # which would be a command to GitHub


def alike(findings: Sequence[Finding], translator: Translator) -> list[list[Finding]]:
    """Findings that say the same of several places of a file ("nobody looked up whether X is in force") as one.

    Args:
        findings: Of one file.
        translator: Says them.

    Returns:
        Lists of those with one code, weight and sentence, in the order of the first of each.
    """
    groups: dict[tuple[str, Severity, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.severity, translator.sentence(finding)), []).append(finding)
    return list(groups.values())


def places(findings: Sequence[Finding]) -> str:
    """Line and column of each, where they have one."""
    return ", ".join(f"{finding.line}:{finding.column}" for finding in findings if finding.line)


_WEIGHTS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def weight(finding: Finding, translator: Translator) -> str:
    """The word for how much a finding weighs."""
    return translator.said(_WEIGHTS[finding.severity])


_WHY = {
    SkipReason.HIDDEN: say("hidden"),
    SkipReason.OTHER_KIND: say("no JSON and no zip"),
    SkipReason.NO_RECORD: say("JSON, but no record"),
    SkipReason.LINK: say("a link"),
    SkipReason.DEVICE: say("no file"),
    SkipReason.TOO_DEEP: say("nested too deep"),
    SkipReason.UNREADABLE: say("cannot be read"),
}


def account(report: Report, translator: Translator) -> list[str]:
    """What the run looked at and what not: files seen, checked, skipped and why; what did not count, by whose word."""
    counted = Counter(skipped.reason for skipped in report.skipped)
    reasons = ", ".join(f"{count} {translator.said(_WHY[reason])}" for reason, count in sorted(counted.items()))
    values = {"seen": report.seen, "checked": report.checked, "skipped": len(report.skipped)}
    lines = [translator.said(say("{seen} files and packages seen, {checked} checked, {skipped} skipped", **values))]
    lines[0] += f" ({reasons})." if reasons else "."
    lines += [_told(switched, translator) for switched in report.switched_off]
    return [*lines, *(_waived(finding, translator) for finding in report.waived)]


def _waived(finding: Finding, translator: Translator) -> str:
    assert finding.waived is not None  # noqa: S101  (only such are in `Report.waived`)
    return translator.said(
        say("Waived by {by} on {on} ({reason}): {code} {place}: {sentence}", by=finding.waived.by, on=finding.waived.on,
            reason=finding.waived.reason, code=finding.code, place=location(finding),
            sentence=translator.sentence(finding))
    )  # fmt: skip


_OFF = {
    "rule": say("Rules left out by {by}: {names}"),
    "finding": say("Findings held back by {by}: {names}"),
    "severity": say("Severities changed by {by}: {names}"),
    "setting": say("Settings changed by {by}: {names}"),
    "not-used": say("Settings not followed, for they stand with what is judged: {names}. To follow them: {by}"),
}


def _told(switched: SwitchedOff, translator: Translator) -> str:
    names = ", ".join(_ranges(switched.names) if switched.kind == "rule" else switched.names)
    sentence = _OFF[switched.kind]
    return translator.said(Message(sentence.text, {"by": switched.by, "names": names}))


def _ranges(codes: Sequence[str]) -> list[str]:
    """Codes that follow each other in the catalogue as one: "DU201–DU213"."""
    places = {code: place for place, code in enumerate(BY_CODE)}
    runs: list[list[str]] = []
    for code in sorted(codes, key=lambda code: places[code]):
        if runs and places[code] == places[runs[-1][-1]] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


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
class WaivedData:
    """A finding that does not count, and the person who answers for it."""

    finding: FindingData
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedData:
    """Something that was seen and not looked at; the reason is a code."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report as machines read it (see `Report`); `counts` has the number of findings of each severity."""

    checked: int
    known: int
    reused: int
    counts: Mapping[str, int]
    findings: tuple[FindingData, ...]
    seen: int
    skipped: tuple[SkippedData, ...]
    switched_off: tuple[SwitchedOff, ...]
    waived: tuple[WaivedData, ...]


def report_data(report: Report, translator: Translator) -> ReportData:
    """A report as machines read it."""
    return ReportData(
        checked=report.checked,
        known=report.known,
        reused=report.reused,
        counts={str(severity): report.count(severity) for severity in Severity},
        findings=tuple(_finding_data(finding, translator) for finding in report.findings),
        seen=report.seen,
        skipped=tuple(SkippedData(one.path.as_posix(), str(one.reason)) for one in report.skipped),
        switched_off=report.switched_off,
        waived=tuple(
            WaivedData(_finding_data(finding, translator), finding.waived.by, finding.waived.on, finding.waived.reason)
            for finding in report.waived
            if finding.waived
        ),
    )


def _finding_data(finding: Finding, translator: Translator) -> FindingData:
    return FindingData(
        code=finding.code,
        severity=str(finding.severity),
        gate=str(finding.gate),
        path=finding.path,
        pointer=finding.pointer,
        message=translator.said(finding.message),
        field=translator.field(finding),
        line=finding.line,
        column=finding.column,
        remedy=translator.said(finding.remedy) if finding.remedy else None,
    )
