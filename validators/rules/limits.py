"""How long looking at one material may take, on every system and in every thread.

Where the system has timers and this is the main thread, a signal ends what takes too long, inside a pattern's search
too. Elsewhere (Windows; threads of a server) a second thread watches and raises the same in the watched one as soon as
that runs Python again. A search that never comes back is out of its reach; in the main thread the process is ended
then, with a failing exit code: nothing was checked, and nothing says it was.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

from validators.problems import TimeIsUp

LONGEST = 60.0  # seconds of processor time for all rules over one material; the largest records there are take two
_LONGEST_AFTER = 5.0  # seconds for each rule that is still to run when those are up
_WAITING = 6  # times as long by the clock: a busy machine makes no rule fail, a disk that never answers does
_TICK = 0.5  # seconds between two looks of the watching thread
_AT_LAST = 600.0  # seconds more after which a process that does not heed is ended
_YOUNG = 50_000  # objects made before Python looks for cycles among them; by itself it does at 700


@contextlib.contextmanager
def rarely_collected() -> Iterator[None]:
    """Let Python look for cycles less often in the block.

    What rules find are a hundred thousand small things in no cycle; going through them again and again takes a third of
    the time. Where somebody else has settled it, that stays.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < _YOUNG:
        yield
        return
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def time_limit(seconds: float = LONGEST) -> Iterator[None]:
    """Raise `TimeIsUp` in the block when it takes too long, and again for every rule that goes on too long after that.

    Args:
        seconds: Of processor time.
    """
    in_main = threading.current_thread() is threading.main_thread()
    alarms = _alarms(seconds) if in_main else ()
    with contextlib.ExitStack() as limits:
        for limit in alarms or (_by_watching(seconds),):
            limits.enter_context(limit)
        yield


def _alarms(seconds: float) -> tuple[contextlib.AbstractContextManager[None], ...]:
    """By processor time and by the clock; none where the system has no timers."""
    if not hasattr(signal, "setitimer"):
        return ()
    set_timer = signal.setitimer
    return (
        _alarm(set_timer, signal.SIGPROF, signal.ITIMER_PROF, seconds, _LONGEST_AFTER),
        _alarm(set_timer, signal.SIGALRM, signal.ITIMER_REAL, seconds * _WAITING, _LONGEST_AFTER * _WAITING),
    )


@contextlib.contextmanager
def _alarm(
    set_timer: Callable[..., object], number: signal.Signals, clock: int, seconds: float, again: float
) -> Iterator[None]:
    before = signal.signal(number, _time_is_up)
    set_timer(clock, seconds, again)
    try:
        yield
    finally:
        set_timer(clock, 0)
        signal.signal(number, before)


def _time_is_up(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise TimeIsUp


@contextlib.contextmanager
def _by_watching(seconds: float) -> Iterator[None]:
    watched, done, sent = threading.get_ident(), threading.Event(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(watched, done, sent, seconds), daemon=True)
    with _ended_at_last(seconds):
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()
            if sent.is_set():
                _take_back(watched)


def _watch(watched: int, done: threading.Event, sent: threading.Event, seconds: float) -> None:
    """By the processor time of the whole process, which is the watched thread's where nothing else runs beside it."""
    worked, clock, limit = time.process_time(), time.monotonic(), seconds
    while not done.wait(min(_TICK, limit)):
        if time.process_time() - worked > limit or time.monotonic() - clock > limit * _WAITING:
            sent.set()
            _raise_in(watched, TimeIsUp)
            worked, clock, limit = time.process_time(), time.monotonic(), _LONGEST_AFTER


def _raise_in(thread: int, kind: type[Exception]) -> None:
    """Raise in another thread when it next runs Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _take_back(own: int) -> None:
    """Let what may still be on its way to this thread arrive, and nobody see it.

    Python has a way to take it back, but keeps (up to 3.12) for ever that something is on its way: every thread then
    looks for it at each step, and one that is traced looks without end.
    """
    with contextlib.suppress(TimeIsUp):
        _raise_in(own, TimeIsUp)  # in the place of one that waits
        while True:
            time.sleep(0)


@contextlib.contextmanager
def _ended_at_last(seconds: float) -> Iterator[None]:
    """End the process where nothing else helps: only the C library's own timer runs beside a search without end."""
    if threading.current_thread() is not threading.main_thread() or sys.stderr is None:
        yield
        return
    try:
        faulthandler.dump_traceback_later(seconds * _WAITING + _AT_LAST, exit=True, file=sys.__stderr__ or sys.stderr)
    except (AttributeError, OSError, ValueError, RuntimeError):  # no file behind the errors' stream, or no such timer
        yield
        return
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
