"""What `pbgdpl validate` does once its options are known: settings, rules, repairs, report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from converters.progress import Progress
from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import WrongUsage, from_os_error, item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.settings import usable_cores
from pbgdpl_cli.version import software
from validators.baseline import read_baseline, write_baseline
from validators.check import check_paths
from validators.fixing import Repair, Unrepaired, repair_all
from validators.options import CheckOptions, known_codes
from validators.packages.changing import BRIEFLY
from validators.packages.durable import write_text
from validators.packages.locking import LockWait
from validators.problems import Message, Problem, say
from validators.report import Report
from validators.reports import form as forms
from validators.reports.github import github
from validators.reports.junit import junit
from validators.reports.page import html_page
from validators.reports.sarif import sarif
from validators.reports.text import summary, text
from validators.rules.policy import Policy, find_policy, read_policy

FORMATS = ("text", "json", "sarif", "junit", "html", "github")
PURPOSES = ("working", "publishing")


@dataclass(frozen=True, slots=True)
class Request:
    """The options as given; None where nothing was said and the settings file decides."""

    paths: tuple[Path, ...]
    form: str = "text"
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    purpose: str | None = None
    as_of: str | None = None
    register: Path | None = None
    config: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    fix: bool = False
    wait: LockWait = BRIEFLY
    incremental: bool = False
    jobs: int = 0
    output: Path | None = None


def run_validate(session: Session, request: Request) -> OperationResult:
    """Validate, repair if asked, and report."""
    if request.form not in FORMATS:
        raise WrongUsage(say("Unknown form “{form}”; use {known}.", form=request.form, known=", ".join(FORMATS)))
    options = _options(session, request)
    repairs = repair_all(request.paths, request.wait) if request.fix else []
    report = _checked(session, request, options)
    if request.write_baseline:
        count = write_baseline(request.write_baseline, report.findings)
        session.console.note(say("{count} findings were written into the baseline.", count=count))
        return OperationResult("validate", data={"baseline": count, "path": str(request.write_baseline)})
    return _result(session, request, report, repairs)


def _checked(session: Session, request: Request, options: CheckOptions) -> Report:
    progress = session.console.progress()
    progress.start(say("Checking"), None)
    try:
        return check_paths(request.paths, options, _stepwise(progress))
    finally:
        progress.finish()


def _stepwise(progress: Progress) -> _Steps:
    return _Steps(progress)


class _Steps:
    """Tells the progress how many are to come as soon as that is known."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told = False

    def __call__(self, done: int, total: int) -> None:
        if not self._told:
            self._progress.start(say("Checking"), total)
            self._told = True
        self._progress.advance()
        del done


def _options(session: Session, request: Request) -> CheckOptions:
    where = request.config or find_policy(request.paths[0])
    policy = read_policy(where) if where else Policy()
    base = where.parent if where else Path()
    purpose = request.purpose or policy.purpose
    if purpose not in PURPOSES:
        raise WrongUsage(say("Unknown purpose “{purpose}”; use working or publishing.", purpose=purpose))
    register = request.register or (base / policy.register_path if policy.register_path else None)
    baseline = request.baseline or (base / policy.baseline if policy.baseline else None)
    return CheckOptions(
        day=_day(request.as_of) or policy.as_of or dt.datetime.now().astimezone().date(),
        policy=policy,
        publishing=purpose == "publishing",
        only=known_codes(request.only or policy.only),
        ignore=known_codes((*request.ignore, *policy.ignore)),
        register=register,
        known=read_baseline(baseline) if baseline and not request.write_baseline else frozenset(),
        base=baseline.parent if baseline else Path(),
        jobs=request.jobs or usable_cores(),
        cache=session.settings.home / "validation.sqlite" if request.incremental else None,
    )


def _day(said: str | None) -> dt.date | None:
    if said is None:
        return None
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise WrongUsage(say("“{said}” is not a date; write YYYY-MM-DD.", said=said)) from None


def _error(failed: Unrepaired) -> ErrorItem:
    reason = failed.reason if isinstance(failed.reason, Problem) else from_os_error(failed.reason)
    return item_of(reason.at(failed.path))


def _result(session: Session, request: Request, report: Report, outcomes: list[Repair | Unrepaired]) -> OperationResult:
    repairs = [outcome for outcome in outcomes if isinstance(outcome, Repair)]
    errors = tuple(_error(outcome) for outcome in outcomes if isinstance(outcome, Unrepaired))
    telling = forms.Telling(session.settings.language, told)
    data = {**forms.as_data(report, telling), "repairs": [repair.as_data() for repair in repairs]}
    for repair in repairs:
        session.console.note(repair.told())
    body = _body(session, request, report, telling)
    if request.output and body is not None:
        write_text(request.output, body)
        body = None
    lines: tuple[Message, ...] = (summary(report),) if request.output else ()
    code = ExitCode.INVALID if report.failed else ExitCode.DONE
    return OperationResult(
        "validate",
        data=data,
        lines=lines,
        errors=errors,
        body=body,
        exit_code=ExitCode.SOME_FAILED if errors else code,
        succeeded=report.checked,
    )


def _body(session: Session, request: Request, report: Report, telling: forms.Telling) -> str | None:
    version = software().split()[-1]
    if request.form == "json":
        import json

        return json.dumps(forms.as_data(report, telling), ensure_ascii=False, indent=1) + "\n"
    if request.form == "sarif":
        return sarif(report, telling, version)
    if request.form == "junit":
        return junit(report, telling)
    if request.form == "html":
        return html_page(report, telling)
    if request.form == "github":
        return github(report, telling)
    verbosity = session.settings.verbosity
    return text(report, telling, notes=verbosity > 0, remedies=verbosity >= 0)
