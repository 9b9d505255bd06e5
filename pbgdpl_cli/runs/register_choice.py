"""Which register a command looks in, what of it could not be used, and who cites what below some paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pbgdpl_cli.runs.each_package import ALL_FORMS, Failures, each_package
from pbgdpl_cli.runs.register_place import offices_register_path
from pbgdpl_cli.session import Session
from validators.packages.package import MaterialPath, Package, parsed_record
from validators.packages.reading import read_material
from validators.problems import Message, Problem, say
from validators.sharing.record import Record

if TYPE_CHECKING:  # most runs have no register to look in
    from validators.citations.register.store import Register


@dataclass(frozen=True, slots=True)
class ChosenRegister:
    """An open register, where it is, and the rows that were refused when it was read."""

    register: Register
    path: Path
    refused: tuple[Message, ...] = ()


def chosen(session: Session, named: Path | None, judged: Sequence[Path] = ()) -> ChosenRegister:
    """Open the register that was named, else that of the settings, else the usual one, else the shipped one.

    Args:
        session: Of this run; it is told which register is used, and what of it was refused.
        named: On the command line.
        judged: Materials; a settings file that stands with them does not count.

    Raises:
        WrongRegister: It is missing, or no register.
    """
    from validators.citations.register.store import SHIPPED, Register

    path = named or offices_register_path(judged) or SHIPPED
    if path == SHIPPED and not session.settings.json:  # programs are told by the payload
        session.console.note(say("Looked up in the small register that comes along: the acts the examples cite."))
    register = Register.open(path)
    told = (*register.notes, *(row.told() for row in register.refused))
    for message in told:
        session.console.note(message, level=-1)
    return ChosenRegister(register, path, told)


def office_register_to_ask(judged: Sequence[Path]) -> Register | None:
    """The same for what must not go on without its word.

    Raises:
        WrongRegister: The office has one, and it cannot be read.
    """
    path = offices_register_path(judged)
    if path is None:
        return None
    from validators.citations.register.store import Register

    return Register.open(path)


def offices_register(judged: Sequence[Path]) -> Register | None:
    """The office's own register, of the settings or the usual one; None when it has none, or none that can be read."""
    path = offices_register_path(judged)
    if path is None:
        return None
    from validators.citations.register.store import Register

    try:
        return Register.open(path)
    except Problem:
        return None


def each_record(
    paths: Sequence[Path], failures: Failures, *, may_be_none: bool = False
) -> Iterator[tuple[Path, Record]]:
    """The records below some paths, each once; what cannot be read is a failure of its own."""
    for found in each_package(paths, failures, forms=ALL_FORMS, may_be_none=may_be_none):
        with failures.of(found.path):
            yield found.path, _record(found)


def _record(found: MaterialPath) -> Record:
    def read(package: Package | None) -> Record:
        return package.record() if package else parsed_record(found.path.read_bytes(), found.path)

    return read_material(found, read)
