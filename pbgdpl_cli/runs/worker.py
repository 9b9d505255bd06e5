"""`worker`: read pages for runs of other computers, over a shared folder or in a cluster, until a person stops it."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from converters.externals import tesseract
from converters.work.cluster.address import is_cluster
from converters.work.folder_queue.beats import new_name
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from converters.work.local_pool import LocalPool
from converters.writing.leftovers import at_work, sweep_workspaces
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.batches.page_pool import about_reading, cluster_choice
from pbgdpl_cli.runs.batches.source_batch import WORKSPACE
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs
from validators.problems import say


@dataclass(frozen=True, slots=True)
class WorkerChoice:
    """What was chosen.

    Attributes:
        place: The shared folder, or the address of a scheduler.
        jobs: Worker processes; 0 for as many as the machine bears.
        engine: Name of the reading engine.
        once: Stop when nothing waits.
        tls: The files by which a scheduler is spoken to.
    """

    place: str
    jobs: int = 0
    engine: str = "pytesseract"
    once: bool = False
    tls: tuple[Path | None, Path | None, Path | None] = (None, None, None)

    @property
    def in_cluster(self) -> bool:
        """Whether this is the address of a scheduler."""
        return is_cluster(self.place)

    @property
    def folder(self) -> Path:
        """The shared folder."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class WorkerPayload:
    """What was done here.

    Attributes:
        place: The shared folder, or the scheduler.
        pages: How many pages were read and handed in; None where the scheduler alone knows.
    """

    place: str
    pages: int | None


def run(session: Session, choice: WorkerChoice) -> OperationResult[WorkerPayload]:
    """Work on a shared folder.

    Raises:
        MissingDependency: Tesseract or its Vietnamese model is missing.
        OutputProblem: The folder cannot be used.
    """
    tesseract.require_vietnamese()
    share = Share(choice.folder)
    share.prepare()
    jobs = choice.jobs or default_jobs()
    sweep_workspaces(Path(tempfile.gettempdir()), WORKSPACE)
    with (
        tempfile.TemporaryDirectory(prefix=WORKSPACE, ignore_cleanup_errors=True) as folder,
        at_work(Path(folder)),
        LocalPool(jobs, Path(folder), session.settings.verbosity) as pool,
    ):
        about, tell = about_reading(choice.engine), session.console.note
        worker = Worker(share, pool, jobs, about, Path(folder), tell, abandon=pool.abandon)
        session.console.sign(say("Reading pages for the runs in “{path}”; Ctrl-C stops it", path=choice.folder))
        with contextlib.suppress(KeyboardInterrupt):
            worker.run(once=choice.once)
    return OperationResult(
        "worker",
        WorkerPayload(choice.place, worker.done),
        (say("{count} pages were read for other computers.", count=worker.done),),
        succeeded=worker.done,
    )


def run_in_cluster(session: Session, choice: WorkerChoice) -> OperationResult[WorkerPayload]:
    """Work for a Dask scheduler, until a person stops it.

    Raises:
        MissingDependency: Tesseract, its Vietnamese model or Dask is missing.
        WrongUsage: The scheduler may not be used so.
    """
    tesseract.require_vietnamese()
    cluster = cluster_choice(choice.place, choice.tls)
    if cluster is None or choice.once:
        raise WrongUsage(say("--once is for shared folders: what waits for a scheduler, it alone knows."))
    from converters.work.cluster.joining import join

    sweep_workspaces(Path(tempfile.gettempdir()), WORKSPACE)
    with (
        tempfile.TemporaryDirectory(prefix=WORKSPACE, ignore_cleanup_errors=True) as folder,
        at_work(Path(folder)),
    ):
        session.console.sign(say("Reading pages for the runs of “{address}”; Ctrl-C stops it", address=choice.place))
        with contextlib.suppress(KeyboardInterrupt):
            join(cluster, choice.jobs or default_jobs(), new_name(), Path(folder), session.console.note)
    return OperationResult("worker", WorkerPayload(choice.place, None), (say("Stopped."),))
