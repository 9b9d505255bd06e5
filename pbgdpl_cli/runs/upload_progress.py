"""How far an upload is, told as people count it: bytes, packages, failures, and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable

from converters.progress import Progress
from pbgdpl_cli.i18n import told
from pbgdpl_cli.terminal.time_left import TimeLeft, roughly
from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadItem
from validators.problems import Message, say

PAUSE = 60.0  # seconds between two lines in a log
_MEGABYTE = 1000  # kilobytes


class UploadProgress:
    """Counts what an upload has done, for a bar that a person watches or for lines in a log.

    Args:
        bar: Shows bytes; its note gets the packages.
        say_line: Takes a line now and then; None where a person watches the bar.
        packages: How many are to go.
        clock: Seconds that never go back.
    """

    def __init__(
        self,
        bar: Progress,
        say_line: Callable[[Message], None] | None,
        packages: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bar, self._say_line, self._packages, self._clock = bar, say_line, packages, clock
        self._total = self._done = 0.0
        self._ended = self._failed = 0
        self._shown = clock()
        self._left = TimeLeft(self._shown)

    def start(self, what: Message, total: float | None = None) -> None:
        """Sending begins."""
        self._total, self._done, self._shown = total or 0.0, 0.0, self._clock()
        self._left = TimeLeft(self._shown)
        self._bar.start(what, total)

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        """So many kilobytes are there."""
        now = self._clock()
        self._done += steps
        self._left.advance(steps, now)
        self._bar.advance(steps, " · ".join(filter(None, (self._counted(), note))), total=total)
        self._tell(now)

    def ended(self, item: UploadItem) -> None:
        """A package has ended, well or not."""
        self._ended += 1
        self._failed += item.outcome not in DONE
        self._tell(self._clock())

    def finish(self) -> None:
        """Sending is over."""
        self._bar.finish()

    def _counted(self) -> str:
        failed = told(say("{count} failed", count=self._failed)) if self._failed else ""
        return " · ".join(filter(None, (f"{self._ended}/{self._packages}", failed)))

    def _tell(self, now: float) -> None:
        if self._say_line is not None and now - self._shown >= PAUSE:
            self._shown = now
            self._say_line(self._line(now))

    def _line(self, now: float) -> Message:
        done, total = min(self._done, self._total), self._total
        counts = {
            "done": f"{done / _MEGABYTE:.1f}", "total": f"{total / _MEGABYTE:.1f}",
            "ended": self._ended, "packages": self._packages, "failed": self._failed,
        }  # fmt: skip
        left = self._left.seconds(total - done, now)
        if left is None:
            return say("Uploading: {done} of {total} MB, {ended} of {packages} packages, {failed} failed", **counts)
        return say(
            "Uploading: {done} of {total} MB, {ended} of {packages} packages, {failed} failed, {time} left",
            **counts, time=roughly(left),
        )  # fmt: skip
