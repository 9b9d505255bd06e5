"""`register build`: a register made or completed from lists of acts and from packages of legal acts."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage, item_of
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.register_choice import each_record
from pbgdpl_cli.runs.register_entries import is_act, row_of
from pbgdpl_cli.session import Session
from validators.citations.register.entries import Refusal
from validators.citations.register.export import as_csv, as_json
from validators.citations.register.lists import ActList, ListedRow, WrongRegister, read_list
from validators.citations.register.store import DATABASES, SHIPPED, Entered, Register
from validators.packages.durable import replacing_by_name
from validators.problems import Message, UnreadableInput, say

LISTS = frozenset({".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm"})
_WRITERS = {".csv": as_csv, ".json": as_json}


@dataclass(frozen=True, slots=True)
class BuildChoice:
    """What was chosen: lists and packages, the register to write, and whether the shipped acts go in."""

    sources: tuple[Path, ...]
    output: Path
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused: which file, sheet and line, what it is called, and why."""

    path: Path
    line: int
    sheet: str
    name: str
    reason: Message


@dataclass(frozen=True, slots=True)
class BuildPayload:
    """The register and how many acts it holds now; what was entered, which rows were refused, what was odd.

    Attributes:
        path: The register.
        acts: How many acts it holds.
        rows: How many rows of lists and packages were entered; a list has one for every change of an act.
        entered: How many acts they are about, of each list and package.
        refused: The rows that were not entered.
        notes: What is odd about a list.
    """

    path: Path
    acts: int
    rows: int
    entered: int
    refused: tuple[RefusedRow, ...]
    notes: tuple[Message, ...]


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    entered: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def add(self, path: Path, done: Entered) -> None:
        self.rows += done.rows
        self.entered += done.acts
        self.refused += [RefusedRow(path, row.line, row.sheet, row.name, row.reason) for row in done.refused]
        self.notes += [say("{path}: {note}", path=path, note=note) for note in done.notes]


def run(session: Session, choice: BuildChoice) -> OperationResult[BuildPayload]:
    """Enter everything, then write the register under its name at once."""
    if choice.output.suffix.lower() not in DATABASES | _WRITERS.keys():
        raise WrongUsage(
            say("A register is written as .sqlite, .csv or .json, not as “{name}”.", name=choice.output.name)
        )
    failures, tally = Failures(session.settings.home), _Tally()
    choice.output.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with contextlib.suppress(_NothingEntered), replacing_by_name(choice.output) as place:
        count = _filled(choice, place, failures, tally)
    payload = BuildPayload(choice.output, count, tally.rows, tally.entered, tuple(tally.refused), tuple(tally.notes))
    errors = (*failures.errors, *map(_error, tally.refused))
    if not (count or errors):
        errors = (item_of(_nothing()),)
    return OperationResult("register build", payload, tuple(_lines(payload)), errors, succeeded=tally.rows)


class _NothingEntered(Exception):
    """There is nothing to write: what stood there before stays."""


def _filled(choice: BuildChoice, place: Path, failures: Failures, tally: _Tally) -> int:
    """Fill a register and bring it to its place; returns how many acts it holds."""
    register = _begun(choice.output, place)
    try:
        for path, acts in _lists(choice, failures):
            tally.add(path, register.enter(acts))
        count, written = len(register), _written(register, choice.output)
    finally:
        register.close()
    if not count:
        place.unlink(missing_ok=True)
        raise _NothingEntered
    if written is not None:
        place.write_text(written, encoding="utf-8", newline="")
    return count


def _nothing() -> UnreadableInput:
    return UnreadableInput(
        say("Nothing here could be entered, so no register was written."),
        hint=say("Name lists of acts, or packages of the kind “van-ban-quy-pham”."),
    )


def _begun(output: Path, place: Path) -> Register:
    """A register to complete: a copy of the one that is there, or a new one."""
    if output.suffix.lower() in DATABASES:
        if output.is_file():
            place.write_bytes(output.read_bytes())
        try:
            return Register.create(place)
        except WrongRegister as problem:  # of the copy, which nobody knows of
            raise WrongRegister(problem.message, hint=problem.hint, path=output) from None
    register = Register.empty()
    if output.is_file():
        register.enter(read_list(output))
    return register


def _written(register: Register, output: Path) -> str | None:
    writer = _WRITERS.get(output.suffix.lower())
    return writer(register.acts(), register.texts) if writer else None


def _lists(choice: BuildChoice, failures: Failures) -> Iterator[tuple[Path, ActList]]:
    if choice.shipped:
        yield Path(SHIPPED.name), read_list(SHIPPED)
    for source in choice.sources:
        if source.is_file() and source.suffix.lower() in LISTS and not _is_record(source):
            with failures.of(source):
                yield source, read_list(source)
        else:
            yield from _of_packages(source, failures)


def _is_record(path: Path) -> bool:
    """A record is JSON, as a list of acts may be; but it is one object with a kind."""
    if path.suffix.lower() != ".json":
        return False
    try:
        body = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        return False
    return isinstance(body, dict) and "kind" in body and "acts" not in body


def _of_packages(source: Path, failures: Failures) -> Iterator[tuple[Path, ActList]]:
    rows: list[ListedRow] = []
    notes: list[Message] = []
    others = 0
    for path, record in each_record((source,), failures):
        if is_act(record):
            made, said = row_of(record, path, len(rows) + 1)
            rows += made
            notes += said
        else:
            others += 1
    if others:
        notes.append(say("{count} materials are no legal acts and were left out.", count=others))
    if rows or notes:
        yield source, ActList(tuple(rows), tuple(notes))


def _error(row: RefusedRow) -> ErrorItem:
    message = Refusal(row.line, row.reason, row.name, sheet=row.sheet).told()
    return ErrorItem("row-refused", message, ExitCode.UNREADABLE, str(row.path))


def _lines(payload: BuildPayload) -> Sequence[Message]:
    done = say(
        "{path}: {acts} acts; {rows} rows about {entered} acts were entered, {refused} refused.",
        path=payload.path, acts=payload.acts, rows=payload.rows, entered=payload.entered, refused=len(payload.refused),
    )  # fmt: skip
    return (*payload.notes, done) if payload.acts else payload.notes
