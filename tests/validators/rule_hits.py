"""Running one rule over one record, so that a test can be a table of changes and places."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from sample import dumped, record

from examples.validation_examples import changed
from validators.rules.catalogue import BY_CODE
from validators.rules.policy import Policy
from validators.rules.rule import Hit
from validators.rules.subject import Subject
from validators.sharing.conformance import schema_faults, usable_record
from validators.sharing.reader import read_record

DAY = dt.date(2026, 11, 22)


def subject_of(document: dict[str, Any], *, day: dt.date = DAY, **settings: Any) -> Subject:
    """A record as rules are shown it, judged for a day, with an office's settings."""
    reading = read_record(dumped(document))
    assert reading.value is not None
    faults = schema_faults(reading.value)
    return Subject(
        Path("record.json"), reading, faults, usable_record(reading.value, faults), None, (), day, Policy(**settings)
    )


def hits(code: str, changes: dict[str, Any] | None = None, **circumstances: Any) -> list[Hit]:
    """What a rule finds in the valid record after some changes (JSON Pointer → value)."""
    return list(BY_CODE[code].check(subject_of(changed(record(), changes or {}), **circumstances)))


def places(code: str, changes: dict[str, Any] | None = None, **circumstances: Any) -> list[str]:
    """The pointers of what a rule finds."""
    return [found.pointer for found in hits(code, changes, **circumstances)]
