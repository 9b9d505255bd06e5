"""`validate`: settings, rules, repairs, report."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from converters.progress import under_way
from pbgdpl_cli.errors import WrongUsage, from_os_error, item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.runs.days import day_of
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import usable_cores
from pbgdpl_cli.version import software
from validators.baseline import read_baseline, write_baseline
from validators.check import check_paths
from validators.fixing import Repair, Unrepaired, repair_all
from validators.options import CheckOptions, is_asked, known_codes
from validators.packages.changing import BRIEFLY
from validators.packages.durable import write_text
from validators.packages.locking import LockWait
from validators.problems import Problem, say
from validators.report import Report, SwitchedOff
from validators.reports.form import ReportData, Translator, account, report_data
from validators.reports.github import github
from validators.reports.junit import junit
from validators.reports.page import html_page
from validators.reports.plain import escaped
from validators.reports.sarif import sarif
from validators.reports.text import summary, text
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.policy import Policy, WrongPolicy, read_policy
from validators.rules.policy_place import callers_policy, find_policy

FORMATS = ("text", "json", "sarif", "junit", "html", "github")
PURPOSES = ("working", "publishing")


@dataclass(frozen=True, slots=True)
class ValidateChoice:
    """What was chosen; None where nothing was said and the settings file decides.

    Attributes:
        paths: Packages, folders of packages, zips, records.
        form: Of the report.
        only: Codes of rules, or their beginnings; all when empty.
        ignore: Codes left out.
        purpose: "working", or "publishing": drafts judged as finished.
        as_of: The day to judge for, YYYY-MM-DD.
        register: The register of legal acts.
        config: The settings file.
        baseline: Findings in this file do not count.
        write_baseline: All findings are written into this file instead of being reported.
        fix: Whether what is safe is repaired.
        migrate: Whether records of an older schema are brought to the present one; what is safe is repaired then, too.
        wait: How long to wait for another run that is changing a package to be repaired.
        incremental: Whether what has not changed since the last run is skipped.
        jobs: Processes; 0 for as many as there are cores.
        output: The report's file; None for standard output.
        trust_config: Whether a settings file that stands with what is judged counts.
        allow_empty: Whether a place with nothing to check is fine.
    """

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
    migrate: bool = False
    wait: LockWait = BRIEFLY
    incremental: bool = False
    jobs: int = 0
    output: Path | None = None
    trust_config: bool = False
    allow_empty: bool = False


@dataclass(frozen=True, slots=True)
class ValidatePayload(ReportData):
    """The report, and what was repaired before."""

    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class BaselinePayload:
    """How many findings were written into which file."""

    baseline: int
    path: Path


def run(session: Session, choice: ValidateChoice) -> OperationResult[ValidatePayload | BaselinePayload]:
    """Validate, repair if asked, and report."""
    if choice.form not in FORMATS:
        raise WrongUsage(say("Unknown format “{form}”; use {known}.", form=choice.form, known=", ".join(FORMATS)))
    options = check_options(session, choice)
    repairs = repair_all(choice.paths, choice.wait, migrate=choice.migrate) if choice.fix or choice.migrate else []
    with under_way(session.console.progress(), say("Checking")) as progress:
        report = check_paths(choice.paths, options, lambda _, total: progress.advance(total=total))
    if choice.write_baseline:
        count = write_baseline(choice.write_baseline, report.findings)
        session.console.note(say("{count} findings were written into the baseline.", count=count))
        return OperationResult("validate", BaselinePayload(count, choice.write_baseline))
    return _result(session, choice, report, repairs)


def check_options(session: Session, choice: ValidateChoice) -> CheckOptions:
    """How to judge what a person names: the options, then the office's settings, then today.

    Raises:
        Problem: An option or a setting cannot be followed.
    """
    where = choice.config or _settings_file(choice)
    policy = read_policy(where) if where else Policy()
    _refuse_codes(policy, where)
    base = where.parent if where else Path()
    purpose = choice.purpose or policy.purpose
    if purpose not in PURPOSES:
        raise WrongUsage(say("Unknown purpose “{purpose}”; use working or publishing.", purpose=purpose))
    register = choice.register or (base / policy.register_path if policy.register_path else None)
    baseline = choice.baseline or (base / policy.baseline if policy.baseline else None)
    only, ignore = known_codes(choice.only or policy.only), known_codes((*choice.ignore, *policy.ignore))
    if not any(is_asked(rule.code, only, ignore) for rule in RULES if not rule.always):
        raise WrongUsage(say("What is asked for and what is left out leave no rule to check by."), path=where)
    return CheckOptions(
        day=day_of(choice.as_of) or policy.as_of or dt.datetime.now().astimezone().date(),
        policy=policy,
        publishing=purpose == "publishing",
        only=only,
        ignore=ignore,
        register=register,
        known=read_baseline(baseline) if baseline and not choice.write_baseline else {},
        base=baseline.parent if baseline else Path(),
        baseline_name=str(baseline or ""),
        jobs=choice.jobs or usable_cores(),
        cache=session.settings.home / "validation.sqlite" if choice.incremental else None,
        allow_empty=choice.allow_empty,
        switched_off=tuple(_switched_off(choice, policy, where)),
    )


def _refuse_codes(policy: Policy, where: Path | None) -> None:
    """A severity for a code that no rule has, or whose severity is not the office's to choose, would do nothing."""
    for code in policy.severity:
        if code not in BY_CODE or BY_CODE[code].always:
            raise WrongPolicy(
                say("The severity of “{code}” cannot be set.", code=code),
                hint=say("List the rules with: pbgdpl schema --format md."),
                path=where,
            )


def _settings_file(choice: ValidateChoice) -> Path | None:
    if choice.trust_config:
        return find_policy(choice.paths[0])
    return callers_policy(choice.paths, Path.cwd())


def _switched_off(choice: ValidateChoice, policy: Policy, where: Path | None) -> Iterator[SwitchedOff]:
    """What does not count, named for the report: options first, then settings."""
    yield from _left_out(
        known_codes(choice.only or policy.only), "--only" if choice.only else f"{where}: only", keep=True
    )
    yield from _left_out(known_codes(choice.ignore), "--ignore")
    yield from _left_out(known_codes(policy.ignore), f"{where}: ignore")
    if where is not None:
        severities = tuple(f"{code} = {severity}" for code, severity in policy.severity.items())
        settings = tuple(f"{name} = {value}" for name, value in policy.changed().items())
        kinds = (("severity", severities), ("setting", settings))
        yield from (SwitchedOff(kind, names, str(where)) for kind, names in kinds if names)
    for found in dict.fromkeys(find_policy(path) for path in choice.paths):
        if found and where is None:
            yield SwitchedOff("not-used", (str(found),), "--trust-config")


def _left_out(codes: tuple[str, ...], by: str, *, keep: bool = False) -> Iterator[SwitchedOff]:
    """The rules that codes or their beginnings leave out, or all but which they keep."""
    rules = tuple(r.code for r in RULES if not r.always and r.code.startswith(codes) != keep) if codes else ()
    if rules:
        yield SwitchedOff("rule", rules, by)


def _error(failed: Unrepaired) -> ErrorItem:
    reason = failed.reason if isinstance(failed.reason, Problem) else from_os_error(failed.reason)
    return item_of(reason.at(failed.path))


def _result(
    session: Session, choice: ValidateChoice, report: Report, outcomes: list[Repair | Unrepaired]
) -> OperationResult[ValidatePayload | BaselinePayload]:
    repairs = tuple(outcome for outcome in outcomes if isinstance(outcome, Repair))
    errors = tuple(_error(outcome) for outcome in outcomes if isinstance(outcome, Unrepaired))
    translator = Translator(session.settings.language, told)
    data = report_data(report, translator)
    payload = ValidatePayload(
        **{field.name: getattr(data, field.name) for field in fields(data)},
        repairs=repairs,
    )
    for repair in repairs:
        session.console.note(repair.told())
    body = _body(session, choice, report, translator)
    if choice.output:
        write_text(choice.output, body)
    code = ExitCode.INVALID if report.failed else ExitCode.DONE
    return OperationResult(
        "validate",
        payload,
        lines=(*account(report, translator), summary(report)) if choice.output else (),
        errors=errors,
        body=None if choice.output else body,
        exit_code=ExitCode.SOME_FAILED if errors else code,
        succeeded=report.checked,
    )


def _body(session: Session, choice: ValidateChoice, report: Report, translator: Translator) -> str:
    match choice.form:
        case "json":
            data = report_data(report, translator)
            return escaped(json.dumps(asdict(data), ensure_ascii=False, indent=1, default=str)) + "\n"
        case "sarif":
            return sarif(report, translator, software().split()[-1])
        case "junit":
            return junit(report, translator)
        case "html":
            return html_page(report, translator)
        case "github":
            return github(report, translator)
        case _:
            verbosity = session.settings.verbosity
            return text(report, translator, notes=verbosity > 0, remedies=verbosity >= 0)
