"""The run's side: pages are put on the share as tasks, and come back as pages (`PageWorkers`).

Every page given to `submit` comes back exactly once. A worker that is gone or frozen costs the pages it had a while,
and they are given to another; a page over which two workers were lost is set aside as failed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from converters.reading.document import Page
from converters.reading.page_json import decoded
from converters.work.failures import lost_twice
from converters.work.folder_queue.beats import EVERY, LOST_AFTER, Watch, beating, new_name
from converters.work.folder_queue.patience import GaveUp, Patience
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.sources import Offered, Unreadable
from converters.work.folder_queue.tokens import Token
from converters.work.local_pool import NOT_READ
from converters.work.page_tasks import PageTask, failed_page
from converters.work.task_json import RemoteTask, encoded_task
from validators.problems import Message, say

MOST_LOST = 2  # workers over one page; a third might be lost too
LOOK_EVERY = 0.3  # seconds between two looks at the share
_MISSED = 2  # looks; a token that moves from one list to the other meanwhile is missed once


@dataclass(slots=True)
class _Asked:
    """A page somebody waits for."""

    source: Path
    task: RemoteTask
    futures: list[Future[Page]] = field(default_factory=list)
    lies: bool = False  # its token was put on the share
    missed: int = 0  # looks in which the token lay nowhere


class FolderPool:
    """Has pages read by whoever works on a shared folder. Use it as a context manager.

    Args:
        share: The folder; prepared.
        about: What workers may know of this run: its program, its engine.
        tell: Is told what a person should know while waiting.
        lost_after: Seconds without a sign of life after which a worker is taken for gone.
        every: Seconds between signs of life of this run.
    """

    def __init__(
        self,
        share: Share,
        about: Mapping[str, object],
        tell: Callable[[Message], None],
        *,
        lost_after: float = LOST_AFTER,
        every: float = EVERY,
    ) -> None:
        self._share = share
        self._name = new_name()
        self._tray = share.run(self._name)
        self._offered = Offered(self._tray.sources)
        self._watch = Watch(lost_after)
        self._over = threading.Event()
        self._patience = Patience(share.folder, tell, self._over, back=self._watch.restart)
        self._asked: dict[str, _Asked] = {}
        self._working: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._life = contextlib.ExitStack()
        self._beating = beating(share.beat_of_run(self._name), about, every)
        self._looking = threading.Thread(target=self._look, name="folder-queue", daemon=True)

    def __enter__(self) -> Self:
        self._patience(self._tray.lay_out)
        self._life.enter_context(self._beating)
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()
        self._looking.join()
        self._life.close()
        self._share.remove(self._name)

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""
        future: Future[Page] = Future()
        try:
            self._ask(task, future)
        except GaveUp:
            future.set_result(failed_page(task.number, NOT_READ))
        except Unreadable as error:
            future.set_result(failed_page(task.number, say("The source cannot be read: {reason}", reason=str(error))))
        return future

    def workers(self) -> tuple[str, ...]:
        """Who had pages at the last look, one name for each."""
        return self._working

    def abandon(self) -> None:
        """Stop at once: pages under way and waiting come back as failed. May be called from any thread."""
        self._over.set()
        with self._lock:
            asked, self._asked = self._asked, {}
        for page in asked.values():
            _answer(page, failed_page(page.task.number, NOT_READ))

    def _ask(self, task: PageTask, future: Future[Page]) -> None:
        remote = RemoteTask(self._patience(lambda: self._offer(task.source)), task.number, task.options)
        with self._lock:
            if self._over.is_set():
                raise GaveUp
            known = self._asked.get(remote.key)
            page = self._asked[remote.key] = known or _Asked(task.source, remote)
            page.futures.append(future)
        if known is None:
            self._patience(lambda: self._put(page))

    def _offer(self, source: Path) -> str:
        self._share.require()
        self._tray.lay_out()
        return self._offered.name_of(source)

    def _put(self, page: _Asked) -> None:
        self._share.require()
        self._tray.lay_out()
        self._tray.put(Token(page.task.key), encoded_task(page.task))
        page.lies = True

    def _look(self) -> None:
        """Until the run is over: take results in, take pages back from the lost, put again what is nowhere."""
        with contextlib.suppress(GaveUp):
            while not self._over.wait(LOOK_EVERY):
                self._patience(self._look_once)

    def _look_once(self) -> None:
        self._share.require()
        self._tray.lay_out()
        with self._lock:
            asked = dict(self._asked)
        waiting, taken, finished = self._tray.waiting(), self._tray.taken(), self._tray.finished()
        self._working = tuple(sorted({token.worker for token in taken}))
        for token in finished:
            self._take_in(token)
        for token in taken:
            if not self._watch.lives(self._share.beat_of_worker(token.worker)):
                self._take_back(token)
        self._put_again(asked, {token.key for token in (*waiting, *taken, *finished)})

    def _take_in(self, token: Token) -> None:
        result = self._tray.collect(token)
        with self._lock:
            page = self._asked.pop(token.key, None)
        if page is None:
            return
        read = None if result is None else decoded(result)
        if read is None or read.number != page.task.number:
            number = page.task.number
            read = failed_page(number, say("Another computer gave something else for page {number}.", number=number))
        self._offered.read(page.task.source)
        _answer(page, read)

    def _take_back(self, token: Token) -> None:
        if token.tries + 1 < MOST_LOST:
            self._tray.give_back(token, lost=True)
        elif self._tray.set_aside(token):
            with self._lock:
                page = self._asked.pop(token.key, None)
            if page is not None:
                number = page.task.number
                self._offered.read(page.task.source)
                _answer(page, failed_page(number, lost_twice(number)))

    def _put_again(self, asked: Mapping[str, _Asked], lying: set[str]) -> None:
        """A token that lay nowhere twice is lost: the share was restored, or somebody tidied up."""
        for key, page in asked.items():
            page.missed = page.missed + 1 if page.lies and key not in lying else 0
            if page.missed >= _MISSED and key in self._asked:
                page.missed = 0
                self._offered.read(self._offered.name_of(page.source))  # asked once already
                self._put(page)


def _answer(page: _Asked, read: Page) -> None:
    for future in page.futures:
        future.set_result(read)
