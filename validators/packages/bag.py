"""The package as a BagIt bag (RFC 8493, SHA-256): its tag files, written and read."""

from __future__ import annotations

import datetime as dt
import json
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from validators.language.unicode_hygiene import normalized
from validators.packages.digests import sha256_of
from validators.packages.durable import walk
from validators.packages.faults import UnsafeName
from validators.problems import OutputProblem, say

PAYLOAD = "data"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
BAG_INFO = "bag-info.txt"
DECLARATION = "bagit.txt"
DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_SAYS_OF_RECORD = {
    "External-Identifier": ("identifier",),
    "External-Description": ("title",),
    "Source-Organization": ("publisher", "name"),
}
_COUNTED_ANEW = frozenset({"Payload-Oxum", "Bagging-Date"})
_MADE_ANEW = re.compile(r"data|bagit\.txt|bag-info\.txt|fetch\.txt|(tag)?manifest-[\w-]+\.txt")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
# Windows refuses these, and `%` would be read as an escape in a manifest.
_FORBIDDEN = frozenset('<>:"|?*\\%')

BagInfo = Sequence[tuple[str, str]]
"""Members of bag-info.txt in their order; a name may come more than once."""


def payload_digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every payload file by its path in the bag (`data/…`), in the order of the paths.

    Raises:
        UnsafeName: A name cannot go into a package, two names are one after NFC, or a link was found.
        OutputProblem: There is no payload.
    """
    if (folder / PAYLOAD).is_symlink() or not (folder / PAYLOAD).is_dir():
        raise OutputProblem(say("The package has no contents (folder “data”)."), path=folder)
    names = sorted(_file_names(folder))
    _refuse_twins(names)
    return {name: sha256_of(folder / name) for name in names if name.startswith(f"{PAYLOAD}/")}


def _file_names(folder: Path) -> Iterator[str]:
    for entry in walk(folder):
        name = entry.relative_to(folder).as_posix()
        _refuse_unsafe(entry, name)
        if not entry.is_dir():
            yield name


def _refuse_twins(names: Sequence[str]) -> None:
    folded = Counter(_folded(name) for name in names)
    for name in names:
        if folded[_folded(name)] > 1:
            raise UnsafeName(say("Two files would have the same name “{name}” on some systems.", name=name))


def _folded(name: str) -> str:
    return normalized("NFC", name).casefold()


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


def write_tag_files(folder: Path, info: BagInfo, digests: Mapping[str, str]) -> None:
    """Make a bag of a folder that holds its payload. Whoever shows the folder brings it to the disk first.

    Args:
        folder: Holds `data/…`, and perhaps tag files of other programs.
        info: Members of bag-info.txt besides `Payload-Oxum`; `Bagging-Date` is today unless given.
        digests: What `payload_digests` found.
    """
    sizes = [(folder / name).stat().st_size for name in digests]
    _write_anew(folder / MANIFEST, _manifest(digests))
    _write_anew(folder / DECLARATION, DECLARED)
    _write_anew(folder / BAG_INFO, _bag_info(info, sizes))
    tags = sorted({BAG_INFO, DECLARATION, MANIFEST, *_other_tag_files(folder)})
    _write_anew(folder / TAG_MANIFEST, _manifest({name: sha256_of(folder / name) for name in tags}))


def _write_anew(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)  # it may be a link to the file of another package
    path.write_bytes(text.encode("utf-8"))


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def _bag_info(info: BagInfo, sizes: Sequence[int]) -> str:
    members = list(info)
    if "Bagging-Date" not in dict(members):
        members.insert(0, ("Bagging-Date", dt.datetime.now(dt.UTC).date().isoformat()))
    members.append(("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}"))
    # A value on several lines would be read as further members (RFC 8493, 2.2.2).
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in members)


def _other_tag_files(folder: Path) -> Iterator[str]:
    """Tag files of other programs, which the tag manifest names like ours."""
    for entry in walk(folder):
        name = entry.relative_to(folder).as_posix()
        if entry.is_file() and not is_made_anew(name.partition("/")[0]):
            yield name


def is_made_anew(name: str) -> bool:
    """Whether an entry at the top of a bag is the payload, or a tag file that is written anew with every seal."""
    return _MADE_ANEW.fullmatch(name) is not None


def read_bag_info(folder: Path, *, whole: bool = False) -> list[tuple[str, str]]:
    """The members of a bag's bag-info.txt that stay when it is sealed again; none when there is no such file.

    Args:
        folder: The bag.
        whole: Whether those that are counted anew, too.
    """
    path = folder / BAG_INFO
    members: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else ():
        name, colon, value = line.partition(":")
        if line[:1].isspace() and members:  # a value goes on (RFC 8493, 2.2.2)
            members[-1] = (members[-1][0], f"{members[-1][1]} {line.strip()}")
        elif colon:
            members.append((name.strip(), value.strip()))
    return [(name, value) for name, value in members if whole or name not in _COUNTED_ANEW]


def sealed_digests(folder: Path) -> dict[str, str]:
    """What a bag's manifest says of its payload: SHA-256 by path, names in NFC; empty when there is no manifest."""
    path = folder / MANIFEST
    entries = manifest_entries(path) if path.is_file() else ()
    return {normalized("NFC", name): digest for digest, name in entries}


def manifest_entries(path: Path) -> Iterable[tuple[str, str]]:
    """Digest and name in every line of a manifest."""
    for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        digest, _, name = line.strip().partition(" ")
        if name.strip():
            yield digest.lower(), name.strip().removeprefix("*")


def is_escape(name: str) -> bool:
    """Whether a relative name would lead out of its folder, on any system."""
    if _PLAIN_NAME.fullmatch(name) and ".." not in name:
        return False
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return bool(posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts or name.startswith("~"))


def relabelled(info: BagInfo, old: bytes, new: bytes) -> BagInfo:
    """The members of bag-info.txt once the record in the bag is another (RFC 8493, 2.2.2).

    A member that says what the old record says is put as the new one has it; what somebody else wrote there stays.

    Args:
        info: As it stands.
        old: The record as it stood (JSON); empty where there was none.
        new: As it is from now on.
    """
    try:
        before, after = (json.loads(record.decode("utf-8")) for record in (old, new))
    except (ValueError, RecursionError):
        return info
    if not isinstance(before, dict) or not isinstance(after, dict):
        return info
    members = ((name, _label(name, value, before, after)) for name, value in info)
    return tuple((name, value) for name, value in members if value is not None)


def _label(name: str, value: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    path = _SAYS_OF_RECORD.get(name)
    said, now = (None, None) if path is None else (_at(before, path), _at(after, path))
    is_of_record = said is not None and " ".join(value.split()) == " ".join(said.split())
    return now if is_of_record else value


def _at(record: Mapping[str, Any], path: Sequence[str]) -> str | None:
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
