"""The run's side of a cluster: pages go out in sheaves and come back as pages (`PageWorkers`).

Every page given to `submit` comes back exactly once. Dask is the way to the workers and tells who is there; who reads
what is settled here, so that a sheaf is never given to a worker of another version, the scheduler holds few of them,
and a worker that dies or freezes costs the pages it had a while and nothing else. A page over which two workers were
lost is set aside as failed; when nobody is left, so are all.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import time
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from converters.reading.document import Page
from converters.work.cluster import on_worker
from converters.work.cluster.address import Cluster, ClusterProblem
from converters.work.cluster.members import Member, Members, disagreement
from converters.work.cluster.shares import Pace
from converters.work.cluster.sheaves import Placed, decoded_read, encoded_sheaf
from converters.work.failures import lost_twice, no_one_left, too_long
from converters.work.local_pool import GRACE, NOT_READ
from converters.work.page_tasks import PageTask, failed_page
from converters.work.priority import Priority
from converters.work.task_json import RemoteTask, source_name
from validators.packages.digests import sha256_of
from validators.problems import Message, say

LOST_AFTER = 60.0  # seconds without a sign of life; a loaded network may hold up a dozen
LOOK_EVERY = 1.0  # seconds between two looks at who is there
SHEAVES_A_SLOT = 2  # one that is read, one that waits beside it: a worker is never idle, the scheduler holds little
MOST_LOST = 2  # workers over one page; a third might be lost too
ANSWER = 5.0  # seconds the scheduler may take to tell who is there, then it is asked again
FETCHING = 10.0  # seconds what was read may take to come here, then it is looked for again or given to another
_SLACK = 60.0  # seconds on top of the time limits of all pages of a sheaf


class LocalReader(Protocol):
    """Reads pages of this computer."""

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""

    def abandon(self) -> None:
        """Stop at once."""


@dataclass(slots=True)
class _Asked:
    """A page somebody waits for."""

    placed: Placed
    future: Future[Page]
    lost: int = 0

    @property
    def number(self) -> int:
        return self.placed.task.number

    @property
    def limit(self) -> float:
        return self.placed.task.options.page_timeout + GRACE

    def answer(self, page: Page) -> None:
        self.future.set_result(page)


@dataclass(slots=True)
class _Flight:
    """A sheaf under way to a worker, or in its hands."""

    member: Member
    asked: tuple[_Asked, ...]
    since: float
    handle: Any = None  # Dask's future: as long as it is held, the result is kept

    def late(self, now: float) -> bool:
        """Whether its worker lives but gave nothing back for longer than all its pages together may take."""
        allowed = sum(page.limit for page in self.asked) + _SLACK
        return now - max(self.since, self.member.answered) > allowed


class ClusterPool:
    """Has pages read by the workers of a Dask cluster. Use it as a context manager.

    Args:
        cluster: The scheduler; checked.
        about: Tells what a computer reads with; called by name on every worker.
        tell: Is told what a person should know.
        here: Reads what lies on this computer alone.
        only_here: The folder of such sources: members of archives, unpacked.
        lost_after: Seconds without a sign of life after which a worker, or the scheduler, is taken for gone.
        look_every: Seconds between two looks at who is there.
        joining: Seconds the first worker may take to be there.
        priority: How urgent this run is beside others of the same scheduler.
    """

    def __init__(
        self,
        cluster: Cluster,
        about: Callable[[], Mapping[str, object]],
        tell: Callable[[Message], None],
        *,
        here: LocalReader,
        only_here: Path,
        lost_after: float = LOST_AFTER,
        look_every: float = LOOK_EVERY,
        joining: float = LOST_AFTER,
        priority: Priority = Priority.NORMAL,
    ) -> None:
        self._rank = priority.rank
        self._cluster, self._about, self._tell, self._here, self._only_here = cluster, about, tell, here, only_here
        self._ours = about()
        self._lost_after, self._look_every, self._joining = lost_after, look_every, joining
        self._members = Members(lost_after)
        self._pace = Pace()
        self._waiting: deque[_Asked] = deque()
        self._flights: dict[int, _Flight] = {}
        self._meetings: dict[str, Any] = {}
        self._hashes: dict[tuple[Path, int, int], str] = {}
        self._numbers = itertools.count()
        self._lock = threading.RLock()
        self._wake, self._over = threading.Event(), threading.Event()
        self._heard = self._served = self._looked = time.monotonic()
        self._client: Any = None
        self._why: list[Message] = []
        self._turning = threading.Thread(target=self._turn, name="cluster", daemon=True)

    def __enter__(self) -> Self:
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of every lost connection
        try:
            self._client = Client(
                self._cluster.address, security=self._cluster.security(), timeout=self._joining, set_as_default=False
            )
        except (OSError, TimeoutError) as error:
            raise ClusterProblem(
                say("The scheduler at {address} does not answer.", address=self._cluster.address),
                hint=say("Start it: {line}", line="dask scheduler --no-dashboard --protocol tls …"),
            ) from error
        self._turning.start()
        try:
            self._await_members()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()
        self._turning.join()
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            self._client.close(timeout=FETCHING)

    @property
    def slots(self) -> int:
        """How many sheaves are read at a time, by those who are there now."""
        with self._lock:
            return sum(member.slots for member in self._members.usable(time.monotonic()))

    def workers(self) -> tuple[str, ...]:
        """The computers that read, one name for each worker."""
        with self._lock:
            return tuple(sorted(member.computer for member in self._members.usable(time.monotonic())))

    def submit(self, task: PageTask) -> Future[Page]:
        """Have a page read (see `PageWorkers`)."""
        if task.source.is_relative_to(self._only_here):
            return self._here.submit(task)
        future: Future[Page] = Future()
        try:
            placed = self._placed(task)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            future.set_result(failed_page(task.number, say("The source cannot be read: {reason}", reason=reason)))
            return future
        with self._lock:
            if self._over.is_set():
                future.set_result(failed_page(task.number, NOT_READ))
            else:
                self._waiting.append(_Asked(placed, future))
        self._wake.set()
        return future

    def abandon(self) -> None:
        """Stop at once: pages under way and waiting come back as failed. May be called from any thread."""
        self._over.set()
        self._wake.set()
        self._here.abandon()
        with self._lock:
            flights, self._flights = list(self._flights.values()), {}
            asked = [*self._waiting, *(page for flight in flights for page in flight.asked)]
            self._waiting.clear()
        for page in asked:
            page.answer(failed_page(page.number, NOT_READ))
        for flight in flights:
            _let_go(flight.handle)

    def _placed(self, task: PageTask) -> Placed:
        facts = task.source.stat()
        known = (task.source, facts.st_size, facts.st_mtime_ns)
        with self._lock:
            sha256 = self._hashes.get(known) or self._hashes.setdefault(known, sha256_of(task.source))
        return Placed(RemoteTask(source_name(sha256, task.source), task.number, task.options), task.source.absolute())

    def _await_members(self) -> None:
        """Until somebody reads as we do, or all that are there differ.

        Raises:
            ClusterProblem: Nobody does.
        """
        begun = time.monotonic()
        while not self.slots:
            with self._lock:
                refused = [member.agreed is False for member in self._members.all.values()]
            if refused and all(refused):
                raise ClusterProblem(self._why[-1])
            if time.monotonic() - begun > self._joining:
                raise ClusterProblem(
                    say("No worker has joined the scheduler at {address}.", address=self._cluster.address),
                    hint=say("On each computer: {line}", line=f"pbgdpl worker {self._cluster.address} --tls-ca …"),
                )
            time.sleep(min(0.1, self._look_every))

    def _turn(self) -> None:
        """Until the run is over: see who is there, take back from the lost, hand out what waits."""
        while not self._over.is_set():
            self._wake.wait(self._look_every)
            self._wake.clear()
            now = time.monotonic()
            try:
                if now - self._looked >= self._look_every:
                    self._looked = now
                    self._look(now)
                self._hand_out()
            except Exception:  # noqa: BLE001  whatever Dask throws, it is not there; pages must come back all the same
                self._over.wait(self._look_every)
            self._give_up_where_nobody_is(time.monotonic())

    def _look(self, now: float) -> None:
        told = self._client.sync(self._client.scheduler.identity, callback_timeout=min(ANSWER, self._lost_after / 2))[
            "workers"
        ]
        now = time.monotonic()
        with self._lock:
            if now - self._heard > self._lost_after / 2:
                self._members.restart(now)
            self._heard = now
            new, gone = self._members.seen(told, now)
            lost = {id(member) for member in (*gone, *self._members.silent(now))}
            for number, flight in list(self._flights.items()):
                if id(flight.member) in lost:
                    self._take_back(number, lost_twice)
                elif flight.late(now):
                    self._take_back(number, too_long)
        for member in new:
            self._meet(member)

    def _meet(self, member: Member) -> None:
        """Ask a new worker what it reads with."""
        handle = self._client.submit(
            on_worker.meet, self._about, workers=[member.address], pure=False, allow_other_workers=False
        )
        self._meetings[member.address] = handle
        handle.add_done_callback(partial(self._met, member))

    def _met(self, member: Member, handle: Any) -> None:
        try:
            theirs = handle.result(timeout=FETCHING)
            why = disagreement(theirs, self._ours)
        except (Exception, CancelledError) as error:  # noqa: BLE001  another program may have put anything there
            theirs = {"computer": member.name}
            why = _why_not(member.name, error)
        member.computer, member.agreed = str(theirs.get("computer")), why is None
        self._meetings.pop(member.address, None)
        if why is not None and why not in self._why:
            self._why.append(why)
            if not self._over.is_set() and self.slots:
                self._tell(why)
        self._wake.set()

    def _hand_out(self) -> None:
        while (flight := self._next_flight()) is not None:
            number = next(self._numbers)
            with self._lock:
                self._flights[number] = flight
                flight.member.under_way += 1
            content = encoded_sheaf(tuple(page.placed for page in flight.asked))
            try:
                flight.handle = self._client.submit(
                    on_worker.read_sheaf, content, workers=[flight.member.address], pure=False,
                    allow_other_workers=False, priority=self._rank,
                )  # fmt: skip
            except Exception:
                self._take_back(number, None)
                raise
            flight.handle.add_done_callback(partial(self._came_back, number))

    def _next_flight(self) -> _Flight | None:
        """What is to be sent next, and to whom; None while nothing waits or nobody is free."""
        now = time.monotonic()
        with self._lock:
            usable = self._members.usable(now)
            room = sum(max(0, SHEAVES_A_SLOT * one.slots - one.under_way) for one in usable)
            if not room or not self._waiting or self._over.is_set():
                return None
            count = 1 if self._waiting[0].lost else self._pace.pages(len(self._waiting), room)
            asked = tuple(self._waiting.popleft() for _ in range(count))
            return _Flight(usable[0], asked, now)

    def _came_back(self, number: int, handle: Any) -> None:
        """A sheaf is done, or Dask gave it up; one that was taken back meanwhile is nobody's any more."""
        try:
            content = handle.result(timeout=FETCHING)
        except TimeoutError:  # whoever has it is slow, or frozen: then `_look` takes it back
            if number in self._flights:
                handle.add_done_callback(partial(self._came_back, number))
            return
        except (Exception, CancelledError):  # noqa: BLE001  Dask gives up in many ways
            self._take_back(number, lost_twice)
            self._wake.set()
            return
        with self._lock:
            flight = self._flights.pop(number, None)
            if flight is None:
                return
            flight.member.under_way -= 1
            self._served = flight.member.answered = time.monotonic()
        read = decoded_read(content, len(flight.asked))
        self._pace.took(read.seconds, len(flight.asked))
        for asked, page in zip(flight.asked, read.pages, strict=True):
            asked.answer(page if page is not None and page.number == asked.number else _something_else(asked.number))
        self._wake.set()

    def _take_back(self, number: int, why: Callable[[int], Message] | None) -> None:
        """The pages of a sheaf wait again, first of all and each by itself: one of them may be to blame.

        Args:
            number: Of the flight.
            why: What is said of a page over which too many were lost; None when it was not even sent.
        """
        with self._lock:
            flight = self._flights.pop(number, None)
            if flight is None:
                return
            flight.member.under_way -= 1
            again: list[_Asked] = []
            failed: list[_Asked] = []
            for page in flight.asked:
                page.lost += why is not None
                (again if page.lost < MOST_LOST else failed).append(page)
            if not self._over.is_set():
                self._waiting.extendleft(reversed(again))
                again = []
        for page in again:
            page.answer(failed_page(page.number, NOT_READ))
        for page in failed:
            page.answer(failed_page(page.number, (why or lost_twice)(page.number)))
        _let_go(flight.handle)

    def _give_up_where_nobody_is(self, now: float) -> None:
        """Pages do not wait for computers that do not come back."""
        with self._lock:
            cut_off = now - self._heard > self._lost_after
            if self._members.usable(now) and not cut_off:
                self._served = now
                return
            if now - self._served <= 2 * self._lost_after:
                return
            asked = [*self._waiting, *(page for flight in self._flights.values() for page in flight.asked)]
            self._waiting.clear()
            self._flights.clear()
        for page in asked:
            page.answer(failed_page(page.number, no_one_left(page.number)))


def _let_go(handle: Any) -> None:
    """Nobody wants the result any more."""
    if handle is not None:
        with contextlib.suppress(Exception):
            handle.cancel()


def _something_else(number: int) -> Page:
    return failed_page(number, say("Another computer gave something else for page {number}.", number=number))


def _why_not(name: str, error: BaseException) -> Message:
    """What is said of a worker that could not even tell what it reads with."""
    if isinstance(error, (RuntimeError, ImportError)):  # Dask's words for a function that is not there
        return say(
            "The worker {name} or the scheduler is without this program: install the same version on all of them.",
            name=name,
        )
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return say("The worker {name} cannot read: {reason}", name=name, reason=reason)
