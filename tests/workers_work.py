"""What worker processes do in tests: functions of a module, found by their names."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from validators.check import CheckedMaterial, check_one
from validators.options import CheckOptions
from validators.packages.package import MaterialPath

FOR_EVER = 600  # seconds


def doubled(task: str) -> str:
    """A word twice, unless the word is an accident."""
    if task == "die":
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(FOR_EVER)
    time.sleep({"hang": FOR_EVER, "for-ever": FOR_EVER, "slow": 0.3}.get(task, 0))
    return task * 2


def died_once(task: str) -> str:
    """How often this was tried, as a file tells; the process dies at the first time, or every time."""
    tried = Path(task)
    with tried.open("a") as stream:
        stream.write("x")
    count = len(tried.read_text())
    if count == 1 or tried.name == "always":
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(FOR_EVER)
    return str(count)


def prepared(task: str) -> str:
    """In which process, and how often it was prepared."""
    del task
    return f"{os.getpid()} {os.environ.get('PREPARED')}"


def checked_or_died(task: tuple[Sequence[MaterialPath], CheckOptions]) -> list[CheckedMaterial]:
    """Materials that are not there, checked; over one of them the process dies."""
    found, options = task
    if any(item.path.name == "die" for item in found):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(FOR_EVER)
    return [check_one(item, options) for item in found]
