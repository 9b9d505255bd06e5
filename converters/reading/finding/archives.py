"""ZIP archives, unpacked under names of our own, within bounds on size, number, depth and swelling."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from converters.reading.problems import TooLarge, Unsafe, damaged, encrypted
from validators.problems import Problem, say

_MAX_DEPTH = 3
_MAX_MEMBERS = 5_000
_MAX_BYTES = 4_000_000_000  # unpacked, over one whole walk
_MAX_MEMBER_BYTES = 1_000_000_000
_MAX_SWELLING = 250  # times the packed size; deflate reaches 1032 on zeros, office files stay below 100
SWELLING_COUNTS_FROM = 20_000_000  # bytes; small members may swell as they like
_CHUNK = 1 << 20
_FLAG_ENCRYPTED = 0x1  # APPNOTE 4.4.4, bit 0
_FLAG_UTF8 = 0x800  # bit 11


@dataclass(slots=True)
class Budget:
    """What a walk may still unpack."""

    members: int = _MAX_MEMBERS
    bytes: int = _MAX_BYTES
    made: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Member:
    """An unpacked file and its name inside the archive, with `/` between folders."""

    path: Path
    name: str


def unpack_members(archive: Path, workspace: Path, budget: Budget, depth: int = 0) -> Iterator[Member | Problem]:
    """Unpack the members of a ZIP one after another.

    Files are written below `workspace` as `000001.pdf` and so on, whatever they are called inside, so that no name
    can lead anywhere else. A member that cannot be unpacked comes as a Problem; the others still come.

    Raises:
        Damaged: The archive itself cannot be opened.
        TooLarge: Too deep, too many members, or too many bytes; nothing more is unpacked.
    """
    if depth >= _MAX_DEPTH:
        raise TooLarge(say("Archives lie inside each other more than {depth} deep.", depth=_MAX_DEPTH), path=archive)
    try:
        with zipfile.ZipFile(archive) as opened:
            for info in sorted(opened.infolist(), key=lambda entry: entry.filename):
                if not info.is_dir():
                    yield _unpack_one(opened, info, workspace, budget)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise damaged().at(archive) from error


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name as its maker saw it.

    ZIP names are UTF-8 only where bit 11 says so; Windows programs of Vietnam wrote code page 1258 or plain UTF-8
    without saying (Python then decodes code page 437).
    """
    name = info.filename
    if not info.flag_bits & _FLAG_UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _unpack_one(opened: zipfile.ZipFile, info: zipfile.ZipInfo, workspace: Path, budget: Budget) -> Member | Problem:
    name = member_name(info)
    problem = _refusal(info, name, budget)
    if problem is not None:
        return problem
    budget.members -= 1
    budget.made += 1
    target = workspace / f"{budget.made:06d}{PurePosixPath(name).suffix.lower()[:12]}"
    try:
        _copy(opened, info, target, budget)
    except TooLarge as too_large:
        target.unlink(missing_ok=True)
        return too_large
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        target.unlink(missing_ok=True)
        return damaged(name)
    return Member(target, name)


def _refusal(info: zipfile.ZipInfo, name: str, budget: Budget) -> Problem | None:
    """Why a member is not even tried."""
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return Unsafe(say("“{name}” in the archive points outside of it and was left alone.", name=name))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Unsafe(say("“{name}” in the archive is a link and was left alone.", name=name))
    if info.flag_bits & _FLAG_ENCRYPTED:
        return encrypted()
    if budget.members <= 0:
        raise TooLarge(say("The archive holds more than {number} files.", number=_MAX_MEMBERS))
    return None


def _copy(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: Budget) -> None:
    """Unpack by what really comes out: the sizes an archive declares are its own claim."""
    written = 0
    with opened.open(info) as stream, target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            budget.bytes -= len(chunk)
            swollen = written > SWELLING_COUNTS_FROM and written > _MAX_SWELLING * max(info.compress_size, 1)
            if swollen or written > _MAX_MEMBER_BYTES or budget.bytes < 0:
                raise TooLarge(
                    say("“{name}” in the archive unpacks to far more than it should.", name=member_name(info)),
                    hint=say("Unpack it by hand and look what is inside."),
                )
            out.write(chunk)
