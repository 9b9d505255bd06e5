"""Unpacking a zip from a stranger: bounded in size, number and ratio, and never outside its folder."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from validators.packages.bag import is_escape
from validators.packages.faults import UnsafeArchive
from validators.problems import say


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a zip may hold: bytes once unpacked, entries, and how many times its own size."""

    total_bytes: int = 4 << 30
    entries: int = 20_000
    ratio: int = 200


def unpack(archive: Path, folder: Path, limits: ArchiveLimits | None = None) -> Path:
    """Unpack a zip into an empty folder.

    Args:
        archive: The zip.
        folder: An existing empty folder.
        limits: What is too much.

    Returns:
        `folder`.

    Raises:
        UnsafeArchive: Damaged, encrypted, too large, or with names that lead elsewhere.
    """
    try:
        with zipfile.ZipFile(archive) as zipped:
            entries = zipped.infolist()
            _refuse_unsafe(archive, entries, limits or ArchiveLimits())
            for entry in entries:
                _extract(zipped, entry, folder)
    except (OSError, UnsafeArchive):
        raise
    except Exception as error:  # the library raises whatever its parts do: zlib.error, struct.error, LookupError …
        raise UnsafeArchive(
            say("The zip is damaged or encrypted and cannot be opened."),
            hint=say("Make it again, without a password."),
            path=archive,
        ) from error
    return folder


_KNOWN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others may ask for gigabytes of memory


def _refuse_unsafe(archive: Path, entries: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = max(archive.stat().st_size, 1)
    if total > limits.total_bytes or len(entries) > limits.entries or total > max(packed * limits.ratio, 1 << 20):
        raise UnsafeArchive(
            say("The zip would unpack to {size} MB in {count} files; that is not a package.",
                size=total >> 20, count=len(entries)),
            hint=say("Hand in the package as a folder."),
            path=archive,
        )  # fmt: skip
    names = Counter(entry.filename.rstrip("/") for entry in entries)
    for entry in entries:
        if names[entry.filename.rstrip("/")] > 1:
            raise UnsafeArchive(
                say("The zip holds “{name}” twice; who unpacks it may get either.", name=entry.filename), path=archive
            )
        if entry.compress_type not in _KNOWN_METHODS:
            raise NotImplementedError
        if is_escape(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise UnsafeArchive(
                say("The zip holds “{name}”, which leads out of its folder.", name=entry.filename), path=archive
            )


def _extract(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    target = folder / entry.filename
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # Sizes in the directory may lie; reading stops one byte past what was announced.
    with zipped.open(entry) as source, target.open("wb") as sink:
        shutil.copyfileobj(_Bounded(source, entry.file_size), sink)


class _Bounded:
    """A reader that fails when there is more than was announced."""

    def __init__(self, source: object, limit: int) -> None:
        self._source = source
        self._left = limit

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self._source.read(min(size, self._left + 1) if size >= 0 else self._left + 1)  # type: ignore[attr-defined]
        self._left -= len(piece)
        if self._left < 0:
            raise zipfile.BadZipFile
        return piece
