"""Which kind of system this is, as far as installing a program is concerned."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

OS_RELEASE = Path("/etc/os-release")


class System(StrEnum):
    """The systems we give install lines for."""

    DEBIAN = "Debian/Ubuntu"
    FEDORA = "Fedora"
    MACOS = "macOS"
    WINDOWS = "Windows"


@cache
def current_system() -> System:
    """The system this runs on; other Linux systems count as Debian/Ubuntu."""
    if sys.platform == "win32":
        return System.WINDOWS
    if sys.platform == "darwin":
        return System.MACOS
    return system_of(OS_RELEASE.read_text("utf-8") if OS_RELEASE.is_file() else "")


def system_of(os_release: str) -> System:
    """The system an os-release file (freedesktop.org) describes."""
    pairs = (line.partition("=") for line in os_release.splitlines())
    values = {key: value.strip("\"'") for key, _, value in pairs}
    names = {values.get("ID", ""), *values.get("ID_LIKE", "").split()}
    return System.FEDORA if names & {"fedora", "rhel", "centos"} else System.DEBIAN
