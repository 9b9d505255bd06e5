"""A package as it is sent: its record, its revision, and the files that belong to it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from validators.packages.bag import is_escape
from validators.packages.digests import sha256_of
from validators.packages.package import Package
from validators.packages.reading import PackageVersion, read_unchanged, version_of
from validators.problems import UnreadableInput, say
from validators.sharing.fingerprint import canonical, revision_of
from validators.sharing.record import Record


class PackageChanged(UnreadableInput):
    """A file of the package is not what its record says."""

    code = "package-changed"


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """One file to send.

    Attributes:
        source: Where it is here.
        name: Its path in the package, below `data/`.
        sha256: What the record says it hashes to.
        bytes: Its length.
        media_type: Its type.
    """

    source: Path
    name: str
    sha256: str
    bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One package to send.

    Attributes:
        path: The package folder; of a zip, where it was unpacked.
        place: Where it stands: the same folder, unless a crash cut a change of it in two.
        version: The state it was in when it was opened.
        named: What a person knows it by: the folder or the zip.
        record: Its record.
        revision: See `revision_of`.
        body: The record in canonical form.
        files: Its files, small ones first.
        stamp: See `stamp_of`; taken before it was opened.
    """

    path: Path
    place: Path
    version: PackageVersion
    named: Path
    record: Record
    revision: str
    body: str
    files: tuple[ParcelFile, ...]
    stamp: str = ""

    @property
    def identifier(self) -> str:
        """The record's identifier."""
        return self.record.identifier

    @property
    def bytes(self) -> int:
        """Bytes of all its files."""
        return sum(file.bytes for file in self.files)


def open_parcel(path: Path, named: Path | None = None) -> Parcel:
    """Open a package for sending; the contents of its files are not read yet.

    Args:
        path: The package folder.
        named: What a person knows it by, if it is not the folder.

    Raises:
        Problem: It is no package, or a file is missing or has another length than the record says.
    """
    stamp = stamp_of(path)
    return read_unchanged(path, lambda package: _parcel(package, named or path, stamp))


def stamp_of(root: Path) -> str:
    """A hash of name, size and times of all that is in a package; empty when it is not there.

    Nothing can write to a file without another stamp following: the time at which an entry was last changed cannot be
    set back. Only what a disk does to bytes by itself leaves no trace here.
    """
    try:
        told = "\n".join(sorted(_entries(str(root))))
    except OSError:
        return ""
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _entries(root: str) -> list[str]:
    # Thousands of packages are looked at before it is known that there is nothing to do: no paths, no recursion.
    told, folders = [], [(root, "")]
    for place, below in folders:
        with os.scandir(place) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{below}{entry.name}/"))
                else:
                    status = entry.stat(follow_symlinks=False)
                    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
                    told.append(f"{below}{entry.name}\0{status.st_size} {times} {status.st_mode}")
    return told


def _parcel(package: Package, named: Path, stamp: str) -> Parcel:
    record = package.record()
    files = []
    for entry in record.files:
        source = package.file(entry.path)
        if is_escape(entry.path) or not source.is_file() or source.stat().st_size != entry.bytes:
            raise file_changed(entry.path, package.root)
        files.append(ParcelFile(source, entry.path, entry.sha256, entry.bytes, entry.media_type))
    files.sort(key=lambda file: (file.bytes, file.name))
    return Parcel(
        package.root, package.place, version_of(package.root), named,
        record, revision_of(record), canonical(record), tuple(files), stamp,
    )  # fmt: skip


def is_as_opened(parcel: Parcel) -> bool:
    """Whether nobody changed the package since it was opened."""
    try:
        return version_of(parcel.path) == parcel.version
    except OSError:
        return False


def changed_while_sent(parcel: Parcel) -> PackageChanged:
    """The problem of a package that is no longer as it was opened."""
    return PackageChanged(
        say("Another program changed this package while it was being sent."),
        hint=say("Run the same command again; what has been sent already is not sent twice."),
        path=parcel.named,
    )


def check_contents(parcel: Parcel) -> None:
    """Make sure that every file is what the record says, byte by byte.

    Raises:
        PackageChanged: One is not.
    """
    for file in parcel.files:
        if sha256_of(file.source) != file.sha256:
            raise file_changed(file.name, parcel.path)


def file_changed(name: str, path: Path) -> PackageChanged:
    """The problem of a file that is not what the record says."""
    return PackageChanged(
        say("The file “{name}” is missing or is not the one the record describes.", name=name),
        hint=say("See what is wrong with: pbgdpl validate {path}", path=path),
        path=path,
    )
