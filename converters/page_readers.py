"""Page reading shared by many sources: a few workers, each a process with a thread that speaks to it.

`PagePool` belongs to one thread. Here every thread has one of its own with a single worker, so that the pages of
several documents can be read at once and one long document still uses every core.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from converters.ocr.options import OcrOptions
from converters.ocr.pool import PagePool
from converters.reading.document import Page

AHEAD = 4  # pages a worker: how far reading may run ahead of whoever takes the pages


class PageReaders:
    """Reads pages in worker processes; `read` may be called from several threads. Use it as a context manager."""

    def __init__(self, options: OcrOptions, jobs: int) -> None:
        self._options = options
        self._jobs = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="page")
        self._own = threading.local()
        self._pools: list[PagePool] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        for pool in self._pools:
            pool.close()

    def read(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        """Read pages of a source, in the order asked for. Never raises for a page; see `Page.failure`."""
        under_way: deque[Future[Page]] = deque()
        for number in numbers:
            under_way.append(self._threads.submit(self._page, source, number))
            if len(under_way) >= AHEAD * self._jobs:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()

    def _page(self, source: Path, number: int) -> Page:
        pool: PagePool | None = getattr(self._own, "pool", None)
        if pool is None:
            pool = self._own.pool = PagePool(self._options, 1)
            self._pools.append(pool)
        return next(pool.read_pages(source, [number]))
