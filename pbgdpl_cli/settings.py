"""Settings of one run, from options and environment, as one frozen object that commands are handed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "PBGDPL_HOME"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this run behaves.

    Attributes:
        language: vi or en.
        json: Print the JSON envelope instead of text.
        verbosity: -1 quiet, 0 ordinary, 1 and up more.
        home: Where the ledger, the embedded portal and the log live.
    """

    language: str
    json: bool
    verbosity: int
    home: Path


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """`PBGDPL_HOME`, or the system's place for a program's own data."""
    if value := environ.get(HOME_VARIABLE):
        return Path(value)
    from platformdirs import user_data_path

    return user_data_path("pbgdpl", appauthor=False)


def usable_cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
