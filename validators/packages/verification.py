"""Checking a bag (RFC 8493): structure, names, links, completeness and every checksum."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import stat
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from validators.in_our_words import of_bag, of_system
from validators.language.unicode_hygiene import normalized
from validators.packages.bag import (
    BAG_INFO,
    DECLARATION,
    DECLARED,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    is_escape,
    is_made_anew,
    manifest_entries,
)
from validators.packages.digests import sha256_of
from validators.packages.faults import Fault, FaultKind
from validators.problems import TimeIsUp, say

_LARGEST_TAG_FILE = 64 << 20  # bytes; a manifest of 100,000 files has a fifth of it
_LARGEST_PAYLOAD = 256 << 30  # bytes; hashing them takes a quarter of an hour on a quick disk
_END = 4096  # bytes
_LARGEST_OF_OURS = 1 << 20  # bytes of a tag file; with more, time is not lost by looking in the long way
_OUR_TAGS = frozenset({BAG_INFO, DECLARATION, MANIFEST, TAG_MANIFEST})
_OUR_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)")
_OUR_TAG = re.compile(r"[A-Za-z][A-Za-z-]*: \S[^\x00-\x1f\x7f-\x9f\u2028\u2029]*")
_OXUM = re.compile(r"Payload-Oxum: ([0-9]{1,18})\.([0-9]{1,9})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENCODING = re.compile(r"^Tag-File-Character-Encoding[ \t]*:[ \t]*([^\s]{1,40})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something below the package folder: its path there, what `lstat` says of it."""

    name: str
    mode: int
    size: int

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)


def verify(root: Path, believed_from: int | None = None) -> list[Fault]:
    """Check a bag: structure, names, links, completeness and every checksum.

    Args:
        root: The package folder.
        believed_from: Payload files of so many bytes or more are not read but at their ends where nothing else is
            wrong with the bag: the caller holds them against its manifest himself.

    Returns:
        The faults found, by path; empty for a whole package.
    """
    entries = list(_entries_below(os.fspath(root), ""))
    links = [Fault(FaultKind.LINK, entry.name) for entry in entries if _is_odd(entry)]
    if links:
        return links
    files = {entry.name: entry.size for entry in entries if not entry.is_folder}
    if DECLARATION not in files:
        return [Fault(FaultKind.NOT_A_BAG, DECLARATION, say("{name} is missing", name=DECLARATION))]
    if all(entry.name.isascii() for entry in entries) and _is_proven(root, files, believed_from):
        return []
    refused = [*_unreadable(root, entries), *_escapes(root)]
    if refused:
        return refused
    faults = [*_conflicts(entries), *_bagit_faults(root), *_tag_faults(root)]
    return list({(fault.kind, fault.path): fault for fault in faults}.values())


def _entries_below(folder: str, below: str) -> Iterator[_Entry]:
    """Everything in a folder, children before their folder, in name order; links are named, never followed."""
    # Every package is looked at, most before every step: entries of `os.scandir` know what paths have to ask for.
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _entries_below(entry.path, f"{name}/")
        status = entry.stat(follow_symlinks=False)
        yield _Entry(name, status.st_mode, status.st_size)


def _is_odd(entry: _Entry) -> bool:
    return not (stat.S_ISREG(entry.mode) or entry.is_folder)


def _is_proven(root: Path, files: Mapping[str, int], believed_from: int | None) -> bool:
    """Whether a bag is whole and just as this program writes it, so that nothing is left to be found.

    Whatever else a bag may be, and whatever is wrong with one, is looked into by bagit.
    """
    is_usual = {name for name in files if "/" not in name and is_made_anew(name)} == _OUR_TAGS
    if not is_usual or any(files[name] > _LARGEST_OF_OURS for name in _OUR_TAGS):
        return False
    payload = {name: size for name, size in files.items() if name.startswith(f"{PAYLOAD}/")}
    listed, tagged = _strictly_listed(root / MANIFEST), _strictly_listed(root / TAG_MANIFEST)
    is_complete = (
        bool(payload) and listed.keys() == payload.keys() and MANIFEST in tagged and tagged.keys() <= files.keys()
    )
    return (
        is_complete
        and sum(files.values()) <= _LARGEST_PAYLOAD
        and (root / DECLARATION).read_bytes() == DECLARED.encode()
        and _told_oxum(root / BAG_INFO) == (sum(payload.values()), len(payload))
        and all(
            sha256_of(root / name) == digest
            for name, digest in (*listed.items(), *tagged.items())
            if believed_from is None
            or name not in payload
            or files[name] < believed_from
            or not _has_ends(root / name, files[name])
        )
    )


def _has_ends(path: Path, size: int) -> bool:
    """Whether something stands at both ends of a file: what was never copied to its end is long, and empty there."""
    with path.open("rb", buffering=0) as stream:
        first = stream.read(_END)
        stream.seek(max(0, size - _END))
        return any(first) and any(stream.read(_END))


def _strictly_listed(manifest: Path) -> dict[str, str]:
    """Digest by name; empty where a line is not as we write it or a name comes twice."""
    lines = manifest.read_bytes().decode("ascii", "replace").split("\n")
    matches = [_OUR_LINE.fullmatch(line) for line in lines[:-1]]
    listed = {match[2]: match[1] for match in matches if match}
    return listed if len(listed) == len(lines) - 1 and not lines[-1] else {}


def _told_oxum(info: Path) -> tuple[int, int] | None:
    """Bytes and number of the payload files as the bag tells; None where a line is not as we write it."""
    lines = info.read_bytes().decode("utf-8", "replace").split("\n")[:-1]
    told = [match for line in lines if (match := _OXUM.fullmatch(line))]
    is_plain = len(told) == 1 and sum("oxum" in line.casefold() for line in lines) == 1
    if not is_plain or "\ufffd" in "".join(lines) or not all(map(_OUR_TAG.fullmatch, lines)):
        return None
    return int(told[0][1]), int(told[0][2])


def _unreadable(root: Path, entries: Sequence[_Entry]) -> Iterator[Fault]:
    """What is not even tried: an encoding other than ours, tag files or a payload of a size no package has."""
    tags = [entry for entry in entries if "/" not in entry.name and entry.name.endswith(".txt")]
    tags = [tag for tag in tags if is_made_anew(tag.name)]
    for tag in tags:
        if tag.size > _LARGEST_TAG_FILE:
            told = say("{name} has more than {size} MB", name=tag.name, size=_LARGEST_TAG_FILE >> 20)
            yield Fault(FaultKind.UNREADABLE, tag.name, told)
            return
    total = sum(entry.size for entry in entries if not entry.is_folder)
    if total > _LARGEST_PAYLOAD:
        yield Fault(FaultKind.UNREADABLE, "", say("{size} GB, more than a package may have", size=total >> 30))
        return
    for tag in tags:
        try:
            text = (root / tag.name).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            told = say("{name} is not UTF-8 at byte {place}", name=tag.name, place=error.start)
            yield Fault(FaultKind.UNREADABLE, tag.name, told)
            continue
        said = _ENCODING.search(text) if tag.name == DECLARATION else None
        if said and said[1].casefold() not in {"utf-8", "utf8", "us-ascii"}:
            told = say("the encoding {name} is not read, only UTF-8", name=said[1])
            yield Fault(FaultKind.UNREADABLE, DECLARATION, told)


def _escapes(root: Path) -> Iterator[Fault]:
    for manifest in sorted((*root.glob("manifest-*.txt"), *root.glob("tagmanifest-*.txt"))):
        for _, name in manifest_entries(manifest):
            if is_escape(name):
                yield Fault(FaultKind.ESCAPE, name)
    if (root / "fetch.txt").exists():
        yield Fault(FaultKind.ESCAPE, "fetch.txt")


def _conflicts(entries: Sequence[_Entry]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in entries:
        first = seen.setdefault(normalized("NFC", entry.name), entry.name)
        if first != entry.name:
            yield Fault(FaultKind.NAME_CONFLICT, entry.name)


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
            return [Fault(FaultKind.UNREADABLE, _inside(root, error.filename), of_system(error))]
        except TimeIsUp:
            raise
        except Exception as error:  # noqa: BLE001  (the library raises whatever odd tag files make it stumble over)
            return [Fault(FaultKind.NOT_A_BAG, "", of_bag(str(error)))]
    return faults


def _inside(root: Path, name: object) -> str:
    """A file the system named, relative to the package; "" where it named none of its."""
    place = Path(os.fsdecode(name)) if isinstance(name, str | bytes) else root
    return place.relative_to(root).as_posix() if root in place.parents else ""


def _validation_faults(opened: Any, failure: type[Exception]) -> list[Fault]:
    try:
        opened.validate()
    except failure as error:
        return _details(error) or [Fault(FaultKind.SIZE, "")]
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
        Fault(
            kinds.get(type(detail).__name__, FaultKind.UNREADABLE),
            str(getattr(detail, "path", "")),
            of_bag(str(detail)),
        )
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
        yield Fault(FaultKind.CHECKSUM, TAG_MANIFEST)
    for payload in sorted(root.glob("manifest-*.txt")):
        if payload.name not in named:
            yield Fault(FaultKind.UNEXPECTED_FILE, payload.name)
    for name, digest in named.items():
        path = root / name
        if not path.is_file():
            yield Fault(FaultKind.MISSING_FILE, name)
        elif sha256_of(path) != digest:
            yield Fault(FaultKind.CHECKSUM, name)
