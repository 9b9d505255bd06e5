"""Many sources at once on few cores: pages are read in worker processes, everything else one source at a time.

PDFium and python-docx are not made for threads, and most of the time goes into OCR, which runs in other processes. So
each source has a thread, one lock lets one thread work, and a thread gives the lock up only while it waits for pages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from converters.reading.document import Page

ReadPages = Callable[[Path, Sequence[int]], Iterator[Page]]
Item = TypeVar("Item")
Product = TypeVar("Product")
PATIENCE = 0.5  # seconds; a wait without a limit cannot be interrupted on Windows


class _Abandoned(BaseException):
    """Nobody wants the product any more. No `Exception`, so that nothing on its way takes it for a page's failure."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Product]):
    """What became of one item: a product or a reason, never both."""

    item: Item
    product: Product | None = None
    failure: Exception | None = None


def work_through(
    items: Iterable[Item],
    work: Callable[[Item, ReadPages], Product],
    read_pages: ReadPages,
    *,
    at_once: int,
    abandon: Callable[[], None] = lambda: None,
) -> Iterator[Outcome[Item, Product]]:
    """Do the work for every item, several at a time, and hand out results as they come.

    Args:
        items: What to work on.
        work: Makes a product of an item; is given a way to have pages read.
        read_pages: Reads pages of a file, in order; may be called from several threads.
        at_once: How many items may be under way.
        abandon: Called when the results are no longer wanted (Ctrl-C): must bring waiting for pages to an end.

    Yields:
        One outcome an item. Whatever is raised for an item is its failure and does not concern the others.
    """
    turn = threading.Lock()
    abandoned = threading.Event()

    def patient(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        pages = read_pages(source, numbers)
        while True:
            turn.release()
            try:
                page = next(pages, None)
            finally:
                turn.acquire()
            if abandoned.is_set():
                raise _Abandoned
            if page is None:
                return
            yield page

    def one(item: Item) -> Outcome[Item, Product]:
        with turn:
            if abandoned.is_set():
                raise _Abandoned
            try:
                return Outcome(item, product=work(item, patient))
            except Exception as failure:  # noqa: BLE001  (one bad item never stops a batch, whatever a library throws)
                return Outcome(item, failure=failure)

    with ThreadPoolExecutor(at_once, thread_name_prefix="source") as threads:
        try:
            yield from _as_they_come(threads, one, iter(items), at_once)
        except BaseException:
            abandoned.set()
            abandon()
            raise


def _as_they_come(
    threads: ThreadPoolExecutor,
    one: Callable[[Item], Outcome[Item, Product]],
    items: Iterator[Item],
    at_once: int,
) -> Iterator[Outcome[Item, Product]]:
    """Keep just so many under way that nothing waits and nothing piles up."""
    under_way: set[Future[Outcome[Item, Product]]] = set()
    try:
        for item in items:
            under_way.add(threads.submit(one, item))
            while len(under_way) > at_once:
                done, under_way = wait(under_way, timeout=PATIENCE, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while under_way:
            done, under_way = wait(under_way, timeout=PATIENCE, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in under_way:
            future.cancel()
