"""Copies of sources on other computers: who uses them, how long they stay, and how much of the disk they may take.

Each address has a folder of copies and, beside it, a lock file that a run holds as long as it lives; the time of change
of that file is when a run last asked for them. Copies in use are never taken away, others are: the oldest first.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from validators.packages.locking import Lock, have_alone, share
from validators.problems import OutputProblem, say

LONGEST_KEPT = 30 * 86_400.0  # seconds since a run asked for them
MOST_BYTES = 50 * 2**30  # of all addresses together; what a run needs itself is not cut
SPARE = 2**30  # bytes that copies leave free on the disk
_KEY = re.compile(r"[0-9a-f]{16}")
_GIGABYTE = 1e9
_HELD: dict[Path, BinaryIO] = {}
"""Lock files held until this process ends, by folder of copies."""


def take_up(folder: Path) -> None:
    """Keep the copies of an address from being taken away while this process lives.

    Args:
        folder: Of its copies; need not exist yet.

    Raises:
        OSError: Nothing can be written beside it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = _lock_of(folder)
    while folder not in _HELD:
        stream = lock.open("a+b")
        share(stream)  # waits while another run takes the copies away, and then the lock file is another one
        if lock.exists() and os.path.samestat(os.fstat(stream.fileno()), lock.stat()):
            _HELD[folder] = stream
        else:
            stream.close()
    os.utime(lock)


def make_room(folder: Path, whole: int, missing: int, *, most: int = MOST_BYTES, now: float | None = None) -> None:
    """Take away the copies of other addresses that are old, or stand in the way of these.

    Args:
        folder: Of the copies that are to be made.
        whole: Bytes of all of them.
        missing: Bytes of those that are still to be fetched.
        most: Bytes that copies of all addresses may take together.
        now: Seconds since 1970.

    Raises:
        OutputProblem: The disk cannot hold them, even so.
    """
    now = time.time() if now is None else now
    idle = {other: _bytes_of(other) for other in _others(folder)}
    total = whole + sum(idle.values())
    for other, taken in idle.items():
        crowded = total > most or _free(folder.parent) < missing + SPARE
        if (crowded or now - _asked_for(other) > LONGEST_KEPT) and _removed(other):
            total -= taken
    if missing and (free := _free(folder.parent)) < missing + SPARE:
        raise OutputProblem(
            say(
                "Copies of what is over there take {needed} GB, and {free} GB are free here.",
                needed=round(missing / _GIGABYTE, 1),
                free=round(free / _GIGABYTE, 1),
            ),
            hint=say("Free some space, or name a folder further down at the address."),
            path=folder.parent,
        )


def _others(folder: Path) -> list[Path]:
    """The copies of other addresses, those first that were asked for longest ago."""
    folders = [one for one in _folders(folder.parent) if one != folder]
    return sorted(folders, key=_asked_for)


def _folders(place: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (one for one in place.iterdir() if _KEY.fullmatch(one.name) and one.is_dir())


def _asked_for(folder: Path) -> float:
    for file in (_lock_of(folder), folder):
        with contextlib.suppress(OSError):
            return file.stat().st_mtime
    return 0.0


def _bytes_of(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118  a third of the time
    return total


def _removed(folder: Path) -> bool:
    """Whether copies were taken away: only where no other run holds them."""
    lock = _lock_of(folder)
    try:
        with lock.open("a+b") as stream:
            if have_alone(stream) is not Lock.OURS:
                return False
            shutil.rmtree(folder, ignore_errors=True)
            if os.name == "posix":  # elsewhere an open file cannot be removed: it stays, empty
                lock.unlink(missing_ok=True)
    except OSError:
        return False
    return not folder.exists()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _free(place: Path) -> int:
    return shutil.disk_usage(place).free
