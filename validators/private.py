"""What others must not read: marks of secrecy and of internal use, personal data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from validators.check import check_paths
from validators.options import CheckOptions
from validators.rules.catalogue import BY_CODE
from validators.rules.finding import Finding, Severity

PRIVATE = ("SACH310", "SACH311", "SACH32", "SACH33")
"""Beginnings of codes: 310 and 311 are marks of secrecy and of internal use, 32x and 33x personal data."""


def private_findings(package: Path, day: dt.date) -> list[Finding]:
    """What a package holds that others must not read; what is a warning on a draft counts in full.

    Args:
        package: The package folder.
        day: The day judged for.
    """
    options = CheckOptions(day=day, only=PRIVATE)
    return [one for one in check_paths([package], options).findings if is_private(one, options)]


def is_private(finding: Finding, options: CheckOptions) -> bool:
    """Whether a finding is of what others must not read."""
    return finding.code.startswith(PRIVATE) and (
        options.severity(BY_CODE[finding.code], finished=True) is Severity.ERROR
    )
