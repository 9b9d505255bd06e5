"""The package as a BagIt bag (RFC 8493, SHA-256): sealed so that a power cut cannot leave half of one, and verified.

How the swap survives a crash. `seal` completes and syncs the new bag in its staging folder, then

    1. renames the old package  NAME → .NAME.previous
    2. renames the staging folder    → NAME
    3. removes .NAME.previous

A crash before 1 or after 2 leaves a whole package under its name. A crash between 1 and 2 leaves `.NAME.previous` and
no NAME: whoever comes next (`seal`, `open_package`, `find_packages`) calls `recover`, which gives the old one its name
back.
The staging folder of an unfinished run belongs to its maker, who makes it anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import logging
import os
import re
import shutil
import stat
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from validators.packages.durable import sync_folder, sync_tree, walk, write_durably
from validators.packages.faults import Fault, FaultKind, UnsafeName
from validators.problems import OutputProblem, say

PAYLOAD = "data"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAG_FILES = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_CHUNK = 1 << 20
# Windows refuses these, and `%` would be read as an escape in a manifest.
_FORBIDDEN = frozenset('<>:"|?*\\%')


def seal(staging: Path, target: Path, info: Mapping[str, str]) -> None:
    """Make a bag of a staging folder and put it in the place of `target`.

    Args:
        staging: A folder on the same file system as `target`, holding `data/…`. It is gone afterwards.
        target: Where the package shall stand; a package already there is replaced.
        info: Members of bag-info.txt besides `Bagging-Date` (today unless given) and `Payload-Oxum`.

    Raises:
        UnsafeName: A name cannot go into a package, two names are one after NFC, or a link was found.
        OutputProblem: `staging` has no `data/`, or `target` is a link or a file.
        OSError: The disk refused.
    """
    payload = _payload_of(staging)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputProblem(
            say("A package cannot be written here: something that is not a folder has this name."), path=target
        )
    sizes = {name: (staging / name).stat().st_size for name in payload}
    write_durably(staging / "manifest-sha256.txt", _manifest(staging, payload))
    write_durably(staging / "bagit.txt", DECLARATION)
    write_durably(staging / "bag-info.txt", _bag_info(info, sizes.values()))
    write_durably(staging / "tagmanifest-sha256.txt", _manifest(staging, _TAG_FILES))
    sync_tree(staging)
    _swap(staging, target)


def _payload_of(staging: Path) -> tuple[str, ...]:
    data = staging / PAYLOAD
    if data.is_symlink() or not data.is_dir():
        raise OutputProblem(say("The package has no contents (folder “data”)."), path=staging)
    names = []
    for entry in walk(data):
        name = entry.relative_to(staging).as_posix()
        _refuse_unsafe(entry, name)
        if not entry.is_dir():
            names.append(name)
    folded = Counter(unicodedata.normalize("NFC", name).casefold() for name in names)
    for name in names:
        if folded[unicodedata.normalize("NFC", name).casefold()] > 1:
            raise UnsafeName(say("Two files would have the same name “{name}” on some systems.", name=name))
    return tuple(sorted(names))


def _refuse_unsafe(entry: Path, name: str) -> None:
    mode = entry.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnsafeName(say("A package may hold files only; “{name}” is a link or a device.", name=name), path=entry)
    if any(letter in _FORBIDDEN or ord(letter) < ord(" ") for letter in entry.name) or entry.name != entry.name.strip():
        raise UnsafeName(
            say("The name “{name}” cannot be used on every system.", name=name),
            hint=say("Rename the file with plain letters, digits, hyphens and dots."),
            path=entry,
        )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest(root: Path, names: Iterable[str]) -> str:
    return "".join(f"{sha256_of(root / name)}  {name}\n" for name in names)


def _bag_info(info: Mapping[str, str], sizes: Iterable[int]) -> str:
    counted = list(sizes)
    members = {"Bagging-Date": dt.datetime.now(dt.UTC).date().isoformat(), **info}
    members["Payload-Oxum"] = f"{sum(counted)}.{len(counted)}"
    # A value on several lines would be read as further members (RFC 8493, 2.2.2).
    return "".join(f"{name}: {' '.join(str(value).split())}\n" for name, value in members.items())


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _swap(staging: Path, target: Path) -> None:
    recover(target)
    if target.exists():
        target.replace(_previous(target))
        sync_folder(target.parent)
    staging.replace(target)
    sync_folder(target.parent)
    shutil.rmtree(_previous(target), ignore_errors=True)


def recover(target: Path) -> None:
    """Finish or undo a swap that a crash cut in two. Does nothing where there is nothing to do."""
    target = target if target.name else target.resolve()
    if not target.name:
        return  # the root of a disk is no package
    previous = _previous(target)
    if not previous.is_dir() or previous.is_symlink():
        return
    if target.exists():
        shutil.rmtree(previous, ignore_errors=True)
    else:
        previous.replace(target)


def recover_all(folder: Path) -> None:
    """Recover every package directly inside a folder."""
    with contextlib.suppress(OSError):
        for previous in sorted(folder.glob(".*.previous")):
            recover(previous.with_name(previous.name[1 : -len(".previous")]))


def verify(root: Path) -> list[Fault]:
    """Check a bag: structure, names, links, completeness and every checksum.

    Args:
        root: The package folder.

    Returns:
        The faults found, by path; empty for a whole package.
    """
    links = [_fault_of_entry(entry, root) for entry in walk(root) if _is_odd(entry)]
    if links:
        return links
    if not (root / "bagit.txt").is_file():
        return [Fault(FaultKind.NOT_A_BAG, "bagit.txt", "bagit.txt is missing")]
    escapes = list(_escapes(root))
    if escapes:
        return escapes
    faults = [*_conflicts(root), *_bagit_faults(root), *_tag_faults(root)]
    return list({(fault.kind, fault.path): fault for fault in faults}.values())


def _is_odd(entry: Path) -> bool:
    mode = entry.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _fault_of_entry(entry: Path, root: Path) -> Fault:
    return Fault(FaultKind.LINK, entry.relative_to(root).as_posix(), "a link or a device")


def _manifest_entries(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        digest, _, name = line.strip().partition(" ")
        if name.strip():
            yield digest.lower(), name.strip().removeprefix("*")


def _escapes(root: Path) -> Iterator[Fault]:
    for manifest in sorted((*root.glob("manifest-*.txt"), *root.glob("tagmanifest-*.txt"))):
        for _, name in _manifest_entries(manifest):
            if is_escape(name):
                yield Fault(FaultKind.ESCAPE, name, f"named in {manifest.name}")
    if (root / "fetch.txt").exists():
        yield Fault(FaultKind.ESCAPE, "fetch.txt", "the package leaves files to be fetched from elsewhere")


def is_escape(name: str) -> bool:
    """Whether a relative name would lead out of its folder, on any system."""
    if _PLAIN_NAME.fullmatch(name) and ".." not in name:
        return False
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return bool(posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts or name.startswith("~"))


def _conflicts(root: Path) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in walk(root):
        name = entry.relative_to(root).as_posix()
        first = seen.setdefault(unicodedata.normalize("NFC", name), name)
        if first != name:
            yield Fault(FaultKind.NAME_CONFLICT, name, f"the same as {first} after NFC")


def _bagit_faults(root: Path) -> list[Fault]:
    import bagit

    # bagit warns through its own logger; people get our sentences instead.
    with warnings.catch_warnings(), _silenced(logging.getLogger("bagit")):
        warnings.simplefilter("ignore")
        try:
            opened = bagit.Bag(os.fspath(root))
            faults = _validation_faults(opened, bagit.BagValidationError)
            if [fault.kind for fault in faults] == [FaultKind.SIZE]:
                # A wrong total stops bagit; without the total it tells which files are to blame.
                opened.info.pop("Payload-Oxum", None)
                faults = _validation_faults(opened, bagit.BagValidationError) or faults
        except (bagit.BagError, ValueError, UnicodeError) as error:
            return [Fault(FaultKind.NOT_A_BAG, "", str(error))]
        except OSError as error:
            return [Fault(FaultKind.UNREADABLE, str(error.filename or ""), str(error))]
    return faults


def _validation_faults(opened: Any, failure: type[Exception]) -> list[Fault]:
    try:
        opened.validate()
    except failure as error:
        return _details(error) or [Fault(FaultKind.SIZE, "", str(error))]
    return []


@contextlib.contextmanager
def _silenced(logger: logging.Logger) -> Iterator[None]:
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _details(error: Exception) -> list[Fault]:
    kinds = {
        "ChecksumMismatch": FaultKind.CHECKSUM,
        "FileMissing": FaultKind.MISSING_FILE,
        "UnexpectedFile": FaultKind.UNEXPECTED_FILE,
    }
    faults = [
        Fault(kinds.get(type(detail).__name__, FaultKind.UNREADABLE), str(getattr(detail, "path", "")), str(detail))
        for detail in getattr(error, "details", None) or ()
    ]
    return sorted(faults, key=lambda fault: fault.path)


def _tag_faults(root: Path) -> Iterator[Fault]:
    """Tag files named by the tag manifest; bagit checks them only when it checks everything else clean."""
    manifest = root / "tagmanifest-sha256.txt"
    if not manifest.is_file():
        return
    for digest, name in _manifest_entries(manifest):
        path = root / name
        if not path.is_file():
            yield Fault(FaultKind.MISSING_FILE, name, "named in the tag manifest")
        elif sha256_of(path) != digest:
            yield Fault(FaultKind.CHECKSUM, name, "differs from the tag manifest")
