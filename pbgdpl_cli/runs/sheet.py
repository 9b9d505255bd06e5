"""`sheet export` and `sheet import`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.sheets.workbook import PATH, Row, mark, open_sheet, place_of, read_rows, save, write_sheet
from validators.packages.changing import BRIEFLY
from validators.packages.faults import NotAPackage
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath, PackageForm, find_packages
from validators.packages.rewriting import rewrite_record, stored_record
from validators.problems import Message, Problem, say
from validators.rules.rule import FINISHED
from validators.sharing.conformance import schema_faults
from validators.sharing.reader import read_record
from validators.sharing.schema import title_of
from validators.sharing.sheet_columns import COLUMNS, Unfit, cell_of, value_at, value_of, with_value


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: ok, unchanged or error; pointers changed; messages with the cells they concern."""

    row: int
    identifier: str
    state: str
    changes: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Edit:
    """A row being read."""

    record: dict[str, Any]
    changes: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


_STATES = {"ok": say("updated"), "unchanged": say("unchanged"), "error": say("not taken over")}


def run_export(session: Session, paths: Sequence[Path], output: Path) -> OperationResult:
    """Write the metadata of every material below some paths into one sheet."""
    del session
    records = [(found.path.as_posix(), record) for found, record in _records(paths)]
    write_sheet(output, records)
    data = {"path": str(output), "rows": len(records)}
    lines = (say("{count} materials were written into {path}.", count=len(records), path=output),)
    return OperationResult("sheet export", data=data, lines=lines, succeeded=len(records))


def _records(paths: Sequence[Path]) -> list[tuple[MaterialPath, dict[str, Any]]]:
    read = []
    for found in find_packages(paths):
        if found.form is not PackageForm.ZIP:
            value = _record_of(found)
            if value is not None and "identifier" in value:
                read.append((found, value))
    return read


def _record_of(found: MaterialPath) -> dict[str, Any] | None:
    try:
        return read_record(stored_record(found)).value
    except NotAPackage:
        return None


def run_import(
    session: Session,
    sheet: Path,
    paths: Sequence[Path],
    output: Path | None,
    *,
    reopen: bool,
    wait: LockWait = BRIEFLY,
) -> OperationResult:
    """Take over what people changed in a sheet, and write the sheet back with status and messages."""
    book = open_sheet(sheet)
    known = {str(record["identifier"]): found for found, record in _records(paths)}
    outcomes = []
    for row in read_rows(book):
        outcome = _take_over(row, known, reopen=reopen, wait=wait)
        outcomes.append(outcome)
        words = [_with_cell(book, row, message) for message in outcome.messages]
        mark(book, row.number, outcome.state, told(_STATES[outcome.state]), words)
    target = output or sheet
    save(book, target)
    del session
    return _import_result(outcomes, target)


def _with_cell(book: Any, row: Row, message: Message) -> str:
    pointer = message.values.get("pointer")
    if not isinstance(pointer, str):
        return told(message)
    try:
        return f"{place_of(book, row.number, pointer)}: {told(message)}"
    except KeyError:
        return told(message)


def _take_over(row: Row, known: Mapping[str, MaterialPath], *, reopen: bool, wait: LockWait) -> RowOutcome:
    identifier = str(row.cells.get("/identifier") or "")
    if identifier not in known:
        message = say("No material has the identifier “{identifier}”.", identifier=identifier, path=row.cells.get(PATH))
        return RowOutcome(row.number, identifier, "error", messages=(message,))
    outcome = RowOutcome(row.number, identifier, "unchanged")

    def edited(stored: bytes) -> str | None:
        nonlocal outcome
        outcome, text = _outcome(row, identifier, read_record(stored).value or {}, reopen=reopen)
        return text

    try:
        rewrite_record(known[identifier], edited, wait)
    except Problem as problem:
        return RowOutcome(row.number, identifier, "error", messages=(problem.message,))
    except OSError as error:
        return RowOutcome(row.number, identifier, "error", messages=(from_os_error(error).message,))
    return outcome


def _outcome(row: Row, identifier: str, record: dict[str, Any], *, reopen: bool) -> tuple[RowOutcome, str | None]:
    """What becomes of a row, and the new record if the row changes it."""
    edit = _edited(row, record)
    if edit.messages:
        return RowOutcome(row.number, identifier, "error", messages=tuple(edit.messages)), None
    if not edit.changes:
        return RowOutcome(row.number, identifier, "unchanged"), None
    state = value_at(record, "/workflow/state")
    if state in FINISHED and not reopen:
        message = say("The material is approved; with --reopen it becomes a draft again and takes the changes.")
        return RowOutcome(row.number, identifier, "error", messages=(message,)), None
    if state in FINISHED:
        _reopen(edit.record)
    text = json.dumps(edit.record, ensure_ascii=False, indent=2) + "\n"
    return RowOutcome(row.number, identifier, "ok", tuple(edit.changes)), text


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


def _import_result(outcomes: Sequence[RowOutcome], target: Path) -> OperationResult:
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in _STATES}
    rows = [
        {
            "row": outcome.row, "identifier": outcome.identifier, "state": outcome.state,
            "changes": list(outcome.changes), "messages": [told(message) for message in outcome.messages],
        }
        for outcome in outcomes
    ]  # fmt: skip
    told_rows = tuple(
        say("Row {row}: {message}", row=outcome.row, message=message)
        for outcome in outcomes
        for message in outcome.messages
    )
    summary = say("{ok} updated, {unchanged} unchanged, {error} not taken over; see {path}.", **counts, path=target)
    code = ExitCode.SOME_FAILED if counts["error"] else ExitCode.DONE
    return OperationResult(
        "sheet import", data={"path": str(target), "rows": rows}, lines=(*told_rows, summary), exit_code=code,
        succeeded=counts["ok"],
    )  # fmt: skip
