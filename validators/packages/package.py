"""Packages as they are found: folders, zips of folders, and bare record files."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from validators.packages.archive import unpack
from validators.packages.bag import is_escape
from validators.packages.faults import NotAPackage
from validators.packages.swapping import is_there, put_aside, standing, standing_now
from validators.problems import say
from validators.sharing.reader import (
    DEFAULT_LIMITS,
    USUAL_LENGTH,
    begins_as_a_record,
    looks_like_a_record,
    read_record,
)

if TYPE_CHECKING:
    from validators.sharing.record import Record

RECORD = Path("data") / "record.json"
NEEDS_PERSON = "review/needs-person.json"
"""Below `data`: what a person should look at after a conversion. No file of the material: records don't list it."""
READ_PAGES = "review/pages.jsonl.gz"
"""Below `data`: the pages as they were read, for corrections. No file of the material either."""
CORRECTIONS = "review/corrections.jsonl"
"""Below `data`: what people put right in the pages. No file of the material either."""
SETTLED = "review/settled.jsonl"
"""Below `data`: doubts that people looked into. No file of the material either."""
TRIALS = "review/trials.jsonl"
"""Below `data`: what was tried on readers, and how well they read. No file of the material either."""
RAISED = "review/raised.jsonl"
"""Below `data`: places that people marked as doubtful, or read differently. No file of the material either."""
CITED = "review/citations.jsonl"
"""Below `data`: what people said of citations. No file of the material either."""
MADE = "review/made.json.gz"
"""Below `data`: digests of what the record said when it was made by reading. No file of the material either."""
APPROVED = "review/approved.json"
"""Below `data`: who approved the material, and on what ground. No file of the material either."""
SHEETS = ("review/compared.json", "review/compared.md", APPROVED, "review/approved.md")
"""Below `data`: what a comparison and an approval rest on, for programs and for people. No files of the material."""
OF_THE_REVIEW = (NEEDS_PERSON, READ_PAGES, CORRECTIONS, SETTLED, TRIALS, RAISED, CITED, MADE, *SHEETS)
NOTED = tuple(name for name in OF_THE_REVIEW if name != MADE)
"""Those whose checksums `MADE` keeps."""
_MAX_DEPTH = 64


class PackageForm(StrEnum):
    """The shapes a material comes in."""

    FOLDER = "folder"
    ZIP = "zip"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is open for reading.

    Attributes:
        root: The package folder, as it is called.
        place: Where it stands: the same folder, unless a crash cut a change in two (`swapping.standing`).
    """

    root: Path
    place: Path

    @property
    def record_path(self) -> Path:
        """Its record."""
        return self.place / RECORD

    @property
    def data(self) -> Path:
        """The payload folder; `FileEntry.path` values are relative to it."""
        return self.place / "data"

    def record(self) -> Record:
        """The record, parsed.

        Raises:
            Problem: It cannot be read, or does not follow the sharing schema.
        """
        return parsed_record(self.record_path.read_bytes(), self.record_path)

    def file(self, path: str) -> Path:
        """Where a file of the record stands; entries name files below `data/`, with or without that prefix."""
        return self.data / path.removeprefix("data/")

    def own_file(self, path: str) -> Path | None:
        """The same for a file that may be read: None for a name that leads out, a link anywhere on the way, no file."""
        if "\0" in path or is_escape(path):
            return None
        wanted = self.file(path)
        step, place = os.fspath(wanted), os.fspath(self.place)
        try:  # two dozen rules ask for each file: no paths on the way
            if not stat.S_ISREG(os.lstat(step).st_mode):
                return None
            while len(step := step.rpartition(os.sep)[0]) > len(place):
                if stat.S_ISLNK(os.lstat(step).st_mode):
                    return None
        except (OSError, ValueError):  # it is not there, or has a name no system takes
            return None
        return wanted


def parsed_record(stored: bytes, path: Path) -> Record:
    """A record from its JSON.

    Args:
        stored: As it is stored.
        path: Where, for the sentence when it cannot be used.

    Raises:
        NotAPackage: It does not follow the sharing schema.
    """
    from validators.sharing.conformance import record_of, schema_faults  # half a second; who moves files needs none

    reading = read_record(stored)
    faults = schema_faults(reading.value) if reading.value is not None else ()
    record = None if faults or reading.value is None else record_of(reading.value)
    if record is None:
        where = next((fault.pointer for fault in faults), "")
        raise NotAPackage(
            say("The record does not follow the sharing schema ({where}).", where=where or "/"),
            hint=say("See what is wrong with: pbgdpl validate {path}", path=path),
            path=path,
        )
    return record


@dataclass(frozen=True, slots=True)
class MaterialPath:
    """Where a material stands, and in which form."""

    path: Path
    form: PackageForm


def open_package(path: Path) -> Package:
    """Open a package folder for reading; nothing is changed, not even where a crash cut a change in two.

    Args:
        path: The package folder, or its `data/record.json`.

    Raises:
        NotAPackage: There is no package here.
    """
    root = path.parent.parent if path.name == RECORD.name and path.parent.name == "data" else path
    package = Package(root, standing(root))
    if not package.record_path.is_file():
        raise NotAPackage(
            say("This is not a package: it has no data/record.json."),
            hint=say("Make packages with: pbgdpl convert INPUT -o FOLDER"),
            path=path,
        )
    return package


@contextlib.contextmanager
def unpacked(found: MaterialPath) -> Iterator[Package | None]:
    """Open what was found; a zip is unpacked into a temporary folder first. None for a bare record.

    Raises:
        Problem: Not a package, or an unsafe archive.
    """
    if found.form is PackageForm.RECORD:
        yield None
    elif found.form is PackageForm.FOLDER:
        yield open_package(found.path)
    else:
        with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
            yield open_package(_only_package(unpack(found.path, Path(folder)), found.path))


def _only_package(root: Path, archive: Path) -> Path:
    if (root / RECORD).is_file():
        return root
    inside = sorted(record.parent.parent for record in root.glob(f"*/{RECORD.as_posix()}"))
    if len(inside) != 1:
        raise NotAPackage(
            say("This zip holds {count} packages; one zip carries one package.", count=len(inside)), path=archive
        )
    return inside[0]


class SkipReason(StrEnum):
    """Why something below a place is no material to work on."""

    HIDDEN = "hidden"
    OTHER_KIND = "other-kind"
    NO_RECORD = "no-record"
    LINK = "link"
    DEVICE = "device"
    TOO_DEEP = "too-deep"
    UNREADABLE = "unreadable"

    @property
    def is_loss(self) -> bool:
        """Whether what was skipped may be a material: then somebody must be told, for nobody looked at it."""
        return self in {SkipReason.LINK, SkipReason.DEVICE, SkipReason.TOO_DEEP, SkipReason.UNREADABLE}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was seen and not worked on; `error` is the system's, where it could not be read."""

    path: Path
    reason: SkipReason
    error: OSError | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands at and below some places.

    Attributes:
        materials: What to work on, in name order.
        skipped: What else was seen.
        empty: The places as named at which there is no material.
    """

    materials: tuple[MaterialPath, ...]
    skipped: tuple[Skipped, ...]
    empty: tuple[Path, ...]


def survey(paths: Iterable[Path]) -> Survey:
    """Everything at and below the given paths, in name order; links inside folders are not followed.

    A folder is a package when it has `data/record.json`; otherwise packages, zips and `*.json` records are looked for
    inside it. A `*.json` file found that way counts only when it looks like a record.

    Raises:
        NotAPackage: A path does not exist.
    """
    materials: dict[Path, MaterialPath] = {}
    skipped: dict[Path, Skipped] = {}
    empty = []
    for path in paths:
        if not is_there(path):
            raise NotAPackage(say("There is no such file or folder."), hint=say("Check the path."), path=path)
        found = list(_look(path, depth=0, named=True))
        materials |= {
            item.path: item for item in found if isinstance(item, MaterialPath) and item.path not in materials
        }
        skipped |= {item.path: item for item in found if isinstance(item, Skipped)}
        if not any(isinstance(item, MaterialPath) for item in found):
            empty.append(path)
    return Survey(tuple(materials.values()), tuple(skipped.values()), tuple(empty))


def find_packages(paths: Iterable[Path]) -> list[MaterialPath]:
    """The materials of a survey.

    Raises:
        NotAPackage: A path does not exist.
        OSError: Something below cannot be read.
    """
    found = survey(paths)
    for skipped in found.skipped:
        if skipped.error is not None:
            raise skipped.error
    return list(found.materials)


def _look(path: Path, *, depth: int, named: bool) -> Iterator[MaterialPath | Skipped]:
    try:
        yield from _seen_at(path, depth, named=named)
    except OSError as error:
        yield Skipped(path, SkipReason.UNREADABLE, error)


def _seen_at(path: Path, depth: int, *, named: bool) -> Iterator[MaterialPath | Skipped]:
    mode = _mode_of(path)
    if stat.S_ISLNK(mode) and not named:
        yield Skipped(path, SkipReason.LINK)
    elif stat.S_ISDIR(mode):  # as nearly always: thousands of packages are found before the first is worked on
        yield from _seen_in_folder(path, path, depth)
    elif (place := standing_now(path)).is_dir():
        yield from _seen_in_folder(path, place, depth)
    elif not path.is_file():
        yield Skipped(path, SkipReason.DEVICE)  # to read from it may never end
    elif path.suffix.lower() == ".zip":
        yield MaterialPath(path, PackageForm.ZIP)
    elif named and (root := _package_around(path)) is not None:
        yield MaterialPath(root, PackageForm.FOLDER)
    elif named:
        yield MaterialPath(path, PackageForm.RECORD)
    elif path.suffix.lower() != ".json":
        yield Skipped(path, SkipReason.OTHER_KIND)
    elif path.name == RECORD.name or _holds_a_record(path):
        yield MaterialPath(path, PackageForm.RECORD)
    else:
        yield Skipped(path, SkipReason.NO_RECORD)


def _mode_of(path: Path) -> int:
    """What stands under a name itself, not what it leads to; 0 where nothing does."""
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return 0


def _seen_in_folder(folder: Path, place: Path, depth: int) -> Iterator[MaterialPath | Skipped]:
    if _holds_package(place) or _holds_package(standing_now(folder)):  # it may have been swapped between two looks
        yield MaterialPath(folder, PackageForm.FOLDER)
    elif depth >= _MAX_DEPTH:
        yield Skipped(folder, SkipReason.TOO_DEEP)
    else:
        for name in sorted(_names_in(folder)):
            if name.startswith("."):
                yield Skipped(folder / name, SkipReason.HIDDEN)
            else:
                yield from _look(folder / name, depth=depth + 1, named=False)


def _holds_package(place: Path) -> bool:
    return (place / RECORD).is_file() or (place / "bagit.txt").is_file()


def _names_in(folder: Path) -> set[str]:
    """Names of what a folder holds, packages included that are without a name while they are being swapped.

    A folder may be listed at just the moment in which a package gives up its name: what two looks agree on counts.
    """
    before = None
    while (names := {entry.name for entry in folder.iterdir()} | put_aside(folder)) != before:
        before = names
    return names


def _package_around(path: Path) -> Path | None:
    """The package a named `…/data/record.json` belongs to: commit hooks hand over changed files one by one."""
    root = path.parent.parent
    return root if path.parts[-2:] == RECORD.parts and (root / "bagit.txt").is_file() else None


def _holds_a_record(path: Path) -> bool:
    """Whether a file is a record; one that is larger than any record is to be looked at, and refused, by name."""
    if begins_as_a_record(beginning(path, USUAL_LENGTH)):
        return True
    data = beginning(path, DEFAULT_LIMITS.max_bytes + 1)
    return len(data) > DEFAULT_LIMITS.max_bytes or looks_like_a_record(data)


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file, no more than some number.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb", buffering=0) as stream:  # a buffered one makes room for all that is asked for
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(min(size + 1, most)) or b""
        while len(data) < most and (more := stream.read(min(1 << 20, most - len(data)))):
            data += more
    return data
