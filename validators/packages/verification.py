"""Checking a bag (RFC 8493): structure, names, links, completeness and every checksum."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from validators.packages.bag import DECLARATION, TAG_MANIFEST, is_escape, manifest_entries
from validators.packages.digests import sha256_of
from validators.packages.durable import walk
from validators.packages.faults import Fault, FaultKind


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
    manifest = root / TAG_MANIFEST
    if not manifest.is_file():
        return
    for digest, name in manifest_entries(manifest):
        path = root / name
        if not path.is_file():
            yield Fault(FaultKind.MISSING_FILE, name, "named in the tag manifest")
        elif sha256_of(path) != digest:
            yield Fault(FaultKind.CHECKSUM, name, "differs from the tag manifest")
