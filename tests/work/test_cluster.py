"""A Dask cluster over TLS: every page comes back once or fails by a kind, whoever is killed, frozen, or different."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from converters.ocr.options import OcrOptions
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.work.cluster.address import Cluster, ClusterProblem, is_cluster
from converters.work.cluster.members import Members, disagreement
from converters.work.cluster.pool import ClusterPool
from converters.work.cluster.shares import MOST_PAGES, WORTH, Pace
from converters.work.cluster.sheaves import Placed, SheafRead, decoded_read, decoded_sheaf, encoded_read, encoded_sheaf
from converters.work.failures import kind_of
from converters.work.page_tasks import PageTask
from converters.work.priority import Priority
from converters.work.task_json import RemoteTask

LOST = 2.0  # seconds
LONG = 60  # seconds a trial may take at most
HERE = Path(__file__).parents[2]


def page_of(text: str, number: int) -> Page:
    word = Word(f"{text} {number}", Box(1, 2, 3, 4), 0.5)
    return Page(number, 100, 200, 300.0, (Block(BlockKind.PARAGRAPH, (Line((word,)),)),), Method.OCR)


def about() -> Mapping[str, object]:
    """Called by name on the workers."""
    return {"software": os.environ.get("TOLD_SOFTWARE", "1"), "stamp": "engine 1", "computer": f"máy {os.getpid()}"}


class TestAddress:
    @pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:8786"])
    def test_this_computer_needs_no_certificates(self, address: str) -> None:
        assert Cluster(address).checked().security() is None

    @pytest.mark.parametrize(
        "address", ["tcp://192.168.1.5:8786", "tcp://may-chu:8786", "http://127.0.0.1:1", "127.0.0.1:8786", "tls://x",
                    "tcp://127.0.0.1.example:8786", "tls://:8786", "tcp://127.0.0.1:99999", "ucx://127.0.0.1:1"]
    )  # fmt: skip
    def test_anything_else_without_tls_is_refused(self, address: str) -> None:
        with pytest.raises(ClusterProblem):
            Cluster(address).checked()

    def test_tls_needs_three_files(self, tmp_path: Path) -> None:
        there = tmp_path / "a.pem"
        there.touch()
        for files in itertools.product((None, there, tmp_path / "no.pem"), repeat=3):
            cluster = Cluster("tls://may-chu:8786", *files)
            if files == (there,) * 3:
                assert cluster.checked() == cluster
            else:
                with pytest.raises(ClusterProblem, match="--tls-"):
                    cluster.checked()

    def test_a_folder_is_no_scheduler(self) -> None:
        assert [is_cluster(text) for text in ("tls://a:1", "tcp://a:1", "Z:/hang-doi", "/mnt/tls", "tls:")] == [
            True, True, False, False, False,
        ]  # fmt: skip


class TestSheaves:
    def test_pages_come_back_equal(self) -> None:
        sheaf = (Placed(RemoteTask("0" * 64 + ".pdf", 3, OcrOptions(dpi=200)), Path("/chung/sách.pdf")),)
        assert decoded_sheaf(encoded_sheaf(sheaf)) == sheaf
        read = SheafRead(1.5, (page_of("a", 1), None))
        assert decoded_read(encoded_read(read), 2) == read

    @pytest.mark.parametrize("content", [None, b"", b"[]", b'{"seconds": 1}', encoded_read(SheafRead(1, (None,)))])
    def test_something_else_is_no_page(self, content: object) -> None:
        assert decoded_read(content, 2).pages == (None, None)


class TestPace:
    def test_sheaves_are_worth_the_sending_and_are_shared_out(self) -> None:
        pace = Pace()
        assert pace.pages(100, 1) == 1  # nothing is known yet
        pace.took(3 * 5, 3)
        assert (pace.pages(100, 1), pace.pages(4, 4), pace.pages(1, 9)) == (round(WORTH / 5), 1, 1)
        for _ in range(40):
            pace.took(0.0, 1)
        assert pace.pages(1000, 1) == MOST_PAGES


class TestMembers:
    def test_whoever_is_silent_by_our_clock_is_lost_until_heard_again(self) -> None:
        members = Members(10)
        told: dict[str, Mapping[str, object]] = {"a": {"id": "1", "last_seen": 5.0, "nthreads": 2}}
        new, gone = members.seen(told, 0)
        new[0].agreed = True
        assert (len(new), gone, members.usable(9)) == (1, [], new)
        members.seen(told, 9)
        assert (members.usable(10), members.silent(10)) == ([], new)
        members.seen({"a": {**told["a"], "last_seen": 4.0}}, 11)  # another clock, set back
        assert members.usable(20) == new

    def test_another_at_the_same_address_is_another(self) -> None:
        members = Members(10)
        (first,), _ = members.seen({"a": {"id": "1"}}, 0)
        (second,), gone = members.seen({"a": {"id": "2"}}, 1)
        assert gone == [first]
        assert second.agreed is None

    def test_disagreement_is_one_sentence(self) -> None:
        ours = {"software": "1", "stamp": "x", "computer": "a"}
        assert disagreement({**ours, "computer": "b"}, ours) is None
        for changed in ({"software": "2"}, {"stamp": "y"}, {"childless": True}):
            said = str(disagreement({**ours, "computer": "b", **changed}, ours))
            assert "b" in said
            assert said.count(".") == 1


SCHEDULER = """
import asyncio, sys
from pathlib import Path
from distributed import Scheduler
from tests.work.test_cluster import cluster_in

async def serve(folder):
    security = cluster_in(folder, "tls://127.0.0.1:1").security()
    security.tls_scheduler_cert, security.tls_scheduler_key = security.tls_client_cert, security.tls_client_key
    async with Scheduler(
        host="127.0.0.1", protocol="tls", port=int(sys.argv[2]), security=security, dashboard=False
    ) as it:
        part = folder / "address.part"
        part.write_text(it.address)
        part.rename(folder / "address")
        await it.finished()

asyncio.run(serve(Path(sys.argv[1])))
"""
WORKER = """
import sys, threading, time
from concurrent.futures import Future
from pathlib import Path
from converters.work.cluster import on_worker
from converters.work.cluster.joining import join
from tests.work.test_cluster import cluster_in, page_of

class Slow:
    def submit(self, task):
        future = Future()
        time.sleep(0.05)
        with open(Path(sys.argv[1]) / "read.txt", "a") as stream:
            stream.write(f"{task.number}\\n")
        future.set_result(page_of(task.source.read_text("utf-8"), task.number))
        return future

on_worker.open_pool = lambda: Slow()
place = Path(sys.argv[1])
join(cluster_in(place, (place / "address").read_text()), 1, sys.argv[2], place, lambda message: None)
"""


def cluster_in(folder: Path, address: str) -> Cluster:
    return Cluster(address, folder / "cert.pem", folder / "cert.pem", folder / "key.pem")


@dataclass
class Computers:
    """A scheduler and workers, each in a process of its own."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=itertools.count)

    def scheduler(self) -> subprocess.Popen[bytes]:
        process = self._start(SCHEDULER, "0")
        while not (self.folder / "address").exists():
            assert process.poll() is None
            time.sleep(0.05)
        return process

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._start(WORKER, f"may-{next(self.names)}", **environment)

    def _start(self, script: str, word: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(self.folder), word], cwd=HERE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE / "tests/work"))), **environment},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    @property
    def cluster(self) -> Cluster:
        return cluster_in(self.folder, (self.folder / "address").read_text())

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[Computers]:
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    if os.name == "nt" or shutil.which("openssl") is None:
        pytest.skip("needs openssl, and signals Windows does not have")
    certificate = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=thu"
    subprocess.run(
        ["openssl", *certificate.split(), "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    computers = Computers(tmp_path)
    yield computers
    computers.stop()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "sach.tif"
    path.write_text("một quyển sách", "utf-8")
    return path


class Local:
    """Reads what lies here alone."""

    def submit(self, task: PageTask) -> Future[Page]:
        future: Future[Page] = Future()
        future.set_result(page_of("ở đây", task.number))
        return future

    def abandon(self) -> None:
        """Nothing is under way."""


@pytest.fixture
def open_pool(computers: Computers, tmp_path: Path) -> Callable[..., ClusterPool]:
    told: list[str] = []

    def opened(joining: float = LONG, priority: Priority = Priority.NORMAL) -> ClusterPool:
        return ClusterPool(
            computers.cluster, about, lambda message: told.append(str(message)), here=Local(),
            only_here=tmp_path / "only-here", lost_after=LOST, look_every=0.2, joining=joining, priority=priority,
        )  # fmt: skip

    return opened


def asked(pool: ClusterPool, book: Path, count: int) -> tuple[list[Future[Page]], list[Page]]:
    answers: list[Page] = []
    futures = [pool.submit(PageTask(book, number, OcrOptions())) for number in range(1, count + 1)]
    for future in futures:
        future.add_done_callback(lambda future: answers.append(future.result()))
    return futures, answers


@pytest.mark.real
@pytest.mark.filterwarnings("default")
class TestOverTls:
    def test_pages_are_read_by_both(
        self, computers: Computers, open_pool: Callable[..., ClusterPool], book: Path, tmp_path: Path
    ) -> None:
        computers.scheduler()
        computers.worker()
        computers.worker()
        with open_pool() as pool:
            futures, answers = asked(pool, book, 60)
            assert [future.result(LONG) for future in futures] == [page_of("một quyển sách", n) for n in range(1, 61)]
            here = pool.submit(PageTask(tmp_path / "only-here" / "a.pdf", 7, OcrOptions())).result(LONG)
            gone = pool.submit(PageTask(tmp_path / "khong-co.pdf", 8, OcrOptions())).result(LONG)
        assert here == page_of("ở đây", 7)
        assert "cannot be read" in str(gone.failure)
        assert len(answers) == 60
        assert sorted(map(int, (tmp_path / "read.txt").read_text().split())) == list(range(1, 61))

    def test_an_urgent_run_does_not_wait_for_one_that_came_before(
        self, computers: Computers, open_pool: Callable[..., ClusterPool], book: Path, tmp_path: Path
    ) -> None:
        """Only what a worker has in its hands is finished first."""
        computers.scheduler()
        computers.worker()
        with open_pool(priority=Priority.LOW) as patient, open_pool(priority=Priority.HIGH) as urgent:
            early, _ = asked(patient, book, 120)
            early[8].result(LONG)
            late = [urgent.submit(PageTask(book, number, OcrOptions())) for number in range(1001, 1031)]
            for future in (*late, *early):
                future.result(LONG)
        order = list(map(int, (tmp_path / "read.txt").read_text().split()))
        first, last = order.index(1001), order.index(1030)
        assert last - first < 30 + 5
        assert last < len(order) - 30

    def test_another_version_is_refused_in_one_sentence(
        self, computers: Computers, open_pool: Callable[..., ClusterPool]
    ) -> None:
        computers.scheduler()
        computers.worker(TOLD_SOFTWARE="2")
        with pytest.raises(ClusterProblem, match=r"“2”.*“1”"):
            open_pool().__enter__()

    def test_a_scheduler_without_workers_and_none_at_all_are_told(
        self, computers: Computers, open_pool: Callable[..., ClusterPool]
    ) -> None:
        scheduler = computers.scheduler()
        with pytest.raises(ClusterProblem, match="No worker"):
            open_pool(joining=LOST).__enter__()
        scheduler.kill()
        scheduler.wait()
        with pytest.raises(ClusterProblem, match="does not answer"):
            open_pool(joining=LOST).__enter__()

    @pytest.mark.parametrize("blow", ["SIGKILL", "SIGSTOP"])
    def test_a_scheduler_that_dies_or_freezes_costs_pages_never_the_run(
        self, blow: str, computers: Computers, open_pool: Callable[..., ClusterPool], book: Path
    ) -> None:
        scheduler = computers.scheduler()
        computers.worker()
        with open_pool() as pool:
            futures, answers = asked(pool, book, 200)
            futures[3].result(LONG)
            scheduler.send_signal(signal.Signals[blow])
            pages = [future.result(LONG) for future in futures]
        failed = [page for page in pages if page.failure is not None]
        assert len(answers) == 200
        assert failed
        assert {kind_of(page.failure) for page in failed if page.failure is not None} == {"crash"}

    @pytest.mark.parametrize("seed", range(int(os.environ.get("CLUSTER_SEEDS", "2"))))
    def test_every_page_comes_back_once_whoever_dies(
        self, seed: int, computers: Computers, open_pool: Callable[..., ClusterPool], book: Path
    ) -> None:
        chance = random.Random(seed)  # noqa: S311
        computers.scheduler()
        victim, sleeper = computers.worker(), computers.worker()
        with open_pool() as pool:
            while len(pool.workers()) < 2:
                time.sleep(0.1)
            futures, answers = asked(pool, book, 80)
            futures[chance.randrange(4)].result(LONG)
            time.sleep(chance.uniform(0, 0.5))
            sleeper.send_signal(signal.SIGSTOP)
            time.sleep(chance.uniform(0, 0.5))
            victim.kill()
            time.sleep(chance.uniform(0, 2 * LOST))
            sleeper.send_signal(signal.SIGCONT)
            if chance.random() < 0.5:
                computers.worker()
            pages = [future.result(LONG) for future in futures]
        assert sorted(page.number for page in answers) == list(range(1, 81))
        assert threading.active_count() < 100
        for page in pages:
            right = page == page_of("một quyển sách", page.number)
            assert right or (page.failure is not None and kind_of(page.failure) in {"crash", "timeout"})
