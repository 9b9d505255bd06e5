"""SARIF 2.1.0 (OASIS), which code hosts show beside the changed lines."""

from __future__ import annotations

import json
import os
import string
from collections.abc import Callable
from pathlib import Path, PurePath
from urllib.parse import quote

from validators.baseline import finding_fingerprint, relative
from validators.problems import Message
from validators.report import Report
from validators.reports.form import GATE_NAMES, Translator
from validators.reports.plain import escaped, plain
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.finding import Finding, Severity, WaivedBy
from validators.rules.rule import Rule

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report, translator: Translator, version: str) -> str:
    """A report as SARIF; paths are relative to the working folder."""
    order = {code: index for index, code in enumerate(BY_CODE)}
    run = {
        "tool": {"driver": {
            "name": "pbgdpl", "fullName": f"pbgdpl {version}", "version": version,
            "rules": [_rule(rule, translator.translate) for rule in RULES],
        }},
        "automationDetails": {"id": "pbgdpl/validate/"},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "working folder"}}},
        "properties": _account(report),
        "results": [
            _result(finding, translator, order[finding.code]) for finding in (*report.findings, *report.waived)
        ],
    }  # fmt: skip
    body = json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
    return escaped(body) + "\n"


def _account(report: Report) -> dict[str, object]:
    return {
        "seen": report.seen,
        "checked": report.checked,
        "skipped": [
            {"uri": _location(one.path.as_posix())["uri"], "reason": str(one.reason)} for one in report.skipped
        ],
        "switchedOff": [{"kind": one.kind, "names": one.names, "by": one.by} for one in report.switched_off],
    }


def _location(path: str) -> dict[str, str]:
    """A file as a URI reference (RFC 3986): below the working folder, or with all of its path."""
    place = PurePath(relative(path, Path()))
    if place.is_absolute():
        return {"uri": place.as_uri()}
    return {"uri": quote(os.fsencode(place.as_posix())), "uriBaseId": "ROOT"}


def _rule(rule: Rule, tell: Callable[[Message], str]) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": pattern(rule.sentence, tell)},
        "fullDescription": {"text": tell(rule.reason)},
        "help": {"text": pattern(rule.remedy, tell)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [GATE_NAMES[rule.gate]]},
    }


def pattern(message: Message, tell: Callable[[Message], str]) -> str:
    """A rule's sentence with dots where a case would fill it in."""
    return tell(Message(message.text, _dotted(message.text)))


def _dotted(text: str) -> dict[str, object]:
    """A value for every name in braces, so that a rule can be told without a case."""
    return {name: "…" for _, name, _, _ in string.Formatter().parse(text) if name}


def _result(finding: Finding, translator: Translator, index: int) -> dict[str, object]:
    # What concerns a whole file stands at its beginning: code hosts show nothing that has no line.
    line = {"startLine": finding.line or 1} | ({"startColumn": finding.column} if finding.column else {})
    where: dict[str, object] = {"artifactLocation": _location(finding.path), "region": line}
    suppressed = finding.waived and {"kind": "inSource", "justification": _justified(finding.waived)}
    return {
        **({"suppressions": [suppressed]} if suppressed else {}),
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": translator.sentence(finding)},
        "locations": [
            {"physicalLocation": where, "logicalLocations": [{"fullyQualifiedName": finding.pointer or "/"}]}
        ],
        "partialFingerprints": {"pbgdpl/v1": finding_fingerprint(finding, Path())},
    }


def _justified(waived: WaivedBy) -> str:
    return plain(f"{waived.by}, {waived.on}: {waived.reason}")
