"""Where the program runs: versions and settings that are the same words on every computer, none that a person chose."""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pbgdpl_cli.diagnosis.known_code import required_packages
from pbgdpl_cli.settings import HOME_VARIABLE, Settings, memory_bytes
from pbgdpl_cli.state.local_disk import network_kind

_VARIABLES = (HOME_VARIABLE, "PBGDPL_LANG", "PBGDPL_PORTAL_TOKEN", "OMP_THREAD_LIMIT", "TESSDATA_PREFIX", "TMPDIR")
_VERSION = re.compile(r"v?\d[\w.+~-]{0,30}", re.ASCII)
_GIGABYTE = 1_000_000_000


class Tool(Protocol):
    """An outside program as `doctor` tells of it."""

    @property
    def name(self) -> str:
        """As people call it."""

    @property
    def present(self) -> bool:
        """Whether it is there."""

    @property
    def version(self) -> str | None:
        """What it says of itself."""

    @property
    def details(self) -> Mapping[str, str]:
        """What else was found."""


@dataclass(frozen=True, slots=True)
class ToolTold:
    """An outside program.

    Attributes:
        name: As people call it.
        present: Whether it is there.
        version: Of it; None where it says none, or something else.
        model_sha256: Of Tesseract's Vietnamese model.
        vietnamese: Whether it reads or speaks Vietnamese; None where that is not its work.
    """

    name: str
    present: bool
    version: str | None
    model_sha256: str | None
    vietnamese: bool | None


def tools_told(tools: Iterable[Tool]) -> list[ToolTold]:
    """What may be told of outside programs: not where they stand, nor what else lies beside them."""
    return [
        ToolTold(tool.name, tool.present, _version(tool.version), _digest(tool.details), _vietnamese(tool.details))
        for tool in tools
    ]


def settings_told(settings: Settings) -> dict[str, object]:
    """How this run behaves and what the disk bears; of places only what kind they are."""
    home = settings.home
    kind = network_kind(home)
    return {
        "language": settings.language if settings.language in {"vi", "en"} else "other",
        "home_chosen": settings.chosen_home is not None or HOME_VARIABLE in os.environ,
        "home_disk": kind or "local",
        "home_free_gb": _free(home),
        "home_files": _sizes(home),
        "file_names": sys.getfilesystemencoding(),
        "text": locale.getpreferredencoding(do_setlocale=False),
        "variables_set": [name for name in _VARIABLES if name in os.environ],
    }


def system_told() -> dict[str, object]:
    """Python, the system, the libraries."""
    memory = memory_bytes()
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "release": ".".join(re.findall(r"\d{1,6}", platform.release().partition("-")[0])),
        "machine": platform.machine() if re.fullmatch(r"[A-Za-z0-9_]{1,16}", platform.machine()) else None,
        "sqlite": sqlite3.sqlite_version,
        "memory_gb": None if memory is None else round(memory / _GIGABYTE, 1),
        "libraries": {name: importlib.metadata.version(name) for name in sorted(set(required_packages().values()))},
    }


def _version(said: str | None) -> str | None:
    return said if said is not None and _VERSION.fullmatch(said) else None


def _digest(details: Mapping[str, str]) -> str | None:
    digest = details.get("model_sha256", "")
    return digest if re.fullmatch(r"[0-9a-f]{64}", digest) else None


def _vietnamese(details: Mapping[str, str]) -> bool | None:
    if "languages" in details:
        return "vie" in details["languages"].split()
    return bool(details["voices"]) if "voices" in details else None


def _free(home: Path) -> float | None:
    place = next((one for one in (home.absolute(), *home.absolute().parents) if one.is_dir()), None)
    try:
        return None if place is None else round(shutil.disk_usage(place).free / _GIGABYTE, 1)
    except OSError:
        return None


def _sizes(home: Path) -> dict[str, int]:
    """Bytes of the files the program itself puts into its folder."""
    names = ("work.sqlite3", "work.sqlite3-wal", "work.damaged", "ledger.sqlite3", "ledger.sqlite3-wal", "error.log")
    return {name: (home / name).stat().st_size for name in names if (home / name).is_file()}
