"""`sheet export`: the metadata of materials as one XLSX sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import EDITABLE, Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.sheets.workbook import write_sheet
from validators.packages.package import MaterialPath
from validators.packages.rewriting import stored_record
from validators.problems import UnreadableInput, say
from validators.sharing.reader import read_record


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen: packages, folders or records, and the sheet to write."""

    paths: tuple[Path, ...]
    output: Path


@dataclass(frozen=True, slots=True)
class ExportPayload:
    """The sheet, and how many rows it has."""

    path: Path
    rows: int


def run(session: Session, choice: ExportChoice) -> OperationResult[ExportPayload]:
    """Write the metadata of every material below some paths into one sheet."""
    failures = Failures(session.settings.home)
    records = [(found.path.as_posix(), record) for found, record in editable_records(choice.paths, failures)]
    if failures.errors and not records:  # a sheet that is there already is not lost to a mistyped path
        return OperationResult("sheet export", errors=tuple(failures.errors))
    write_sheet(choice.output, records)
    return OperationResult(
        "sheet export",
        ExportPayload(choice.output, len(records)),
        (say("{count} materials were written into {path}.", count=len(records), path=choice.output),),
        tuple(failures.errors),
        succeeded=len(records),
    )


def editable_records(paths: Sequence[Path], failures: Failures) -> list[tuple[MaterialPath, dict[str, Any]]]:
    """The records below some paths that can be written back (those in zips cannot), as their JSON says them."""
    read = []
    for found in each_package(paths, failures, forms=EDITABLE, may_be_none=True):
        with failures.of(found.path):
            read.append((found, _record_json(found)))
    return read


def _record_json(found: MaterialPath) -> dict[str, Any]:
    value = read_record(stored_record(found)).value
    if value is None or "identifier" not in value:
        raise UnreadableInput(
            say("This record cannot be read, or has no identifier."),
            hint=say("See what is wrong with: pbgdpl validate {path}", path=found.path),
        )
    return value
