"""The log of a run: a line of JSON for each page and each source, with ids that tell many runs apart."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from converters.reading.document import Page
from converters.reading.finding.walk import Source
from converters.work.failures import FailureKind, kind_of
from converters.work.folder_queue.beats import new_name
from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.state.database import now
from pbgdpl_cli.version import software
from validators.problems import OutputProblem, Problem, say


@dataclass(slots=True)
class RunLog:
    """Takes down what becomes of pages and sources; may be told from any thread.

    Attributes:
        stream: Where the lines go; None where nobody wants them.
        run: This run's id, beginning with the computer's name.
    """

    stream: TextIO | None = None
    run: str = field(default_factory=new_name)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begun(self, sources: int) -> None:
        """The run begins, with so many sources to do."""
        self._line("begun", program=software(), sources=sources)

    def page(self, source: Source, page: Page) -> None:
        """A page of a source was read, or could not be."""
        failed, reason = (None, None) if page.failure is None else (kind_of(page.failure), str(page.failure))
        self._line("page", item=source.as_had, page=page.number, failed=failed, reason=reason)

    def source(self, source: Source, failed: FailureKind | None, failure: Exception | None) -> None:
        """A source is done, or failed."""
        reason = str(failure.message) if isinstance(failure, Problem) else failure and type(failure).__name__
        self._line("item", item=source.as_had, failed=failed, reason=reason)

    def ended(self) -> None:
        """The run is over, or was broken off by a person."""
        self._line("ended")

    def _line(self, event: str, **told: object) -> None:
        if self.stream is None:
            return
        said = {name: value for name, value in told.items() if value is not None}
        line = json.dumps({"at": now(), "run": self.run, "event": event, **said}, ensure_ascii=False)
        # A full disk stops no work; a file name that is no text is told as far as it is.
        with self._lock, contextlib.suppress(OSError):
            self.stream.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
            self.stream.flush()


@contextlib.contextmanager
def logging_to(file: Path | None, sources: int) -> Iterator[RunLog]:
    """The log of a run while the block lasts; lines are added to what the file holds.

    Args:
        file: None for no log.
        sources: How many are to be done.

    Raises:
        OutputProblem: The file cannot be written.
    """
    if file is None:
        yield RunLog()
        return
    try:
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        raise OutputProblem(
            say("The log cannot be written. {reason}", reason=from_os_error(error).message), path=file
        ) from error
    with stream:
        log = RunLog(stream)
        log.begun(sources)
        try:
            yield log
        finally:
            log.ended()
