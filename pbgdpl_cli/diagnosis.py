"""What `doctor` finds."""

from __future__ import annotations

from converters.externals import tesseract
from pbgdpl_cli.result import OperationResult


def diagnose() -> OperationResult:
    """Look for every outside program."""
    found = tesseract.find()
    return OperationResult(
        "doctor", {"tools": [{"name": found.probe.name, "version": found.version}]}, (str(found.path),)
    )
