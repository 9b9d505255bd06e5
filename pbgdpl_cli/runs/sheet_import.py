"""`sheet import`: what people changed in a sheet, taken over into the records."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.sheet_export import editable_records
from pbgdpl_cli.session import Session
from pbgdpl_cli.sheets.workbook import PATH, Row, mark, open_sheet, place_of, read_rows, save
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath
from validators.packages.rewriting import rewrite_record
from validators.problems import Message, Problem, say
from validators.sharing.conformance import schema_faults, usable_record
from validators.sharing.pointer import value_at
from validators.sharing.reader import read_record
from validators.sharing.record import Record
from validators.sharing.schema import title_of
from validators.sharing.sheet_columns import COLUMNS, UnreadableCell, cell_of, value_of, with_value
from validators.sharing.standing import Standing, WrongStep, claims_approval, transition


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What was chosen.

    Attributes:
        sheet: The sheet as edited.
        paths: Packages, folders or records the rows are about.
        output: Where the sheet with status goes; None for itself.
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
    """What became of a row: ok, unchanged or error; pointers changed; messages with the cells they concern."""

    row: int
    identifier: str
    state: str
    changes: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()


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


_STATES = {"ok": say("updated"), "unchanged": say("unchanged"), "error": say("not applied")}


def run(session: Session, choice: ImportChoice) -> OperationResult[ImportPayload]:
    """Take over what people changed in a sheet, and write the sheet back with status and messages."""
    book = open_sheet(choice.sheet)
    failures = Failures(session.settings.home)
    known = {str(record["identifier"]): found for found, record in editable_records(choice.paths, failures)}
    if failures.errors and not known:  # then no row can be about anything, and the sheet stays as it is
        return OperationResult("sheet import", errors=tuple(failures.errors))
    outcomes = []
    for row in read_rows(book):
        outcome = _take_over(row, known, reopen=choice.reopen, wait=choice.wait)
        outcomes.append(outcome)
        words = [_with_cell(book, row, message) for message in outcome.messages]
        mark(book, row.number, outcome.state, told(_STATES[outcome.state]), words)
    target = choice.output or choice.sheet
    save(book, target)
    return _result(outcomes, target, failures)


def _with_cell(book: Any, row: Row, message: Message) -> str:
    pointer = message.values.get("pointer")
    if not isinstance(pointer, str):
        return told(message)
    try:
        return f"{place_of(book, row.number, pointer)}: {told(message)}"
    except KeyError:
        return told(message)


def _take_over(row: Row, known: Mapping[str, MaterialPath], *, reopen: bool, wait: LockWait) -> RowData:
    identifier = str(row.cells.get("/identifier") or "")
    if identifier not in known:
        message = say("No material has the identifier “{identifier}”.", identifier=identifier, path=row.cells.get(PATH))
        return RowData(row.number, identifier, "error", messages=(message,))
    outcome = RowData(row.number, identifier, "unchanged")

    def edited(stored: bytes) -> str | None:
        nonlocal outcome
        outcome, text = _outcome(row, identifier, read_record(stored).value or {}, reopen=reopen)
        return text

    try:
        rewrite_record(known[identifier], edited, wait)
    except Problem as problem:
        return RowData(row.number, identifier, "error", messages=(problem.message,))
    except OSError as error:
        return RowData(row.number, identifier, "error", messages=(from_os_error(error).message,))
    return outcome


def _outcome(row: Row, identifier: str, record: dict[str, Any], *, reopen: bool) -> tuple[RowData, str | None]:
    """What becomes of a row, and the new record if the row changes it."""
    edit = _edited(row, record)
    if edit.messages:
        return RowData(row.number, identifier, "error", messages=tuple(edit.messages)), None
    if not edit.changes:
        return RowData(row.number, identifier, "unchanged"), None
    before = usable_record(record, schema_faults(record))
    if before and claims_approval(before):
        if not reopen:
            message = say("The material is approved; with --reopen it becomes a draft again and takes the changes.")
            return RowData(row.number, identifier, "error", messages=(message,)), None
        try:
            edit.record = _reopened(edit.record, before)
        except WrongStep as problem:
            return RowData(row.number, identifier, "error", messages=(problem.message,)), None
    text = json.dumps(edit.record, ensure_ascii=False, indent=2) + "\n"
    return RowData(row.number, identifier, "ok", tuple(edit.changes)), text


def _edited(row: Row, record: dict[str, Any]) -> _Edit:
    edit = _Edit(record)
    for column in COLUMNS:
        if column.pointer not in row.cells or row.cells[column.pointer] == cell_of(record, column):
            continue
        try:
            value = value_of(row.cells[column.pointer], column)
        except UnreadableCell as problem:
            edit.messages.append(_about(column.pointer, problem.message))
            continue
        before = value_at(record, column.pointer)
        if value == before or (not value and not before and not isinstance(value, bool)):
            continue
        edit.record = _confirmed(with_value(edit.record, column.pointer, value), column.pointer, value)
        edit.changes.append(column.pointer)
    _check(edit)
    return edit


def _about(pointer: str, message: Message) -> Message:
    return say("{field}: {message}", field=title_of(pointer) or pointer, message=message, pointer=pointer)


def _check(edit: _Edit) -> None:
    """Only what the row changed is held against it; older violations are for `validate`."""
    for fault in schema_faults(edit.record) if edit.changes else ():
        pointer = next((change for change in edit.changes if _touches(fault.pointer, change)), None)
        if pointer:
            message = say(
                "“{value}” does not fit the schema ({kind}).", value=fault.value or fault.detail, kind=fault.kind
            )
            edit.messages.append(_about(pointer, message))


def _touches(fault: str, change: str) -> bool:
    return fault == change or fault.startswith(change + "/") or change.startswith(fault + "/")


def _confirmed(record: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """A person typed it: that is its evidence now."""
    evidence = dict(record.get("evidence") or {})
    evidence.pop(pointer, None)
    if value not in (None, []):
        said = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        evidence[pointer] = [{"text": said, "method": "person", "inferred": False}]
    return {**record, "evidence": evidence}


def _reopened(document: dict[str, Any], record: Record) -> dict[str, Any]:
    """The raw record as a draft again; earlier steps stay as they are written, even where they break the schema."""
    now = dt.datetime.now().astimezone().replace(microsecond=0)
    reopened = transition(record, Standing.DRAFT, who="", when=now, why="sheet import")
    step = reopened.workflow.events[-1].model_dump(mode="json", exclude_none=True)
    history = document.get("workflow") or {}
    workflow = {**history, "state": step["state"], "events": [*history.get("events", []), step]}
    return {**document, "workflow": workflow, "approval": reopened.approval.model_dump(mode="json", exclude_none=True)}


def _result(outcomes: Sequence[RowData], target: Path, failures: Failures) -> OperationResult[ImportPayload]:
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in _STATES}
    messages = tuple(
        say("Row {row}: {message}", row=outcome.row, message=message)
        for outcome in outcomes
        for message in outcome.messages
    )
    summary = say("{ok} updated, {unchanged} unchanged, {error} not applied; see {path}.", **counts, path=target)
    return OperationResult(
        "sheet import",
        ImportPayload(target, tuple(outcomes)),
        (*messages, summary),
        tuple(failures.errors),
        succeeded=counts["ok"],
        exit_code=ExitCode.SOME_FAILED if counts["error"] or failures.errors else ExitCode.DONE,
    )
