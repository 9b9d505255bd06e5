"""Sources on other computers, named by address: SFTP, and stores that speak S3. Fetched once, and again when changed.

A copy bears the time of change of its original, so that the ledger of work, which asks how a file stands, finds what is
done without anything being fetched. What is gone at the address goes from the folder of its copies.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from converters.work.far_copies import make_room, take_up
from validators.packages.durable import replacing_by_name
from validators.problems import Message, MissingDependency, Problem, UnreadableInput, say

FOLDER = "fetched"  # below the program's own
_ADDRESS = re.compile(r"(?P<scheme>s3|sftp):[/\\]+(?P<rest>.+)", re.DOTALL)
_MICROSECONDS = 1_000_000  # a second


class UnreachableSource(UnreadableInput):
    """Another computer does not answer, refuses, or gives something else than it announced."""

    code = "unreachable-source"


class PasswordInAddress(Problem):
    """An address with a password would stand in histories, logs and ledgers."""

    code = "password-in-address"


class Files(Protocol):
    """What is needed of a file system of fsspec."""

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, object]]:
        """Every file below a path, with what is known of it."""

    def info(self, path: str) -> Mapping[str, object]:
        """What is known of one."""

    def get_file(self, rpath: str, lpath: str) -> None:
        """Fetch one."""


@dataclass(frozen=True, slots=True)
class Stands:
    """How a file stands there.

    Attributes:
        bytes: Its size.
        changed: When it was changed, microseconds since 1970.
    """

    bytes: int
    changed: int


def address_of(path: Path) -> str | None:
    """The address a person wrote where a path is expected; None for a path. `Path` makes one slash of two."""
    found = _ADDRESS.fullmatch(path.as_posix())
    return None if found is None else f"{found['scheme']}://{found['rest']}"


def fetched(address: str, home: Path) -> tuple[Path, tuple[Problem, ...]]:
    """The folder with copies of what an address holds.

    Args:
        address: `s3://BUCKET/FOLDER` or `sftp://PERSON@COMPUTER/FOLDER`; a file or a folder.
        home: The program's own folder.

    Returns:
        The folder, and what could not be fetched.

    Raises:
        UnreachableSource: The address does not answer, or holds nothing.
        OutputProblem: The disk has no room for the copies.
        PasswordInAddress: It bears a password.
        MissingDependency: What speaks to such addresses is not installed.
    """
    if urlsplit(address).password is not None:
        raise PasswordInAddress(
            say("An address with a password in it is not used."),
            hint=say("Use a key (ssh-agent, ~/.ssh) for SFTP; AWS_ACCESS_KEY_ID or ~/.aws for S3."),
        )
    folder = home / FOLDER / hashlib.sha256(address.encode("utf-8")).hexdigest()[:16]
    take_up(folder)
    try:
        files, path = _opened(address)
        return folder, tuple(mirrored(files, path, folder))
    except ImportError as error:
        raise MissingDependency(
            say("Sources on other computers need the part “{extra}”, which is not installed.", extra="remote"),
            hint=say("Install it: {line}", line='pip install "pbgdpl-cli[remote]"'),
        ) from error
    except Problem:
        raise
    except Exception as error:  # whatever a library throws that speaks to a network
        raise UnreachableSource(
            say("{address} cannot be read: {reason}", address=address, reason=_reason(error)),
            hint=say("Check the address, the key and the network."),
        ) from error


def mirrored(files: Files, path: str, folder: Path) -> Iterator[Problem]:
    """Make a folder hold what a path of a file system holds, fetching only what changed.

    Args:
        files: The file system.
        path: A file or folder of it.
        folder: Here; made when missing.

    Yields:
        What is wrong with single files; the others are fetched.

    Raises:
        UnreachableSource: There is nothing.
        OutputProblem: The disk has no room for it.
    """
    there = dict(_standing(files, path))
    if not there:
        raise UnreachableSource(say("There is nothing at this address."), hint=say("Check the address."))
    asked = path.strip("/")
    base = asked if asked not in {name.strip("/") for name in there} else asked.rpartition("/")[0]
    below = {name: name.strip("/").removeprefix(base).strip("/") for name in there}
    wanted = {name: place for name in there if (place := _place(folder, below[name])) is not None}
    folder.mkdir(parents=True, exist_ok=True)
    _drop_all_but(folder, set(wanted.values()))
    missing = [name for name, place in wanted.items() if _stands_here(place) != there[name]]
    make_room(folder, sum(one.bytes for one in there.values()), sum(there[name].bytes for name in missing))
    for name in there.keys() - wanted.keys():
        yield UnreachableSource(say("A file over there has a name that cannot be kept here: {name}", name=below[name]))
    for name in missing:
        if (problem := _fetch(files, name, there[name], wanted[name])) is not None:
            yield problem


def _drop_all_but(folder: Path, wanted: AbstractSet[Path]) -> None:
    """Take away copies of what is gone, and the folders that were left empty by it."""
    for path in sorted(folder.rglob("*"), reverse=True):  # what lies in a folder comes before it
        if path.is_dir():
            with contextlib.suppress(OSError):  # not empty
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def _standing(files: Files, path: str) -> Iterator[tuple[str, Stands]]:
    for name, told in files.find(path, detail=True).items():
        known = told or files.info(name)  # of a file that was named itself, `find` tells nothing
        if known.get("type") == "file":
            yield name, Stands(int(str(known["size"])), _moment(known))


def _moment(known: Mapping[str, object]) -> int:
    at = known.get("mtime", known.get("LastModified"))
    seconds = at.timestamp() if isinstance(at, datetime) else float(str(at or 0))
    return round(seconds * _MICROSECONDS)


def _place(folder: Path, below: str) -> Path | None:
    parts = below.split("/")
    if not all(parts) or any(part in {".", ".."} or "\\" in part or "\0" in part for part in parts):
        return None
    return folder.joinpath(*parts)


def _stands_here(place: Path) -> Stands | None:
    try:
        facts = place.stat()
    except OSError:
        return None
    return Stands(facts.st_size, facts.st_mtime_ns // 1000)


def _fetch(files: Files, name: str, stands: Stands, place: Path) -> Problem | None:
    """Fetch a file as it was announced; a copy that is not whole never takes its name."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with replacing_by_name(place) as unfinished:
            files.get_file(name, str(unfinished))
            _require_whole(unfinished, stands)
            os.utime(unfinished, ns=(stands.changed * 1000, stands.changed * 1000))
    except Problem as problem:
        return problem.at(Path(name))
    except Exception as error:  # noqa: BLE001  (one bad file never stops the others, whatever a library throws)
        return UnreachableSource(say("It cannot be fetched: {reason}", reason=_reason(error)), path=Path(name))
    return None


def _require_whole(copy: Path, stands: Stands) -> None:
    if copy.stat().st_size != stands.bytes:
        raise UnreachableSource(say("It changed while it was fetched."), hint=say("Run the command again."))


def _reason(error: Exception) -> str | Message:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__


def _opened(address: str) -> tuple[Files, str]:
    scheme = urlsplit(address).scheme
    if scheme == "sftp":
        from converters.work.far_sftp import opened

        return opened(address)
    from fsspec.core import url_to_fs

    files, path = url_to_fs(address)
    return files, path
