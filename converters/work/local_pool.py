"""Worker processes that read pages of this computer: one a core, each page on its own (`validators.workers`)."""

from __future__ import annotations

import contextlib
import os
import platform
import tempfile
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from converters.library_talk import hush
from converters.reading.document import Page
from converters.work.failures import died, too_long
from converters.work.page_tasks import PageTask, failed_page, read_page
from converters.work.priority import Priority, step_back
from validators.problems import say
from validators.workers import Loss, Workers

RENEW_AFTER = 200  # pages
MOST_LOST = 2  # workers over one page; the first may have died of something else, a third might be lost too
GRACE = 30.0  # seconds on top of the engine's own time-out: loading, preparing, checking
NOT_READ = say("The reading was stopped.")


class LocalPool:
    """Reads pages in worker processes of this computer. Use it as a context manager.

    Args:
        jobs: How many workers at most; they start when they are needed.
        workspace: Where workers put their temporary files; the system's own place when None. Whoever made it removes
            it, so that nothing stays behind of a worker that was killed.
        verbosity: Of what libraries say inside workers (`library_talk.hush`).
        priority: A low one leaves this computer to its other programs.
    """

    def __init__(
        self,
        jobs: int,
        workspace: Path | None = None,
        verbosity: int = 0,
        priority: Priority = Priority.NORMAL,
    ) -> None:
        self._workers = Workers(
            jobs, _read, _lost, seconds=_seconds, prepare=partial(_prepare, workspace, verbosity, priority),
            renew_after=RENEW_AFTER, most_lost=MOST_LOST,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""
        return self._workers.submit(task)

    def workers(self) -> tuple[str, ...]:
        """Who reads: this computer."""
        return (platform.node(),)

    def abandon(self) -> None:
        """Stop at once: pages under way and waiting come back as failed. May be called from any thread."""
        self._workers.abandon()


def _seconds(task: PageTask) -> float:
    return task.options.page_timeout + GRACE


def _lost(task: PageTask, loss: Loss) -> Page:
    said = {Loss.DIED: died(task.number), Loss.TOO_LONG: too_long(task.number), Loss.STOPPED: NOT_READ}
    return failed_page(task.number, said[loss])


def _prepare(workspace: Path | None, verbosity: int, priority: Priority) -> None:
    if priority is Priority.LOW:
        step_back()
    tempfile.tempdir = None if workspace is None else str(workspace)
    hush(verbosity)
    _use_one_thread()


def _read(task: PageTask) -> Page:
    _limit_memory(task.options.memory_limit)
    return read_page(task)


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
