"""Files of JSON lines in the program's own folder that are only ever added to, each line on the disk at once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from validators.packages.durable import sync_folder

FOLDER = "review"
_PLACES = ".places"  # of one material: the folders in which it stood, with the names of what was kept for each


def place_of(home: Path, package: Path, identifier: str, ending: str) -> Path:
    """Where a file about a package stands.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: Of its record: another package at the same place has files of its own.
        ending: What the file holds (".jsonl", ".planted.jsonl").
    """
    name = hashlib.sha256(f"{package.resolve()}\n{identifier}".encode()).hexdigest()[:32]
    return home / FOLDER / f"{name}{ending}"


def taken_along(home: Path, package: Path, identifier: str) -> Path | None:
    """Take what is kept of a package along when its folder was moved: answers would be lost without a word.

    Only what is kept for a place where no package stands any more is taken, and only by a package of which nothing is
    kept at its own: a copy has answers of its own.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: As for `place_of`.

    Returns:
        Where it stood; None where nothing was taken.
    """
    own = place_of(home, package, identifier, "")
    places = DurableLines(own.with_name(f"{hashlib.sha256(identifier.encode()).hexdigest()[:32]}{_PLACES}"))
    with suppress(OSError, ValueError):  # whoever cannot write there is told so at the first answer
        known = places.read()
        if not any(one.get("name") == own.name for one in known):
            places.append({"name": own.name, "path": str(package.resolve())})
        if not _kept_as(own):
            return next((at for one in reversed(known) if (at := _moved_here(one, own)) is not None), None)
    return None


def _moved_here(place: Mapping[str, Any], own: Path) -> Path | None:
    at, name = Path(str(place.get("path"))), str(place.get("name"))
    if name == own.name or at.exists():
        return None
    files = _kept_as(own.with_name(name))
    for file in files:
        file.replace(own.with_name(own.name + file.name.removeprefix(name)))
    return at if files else None


def _kept_as(place: Path) -> Sequence[Path]:
    """The files of a package by the name they have in common."""
    return sorted(place.parent.glob(f"{place.name}.*"))


class DurableLines:
    """One such file.

    Args:
        file: It need not be there.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def append(self, *values: Mapping[str, object]) -> None:
        """Add lines; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        made = not self.file.exists()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            _drop_cut_line(descriptor)
            _write_all(descriptor, lines.encode("utf-8"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if made:
            sync_folder(self.file.parent)

    def read(self) -> list[dict[str, Any]]:
        """The lines, in order; none when there is no file.

        Raises:
            ValueError: One is no JSON.
        """
        try:
            lines = self.file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        whole = lines[:-1]  # what stands behind the last line break was being written when the power went
        return [json.loads(line) for line in whole if line.strip()]


def _write_all(descriptor: int, content: bytes) -> None:
    """Write to the end; a disk that is nearly full takes a part and says nothing of the rest."""
    while content:
        content = content[os.write(descriptor, content) :]


def _drop_cut_line(descriptor: int) -> None:
    """Take away a line that was being written when the power went, so that the next one stands alone."""
    size = os.fstat(descriptor).st_size
    content = os.pread(descriptor, size, 0) if hasattr(os, "pread") else os.read(descriptor, size)
    if content and not content.endswith(b"\n"):
        os.ftruncate(descriptor, content.rfind(b"\n") + 1)
