"""A file's hash, and the certainty that it is still the same file after reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from converters.reading.problems import ChangedWhileRead
from validators.packages.digests import sha256_of
from validators.problems import say


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was opened."""

    sha256: str
    size: int
    modified: int


def fingerprint_of(path: Path) -> Fingerprint:
    """Hash a file, with its size and time of change as they were before."""
    before = path.stat()
    return Fingerprint(sha256_of(path), before.st_size, before.st_mtime_ns)


@contextmanager
def unchanged(path: Path, found: Fingerprint | None = None) -> Iterator[Fingerprint]:
    """Read a file and be sure nobody wrote to it meanwhile.

    Args:
        path: The file.
        found: What it was when it was looked at before; it is hashed now if not given.

    Raises:
        ChangedWhileRead: Its size or time of change differ at the end; what was read is not to be used.
    """
    before = found or fingerprint_of(path)
    yield before
    after = path.stat()
    if (after.st_size, after.st_mtime_ns) != (before.size, before.modified):
        raise ChangedWhileRead(
            say("The file was changed by somebody while it was being read."),
            hint=say("Close it in other programs and run the same command again."),
            path=path,
        )
