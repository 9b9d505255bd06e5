"""Running a rule that is in no catalogue over a record."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from validators.rules.rule import Rule
from validators.rules.subject import Subject
from validators.sharing.conformance import schema_faults, usable_record
from validators.sharing.reader import read_record


def places(rule: Rule, document: dict[str, Any]) -> list[str]:
    """The pointers of what it finds."""
    reading = read_record(json.dumps(document, ensure_ascii=False).encode())
    faults = schema_faults(reading.value or {})
    record = usable_record(reading.value or {}, faults)
    subject = Subject(Path("record.json"), reading, faults, record, None, (), dt.date(2026, 11, 22))
    return [found.pointer for found in rule.check(subject)]
