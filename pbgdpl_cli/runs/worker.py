"""`worker`: read pages for runs of other computers, until a person stops it or nothing waits."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from converters.externals import tesseract
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from converters.work.local_pool import LocalPool
from converters.writing.leftovers import at_work, sweep_workspaces
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.batches.page_pool import about_reading
from pbgdpl_cli.runs.batches.source_batch import WORKSPACE
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs
from validators.problems import say


@dataclass(frozen=True, slots=True)
class WorkerChoice:
    """What was chosen.

    Attributes:
        folder: The shared folder.
        jobs: Worker processes; 0 for as many as the machine bears.
        engine: Name of the reading engine.
        once: Stop when nothing waits.
    """

    folder: Path
    jobs: int = 0
    engine: str = "pytesseract"
    once: bool = False


@dataclass(frozen=True, slots=True)
class WorkerPayload:
    """What was done here.

    Attributes:
        folder: The shared folder.
        pages: How many pages were read and handed in.
    """

    folder: Path
    pages: int


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
        WorkerPayload(choice.folder, worker.done),
        (say("{count} pages were read for other computers.", count=worker.done),),
        succeeded=worker.done,
    )
