"""`report`: the office's own numbers, as a table, a file, or the office's own form filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.progress import under_way
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import active_language
from pbgdpl_cli.report.counting import OfficeTally
from pbgdpl_cli.report.forms.cells import shown
from pbgdpl_cli.report.forms.filled import TEXTS, WORKBOOKS, filled_form, loses_drawings
from pbgdpl_cli.report.laws import LawTally
from pbgdpl_cli.report.numbers import OfficeNumbers, PackageNumbers, VisitNumbers
from pbgdpl_cli.report.period import Period
from pbgdpl_cli.report.placeholders import names_of, names_to_come
from pbgdpl_cli.report.sections import Cell, Section, sections, subtitle_of
from pbgdpl_cli.report.visits import read_visits
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.days import day_asked, day_of
from pbgdpl_cli.runs.each_package import ALL_FORMS, Failures, each_package
from pbgdpl_cli.runs.register_choice import chosen
from pbgdpl_cli.runs.validate import ValidateChoice, check_options
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from pbgdpl_cli.upload.package_overview import uploaded_items
from pbgdpl_cli.web.page_language import PageLanguage
from validators.check import count_findings
from validators.packages.durable import write_bytes
from validators.packages.package import PackageForm
from validators.problems import Message, say
from validators.report import FindingCounts

_CELL_WIDTH = 48  # letters
_BY_TIME = frozenset({"month", "visits"})
_MOST_ROWS = 15  # of a table on the terminal; files have all
_FORMS = (".xlsx", ".html", ".md")


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What was chosen.

    Attributes:
        paths: Packages, or folders of packages.
        output: The file to write; None for the terminal.
        template: The office's own form.
        first: First day of the period, YYYY-MM-DD.
        last: Its last day.
        register: The register of legal acts.
        as_of: The law as it stands on this day.
        within: Days to look ahead for what will change.
        visits: A file of visits to the portal.
        check: Whether the packages are checked.
        write_template: Where to write the form that comes along; then nothing is counted.
    """

    paths: tuple[Path, ...] = ()
    output: Path | None = None
    template: Path | None = None
    first: str | None = None
    last: str | None = None
    register: Path | None = None
    as_of: str | None = None
    within: int = 90
    visits: Path | None = None
    check: bool = True
    write_template: Path | None = None


@dataclass(frozen=True, slots=True)
class TemplatePayload:
    """The form that was written."""

    template: Path


def run(session: Session, choice: ReportChoice) -> OperationResult[OfficeNumbers | TemplatePayload]:
    """Count what is below the paths, and tell it.

    Raises:
        Problem: An option makes no sense, or a file that was named cannot be used.
    """
    if choice.write_template:
        return _given_out(choice.write_template)
    _refuse_forms(choice)
    period = _period(choice)
    visits = read_visits(choice.visits, period) if choice.visits else VisitNumbers()
    failures = Failures(session.settings.home)
    numbers = _counted(session, choice, period, visits, failures)
    errors = tuple(failures.errors)
    if not numbers.packages.counted:  # a report that is there already is not lost to a mistyped path
        return OperationResult("report", errors=errors)
    if choice.output:
        choice.output.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(choice.output, _file(choice, choice.output, numbers))
    return OperationResult(
        "report", numbers, tuple(_lines(choice, numbers)), errors, succeeded=numbers.packages.counted,
        answers=choice.output is None,
    )  # fmt: skip


def _given_out(path: Path) -> OperationResult[OfficeNumbers | TemplatePayload]:
    from pbgdpl_cli.report.forms.shipped import shipped_form, shipped_workbook

    ending = _ending(path, (".xlsx", ".md"))
    if ending in WORKBOOKS:
        require_extra("sheet")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, shipped_workbook() if ending in WORKBOOKS else shipped_form().encode("utf-8"))
    told = (
        say("A form to change: {path}", path=path),
        say("Fill it in with: {line}", line=f"pbgdpl report PATH --template {path} -o bao-cao{ending}"),
    )
    return OperationResult("report", TemplatePayload(path), told, succeeded=1)


def _refuse_forms(choice: ReportChoice) -> None:
    """Before anything is counted, which may take long."""
    if not choice.paths:
        raise WrongUsage(say("Name packages, or folders of packages."))
    if choice.template is None:
        ending = _ending(choice.output, _FORMS) if choice.output else ""
    else:
        ending = _ending(choice.template, (*WORKBOOKS, *sorted(TEXTS)))
        if choice.output is None or choice.output.suffix.lower() != ending:
            raise WrongUsage(
                say("A form that ends in “{ending}” is filled into a file that does, too.", ending=ending),
                hint=say("Name it: {line}", line=f"-o bao-cao{ending}"),
            )
    if ending in WORKBOOKS:
        require_extra("sheet")


def _ending(path: Path, known: tuple[str, ...]) -> str:
    ending = path.suffix.lower()
    if ending not in known:
        raise WrongUsage(
            say("“{name}” ends in none of: {endings}.", name=path.name, endings=", ".join(known)), path=path
        )
    return ending


def _period(choice: ReportChoice) -> Period:
    first, last = day_of(choice.first), day_of(choice.last)
    if first and last and last < first:
        raise WrongUsage(say("The period ends ({last}) before it begins ({first}).", first=first, last=last))
    return Period(first, last)


def _counted(
    session: Session, choice: ReportChoice, period: Period, visits: VisitNumbers, failures: Failures
) -> OfficeNumbers:
    day = day_asked(choice.as_of)
    source = chosen(session, choice.register, choice.paths)
    home = session.settings.home
    tally = OfficeTally(home, period, LawTally(source.register, source.path, day, choice.within))
    nothing = tally.numbers(day, PackageNumbers(0, 0, 0, 0), (), None, visits)
    if choice.template:
        filled_form(choice.template, names_to_come(nothing), PageLanguage(active_language()))
    others = 0
    with under_way(session.console.progress(), say("Counting")) as progress:
        for found in each_package(choice.paths, failures, forms=ALL_FORMS):
            if found.form is not PackageForm.FOLDER:
                others += 1
                continue
            with failures.of(found.path):
                tally.add(found.path)
            progress.advance()
    counted = len(tally.paths)
    copies = counted - len(tally.revisions)
    seen = PackageNumbers(counted, len(failures.errors), others, copies)
    findings = _findings(session, choice, tally.paths) if choice.check and counted else None
    return tally.numbers(day, seen, uploaded_items(home), findings, visits)


def _findings(session: Session, choice: ReportChoice, packages: list[Path]) -> FindingCounts:
    """What `validate` would say of the packages counted, by the office's own settings."""
    asked = ValidateChoice(choice.paths, as_of=choice.as_of, register=choice.register)
    options = check_options(session, asked)
    with under_way(session.console.progress(), say("Checking")) as progress:
        return count_findings(packages, options, lambda _, total: progress.advance(total=total))


def _file(choice: ReportChoice, output: Path, numbers: OfficeNumbers) -> bytes:
    tell = PageLanguage(active_language())
    if choice.template:
        return filled_form(choice.template, names_of(numbers), tell)
    if output.suffix.lower() == ".xlsx":
        from pbgdpl_cli.report.forms.workbook import workbook

        return workbook(numbers, tell)
    if output.suffix.lower() == ".html":
        from pbgdpl_cli.report.forms.page import page

        return page(numbers, tell).encode("utf-8")
    from pbgdpl_cli.report.forms.markdown import markdown

    return markdown(numbers, tell).encode("utf-8")


def _lines(choice: ReportChoice, numbers: OfficeNumbers) -> Iterator[Message | Table | str]:
    if choice.output:
        seen = numbers.packages
        yield say(
            "{path}: {count} packages were counted, {failed} could not be read.",
            path=choice.output, count=seen.counted, failed=seen.not_counted,
        )  # fmt: skip
        if choice.template and loses_drawings(choice.template):
            yield say("Pictures, shapes and charts of the form may look otherwise now: compare with the form.")
        return
    tell = PageLanguage(active_language())
    yield subtitle_of(numbers)
    for section in sections(numbers):
        yield ""
        yield section.heading
        yield _table(section, tell)
        if section.key != "overview" and len(section.rows) > _MOST_ROWS:
            yield say("… {count} more; all of them: -o bao-cao.xlsx", count=len(section.rows) - _MOST_ROWS)
        yield from section.notes


def _table(section: Section, tell: PageLanguage) -> Table:
    rows = tuple(tuple(_cell(cell, tell) for cell in row) for row in _shown_rows(section))
    return Table(section.columns, rows)


def _shown_rows(section: Section) -> Sequence[tuple[Cell, ...]]:
    """What the terminal has room for: the last months, else the largest numbers, in the order of the section."""
    rows, bar = section.rows, section.bar
    if section.key == "overview" or len(rows) <= _MOST_ROWS:
        return rows
    if section.key in _BY_TIME:
        return rows[-_MOST_ROWS:]
    if bar is None:
        return rows[:_MOST_ROWS]
    largest = sorted(range(len(rows)), key=lambda at: -_number(rows[at][bar]))[:_MOST_ROWS]
    return [rows[at] for at in sorted(largest)]


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0


def _cell(cell: Cell, tell: PageLanguage) -> str:
    return shortened(shown(cell, tell), _CELL_WIDTH)
