"""`sheet import`: what people changed in a sheet, taken over into the records."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.sheet_export import editable_records, kept_before
from pbgdpl_cli.session import Session
from pbgdpl_cli.sheets.comparing import Comparison, about, compare, moved_alone
from pbgdpl_cli.sheets.returned import ReturnedSheet, Row
from pbgdpl_cli.sheets.stamps import stamp_of
from pbgdpl_cli.sheets.workbook import PATH
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath
from validators.packages.rewriting import rewrite_record
from validators.problems import Message, Problem, UnreadableInput, say
from validators.sharing.conformance import schema_faults, usable_record
from validators.sharing.reader import read_record
from validators.sharing.record import Record
from validators.sharing.said_values import refusals, with_said
from validators.sharing.sheet_columns import COLUMNS, UnreadableCell, shown_cell, value_of
from validators.sharing.standing import Standing, WrongStep, claims_approval, transition


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What was chosen.

    Attributes:
        sheet: The sheet as edited.
        paths: Packages, folders or records the rows are about.
        output: Where the sheet with status goes; None for itself, where it can take it without losing anything.
        reopen: Whether approved materials become drafts again.
        wait: How long to wait for another run that is changing a package.
    """

    sheet: Path
    paths: tuple[Path, ...]
    output: Path | None = None
    reopen: bool = False
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class RowData:
    """What became of a row: ok, unchanged, conflict or error; pointers changed; messages with their cells."""

    row: int
    identifier: str
    state: str
    changes: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ImportPayload:
    """The sheet with status and messages, and its rows."""

    path: Path
    rows: tuple[RowData, ...]


@dataclass(slots=True)
class _Edit:
    """A row being read."""

    record: dict[str, Any]
    changes: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class _Case:
    """A row on its way: the material it is about, what it asks for, and why it is refused before that is looked at."""

    row: Row
    material: MaterialPath | None = None
    compared: Comparison = field(default_factory=Comparison)
    refusal: list[Message] = field(default_factory=list)


_Known = Mapping[str, Sequence[tuple[MaterialPath, dict[str, Any]]]]
_STATES = {
    "ok": say("updated"),
    "unchanged": say("unchanged"),
    "conflict": say("conflict"),
    "error": say("not applied"),
}
_EXPORT_AGAIN = say("export a new sheet (pbgdpl sheet export PACKAGE) and make the change there")
_NOT_EXACT = say("The record is not written as JSON demands, and something of it would be lost; mend it first with: "
                 "pbgdpl validate PATH --fix")  # fmt: skip
_MOST_NAMED = 3  # materials without a row that are told by name


def run(session: Session, choice: ImportChoice) -> OperationResult[ImportPayload]:
    """Take over what people changed in a sheet, and write the sheet back with status and messages."""
    sheet = ReturnedSheet(choice.sheet)
    failures = Failures(session.settings.home)
    known: dict[str, list[tuple[MaterialPath, dict[str, Any]]]] = defaultdict(list)
    for found, record in editable_records(choice.paths, failures):
        known[str(record["identifier"])].append((found, record))
    if failures.errors and not known:  # then no row can be about anything, and the sheet stays as it is
        return OperationResult("sheet import", errors=tuple(failures.errors))
    cases = [_case(row, known) for row in sheet.rows()]
    _refuse_twins(cases)
    _refuse_moved(cases)
    outcomes = [_done(sheet, case, choice) for case in cases]
    target = choice.output or (choice.sheet if sheet.may_be_written_over else free_name(choice.sheet))
    notes = [*sheet.notes, *_without_row(known, cases)]
    with failures.of(target):
        if target == choice.sheet:
            sheet.save(target)
        else:
            with kept_before(target) as kept:
                sheet.save(target)
            notes += [say("The sheet that had this name is kept: {path}", path=kept)] if kept else []
    return _result(outcomes, target, failures, notes)


def free_name(sheet: Path) -> Path:
    """A name for the sheet with status beside one that cannot take it."""
    names = (sheet.with_name(f"{sheet.stem}{ending}.xlsx") for ending in ("", *(f"-{n}" for n in range(1, 10_000))))
    return next(name for name in names if not name.exists())


def _case(row: Row, known: _Known) -> _Case:
    """A row with its material; where two have its identifier, the one whose path the row names."""
    identifier = row.said("/identifier")
    candidates = known.get(identifier, ())
    if len(candidates) > 1:
        named = [one for one in candidates if one[0].path.as_posix() == row.said(PATH)]
        if len(named) != 1:
            paths = ", ".join(found.path.as_posix() for found, _ in candidates)
            return _Case(row, refusal=[say("Several materials have the identifier “{identifier}” ({paths}); "
                                           "import the row for one of them alone.",
                                           identifier=identifier, paths=paths)])  # fmt: skip
        candidates = named
    if not candidates:
        return _Case(row, refusal=[_unknown(identifier)])
    ((found, record),) = candidates
    case = _Case(row, found, compare(row, record))
    if case.compared.foreign:
        case.refusal.append(say("The identifier is not the one the row was exported with; {remedy}.",
                                remedy=_EXPORT_AGAIN))  # fmt: skip
    return case


def _unknown(identifier: str) -> Message:
    if identifier:
        return say("No material has the identifier “{identifier}”; name its package in the command, or put the "
                   "identifier back.", identifier=identifier)  # fmt: skip
    return say("The row has no identifier; new materials are made with: pbgdpl convert SOURCE -o FOLDER")


def _refuse_twins(cases: Sequence[_Case]) -> None:
    """Rows about one material that say different things: no program can choose.

    A row of a sheet that was copied whole counts only where it was changed; beside a row of its own sheet always, for
    who copies a row and changes the copy means another material.
    """
    about_one: dict[Path, list[_Case]] = defaultdict(list)
    for case in cases:
        if case.material:
            about_one[case.material.path].append(case)
    for rows_of_one in about_one.values():
        changed = {case.row.sheet for case in rows_of_one if case.compared.asks}
        twins = [case for case in rows_of_one if case.row.sheet in changed]
        said = {tuple((key, str(cell.value)) for key, cell in sorted(case.row.cells.items()) if key.startswith("/"))
                for case in twins}  # fmt: skip
        if len(said) > 1:
            rows = ", ".join(_place(case.row) for case in twins)
            for case in twins:
                case.refusal.append(
                    say("Several rows are about this material and say different things ({rows}); keep one of them.",
                        rows=rows)
                )  # fmt: skip


def _place(row: Row) -> str:
    return f"{row.sheet}!{row.number}"


def _refuse_moved(cases: Sequence[_Case]) -> None:
    for row, column in moved_alone([(case.row, case.compared) for case in cases if case.material]):
        case = next(case for case in cases if case.row is row)
        case.refusal.append(about(column, say(
            "The column was sorted or moved without the rest of the rows: this is another row's value; undo that, or "
            "{remedy}.", remedy=_EXPORT_AGAIN,
        )))  # fmt: skip


def _done(sheet: ReturnedSheet, case: _Case, choice: ImportChoice) -> RowData:
    """Take a row over if nothing is against it, and mark it."""
    outcome, stamp = _take_over(case, reopen=choice.reopen, wait=choice.wait)
    words = [_with_cell(case.row, message) for message in outcome.messages]
    sheet.mark(case.row, outcome.state, told(_STATES[outcome.state]), words, stamp)
    return outcome


def _with_cell(row: Row, message: Message) -> str:
    cell = row.cells.get(str(message.values.get("pointer")))
    return f"{cell.place}: {told(message)}" if cell else told(message)


def _take_over(case: _Case, *, reopen: bool, wait: LockWait) -> tuple[RowData, str | None]:
    if case.refusal or case.material is None:
        return _row_data(case.row, "error", messages=case.refusal), None
    outcome, stamp = _row_data(case.row, "unchanged"), None

    def edited(stored: bytes) -> str | None:
        nonlocal outcome, stamp
        reading = read_record(stored)
        outcome, made = _outcome(case.row, reading.value or {}, reopen=reopen)
        if made and reading.faults:
            raise UnreadableInput(_NOT_EXACT)
        stamp = stamp_of(made) if made else None
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n" if made else None

    try:
        rewrite_record(case.material, edited, wait)
    except Problem as problem:
        return _row_data(case.row, "error", messages=[problem.message]), None
    except OSError as error:
        return _row_data(case.row, "error", messages=[from_os_error(error).message]), None
    return outcome, stamp


def _row_data(row: Row, state: str, changes: Sequence[str] = (), messages: Sequence[Message] = ()) -> RowData:
    return RowData(row.number, row.said("/identifier"), state, tuple(changes), tuple(messages), row.sheet)


def _outcome(row: Row, record: dict[str, Any], *, reopen: bool) -> tuple[RowData, dict[str, Any] | None]:
    """What becomes of a row, and the new record if the row changes it."""
    compared = compare(row, record)
    if not compared.asks:
        return _row_data(row, "unchanged", messages=_newer(row, record, compared, at_stake=False)), None
    if compared.unstamped:
        message = say("The row does not say what it was when it was exported; {remedy}.", remedy=_EXPORT_AGAIN)
        return _row_data(row, "error", messages=[message]), None
    if conflict := _newer(row, record, compared, at_stake=True):
        return _row_data(row, "conflict", messages=conflict), None
    edit = _edited(compared, record)
    if edit.messages:
        return _row_data(row, "error", messages=edit.messages), None
    before = usable_record(record, schema_faults(record))
    if before and claims_approval(before):
        if not reopen:
            message = say("The material is approved; with --reopen it becomes a draft again and takes the changes.")
            return _row_data(row, "error", messages=[message]), None
        try:
            edit.record = _reopened(edit.record, before)
        except WrongStep as problem:
            return _row_data(row, "error", messages=[problem.message]), None
    return _row_data(row, "ok", edit.changes), edit.record


def _newer(row: Row, record: dict[str, Any], compared: Comparison, *, at_stake: bool) -> list[Message]:
    """What was changed in the package since the row left, column by column."""
    told_of = [
        about(column, say("The package was changed after the export and now says “{now}”, the row “{row}”.",
                          now=shown_cell(record, column) or "", row=row.said(column.pointer)))
        for column in compared.newer
    ]  # fmt: skip
    if at_stake and compared.text_changed:
        told_of.append(say("Text, citations or review of the material were changed after the export."))
    if at_stake and told_of:
        told_of.append(say("Nothing of this row was taken over; {remedy}.", remedy=_EXPORT_AGAIN))
    return told_of


def _edited(compared: Comparison, record: dict[str, Any]) -> _Edit:
    edit = _Edit(record, messages=list(compared.refused))
    for column, cell in compared.touched:
        try:
            value = value_of(cell.value, column)
        except UnreadableCell as problem:
            edit.messages.append(about(column, problem.message))
            continue
        edit.record = with_said(edit.record, column.pointer, value)
        edit.changes.append(column.pointer)
    _check(edit)
    return edit


def _check(edit: _Edit) -> None:
    """Only what the row changed is held against it; older violations are for `validate`."""
    for pointer, message in refusals(edit.record, edit.changes):
        edit.messages.append(about(_BY_POINTER[pointer], message))


_BY_POINTER = {column.pointer: column for column in COLUMNS}


def _reopened(document: dict[str, Any], record: Record) -> dict[str, Any]:
    """The raw record as a draft again; earlier steps stay as they are written, even where they break the schema."""
    now = dt.datetime.now().astimezone().replace(microsecond=0)
    reopened = transition(record, Standing.DRAFT, who="", when=now, why="sheet import")
    step = reopened.workflow.events[-1].model_dump(mode="json", exclude_none=True)
    history = document.get("workflow") or {}
    workflow = {**history, "state": step["state"], "events": [*history.get("events", []), step]}
    return {**document, "workflow": workflow, "approval": reopened.approval.model_dump(mode="json", exclude_none=True)}


def _without_row(known: _Known, cases: Sequence[_Case]) -> Iterator[Message]:
    """Materials that were given and stand in no row: nothing of them was changed."""
    rows = {case.row.said("/identifier") for case in cases}
    left = [found.path.as_posix() for identifier, all_of in known.items() if identifier not in rows
            for found, _ in all_of]  # fmt: skip
    if left:
        names = ", ".join(left[:_MOST_NAMED]) + (", …" if len(left) > _MOST_NAMED else "")
        yield say("{count} materials have no row and were left as they are: {names}.", count=len(left), names=names)


def _result(
    outcomes: Sequence[RowData], target: Path, failures: Failures, notes: Sequence[Message]
) -> OperationResult[ImportPayload]:
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in _STATES}
    messages = tuple(
        say("{file}, sheet “{sheet}”, row {row}: {message}",
            file=target.name, sheet=outcome.sheet, row=outcome.row, message=message)
        for outcome in outcomes
        for message in outcome.messages
    )  # fmt: skip
    summary = say(
        "{ok} updated, {unchanged} unchanged, {conflict} in conflict, {error} not applied; see {path}.",
        **counts,
        path=target,
    )
    some_left = counts["error"] or counts["conflict"] or failures.errors
    return OperationResult(
        "sheet import",
        ImportPayload(target, tuple(outcomes)),
        (*messages, *notes, summary),
        tuple(failures.errors),
        succeeded=counts["ok"],
        exit_code=ExitCode.SOME_FAILED if some_left else ExitCode.DONE,
    )
