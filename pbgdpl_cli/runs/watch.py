"""`watch`: convert what a scanner puts into a folder, as soon as each file is whole."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from converters.reading.finding.sniff import EXTENSIONS
from converters.reading.finding.walk import files_below
from pbgdpl_cli.errors import from_os_error, item_of
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.runs import convert
from pbgdpl_cli.runs.batches.package_data import MADE
from pbgdpl_cli.runs.convert import ConvertChoice
from pbgdpl_cli.session import Session
from pbgdpl_cli.state.work_ledger import Stand
from validators.problems import Problem, UnreadableInput, say

SETTLED = 10.0  # seconds; a scanner writes a page every few seconds
EMPTY_TIMES = 3  # a file without content stands so many times longer: some scanners make it first, then scan
POLL = 2.0  # seconds between two looks into the folder


@dataclass(frozen=True, slots=True)
class WatchChoice:
    """What was chosen.

    Attributes:
        folder: Where files arrive.
        converting: How they are converted; its inputs are not looked at.
        settled: Seconds a file must stand unchanged to count as whole.
        once: Stop when everything that is there is done.
    """

    folder: Path
    converting: ConvertChoice
    settled: float = SETTLED
    once: bool = False


@dataclass(frozen=True, slots=True)
class WatchPayload:
    """What was done.

    Attributes:
        folder: Where files arrive.
        made: Packages made by this run.
        unchanged: Files that had been converted before.
        failed: Files that could not be.
        skipped: Names of files of kinds that are not read.
    """

    folder: Path
    made: int
    unchanged: int
    failed: int
    skipped: tuple[str, ...]


@dataclass(slots=True)
class Arrivals:
    """Which files of a folder are whole, and were not handed out as they stand.

    Whole is what has had the same size and time of change for a while, by this computer's clock: the scanner's, and
    that of the disk, may be hours off.

    Attributes:
        settled: Seconds.
        clock: Seconds that never go back.
    """

    settled: float
    clock: Callable[[], float] = time.monotonic
    _since: dict[Path, tuple[Stand, float]] = field(default_factory=dict)
    _handed: dict[Path, Stand] = field(default_factory=dict)

    def whole(self, files: Iterable[Path]) -> list[Path]:
        """Those that are whole now and were not yet handed out; they are from now on.

        Args:
            files: All that are there.
        """
        now, there = self.clock(), {}
        for path in files:
            with contextlib.suppress(OSError):  # it was taken away meanwhile
                stand = Stand.of(path)
                before = self._since.get(path)
                there[path] = before if before is not None and before[0] == stand else (stand, now)
        self._since = there
        self._handed = {path: stand for path, stand in self._handed.items() if path in there}
        ready = [path for path in self.pending if now - there[path][1] >= self._patience(there[path][0])]
        self._handed.update({path: there[path][0] for path in ready})
        return ready

    def _patience(self, stand: Stand) -> float:
        return self.settled if stand.bytes else EMPTY_TIMES * self.settled

    @property
    def pending(self) -> list[Path]:
        """Those that are there and still growing, or too new to tell."""
        return sorted(path for path, (stand, _) in self._since.items() if self._handed.get(path) != stand)


@dataclass(slots=True)
class _Tally:
    """What this run has done so far; what is told of each file is told when it happens."""

    session: Session
    made: int = 0
    unchanged: int = 0
    errors: list[ErrorItem] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    failed: int = 0

    def add(self, result: OperationResult[convert.ConvertPayload]) -> None:
        packages = () if result.data is None else result.data.packages
        for package in packages:
            if package.state == MADE:
                self.made += 1
                self.tell_made(package.name, str(package.path), len(package.needs_person))
            else:
                self.unchanged += 1
        self.fail(result.errors)

    def tell_made(self, name: str, package: str, doubts: int) -> None:
        if not self.session.settings.json:
            line = say("{name} → {package}; to check: {doubts}", name=name, package=package, doubts=doubts)
            self.session.console.note(line)

    def fail(self, errors: Iterable[ErrorItem]) -> None:
        """One sentence for each file; for programs they come together at the end."""
        for error in errors:
            self.failed += 1
            if self.session.settings.json:
                self.errors.append(error)
            else:
                self.session.console.error(error)

    def skip(self, name: str) -> None:
        if name not in self.skipped:
            self.skipped.add(name)
            if not self.session.settings.json:
                self.session.console.note(say("“{name}” is of no kind that is read; it is left alone.", name=name))


def run(session: Session, choice: WatchChoice) -> OperationResult[WatchPayload]:
    """Convert what arrives, until a person stops it.

    Raises:
        UnreadableInput: There is no such folder.
    """
    if not choice.folder.is_dir():
        raise UnreadableInput(say("There is no such folder."), hint=say("Check the path."), path=choice.folder)
    tally = _Tally(session)
    session.console.sign(say("Waiting for files in “{path}”; Ctrl-C stops it", path=choice.folder))
    with contextlib.suppress(KeyboardInterrupt):
        _watch(session, choice, tally)
    data = WatchPayload(choice.folder, tally.made, tally.unchanged, tally.failed, tuple(sorted(tally.skipped)))
    line = say(
        "{made} done, {unchanged} unchanged since the last run, {failed} failed.",
        made=data.made,
        unchanged=data.unchanged,
        failed=data.failed,
    )
    code = ExitCode.SOME_FAILED if tally.failed else ExitCode.DONE
    return OperationResult("watch", data, (line,), tuple(tally.errors), tally.made + tally.unchanged, exit_code=code)


def _watch(session: Session, choice: WatchChoice, tally: _Tally) -> None:
    arrivals = Arrivals(choice.settled)
    gone = False
    while True:
        files, problem = _files(choice.folder, tally)
        if problem is not None and not gone:
            tally.fail([item_of(problem)])
        gone = problem is not None
        ready = arrivals.whole(files)
        if ready:
            tally.add(_converted(session, choice, ready))
        elif choice.once and (gone or not arrivals.pending):
            return
        else:
            time.sleep(min(POLL, choice.settled / 2))


def _files(folder: Path, tally: _Tally) -> tuple[list[Path], Problem | None]:
    """The files that may be materials; whatever is wrong with the folder itself."""
    problems: list[Problem] = []
    files: list[Path] = []
    try:
        for path in files_below(folder, problems):
            if path.suffix.lower() in EXTENSIONS:
                files.append(path)
            else:
                tally.skip(path.relative_to(folder).as_posix())
    except OSError as error:
        return files, from_os_error(error)
    return files, problems[0] if problems else None


def _converted(session: Session, choice: WatchChoice, ready: list[Path]) -> OperationResult[convert.ConvertPayload]:
    try:
        return convert.run(session, replace(choice.converting, inputs=tuple(ready)))
    except Problem as problem:  # the output folder is full, or a cluster is gone: what comes later may fare better
        return OperationResult("convert", errors=(item_of(problem),))
