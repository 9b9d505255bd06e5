"""A file's hash, and the certainty that it is still the same file after reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from converters.reading.problems import ChangedWhileRead
from validators.problems import say

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was opened."""

    sha256: str
    size: int
    modified: int


def fingerprint(path: Path) -> Fingerprint:
    """Hash a file in pieces; it may be larger than memory."""
    before = path.stat()
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return Fingerprint(digest.hexdigest(), before.st_size, before.st_mtime_ns)


@contextmanager
def unchanged(path: Path) -> Iterator[Fingerprint]:
    """Read a file and be sure nobody wrote to it meanwhile.

    Raises:
        ChangedWhileRead: Its size or time of change differ at the end; what was read is not to be used.
    """
    before = fingerprint(path)
    yield before
    after = path.stat()
    if (after.st_size, after.st_mtime_ns) != (before.size, before.modified):
        raise ChangedWhileRead(
            say("The file was changed by somebody while it was being read."),
            hint=say("Close it in other programs and run the same command again."),
            path=path,
        )
