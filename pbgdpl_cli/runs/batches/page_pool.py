"""Where the pages of a batch are read: here, by all that work on a shared folder, or by the workers of a cluster."""

from __future__ import annotations

import contextlib
import platform
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from converters.ocr.engines.opening import engine_stamp
from converters.work.cluster.address import Cluster, ClusterProblem
from converters.work.folder_queue.pool import FolderPool
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from converters.work.local_pool import LocalPool
from converters.work.page_reader import AHEAD, PageWorkers
from converters.work.priority import Priority
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.version import software
from validators.problems import Message, say

MOST_HELPERS = 16  # workers elsewhere that are kept busy; how many there will be, nobody knows when the batch begins


class PagePool(PageWorkers, Protocol):
    """Reads pages somewhere, and can be told to stop."""

    def abandon(self) -> None:
        """Stop at once: pages under way and waiting come back as failed."""

    def workers(self) -> tuple[str, ...]:
        """Who reads: names of computers, one for each that takes pages by itself."""


@dataclass(frozen=True, slots=True)
class WorkersHere:
    """The worker processes of this computer.

    Attributes:
        jobs: How many at most.
        workspace: Where they put their temporary files.
        verbosity: From 1 on, what libraries say is shown.
        priority: How urgent their run is.
    """

    jobs: int
    workspace: Path
    verbosity: int = 0
    priority: Priority = Priority.NORMAL

    def pool(self) -> LocalPool:
        """They, not started yet."""
        return LocalPool(self.jobs, self.workspace, self.verbosity, self.priority)


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A pool, and how much it wants to have under way.

    Attributes:
        pool: Reads the pages.
        ahead: Pages of one source that may be under way or waiting to be taken.
        at_once: Sources that may be under way.
    """

    pool: PagePool
    ahead: int
    at_once: int

    @classmethod
    def of_width(cls, pool: PagePool, width: int) -> ReadingPlace:
        """What keeps so many workers busy; one source more is written while the others are read."""
        return cls(pool, AHEAD * width, width + 1)


@contextlib.contextmanager
def local_place(here: WorkersHere) -> Iterator[ReadingPlace]:
    """Worker processes of this computer alone."""
    with here.pool() as pool:
        yield ReadingPlace.of_width(pool, here.jobs)


@contextlib.contextmanager
def shared_place(
    folder: Path, engine: str, here: WorkersHere, tell: Callable[[Message], None]
) -> Iterator[ReadingPlace]:
    """Worker processes of this computer, and of all that work on a shared folder.

    Raises:
        OutputProblem: The folder cannot be used.
    """
    share = Share(folder)
    share.prepare()
    about = {**about_reading(engine), "priority": here.priority}
    with FolderPool(share, about, tell) as pool, _working_on(share, engine, here):
        yield ReadingPlace.of_width(pool, here.jobs + MOST_HELPERS)


@contextlib.contextmanager
def cluster_place(
    cluster: Cluster, engine: str, here: WorkersHere, tell: Callable[[Message], None]
) -> Iterator[ReadingPlace]:
    """The workers of a cluster; this computer reads only what no other can see, the members of archives.

    Raises:
        ClusterProblem: The cluster cannot be used.
    """
    from converters.work.cluster.pool import ClusterPool  # Dask takes a second to load

    about = partial(about_reading, engine)
    with (
        here.pool() as local,
        ClusterPool(cluster, about, tell, here=local, only_here=here.workspace, priority=here.priority) as pool,
    ):
        yield ReadingPlace.of_width(pool, pool.slots + MOST_HELPERS)


@contextlib.contextmanager
def _working_on(share: Share, engine: str, here: WorkersHere) -> Iterator[None]:
    """A worker of this computer, in the background. It keeps quiet: the pool tells of the share already."""
    cache = here.workspace / "fetched"
    cache.mkdir(parents=True, exist_ok=True)
    with here.pool() as local:
        worker = Worker(share, local, here.jobs, about_reading(engine), cache, unheard, abandon=local.abandon)
        thread = threading.Thread(target=worker.run, name="worker", daemon=True)
        thread.start()
        try:
            yield
        finally:
            worker.stop()
            thread.join()


def cluster_choice(
    scheduler: str | None, tls: tuple[Path | None, Path | None, Path | None], queue: Path | None = None
) -> Cluster | None:
    """The cluster a person names, if any.

    Args:
        scheduler: Its address.
        tls: The files of `--tls-ca`, `--tls-cert`, `--tls-key`.
        queue: A shared folder named beside it.

    Raises:
        WrongUsage: It may not be used so.
        MissingDependency: Dask is not installed.
    """
    if scheduler is None:
        return None
    if queue is not None:
        raise WrongUsage(say("Pages are read over a shared folder or by a cluster: leave out --queue or --scheduler."))
    try:
        cluster = Cluster(scheduler, *tls).checked()
    except ClusterProblem as problem:
        raise WrongUsage(problem.message, hint=problem.hint) from problem
    require_extra("cluster")
    return cluster


def about_reading(engine: str) -> Mapping[str, object]:
    """What decides how this computer reads: two that agree in it read alike."""
    return {"software": software(), "stamp": engine_stamp(engine), "computer": platform.node()}


def unheard(message: Message) -> None:
    """Nobody listens."""
