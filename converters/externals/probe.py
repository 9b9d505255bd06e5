"""Finding outside programs: is it there, which version, where, and how to install it on this system.

Probing is kept apart from running so that `doctor` can ask without starting any work, and so that run functions
stay small, picklable and free of state.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from converters.externals.systems import System, current_system
from validators.problems import Message, MissingDependency, say

PROBE_TIMEOUT = 10.0  # seconds; a program that cannot tell its version by then is as good as absent


@dataclass(frozen=True, slots=True)
class ToolProbe:
    """How to find an outside program and its version.

    Attributes:
        name: As people call it.
        commands: Names to look for on PATH, first match wins.
        version_args: What makes it print its version.
        version_pattern: Regular expression whose group 1 is the version in that output.
        purpose: What we use it for.
        install: The exact install line for each system.
        places: Where installers put it without touching PATH (Windows, macOS).
    """

    name: str
    commands: tuple[str, ...]
    version_args: tuple[str, ...]
    version_pattern: str
    purpose: Message
    install: Mapping[System, str]
    places: tuple[str, ...] = ()

    def install_line(self) -> str:
        """The install line for the system this runs on."""
        return self.install[current_system()]


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a probe found."""

    probe: ToolProbe
    path: Path | None
    version: str | None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether it can be used."""
        return self.path is not None and self.version is not None


def find_program(probe: ToolProbe) -> Path | None:
    """The program's path, or None."""
    for command in probe.commands:
        if found := shutil.which(command):
            return Path(found)
    return next((place for place in map(Path, probe.places) if place.is_file()), None)


def probe_program(probe: ToolProbe) -> ProbeResult:
    """Find a program and ask its version. Never raises."""
    path = find_program(probe)
    if path is None:
        return ProbeResult(probe, None, None)
    return ProbeResult(probe, path, ask_version(path, probe))


def ask_version(path: Path, probe: ToolProbe) -> str | None:
    """The version the program prints, or None when it does not answer."""
    try:
        answer = subprocess.run(
            [path, *probe.version_args],
            capture_output=True,
            timeout=PROBE_TIMEOUT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = (answer.stdout + answer.stderr).decode("utf-8", "replace")
    match = re.search(probe.version_pattern, text)
    return match.group(1) if match else None


def require_program(probe: ToolProbe) -> Path:
    """The program's path.

    Raises:
        MissingDependency: It is not installed; the hint is the install line for this system.
    """
    path = find_program(probe)
    if path is None:
        raise MissingDependency(
            say("{program} is needed and was not found.", program=probe.name),
            hint=say("Install it: {line}", line=probe.install_line()),
        )
    return path
