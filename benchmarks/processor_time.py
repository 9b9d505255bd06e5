"""Processor time of this process and of all it has started, those that still run among them.

`getrusage` counts a child when it has ended. The engine keeps tesseract's library in a child as long as it reads, so
that the pages would seem to cost a third of what they do.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage


def processor_seconds() -> float:
    """User and system time; of children that run only on Linux, where the kernel lists them."""
    usages = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages) + _of_running_children()


def _of_running_children() -> float:
    process = os.getpid()
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return sum(_seconds(child) for one in lists for child in one.read_text("ascii").split())


def _seconds(child: str) -> float:
    """Of the threads of a child; its own children count when they have ended."""
    threads = Path(f"/proc/{child}/task").glob("*/schedstat")
    with contextlib.suppress(OSError):  # it has ended meanwhile
        return sum(int(thread.read_text("ascii").split()[0]) for thread in threads) / 1e9
    return 0.0
