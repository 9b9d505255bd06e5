"""Checking a bag (RFC 8493): structure, names, links, completeness and every checksum."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import stat
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from validators.packages.bag import DECLARATION, TAG_MANIFEST, is_escape, is_made_anew, manifest_entries
from validators.packages.digests import sha256_of
from validators.packages.durable import walk
from validators.packages.faults import Fault, FaultKind
from validators.problems import TimeIsUp

_LARGEST_TAG_FILE = 64 << 20  # bytes; a manifest of 100,000 files has a fifth of it
_LARGEST_PAYLOAD = 256 << 30  # bytes; hashing them takes a quarter of an hour on a quick disk
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENCODING = re.compile(r"^Tag-File-Character-Encoding[ \t]*:[ \t]*([^\s]{1,40})", re.MULTILINE)


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
    if not (root / DECLARATION).is_file():
        return [Fault(FaultKind.NOT_A_BAG, DECLARATION, f"{DECLARATION} is missing")]
    refused = [*_unreadable(root), *_escapes(root)]
    if refused:
        return refused
    faults = [*_conflicts(root), *_bagit_faults(root), *_tag_faults(root)]
    return list({(fault.kind, fault.path): fault for fault in faults}.values())


def _is_odd(entry: Path) -> bool:
    mode = entry.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _fault_of_entry(entry: Path, root: Path) -> Fault:
    return Fault(FaultKind.LINK, entry.relative_to(root).as_posix(), "a link or a device")


def _unreadable(root: Path) -> Iterator[Fault]:
    """What is not even tried: an encoding other than ours, tag files or a payload of a size no package has."""
    tags = [tag for tag in sorted(root.glob("*.txt")) if is_made_anew(tag.name)]
    for tag in tags:
        if tag.stat().st_size > _LARGEST_TAG_FILE:
            yield Fault(FaultKind.UNREADABLE, tag.name, f"{tag.name} has more than {_LARGEST_TAG_FILE >> 20} MB")
            return
    total = sum(entry.lstat().st_size for entry in walk(root) if not entry.is_dir())
    if total > _LARGEST_PAYLOAD:
        yield Fault(FaultKind.UNREADABLE, "", f"{total >> 30} GB, more than a package may have")
        return
    for tag in tags:
        try:
            text = tag.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            yield Fault(FaultKind.UNREADABLE, tag.name, f"{tag.name} is not UTF-8 at byte {error.start}")
            continue
        said = _ENCODING.search(text) if tag.name == DECLARATION else None
        if said and said[1].casefold() not in {"utf-8", "utf8", "us-ascii"}:
            yield Fault(FaultKind.UNREADABLE, DECLARATION, f"the encoding {said[1]} is not read, only UTF-8")


def _escapes(root: Path) -> Iterator[Fault]:
    for manifest in sorted((*root.glob("manifest-*.txt"), *root.glob("tagmanifest-*.txt"))):
        for _, name in manifest_entries(manifest):
            if is_escape(name):
                yield Fault(FaultKind.ESCAPE, name, f"named in {manifest.name}")
    if (root / "fetch.txt").exists():
        yield Fault(FaultKind.ESCAPE, "fetch.txt", "the package leaves files to be fetched from elsewhere")


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
        except OSError as error:
            return [Fault(FaultKind.UNREADABLE, _inside(root, error.filename), error.strerror or type(error).__name__)]
        except TimeIsUp:
            raise
        except Exception as error:  # noqa: BLE001  (the library raises whatever odd tag files make it stumble over)
            return [Fault(FaultKind.NOT_A_BAG, "", str(error) or type(error).__name__)]
    return faults


def _inside(root: Path, name: object) -> str:
    """A file the system named, relative to the package; "" where it named none of its."""
    place = Path(os.fsdecode(name)) if isinstance(name, str | bytes) else root
    return place.relative_to(root).as_posix() if root in place.parents else ""


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
    """Tag files named by the tag manifest; bagit checks them only when it checks everything else clean.

    A tag manifest must name every payload manifest (RFC 8493, 2.2.1): without that it vouches for nothing.
    """
    manifest = root / TAG_MANIFEST
    if not manifest.is_file():
        return
    named = {name: digest for digest, name in manifest_entries(manifest)}
    written = [line for line in manifest.read_text(encoding="utf-8-sig", errors="replace").splitlines() if line.strip()]
    if len(named) < len(written) or not all(_DIGEST.fullmatch(digest) for digest in named.values()):
        yield Fault(FaultKind.CHECKSUM, TAG_MANIFEST, "a line is no checksum with a name")
    for payload in sorted(root.glob("manifest-*.txt")):
        if payload.name not in named:
            yield Fault(FaultKind.UNEXPECTED_FILE, payload.name, "not named in the tag manifest")
    for name, digest in named.items():
        path = root / name
        if not path.is_file():
            yield Fault(FaultKind.MISSING_FILE, name, "named in the tag manifest")
        elif sha256_of(path) != digest:
            yield Fault(FaultKind.CHECKSUM, name, "differs from the tag manifest")
