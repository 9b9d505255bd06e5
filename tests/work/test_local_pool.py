"""The seam `submit(PageTask) → Future[Page]`: what every implementation promises, and what the local one bears."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PIL import Image

from converters.ocr.options import OcrOptions
from converters.reading.document import Page
from converters.work import local_pool
from converters.work.batch import ReadPages, work_through
from converters.work.local_pool import LocalPool
from converters.work.page_reader import PageReader
from converters.work.page_tasks import PageTask, failed_page
from validators import workers
from validators.problems import say

REFUSED = OcrOptions(max_pixels=1)  # a page is loaded and then refused, which needs no engine


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "sach.tif"
    page = Image.new("1", (8, 8))
    page.save(path, "TIFF", save_all=True, append_images=[page] * 5)
    return path


class Workers:
    """Reads nothing; counts how far a reader runs ahead."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def submit(self, task: PageTask) -> Future[Page]:
        self.asked.append(task.number)
        future: Future[Page] = Future()
        future.set_result(failed_page(task.number, say("Page {number}", number=task.number)))
        return future


def test_pages_come_in_order_and_reading_runs_ahead_only_so_far() -> None:
    asked = Workers()
    pages = PageReader(asked, OcrOptions(), ahead=3)(Path("x.pdf"), [5, 1, 4, 2, 3])
    assert next(pages).number == 5
    assert asked.asked == [5, 1, 4]
    assert [page.number for page in pages] == [1, 4, 2, 3]


@pytest.mark.real
def test_every_page_has_its_own_failure_and_workers_are_gone_afterwards(book: Path) -> None:
    with LocalPool(2) as pool:
        futures = [pool.submit(PageTask(book, number, REFUSED)) for number in (1, 2, 9)]
        pages = [future.result() for future in futures]
    assert [page.number for page in pages] == [1, 2, 9]
    assert "too large" in str(pages[0].failure)
    assert "too large" not in str(pages[2].failure)
    assert multiprocessing.active_children() == []


@pytest.mark.real
def test_workers_are_renewed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_pool, "RENEW_AFTER", 1)
    start, started = workers._start, []

    def counted(work: Callable[[PageTask], Page], prepare: Callable[[], None]) -> workers._Worker:
        started.append(work)
        return start(work, prepare)

    monkeypatch.setattr(workers, "_start", counted)
    with LocalPool(1) as pool:
        for number in (1, 2):
            assert "too large" in str(pool.submit(PageTask(book, number, REFUSED)).result().failure)
    assert len(started) == 2


@pytest.mark.real
def test_a_worker_that_is_killed_costs_nothing(book: Path) -> None:
    """The page it had is given to another: it is to blame only when that one dies as well."""
    with LocalPool(1) as pool:
        assert "too large" in str(pool.submit(PageTask(book, 1, REFUSED)).result().failure)
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        assert "too large" in str(pool.submit(PageTask(book, 2, REFUSED)).result().failure)


def test_what_is_abandoned_comes_back_unread(book: Path) -> None:
    with LocalPool(1) as pool:
        pool.abandon()
        futures = [pool.submit(PageTask(book, number, REFUSED)) for number in (1, 2)]
        assert [str(future.result().failure) for future in futures] == ["The reading was stopped."] * 2
    assert multiprocessing.active_children() == []


def test_sources_are_worked_through_and_one_bad_one_stops_no_other() -> None:
    reader = PageReader(Workers(), OcrOptions(), ahead=2)

    def work(item: str, read_pages: ReadPages) -> list[int]:
        if item == "bad":
            raise ValueError(item)
        return [page.number for page in read_pages(Path(item), [1, 2, 3])]

    outcomes = {outcome.item: outcome for outcome in work_through(["a", "bad", "b"], work, reader, at_once=2)}
    assert outcomes["a"].product == outcomes["b"].product == [1, 2, 3]
    assert isinstance(outcomes["bad"].failure, ValueError)


def test_one_thread_works_while_the_others_wait_for_pages() -> None:
    at_work, most = threading.Lock(), []

    def slow(source: Path, numbers: object) -> Iterator[Page]:
        time.sleep(0.02)
        yield failed_page(1, say("x"))

    def work(item: int, read_pages: PageReader) -> int:
        for _ in read_pages(Path("x"), [1]):
            most.append(at_work.acquire(blocking=False))
            time.sleep(0.01)
            at_work.release()
        return item

    assert len(list(work_through(range(4), work, slow, at_once=4))) == 4  # type: ignore[arg-type]
    assert most == [True] * 4
