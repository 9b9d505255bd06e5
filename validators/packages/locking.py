"""One program at a time on one thing, by a lock the system itself drops when the program dies.

A file that merely exists would stay after `kill -9` or a power cut; a lock on an open file does not. Some file systems
(old network shares) know no locks at all: there nobody is kept out, and callers are told that nothing is certain.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from validators.problems import Problem, say

_SEATS = 64  # bytes of the lock file, one for each program that may share it, where locks cannot be shared
_LOOKING_AGAIN = 0.05  # seconds between two tries, while waiting for another program

if sys.platform == "win32":
    import msvcrt

    def _lock_alone(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, _SEATS)

    def share(stream: BinaryIO) -> None:
        """Let others share a lock file that was had alone, or share it with them."""
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

    def _lock_alone(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def share(stream: BinaryIO) -> None:
        """Let others share a lock file that was had alone, or share it with them."""
        with contextlib.suppress(OSError):
            fcntl.flock(stream, fcntl.LOCK_SH)


class Lock(Enum):
    """What became of asking for a lock."""

    OURS = auto()
    OTHERS = auto()
    UNKNOWN = auto()  # the file system knows no locks


@dataclass(frozen=True, slots=True)
class LockWait:
    """How long to wait for what another program holds.

    Attributes:
        seconds: `math.inf` for as long as it takes.
        told: Called once with the lock's file, when the waiting begins.
    """

    seconds: float = 0.0
    told: Callable[[Path], None] | None = None


AT_ONCE = LockWait()


class AlreadyRunning(Problem):
    """Another run of this program is at the same work."""

    code = "already-running"


def have_alone(stream: BinaryIO) -> Lock:
    """Ask for a lock file for oneself, without waiting; it is let go when the file is closed."""
    try:
        _lock_alone(stream)
    except (BlockingIOError, PermissionError):
        return Lock.OTHERS
    except OSError:
        return Lock.UNKNOWN
    return Lock.OURS


@contextmanager
def only_one(path: Path, wait: LockWait = AT_ONCE) -> Iterator[Lock]:
    """Hold the lock file `path` while the block runs; it is made for that time and taken away afterwards.

    Yields:
        `Lock.OURS`, or `Lock.UNKNOWN` where the file system knows no locks.

    Raises:
        AlreadyRunning: Somebody else holds it, and went on holding it while we waited.
        OSError: No file can be made there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    stream, lock = _held(path, wait)
    try:
        yield lock
    finally:
        _let_go(path, stream)


def _held(path: Path, wait: LockWait) -> tuple[BinaryIO, Lock]:
    deadline = time.monotonic() + wait.seconds
    told = wait.told
    while True:
        stream = path.open("ab")
        lock = have_alone(stream)
        if lock is not Lock.OTHERS and _is_still_there(path, stream):
            return stream, lock
        stream.close()
        if lock is not Lock.OTHERS:
            continue  # whoever held it took the file away just now: ask for the next one
        if time.monotonic() >= deadline:
            raise AlreadyRunning(
                say("Another run of this program is already doing this."),
                hint=say("Wait until it has finished, or stop it, then run the same command again."),
                path=path,
            )
        if told is not None:
            told(path)
            told = None
        time.sleep(_LOOKING_AGAIN)


def _is_still_there(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _let_go(path: Path, stream: BinaryIO) -> None:
    """Take the lock file away and drop the lock, in the order that leaves no moment for two holders.

    POSIX: the name goes first, so that whoever waits for this file finds that it is no longer the one of that name.
    Windows: a file that is open cannot be removed, so one that another program has opened meanwhile just stays.
    """
    if os.name == "posix":
        path.unlink(missing_ok=True)
    stream.close()
    if os.name != "posix":
        with contextlib.suppress(OSError):
            path.unlink()
