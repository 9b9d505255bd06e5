"""Folders in which the program keeps what it need not make twice: what was used longest ago goes first."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

_FORSAKEN = 24 * 3600.0  # seconds after which nobody writes an unfinished file any more: its run was killed


def tidy_folder(folder: Path, pattern: str, most_bytes: int) -> None:
    """Remove files of a folder that were used longest ago, until the rest is within a bound; and leftovers."""
    with contextlib.suppress(OSError):
        for unfinished in folder.rglob(".*.part"):
            if time.time() - unfinished.stat().st_mtime > _FORSAKEN:
                unfinished.unlink(missing_ok=True)
        found = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry) for entry in folder.glob(pattern)]
        held = 0
        for _, size, path in sorted(found, reverse=True):
            held += size
            if held > most_bytes:
                path.unlink(missing_ok=True)
