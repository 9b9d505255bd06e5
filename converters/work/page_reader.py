"""The one seam between reading documents and reading pages: `submit(task)` gives a future of a page.

What implements it decides where pages are read: worker processes of this computer (`local_pool`), or others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from converters.ocr.options import OcrOptions
from converters.reading.document import Page
from converters.work.page_tasks import PageTask

AHEAD = 4  # pages a worker: how far reading may run ahead of whoever takes the pages, so that memory stays bounded


class PageWorkers(Protocol):
    """Reads pages somewhere."""

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read. May be called from several threads.

        Args:
            task: The page.

        Returns:
            Its page, always: what goes wrong with a page is told in `Page.failure`, never raised.
        """


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages of sources in the order asked for, while workers run ahead (`ReadPages`).

    Attributes:
        workers: Who reads them.
        options: How they are read.
        ahead: How many pages of a source may be under way or waiting to be taken.
    """

    workers: PageWorkers
    options: OcrOptions
    ahead: int

    def __call__(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        """Read pages of a source. Never raises for a page; see `Page.failure`.

        Args:
            source: A PDF or picture file.
            numbers: Pages, from 1.
        """
        under_way: deque[Future[Page]] = deque()
        for number in numbers:
            under_way.append(self.workers.submit(PageTask(source, number, self.options)))
            if len(under_way) >= self.ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
