"""Page reading shared by many sources: a few workers, each a process with a thread that speaks to it.

`PagePool` belongs to one thread. Here every thread has one of its own with a single worker, so that the pages of
several documents can be read at once and one long document still uses every core.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from converters.ocr.options import OcrOptions
from converters.reading.document import Page
from converters.work.page_tasks import failed_page
from converters.work.pool import PagePool
from validators.problems import say

NOT_READ = say("The reading was stopped.")
AHEAD = 4  # pages a worker: how far reading may run ahead of whoever takes the pages


class PageReaders:
    """Reads pages in worker processes; `read` may be called from several threads. Use it as a context manager.

    Args:
        options: How to read.
        jobs: How many workers.
        workspace: Where workers put their temporary files; whoever made it removes it, so that nothing stays behind
            of a worker that was killed.
    """

    def __init__(self, options: OcrOptions, jobs: int, workspace: Path | None = None) -> None:
        self._options = options
        self._jobs = jobs
        self._workspace = workspace
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="page")
        self._own = threading.local()
        self._pools: list[PagePool] = []
        self._abandoned = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for pool in self._pools:
            pool.close()

    def abandon(self) -> None:
        """Stop at once: pages under way come back as failed. May be called from any thread."""
        self._abandoned.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for pool in list(self._pools):
            pool.abandon()

    def read(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        """Read pages of a source, in the order asked for. Never raises for a page; see `Page.failure`."""
        under_way: deque[tuple[int, Future[Page]]] = deque()
        for number in numbers:
            if self._abandoned.is_set():
                return
            with contextlib.suppress(RuntimeError):  # abandoned since
                under_way.append((number, self._threads.submit(self._page, source, number)))
            if len(under_way) >= AHEAD * self._jobs:
                yield _taken(*under_way.popleft())
        while under_way:
            yield _taken(*under_way.popleft())

    def _page(self, source: Path, number: int) -> Page:
        if self._abandoned.is_set():
            return failed_page(number, NOT_READ)
        pool: PagePool | None = getattr(self._own, "pool", None)
        if pool is None:
            pool = self._own.pool = PagePool(self._options, 1, self._workspace)
            self._pools.append(pool)
        return next(pool.read_pages(source, [number]))


def _taken(number: int, future: Future[Page]) -> Page:
    try:
        return future.result()
    except CancelledError:
        return failed_page(number, NOT_READ)
