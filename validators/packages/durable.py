"""Writing so that a power cut leaves either the old or the new, never half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


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


def write_durably(path: Path, text: str) -> None:
    """Write a text file under a temporary name, bring it to the disk, then give it its name."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def walk(root: Path) -> Iterator[Path]:
    """Everything below a folder, children before their folder, in name order; links are named, never followed."""
    for entry in sorted(root.iterdir(), key=lambda path: path.name):
        if entry.is_dir() and not entry.is_symlink():
            yield from walk(entry)
        yield entry
