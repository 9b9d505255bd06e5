"""`demo`: materials become packages, an infographic and a video, are validated, and stand on a portal, in one run."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pbgdpl_cli
from converters.derivatives.derive import derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.saying.key_points import NothingToShow
from converters.derivatives.voices.scripts import CannotBeSaid
from converters.derivatives.voices.speaking import Speaking
from converters.externals import espeak
from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.portal.server import DEFAULT_PORT, RunningPortal, start_background
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs import convert
from pbgdpl_cli.runs.batches.package_data import PackageData
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.terms import term
from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadItem, UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.sending import Watchers, upload_packages
from pbgdpl_cli.upload.targets import open_transport
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.problems import Message, MissingDependency, Problem, say
from validators.report import Report
from validators.rules.finding import Severity
from validators.sharing.fingerprint import content_fingerprint

# They stand beside the packages in a copy of the project; an installed program has none.
EXAMPLES = Path(pbgdpl_cli.__file__).parents[1] / "examples" / "materials"
KINDS = ("infographic", "video")
# What a poster is made of first: a leaflet is written in short statements, a lecture is not.
_POSTER_KINDS = ("to-roi", "to-gap", "hoi-dap")


@dataclass(frozen=True, slots=True)
class DemoChoice:
    """What was chosen.

    Attributes:
        materials: Folder of materials; None for the examples.
        out: Folder of results: `packages/`, and `home/` with the demonstration's own portal and ledger.
        port: Port of the portal; a free one when it is taken.
    """

    materials: Path | None = None
    out: Path = Path("demo-output")
    port: int = DEFAULT_PORT


@dataclass(frozen=True, slots=True)
class DemoDerivative:
    """A derivative that was made, or was there already."""

    kind: str
    path: Path
    state: str


@dataclass(frozen=True, slots=True)
class DemoUpload:
    """What became of one package on the portal."""

    path: Path
    identifier: str | None
    state: str
    remote: str | None


@dataclass(frozen=True, slots=True)
class DemoPayload:
    """What every step gave; `findings` counts them by severity."""

    address: str
    packages: tuple[PackageData, ...]
    derived: tuple[DemoDerivative, ...]
    findings: Mapping[str, int]
    uploaded: tuple[DemoUpload, ...]


def run(session: Session, choice: DemoChoice) -> OperationResult[DemoPayload]:
    """Take the materials through every step. What fails is told; the rest goes on."""
    return _Demonstration(session, choice, Failures(session.settings.home)).run()


@dataclass(frozen=True, slots=True)
class _Steps:
    """What the steps gave."""

    packages: tuple[PackageData, ...]
    derived: list[Derived]
    report: Report
    uploaded: UploadReport
    address: str

    @property
    def nothing_new(self) -> bool:
        """Whether everything had been done by an earlier run."""
        return (
            all(package.state == "unchanged" for package in self.packages)
            and all(item.state == "unchanged" for item in self.derived)
            and all(item.outcome is UploadOutcome.UNCHANGED for item in self.uploaded.items)
        )


@dataclass(frozen=True, slots=True)
class _Demonstration:
    session: Session
    choice: DemoChoice
    failures: Failures

    def run(self) -> OperationResult[DemoPayload]:
        packages = self._convert()
        folders = [package.path for package in packages]
        derived = self._derive(folders)
        report = self._validate(folders)
        with self._portal() as portal:
            steps = _Steps(packages, derived, report, self._upload(folders, portal), portal.address)
            result = self._result(steps)
            if not self._stays_up(portal):
                return result
            self.session.console.render(result)
            self._wait_for_ctrl_c()
        return OperationResult("demo", body="", exit_code=result.final_exit_code)

    def _convert(self) -> tuple[PackageData, ...]:
        materials = self.choice.materials or EXAMPLES
        if not materials.is_dir():
            raise MissingDependency(
                say("The example materials are not here."),
                hint=say("Run this in a copy of the project, or name a folder: pbgdpl demo FOLDER"),
                path=materials,
            )
        self._step(1, say("Reading the materials and making packages"))
        result = convert.run(self.session, convert.ConvertChoice((materials,), self.choice.out / "packages"))
        self.failures.errors.extend(result.errors)
        return result.data.packages if result.data else ()

    def _derive(self, folders: list[Path]) -> list[Derived]:
        """Of the first material that has something to show: a poster made of statements is better than of a lecture."""
        self._step(2, say("Making an infographic and a short video"))
        silent = not espeak.find().present  # a demonstration needs no voice
        options = DeriveOptions(draft=True, progress=self.session.console.progress(), speaking=Speaking(silent=silent))
        for folder in sorted(folders, key=_poster_rank):
            with self.failures.of(folder):
                try:
                    return derive_package(self._copy_for_drafts(folder), KINDS, options)
                except (NothingToShow, CannotBeSaid):
                    continue
            break
        return []

    def _copy_for_drafts(self, folder: Path) -> Path:
        """A copy of a package: nobody approved it, so that its pictures are drafts, and drafts are sent nowhere."""
        copy = self.choice.out / "drafts" / folder.name
        if not copy.is_dir() or _said_in(copy) != _said_in(folder):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
        return copy

    def _validate(self, folders: list[Path]) -> Report:
        self._step(3, say("Validating the packages"))
        return check_paths(folders, CheckOptions(day=dt.datetime.now().astimezone().date()))

    @contextmanager
    def _portal(self) -> Iterator[RunningPortal]:
        self._step(4, say("Starting the portal and uploading"))
        with ExitStack() as stack:
            home = self.choice.out / "home"
            try:
                portal = stack.enter_context(start_background(home, self.choice.port))
            except PortalProblem:  # something else has that port
                portal = stack.enter_context(start_background(home, 0))
            yield portal

    def _upload(self, folders: list[Path], portal: RunningPortal) -> UploadReport:
        home = self.choice.out / "home"
        found = list(each_package(folders, self.failures))
        with closing(open_transport(portal.address, home)) as transport:
            report = upload_packages(
                found,
                transport,
                home,
                options=UploadOptions(drafts_too=True),
                watchers=Watchers(self.session.console.progress()),
            )
        for item in report.items:
            if item.problem:
                self.failures.add(item.problem, item.path)
        return report

    def _step(self, number: int, what: Message) -> None:
        self.session.console.note(say("[{number}/4] {what} …", number=number, what=what))

    def _stays_up(self, portal: RunningPortal) -> bool:
        """A person at a terminal wants to look at the portal; a script wants to go on."""
        console = self.session.console
        return portal.ours and console.out.isatty() and not console.settings.json

    def _wait_for_ctrl_c(self) -> None:
        self.session.console.note(say("The portal stays up until you press Ctrl-C."), level=-1)
        try:
            while True:
                # A wait without a limit cannot be interrupted on Windows.
                threading.Event().wait(1.0)
        except KeyboardInterrupt:
            self.session.console.note(say("The portal is stopped."))

    def _result(self, steps: _Steps) -> OperationResult[DemoPayload]:
        payload = DemoPayload(
            steps.address,
            steps.packages,
            tuple(DemoDerivative(item.kind, item.path, item.state) for item in steps.derived),
            {severity.value: steps.report.count(severity) for severity in Severity},
            tuple(
                DemoUpload(item.path, item.identifier, item.outcome.value, item.remote) for item in steps.uploaded.items
            ),
        )
        lines = tuple(_lines(steps, self.choice.out / "packages"))
        done = sum(item.outcome in DONE for item in steps.uploaded.items)
        return OperationResult("demo", payload, lines, tuple(self.failures.errors), succeeded=done)


def _lines(steps: _Steps, packages: Path) -> Iterator[Message | Table | str]:
    remote = {item.path.resolve(): item for item in steps.uploaded.items}
    yield ""
    yield Table(
        (say("Material"), say("Kind"), say("Portal")),
        tuple(
            (package.name, term("kinds", package.kind), _state(remote.get(package.path.resolve())))
            for package in steps.packages
        ),
    )
    yield ""
    yield from (say("{kind}: {path}", kind=item.kind, path=item.path) for item in steps.derived)
    yield say("Packages: {path}", path=packages)
    yield say(
        "Validation: {errors} errors, {warnings} warnings, {checked} packages",
        errors=steps.report.count(Severity.ERROR),
        warnings=steps.report.count(Severity.WARNING),
        checked=steps.report.checked,
    )
    yield say("Portal: {address}", address=steps.address)
    if steps.nothing_new:
        yield say("Everything had been done before; nothing was done twice.")


def _said_in(package: Path) -> str:
    return content_fingerprint(open_package(package).record())


def _poster_rank(folder: Path) -> tuple[int, str]:
    from validators.packages.package import open_package

    try:
        kind = open_package(folder).record().kind
    except Problem:
        return len(_POSTER_KINDS) + 1, folder.name
    return (_POSTER_KINDS.index(kind) if kind in _POSTER_KINDS else len(_POSTER_KINDS)), folder.name


def _state(item: UploadItem | None) -> Message:
    if item is None:
        return say("not sent")
    states = {
        UploadOutcome.SENT: say("sent"),
        UploadOutcome.UPDATED: say("updated"),
        UploadOutcome.UNCHANGED: say("already there"),
    }
    return states.get(item.outcome, say("not sent"))
