"""What a run killed in the middle leaves in a folder: found by the next run and taken away.

Every run holds a shared lock on a small file in the folder it writes to; the system gives the lock back when the run
ends, however it ends. Whoever can have the lock for himself knows that nobody else is at work there, so whatever bears
the name of unfinished work has no owner any more. Where the file system knows no locks, only old leftovers are taken.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

LOCK = ".pbgdpl.lock"
OLD = 24 * 3600.0  # seconds; no run of ours keeps a file unfinished that long
_OURS = re.compile(r"\..{1,40}\.[a-z0-9_]{8}\.(converting|part)")
_OTHERS = re.compile(r"\..{1,80}\.(staging|deriving)")  # of commands that hold no lock here
_SEATS = 64  # runs that may work in one folder at the same time, where locks cannot be shared

if sys.platform == "win32":
    import msvcrt

    def _have_alone(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, _SEATS)

    def _share(stream: BinaryIO) -> None:
        stream.seek(0)
        with contextlib.suppress(OSError):
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, _SEATS)
        for seat in range(_SEATS):
            stream.seek(seat)
            with contextlib.suppress(OSError):
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
                return
else:
    import fcntl

    def _have_alone(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(stream: BinaryIO) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(stream, fcntl.LOCK_SH)


@contextlib.contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Take away what dead runs left in a folder, and keep others from taking ours while the block lasts.

    Args:
        folder: An existing folder that files are written to.

    Raises:
        OSError: No file can be made in the folder.
    """
    with (folder / LOCK).open("a+b") as stream:
        alone = _is_alone(stream)
        _sweep(folder, everything=alone)
        _share(stream)
        yield


def is_abandoned(folder: Path) -> bool:
    """Whether a folder once belonged to a run that is no more."""
    try:
        with (folder / LOCK).open("r+b") as stream:
            return _is_alone(stream)
    except OSError:
        return False


def _is_alone(stream: BinaryIO) -> bool:
    try:
        _have_alone(stream)
    except OSError:
        return False
    return True


def _sweep(folder: Path, *, everything: bool) -> None:
    for path in list(folder.iterdir()):
        ours = _OURS.fullmatch(path.name) is not None
        if (ours and everything) or ((ours or _OTHERS.fullmatch(path.name)) and _is_old(path)):
            _remove(path)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > OLD
    except OSError:
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def sweep_workspaces(place: Path, prefix: str) -> None:
    """Take away workspaces of dead runs among the system's temporary files.

    Args:
        place: The folder of temporary files.
        prefix: What names of our workspaces begin with.
    """
    with contextlib.suppress(OSError):
        for path in list(place.glob(f"{prefix}*")):
            if path.is_dir() and not path.is_symlink() and is_abandoned(path):
                shutil.rmtree(path, ignore_errors=True)
