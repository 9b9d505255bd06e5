"""A committed list of findings an office knows and lives with, so that only new ones fail a build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from validators.packages.durable import write_text
from validators.problems import UnreadableInput, say
from validators.rules.finding import Finding


class WrongBaseline(UnreadableInput):
    """The baseline file cannot be used."""

    code = "wrong-baseline"


def finding_fingerprint(finding: Finding, base: Path) -> str:
    """What stays the same when lines move: code, path relative to the baseline, and the sentence."""
    return hashlib.sha256(f"{finding.code}|{relative(finding.path, base)}|{finding.message}".encode()).hexdigest()[:24]


def relative(path: str, base: Path) -> str:
    """A path with forward slashes, relative to a folder where it lies below it."""
    place = Path(path)
    try:
        return place.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return place.as_posix()


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline.

    Raises:
        WrongBaseline: It is not one.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return frozenset(str(entry["fingerprint"]) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError):
        raise WrongBaseline(
            say("The baseline cannot be read."), hint=say("Write it anew with --write-baseline."), path=path
        ) from None


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings of a run as the new baseline; returns their number."""
    entries = {
        finding_fingerprint(finding, path.parent): {
            "fingerprint": finding_fingerprint(finding, path.parent),
            "code": finding.code,
            "path": relative(finding.path, path.parent),
            "message": str(finding.message),
        }
        for finding in findings
    }
    ordered = sorted(entries.values(), key=lambda entry: (entry["path"], entry["code"], entry["fingerprint"]))
    write_text(path, json.dumps({"version": 1, "findings": ordered}, ensure_ascii=False, indent=1) + "\n")
    return len(ordered)
