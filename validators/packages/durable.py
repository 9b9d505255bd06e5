"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_FORSAKEN = 24 * 3600.0  # seconds after which nobody writes an unfinished copy any more: its run was killed
_SHOWN = 40  # characters of a file's own name in the name of its unfinished copy


def unfinished_name(name: str, ending: str) -> str:
    """A hidden name nobody else uses, for what is to become `name`: `.NAME.1a2b3c4d.ENDING`."""
    return f".{name}.{secrets.token_hex(4)}.{ending}"


def clear_forsaken(target: Path) -> None:
    """Remove unfinished copies of a file or folder that a killed run left beside it a day ago or longer."""
    pattern = f".{glob.escape(target.name[:_SHOWN])}.{'[0-9a-f]' * 8}.part"
    for left in target.parent.glob(pattern) if target.parent.is_dir() else ():
        with suppress(OSError):
            if time.time() - left.stat().st_mtime < _FORSAKEN:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `target` when the block ends well, and vanish when it does not.

    Yields:
        A binary stream of an unfinished file in the target's own folder, which must exist.

    Raises:
        OSError: The folder cannot be written or the disk is full; the old file is untouched.
    """
    with replacing_by_name(target) as temporary, temporary.open("xb") as stream:
        yield stream


@contextmanager
def replacing_by_name(target: Path) -> Iterator[Path]:
    """A name for a program to write; its file becomes `target` when the block ends well, and vanishes when not.

    Yields:
        A name in the target's own folder that nothing has yet.

    Raises:
        OSError: Nothing was written, or it could not be brought to the disk; the old file is untouched.
    """
    temporary = target.with_name(unfinished_name(target.name[:_SHOWN], "part"))
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == os.fspath(temporary):  # which nobody knows of
            error.filename = os.fspath(target if target.parent.is_dir() else target.parent)
        raise


def write_bytes(target: Path, content: bytes) -> None:
    """Replace a file's content, whole or not at all."""
    with replacing(target) as stream:
        stream.write(content)


def write_text(target: Path, content: str) -> None:
    """Replace a text file's content (UTF-8, LF), whole or not at all."""
    write_bytes(target, content.encode("utf-8"))


def sync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Bring a folder's list of names to the disk. Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(root: Path) -> None:
    """Bring everything below a folder to the disk, files before the folders that name them."""
    for entry in walk(root):
        if entry.is_dir() and not entry.is_symlink():
            sync_folder(entry)
        elif entry.is_file():
            _sync_any(entry)
    sync_folder(root)


def _sync_any(path: Path) -> None:
    try:
        sync_file(path)
    except PermissionError:
        # A source kept read-only, as received, can still be synced through a reading handle (not on Windows).
        if os.name != "nt":
            sync_folder(path)


def walk(root: Path) -> Iterator[Path]:
    """Everything below a folder, children before their folder, in name order; links are named, never followed."""
    with os.scandir(root) as found:  # tells what each is without asking for it
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = root / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from walk(path)
        yield path
