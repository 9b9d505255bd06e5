"""One program at a time on one thing, by a lock the system itself drops when the program dies.

A file that merely exists would stay after `kill -9` or a power cut; a lock on an open file does not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from validators.problems import Problem, say

if os.name == "nt":
    import msvcrt

    def _take(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _take(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


class AlreadyRunning(Problem):
    """Another run of this program is at the same work."""

    code = "already-running"


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file `path` while the block runs.

    Raises:
        AlreadyRunning: Somebody else holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        stream.seek(0)
        try:
            _take(stream)
        except OSError as error:
            raise AlreadyRunning(
                say("Another run of this program is already doing this."),
                hint=say("Wait until it has finished, or stop it, then run the same command again."),
                path=path,
            ) from error
        yield
