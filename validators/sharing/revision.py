"""What makes two sendings of a record the same: one canonical form, one hash.

The record lists its files with their SHA-256, so that its own hash covers them too.
"""

from __future__ import annotations

import hashlib
import json

from validators.sharing.record import Record


def canonical(record: Record) -> str:
    """The record as JSON: sorted keys, no white space, absent values left out (after RFC 8785, JCS)."""
    body = record.model_dump(mode="json", exclude_none=True)
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def revision_of(record: Record) -> str:
    """SHA-256 of the canonical record, in hexadecimal."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()
