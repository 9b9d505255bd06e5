"""`sheet export`: the metadata of materials as one XLSX sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import ALL_FORMS, EDITABLE, Failures, each_package
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
    with kept_before(choice.output) as kept:
        write_sheet(choice.output, records)
    lines = [say("{count} materials were written into {path}.", count=len(records), path=choice.output)]
    if kept:
        lines.append(say("The sheet that had this name is kept: {path}", path=kept))
    return OperationResult(
        "sheet export",
        ExportPayload(choice.output, len(records)),
        tuple(lines),
        tuple(failures.errors),
        succeeded=len(records),
    )


@contextmanager
def kept_before(output: Path) -> Iterator[Path | None]:
    """Keep a sheet that already has a name under another: somebody may have written into it what is nowhere else.

    Yields:
        The name it gets; None where there was none. It gets its own back when the block fails.
    """
    if not output.is_file():
        yield None
        return
    names = (output.with_name(f"{output.stem}-{number}{output.suffix}") for number in range(1, 10_000))
    kept = next(name for name in names if not name.exists())
    output.replace(kept)
    try:
        yield kept
    except BaseException:
        kept.replace(output)
        raise


def editable_records(paths: Sequence[Path], failures: Failures) -> list[tuple[MaterialPath, dict[str, Any]]]:
    """The records below some paths, as their JSON says them; those in zips cannot be written back, and are told of."""
    read = []
    for found in each_package(paths, failures, forms=ALL_FORMS, may_be_none=True):
        with failures.of(found.path):
            if found.form not in EDITABLE:
                raise UnreadableInput(
                    say("A package in a zip cannot be changed by a sheet."),
                    hint=say("Unpack it, and give the command the folder."),
                )
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
