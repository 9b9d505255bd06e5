"""What stands inside files that hold others: compressed files, archives, and office documents, which are archives.

Nothing is written anywhere, and whatever a file announces, no more of it is unpacked than the limits allow.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from validators.problems import Message, TimeIsUp, say
from validators.rules.payload.old_office import BEGINS, is_under_password

_LARGEST = 64 << 20  # bytes of one file, or unpacked from one; the word boxes of three hundred dense pages
_MOST_PARTS = 10_000
_DEEPEST = 3  # archives inside archives
_XZ_MEMORY = 64 << 20  # bytes its decoder may ask for
# What shows and sounds says nothing in letters.
_WITHOUT_TEXT = frozenset({
    ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".ico", ".jp2",
    ".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".ogg", ".flac", ".webm", ".mkv", ".avi", ".mov", ".ttf", ".otf", ".woff",
    ".woff2", ".odttf", ".fntdata",
})  # fmt: skip
_PAGES = ".pdf"  # its text stands packed in it, piece by piece, and is read by converting it
_PACKED: tuple[tuple[bytes, int, str], ...] = (
    (b"\x1f\x8b", 0, "gzip"), (b"BZh", 0, "bzip2"), (b"\xfd7zXZ\0", 0, "xz"), (b"PK\x03\x04", 0, "zip"),
    (b"PK\x05\x06", 0, "zip"), (b"ustar", 257, "tar"), (b"7z\xbc\xaf\x27\x1c", 0, "7z"), (b"Rar!\x1a\x07", 0, "rar"),
    (b"\x28\xb5\x2f\xfd", 0, "zstd"), (b"MSCF", 0, "cab"), (b"\x04\x22\x4d\x18", 0, "lz4"),
)  # fmt: skip
_HEAD = 512  # bytes in which all of these stand


class ClosedFileError(Exception):
    """A file that cannot be looked into."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.text)
        self.why = why


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or one inside a file.

    Attributes:
        name: As it is called there; of what is compressed alone, without the ending that says so.
        data: What it holds.
        depth: 0 for the file itself, 1 for what it holds, and so on.
    """

    name: str
    data: bytes
    depth: int = 0

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


def shows(suffix: str) -> bool:
    """Whether a file of an ending, in small letters, is a picture, a sound, a video or a font."""
    return suffix in _WITHOUT_TEXT


def may_hold_text(suffix: str) -> bool:
    """Whether a file of an ending, in small letters, can say anything in letters that are found in it as they are."""
    return suffix not in _WITHOUT_TEXT and suffix != _PAGES


def parts_of_file(path: Path, is_wanted: Callable[[str], bool]) -> Iterator[Part]:
    """A file and all that is packed in it.

    Args:
        path: No link.
        is_wanted: Whether a file that is not packed is read at all, by its ending in small letters.

    Raises:
        ClosedFileError: It is under a password, damaged, too large, or of a kind that is not opened; what was found
            before that was given.
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        kind = packed_as(stream.read(_HEAD))
    if kind is None and not is_wanted(path.suffix.lower()):
        return
    if path.stat().st_size > _LARGEST:
        raise ClosedFileError(_TOO_LARGE)
    yield from _parts(Part(path.name, path.read_bytes()), [_LARGEST, _MOST_PARTS])


def packed_as(head: bytes) -> str | None:
    """The kind of packing a file's first bytes tell; None for files that are not packed."""
    return next((kind for begins, at, kind in _PACKED if head.startswith(begins, at)), None)


_TOO_LARGE = say("more than {size} MB stand in it", size=_LARGEST >> 20)


def _parts(part: Part, left: list[int]) -> Iterator[Part]:
    yield part
    if part.data.startswith(BEGINS) and is_under_password(part.data):
        raise ClosedFileError(_UNDER_PASSWORD)
    kind = packed_as(part.data[:_HEAD])
    if kind is None:
        return
    if part.depth >= _DEEPEST:
        raise ClosedFileError(say("archives stand in archives, and others in these"))
    if kind not in _OPENERS:
        raise ClosedFileError(say("files of the kind {kind} are not opened", kind=kind))
    for name, data in _opened(kind, part, left):
        yield from _parts(Part(name, data, part.depth + 1), left)


_UNDER_PASSWORD = say("it is under a password")


def _opened(kind: str, part: Part, left: list[int]) -> Iterator[tuple[str, bytes]]:
    """The files in a packed one, counted against what is left to unpack."""
    try:
        for name, data in _OPENERS[kind](part, left[0]):
            _take(left, len(data))
            yield name, data
    except (ClosedFileError, TimeIsUp, GeneratorExit):
        raise
    except Exception as error:  # the libraries raise whatever damage makes them stumble over
        raise ClosedFileError(say("it is damaged")) from error


def _take(left: list[int], size: int) -> None:
    left[0] -= size
    left[1] -= 1
    if min(left) < 0:
        raise ClosedFileError(_TOO_LARGE)


def _alone(unpacked: Callable[[bytes, int], bytes]) -> Callable[[Part, int], Iterator[tuple[str, bytes]]]:
    """What is compressed without a name of its own."""

    def read(part: Part, most: int) -> Iterator[tuple[str, bytes]]:
        yield PurePosixPath(part.name).stem, unpacked(part.data, most + 1)

    return read


def _of_gzip(data: bytes, most: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        return stream.read(most)


def _of_bzip2(data: bytes, most: int) -> bytes:
    return _whole(bz2.BZ2Decompressor(), data, most)


def _of_xz(data: bytes, most: int) -> bytes:
    return _whole(lzma.LZMADecompressor(memlimit=_XZ_MEMORY), data, most)


def _whole(decoder: bz2.BZ2Decompressor | lzma.LZMADecompressor, data: bytes, most: int) -> bytes:
    made = decoder.decompress(data, most)
    if not decoder.eof and len(made) < most:
        raise EOFError
    return made


def _of_zip(part: Part, most: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
        for entry in archive.infolist()[: _MOST_PARTS + 1]:
            if entry.flag_bits & 1:
                raise ClosedFileError(_UNDER_PASSWORD)
            if PurePosixPath(entry.filename).suffix.lower() in _WITHOUT_TEXT or entry.is_dir():
                yield entry.filename, b""
                continue
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:  # others ask for much memory
                raise ClosedFileError(say("it is packed in a way that is not opened"))
            with archive.open(entry) as stream:
                data = stream.read(most + 1)
            most -= len(data)
            yield entry.filename, data


def _of_tar(part: Part, most: int) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(part.data), mode="r:") as archive:
        for entry in archive:
            stream = archive.extractfile(entry) if entry.isreg() else None
            data = stream.read(most + 1) if stream else b""
            most -= len(data)
            yield entry.name, data


_OPENERS: dict[str, Callable[[Part, int], Iterator[tuple[str, bytes]]]] = {
    "gzip": _alone(_of_gzip),
    "bzip2": _alone(_of_bzip2),
    "xz": _alone(_of_xz),
    "zip": _of_zip,
    "tar": _of_tar,
}


def inflated(data: bytes, most: int) -> bytes:
    """What a zlib stream holds, as far as it can be read and no more than so many bytes."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""
