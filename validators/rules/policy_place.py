"""Where the office's own settings stand (`policy`): to find them takes no time, to read them loads much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

FILE_NAME = "pbgdpl.toml"


def find_policy(start: Path) -> Path | None:
    """The nearest `pbgdpl.toml` in a folder or above it; the search ends where a repository does."""
    return next(_policies_above(start), None)


def callers_policy(judged: Iterable[Path], here: Path) -> Path | None:
    """The nearest settings file in the working folder or above that does not stand inside what is judged.

    Args:
        judged: As named by the caller; what stands beside a single file came with it.
        here: The working folder.
    """
    inside = [path.resolve() if path.is_dir() else path.resolve().parent for path in judged]
    own = (found for found in _policies_above(here) if not any(_is_below(found.parent, folder) for folder in inside))
    return next(own, None)


def _is_below(folder: Path, other: Path) -> bool:
    return folder == other or other in folder.parents


def _policies_above(start: Path) -> Iterator[Path]:
    folder = start if start.is_dir() else start.parent
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / FILE_NAME).is_file():
            yield place / FILE_NAME
        if (place / ".git").exists():
            return
