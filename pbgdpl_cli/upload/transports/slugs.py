"""Names for portals that know no hashes: made from them, so that what is sent twice has one name."""

from __future__ import annotations

import hashlib

_DIGITS = 24  # of a SHA-256: 96 bits, which two files of one site do not share by chance


def file_slug(sha256: str) -> str:
    """The name of a file."""
    return f"pbgdpl-{sha256[:_DIGITS]}"


def record_slug(identifier: str) -> str:
    """The name of a record."""
    return f"pbgdpl-{hashlib.sha256(identifier.encode()).hexdigest()[:_DIGITS]}"
