"""`export`: records as others take them in: approved text in force, and more only where asked for and marked."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material, marks_of
from converters.exports.writing import Export, Written
from converters.progress import under_way
from pbgdpl_cli.bookshelf.site import Bookshelf
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.runs.register_place import offices_register_path
from pbgdpl_cli.session import Session
from validators.packages.durable import clear_forsaken
from validators.packages.package import RECORD
from validators.private import read_for_others
from validators.problems import Message, say
from validators.rules.limits import rarely_collected

if TYPE_CHECKING:  # most runs have no register to look in
    from validators.citations.register import Register
    from validators.sharing.record import Record

_WHY = {
    Mark.DRAFT: say("not approved"),
    Mark.WITHDRAWN: say("withdrawn"),
    Mark.EXPIRED: say("resting on acts no longer in force"),
    Mark.PERSONAL: say("with personal data"),
}
KINDS: Mapping[str, Mapping[str, Export]] = MappingProxyType({**EXPORTS, "static-site": {"": Bookshelf()}})
"""By kind, and by the ending of the target; see `EXPORTS`."""
_EXTRAS = {"xlsx": "sheet", "dataset": "dataset"}


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen.

    Attributes:
        kind: One of `KINDS`.
        paths: Packages, or folders of packages.
        out: The file or folder to write; None for one named after the kind, here.
        include: Marks of what is taken too, as written ("draft,expired").
        register: The register of acts; None for the office's own, if it has one.
    """

    kind: str
    paths: tuple[Path, ...]
    out: Path | None = None
    include: str = ""
    register: Path | None = None


@dataclass(frozen=True, slots=True)
class LeftOutData:
    """A package that was not given out, and why: "draft", "withdrawn", "expired", "personal"."""

    path: Path
    marks: tuple[str, ...]


_IN_PASSAGES = frozenset({"chunks", "dataset", "dataset-jsonl"})


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
    register: Register | None = None
    records: int = 0
    left_out: list[LeftOutData] = field(default_factory=list)

    def materials(self, *, files: bool) -> Iterator[Material]:
        """What may be given out; `files` when that means the files of the packages, too.

        Raises:
            _NothingRead: Not one package could be read, so that nothing is to be written.
        """
        day = dt.datetime.now().astimezone().date()
        for found in each_package(self.choice.paths, self.failures):
            material = None
            with self.failures.of(found.path):
                read = read_for_others(found.path, day, files=files)
                record = self._looked_up(read.record, day)
                material = Material(record, found.path, marks_of(record, day, personal=read.private))
            if material is None:
                continue
            if set(material.marks) <= self.wanted:
                self.records += 1
                yield material
            else:
                self.left_out.append(LeftOutData(found.path, tuple(map(str, material.marks))))
        if self.failures.errors and not (self.records or self.left_out):
            raise _NothingRead

    def _looked_up(self, record: Record, day: dt.date) -> Record:
        if self.register is None:
            return record
        from validators.rules.current.looked_up import looked_up

        return looked_up(record, self.register, day)


class _NothingRead(Exception):
    """There was no package that could be read: what was written before stays."""


def run(session: Session, choice: ExportChoice) -> OperationResult[ExportPayload]:
    """Write the records below the paths.

    Raises:
        WrongUsage: There is no such kind or mark, or the target is inside a package.
        WrongRegister: The register of acts cannot be used.
        Problem: The target cannot be written.
    """
    target, export = _target(choice)
    taken = _Taken(choice, Failures(session.settings.home), _marks(choice.include), _register(choice))
    clear_forsaken(target)
    with under_way(session.console.progress(), say("Exporting")) as progress, rarely_collected():
        try:
            written = export.write(taken.materials(files=export.gives_files), target, progress)
        except _NothingRead:
            written = Written((), 0)
    return OperationResult(
        "export",
        ExportPayload(written.files, taken.records, written.pieces, tuple(taken.left_out)),
        (*_lines(taken, written.pieces, target), *written.notes),
        tuple(taken.failures.errors),
        succeeded=taken.records,
    )


def _register(choice: ExportChoice) -> Register | None:
    path = choice.register or offices_register_path(choice.paths)
    if path is None:
        return None
    from validators.citations.register import Register

    return Register.open(path)


def _target(choice: ExportChoice) -> tuple[Path, Export]:
    forms = KINDS.get(choice.kind)
    if forms is None:
        raise WrongUsage(
            say("“{kind}” is no kind of export.", kind=choice.kind),
            hint=say("Kinds: {codes}", codes=", ".join(KINDS)),
        )
    if extra := _EXTRAS.get(choice.kind):
        require_extra(extra)
    ending = next(iter(forms))
    target = choice.out or Path(f"{choice.kind}{ending}")
    export = forms.get(target.suffix.lower(), forms[ending])
    _refuse_packages(target)
    _look_for_room(target, is_file=export is not forms.get(""))
    return target, export


def _look_for_room(target: Path, *, is_file: bool) -> None:
    """Before hours of work, and named as the person named it.

    Raises:
        OSError: The folder of the target is not there, or a folder stands where a file is to be written.
    """
    target.absolute().parent.stat()
    if is_file and target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _refuse_packages(target: Path) -> None:
    """What is written into a package would be no part of its bag, and break its seal."""
    place = target.absolute()
    around = next((one for one in (place, *place.parents) if (one / RECORD).is_file()), None)
    if around is not None:
        raise WrongUsage(say("The target is inside a package."), hint=say("Name a place outside with -o."), path=around)


def _marks(written: str) -> frozenset[Mark]:
    named = {part.strip() for part in written.split(",") if part.strip()}
    if unknown := named - {*Mark, "all"}:
        raise WrongUsage(
            say("“{text}” is no mark of a record.", text=", ".join(sorted(unknown))),
            hint=say("Marks: {codes}", codes=", ".join((*Mark, "all"))),
        )
    return frozenset(mark for mark in Mark if mark in named or "all" in named)


def _lines(taken: _Taken, pieces: int, target: Path) -> Iterator[Message]:
    """What was written; nothing where there was nothing to read, for which there are errors."""
    if not (taken.records or taken.left_out) and taken.failures.errors:
        return
    yield _written(taken, pieces, target)
    for mark in Mark:
        count = sum(str(mark) in one.marks for one in taken.left_out)
        if count:
            yield say(
                "{count} left out ({why}); with them: --include {mark}", count=count, why=_WHY[mark], mark=str(mark)
            )


def _written(taken: _Taken, pieces: int, target: Path) -> Message:
    """How much was written, in what a person counts: questions, passages, or records where each gives one piece."""
    if taken.choice.kind == "qa":
        return say(
            "{records} records, {pieces} questions: {target}", records=taken.records, pieces=pieces, target=target
        )
    if taken.choice.kind in _IN_PASSAGES:
        return say("{records} records, {pieces} pieces: {target}", records=taken.records, pieces=pieces, target=target)
    return say("{records} records: {target}", records=taken.records, target=target)
