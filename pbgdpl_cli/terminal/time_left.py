"""How long a piece of work will still take, told so that it can be believed.

Work comes in spells: a PDF with good text gives two hundred pages in a second, a scan one page in three, a page kept
from an earlier run none at all, a large poster one in a minute. A plain average, or the pace of the last seconds, jumps
by ten and back. So the pace is the median over the last spans of some seconds, which neither a burst nor one slow page
moves, and what is told may change only slowly besides what the clock takes off it.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from validators.problems import Message, say

SPAN = 10.0  # seconds; at the end of a span, and when a step was done in it, its pace is taken
REMEMBERED = 12  # spans: two minutes, unless single steps take longer than a span
FEWEST = 3  # spans before anything is told: the first holds the start of the workers
CHANGE = 1.5  # times: how much longer or shorter the rest may be told to take, a minute
SHORTEST = 20.0  # seconds; what is told to take less may be told to take as much again
_MINUTE, _HOUR = 60, 3600  # seconds
_EXACT = 20  # minutes; longer times are told in fives
_HOURS = 90  # minutes; longer times are told in hours


class TimeLeft:
    """The rest of a piece of work that began now.

    Args:
        now: Seconds of any clock that never goes back.
    """

    def __init__(self, now: float) -> None:
        self._since = now
        self._steps = 0.0
        self._paces: deque[float] = deque(maxlen=REMEMBERED)
        self._told: tuple[float, float] | None = None

    def advance(self, steps: float, now: float) -> None:
        """So many steps more are done."""
        self._steps += steps
        if self._steps > 0 and now - self._since >= SPAN:
            self._paces.append((now - self._since) / self._steps)
            self._since, self._steps = now, 0.0

    def seconds(self, steps: float, now: float) -> float | None:
        """How long the steps that are left will take; None while too little is known."""
        if len(self._paces) < FEWEST:
            return None
        wanted = median(self._paces) * steps
        if self._told is not None:
            before, then = self._told
            expected = max(before - (now - then), 0.0)
            most = CHANGE ** max((now - then) / 60, 0.0)
            wanted = min(max(wanted, expected / most), max(expected, SHORTEST) * most)
        self._told = wanted, now
        return wanted


def roughly(seconds: float) -> Message:
    """A time as a person would guess it."""
    minutes = round(seconds / _MINUTE)
    if minutes <= 1:
        return say("about a minute")
    if minutes <= _EXACT:
        return say("about {minutes} minutes", minutes=minutes)
    if minutes <= _HOURS:
        return say("about {minutes} minutes", minutes=5 * round(minutes / 5))
    hours = round(2 * seconds / _HOUR) / 2
    return say("about {hours} hours", hours=int(hours) if hours.is_integer() else hours)
