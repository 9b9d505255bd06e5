"""Settings of one run, from options and environment, as one frozen object that commands are handed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "PBGDPL_HOME"
MEMORY_PER_JOB = 700 << 20  # bytes a worker may need for an A3 page at 300 dpi


@dataclass(frozen=True, slots=True)
class Settings:
    """How this run behaves.

    Attributes:
        language: vi or en.
        json: Print the JSON envelope instead of text.
        verbosity: -1 quiet, 0 ordinary, 1 and up more.
        chosen_home: The program's own folder; None for the one of this person.
    """

    language: str
    json: bool
    verbosity: int
    chosen_home: Path | None = None

    @property
    def home(self) -> Path:
        """Where the ledger, the embedded portal and the log live. Found when it is asked for: help pages need none."""
        return self.chosen_home or home_folder()


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


def memory_bytes() -> int | None:
    """Memory of this machine, None where the system does not tell."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def safe_jobs(cores: int, memory: int | None) -> int:
    """Processes that neither starve each other nor fill the memory: half of it is left to everything else."""
    bearable = cores if memory is None else memory // 2 // MEMORY_PER_JOB
    return max(1, min(cores, bearable))


def default_jobs() -> int:
    """Worker processes when a person does not say: as many as this machine bears."""
    return safe_jobs(usable_cores(), memory_bytes())
