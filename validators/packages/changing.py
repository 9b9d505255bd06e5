"""The one way a package is made or changed: all of the change happens, or the old package stays as it was.

    with changing(root) as change:
        record = change.record()
        change.write("derivatives/poster.png", picture)
        change.write_record(record_json(described(record)))

A change holds the package's lock from the first look to the end, works on a copy beside the package, and then gives the
copy the package's name (`swapping`). Whatever the block raises, and wherever the program is killed, the old package is
still whole.

A package that is no longer what was sealed is not worked on: a new seal would vouch for what somebody laid in, took
out or wrote over. Before the swap, the seal refuses what would lose something: a file of the old payload that is
neither in the new one nor was named by `write`, `place` or `remove`; one that is kept but is not what was sealed; and a
package that somebody without the lock changed meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from validators.language.unicode_hygiene import normalized
from validators.packages.bag import (
    PAYLOAD,
    BagInfo,
    is_made_anew,
    payload_digests,
    read_bag_info,
    relabelled,
    sealed_digests,
    write_tag_files,
)
from validators.packages.digests import sha256_of
from validators.packages.durable import sync_tree, walk
from validators.packages.faults import ChangedMeanwhile, PackageDamaged, PackageLocked, PayloadLost
from validators.packages.locking import AlreadyRunning, LockWait, only_one
from validators.packages.package import MADE, NOTED, RECORD, Package, open_package
from validators.packages.reading import PackageVersion, version_of
from validators.packages.swapping import Staging, lock_of, make_staging, recover, settle, swap
from validators.packages.verification import verify
from validators.problems import OutputProblem, say
from validators.sharing.made import made_of, noted, with_files

if TYPE_CHECKING:
    from validators.sharing.record import Record

BRIEFLY = LockWait(5.0)
"""Most changes last a moment (a record from a sheet, a conversion that is written); only media take minutes."""

_MOST_NAMED = 3  # files named in a refusal; `validate` names all


class PackageChange:
    """A change under way.

    Whoever neither writes nor removes anything has changed nothing: the package then stays the very same.

    Attributes:
        root: Where the package stands, or will.
        package: The package as it stands; None when it is being made.
        info: Members of bag-info.txt, those of the old package to begin with.
    """

    def __init__(self, root: Path, package: Package | None, opened: PackageVersion) -> None:
        self.root = root
        self.package = package
        self.info: BagInfo = read_bag_info(root) if package else ()
        self._opened = opened
        self._named: set[str] = set()
        self._staging: Staging | None = None

    def record(self) -> Record:
        """The record as it stands.

        Raises:
            Problem: There is no package yet, or its record cannot be read.
        """
        return (self.package or open_package(self.root)).record()

    @property
    def data(self) -> Path:
        """The payload folder of the package to be; at first it holds what the old one does.

        Its files may be hard links to those of the old package: read them, but change them only by the methods below.

        Raises:
            PackageDamaged: The old package is not what was sealed.
        """
        if self._staging is None:
            if self.package:
                refuse_broken_seal(self.root)
            self._staging = make_staging(self.root)
            _carry_over(self.root, self._staging.new)
        return self._staging.new / PAYLOAD

    def place(self, path: str) -> Path:
        """A free place in the new payload for a file that something else is going to write.

        Args:
            path: Below `data`, with forward slashes. A file of the old package that has it is replaced.
        """
        place = self.data / path
        place.unlink(missing_ok=True)  # a link to the old file, which must not be written through
        place.parent.mkdir(parents=True, exist_ok=True)
        self._named.add(_sealed_name(path))
        return place

    def write(self, path: str, content: bytes) -> None:
        """Put a file into the package, in the place of an old one if there is one."""
        # Nobody sees it before the seal, which brings all to the disk at once: a disk takes a while for each file.
        self.place(path).write_bytes(content)

    def write_record(self, content: bytes) -> None:
        """Give the package another record, note where it differs from the old one, and label the bag as it says."""
        place, kept = self.data / RECORD.name, self.data / MADE
        old = place.read_bytes() if place.is_file() else b""
        note = _note(kept.read_bytes(), old, content) if kept.is_file() and old else None
        self.info = relabelled(self.info, old, content)
        self.write(RECORD.name, content)
        if note is not None:
            self.write(MADE, note)

    def remove(self, path: str) -> None:
        """Take a file out of the package, if it is there."""
        (self.data / path).unlink(missing_ok=True)
        self._named.add(_sealed_name(path))

    def describe(self, members: Mapping[str, str]) -> None:
        """Give members of bag-info.txt these values; the others stay."""
        self.info = (*members.items(), *((name, value) for name, value in self.info if name not in members))

    def _seal(self) -> None:
        if self._staging is None:
            return
        self._note_files()
        digests = payload_digests(self._staging.new)
        self._refuse_loss(digests)
        write_tag_files(self._staging.new, self.info, digests)
        sync_tree(self._staging.new)
        if version_of(self.root) != self._opened:
            raise ChangedMeanwhile(
                say("Another program changed this package while it was being worked on; it was left as it is."),
                hint=say("Close it in other programs and run the same command again."),
                path=self.root,
            )
        swap(self._staging)

    def _note_files(self) -> None:
        """Keep the checksums of what was written or taken out beside the record, where such are kept."""
        kept = self.data / MADE
        named = [name for name in NOTED if _sealed_name(name) in self._named]
        if named and kept.is_file():
            with contextlib.suppress(ValueError):  # spoiled before: it goes on telling that
                stored = kept.read_bytes()
                there = {name: sha256_of(self.data / name) if (self.data / name).is_file() else None for name in named}
                self.write(MADE, with_files(made_of(stored), there))

    def _refuse_loss(self, digests: Mapping[str, str]) -> None:
        new = {_sealed_name(name): digest for name, digest in digests.items()}
        sealed, standing = sealed_digests(self.root), set(_payload_names(self.root))
        for name in sorted((standing | set(sealed)) - self._named):
            if name in standing and name not in new:
                raise PayloadLost(
                    say("The file “{name}” would be lost from the package; it was left as it is.", name=name),
                    hint=say("Run the same command again; if it stays like this, please report it."),
                    path=self.root,
                )
            if sealed.get(name, new.get(name)) != new.get(name):
                raise PackageDamaged(
                    say("The file “{name}” is missing or is not the one that was sealed into the package.", name=name),
                    hint=say("See what is wrong with: pbgdpl validate {path}", path=self.root),
                    path=self.root,
                )

    def _settle(self) -> None:
        if self._staging is not None:
            settle(self._staging)


@contextmanager
def changing(root: Path, wait: LockWait = BRIEFLY) -> Iterator[PackageChange]:
    """Make or change a package: sealed when the block ends well, as it was when it does not.

    Args:
        root: The package folder; it need not be there yet.
        wait: How long to wait for another run that is changing it.

    Raises:
        PackageLocked: Another run is changing it.
        ChangedMeanwhile: Somebody without the lock changed it.
        PayloadLost: A file would go that nobody named.
        PackageDamaged: The package is not, or no longer, what was sealed.
        UnsafeName: A name cannot go into a package, or a link was found.
        OutputProblem: There is something here that is no package.
        OSError: The disk refused.
    """
    # Neither "." nor ".." has a name beside which anything could stand; a package's own name may be a link, its
    # folder's path may hold some.
    root = root.resolve() if root.name in {"", ".."} else root.parent.resolve() / root.name
    with locked_package(root, wait):
        recover(root)
        change = PackageChange(root, _present(root), version_of(root))
        try:
            yield change
            change._seal()
        finally:
            change._settle()


def put_back(root: Path) -> None:
    """Give a package its name back where a crash cut a change in two; nothing where none stands beside the name.

    Raises:
        PackageLocked: Another run is changing it.
    """
    if not os.path.lexists(root):
        with changing(root):
            pass


@contextmanager
def locked_package(path: Path, wait: LockWait = BRIEFLY) -> Iterator[None]:
    """Hold the lock of a package, or of a record file that stands alone.

    Raises:
        PackageLocked: Another run is changing it.
    """
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(only_one(lock_of(path), wait))
        except AlreadyRunning as error:
            raise PackageLocked(
                say("Another run of this program is changing this package; it was left as it is."),
                hint=say("Run the same command again when that run has finished, or add --wait."),
                path=path,
            ) from error
        yield


def refuse_broken_seal(root: Path) -> None:
    """Refuse a package that is not what was sealed, whatever is to be changed in it.

    Raises:
        PackageDamaged: A file was laid in, taken out or written over, or a tag file is.
    """
    faults = verify(root)
    if faults:
        names = ", ".join(dict.fromkeys(fault.path for fault in faults[:_MOST_NAMED] if fault.path)) or root.name
        raise PackageDamaged(
            say("The package is not what was sealed ({names}); it was left as it is, for a new seal would hide that.",
                names=names),
            hint=say("See what is wrong with: pbgdpl validate {path}", path=root),
            path=root,
        )  # fmt: skip


def _note(kept: bytes, old: bytes, new: bytes) -> bytes | None:
    """What is kept of a record from now on; None where it cannot be said, so that what is kept goes on telling it."""
    try:
        before, after = (json.loads(record.decode("utf-8")) for record in (old, new))
        return noted(made_of(kept), before, after)
    except (ValueError, AttributeError, RecursionError):
        return None


def _present(root: Path) -> Package | None:
    """The package that stands there; None when its name is free."""
    if not os.path.lexists(root):
        return None
    if root.is_symlink() or not root.is_dir() or not ((root / PAYLOAD).is_dir() or _is_empty(root)):
        raise OutputProblem(
            say("A package cannot be written here: something that is no package has this name."), path=root
        )
    return None if _is_empty(root) else Package(root, root)


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _carry_over(old: Path, new: Path) -> None:
    """The payload of a package, and tag files of other programs, in another folder.

    Hard links where the disk has them, for scans are large: nothing in a package is ever written in place.
    """
    (new / PAYLOAD).mkdir()
    if not old.is_dir():
        return
    for entry in old.iterdir():
        if entry.name == PAYLOAD or not is_made_anew(entry.name):
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, new / entry.name, symlinks=True, copy_function=_link_or_copy, dirs_exist_ok=True)
            else:
                _link_or_copy(str(entry), str(new / entry.name))


def _link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _payload_names(root: Path) -> Iterator[str]:
    if (root / PAYLOAD).is_dir():
        for entry in walk(root / PAYLOAD):
            if entry.is_symlink() or not entry.is_dir():
                yield _sealed_name(entry.relative_to(root / PAYLOAD).as_posix())


def _sealed_name(path: str) -> str:
    """The path of a payload file as a manifest has it: below `data/`, in NFC."""
    return normalized("NFC", f"{PAYLOAD}/{path.removeprefix(f'{PAYLOAD}/')}")
