"""What a run killed in the middle leaves in a folder: found by the next run and taken away.

Every run holds a shared lock on a small file in the folder it writes to; the system gives the lock back when the run
ends, however it ends. Whoever can have the lock for himself knows that nobody else is at work there, so whatever bears
the name of unfinished work has no owner any more. Where the file system knows no locks, only old leftovers are taken.
Packages have locks of their own, and are settled by `validators.packages.swapping`.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from validators.packages.locking import Lock, have_alone, share
from validators.packages.swapping import OLD, recover_all

LOCK = ".pbgdpl.lock"
_UNFINISHED = re.compile(r"\..{1,40}\.[0-9a-f]{8}\.part", re.DOTALL)  # as `durable` names them


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Take away what dead runs left in a folder, and keep others from taking ours while the block lasts.

    Args:
        folder: An existing folder that files are written to.

    Raises:
        OSError: No file can be made in the folder.
    """
    with (folder / LOCK).open("a+b") as stream:
        alone = have_alone(stream) is Lock.OURS
        _sweep(folder, everything=alone)
        recover_all(folder)
        share(stream)
        yield


def is_abandoned(folder: Path) -> bool:
    """Whether a folder once belonged to a run that is no more."""
    try:
        with (folder / LOCK).open("r+b") as stream:
            return have_alone(stream) is Lock.OURS
    except OSError:
        return False


def _sweep(folder: Path, *, everything: bool) -> None:
    for path in list(folder.iterdir()):
        if _UNFINISHED.fullmatch(path.name) and path.is_file() and (everything or _is_old(path)):
            with contextlib.suppress(OSError):
                path.unlink()


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > OLD
    except OSError:
        return False


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
