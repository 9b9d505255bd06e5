"""The helping side: take pages from the runs on a share, have them read here, hand them in."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from converters.reading.document import Page
from converters.reading.page_json import encoded
from converters.work.folder_queue.beats import EVERY, LOST_AFTER, Watch, about, beating, new_name
from converters.work.folder_queue.patience import GaveUp, Patience
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.sources import Damaged, Fetched
from converters.work.folder_queue.tokens import Token, Tray
from converters.work.page_reader import PageWorkers
from converters.work.page_tasks import failed_page
from converters.work.priority import rank_of
from converters.work.task_json import RemoteTask, decoded_task
from validators.problems import Message, say

IDLE = 0.5  # seconds between two looks for work
LEFT_BEHIND = 3600.0  # seconds without a sign of life after which a run's folder is tidied away
_SHARED = ("software", "stamp")  # what a run and a worker must have in common to read alike


@dataclass(slots=True)
class Worker:
    """Reads pages for the runs on a share.

    Attributes:
        share: The folder; prepared.
        pool: Has the pages read.
        slots: How many at a time.
        about: What a run may know of this computer; what stands there under `software` and `stamp` must be the run's
            own, or its pages are left to others.
        cache: Where sources are fetched to.
        tell: Is told what a person should know.
        lost_after: Seconds without a sign of life after which a run is not worked for.
        every: Seconds between signs of life of this worker.
        abandon: Brings pages under way to an end, when they are not wanted any more.
        name: Nobody else's.
        done: How many pages were handed in.
    """

    share: Share
    pool: PageWorkers
    slots: int
    about: Mapping[str, object]
    cache: Path
    tell: Callable[[Message], None]
    lost_after: float = LOST_AFTER
    every: float = EVERY
    abandon: Callable[[], None] = lambda: None
    name: str = field(default_factory=new_name)
    done: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _refused: set[str] = field(default_factory=set)
    _held: set[Token] = field(default_factory=set)
    _fetched: Fetched = field(init=False)
    _watch: Watch = field(init=False)
    _tidying: Watch = field(init=False)
    _patience: Patience = field(init=False)

    def __post_init__(self) -> None:
        self._fetched = Fetched(self.cache)
        self._watch, self._tidying = Watch(self.lost_after), Watch(LEFT_BEHIND)
        self._patience = Patience(self.share.folder, self.tell, self._over, back=self._restart)

    def run(self, *, once: bool = False) -> int:
        """Work until told to stop.

        Args:
            once: Stop when nothing waits.

        Returns:
            How many pages were handed in.
        """
        with (
            beating(self.share.beat_of_worker(self.name), self.about, self.every),
            ThreadPoolExecutor(self.slots, thread_name_prefix="slot") as threads,
        ):
            try:
                for slot in [threads.submit(self._serve, once) for _ in range(self.slots)]:
                    while not slot.done():  # a wait without a limit cannot be interrupted on Windows
                        with contextlib.suppress(TimeoutError):
                            slot.result(IDLE)
                    slot.result()
            finally:
                self.stop()
        return self.done

    def stop(self) -> None:
        """Take no more; what is under way goes back to the others. May be called from any thread."""
        self._over.set()
        self.abandon()

    def _serve(self, once: bool) -> None:
        with contextlib.suppress(GaveUp):
            while not self._over.is_set():
                held = self._patience(self._next)
                if held is not None:
                    self._do(*held)
                    self._let_go(held[1])
                elif once:
                    return
                else:
                    self._over.wait(IDLE)

    def _next(self) -> tuple[Tray, Token] | None:
        """Take a task of any run that lives and reads as this computer does, of the most urgent one first."""
        runs = self.share.runs()
        random.shuffle(runs)  # fair to all that are equally urgent
        for name in sorted(runs, key=self._rank, reverse=True):
            tray = self.share.run(name)
            with contextlib.suppress(FileNotFoundError):  # the run ended while we looked
                if self._works_for(name) and (token := self._take_of(tray)) is not None:
                    return tray, token
        self._tidy()
        return None

    def _rank(self, name: str) -> int:
        return rank_of(about(self.share.beat_of_run(name)).get("priority"))

    def _tidy(self) -> None:
        """Signs of life of workers that did not go by themselves."""
        for beat in self.share.workers():
            if not self._tidying.lives(beat):
                beat.unlink(missing_ok=True)

    def _take_of(self, tray: Tray) -> Token | None:
        """A task of one run; first one that is ours already, because the share did not say that we got it."""
        for token in tray.taken():
            if token.worker == self.name and self._gets(token, tray.holds):
                return token
        for token in tray.waiting():
            mine = replace(token, worker=self.name)
            if self._gets(mine, tray.take):
                return mine
        return None

    def _gets(self, token: Token, ask: Callable[[Token], bool]) -> bool:
        """Whether a task is this slot's: no other slot of ours has it, and the share says so, asked after that.

        A listing is older: what it shows as taken, another slot may have finished meanwhile. A share that does not
        answer leaves the task to whoever asks next.
        """
        if not self._hold(token):
            return False
        got = False
        try:
            got = ask(token)
        finally:
            if not got:
                self._let_go(token)
        return got

    def _hold(self, token: Token) -> bool:
        with self._lock:
            free = token not in self._held
            self._held.add(token)
        return free

    def _let_go(self, token: Token) -> None:
        with self._lock:
            self._held.discard(token)

    def _works_for(self, name: str) -> bool:
        beat = self.share.beat_of_run(name)
        if not self._tidying.lives(beat):
            self.share.remove(name)
            return False
        if not self._watch.lives(beat):
            return False
        run = about(beat)
        if not run:  # it has not begun, or is being written
            return False
        differing = [what for what in _SHARED if run.get(what) != self.about.get(what)]
        if differing:
            self._refuse(name, run, differing[0])
        return not differing

    def _refuse(self, name: str, run: Mapping[str, object], what: str) -> None:
        with self._lock:
            told = name in self._refused
            self._refused.add(name)
        if not told:
            self.tell(
                say(
                    "{run} reads with “{theirs}”, this computer with “{ours}”: its pages are left to others."
                    " Install the same versions on both.",
                    run=name,
                    theirs=str(run.get(what)),
                    ours=str(self.about.get(what)),
                )
            )

    def _do(self, tray: Tray, token: Token) -> None:
        content = self._patience(lambda: self._task(tray, token))
        if content is None:
            return
        page = self._read(tray, content)
        if self._over.is_set():
            with contextlib.suppress(OSError):
                tray.give_back(token, lost=False)
            return
        if self._patience(lambda: self._hand_in(tray, token, page)):
            with self._lock:
                self.done += 1

    def _read(self, tray: Tray, content: bytes) -> Page | None:
        task = decoded_task(content)
        if task is None:
            return None
        try:
            source = self._patience(lambda: self._source(tray, task))
        except Damaged:
            return failed_page(
                task.number, say("The copy of the source in the shared folder is damaged (page {number}).",
                                 number=task.number)
            )  # fmt: skip
        return None if source is None else self.pool.submit(task.at(source)).result()

    def _task(self, tray: Tray, token: Token) -> bytes | None:
        self.share.require()
        try:
            return tray.task(token)
        except FileNotFoundError:
            return None  # it was taken from us, or its run is over: there is nothing to hand in

    def _source(self, tray: Tray, task: RemoteTask) -> Path | None:
        self.share.require()
        try:
            return self._fetched.path_of(task, tray.sources)
        except FileNotFoundError:
            self.share.require()
            if (tray.sources / task.source).exists():
                raise  # the share was gone for a moment, and is asked again
            return None  # its run is over

    def _hand_in(self, tray: Tray, token: Token, page: Page | None) -> bool:
        self.share.require()
        try:
            return tray.finish(token, (encoded(page) if page is not None else None) or b"")
        except FileNotFoundError:
            return False  # its run is over

    def _restart(self) -> None:
        self._watch.restart()
        self._tidying.restart()
