"""A batch stops where the computer fails, not the papers: a night of failures helps nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.work.failures import OF_ENGINES, FailureKind
from pbgdpl_cli.result import ErrorItem, ExitCode
from validators.problems import say

FEWEST = 10  # failures of the computer; a few happen to any large batch
LARGEST_PART = 0.5  # of the sources so far


@dataclass(slots=True)
class Stopping:
    """Counts how sources fail.

    Attributes:
        sources: How many were done or failed.
        failed: How many failed by something that is no fault of theirs.
        stopped: Whether the batch is not worth going on with.
    """

    sources: int = 0
    failed: int = 0
    stopped: bool = False

    def after(self, kind: FailureKind | None) -> bool:
        """One source more; whether to stop now.

        Args:
            kind: How it failed; None when it is done.
        """
        self.sources += 1
        self.failed += kind in OF_ENGINES
        self.stopped = self.failed >= FEWEST and self.failed > LARGEST_PART * self.sources
        return self.stopped

    def told(self, left: int) -> Iterator[ErrorItem]:
        """What is told of the sources that were not begun.

        Args:
            left: How many.
        """
        if self.stopped and left:
            yield ErrorItem(
                "stopped",
                say(
                    "Stopped: {failed} of {sources} failed by no fault of theirs; {left} were not begun.",
                    failed=self.failed,
                    sources=self.sources,
                    left=left,
                ),
                ExitCode.SOME_FAILED,
                None,
                say("See what is wrong: pbgdpl doctor. Then run the same command again; it goes on where it stopped."),
            )
