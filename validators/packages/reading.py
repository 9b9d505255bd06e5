"""Reading a package that another program may change meanwhile: what is read is one state of it, never half of two.

Readers take no lock: they may have no right to write, and an upload lasts hours. They look whether the package is still
the same afterwards, and read it again when it is not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from validators.packages.bag import TAG_MANIFEST
from validators.packages.faults import ChangedMeanwhile
from validators.packages.package import MaterialPath, Package, PackageForm, open_package, unpacked
from validators.packages.swapping import standing
from validators.problems import Problem, say

T = TypeVar("T")
_MOST_TRIES = 20
_LARGEST_SEAL = 1 << 20  # bytes of a tag manifest; ours names three files
_PAUSE = 0.05  # seconds between two tries; a swap takes a few milliseconds


@dataclass(frozen=True, slots=True)
class PackageVersion:
    """What tells one state of a package from the next.

    Attributes:
        place: Where it stands: what is read there is gone when a cut change is put right, though it has not changed.
        seal: The tag manifest, which names every checksum; empty where there is none.
        entries: Path, size in bytes, time of change in nanoseconds, and mode of everything but folders.
    """

    place: Path
    seal: bytes
    entries: tuple[tuple[str, int, int, int], ...]


def version_of(root: Path) -> PackageVersion:
    """The state a package is in now; without seal and entries when it is not there.

    Raises:
        OSError: It cannot be looked at.
    """
    for _ in range(_MOST_TRIES):
        try:
            return _version_at(standing(root))
        except FileNotFoundError:
            time.sleep(_PAUSE)  # it gave up its name while we looked
    return PackageVersion(root, b"", ())


def _version_at(place: Path) -> PackageVersion:
    if not place.is_dir():
        return PackageVersion(place, b"", ())
    entries = tuple(_entries(os.fspath(place), ""))
    seal = place / TAG_MANIFEST
    has_seal = seal.is_file() and not seal.is_symlink() and seal.stat().st_size <= _LARGEST_SEAL
    return PackageVersion(place, seal.read_bytes() if has_seal else b"", entries)


def _entries(folder: str, below: str) -> Iterator[tuple[str, int, int, int]]:
    # Packages are looked at several times each: `os.scandir` takes a fifth of the time of paths.
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{below}{entry.name}/")
        else:
            status = entry.stat(follow_symlinks=False)
            yield f"{below}{entry.name}", status.st_size, status.st_mtime_ns, status.st_mode


def read_unchanged(root: Path, read: Callable[[Package], T]) -> T:
    """Read a package, again when somebody changed it meanwhile.

    Args:
        root: The package folder.
        read: Reads what is wanted; may be called several times.

    Raises:
        Problem: What `read` raised while the package stayed the same.
        ChangedMeanwhile: It is changed again and again.
        OSError: It cannot be looked at.
    """
    for _ in range(_MOST_TRIES):
        before = version_of(root)
        try:
            result = read(open_package(root))
        except (OSError, Problem):
            if version_of(root) == before:
                raise
        else:
            if version_of(root) == before:
                return result
        time.sleep(_PAUSE)
    raise ChangedMeanwhile(
        say("Another program changes this package again and again while it is being read."),
        hint=say("Wait until that program has finished, then run the same command again."),
        path=root,
    )


def read_material(material: MaterialPath, read: Callable[[Package | None], T]) -> T:
    """Read a material of any form; `read` is given no package for a bare record file.

    Raises:
        Problem: Not a package, an unsafe archive, or what `read` raised.
    """
    if material.form is PackageForm.FOLDER:
        return read_unchanged(material.path, read)
    with unpacked(material) as package:
        return read(package)
