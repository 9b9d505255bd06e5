"""Worker processes that read pages: one a core, each page on its own, none able to hurt another.

`concurrent.futures` cannot stop a hanging worker and gives up all pages when one worker dies, so the pool speaks to
its workers over pipes itself. A worker that dies or overruns costs the page it was reading; the next page gets a new
worker. Workers are renewed after some pages, because the libraries inside leak a little.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from converters.ocr.options import OcrOptions
from converters.reading.document import Page
from converters.work.page_tasks import PageTask, failed_page, read_page
from validators.problems import say

RENEW_AFTER = 200  # pages
GRACE = 30.0  # seconds on top of the engine's own time-out: loading, preparing, checking
AHEAD = 8  # pages a worker: how far reading may run ahead of whoever takes the pages


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: PageTask | None = None
    place: int = -1
    deadline: float = 0.0
    done: int = 0


@dataclass(slots=True)
class PagePool:
    """Reads pages in worker processes. Use it as a context manager.

    Attributes:
        options: How to read.
        jobs: How many workers at most.
        workspace: Where workers put their temporary files; the system's own place when None.
    """

    options: OcrOptions
    jobs: int
    workspace: Path | None = None
    _workers: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all workers."""
        while self._workers:
            _stop(self._workers.pop())

    def abandon(self) -> None:
        """Kill all workers, so that whoever waits for a page gets a failed one. May be called from any thread."""
        for worker in list(self._workers):
            with contextlib.suppress(ValueError, OSError):  # its own thread was quicker
                worker.process.kill()

    def read_pages(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        """Read pages of a source, in the order asked for. Never raises for a page; see `Page.failure`."""
        waiting = deque(PageTask(source, number, self.options) for number in numbers)
        ready: dict[int, Page] = {}
        handed_out = given = 0
        while given < len(numbers):
            while waiting and handed_out - given < AHEAD * self.jobs and (worker := self._free_worker()) is not None:
                self._hand(worker, waiting.popleft(), handed_out, ready)
                handed_out += 1
            if given not in ready:
                self._collect(ready)
            while given in ready:
                yield ready.pop(given)
                given += 1

    def _free_worker(self) -> _Worker | None:
        free = next((worker for worker in self._workers if worker.task is None), None)
        if free is None and len(self._workers) < max(1, self.jobs):
            free = _start(self.options.memory_limit, self.workspace)
            self._workers.append(free)
        return free

    def _hand(self, worker: _Worker, task: PageTask, place: int, ready: dict[int, Page]) -> None:
        worker.task, worker.place = task, place
        worker.deadline = monotonic() + task.options.page_timeout + GRACE
        try:
            worker.pipe.send(task)
        except OSError:  # it died while idle
            self._lose(worker, ready)

    def _collect(self, ready: dict[int, Page]) -> None:
        """Wait until something happens to a busy worker: it answers, dies, or runs out of time."""
        busy = [worker for worker in self._workers if worker.task is not None]
        left = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        answered = set(wait([worker.pipe for worker in busy], timeout=left))
        for worker in busy:
            if worker.pipe in answered:
                self._take(worker, ready)
            elif monotonic() >= worker.deadline:
                self._lose(worker, ready, overrun=True)

    def _take(self, worker: _Worker, ready: dict[int, Page]) -> None:
        try:
            ready[worker.place] = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker, ready)
            return
        worker.task = None
        worker.done += 1
        if worker.done >= RENEW_AFTER:
            self._workers.remove(worker)
            _stop(worker)

    def _lose(self, worker: _Worker, ready: dict[int, Page], *, overrun: bool = False) -> None:
        number = worker.task.number if worker.task else 0
        message = (
            say("Page {number} took too long and was given up.", number=number)
            if overrun
            else say("The process reading page {number} died; it may have run out of memory.", number=number)
        )
        ready[worker.place] = failed_page(number, message)
        self._workers.remove(worker)
        _stop(worker)


def read_pages(source: Path, numbers: Sequence[int], options: OcrOptions, jobs: int) -> Iterator[Page]:
    """Read pages of one source in worker processes of their own, in the order asked for.

    Whoever reads many sources keeps a `PagePool` instead, so that workers start once.
    """
    with PagePool(options, jobs) as pool:
        yield from pool.read_pages(source, numbers)


def _start(memory_limit: int | None, workspace: Path | None) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, memory_limit, workspace), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    worker.pipe.close()  # an idle worker sees the end of its pipe and leaves
    worker.process.join(0.0 if worker.task is not None else 2.0)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A child started now lets Ctrl-C be its parent's to answer from its first moment on, not only from `_serve` on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_serve` has to do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, memory_limit: int | None, workspace: Path | None) -> None:
    """What a worker does: read pages until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    tempfile.tempdir = None if workspace is None else str(workspace)
    _limit_memory(memory_limit)
    _use_one_thread()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        page = read_page(task)
        try:
            pipe.send(page)
        except OSError:
            return


def _limit_memory(limit: int | None) -> None:
    if limit is None:
        return
    try:
        import resource
    except ImportError:  # Windows has no such ceiling
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _use_one_thread() -> None:
    """There is one worker a core already; threads inside it would only wait for each other.

    NumPy's OpenBLAS asks only when NumPy is loaded, which has to come after this. Its threads spin while they wait: a
    page with a hundred small matrix products took three times the processor time with two of them.
    """
    os.environ["OMP_THREAD_LIMIT"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import cv2

    cv2.setNumThreads(1)
