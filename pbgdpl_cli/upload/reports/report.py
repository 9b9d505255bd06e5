"""What became of each package of one run: beside the office's own columns, and the failed ones as a list for later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.i18n import told
from pbgdpl_cli.upload.delivery.outcomes import DONE, OUTCOMES, UploadItem, UploadReport
from pbgdpl_cli.upload.ledger import LedgerItem, open_ledger
from pbgdpl_cli.upload.reports.headings import FOR_PROGRAMS, headings_for, is_heading_of
from pbgdpl_cli.upload.reports.lists import ListedRow, PackageList
from pbgdpl_cli.upload.reports.receipts import NAMES, receipt_cells
from pbgdpl_cli.upload.reports.tables import check_place, write_table
from validators.packages.durable import write_text
from validators.problems import Problem, say

ENDINGS = frozenset({".csv", ".xlsx", ".html", ".json"})
LIST_ENDINGS = frozenset({".csv", ".xlsx"})
_OURS = ("result", "problem", "code")
_PATH = "path"
# Of a receipt, what the report does not tell itself.
_OF_RECEIPT = tuple(name for name in NAMES if name not in {"path", "state", "note"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: a row of the list, if there was one, and what became of its package."""

    row: ListedRow | None
    item: UploadItem | None
    receipt: LedgerItem | None

    @property
    def problem(self) -> Problem | None:
        """Why it did not get there."""
        if self.item is not None:
            return self.item.problem
        return self.row.problem if self.row is not None else None

    @property
    def failed(self) -> bool:
        """Whether it is to be tried again."""
        return self.item is None or self.item.outcome not in DONE


def check_report_place(place: Path) -> None:
    """Make sure that a report can be written there.

    Raises:
        WrongUsage: It cannot.
    """
    check_place(place, ENDINGS, say("A report is written as .xlsx, .csv, .html or .json."))


def check_failed_place(place: Path) -> None:
    """Make sure that the list of what failed can be written there.

    Raises:
        WrongUsage: It cannot.
    """
    check_place(place, LIST_ENDINGS, say("The list of what failed is written as .xlsx or .csv."))


def lines_of(report: UploadReport, home: Path, listed: PackageList | None) -> tuple[Line, ...]:
    """A run's lines: the list's rows in their order, or the packages in theirs."""
    with open_ledger(home) as ledger:
        receipts = {(item.identifier, item.revision): item for item in ledger.items(report.target)}
    items = {item.path: item for item in report.items}

    def line(item: UploadItem | None, row: ListedRow | None = None) -> Line:
        key = (item.identifier or "", item.revision or "") if item is not None else ("", "")
        return Line(row, item, receipts.get(key))

    if listed is None:
        return tuple(line(item) for item in report.items)
    return tuple(line(items.get(row.package.path) if row.package else None, row) for row in listed.rows)


def write_report(place: Path, lines: tuple[Line, ...], listed: PackageList | None) -> None:
    """Write a run's report as the name's ending says: the office's own columns first, then ours."""
    own = listed.headings if listed else headings_for(place, (_PATH,))
    headings = [*own, *headings_for(place, (*_OURS, *_OF_RECEIPT))]
    rows = [[*_own(line), *_result(line, place), *_receipt(line, place)] for line in lines]
    if place.suffix.lower() == ".json":
        told_rows = [dict(zip(_each_once(headings), row, strict=True)) for row in rows]
        write_text(place, json.dumps(told_rows, ensure_ascii=False, indent=1) + "\n")
    else:
        write_table(place, told(say("Upload report")), headings, rows)


def _each_once(headings: Sequence[str]) -> list[str]:
    """Headings as names of members, each there once: of two columns "Ghi chú" the second is "Ghi chú (2)"."""
    names: list[str] = []
    taken = set(headings)
    for heading in headings:
        name, count = heading, 1
        while name in names or (count > 1 and name in taken):
            count += 1
            name = f"{heading} ({count})"
        names.append(name)
    return names


def write_failed(place: Path, lines: tuple[Line, ...], listed: PackageList | None) -> None:
    """Write what failed as a list that `upload --list` takes: the office's own columns, and why."""
    own = listed.headings if listed else headings_for(place, (_PATH,))
    # A list that failed before has our columns, too.
    kept = [number for number, name in enumerate(own) if not is_heading_of(name, _OURS)]
    rows = []
    for line in (line for line in lines if line.failed):
        cells = list(_own(line))
        if listed is None or (line.row is not None and listed.path.absolute().parent != place.absolute().parent):
            named = line.item.path if line.item else None
            column = listed.column if listed else 0
            cells[column] = str(named.absolute()) if named else cells[column]
        rows.append([*(cells[number] for number in kept), *_result(line, place)[1:]])
    headings = [*(own[number] for number in kept), *headings_for(place, _OURS[1:])]
    write_table(place, told(say("To be sent again")), headings, rows)


def _own(line: Line) -> Iterator[str]:
    if line.row is not None:
        yield from line.row.cells
    else:
        yield str(line.item.path) if line.item else ""


def _result(line: Line, place: Path) -> list[str]:
    outcome = told(OUTCOMES[line.item.outcome]) if line.item else told(say("not sent"))
    if place.suffix.lower() in FOR_PROGRAMS:
        outcome = line.item.outcome.value if line.item else ""
    problem = line.problem
    return [outcome, told(problem.message) if problem else "", problem.code if problem else ""]


def _receipt(line: Line, place: Path) -> list[str]:
    if line.receipt is None:
        found = {"identifier": line.item.identifier, "title": line.item.title} if line.item else {}
        return [found.get(name) or "" for name in _OF_RECEIPT]
    cells = dict(zip(NAMES, receipt_cells(line.receipt, place), strict=True))
    return [cells[name] for name in _OF_RECEIPT]
