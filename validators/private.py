"""What others must not read: marks of secrecy and of internal use, personal data."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from validators.check import subject_of
from validators.options import CheckOptions
from validators.packages.package import MaterialPath, Package, PackageForm, open_package
from validators.packages.reading import read_unchanged
from validators.problems import Problem
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.correct.checked import RULE_NOT_RUN
from validators.rules.correct.waiving import held_waivers, waived
from validators.rules.engine import hits_of
from validators.rules.finding import Finding, Severity
from validators.rules.limits import time_limit
from validators.rules.rule import Rule
from validators.sharing.record import Record

PRIVATE = ("SACH310", "SACH311", "SACH32", "SACH33")
"""Beginnings of codes: 310 and 311 are marks of secrecy and of internal use, 32x and 33x personal data."""
_RULES = tuple(rule for rule in RULES if rule.code.startswith(PRIVATE))


@dataclass(frozen=True, slots=True)
class ReadForOthers:
    """A record read to be given to others.

    Attributes:
        record: The record.
        private: Whether the package holds what others must not read, as far as nobody answers for it.
    """

    record: Record
    private: bool


def read_for_others(package: Path, day: dt.date, *, files: bool) -> ReadForOthers:
    """Read a package once, for its record and for what in it others must not read.

    What is a warning on a draft counts in full, and so does a rule that could not be run: nobody looked.

    Args:
        package: The package folder.
        day: The day judged for.
        files: Whether its other files are given out, too, so that they are looked into: ten times the time.

    Raises:
        Problem: It is no package, its record does not follow the sharing schema, or looking at it takes too long.
        OSError: It cannot be read.
    """
    options = CheckOptions(day=day, only=PRIVATE)
    with time_limit():
        if not files:
            with suppress(OSError, Problem):  # a record is read at once, which needs no second look unless it fails
                return _read(open_package(package), options, files=False)
        return read_unchanged(package, lambda opened: _read(opened, options, files=files))


def _read(package: Package, options: CheckOptions, *, files: bool) -> ReadForOthers:
    if files:
        subject = subject_of(MaterialPath(package.root, PackageForm.FOLDER), package, options)
    else:
        subject = subject_of(MaterialPath(package.record_path, PackageForm.RECORD), None, options)
    whole = subject.record is not None and not (subject.schema_faults or subject.reading.faults)
    record = subject.record if whole else None
    if record is None:
        record = package.record()  # which says what is wrong with it
    hits = [(one.rule, one.hit) for one in hits_of(_RULES, subject)]
    answered = waived(hits, held_waivers(subject), subject)
    private = any(_counts(rule, options) for (rule, _), by in zip(hits, answered, strict=True) if by is None)
    return ReadForOthers(record, private)


def _counts(rule: Rule, options: CheckOptions) -> bool:
    return rule is RULE_NOT_RUN or _weighs(rule, options)


def is_private(finding: Finding, options: CheckOptions) -> bool:
    """Whether a finding is of what others must not read; what is only a warning on a draft counts in full."""
    return finding.code.startswith(PRIVATE) and _weighs(BY_CODE[finding.code], options)


def _weighs(rule: Rule, options: CheckOptions) -> bool:
    return options.severity(rule, finished=True) is Severity.ERROR
