"""Which program makes derivatives: what its own files say, so that any change of them makes derivatives anew.

The design number of a kind tells `validate` and `upload` that older files show other things; it is raised by hand, and
whoever forgets it must not leave old files standing as good ones.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import converters
import validators

# Found by their places: to load the grammar of citations takes longer than all else a run does that changes nothing.
_ROOMS = {
    f"{package.__name__}.{room}": Path(package.__path__[0]) / room
    for package, rooms in ((converters, ("derivatives", "exports")), (validators, ("citations", "language", "sharing")))
    for room in rooms
}
_COUNTING = frozenset({".py", ".tsv", ".csv", ".json", ".txt", ".ttf"})


@cache
def program_sha256() -> str:
    """SHA-256 of the files of this program that decide what a derivative is; the same wherever it is installed."""
    digest = hashlib.sha256()
    for room, folder in _ROOMS.items():
        for name, path in files_of(folder):
            digest.update(f"{room}/{name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """The files of a room that count, by their names within it, in order: code, tables and fonts."""
    found = (path for path in folder.rglob("*") if path.suffix in _COUNTING)
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


@cache
def maker_sha256(module: str) -> str:
    """SHA-256 of the program and, for a kind of somebody else's, of the module that makes it."""
    made_here = any(module.startswith(f"{room}.") for room in _ROOMS)
    file = None if made_here else getattr(sys.modules.get(module), "__file__", None)
    if file is None:
        return program_sha256()
    return hashlib.sha256(program_sha256().encode() + Path(file).read_bytes()).hexdigest()
