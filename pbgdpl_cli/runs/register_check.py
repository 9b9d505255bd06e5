"""`register check`: every material below some paths that is touched by a change of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.result import ExitCode, OperationResult, Table
from pbgdpl_cli.runs.days import day_asked
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.register_choice import chosen, each_record
from pbgdpl_cli.session import Session
from pbgdpl_cli.terminal.tables import shortened
from validators.problems import Message, say
from validators.rules.current.touching import CHANGES, ENDED, Touch, act_of, name_cited, touches

_TITLE_WIDTH = 40  # letters


@dataclass(frozen=True, slots=True)
class RegisterCheckChoice:
    """What was chosen: materials, the register, the day, and how many days to look ahead."""

    paths: tuple[Path, ...]
    register: Path | None = None
    as_of: str | None = None
    within: int = 90


@dataclass(frozen=True, slots=True)
class TouchedMaterial:
    """A material and what touches it."""

    path: Path
    identifier: str
    title: str
    changes: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class RegisterCheckPayload:
    """The touched materials; how many were looked at; citations of acts the register does not know."""

    as_of: dt.date
    register: Path
    checked: int
    materials: tuple[TouchedMaterial, ...]
    unknown: tuple[str, ...]
    refused: tuple[Message, ...]


def run(session: Session, choice: RegisterCheckChoice) -> OperationResult[RegisterCheckPayload]:
    """Look through materials for citations that a change of the law touches."""
    day = day_asked(choice.as_of)
    source = chosen(session, choice.register, choice.paths)
    failures = Failures(session.settings.home)
    touched: list[TouchedMaterial] = []
    unknown: dict[str, None] = {}
    checked = 0
    for path, record in each_record(choice.paths, failures):
        checked += 1
        changes = tuple(touches(record, source.register, day, choice.within))
        cited = (one for one in record.legal_basis if act_of(one, source.register) is None)
        unknown |= dict.fromkeys(map(name_cited, cited))
        if changes:
            touched.append(TouchedMaterial(path, record.identifier, record.title, changes))
    payload = RegisterCheckPayload(day, source.path, checked, tuple(touched), tuple(unknown), source.refused)
    ended = any(touch.change in ENDED for material in touched for touch in material.changes)
    return OperationResult(
        "register check", payload, tuple(_lines(payload)), tuple(failures.errors), succeeded=checked, answers=True,
        exit_code=ExitCode.INVALID if ended and not failures.errors else None,
    )  # fmt: skip


def _lines(payload: RegisterCheckPayload) -> Iterator[Message | Table]:
    if payload.materials:
        headings = (say("Material"), say("Citation"), say("Change"), say("From"), say("Days"), say("By"))
        rows = [_row(material, touch) for material in payload.materials for touch in material.changes]
        yield Table(headings, tuple(rows))
    yield say(
        "{count} of {all} materials are touched by a change (day {day}).",
        count=len(payload.materials), all=payload.checked, day=payload.as_of,
    )  # fmt: skip
    if payload.unknown:
        yield say(
            "The register does not know {count} of the acts cited: {acts}.",
            count=len(payload.unknown),
            acts=", ".join(payload.unknown[:8]) + (" …" if len(payload.unknown) > 8 else ""),
        )


def _row(material: TouchedMaterial, touch: Touch) -> tuple[Message | str, ...]:
    return (
        shortened(material.title, _TITLE_WIDTH),
        shortened(touch.text, _TITLE_WIDTH),
        CHANGES[touch.change],
        str(touch.date or "–"),
        "–" if touch.days is None else str(touch.days),
        touch.by or "–",
    )
