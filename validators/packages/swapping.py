"""Putting a finished package in the place of an old one so that a crash leaves one of them whole, and undoing halves.

What is under way stands beside the package NAME in a folder of our own, whose marker says which package it is for:

    .NAME.1a2b3c4d.staging/package-name.txt     the marker: NAME
    .NAME.1a2b3c4d.staging/new/                 the package to be
    .NAME.1a2b3c4d.staging/previous/            the old one, for the moment of the swap

The swap is two renames: 1. NAME → previous, 2. new → NAME. Which folders are there tells how far it came:

    new alone            nothing happened yet; the old package stands under its name
    new and previous     cut between the renames: `previous` is the package, and is given its name back
    no new               the new package stands under its name

Only folders with such a marker are ever moved or removed. Those of a package are settled by whoever holds its lock
(`lock_of`); those who only read look into `previous` instead (`standing`) and change nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from validators.packages.durable import sync_folder, unfinished_name
from validators.packages.locking import AlreadyRunning, Lock, only_one

OLD = 24 * 3600.0  # seconds; no run of ours keeps anything unfinished that long
_ENDING = "staging"
_BETWEEN = 0.002  # seconds
_LOOKS = 5  # for what is swapped between two looks
_STAGING = re.compile(r"\..+\.[0-9a-f]{8}\.staging", re.DOTALL)
_MARKER = "package-name.txt"
_LOCK = ".pbgdpl-lock"
_LONGEST = 200  # bytes of a package's name that leave room for ours around it, within the 255 of most file systems


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder in which a package is made.

    Attributes:
        folder: The folder, beside the package.
        root: Where the package stands, or will.
    """

    folder: Path
    root: Path

    @property
    def new(self) -> Path:
        """The package to be."""
        return self.folder / "new"

    @property
    def previous(self) -> Path:
        """Where the old package stands between the two renames."""
        return self.folder / "previous"

    @property
    def is_cut(self) -> bool:
        """Whether a swap stopped between its two renames, and the package has no name."""
        return self.new.is_dir() and self.previous.is_dir() and not os.path.lexists(self.root)


def lock_of(path: Path) -> Path:
    """The lock file of a package or a record file; beside it, for inside it would be an unexpected file."""
    return path.with_name(f".{_fitting(path.name)}{_LOCK}")


def _fitting(name: str) -> str:
    encoded = os.fsencode(name)
    return name if len(encoded) <= _LONGEST else hashlib.sha256(encoded).hexdigest()


def make_staging(root: Path) -> Staging:
    """An empty staging folder for a package; call with the package's lock held.

    Raises:
        OSError: The folder the package stands in cannot be written.
    """
    staging = Staging(root.with_name(unfinished_name(_fitting(root.name), _ENDING)), root)
    staging.folder.mkdir()
    (staging.folder / _MARKER).write_bytes(os.fsencode(root.name))
    staging.new.mkdir()
    return staging


def swap(staging: Staging) -> None:
    """Give the new package its name; the old one is put aside, and removed by `settle`.

    Raises:
        OSError: The system refused one of the renames; `settle` undoes the other.
    """
    sync_folder(staging.folder)
    if os.path.lexists(staging.root):
        staging.root.replace(staging.previous)
        sync_folder(staging.folder)
        sync_folder(staging.root.parent)
    staging.new.replace(staging.root)
    sync_folder(staging.root.parent)


def settle(staging: Staging) -> None:
    """Undo half a swap if there is one, and take the staging folder away; call with the package's lock held."""
    if staging.is_cut:
        staging.previous.replace(staging.root)
        sync_folder(staging.root.parent)
    if staging.new.is_dir() and staging.previous.is_dir():
        return  # somebody gave the package's name to something else meanwhile: the old one is kept, here
    _take_away(staging.folder)


def _take_away(folder: Path) -> None:
    """Remove a staging folder, its marker last: a removal that is cut short is still known for ours, and goes on."""
    for part in ("new", "previous"):
        shutil.rmtree(folder / part, ignore_errors=True)
    with contextlib.suppress(OSError):
        if _holds_marker_alone(folder):
            (folder / _MARKER).unlink()
        folder.rmdir()


def _holds_marker_alone(folder: Path) -> bool:
    return [entry.name for entry in folder.iterdir()] == [_MARKER]


def recover(root: Path) -> None:
    """Settle what dead runs left of a package; call with the package's lock held."""
    for folder in _staging_folders(root.parent):
        name = _marked_name(folder)
        if name == root.name:
            settle(Staging(folder, root))
        elif name is None and _is_named_for(folder, root.name):
            _take_away_unmarked(folder, root.name)


def _take_away_unmarked(folder: Path, name: str) -> None:
    """Remove a staging folder that was cut off before its marker was whole, or after it went; others are not ours."""
    with contextlib.suppress(OSError):
        if _holds_marker_alone(folder) and os.fsencode(name).startswith((folder / _MARKER).read_bytes()):
            (folder / _MARKER).unlink()
        folder.rmdir()


def recover_all(folder: Path) -> None:
    """Settle what dead runs left of any package in a folder; packages that are being changed are left alone."""
    for staging in _stagings_in(folder):
        with contextlib.suppress(AlreadyRunning, OSError), only_one(lock_of(staging.root)) as lock:
            if lock is Lock.OURS or time.time() - staging.folder.stat().st_mtime > OLD:
                settle(staging)
    for lock_file in list(folder.glob(f".*{_LOCK}")):
        with contextlib.suppress(AlreadyRunning, OSError), only_one(lock_file):
            pass  # nobody holds it: it goes when it is let go


def standing(root: Path) -> Path:
    """Where the package of this name stands now: there, or where a cut swap put it aside. Changes nothing."""
    if not root.name or os.path.lexists(root):
        return root
    return next((staging.previous for staging in _stagings_in(root.parent) if _is_of(staging, root)), root)


def standing_now(root: Path) -> Path:
    """As `standing`, looked at again where what stood aside got its name back, or lost it once more, meanwhile."""
    for look in range(_LOOKS):
        place = standing(root)
        if os.path.lexists(place):
            return place
        if look:
            time.sleep(_BETWEEN)
    return root


def is_there(root: Path) -> bool:
    """Whether something stands under a name or beside it, to be put back."""
    return any(standing_now(root).exists() for _ in range(_LOOKS))


def _is_of(staging: Staging, root: Path) -> bool:
    return staging.root.name == root.name and staging.is_cut


def put_aside(folder: Path) -> set[str]:
    """Names of packages in a folder that a cut swap left without their name."""
    return {staging.root.name for staging in _stagings_in(folder) if staging.is_cut}


def _stagings_in(folder: Path) -> Iterator[Staging]:
    for place in _staging_folders(folder):
        name = _marked_name(place)
        if name is not None:
            yield Staging(place, folder / name)


def _staging_folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / entry.name for entry in entries if _STAGING.fullmatch(entry.name)]
    except OSError:
        return []


def _marked_name(folder: Path) -> str | None:
    """The package a staging folder is for; None when it is not one of ours."""
    try:
        name = os.fsdecode((folder / _MARKER).read_bytes())
    except OSError:
        return None
    return name if name == Path(name).name and _is_named_for(folder, name) else None


def _is_named_for(folder: Path, name: str) -> bool:
    return folder.name.rsplit(".", 2)[0] == f".{_fitting(name)}"
