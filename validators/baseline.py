"""A committed list of findings an office knows and lives with, so that only new ones fail a build."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from validators.packages.durable import write_text
from validators.problems import Message, UnreadableInput, say
from validators.reports.plain import escaped
from validators.rules.catalogue import BY_CODE
from validators.rules.finding import Finding


class WrongBaseline(UnreadableInput):
    """The baseline file cannot be used."""

    code = "wrong-baseline"


_VERSION = 2  # of the file: since 2, an entry tells what stands at the place, and how often


def finding_fingerprint(finding: Finding, base: Path) -> str:
    """What stays the same when lines move and days pass: code, path relative to the baseline, sentence and mark."""
    told = f"{finding.code}|{relative(finding.path, base)}|{finding.message.lasting}|{finding.mark}"
    return hashlib.sha256(told.encode("utf-8", errors="replace")).hexdigest()[:24]


def held_back(findings: Iterable[Finding], known: Mapping[str, int], base: Path) -> tuple[list[Finding], list[Finding]]:
    """Findings that are new, and those a baseline knows.

    Args:
        findings: Of a run.
        known: How often each fingerprint may come; one time more is new.
        base: The folder of the baseline.
    """
    if not known:
        return list(findings), []
    fresh: list[Finding] = []
    old: list[Finding] = []
    left = Counter(known)
    for finding in findings:
        (old if is_held_back(finding, left, base) else fresh).append(finding)
    return fresh, old


def is_held_back(finding: Finding, left: Counter[str], base: Path) -> bool:
    """Whether a baseline knows a finding; then `left`, how often each fingerprint may still come, is one less."""
    if not left:
        return False
    mark = finding_fingerprint(finding, base)
    is_old = left[mark] > 0 and not BY_CODE[finding.code].always
    left[mark] -= is_old
    return is_old


def relative(path: str, base: Path) -> str:
    """A path with forward slashes, relative to a folder where it lies below it."""
    place = Path(path)
    try:
        return place.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return place.as_posix()


def read_baseline(path: Path) -> Mapping[str, int]:
    """The fingerprints of a baseline, and how often each may come.

    Raises:
        WrongBaseline: It is not one, or an earlier version wrote it.
    """
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        entries = {str(entry["fingerprint"]): int(entry.get("count", 1)) for entry in body["findings"]}
        version = body["version"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _wrong(path, say("The baseline cannot be read.")) from None
    if version != _VERSION:
        raise _wrong(path, say("The baseline was written by another version of this program."))
    return entries


def _wrong(path: Path, sentence: Message) -> WrongBaseline:
    return WrongBaseline(sentence, hint=say("Write it anew with --write-baseline."), path=path)


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings of a run as the new baseline; returns their number.

    What was not checked is left out: it can never be known.
    """
    entries: dict[str, dict[str, Any]] = {}
    for finding in findings:
        if not BY_CODE[finding.code].always:
            entry = entries.setdefault(finding_fingerprint(finding, path.parent), _entry(finding, path.parent))
            entry["count"] += 1
    ordered = sorted(entries.values(), key=lambda entry: (entry["path"], entry["code"], entry["fingerprint"]))
    write_text(
        path, escaped(json.dumps({"version": _VERSION, "findings": ordered}, ensure_ascii=False, indent=1)) + "\n"
    )
    return sum(entry["count"] for entry in ordered)


def _entry(finding: Finding, base: Path) -> dict[str, Any]:
    return {
        "fingerprint": finding_fingerprint(finding, base),
        "count": 0,
        "code": finding.code,
        "path": relative(finding.path, base),
        "message": str(finding.message),
    }
