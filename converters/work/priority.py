"""Which of several runs goes first, and whether a run leaves this computer to its other programs."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

_POLITE = 10  # nice value (POSIX): a program that a person uses gets about nine tenths of a core both want
_BELOW_NORMAL = 0x00004000  # BELOW_NORMAL_PRIORITY_CLASS (Windows, SetPriorityClass)


class Priority(StrEnum):
    """How urgent a run is."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """The higher, the sooner; 0 for a run of which nothing is said."""
        return {Priority.HIGH: 1, Priority.NORMAL: 0, Priority.LOW: -1}[self]


def rank_of(told: object) -> int:
    """The rank of a run by what it tells of itself; 0 when that is nothing this program knows."""
    return Priority(told).rank if isinstance(told, str) and told in set(Priority) else 0


def step_back() -> None:
    """Leave the processor to other programs first, this process and those it starts."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_POLITE)
