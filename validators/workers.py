"""Worker processes: one piece of work each at a time, none able to hurt another.

`concurrent.futures` cannot stop a hanging process and gives up all its work when one process dies, so every worker is
a process with a thread of this program that speaks to it over a pipe. A worker that overruns, or as many as may die,
cost the piece of work they had; the next one gets a new worker. Workers are renewed after some work, because libraries
leak a little.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Generic, Self, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")
RENEW_AFTER = 200  # pieces of work
LEAVING = 2.0  # seconds an idle worker has to leave by itself


class Loss(Enum):
    """Why a piece of work was not done."""

    DIED = auto()  # its process is gone
    TOO_LONG = auto()  # its time was up; its process was ended
    STOPPED = auto()  # nobody wants it any more


def _nothing() -> None:
    """No preparation."""


def _no_limit(task: object) -> None:
    """As long as it likes."""
    del task


class Workers(Generic[Task, Answer]):
    """Has work done in worker processes of this computer. Use it as a context manager.

    Args:
        jobs: How many workers at most; they start when they are needed.
        work: A function of a module, which a process finds by its name; raises nothing.
        lost: What a piece of work that was not done is answered with. Called in a thread of this process.
        seconds: How long a piece of work may take by the clock; None for as long as it likes.
        prepare: Called in each process before its first work; a function of a module, or a `partial` of one.
        renew_after: Pieces of work after which a worker is replaced.
        most_lost: Workers that may die over a piece of work; it is given to another until so many have.
    """

    def __init__(
        self,
        jobs: int,
        work: Callable[[Task], Answer],
        lost: Callable[[Task, Loss], Answer],
        *,
        seconds: Callable[[Task], float | None] = _no_limit,
        prepare: Callable[[], None] = _nothing,
        renew_after: int = RENEW_AFTER,
        most_lost: int = 1,
    ) -> None:
        self._most_lost = most_lost
        self._lost, self._seconds, self._renew_after = lost, seconds, renew_after
        self._start = partial(_start, work, prepare)
        self._threads = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="worker")
        self._own = threading.local()
        self._slots: list[_Slot] = []
        self._abandoned = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abandon()
        self.close()

    def submit(self, task: Task) -> Future[Answer]:
        """Have a piece of work done. May be called from several threads; the future raises nothing."""
        return self._threads.submit(self._do, task)

    def close(self) -> None:
        """Wait for the work under way and stop all workers."""
        self._threads.shutdown(wait=True)
        while self._slots:
            self._slots.pop().stop()

    def stop_taking(self) -> None:
        """Finish what is under way; what waits is answered as lost. May be called from any thread."""
        self._abandoned.set()

    def abandon(self) -> None:
        """Stop at once: what is under way and waiting is answered as lost. May be called from any thread."""
        self._abandoned.set()
        for slot in list(self._slots):
            slot.kill()

    def _do(self, task: Task) -> Answer:
        if self._abandoned.is_set():
            return self._lost(task, Loss.STOPPED)
        slot: _Slot | None = getattr(self._own, "slot", None)
        if slot is None:
            slot = self._own.slot = _Slot(self._start, self._renew_after)
            self._slots.append(slot)
        done = slot.do(task, self._seconds(task))
        for _ in range(1, self._most_lost):
            if done is not Loss.DIED or self._abandoned.is_set():
                break
            done = slot.do(task, self._seconds(task))
        if isinstance(done, Loss):
            return self._lost(task, done)
        answer: Answer = done.answer  # type: ignore[assignment]  # what `work` returns, come through a pipe
        return answer


@dataclass(frozen=True, slots=True)
class _Done:
    """What came back through the pipe."""

    answer: object


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process that works, and our end of the pipe to it."""

    process: SpawnProcess
    pipe: Connection


@dataclass(slots=True, eq=False)
class _Slot:
    """The place of one worker, spoken to by one thread; the worker in it is replaced when it is lost or worn."""

    start: Callable[[], _Worker]
    renew_after: int
    worker: _Worker | None = None
    done: int = 0

    def do(self, task: object, seconds: float | None) -> _Done | Loss:
        """Have the worker do something; when it dies or takes too long, it is given up."""
        if self.worker is None:
            self.worker, self.done = self.start(), 0
        try:
            self.worker.pipe.send(task)
            if not self.worker.pipe.poll(seconds):
                return self._given_up(Loss.TOO_LONG)
            answer = _Done(self.worker.pipe.recv())
        except (EOFError, OSError):
            return self._given_up(Loss.DIED)
        self.done += 1
        if self.done >= self.renew_after:
            self.stop()
        return answer

    def _given_up(self, loss: Loss) -> Loss:
        self.kill()
        self.stop()
        return loss

    def kill(self) -> None:
        """End the worker at once. May be called from any thread."""
        if self.worker is not None:
            with contextlib.suppress(ValueError, OSError):  # its own thread was quicker
                self.worker.process.kill()

    def stop(self) -> None:
        """Let the worker leave, and end it when it does not."""
        if self.worker is not None:
            _stop(self.worker)
            self.worker = None


def _start(work: Callable[[Task], Answer], prepare: Callable[[], None]) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, prepare), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    worker.pipe.close()  # an idle worker sees the end of its pipe and leaves
    worker.process.join(LEAVING)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A child started now lets Ctrl-C be its parent's to answer from its first moment on, not only from `_serve` on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_serve` has to do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Task], Answer], prepare: Callable[[], None]) -> None:
    """What a worker does: work until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    prepare()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        answer = work(task)
        try:
            pipe.send(answer)
        except OSError:
            return
