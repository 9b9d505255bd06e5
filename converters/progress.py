"""Progress as a protocol: whoever works reports n of m with a note, whoever called decides what to show."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Protocol

from validators.problems import Message


class Progress(Protocol):
    """Receives how far a piece of work has come. Pieces may be nested: a video within a batch of packages."""

    def start(self, what: Message, total: float | None = None) -> None:
        """A piece of work begins, within the one under way if there is one.

        Args:
            what: What is being done.
            total: Steps expected; None when they are not known yet.
        """

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        """So many steps of the innermost piece are done.

        Args:
            steps: How many; what goes beyond the total is not shown.
            note: Names the present item.
            total: Steps expected, where that has become known since the start.
        """

    def finish(self) -> None:
        """The innermost piece of work is done."""


class Silent:
    """Shows nothing."""

    def start(self, what: Message, total: float | None = None) -> None:
        """Nothing."""

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


@contextlib.contextmanager
def under_way(progress: Progress, what: Message, total: float | None = None) -> Iterator[Progress]:
    """A piece of work that begins with the block and ends with it, however that ends."""
    progress.start(what, total)
    try:
        yield progress
    finally:
        progress.finish()
