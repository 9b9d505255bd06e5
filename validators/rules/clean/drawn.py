"""Identifiers that a machine drew: whatever digits follow each other in them, they are nobody's number."""

from __future__ import annotations

import re

_REACH = 128  # signs looked at on each side: the longest hash in use, SHA-512, has as many
_SHORTEST = 32  # signs of what is drawn
_SIGNS = frozenset("0123456789abcdefABCDEF-")  # of which all of it is
_DRAWN = re.compile(
    r"""
    (?<![0-9a-z]) (?:
      [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}     # UUID (RFC 9562, §4)
      |(?=[0-9]{0,127}[a-f])                                           # digits alone may be numbers written together
       (?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})  # MD5, SHA-1, SHA-2
    ) (?![0-9a-z])
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_drawn(text: str, start: int, end: int) -> bool:
    """Whether the signs from start to end are a part of a UUID, or of a hash in hexadecimal digits."""
    beside = text[start - 1 : start] if start else "", text[end : end + 1]
    if end - start < _SHORTEST and _SIGNS.isdisjoint(beside):
        return False  # as nearly always, and a text may have a hundred thousand numbers
    around = _DRAWN.finditer(text, max(0, start - _REACH), end + _REACH)
    return any(found.start() <= start and end <= found.end() for found in around)
