"""What a step rests on, as files that go into the package with it and as sentences; and `pbgdpl review sheet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.trust.basis import Basis, basis_of
from pbgdpl_cli.review.trust.sheet import Step, basis_lines, sheet_files
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from pbgdpl_cli.web.page_language import PageLanguage
from validators.packages.package import MaterialPath, PackageForm
from validators.packages.reading import read_unchanged
from validators.problems import Message
from validators.sharing.record import Record
from validators.sharing.standing import Standing, recorded_standing

WITH_SHEETS = frozenset({Standing.COMPARED, Standing.APPROVED})
"""Steps that somebody answers for with his name, and that a sheet goes with."""


@dataclass(frozen=True, slots=True)
class SheetPayload:
    """What a step would rest on now."""

    packages: tuple[Basis, ...]


def show(session: Session, paths: Sequence[Path]) -> OperationResult[SheetPayload]:
    """Tell what a step would rest on; one package that cannot be read does not stop the others."""
    home = session.settings.home
    failures = Failures(home)
    shown: list[Basis] = []
    for found in each_package(tuple(paths), failures):
        with failures.of(found.path):
            shown.append(read_unchanged(found.path, lambda package: basis_of(package.root, package.record(), home)))
    lines: list[Message | Table | str] = []
    for one in shown:
        lines += (one.title, *basis_lines(one, PageLanguage(session.settings.language)))
    return OperationResult(
        "review sheet",
        SheetPayload(tuple(shown)),
        tuple(lines),
        tuple(failures.errors),
        succeeded=len(shown),
        answers=True,
    )


def basis_for(found: MaterialPath, record: Record, state: Standing, home: Path) -> Basis | None:
    """What a step with a package rests on; None for steps and materials without a sheet."""
    if state not in WITH_SHEETS or found.form is not PackageForm.FOLDER:
        return None
    return basis_of(found.path, record, home)


def files_for(basis: Basis | None, after: Record, when: dt.datetime, language: str) -> Mapping[str, bytes]:
    """The sheet of a step that was taken, as files of the package; none where there is no sheet."""
    if basis is None:
        return {}
    state = recorded_standing(after)
    approved = state is Standing.APPROVED
    event = after.workflow.events[-1]
    step = Step(
        state.value,
        event.by or "",
        when,
        after.approval.position if approved else None,
        after.approval.document if approved else None,
        event.note,
    )
    return sheet_files(step, basis, PageLanguage(language))
