"""The processes of a chaos run (`chaos.py`): one that has pages read, and those that read them, in each of three ways.

    python -c "from benchmarks.chaos_actors import main; main()" ROLE FOLDER SHARE WORD

ROLE is a key of `ACTORS`. FOLDER holds the book, the notes and the certificates; SHARE is where this process sees the
shared folder, and WORD what else the role wants: how many pages, or the scheduler's host and port. The local pool reads
real pictures by the real engine; the two others hand out pages that a `Reader` makes up, because their own work is the
handing out. `CHAOS_AHEAD` sets a process's clock ahead, in seconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from converters.ocr.options import OcrOptions
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.work import local_pool
from converters.work.cluster.address import Cluster
from converters.work.folder_queue.beats import new_name
from converters.work.folder_queue.pool import FolderPool
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from converters.work.page_tasks import PageTask, read_page
from validators.problems import Message

EVERY, LOST = 0.2, 2.0  # seconds between signs of life, and without one
A_PAGE = 0.05  # seconds
LOCAL_LIMIT = 15.0  # seconds for a page and as many again for a worker to begin, where real pages are read
JOINING = 120.0  # seconds the first worker of a cluster may take to be there
LOCAL_OPTIONS = OcrOptions(page_timeout=LOCAL_LIMIT)
BOOK, EXPECTED, NOTES, ADDRESS, ONLY_HERE = "book.tif", "expected.json", "notes", "address", "only-here"
TEXT = "một quyển sách"
RIGHT, WRONG = "right", "wrong"


class Pool(Protocol):
    """Has pages read."""

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""


class Reader:
    """Reads a page: what its source says, and its number."""

    def submit(self, task: PageTask) -> Future[Page]:
        """A page, after a while."""
        future: Future[Page] = Future()
        time.sleep(A_PAGE)
        future.set_result(page_of(task.source.read_text("utf-8"), task.number))
        return future

    def abandon(self) -> None:
        """Nothing is under way."""


def page_of(text: str, number: int) -> Page:
    word = Word(f"{text} {number}", Box(1, 2, 3, 4), 0.5)
    return Page(number, 100, 200, 300.0, (Block(BlockKind.PARAGRAPH, (Line((word,)),)),), Method.OCR)


def about() -> Mapping[str, object]:
    """Called by name on the workers of a cluster."""
    return {"software": "chaos", "stamp": "1", "computer": f"máy {os.getpid()}"}


def cluster_in(folder: Path, address: str) -> Cluster:
    return Cluster(address, folder / "cert.pem", folder / "cert.pem", folder / "key.pem")


def unheard(message: Message) -> None:
    """Nobody listens."""


def noted(folder: Path) -> list[tuple[int, str]]:
    """What came back so far: numbers of pages, and whether each was right, or why it was not read."""
    notes = folder / NOTES
    lines = notes.read_text("utf-8").splitlines() if notes.exists() else []
    return [(int(number), said) for number, _, said in (line.partition("\t") for line in lines)]


def have_read(folder: Path, pages: int, pool: Pool, options: OcrOptions, is_right: Callable[[Page], bool]) -> None:
    """Have those pages read that were not right yet, as `--retry` does; note each as it comes, in one write."""
    done = {number for number, said in noted(folder) if said == RIGHT}
    stream = os.open(folder / NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    asked = {
        number: pool.submit(PageTask(folder / BOOK, number, options))
        for number in range(1, pages + 1)
        if number not in done
    }
    for number, future in asked.items():
        page = future.result()
        said = WRONG if page.failure is None else " ".join(str(page.failure).split())
        if page.failure is None and page.number == number and is_right(page):
            said = RIGHT
        os.write(stream, f"{number}\t{said}\n".encode())


def command_of_queue(folder: Path, share: Path, word: str) -> None:
    with FolderPool(Share(share), about(), unheard, lost_after=LOST, every=EVERY) as pool:
        have_read(folder, int(word), pool, OcrOptions(), as_made_up)


def worker_of_queue(folder: Path, share: Path, word: str) -> None:
    cache = folder / f"cache-{word}"
    cache.mkdir(exist_ok=True)
    Worker(Share(share), Reader(), 2, about(), cache, unheard, lost_after=LOST, every=EVERY).run()


def command_of_local(folder: Path, share: Path, word: str) -> None:
    """Real pages by real workers."""
    del share
    local_pool.GRACE = LOCAL_LIMIT
    expected = json.loads((folder / EXPECTED).read_text("utf-8"))
    with local_pool.LocalPool(2) as pool:
        have_read(folder, int(word), pool, LOCAL_OPTIONS, lambda page: expected[page.number - 1] == digest_of(page))


def expected_pages(book: Path, pages: int) -> str:
    """What reading makes of real pages when nothing happens, as digests in JSON."""
    numbers = range(1, pages + 1)
    return json.dumps([digest_of(read_page(PageTask(book, number, LOCAL_OPTIONS))) for number in numbers])


def digest_of(page: Page) -> str:
    return hashlib.sha256(repr(page).encode()).hexdigest()


def as_made_up(page: Page) -> bool:
    """Whether this is what a `Reader` makes up."""
    return page == page_of(TEXT, page.number)


def command_of_cluster(folder: Path, share: Path, word: str) -> None:
    from converters.work.cluster.pool import ClusterPool

    del share
    cluster = cluster_in(folder, (folder / ADDRESS).read_text())
    with ClusterPool(
        cluster, about, unheard, here=Reader(), only_here=folder / ONLY_HERE, lost_after=LOST, look_every=EVERY,
        joining=JOINING,
    ) as pool:  # fmt: skip
        have_read(folder, int(word), pool, OcrOptions(), as_made_up)


def worker_of_cluster(folder: Path, share: Path, word: str) -> None:
    from converters.work.cluster import on_worker
    from converters.work.cluster.joining import join

    del share, word
    on_worker.open_pool = Reader  # type: ignore[assignment]  # pages are made up
    join(cluster_in(folder, (folder / ADDRESS).read_text()), 1, new_name(), folder, unheard)


def scheduler(folder: Path, share: Path, word: str) -> None:
    del share
    asyncio.run(_serve(folder, *word.split(":")))


async def _serve(folder: Path, host: str, port: str) -> None:
    from distributed import Scheduler

    security = cluster_in(folder, "tls://any:1").security()
    security.tls_scheduler_cert, security.tls_scheduler_key = security.tls_client_cert, security.tls_client_key
    async with Scheduler(host=host, protocol="tls", port=int(port), security=security, dashboard=False) as serving:
        part = folder / "address.part"
        part.write_text(serving.address)
        part.rename(folder / ADDRESS)
        await serving.finished()


ACTORS: dict[str, Callable[[Path, Path, str], None]] = {
    "command of queue": command_of_queue, "worker of queue": worker_of_queue,
    "command of local": command_of_local,
    "command of cluster": command_of_cluster, "worker of cluster": worker_of_cluster,
    "scheduler": scheduler,
}  # fmt: skip


def main() -> None:
    """Play one role."""
    role, folder, share, word = sys.argv[1:]
    ahead, told = float(os.environ.get("CHAOS_AHEAD", "0")), time.time
    time.time = lambda: told() + ahead
    ACTORS[role](Path(folder), Path(share), word)
