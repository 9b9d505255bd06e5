"""What `ocr` and `convert` share: find the sources, read their pages in worker processes, gather what failed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from converters.batch import Outcome, ReadPages, work_through
from converters.externals import tesseract
from converters.ocr.options import OcrOptions
from converters.page_readers import PageReaders
from converters.progress import Progress
from converters.reading.document import Page
from converters.reading.walk import FoundSources, Source, find_sources
from pbgdpl_cli.errors import from_os_error, item_of
from pbgdpl_cli.result import ErrorItem
from validators.problems import Message, OutputProblem, Problem, say

Product = TypeVar("Product")


@dataclass(frozen=True, slots=True)
class Batch(Generic[Product]):
    """What became of all sources, in the order they were named."""

    done: tuple[tuple[Source, Product], ...]
    errors: tuple[ErrorItem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """How sources are worked through.

    Attributes:
        out: The folder of products; made when missing.
        jobs: Worker processes.
        ocr: How page images are read.
        progress: Told of every source that is done.
    """

    out: Path
    jobs: int
    ocr: OcrOptions
    progress: Progress

    def work(
        self,
        inputs: Sequence[Path],
        what: Message,
        prepare: Callable[[FoundSources], Callable[[Source, ReadPages], Product]],
    ) -> Batch[Product]:
        """Do one thing to every source below the inputs.

        Args:
            inputs: Files, folders, archives.
            what: What is being done, for the progress line.
            prepare: Given all sources, returns what is done to one.

        Raises:
            OutputProblem: The output folder cannot be used.
        """
        require_writable(self.out)
        with tempfile.TemporaryDirectory(prefix="pbgdpl-", ignore_cleanup_errors=True) as workspace:
            found = find_sources(inputs, workspace=Path(workspace))
            self.progress.start(what, len(found.sources))
            try:
                outcomes = list(self._outcomes(found, prepare(found)))
            finally:
                self.progress.finish()
        order = {source: place for place, source in enumerate(found.sources)}
        outcomes.sort(key=lambda outcome: order[outcome.item])
        done = tuple((outcome.item, outcome.product) for outcome in outcomes if outcome.product is not None)
        failed = (_error(outcome.item, outcome.failure) for outcome in outcomes if outcome.failure is not None)
        return Batch(done, (*map(item_of, found.problems), *failed))

    def _outcomes(
        self, found: FoundSources, work: Callable[[Source, ReadPages], Product]
    ) -> Iterator[Outcome[Source, Product]]:
        with PageReaders(self.ocr, self.jobs) as readers:
            reader = _guarded(readers)
            for outcome in work_through(found.sources, work, reader, at_once=self.jobs + 1):
                self.progress.advance(note=outcome.item.name)
                yield outcome


def _guarded(readers: PageReaders) -> ReadPages:
    """Reading that says what is missing before the first page, not page by page."""

    def read(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        tesseract.require_vietnamese()
        yield from readers.read(source, numbers)

    return read


def _error(source: Source, failure: Exception) -> ErrorItem:
    problem = failure if isinstance(failure, Problem) else from_os_error_of(failure)
    return item_of(problem.at(source.name)) if problem.path is None else item_of(problem)


def from_os_error_of(failure: Exception) -> Problem:
    """The problem behind a failure that is an `OSError`."""
    assert isinstance(failure, OSError)  # noqa: S101  (work_through hands over nothing else)
    return from_os_error(failure)


def require_writable(folder: Path) -> None:
    """Make the output folder and make sure that files can be made in it, before any long work.

    Raises:
        OutputProblem: It cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = from_os_error(error)
        raise OutputProblem(
            say("Nothing can be written into the output folder. {reason}", reason=reason.message),
            hint=say("Choose another folder with -o."),
            path=folder,
        ) from error
