"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `target` when the block ends well, and vanish when it does not.

    Yields:
        A binary stream of a temporary file in the target's own folder.

    Raises:
        OSError: The folder cannot be written or the disk is full; the old file is untouched.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        as_others_expect(temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_bytes(target: Path, content: bytes) -> None:
    """Replace a file's content, whole or not at all."""
    with replacing(target) as stream:
        stream.write(content)


def write_text(target: Path, content: str) -> None:
    """Replace a text file's content (UTF-8, LF), whole or not at all."""
    write_bytes(target, content.encode("utf-8"))


def as_others_expect(path: Path) -> None:
    """Give what `tempfile` made, which only its owner may read, the rights any new file or folder has."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
