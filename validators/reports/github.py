"""Workflow commands, which GitHub turns into annotations on the changed lines."""

from __future__ import annotations

from pathlib import Path

from validators.baseline import relative
from validators.report import Report
from validators.reports.form import Translator, account
from validators.reports.plain import plain
from validators.rules.finding import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: Report, translator: Translator) -> str:
    """A report as workflow commands, one a line."""
    told = " ".join(account(report, translator))
    return "".join(_command(finding, translator) + "\n" for finding in report.findings) + f"::notice ::{_text(told)}\n"


def _command(finding: Finding, translator: Translator) -> str:
    members = {
        "file": relative(finding.path, Path()),
        "line": finding.line,
        "col": finding.column,
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_member(str(value))}" for name, value in members.items() if value is not None)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_text(translator.sentence(finding))}"


def _text(text: str) -> str:
    return plain(text).replace("%", "%25")


def _member(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
