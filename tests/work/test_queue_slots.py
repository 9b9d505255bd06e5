"""The slots of a worker: a busy share tells late, or that it did nothing, and no page is lost or done twice by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.ocr.options import OcrOptions
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.sources import Fetched
from converters.work.folder_queue.tokens import Token, Tray
from converters.work.folder_queue.worker import Worker
from converters.work.task_json import RemoteTask
from tests.work.test_folder_queue import worker_of

KEY = "0" * 32


@pytest.fixture
def share(tmp_path: Path) -> Share:
    share = Share(tmp_path / "chia-se")
    share.prepare()
    return share


@pytest.fixture
def told() -> list[str]:
    return []


class Remembering(Tray):
    """A share whose listings are older than what lies there, as a busy one's are."""

    def taken(self) -> list[Token]:
        return [Token(KEY, 0, "me")]


class Stumbling(Tray):
    """A share that moves a token and says that it did not."""

    def take(self, token: Token) -> bool:
        super().take(token)
        raise OSError(5, "it does not answer")


class TestSlots:
    """Two slots of one worker never have the same page, and none gets lost between them."""

    @pytest.fixture
    def worker(self, share: Share, tmp_path: Path, told: list[str]) -> Worker:
        worker = worker_of(share, tmp_path / "may", told)
        worker.name = "me"
        return worker

    @pytest.fixture
    def tray(self, share: Share) -> Tray:
        tray = share.run("run")
        tray.lay_out()
        tray.put(Token(KEY), b"task")
        return tray

    def test_what_another_slot_has_just_finished_is_not_begun_again(self, worker: Worker, tray: Tray) -> None:
        held = worker._take_of(tray)
        assert held is not None
        assert tray.finish(held, b"right")
        worker._let_go(held)
        assert worker._take_of(Remembering(tray.folder)) is None
        assert [tray.collect(token) for token in tray.finished()] == [b"right"]

    def test_what_was_taken_away_is_not_handed_in(self, worker: Worker, tray: Tray) -> None:
        held = worker._take_of(tray)
        assert held is not None
        assert tray.give_back(held, lost=True)
        worker._do(tray, held)
        assert (tray.finished(), list((tray.folder / "results").iterdir())) == ([], [])

    def test_what_was_taken_without_an_answer_is_done_by_whoever_looks_next(self, worker: Worker, tray: Tray) -> None:
        with pytest.raises(OSError, match="does not answer"):
            worker._take_of(Stumbling(tray.folder))
        assert worker._take_of(tray) == Token(KEY, 0, "me")
        assert worker._take_of(tray) is None


class Blinking(Fetched):
    """Fetches from a share that is gone the first time it is asked."""

    def path_of(self, task: RemoteTask, offered: Path) -> Path:
        if not self._have:
            self._have["seen"] = offered
            raise FileNotFoundError(2, "not there for a moment")
        return offered / task.source


class TestSources:
    NAME = "0" * 64 + ".tif"

    def asked(self, share: Share, worker: Worker) -> Path | None:
        worker._fetched = Blinking(worker.cache)
        tray = share.run("run")
        task = RemoteTask(self.NAME, 1, OcrOptions())
        return worker._source(tray, task)

    def test_a_source_that_could_not_be_seen_for_a_moment_is_asked_for_again(
        self, share: Share, tmp_path: Path, told: list[str]
    ) -> None:
        tray = share.run("run")
        tray.lay_out()
        (tray.sources / self.NAME).write_bytes(b"x")
        with pytest.raises(FileNotFoundError):  # `Patience` asks again
            self.asked(share, worker_of(share, tmp_path / "may", told))

    def test_a_source_that_is_gone_with_its_run_is_none(self, share: Share, tmp_path: Path, told: list[str]) -> None:
        assert self.asked(share, worker_of(share, tmp_path / "may", told)) is None
