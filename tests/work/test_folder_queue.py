"""Several computers share a folder: every page comes back once, whoever is killed, frozen, or of another version."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.options import OcrOptions
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.work.folder_queue.beats import Watch, about, beating, new_name
from converters.work.folder_queue.patience import GaveUp, Patience
from converters.work.folder_queue.pool import FolderPool
from converters.work.folder_queue.share import MARKER, Share
from converters.work.folder_queue.tokens import Token, Tray
from converters.work.folder_queue.worker import Worker
from converters.work.page_tasks import PageTask
from converters.work.task_json import RemoteTask, decoded_task, encoded_task, source_name
from validators.problems import OutputProblem

ABOUT: Mapping[str, object] = {"software": "pbgdpl-cli 1", "stamp": "engine 1"}
QUICK = 0.05  # seconds between signs of life
LOST = 0.6  # seconds
LONG = 60  # seconds a trial may take at most


class Reader:
    """Reads at once: a page says what its source says, and its number."""

    def __init__(self, hold: threading.Event | None = None) -> None:
        self.read: list[tuple[str, int]] = []
        self._hold = hold

    def submit(self, task: PageTask) -> Future[Page]:
        future: Future[Page] = Future()
        if self._hold is not None:
            self._hold.wait(LONG)
        text = task.source.read_text("utf-8")
        self.read.append((text, task.number))
        future.set_result(page_of(text, task.number))
        return future


def page_of(text: str, number: int) -> Page:
    word = Word(f"{text} {number}", Box(1, 2, 3, 4), 0.5)
    return Page(number, 100, 200, 300.0, (Block(BlockKind.PARAGRAPH, (Line((word,)),)),), Method.OCR)


@pytest.fixture
def share(tmp_path: Path) -> Share:
    share = Share(tmp_path / "chia-se")
    share.prepare()
    return share


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "sach.tif"
    path.write_text("một quyển sách", "utf-8")
    return path


@pytest.fixture
def told() -> list[str]:
    return []


def worker_of(share: Share, cache: Path, told: list[str], *, reader: Reader | None = None, **changed: object) -> Worker:
    cache.mkdir(exist_ok=True)
    return Worker(
        share, reader or Reader(), 2, {**ABOUT, **changed}, cache, lambda message: told.append(str(message)),
        lost_after=LOST, every=QUICK,
    )  # fmt: skip


@pytest.fixture
def pool(share: Share, told: list[str]) -> Iterator[FolderPool]:
    with FolderPool(share, ABOUT, lambda message: told.append(str(message)), lost_after=LOST, every=QUICK) as pool:
        yield pool


def running(worker: Worker) -> threading.Thread:
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    return thread


class TestTasks:
    @given(st.integers(1, 10**6), st.sampled_from(["", ".pdf", ".tif", ".JPG", ".không"]), st.binary(max_size=4))
    def test_a_task_comes_back_equal(self, number: int, ending: str, content: bytes) -> None:
        name = source_name(content.hex().ljust(64, "0"), Path(f"a{ending}"))
        task = RemoteTask(name, number, OcrOptions(dpi=200))
        assert decoded_task(encoded_task(task)) == task
        assert (
            RemoteTask(name, number, OcrOptions(dpi=200)).key == task.key != RemoteTask(name, number, OcrOptions()).key
        )

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"{", b"[]", b'{"source": "../../etc/passwd", "number": 1, "options": {}, "function": "read_page"}',
            b'{"source": "' + b"0" * 64 + b'.pdf", "number": 1, "options": {}, "function": "os.system"}',
            b'{"source": "' + b"0" * 64 + b'/../x", "number": 1, "options": {}, "function": "read_page"}',
            b'{"source": "' + b"0" * 64 + b'.pdf", "number": 0, "options": {}, "function": "read_page"}',
        ],
    )  # fmt: skip
    def test_a_stranger_asks_for_nothing_else(self, content: bytes) -> None:
        assert decoded_task(content) is None


class TestTokens:
    @pytest.fixture
    def tray(self, tmp_path: Path) -> Tray:
        tray = Tray(tmp_path / "run")
        tray.lay_out()
        return tray

    KEY = "0" * 32

    def test_one_of_many_has_it(self, tray: Tray) -> None:
        tray.put(Token(self.KEY), b"task")
        mine = [Token(self.KEY, worker=f"w{number}") for number in range(8)]
        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(tray.take, mine)) == 1
        (held,) = tray.taken()
        assert tray.task(held) == b"task"
        assert tray.waiting() == []

    def test_a_late_result_is_dropped(self, tray: Tray) -> None:
        tray.put(Token(self.KEY), b"task")
        frozen, quick = Token(self.KEY, 0, "a"), Token(self.KEY, 1, "b")
        assert tray.take(frozen)
        assert tray.give_back(frozen, lost=True)
        assert tray.take(quick)
        assert not tray.finish(frozen, b"late")
        assert tray.finish(quick, b"right")
        assert not tray.finish(frozen, b"later still")
        assert [tray.collect(token) for token in tray.finished()] == [b"right"]
        assert list((tray.folder / "results").iterdir()) == []

    def test_what_was_finished_is_not_taken_back(self, tray: Tray) -> None:
        tray.put(Token(self.KEY), b"task")
        held = Token(self.KEY, 0, "a")
        assert tray.take(held)
        assert tray.finish(held, b"right")
        assert tray.finish(held, b"right")  # the share did not say that it was done
        assert not tray.give_back(held, lost=True)

    def test_a_result_is_missing_only_where_its_token_can_be_seen(self, tray: Tray) -> None:
        tray.put(Token(self.KEY), b"task")
        held = Token(self.KEY, 0, "a")
        assert tray.take(held)
        assert tray.finish(held, b"right")
        gone = tray.folder.with_name("gone")
        tray.folder.rename(gone)
        with pytest.raises(FileNotFoundError):  # the share is gone: asked again, not answered with nothing
            tray.collect(held)
        gone.rename(tray.folder)
        assert tray.collect(held) == b"right"

    def test_a_token_without_its_result_is_told_as_one(self, tray: Tray) -> None:
        tray.put(Token(self.KEY), b"task")
        held = Token(self.KEY, 0, "a")
        assert tray.take(held)
        assert tray.finish(held, b"right")
        (tray.folder / "results" / f"{held.name}.json").unlink()
        assert tray.collect(held) is None
        assert tray.finished() == []

    def test_other_files_are_no_tokens(self, tray: Tray) -> None:
        (tray.folder / "waiting" / "Thumbs.db").write_bytes(b"")
        (tray.folder / "taken" / f"{self.KEY}~0~../x".replace("/", "_")).write_bytes(b"")
        assert tray.waiting() == tray.taken() == []


class TestBeats:
    def test_silence_is_counted_by_the_own_clock(self, tmp_path: Path) -> None:
        now = [0.0]
        watch, beat = Watch(10, lambda: now[0]), tmp_path / "beat"
        beat.write_bytes(b"1")
        os.utime(beat, (0, 0))  # a clock in 1970
        assert watch.lives(beat)
        now[0] = 9
        assert watch.lives(beat)
        now[0] = 11
        assert not watch.lives(beat)
        beat.write_bytes(b"2")
        assert watch.lives(beat)
        now[0] = 30
        watch.restart()  # the share was gone
        assert watch.lives(beat)

    def test_whoever_lives_says_so_and_goes_quietly(self, tmp_path: Path) -> None:
        beat = tmp_path / "one"
        with beating(beat, ABOUT, QUICK):
            while not about(beat):
                time.sleep(QUICK)
            assert about(beat)["software"] == ABOUT["software"]
        assert not beat.exists()

    def test_names_are_nobody_elses(self) -> None:
        assert len({new_name() for _ in range(100)}) == 100


class TestPatience:
    def test_a_share_that_is_gone_is_waited_for_and_both_are_said_once(self, told: list[str]) -> None:
        answers: Iterator[OSError | str] = iter([OSError(5, "gone"), OSError(5, "gone"), "there"])
        came_back: list[int] = []

        def ask() -> str:
            answer = next(answers)
            if isinstance(answer, OSError):
                raise answer
            return answer

        patience = Patience(
            Path("x"), lambda message: told.append(str(message)), back=lambda: came_back.append(1), again=0
        )
        assert patience(ask) == "there"
        assert ["does not answer" in told[0], "is back" in told[1], len(told), came_back] == [True, True, 2, [1]]

    def test_whoever_gives_up_is_not_held(self) -> None:
        over = threading.Event()
        over.set()

        def ask() -> None:
            raise OSError(5, "gone")

        with pytest.raises(GaveUp):
            Patience(Path("x"), lambda message: None, over)(ask)


class TestShare:
    def test_a_folder_with_other_things_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "ảnh.jpg").write_bytes(b"")
        with pytest.raises(OutputProblem, match="other things"):
            Share(tmp_path).prepare()

    @pytest.mark.parametrize("content", ['{"format": 99}', "[]"])
    def test_another_format_is_refused(self, tmp_path: Path, content: str) -> None:
        (tmp_path / MARKER).write_text(content, "utf-8")
        with pytest.raises(OutputProblem, match="another version"):
            Share(tmp_path).prepare()

    def test_an_empty_mount_point_is_no_share(self, share: Share) -> None:
        (share.folder / MARKER).unlink()
        with pytest.raises(FileNotFoundError):
            share.runs()


@pytest.mark.real
class TestTogether:
    def test_pages_come_back_whoever_reads_them(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        workers = [worker_of(share, tmp_path / f"may-{number}", told) for number in range(3)]
        for worker in workers:
            running(worker)
        futures = [pool.submit(PageTask(book, number, OcrOptions())) for number in range(1, 31)]
        assert [future.result(LONG) for future in futures] == [page_of("một quyển sách", n) for n in range(1, 31)]
        for worker in workers:
            worker.stop()
        assert told == []

    def test_two_who_ask_for_the_same_page_get_it(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        same = book.with_name("ban-sao.tif")
        same.write_bytes(book.read_bytes())
        futures = [pool.submit(PageTask(path, 1, OcrOptions())) for path in (book, same, book)]
        reader = Reader()
        worker_of(share, tmp_path / "may", told, reader=reader).run(once=True)
        assert {future.result(LONG) for future in futures} == {page_of("một quyển sách", 1)}
        assert len(reader.read) == 1

    def test_an_urgent_run_goes_first_whichever_came_first(
        self, share: Share, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        with contextlib.ExitStack() as runs:
            asked = []
            for priority in ("low", "normal", "high", "other"):
                about_it = {**ABOUT, "priority": priority}
                run = runs.enter_context(
                    FolderPool(share, about_it, lambda message: told.append(str(message)), every=QUICK)
                )
                paper = tmp_path / f"{priority}.tif"
                paper.write_text(priority, "utf-8")
                asked += [run.submit(PageTask(paper, number, OcrOptions())) for number in range(1, 6)]
            while not all(about(share.beat_of_run(name)) for name in share.runs()):
                time.sleep(QUICK)
            reader = Reader()
            worker_of(share, tmp_path / "may", told, reader=reader).run(once=True)
            for future in asked:
                future.result(LONG)
        order = [text for text, _ in reader.read]
        # Two slots: the second may already ask for the next run while the first still reads of the one before.
        assert order[:4] == ["high"] * 4
        assert order[-4:] == ["low"] * 4

    def test_another_version_leaves_the_pages_to_others(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        future = pool.submit(PageTask(book, 1, OcrOptions()))
        while not share.runs() or not about(share.beat_of_run(share.runs()[0])):
            time.sleep(QUICK)
        stranger = worker_of(share, tmp_path / "la", told, software="pbgdpl-cli 2")
        assert stranger.run(once=True) == 0
        assert len(told) == 1
        assert "pbgdpl-cli 1" in told[0]
        assert "pbgdpl-cli 2" in told[0]
        assert worker_of(share, tmp_path / "may", told).run(once=True) == 1
        assert future.result(LONG) == page_of("một quyển sách", 1)

    def test_a_damaged_copy_is_a_failed_page(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        future = pool.submit(PageTask(book, 1, OcrOptions()))
        (copy,) = (share.run(share.runs()[0]).sources).iterdir()
        copy.write_bytes(b"other bytes")
        worker_of(share, tmp_path / "may", told).run(once=True)
        assert "damaged" in str(future.result(LONG).failure)

    def test_a_source_that_is_gone_is_a_failed_page(self, pool: FolderPool, tmp_path: Path) -> None:
        page = pool.submit(PageTask(tmp_path / "khong-co.tif", 3, OcrOptions())).result(LONG)
        assert page.number == 3
        assert "cannot be read" in str(page.failure)

    def test_a_share_that_goes_and_comes_back_costs_no_page(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        worker = worker_of(share, tmp_path / "may", told)
        running(worker)
        gone = share.folder.with_name("di-mat")
        share.folder.rename(gone)
        with ThreadPoolExecutor(1) as threads:
            asking = threads.submit(pool.submit, PageTask(book, 1, OcrOptions()))
            time.sleep(LOST * 2)
            gone.rename(share.folder)
            assert asking.result(LONG).result(LONG) == page_of("một quyển sách", 1)
        worker.stop()
        assert any("does not answer" in line for line in told)

    def test_a_tray_that_was_tidied_away_is_laid_out_again(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        futures = [pool.submit(PageTask(book, number, OcrOptions())) for number in (1, 2)]
        share.remove(share.runs()[0])
        worker = worker_of(share, tmp_path / "may", told)
        running(worker)
        assert [future.result(LONG).failure for future in futures] == [None, None]
        worker.stop()

    def test_a_frozen_worker_comes_too_late(
        self, share: Share, pool: FolderPool, book: Path, tmp_path: Path, told: list[str]
    ) -> None:
        hold = threading.Event()
        slow = worker_of(share, tmp_path / "cham", told, reader=Reader(hold))
        slow.every = 10 * LONG  # its heart stops, its hands do not
        thread = running(slow)
        futures = [pool.submit(PageTask(book, number, OcrOptions())) for number in (1, 2, 3)]
        time.sleep(LOST)
        quick = worker_of(share, tmp_path / "nhanh", told)
        running(quick)
        assert [future.result(LONG).number for future in futures] == [1, 2, 3]
        hold.set()
        time.sleep(LOST)
        slow.stop()
        thread.join(LONG)
        quick.stop()
        assert (slow.done, quick.done) == (0, 3)

    def test_a_page_over_which_two_were_lost_is_set_aside(self, share: Share, pool: FolderPool, book: Path) -> None:
        future = pool.submit(PageTask(book, 7, OcrOptions()))
        tray = share.run(share.runs()[0])
        while not future.done():
            for token in tray.waiting():
                tray.take(Token(token.key, token.tries, "dead"))
            time.sleep(QUICK)
        assert "7" in str(future.result().failure)
        assert tray.taken() == tray.waiting() == []

    def test_nothing_is_left_of_a_run(self, share: Share, book: Path, told: list[str]) -> None:
        with FolderPool(share, ABOUT, lambda message: told.append(str(message))) as pool:
            waiting = pool.submit(PageTask(book, 1, OcrOptions()))
        assert waiting.result().failure is not None
        assert share.runs() == []


STRANGER = """
import sys, threading, time
from concurrent.futures import Future
from pathlib import Path
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from tests.work.test_folder_queue import ABOUT, LOST, QUICK, page_of

class Slow:
    def submit(self, task):
        future = Future()
        time.sleep(0.05)
        future.set_result(page_of(task.source.read_text("utf-8"), task.number))
        return future

cache = Path(sys.argv[2]); cache.mkdir(exist_ok=True)
Worker(Share(Path(sys.argv[1])), Slow(), 2, ABOUT, cache, print, lost_after=LOST, every=QUICK).run()
"""
ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(3)


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="processes are frozen by a signal Windows does not have")
@pytest.mark.parametrize("seed", SEEDS)
def test_every_page_comes_back_once_whoever_dies(
    seed: int, share: Share, pool: FolderPool, book: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311
    count = 0

    def start() -> subprocess.Popen[bytes]:
        nonlocal count
        count += 1
        words = [sys.executable, "-c", STRANGER, str(share.folder), str(tmp_path / f"may-{count}")]
        return subprocess.Popen(words, cwd=ROOT)  # from where `tests` is found

    workers = [start() for _ in range(3)]
    answers: list[Page] = []
    futures = [pool.submit(PageTask(book, number, OcrOptions())) for number in range(1, 61)]
    for future in futures:
        future.add_done_callback(lambda future: answers.append(future.result()))
    try:
        while len(answers) < len(futures):
            time.sleep(chance.uniform(0.2, 0.8))
            place = chance.randrange(len(workers))
            if chance.random() < 0.5:
                workers[place].kill()
                workers[place].wait()
                workers[place] = start()
            else:
                workers[place].send_signal(signal.SIGSTOP)
                time.sleep(LOST * 2)
                workers[place].send_signal(signal.SIGCONT)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert sorted(page.number for page in answers) == list(range(1, 61))
    right = [page for page in answers if page == page_of("một quyển sách", page.number)]
    lost = [page for page in answers if page.failure is not None and "Two computers" in str(page.failure)]
    assert len(right) + len(lost) == len(answers)
