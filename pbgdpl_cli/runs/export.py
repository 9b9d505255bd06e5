"""`export`: records as others take them in: approved text in force, and more only where asked for and marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from converters.exports.kinds import EXPORTS, Export
from converters.exports.material import Mark, Material, marks_of
from converters.progress import under_way
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from validators.packages.package import open_package
from validators.private import private_findings
from validators.problems import Message, say

_WHY = {
    Mark.DRAFT: say("not approved"),
    Mark.WITHDRAWN: say("withdrawn"),
    Mark.EXPIRED: say("resting on acts no longer in force"),
    Mark.PERSONAL: say("with personal data"),
}


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen.

    Attributes:
        kind: One of `EXPORTS`.
        paths: Packages, or folders of packages.
        out: The file to write; None for one named after the kind, here.
        include: Marks of what is taken too, as written ("draft,expired").
    """

    kind: str
    paths: tuple[Path, ...]
    out: Path | None = None
    include: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutData:
    """A package that was not given out, and why: "draft", "withdrawn", "expired", "personal"."""

    path: Path
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportPayload:
    """What was written: files, records and the pieces they gave; and what was left out."""

    files: tuple[Path, ...]
    records: int
    pieces: int
    left_out: tuple[LeftOutData, ...]


@dataclass(slots=True)
class _Taken:
    """The packages of a run, one after the other, and what became of them."""

    choice: ExportChoice
    failures: Failures
    wanted: frozenset[Mark]
    records: int = 0
    left_out: list[LeftOutData] = field(default_factory=list)

    def materials(self) -> Iterator[Material]:
        day = dt.datetime.now().astimezone().date()
        for found in each_package(self.choice.paths, self.failures):
            material = None
            with self.failures.of(found.path):
                record = open_package(found.path).record()
                marks = marks_of(record, day, personal=bool(private_findings(found.path, day)))
                material = Material(record, found.path, marks)
            if material is None:
                continue
            if set(material.marks) <= self.wanted:
                self.records += 1
                yield material
            else:
                self.left_out.append(LeftOutData(found.path, tuple(map(str, material.marks))))


def run(session: Session, choice: ExportChoice) -> OperationResult[ExportPayload]:
    """Write the records below the paths.

    Raises:
        WrongUsage: There is no such kind or mark.
    """
    target, export = _target(choice)
    taken = _Taken(choice, Failures(session.settings.home), _marks(choice.include))
    with under_way(session.console.progress(), say("Exporting")) as progress:
        written = export.write(taken.materials(), target, progress)
    return OperationResult(
        "export",
        ExportPayload(written.files, taken.records, written.pieces, tuple(taken.left_out)),
        tuple(_lines(taken, written.pieces, target)),
        tuple(taken.failures.errors),
        succeeded=taken.records,
    )


def _target(choice: ExportChoice) -> tuple[Path, Export]:
    forms = EXPORTS.get(choice.kind)
    if forms is None:
        raise WrongUsage(
            say("“{kind}” is no kind of export.", kind=choice.kind),
            hint=say("Kinds: {codes}", codes=", ".join(EXPORTS)),
        )
    ending = next(iter(forms))
    target = choice.out or Path(f"{choice.kind}{ending}")
    return target, forms.get(target.suffix.lower(), forms[ending])


def _marks(written: str) -> frozenset[Mark]:
    named = {part.strip() for part in written.split(",") if part.strip()}
    if unknown := named - {*Mark, "all"}:
        raise WrongUsage(
            say("“{text}” is no mark of a record.", text=", ".join(sorted(unknown))),
            hint=say("Marks: {codes}", codes=", ".join((*Mark, "all"))),
        )
    return frozenset(mark for mark in Mark if mark in named or "all" in named)


def _lines(taken: _Taken, pieces: int, target: Path) -> Iterator[Message]:
    yield say("{records} records, {pieces} pieces: {target}", records=taken.records, pieces=pieces, target=target)
    for mark in Mark:
        count = sum(str(mark) in one.marks for one in taken.left_out)
        if count:
            yield say(
                "{count} left out ({why}); with them: --include {mark}", count=count, why=_WHY[mark], mark=str(mark)
            )
