"""How far the work has come, in pages: a single book of two hundred pages must move the bar too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from converters.progress import Progress, Silent
from converters.reading.document import Page
from converters.reading.finding.walk import Source
from converters.reading.page_choice import PageChoice, chosen
from converters.reading.rasters import count_pages
from converters.work.batch import Outcome, ReadPages
from converters.work.failures import FailureKind, kind_of
from pbgdpl_cli.runs.batches.run_log import RunLog
from pbgdpl_cli.runs.batches.standing import Standing
from validators.problems import Problem


class PageProgress:
    """Counts pages as they are read.

    Args:
        progress: Told of every page.
        sources: All sources; one that is no page image counts as one page.
        chosen: Which pages of each.
        standing: Told too.
        watched: Whether anybody wants to know; pages are counted for them alone. None: whoever watches `progress`.
        tell: Called whenever something has changed.
        log: Takes down each page and source.
    """

    def __init__(
        self,
        progress: Progress,
        sources: Sequence[Source],
        chosen: PageChoice | None = None,
        standing: Standing | None = None,
        *,
        watched: bool | None = None,
        tell: Callable[[], None] = lambda: None,
        log: RunLog | None = None,
    ) -> None:
        self._log = log or RunLog()
        self._progress, self._tell = progress, tell
        self._standing = standing if standing is not None else Standing()
        counting = not isinstance(progress, Silent) if watched is None else watched
        self._left = {source.path: pages_of(source, chosen) if counting else 1 for source in sources}
        self._sources = {source.path: source for source in sources}
        self.total = sum(self._left.values())
        self._standing.begin(self.total, len(sources))

    def page_read(self, source: Path, failed: FailureKind | None = None) -> None:
        """One more page of a source; its last one is left for the source as a whole."""
        moves = self._left.get(source, 0) > 1
        self._standing.read(int(moves), failed)
        if moves:
            self._left[source] -= 1
            self._progress.advance(note=self._sources[source].name)
        self._tell()

    def counting(self, read_pages: ReadPages) -> ReadPages:
        """Reading that tells how far it has come."""

        def read(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
            for page in read_pages(source, numbers):
                self._log.page(self._sources[source], page)
                self.page_read(source, None if page.failure is None else kind_of(page.failure))
                yield page

        return read

    def finished(self, source: Source) -> None:
        """The source is done, read or not."""
        left = self._left.pop(source.path, 0)
        self._standing.read(left)
        self._progress.advance(left, note=source.name)

    def outcome(self, outcome: Outcome[Source, Any], failed: FailureKind | None) -> None:
        """What became of a source is known."""
        self._log.source(outcome.item, failed, outcome.failure)
        self._standing.finished(failed)
        self._tell()


def pages_of(source: Source, choice: PageChoice | None) -> int:
    """Pages of a source that are to be read; 1 where that cannot be told, or it has none to look at."""
    try:
        return max(1, len(chosen(choice, count_pages(source.path))))
    except (Problem, OSError):
        return 1
