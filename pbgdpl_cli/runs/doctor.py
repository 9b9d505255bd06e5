"""`doctor`: outside programs, fonts, parts of the program, and how many processes this machine bears."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from converters.externals import espeak, ffmpeg, libreoffice, tesseract
from converters.externals.probe import ProbeResult, probe_program
from converters.externals.systems import System, current_system
from pbgdpl_cli.extras import missing_extras
from pbgdpl_cli.namesakes import INSTALL_LINES, NAMES, also_installed
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Table
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs, usable_cores
from pbgdpl_cli.version import software
from validators.problems import Message, MissingDependency, say


@dataclass(frozen=True, slots=True)
class Tool:
    """An outside program and whether the main road needs it."""

    found: ProbeResult
    needed: bool


@dataclass(frozen=True, slots=True)
class Fonts:
    """The typeface pictures and videos are set in; it comes along."""

    family: str
    path: str


@dataclass(frozen=True, slots=True)
class DoctorChoice:
    """There is nothing to choose."""


@dataclass(frozen=True, slots=True)
class ToolData:
    """An outside program; `install` has the install line of each system."""

    name: str
    needed: bool
    present: bool
    version: str | None
    path: Path | None
    purpose: Message
    install: Mapping[str, str]
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FontData:
    """The typeface in use, or how to install one."""

    family: str | None
    path: str | None
    install: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SharedName:
    """A package of ours whose name another distribution of this environment has files under too."""

    package: str
    distribution: str


@dataclass(frozen=True, slots=True)
class DoctorPayload:
    """Everything that was looked for."""

    program: str
    python: str
    system: str
    cores: int
    safe_jobs: int
    missing_parts: tuple[str, ...]
    shared_names: tuple[SharedName, ...]
    fonts: FontData
    tools: tuple[ToolData, ...]


def run(session: Session, choice: DoctorChoice) -> OperationResult[DoctorPayload]:
    """Look for everything and say what is missing, with the install line for each system."""
    del session, choice
    tools = [
        Tool(tesseract.find(), needed=True),
        Tool(ffmpeg.find(), needed=False),
        Tool(probe_program(libreoffice.PROBE), needed=False),
        Tool(espeak.find(), needed=False),
    ]
    fonts = _fonts()
    errors = tuple(_missing(tools))
    payload = DoctorPayload(
        program=software(),
        python=platform.python_version(),
        system=platform.platform(),
        cores=usable_cores(),
        safe_jobs=default_jobs(),
        missing_parts=missing_extras(),
        shared_names=tuple(SharedName(*pair) for pair in also_installed()),
        fonts=FontData(fonts.family, fonts.path, {}),
        tools=tuple(map(_tool_data, tools)),
    )
    code = ExitCode.MISSING if errors else None
    return OperationResult("doctor", payload, tuple(_told(payload, tools, fonts)), errors, exit_code=code, answers=True)


def _told(payload: DoctorPayload, tools: list[Tool], fonts: Fonts) -> Iterator[Message | Table | str]:
    yield say(
        "{program} on Python {python}, {system}",
        program=payload.program,
        python=payload.python,
        system=payload.system,
    )
    yield say("Safe number of processes (--jobs): {jobs}", jobs=payload.safe_jobs)
    yield ""
    yield _table(tools, fonts)
    yield from _advice(tools, payload.missing_parts)
    yield ""
    yield from _told_of_names(payload.shared_names)


def _told_of_names(shared: tuple[SharedName, ...]) -> Iterator[Message]:
    """Whether another distribution is in the way of our package names (`namesakes`)."""
    for name in shared:
        yield say(
            "“{distribution}” also installs a package named “{package}”: one overwrites the other. "
            "Install this program in an environment of its own: {line}",
            distribution=name.distribution,
            package=name.package,
            line=INSTALL_LINES[0],
        )
    if not shared:
        yield say("The packages {names} are this program's own.", names=", ".join(NAMES))


def _fonts() -> Fonts:
    from converters.derivatives.drawing.fonts import BUNDLED

    return Fonts(BUNDLED.name, str(BUNDLED.regular))


def _tool_data(tool: Tool) -> ToolData:
    found = tool.found
    return ToolData(
        name=found.probe.name,
        needed=tool.needed,
        present=found.present,
        version=found.version,
        path=found.path,
        purpose=found.probe.purpose,
        install=_lines(found.probe.install),
        details=dict(found.details),
    )


def _lines(install: Mapping[System, str]) -> dict[str, str]:
    return {system.value: line for system, line in install.items()}


def _table(tools: list[Tool], fonts: Fonts) -> Table:
    rows: list[tuple[Message | str, ...]] = [
        (
            found.probe.name,
            found.version or say("missing"),
            "—" if found.path is None else str(found.path),
            found.probe.purpose,
        )
        for found in (tool.found for tool in tools)
    ]
    rows.append((say("Font"), fonts.family, fonts.path, say("draws every Vietnamese letter")))
    return Table((say("Program"), say("Version"), say("Where"), say("What for")), tuple(rows))


def _advice(tools: list[Tool], extras: tuple[str, ...]) -> Iterator[Message | str]:
    vietnamese = tools[0].found.details
    if "model_sha256" in vietnamese:
        yield ""
        yield say(
            "Vietnamese model: {path}, SHA-256 {hash}…",
            path=vietnamese["model"],
            hash=vietnamese["model_sha256"][:12],
        )
    yield from _told_of_sound(tools)
    for tool in tools:
        if not _usable(tool.found):
            yield from _install_lines(tool.found.probe.name, tool.found.probe.install, needed=tool.needed)
    for extra in extras:
        yield ""
        yield say("The part “{extra}” is not installed: {line}", extra=extra, line=f'pip install "pbgdpl-cli[{extra}]"')


def _told_of_sound(tools: list[Tool]) -> Iterator[Message | str]:
    """Whether videos, audio books and bulletins can be spoken here."""
    usable = {tool.found.probe.name: tool.found for tool in tools if _usable(tool.found)}
    yield ""
    if ffmpeg.PROBE.name not in usable:
        yield say("Sound: none; without FFmpeg neither videos nor audio are made.")
    elif espeak.PROBE.name in usable:
        yield say("Sound: spoken by eSpeak NG ({voices}).", voices=usable[espeak.PROBE.name].details["voices"])
    else:
        yield say("Sound: no Vietnamese voice here; recordings and other programs can speak (--voice).")


def _install_lines(name: str, install: Mapping[System, str], *, needed: bool) -> Iterator[Message | str]:
    yield ""
    yield (
        say("{name} is needed. Install it:", name=name) if needed else say("{name} is optional. Install it:", name=name)
    )
    here = current_system()
    width = max(len(system.value) for system in install)
    for system, line in install.items():
        mark = "→" if system is here else " "
        yield f"  {mark} {system.value:<{width}}  {line}"


def _usable(found: ProbeResult) -> bool:
    """Present, and able to read or to speak Vietnamese where that is its work."""
    languages = found.details.get("languages")
    reads = languages is None or tesseract.LANGUAGE in languages.split()
    return found.present and reads and found.details.get("voices") != ""


def _missing(tools: list[Tool]) -> Iterator[ErrorItem]:
    for tool in tools:
        if tool.needed and not _usable(tool.found):
            probe = tool.found.probe
            yield ErrorItem(
                MissingDependency.code,
                say("{program} with its Vietnamese model is needed and was not found.", program=probe.name),
                ExitCode.MISSING,
                hint=say("Install it: {line}", line=probe.install_line()),
            )
