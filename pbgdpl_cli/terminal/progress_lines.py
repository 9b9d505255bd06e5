"""Progress where nobody sees a bar move (a log, a scheduled run): a line now and then, on stderr."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from pbgdpl_cli.i18n import told
from pbgdpl_cli.terminal.time_left import TimeLeft, roughly
from validators.problems import Message, say

PAUSE = 60.0  # seconds between two lines


class ProgressLines:
    """A line about the outermost piece of work, a minute after the last one at the soonest.

    Args:
        stream: Where lines go.
        unit: What is counted ("pages"); a share is told where that says nothing to a person.
        clock: Seconds that never go back.
        aside: What else a person should know at the moment.
    """

    def __init__(
        self,
        stream: TextIO,
        unit: Message | None = None,
        clock: Callable[[], float] = time.monotonic,
        aside: Callable[[], Message | None] = lambda: None,
    ) -> None:
        self._aside = aside
        self._stream, self._unit, self._clock = stream, unit, clock
        self._depth = 0
        self._what = say("")
        self._total: float | None = None
        self._done = 0.0
        self._shown = self._clock()
        self._left = TimeLeft(self._shown)

    def start(self, what: Message, total: float | None = None) -> None:
        """A piece of work begins; the first is the one that is told of."""
        self._depth += 1
        if self._depth == 1:
            self._what, self._total, self._done = what, total, 0.0
            self._shown = self._clock()
            self._left = TimeLeft(self._shown)

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        """So many steps of the innermost piece are done."""
        del note
        if self._depth != 1:
            return
        now = self._clock()
        self._total = self._total if total is None else total
        self._done += steps
        self._left.advance(steps, now)
        if now - self._shown >= PAUSE and self._total:
            self._shown = now
            print(told(self._line(self._total, now)), file=self._stream, flush=True)

    def finish(self) -> None:
        """The innermost piece of work is done."""
        self._depth -= 1

    def _line(self, total: float, now: float) -> Message:
        done = min(self._done, total)
        if self._unit is None:
            amount = say("{percent} %", percent=int(100 * done / total))
        else:
            amount = say("{done}/{total} {unit}", done=int(done), total=int(total), unit=self._unit)
        aside = self._aside()
        if aside is not None:
            amount = say("{amount} ({aside})", amount=amount, aside=aside)
        left = self._left.seconds(total - done, now)
        if left is None:
            return say("{what}: {amount}", what=self._what, amount=amount)
        return say("{what}: {amount}, {time} left", what=self._what, amount=amount, time=roughly(left))
