"""The record as it is stored in a package; apart from the rest so that it needs no PDF or picture library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the model takes long to load, and whoever writes a record has loaded it
    from validators.sharing.record import Record

RECORD = "record.json"


def record_json(record: Record) -> bytes:
    """The record as it is stored: UTF-8, two spaces, keys in the schema's order, absent values left out."""
    values = record.model_dump(mode="json", exclude_none=True)
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
