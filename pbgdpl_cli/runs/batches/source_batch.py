"""What `ocr` and `convert` share: find the sources, read their pages in worker processes, gather what failed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Generic, Self, TypeVar

from converters.externals import tesseract
from converters.ocr.engines.opening import engine_stamp
from converters.ocr.options import OcrOptions
from converters.progress import Progress, Silent, under_way
from converters.reading.document import Page
from converters.reading.finding.walk import FoundSources, Source, find_sources
from converters.reading.options import ReadingOptions
from converters.work.batch import Outcome, ReadPages, work_through
from converters.work.cluster.address import Cluster
from converters.work.failures import FailureKind
from converters.work.far_sources import address_of, fetched
from converters.work.kept_pages import FOLDER, KeptPages, PageStore
from converters.work.page_reader import PageReader
from converters.work.priority import Priority
from converters.writing.leftovers import at_work, sweep_workspaces
from converters.writing.names import safe_file_name
from pbgdpl_cli.errors import from_os_error, item_of, problem_behind
from pbgdpl_cli.result import ErrorItem, ExitCode
from pbgdpl_cli.runs.batches.page_pool import (
    ReadingPlace,
    WorkersHere,
    cluster_place,
    local_place,
    shared_place,
    unheard,
)
from pbgdpl_cli.runs.batches.page_progress import PageProgress
from pbgdpl_cli.runs.batches.run_log import logging_to
from pbgdpl_cli.runs.batches.source_choice import SourceChoice
from pbgdpl_cli.runs.batches.standing import NO_TELLERS, STDERR, Standing, Tellers
from pbgdpl_cli.runs.batches.stopping import Stopping
from pbgdpl_cli.runs.batches.work_memory import Memory, Remembered, stand_of
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs
from pbgdpl_cli.state.work_ledger import WorkLedger, ledger_if_there
from pbgdpl_cli.version import software
from validators.problems import Message, OutputProblem, Problem, say

Product = TypeVar("Product")
WORKSPACE = "pbgdpl-run-"
SKIPPED_SHOWN = 20  # names of files that were passed over
PAGES_KEPT = "its pages are kept"  # noted on the defect that cost a source its product, not its reading


@dataclass(frozen=True, slots=True)
class BatchResult(Generic[Product]):
    """What became of all sources, in the order they were named.

    Attributes:
        done: Sources with what was made of them.
        errors: What failed.
        skipped: Files in folders and archives that are of no kind that is read.
    """

    done: tuple[tuple[Source, Product], ...]
    errors: tuple[ErrorItem, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceBatch:
    """How sources are worked through.

    Attributes:
        out: The folder of products; made when missing.
        jobs: Worker processes.
        reading: How sources are read.
        ocr: How page images are read.
        progress: Told of every page.
        home: Where the details of a defect are kept, and pages until their product is there.
        verbosity: From 1 on, what libraries say is shown.
        queue: A shared folder, whose workers read pages too.
        tell: Is told what a person should know while pages are read.
        again: What is done already is done anew.
        retry: Only what failed in these ways is done; empty for everything.
        cluster: A Dask scheduler, whose workers read the pages.
        tellers: Where is told how the batch stands.
        priority: How urgent it is.
        standing: How it stands.
    """

    out: Path
    jobs: int
    reading: ReadingOptions
    ocr: OcrOptions
    progress: Progress
    home: Path
    verbosity: int = 0
    queue: Path | None = None
    tell: Callable[[Message], None] = unheard
    again: bool = False
    retry: frozenset[FailureKind] = frozenset()
    cluster: Cluster | None = None
    tellers: Tellers = NO_TELLERS
    priority: Priority = Priority.NORMAL
    standing: Standing = field(default_factory=Standing)

    @classmethod
    def chosen(cls, choice: SourceChoice, session: Session) -> Self:
        """The batch that a person's choice makes.

        Raises:
            WrongUsage: The choice makes no sense.
        """
        ocr = OcrOptions(engine=choice.engine, after_reading=choice.correct, dpi=choice.dpi)
        jobs, standing = choice.jobs or default_jobs(), Standing()
        quiet = choice.tellers.lines == STDERR  # lines for programs and for people would be mixed
        return cls(
            choice.out,
            jobs,
            choice.reading(),
            ocr,
            Silent() if quiet else session.console.progress(say("pages"), standing.aside),
            session.settings.home,
            session.settings.verbosity,
            choice.queue,
            session.console.note,
            choice.anew,
            choice.retry,
            choice.cluster,
            choice.tellers,
            choice.priority,
            standing,
        )

    def run(
        self,
        inputs: Sequence[Path],
        what: Message,
        prepare: Callable[[FoundSources], Callable[[Source, ReadPages], Product]],
        memory: Memory[Product],
    ) -> BatchResult[Product]:
        """Do one thing to every source below the inputs.

        Args:
            inputs: Files, folders, archives.
            what: What is being done, for the progress line.
            prepare: Given all sources, returns what is done to one.
            memory: How products are remembered: what is done and stands unchanged is not looked at again.

        Raises:
            OutputProblem: The output folder cannot be used, or the ledger not be kept where it is.
        """
        require_writable(self.out)
        with _workspace() as workspace, at_work(self.out), WorkLedger(self.home) as ledger:
            found = _with_readable_names(self._found(inputs, workspace), workspace)
            work, known = prepare(found), Remembered(ledger, memory, self.out, self.home)
            found = self._retried(found, known)
            outcomes = [] if self.again else list(known.outcomes(found.sources))
            left = _without(found, outcomes)
            stopping, stands = Stopping(), {source: stand_of(source) for source in left.sources}
            with self._counting(left) as pages, under_way(self.progress, what, pages.total):
                for outcome in self._outcomes(left, work, workspace, pages):
                    kind = known.note(outcome, stands.get(outcome.item))
                    pages.outcome(outcome, kind)
                    outcomes.append(outcome)
                    if stopping.after(kind):
                        break
        order = {source: place for place, source in enumerate(found.sources)}
        outcomes.sort(key=lambda outcome: order[outcome.item])
        done = tuple((outcome.item, outcome.product) for outcome in outcomes if outcome.product is not None)
        failed = (self._error(outcome.item, outcome.failure) for outcome in outcomes if outcome.failure is not None)
        errors = (*_once(map(item_of, found.problems)), *failed, *stopping.told(len(found.sources) - len(outcomes)))
        return BatchResult(done, errors, found.skipped)

    @contextlib.contextmanager
    def _counting(self, left: FoundSources) -> Iterator[PageProgress]:
        watched = self.tellers.any or not isinstance(self.progress, Silent)
        with self.tellers.telling(self.standing) as tell, logging_to(self.tellers.log, len(left.sources)) as log:
            yield PageProgress(
                self.progress, left.sources, self.reading.pages, self.standing, watched=watched, tell=tell, log=log
            )

    @contextlib.contextmanager
    def looked_at(self, inputs: Sequence[Path], memory: Memory[Product]) -> Iterator[tuple[FoundSources, int, Path]]:
        """What a run would have to do, without anything being made: the output folder, the ledger.

        Yields:
            The sources that are left, how many are done, and a folder for temporary files.
        """
        with _workspace() as workspace, ledger_if_there(self.home) as ledger:
            found, done = self._found(inputs, workspace), []
            if ledger is not None:
                known = Remembered(ledger, memory, self.out, self.home)
                found = self._retried(found, known)
                done = [] if self.again else list(known.outcomes(found.sources))
            yield _without(found, done), sum(one.product is not None for one in done), workspace

    def _found(self, inputs: Sequence[Path], workspace: Path) -> FoundSources:
        """Sources here, and copies of those that are named by the address of another computer."""
        near = list(map(self._near, inputs))
        found = find_sources([place for place, _ in near if place is not None], workspace=workspace)
        return replace(found, problems=(*(one for _, problems in near for one in problems), *found.problems))

    def _near(self, path: Path) -> tuple[Path | None, tuple[Problem, ...]]:
        address = address_of(path)
        if address is None:
            return path, ()
        try:
            return fetched(address, self.home)
        except Problem as problem:
            return None, (problem,)

    def _retried(self, found: FoundSources, known: Remembered[Product]) -> FoundSources:
        """The sources that are to be tried again; all of them when nothing was said of that."""
        if not self.retry:
            return found
        return replace(found, sources=tuple(one for one in found.sources if known.failed_how(one) & self.retry))

    def _outcomes(
        self, found: FoundSources, work: Callable[[Source, ReadPages], Product], workspace: Path, pages: PageProgress
    ) -> Iterator[Outcome[Source, Product]]:
        store = PageStore(self.home / FOLDER, cache(self._reader))
        store.sweep()
        with self._place(workspace) as place:
            self.standing.workers = place.pool.workers
            read_pages = _guarded(PageReader(place.pool, self.ocr, ahead=place.ahead))
            one = _keeping_pages(work, store, pages)
            abandon = place.pool.abandon
            for outcome in work_through(found.sources, one, read_pages, at_once=place.at_once, abandon=abandon):
                pages.finished(outcome.item)
                yield outcome

    def _place(self, workspace: Path) -> AbstractContextManager[ReadingPlace]:
        here = WorkersHere(self.jobs, workspace, self.verbosity, self.priority)
        if self.cluster is not None:
            return cluster_place(self.cluster, self.ocr.engine, here, self.tell)
        if self.queue is None:
            return local_place(here)
        return shared_place(self.queue, self.ocr.engine, here, self.tell)

    def _reader(self) -> str:
        return f"{software()}\n{self.ocr}\n{engine_stamp(self.ocr.engine)}"

    def _error(self, source: Source, failure: Exception) -> ErrorItem:
        """What is told of a source that failed, under the name the person knows it by."""
        item = replace(item_of(problem_behind(failure, self.home)), path=source.as_had)
        if item.hint is None or PAGES_KEPT not in getattr(failure, "__notes__", ()):
            return item
        kept = say("{hint} The pages that were read are kept and are not read again.", hint=item.hint)
        return replace(item, hint=kept)


def _without(found: FoundSources, outcomes: Sequence[Outcome[Source, Product]]) -> FoundSources:
    """The sources that are left to do."""
    done = {outcome.item for outcome in outcomes}
    return replace(found, sources=tuple(source for source in found.sources if source not in done))


def _once(errors: Iterable[ErrorItem]) -> list[ErrorItem]:
    """What is named twice is told of once."""
    told: list[ErrorItem] = []
    for error in errors:
        if error not in told:
            told.append(error)
    return told


def _with_readable_names(found: FoundSources, workspace: Path) -> FoundSources:
    """Files whose names are no text (an old disk in a legacy code page) are read from a copy with a name that is."""
    return replace(found, sources=tuple(_readable(source, workspace) for source in found.sources))


def _readable(source: Source, workspace: Path) -> Source:
    name = source.path.name
    clean = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\ufffd", "_")
    if clean == name:
        return source
    try:
        os.fsencode(clean)
    except UnicodeEncodeError:  # a system without any locale takes ASCII only
        clean = safe_file_name(clean)
    copy = Path(tempfile.mkdtemp(dir=workspace)) / clean
    try:
        shutil.copyfile(source.path, copy)
    except OSError:
        return source  # reading it will tell what is wrong
    return replace(source, path=copy)


@contextlib.contextmanager
def _workspace() -> Iterator[Path]:
    """A folder for temporary files of this run; those of runs that were killed are taken away."""
    sweep_workspaces(Path(tempfile.gettempdir()), WORKSPACE)
    with tempfile.TemporaryDirectory(prefix=WORKSPACE, ignore_cleanup_errors=True) as folder:
        workspace = Path(folder)
        with at_work(workspace):
            yield workspace


def _keeping_pages(
    work: Callable[[Source, ReadPages], Product], store: PageStore, progress: PageProgress
) -> Callable[[Source, ReadPages], Product]:
    """Work whose pages are kept until its product is there: whatever ends it before costs no page twice."""

    def one(source: Source, read_pages: ReadPages) -> Product:
        kept = KeptPages(read_pages, store)
        try:
            product = work(source, progress.counting(kept))
        except Problem:
            raise
        except Exception as defect:
            if kept.waiting:
                defect.add_note(PAGES_KEPT)
            raise
        kept.discard()
        return product

    return one


def _guarded(read_pages: ReadPages) -> ReadPages:
    """Reading that says what is missing before the first page, not page by page."""

    def read(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        if numbers:
            tesseract.require_vietnamese()
        yield from read_pages(source, numbers)

    return read


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


def page_errors(items: Iterable[tuple[Source, tuple[tuple[int, Message], ...]]]) -> list[ErrorItem]:
    """What is told of single pages that could not be read, from sources with numbers and reasons of such pages."""
    return [
        ErrorItem(
            "page",
            say("Page {number}: {reason}", number=number, reason=reason),
            ExitCode.SOME_FAILED,
            source.as_had,
            say("The other pages are done. Scan this one again."),
        )
        for source, failed in items
        for number, reason in failed
    ]


def note_lines(told: Iterable[tuple[str, Iterable[Message]]]) -> Iterable[Message | str]:
    """What is to be known of results made now, by the names of their sources; the same of many is said once."""
    named: dict[str, tuple[Message, list[str]]] = {}
    for name, notes in told:
        for note in notes:
            named.setdefault(str(note), (note, []))[1].append(name)
    if named:
        yield ""
    for note, (first, *others) in named.values():
        if others:
            yield say("{where} and {count} more: {reason}", where=first, count=len(others), reason=note)
        else:
            yield say("{where}: {reason}", where=first, reason=note)


def count_lines(result: BatchResult[Product], made: Sequence[bool]) -> Iterable[Message | str]:
    """How many sources were done, had been done before, and failed; `made` tells the first from the second."""
    yield ""
    yield say(
        "{made} done, {unchanged} unchanged since the last run, {failed} failed.",
        made=sum(made),
        unchanged=len(made) - sum(made),
        failed=len(result.errors),
    )
    if result.skipped:
        yield say(
            "{count} files were passed over, because files of their kinds cannot be read: {names}",
            count=len(result.skipped),
            names=", ".join(result.skipped[:SKIPPED_SHOWN]) + (" …" if len(result.skipped) > SKIPPED_SHOWN else ""),
        )
