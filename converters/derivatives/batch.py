"""Derivatives of many packages on all cores: a package is one piece of work, and one that fails stops no other."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.registry import derivative_kind
from converters.progress import Silent
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import OutputProblem, say

if TYPE_CHECKING:
    from concurrent.futures import Future

_ENOUGH_FOR_PROCESSES = 6  # packages; starting a process takes as long as two pictures


class WorkerEnded(OutputProblem):
    """The system ended a process that was at work."""

    code = "worker-ended"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one package.

    Attributes:
        root: Its folder.
        derived: What was made, or there already.
        failures: What was raised, one a kind at most.
    """

    root: Path
    derived: tuple[Derived, ...] = ()
    failures: tuple[Exception, ...] = ()


def derive_each(
    roots: Sequence[Path], kinds: Sequence[str], options: DeriveOptions, wait: LockWait = BRIEFLY, *, jobs: int = 1
) -> Iterator[Outcome]:
    """Make derivatives of packages, in their order.

    Args:
        roots: Package folders.
        kinds: Names of kinds; each is tried, whatever became of the others.
        options: As for `derive_package`.
        wait: How long to wait for another run that is changing a package.
        jobs: Processes at most.
    """
    if jobs < 2 or len(roots) < _ENOUGH_FOR_PROCESSES:  # two processes are the least that help
        for root in roots:
            yield _one(root, kinds, options, wait)
        return
    yield from _in_processes(roots, kinds, options, wait, min(jobs, len(roots)))


def _in_processes(
    roots: Sequence[Path], kinds: Sequence[str], options: DeriveOptions, wait: LockWait, jobs: int
) -> Iterator[Outcome]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Neither progress nor what is told while waiting crosses to another process.
    afar, patience = replace(options, progress=Silent()), LockWait(wait.seconds if wait.told is None else math.inf)
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _deaf_to_interrupts)
    try:
        running = [pool.submit(_one, root, kinds, afar, patience) for root in roots]
        for root, future in zip(roots, running, strict=True):
            yield _result(root, future)
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf_to_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; what is begun is finished


def _result(root: Path, future: Future[Outcome]) -> Outcome:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        reason = WorkerEnded(say("The process that was at work was ended, for want of memory most likely."))
        return Outcome(root, failures=(reason,))


def _one(root: Path, kinds: Sequence[str], options: DeriveOptions, wait: LockWait) -> Outcome:
    derived: list[Derived] = []
    failures: list[Exception] = []
    for kind in kinds:
        try:
            has = derivative_kind(kind).formats  # a form is for the kinds that have it; the others have their one
            fitting = replace(options, formats=tuple(name for name in options.formats if name in has))
            derived += derive_package(root, [kind], fitting, wait)
        except Exception as error:  # noqa: BLE001  (one bad package never stops a batch, whatever a library throws)
            failures.append(error)
    return Outcome(root, tuple(derived), tuple(failures))
