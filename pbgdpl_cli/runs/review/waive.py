"""`review waive`: a person answers for one finding of validation, or takes that back; the record says who and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from converters.corrections.waiving import with_waiver
from converters.writing.stored_record import record_json
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.days import day_of
from pbgdpl_cli.runs.each_package import EDITABLE, Failures, each_package
from pbgdpl_cli.session import Session
from validators.options import known_codes, may_be_waived
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath, parsed_record
from validators.packages.rewriting import rewrite_record
from validators.problems import say
from validators.sharing.record import Waiver


@dataclass(frozen=True, slots=True)
class WaiveChoice:
    """A waiver as asked for.

    Attributes:
        paths: Packages, folders of packages, or records.
        code: Of the rule.
        by: Who answers for it.
        why: The reason; not needed to take a waiver back.
        pointer: The finding's place.
        words: Words that stand there.
        on: The day, as written; None for today.
        undo: Take the waiver of this code and place out of the record.
        wait: How long to wait for another run that is changing a package.
    """

    paths: tuple[Path, ...]
    code: str
    by: str
    why: str | None = None
    pointer: str | None = None
    words: str | None = None
    on: str | None = None
    undo: bool = False
    wait: LockWait = BRIEFLY


@dataclass(frozen=True, slots=True)
class WaivedData:
    """A package, and how many waivers its record holds now."""

    path: Path
    waivers: int


@dataclass(frozen=True, slots=True)
class WaivePayload:
    """The packages whose records were changed."""

    packages: tuple[WaivedData, ...]


def run(session: Session, choice: WaiveChoice) -> OperationResult[WaivePayload]:
    """Write a waiver into the record of every package named, or take it out.

    Raises:
        WrongUsage: Something is missing, the day has not come yet, or findings of this rule cannot be waived.
        UnknownCode: No rule has this code.
    """
    waiver = _checked(choice)
    changed: list[WaivedData] = []
    failures = Failures(session.settings.home)
    for found in each_package(choice.paths, failures, forms=EDITABLE):
        with failures.of(found.path):
            changed.append(_changed(found, waiver, choice))
    lines = tuple(
        say("{path}: {count} findings are waived in the record.", path=one.path, count=one.waivers) for one in changed
    )
    return OperationResult(
        "review waive", WaivePayload(tuple(changed)), lines, tuple(failures.errors), succeeded=len(changed)
    )


def _checked(choice: WaiveChoice) -> Waiver:
    (code,) = known_codes((choice.code,))
    if not may_be_waived(code):
        raise WrongUsage(say("Findings of “{code}” cannot be waived.", code=code))
    day = day_of(choice.on) or dt.datetime.now().astimezone().date()
    if day > dt.datetime.now().astimezone().date():
        raise WrongUsage(say("The day {day} has not come yet.", day=day))
    if not choice.by.strip():
        raise WrongUsage(say("Say who answers for it: --by NAME"))
    if choice.pointer is None and not (choice.words or "").strip():
        raise WrongUsage(say("Say which finding: --at POINTER, as the report gives it, or --words WORDS"))
    if not choice.undo and not (choice.why or "").strip():
        raise WrongUsage(say("Say why: --why REASON"))
    return Waiver(code=code, pointer=choice.pointer, words=choice.words, by=choice.by.strip(), on=day,
                  reason=(choice.why or "").strip())  # fmt: skip


def _changed(found: MaterialPath, waiver: Waiver, choice: WaiveChoice) -> WaivedData:
    count = 0

    def rewritten(stored: bytes) -> str | None:
        nonlocal count
        before = parsed_record(stored, found.path)
        made = with_waiver(before, waiver, undo=choice.undo)
        count = len(made.waivers)
        return None if made is before else record_json(made).decode("utf-8")

    rewrite_record(found, rewritten, choice.wait)
    return WaivedData(found.path, count)
