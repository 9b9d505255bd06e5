"""The whole road in one run: materials become packages, a poster and a video, are validated, and stand on a portal."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.saying.key_points import NothingToShow
from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import PortalProblem, item_of
from pbgdpl_cli.portal.server import RunningPortal, start_background
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.runs.reading import ReadingChoice, run_convert
from pbgdpl_cli.terms import term
from pbgdpl_cli.upload.sending import DONE, Outcome, UploadReport, upload_packages
from pbgdpl_cli.upload.targets import open_transport
from validators.check import check_paths
from validators.options import CheckOptions
from validators.problems import Message, MissingDependency, Problem, say
from validators.report import Report
from validators.rules.finding import Severity

EXAMPLES = Path(__file__).parents[1] / "examples" / "materials"
KINDS = ("infographic", "video")
# What a poster is made of first: a leaflet is written in short statements, a lecture is not.
_POSTER_KINDS = ("to-roi", "to-gap", "hoi-dap")


@dataclass(slots=True)
class Demonstration:
    """One run of the whole road.

    Attributes:
        session: Settings and console.
        materials: Folder of materials; None for the examples.
        out: Folder of results: `packages/`, and `home/` with the demonstration's own portal and ledger.
        port: Port of the portal; a free one when it is taken.
    """

    session: Session
    materials: Path | None
    out: Path
    port: int
    _errors: list[ErrorItem] = field(default_factory=list)

    def run(self) -> OperationResult:
        """Walk the road. What fails is told; the rest goes on."""
        converted = self._convert()
        folders = {Path(package["path"]): package for package in converted.data["packages"]}
        derived = self._derive(list(folders))
        report = self._validate(list(folders))
        with self._portal() as portal:
            uploaded = self._upload(list(folders), portal)
            result = self._result(converted, derived, report, uploaded, portal)
            if not self._stays_up(portal):
                return result
            self.session.console.render(result)
            self._wait_for_ctrl_c()
        return OperationResult("demo", body="", exit_code=result.final_exit_code)

    def _convert(self) -> OperationResult:
        materials = self.materials or EXAMPLES
        if not materials.is_dir():
            raise MissingDependency(
                say("The example materials are not here."),
                hint=say("Run this in a copy of the project, or name a folder: pbgdpl demo FOLDER"),
                path=materials,
            )
        self._step(1, say("Reading the materials and making packages"))
        result = run_convert(self.session, [materials], ReadingChoice(self.out / "packages"))
        self._errors += result.errors
        return result

    def _derive(self, folders: list[Path]) -> list[Derived]:
        self._step(2, say("Making an infographic and a short video"))
        options = DeriveOptions(draft=True, progress=self.session.console.progress())
        for folder in sorted(folders, key=_poster_rank):
            try:
                return derive_package(folder, KINDS, options)
            except NothingToShow:
                continue
            except Problem as problem:
                self._errors.append(item_of(problem.at(folder)))
                break
        return []

    def _validate(self, folders: list[Path]) -> Report:
        self._step(3, say("Validating the packages"))
        return check_paths(folders, CheckOptions(day=dt.datetime.now().astimezone().date()))

    @contextmanager
    def _portal(self) -> Iterator[RunningPortal]:
        self._step(4, say("Starting the portal and uploading"))
        home = self.out / "home"
        started = start_background(home, self.port)
        try:
            portal = started.__enter__()
        except PortalProblem:  # something else has that port
            started = start_background(home, 0)
            portal = started.__enter__()
        try:
            yield portal
        finally:
            started.__exit__(None, None, None)

    def _upload(self, folders: list[Path], portal: RunningPortal) -> UploadReport:
        home = self.out / "home"
        with closing(open_transport(portal.address, home)) as transport:
            report = upload_packages(folders, transport, home, progress=self.session.console.progress())
        self._errors += (item_of(item.problem.at(item.path)) for item in report.items if item.problem)
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

    def _result(
        self,
        converted: OperationResult,
        derived: list[Derived],
        report: Report,
        uploaded: UploadReport,
        portal: RunningPortal,
    ) -> OperationResult:
        packages: list[dict[str, Any]] = converted.data["packages"]
        remote = {item.path.resolve(): item for item in uploaded.items}
        rows = tuple(
            (package["name"], term("kinds", package["kind"]), _state(remote.get(Path(package["path"]).resolve())))
            for package in packages
        )
        data = {
            "address": portal.address,
            "packages": packages,
            "derived": [{"kind": item.kind, "path": str(item.path), "state": item.state} for item in derived],
            "findings": {severity.value: report.count(severity) for severity in Severity},
            "uploaded": [
                {
                    "path": str(item.path),
                    "identifier": item.identifier,
                    "state": item.outcome.value,
                    "remote": item.remote,
                }
                for item in uploaded.items
            ],
        }
        lines: list[Message | Table | str] = [
            "",
            Table((say("Material"), say("Kind"), say("Portal")), rows),
            "",
            *(say("{kind}: {path}", kind=item.kind, path=item.path) for item in derived),
            say("Packages: {path}", path=self.out / "packages"),
            say(
                "Validation: {errors} errors, {warnings} warnings, {checked} packages",
                errors=report.count(Severity.ERROR),
                warnings=report.count(Severity.WARNING),
                checked=report.checked,
            ),
            say("Portal: {address}", address=portal.address),
        ]
        if _nothing_new(packages, derived, uploaded):
            lines.append(say("Everything had been done before; nothing was done twice."))
        done = sum(item.outcome in DONE for item in uploaded.items)
        return OperationResult("demo", data, tuple(lines), tuple(self._errors), succeeded=done)


def _poster_rank(folder: Path) -> tuple[int, str]:
    from validators.packages.package import open_package

    try:
        kind = open_package(folder).record().kind
    except Problem:
        return len(_POSTER_KINDS) + 1, folder.name
    return (_POSTER_KINDS.index(kind) if kind in _POSTER_KINDS else len(_POSTER_KINDS)), folder.name


def _state(item: Any) -> Message:
    if item is None:
        return say("not sent")
    states = {
        Outcome.SENT: say("sent"),
        Outcome.UPDATED: say("updated"),
        Outcome.UNCHANGED: say("already there"),
    }
    return states.get(item.outcome, say("not sent"))


def _nothing_new(packages: list[dict[str, Any]], derived: list[Derived], uploaded: UploadReport) -> bool:
    return (
        all(package["state"] == "unchanged" for package in packages)
        and all(item.state == "unchanged" for item in derived)
        and all(item.outcome is Outcome.UNCHANGED for item in uploaded.items)
    )
