"""`diagnose`: a ZIP with what a maintainer needs to find a fault, and no word of what was read."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pbgdpl_cli.diagnosis.counts import counted
from pbgdpl_cli.diagnosis.defects import defects_told
from pbgdpl_cli.diagnosis.surroundings import settings_told, system_told, tools_told
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs import doctor
from pbgdpl_cli.session import Session
from validators.packages.durable import replacing
from validators.problems import Message, OutputProblem, say

CONTENTS = "CONTENTS.txt"
_LOG_READ = 2_000_000  # bytes of the log's end; it is begun anew before it grows beyond that
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_PURPOSES: Mapping[str, Message] = {
    "system.json": say("versions of the program, Python, the system and the libraries"),
    "tools.json": say("outside programs and what “doctor” missed"),
    "settings.json": say("language, kind of disk, free space, which variables are set (not their values)"),
    "defects.txt": say("errors of the program itself: place in its code and kind of error, no messages"),
    "ledger.json": say("how many sources and packages ended how"),
    CONTENTS: say("this list"),
}
_LEFT_OUT = say(
    "Left out: texts, titles, names of people, files, folders and computers, telephone numbers, addresses, passwords,"
    " messages of errors."
)


class AlreadyThere(OutputProblem):
    """A file of that name stands there."""

    code = "already-there"


@dataclass(frozen=True, slots=True)
class DiagnoseChoice:
    """What was chosen.

    Attributes:
        output: The ZIP to write; None for a name with the day and time, here.
    """

    output: Path | None = None


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file in the bundle.

    Attributes:
        name: In the ZIP.
        purpose: What it tells.
        bytes: Its size.
    """

    name: str
    purpose: Message
    bytes: int


@dataclass(frozen=True, slots=True)
class DiagnosePayload:
    """The bundle.

    Attributes:
        path: The ZIP.
        files: What is in it.
        left_out: What never is.
    """

    path: Path
    files: tuple[BundledFile, ...]
    left_out: Message


def run(session: Session, choice: DiagnoseChoice) -> OperationResult[DiagnosePayload]:
    """Bundle what a maintainer needs, and say what is in it; nothing is sent."""
    session.console.sign(say("Looking"))
    at = dt.datetime.now().astimezone()
    target = choice.output or Path(f"pbgdpl-diagnose-{at:%Y%m%d-%H%M%S}.zip")
    if target.exists():
        raise AlreadyThere(
            say("There is a file of that name already."), hint=say("Name another one with -o."), path=target
        )
    texts = _texts(session)
    texts[CONTENTS] = _contents(texts)
    _write(target, texts, at)
    files = tuple(BundledFile(name, _PURPOSES[name], len(text.encode("utf-8"))) for name, text in texts.items())
    payload = DiagnosePayload(target, files, _LEFT_OUT)
    return OperationResult("diagnose", payload, _lines(payload), succeeded=1, answers=True)


def _texts(session: Session) -> dict[str, str]:
    health = doctor.run(session, doctor.DoctorChoice()).data
    assert health is not None  # noqa: S101  (doctor always answers)
    system = {"program": health.program, "cores": health.cores, "safe_jobs": health.safe_jobs, **system_told()}
    tools = {
        "tools": [asdict(tool) for tool in tools_told(health.tools)],
        "missing_parts": health.missing_parts,
        "shared_names": len(health.shared_names),
    }
    return {
        "system.json": _json(system),
        "tools.json": _json(tools),
        "settings.json": _json(settings_told(session.settings)),
        "defects.txt": defects_told(_end_of(session.settings.home / "error.log")),
        "ledger.json": _json(asdict(counted(session.settings.home))),
    }


def _json(members: object) -> str:
    return json.dumps(members, ensure_ascii=False, indent=1) + "\n"


def _end_of(log: Path) -> str:
    try:
        return log.read_bytes()[-_LOG_READ:].decode("utf-8", "replace")
    except OSError:
        return ""


def _contents(texts: Mapping[str, str]) -> str:
    lines = [f"{name}: {told(_PURPOSES[name])}" for name in texts]
    return "\n".join([*lines, "", told(_LEFT_OUT), ""])


def _write(target: Path, texts: Mapping[str, str], at: dt.datetime) -> None:
    moment = max(at.timetuple()[:6], _FIRST_OF_ZIP)  # a clock may stand in 1970
    with replacing(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in texts.items():
            bundle.writestr(zipfile.ZipInfo(name, moment), text.encode("utf-8"), zipfile.ZIP_DEFLATED)


def _lines(payload: DiagnosePayload) -> tuple[Message | Table | str, ...]:
    rows = tuple((file.name, file.purpose, str(file.bytes)) for file in payload.files)
    return (
        Table((say("File"), say("What it tells"), say("Bytes")), rows),
        "",
        payload.left_out,
        say("Written: {path}. Nothing was sent; look into it before you hand it on.", path=payload.path),
    )
