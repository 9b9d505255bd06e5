"""ZIP files that are the same bytes for the same content: no time of making, members in the order given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can say
_FILE = 0o100644 << 16  # an ordinary file, readable by all


def zipped(members: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """A ZIP file.

    Args:
        members: Names and contents, in order.
        stored: Names that are not compressed ("mimetype" of an EPUB, which must be readable at its place).
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = _FILE
            info.create_system = 3  # Unix, whatever this machine is
            archive.writestr(info, content)
    return stream.getvalue()


def member(content: bytes | Path, name: str, *, most: int = 1 << 20) -> bytes | None:
    """What a ZIP file at a path, or in memory, holds under a name; None where it is none, or has no such member.

    Args:
        content: The file, or its path.
        name: Of the member.
        most: Bytes that are believed; a larger member is none of ours.
    """
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        with zipfile.ZipFile(source) as archive:
            info = archive.getinfo(name)
            return archive.read(info) if info.file_size <= most else None
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
