"""Folders in which the program keeps what it need not make twice: what was used longest ago goes first."""

from __future__ import annotations

import contextlib
from pathlib import Path


def tidy_folder(folder: Path, pattern: str, most_bytes: int) -> None:
    """Remove files of a folder that were used longest ago, until the rest is within a bound."""
    with contextlib.suppress(OSError):
        found = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry) for entry in folder.glob(pattern)]
        held = 0
        for _, size, path in sorted(found, reverse=True):
            held += size
            if held > most_bytes:
                path.unlink(missing_ok=True)
