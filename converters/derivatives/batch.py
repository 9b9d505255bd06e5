"""Derivatives of many packages on all cores: a package is one piece of work, and one that fails stops no other."""

from __future__ import annotations

import contextlib
import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derive import already_derived, derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.registry import derivative_kind
from converters.progress import Silent
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import OutputProblem, say

if TYPE_CHECKING:
    from concurrent.futures import Future

    from validators.workers import Loss

_ENOUGH_FOR_PROCESSES = 6  # packages; starting a process takes as long as two pictures
_LONGEST = 600.0  # seconds by the clock for a kind of a package; the slowest of those made side by side takes ten


class WorkerEnded(OutputProblem):
    """The system ended a process that was at work."""

    code = "worker-ended"


@dataclass(frozen=True, slots=True)
class _Task:
    """A package, as it crosses into a worker process."""

    root: Path
    kinds: tuple[str, ...]
    options: DeriveOptions
    wait: LockWait


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
    waiting: deque[Outcome | Future[Outcome]] = deque()
    with contextlib.ExitStack() as held:
        submit = None
        for root in roots:
            found = _already(root, kinds, options)
            if found is None:  # to begin with processes for what is there takes a hundred times as long
                submit = submit or held.enter_context(_processes(kinds, options, wait, min(jobs, len(roots))))
                waiting.append(submit(root))
            else:
                waiting.append(found)
            while waiting and _is_ready(waiting[0]):
                yield _taken(waiting.popleft())
        yield from map(_taken, waiting)


def _is_ready(outcome: Outcome | Future[Outcome]) -> bool:
    return isinstance(outcome, Outcome) or outcome.done()


def _taken(outcome: Outcome | Future[Outcome]) -> Outcome:
    return outcome if isinstance(outcome, Outcome) else outcome.result()


def _already(root: Path, kinds: Sequence[str], options: DeriveOptions) -> Outcome | None:
    """A package of which nothing has to be made; None where something has to, or cannot be."""
    derived: list[Derived] = []
    try:
        for kind in kinds:
            found = already_derived(root, [kind], _fitting(kind, options))
            if found is None:
                return None
            derived += found
    except Exception:  # noqa: BLE001  (whoever makes derivatives meets it again, and says so)
        return None
    return Outcome(root, tuple(derived))


@contextlib.contextmanager
def _processes(
    kinds: Sequence[str], options: DeriveOptions, wait: LockWait, jobs: int
) -> Iterator[Callable[[Path], Future[Outcome]]]:
    """Processes that make derivatives of the packages they are given."""
    from validators.workers import Workers  # one package is made in this process, which loads none of it

    # Neither progress nor what is told while waiting crosses to another process.
    afar, patience = replace(options, progress=Silent()), LockWait(wait.seconds if wait.told is None else math.inf)
    with Workers(jobs, _done, _lost, seconds=_seconds) as workers:
        try:
            yield lambda root: workers.submit(_Task(root, tuple(kinds), afar, patience))
        finally:
            workers.stop_taking()  # Ctrl-C: what is begun is finished
            workers.close()


def _seconds(task: _Task) -> float | None:
    """None where a person lets it wait for another run for as long as that takes."""
    return None if math.isinf(task.wait.seconds) else _LONGEST * len(task.kinds) + task.wait.seconds


def _done(task: _Task) -> Outcome:
    return _one(task.root, task.kinds, task.options, task.wait)


def _lost(task: _Task, loss: Loss) -> Outcome:
    from validators.workers import Loss

    took_long = say("The process that was at work took too long and was ended.")
    died = say("The process that was at work was ended, for want of memory most likely.")
    return Outcome(task.root, failures=(WorkerEnded(took_long if loss is Loss.TOO_LONG else died),))


def _one(root: Path, kinds: Sequence[str], options: DeriveOptions, wait: LockWait) -> Outcome:
    derived: list[Derived] = []
    failures: list[Exception] = []
    for kind in kinds:
        try:
            derived += derive_package(root, [kind], _fitting(kind, options), wait)
        except Exception as error:  # noqa: BLE001  (one bad package never stops a batch, whatever a library throws)
            failures.append(error)
    return Outcome(root, tuple(derived), tuple(failures))


def _fitting(kind: str, options: DeriveOptions) -> DeriveOptions:
    """The options for one kind: a form is for the kinds that have it; the others have their one.

    Raises:
        BrokenKind: The kind cannot be loaded.
    """
    has = derivative_kind(kind).formats
    return replace(options, formats=tuple(name for name in options.formats if name in has))
