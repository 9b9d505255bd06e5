"""`sheet import`: what people changed in a sheet, taken over into the records."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.sheet_export import editable_records
from pbgdpl_cli.session import Session
from pbgdpl_cli.sheets.workbook import PATH, Row, mark, open_sheet, place_of, read_rows, save
from validators.packages.package import Found
from validators.packages.rewriting import replace_record
from validators.problems import Message, say
from validators.rules.rule import FINISHED
from validators.sharing.conformance import schema_faults
from validators.sharing.schema import title_of
from validators.sharing.sheet_columns import COLUMNS, Unfit, cell_of, value_at, value_of, with_value


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What was chosen.

    Attributes:
        sheet: The sheet as edited.
        paths: Packages, folders or records the rows are about.
        output: Where the sheet with status goes; None for itself.
        reopen: Whether approved materials become drafts again.
    """

    sheet: Path
    paths: tuple[Path, ...]
    output: Path | None = None
    reopen: bool = False


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
    known = {str(record["identifier"]): (found, record) for found, record in editable_records(choice.paths, failures)}
    if failures.errors and not known:  # then no row can be about anything, and the sheet stays as it is
        return OperationResult("sheet import", errors=tuple(failures.errors))
    outcomes = []
    for row in read_rows(book):
        outcome = _take_over(row, known, reopen=choice.reopen)
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


def _take_over(row: Row, known: Mapping[str, tuple[Found, dict[str, Any]]], *, reopen: bool) -> RowData:
    identifier = str(row.cells.get("/identifier") or "")
    if identifier not in known:
        message = say("No material has the identifier “{identifier}”.", identifier=identifier, path=row.cells.get(PATH))
        return RowData(row.number, identifier, "error", messages=(message,))
    found, record = known[identifier]
    edit = _edited(row, record)
    if edit.messages:
        return RowData(row.number, identifier, "error", messages=tuple(edit.messages))
    if not edit.changes:
        return RowData(row.number, identifier, "unchanged")
    state = value_at(record, "/workflow/state")
    if state in FINISHED and not reopen:
        message = say("The material is approved; with --reopen it becomes a draft again and takes the changes.")
        return RowData(row.number, identifier, "error", messages=(message,))
    if state in FINISHED:
        _reopen(edit.record)
    replace_record(found, json.dumps(edit.record, ensure_ascii=False, indent=2) + "\n")
    return RowData(row.number, identifier, "ok", tuple(edit.changes))


def _edited(row: Row, record: dict[str, Any]) -> _Edit:
    edit = _Edit(record)
    for column in COLUMNS:
        if column.pointer not in row.cells or row.cells[column.pointer] == cell_of(record, column):
            continue
        try:
            value = value_of(row.cells[column.pointer], column)
        except Unfit as problem:
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


def _reopen(record: dict[str, Any]) -> None:
    workflow = record.setdefault("workflow", {})
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    workflow["events"] = [*workflow.get("events", []), {"state": "draft", "at": now, "note": "sheet import"}]
    workflow["state"] = "draft"
    record["approval"] = {}


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
