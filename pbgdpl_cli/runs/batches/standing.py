"""How a batch stands: what a person sees beside the bar, a line of JSON for programs, a file for monitoring."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from converters.work.failures import FailureKind
from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.state.database import now as now_utc
from pbgdpl_cli.terminal.time_left import TimeLeft
from validators.packages.durable import write_bytes
from validators.problems import Message, OutputProblem, say

LINE_EVERY = 1.0  # seconds between two lines of JSON
FILE_EVERY = 5.0  # seconds between two writings of the metrics: monitors ask every 15 s or more
STDERR = Path("-")


@dataclass(slots=True)
class Standing:
    """How far a batch has come.

    Attributes:
        clock: Seconds that never go back.
        pages: Done, read or not; a source without page images counts as one.
        pages_total: Of all sources that are left to do.
        sources: Done or failed.
        sources_total: That were left to do.
        failures: How sources failed, or single pages of those that are done.
        workers: Who reads: names of computers, one for each that takes pages by itself.
    """

    clock: Callable[[], float] = time.monotonic
    pages: int = 0
    pages_total: int = 0
    sources: int = 0
    sources_total: int = 0
    failures: Counter[FailureKind] = field(default_factory=Counter)
    workers: Callable[[], tuple[str, ...]] = tuple
    ended: bool = False
    _left: TimeLeft = field(init=False)

    def __post_init__(self) -> None:
        self._left = TimeLeft(self.clock())

    def begin(self, pages: int, sources: int) -> None:
        """The work begins."""
        self.pages_total, self.sources_total, self._left = pages, sources, TimeLeft(self.clock())

    def read(self, pages: int, failed: FailureKind | None = None) -> None:
        """So many pages more are done."""
        self.pages += pages
        if failed is not None:
            self.failures[failed] += 1
        self._left.advance(pages, self.clock())

    def finished(self, failed: FailureKind | None) -> None:
        """A source is done, or failed in this way."""
        self.sources += 1
        if failed is not None:
            self.failures[failed] += 1

    def aside(self) -> Message | None:
        """What a person should see beside the bar; None where everything goes well on this computer alone."""
        failed = self.failures.total()
        computers = len(self.workers())
        told = []
        if failed:
            told.append(say("{count} failed so far", count=failed))
        if computers > 1:
            told.append(say("{count} workers", count=computers))
        return say("{first}, {second}", first=told[0], second=told[1]) if len(told) > 1 else next(iter(told), None)

    def seconds_left(self) -> float | None:
        """How long the rest will take; None while too little is known."""
        left = self._left.seconds(max(0, self.pages_total - self.pages), self.clock())
        return 0.0 if self.ended else left

    def as_json(self) -> str:
        """One line for programs."""
        left = self.seconds_left()
        return json.dumps(
            {
                "at": now_utc(), "state": "ended" if self.ended else "running", "pages": self.pages,
                "pages_total": self.pages_total, "sources": self.sources, "sources_total": self.sources_total,
                "failures": dict(sorted(self.failures.items())),
                "seconds_left": None if left is None else round(left), "workers": list(self.workers()),
            },
            ensure_ascii=False,
        )  # fmt: skip

    def as_metrics(self) -> str:
        """The text format of Prometheus (exposition format 0.0.4)."""
        left = self.seconds_left()
        numbers: dict[str, float] = {
            "pages_done": self.pages, "pages": self.pages_total, "sources_done": self.sources,
            "sources": self.sources_total, "workers": len(self.workers()), "ended": int(self.ended),
            "written_timestamp_seconds": int(time.time()),
        }  # fmt: skip
        if left is not None:
            numbers["left_seconds"] = round(left)
        lines = [f"# TYPE pbgdpl_{name} gauge\npbgdpl_{name} {value}\n" for name, value in numbers.items()]
        kinds = [f'pbgdpl_failures{{kind="{kind}"}} {count}\n' for kind, count in sorted(self.failures.items())]
        return "".join([*lines, "# TYPE pbgdpl_failures gauge\n" if kinds else "", *kinds])


@dataclass(frozen=True, slots=True)
class Tellers:
    """Where a batch tells how it stands, besides the person.

    Attributes:
        lines: A file for lines of JSON; "-" for stderr.
        metrics: A file that always holds the present numbers.
        log: A file for what becomes of each page and source (`run_log`).
    """

    lines: Path | None = None
    metrics: Path | None = None
    log: Path | None = None

    @property
    def any(self) -> bool:
        """Whether anybody wants to know."""
        return self.lines is not None or self.metrics is not None

    @contextlib.contextmanager
    def telling(self, standing: Standing) -> Iterator[Callable[[], None]]:
        """What is to be called whenever something has changed; the last word is said when the block ends.

        Raises:
            OutputProblem: A file cannot be written.
        """
        with _lines(self.lines) as stream:
            told = _Told(standing, stream, self.metrics)
            told(last=True)
            try:
                yield told
            finally:
                standing.ended = True
                told(last=True)


NO_TELLERS = Tellers()


@dataclass(slots=True)
class _Told:
    """Writes both, not more often than anybody reads them."""

    standing: Standing
    stream: TextIO | None
    metrics: Path | None
    _at: dict[str, float] = field(default_factory=dict)

    def __call__(self, *, last: bool = False) -> None:
        if self.stream is not None and self._due("lines", LINE_EVERY, last):
            with contextlib.suppress(OSError):  # a reader that is gone, a full disk: the work goes on
                self.stream.write(self.standing.as_json() + "\n")
                self.stream.flush()
        if self.metrics is not None and self._due("metrics", FILE_EVERY, last):
            with contextlib.suppress(OSError):
                write_bytes(self.metrics, self.standing.as_metrics().encode("utf-8"))

    def _due(self, what: str, every: float, last: bool) -> bool:
        now = self.standing.clock()
        if not last and now - self._at.get(what, -every) < every:
            return False
        self._at[what] = now
        return True


@contextlib.contextmanager
def _lines(file: Path | None) -> Iterator[TextIO | None]:
    if file is None or file == STDERR:
        yield None if file is None else sys.stderr
        return
    try:
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        reason = from_os_error(error).message
        raise OutputProblem(say("The progress cannot be written. {reason}", reason=reason), path=file) from error
    with stream:
        yield stream
