"""What validation says of the packages under review, looked for beside the review and anew after every change."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converters.corrections.said import refusal_of, said_together
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.values import said_values
from validators.packages.package import MaterialPath, PackageForm
from validators.problems import Message, Problem
from validators.sharing.sheet_columns import Column

if TYPE_CHECKING:
    from validators.options import CheckOptions
    from validators.report import Finding

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding as the page shows it.

    Attributes:
        finding: As validation gives it.
        waivable: Whether a person may answer for it.
        page: Where the value was read that it is about; None where nobody knows.
    """

    finding: Finding
    waivable: bool
    page: int | None


class Findings:
    """The findings of packages, one check at a time, in a thread of its own.

    Args:
        judging: Tells how to judge, asked when somebody first wants to know; None for today and without an office's
            settings. The rules are loaded then: a second in which nobody sees the first place.
    """

    def __init__(self, judging: Callable[[], CheckOptions] | None = None) -> None:
        self._judging = judging or _today
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="findings")
        self._asked: dict[Path, tuple[object, Future[Sequence[ShownFinding]]]] = {}

    @cached_property
    def options(self) -> CheckOptions:
        """How it is judged; as of today and without settings where those cannot be followed, which `of` tells."""
        try:
            return self._judging()
        except Problem:
            return _today()

    def of(self, package: PackageUnderReview) -> Sequence[ShownFinding] | Message | None:
        """What validation says of a package with the typed metadata in it; None while it is being looked at.

        A message where the office's settings cannot be followed: nothing is judged by others in their place.
        """
        said = said_values(package.answers.values())
        mark = (package.stamp, tuple((field.pointer, text) for field, text in said))
        known = self._asked.get(package.path)
        if known is None or known[0] != mark:
            if known is not None:
                known[1].cancel()
            values = dict(package.values)
            future = self._worker.submit(self._look, package, values, said)
            self._asked[package.path] = known = (mark, future)
        try:
            return known[1].result() if known[1].done() else None
        except Problem as problem:
            return problem.message

    def close(self) -> None:
        """No more is looked for."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _look(
        self, package: PackageUnderReview, values: dict[str, Any], said: Sequence[tuple[Column, str]]
    ) -> Sequence[ShownFinding]:
        from validators.options import may_be_waived

        options = self._judging()
        found = [*_checked(MaterialPath(package.path, PackageForm.FOLDER), options)]
        if said and refusal_of(values, said) is None:
            found = _with_said(found, values, said_together(values, said), options)
        found.sort(key=lambda one: (one.waived is not None, _WEIGHT.get(one.severity, 3), one.code))
        return [ShownFinding(one, may_be_waived(one.code), _page(package, one.pointer)) for one in found]


def _today() -> CheckOptions:
    from validators.options import CheckOptions

    return CheckOptions(day=dt.datetime.now().astimezone().date())


def _checked(place: MaterialPath, options: CheckOptions) -> Sequence[Finding]:
    from validators.check import check_one

    return check_one(place, options).findings


def _with_said(
    found: Sequence[Finding], before: dict[str, Any], after: dict[str, Any], options: CheckOptions
) -> list[Finding]:
    """The findings as they would be: without those that the typed values end, with those that they bring."""
    old, new = _of_record(before, options), _of_record(after, options)
    ended = _names(old) - _names(new)
    brought = _names(new) - _names(old)
    kept = [one for one in found if (one.code, one.pointer) not in ended]
    return [*kept, *(one for one in new if (one.code, one.pointer) in brought)]


def _of_record(values: dict[str, Any], options: CheckOptions) -> Sequence[Finding]:
    """The findings of a record alone, without the files of its package."""
    with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
        path = Path(folder) / "record.json"
        path.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        return _checked(MaterialPath(path, PackageForm.RECORD), options)


def _names(found: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(one.code, one.pointer) for one in found}


def _page(package: PackageUnderReview, pointer: str) -> int | None:
    """The page where a value was read, or the nearest value around it."""
    evidence = package.record.evidence
    while pointer:
        page = next((place.page for place in evidence.get(pointer, ()) if place.page is not None), None)
        if page is not None:
            return page
        pointer = pointer.rpartition("/")[0]
    return None
