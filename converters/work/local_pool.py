"""Worker processes that read pages: one a core, each page on its own, none able to hurt another.

`concurrent.futures` cannot stop a hanging process and gives up all pages when one process dies, so every worker is a
process with a thread of this program that speaks to it over a pipe. A worker that dies or overruns costs the page it
was reading; the next page gets a new one. Workers are renewed after some pages, because the libraries inside leak a
little.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import platform
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from converters.library_talk import hush
from converters.reading.document import Page
from converters.work.failures import died, too_long
from converters.work.page_tasks import PageTask, failed_page, read_page
from validators.problems import Message, say

RENEW_AFTER = 200  # pages
GRACE = 30.0  # seconds on top of the engine's own time-out: loading, preparing, checking
LEAVING = 2.0  # seconds an idle worker has to leave by itself
NOT_READ = say("The reading was stopped.")


class LocalPool:
    """Reads pages in worker processes of this computer. Use it as a context manager.

    Args:
        jobs: How many workers at most; they start when they are needed.
        workspace: Where workers put their temporary files; the system's own place when None. Whoever made it removes
            it, so that nothing stays behind of a worker that was killed.
        verbosity: Of what libraries say inside workers (`library_talk.hush`).
    """

    def __init__(self, jobs: int, workspace: Path | None = None, verbosity: int = 0) -> None:
        self._start = partial(_start, workspace, verbosity)
        self._threads = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="page")
        self._own = threading.local()
        self._slots: list[_Slot] = []
        self._abandoned = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()
        self.close()

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""
        return self._threads.submit(self._read, task)

    def workers(self) -> tuple[str, ...]:
        """Who reads: this computer."""
        return (platform.node(),)

    def close(self) -> None:
        """Wait for the pages under way and stop all workers."""
        self._threads.shutdown(wait=True)
        while self._slots:
            self._slots.pop().stop()

    def abandon(self) -> None:
        """Stop at once: pages under way and waiting come back as failed. May be called from any thread."""
        self._abandoned.set()
        for slot in list(self._slots):
            slot.kill()

    def _read(self, task: PageTask) -> Page:
        if self._abandoned.is_set():
            return failed_page(task.number, NOT_READ)
        slot: _Slot | None = getattr(self._own, "slot", None)
        if slot is None:
            slot = self._own.slot = _Slot(self._start)
            self._slots.append(slot)
        return slot.read(task)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process that reads pages, and our end of the pipe to it."""

    process: SpawnProcess
    pipe: Connection


@dataclass(slots=True, eq=False)
class _Slot:
    """The place of one worker, spoken to by one thread; the worker in it is replaced when it is lost or worn."""

    start: Callable[[], _Worker]
    worker: _Worker | None = None
    done: int = 0

    def read(self, task: PageTask) -> Page:
        """Have the worker read a page; when it dies or takes too long, it is given up and the page has failed."""
        if self.worker is None:
            self.worker, self.done = self.start(), 0
        try:
            self.worker.pipe.send(task)
            if not self.worker.pipe.poll(task.options.page_timeout + GRACE):
                return self._lost(task, too_long(task.number))
            page: Page = self.worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(task, died(task.number))
        self.done += 1
        if self.done >= RENEW_AFTER:
            self.stop()
        return page

    def _lost(self, task: PageTask, message: Message) -> Page:
        self.kill()
        self.stop()
        return failed_page(task.number, message)

    def kill(self) -> None:
        """End the worker at once. May be called from any thread."""
        if self.worker is not None:
            with contextlib.suppress(ValueError, OSError):  # its own thread was quicker
                self.worker.process.kill()

    def stop(self) -> None:
        """Let the worker leave, and end it when it does not."""
        if self.worker is not None:
            _stop(self.worker)
            self.worker = None


def _start(workspace: Path | None, verbosity: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, workspace, verbosity), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    worker.pipe.close()  # an idle worker sees the end of its pipe and leaves
    worker.process.join(LEAVING)
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


def _serve(pipe: Connection, workspace: Path | None, verbosity: int) -> None:
    """What a worker does: read pages until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    tempfile.tempdir = None if workspace is None else str(workspace)
    hush(verbosity)
    _use_one_thread()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        _limit_memory(task.options.memory_limit)
        page = read_page(task)
        try:
            pipe.send(page)
        except OSError:
            return


def _limit_memory(limit: int | None) -> None:
    """Let this process have so many bytes of address space at most; None for no limit of ours."""
    try:
        import resource
    except ImportError:  # Windows has no such ceiling
        return
    ceiling = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ceiling if limit is None else limit, ceiling))


def _use_one_thread() -> None:
    """There is one worker a core already; threads inside it would only wait for each other.

    NumPy's OpenBLAS asks only when NumPy is loaded, which has to come after this. Its threads spin while they wait: a
    page with a hundred small matrix products took three times the processor time with two of them.
    """
    os.environ["OMP_THREAD_LIMIT"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import cv2

    cv2.setNumThreads(1)
