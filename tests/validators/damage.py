"""Damage done to files byte by byte, the same for the same seed: what a fuzzer tries, and what tests repeat."""

from __future__ import annotations

import contextlib
import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from validators.packages.durable import walk

# Signs that mean something to the parsers behind: ends, brackets, half signs, digits that are none, long numbers.
_BITS = (
    b"", b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",",
    b"\\ud800", b"\\u0000", "²".encode(), "٣".encode(), b"9" * 5000, b"1e400", b"NaN", b"null", b"-1", b"../", b"/",
    b"%", b"~",
    b"$HOME", b"PK\x03\x04", b"\x1b[2J", b" " * 300, b"utf-7", b"rot13", b"0000-00-00", b"<!ENTITY", b"0" * 64,
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to four places of some bytes changed: a bit turned, a piece put in, out or doubled, the rest replaced."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0 if place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            case 1:
                made[place:place] = chance.choice(_BITS)
            case 2:
                made[place : place + chance.randint(1, 40)] = chance.choice(_BITS)
            case 3:
                del made[place : place + chance.randint(1, 400)]
            case 4:
                made[place:place] = made[place : place + chance.randint(1, 200)]
            case _:
                made[place:] = chance.randbytes(chance.randint(0, 40)) if chance.random() < 0.3 else made[place:]
    return bytes(made)


def zipped(folder: Path) -> bytes:
    """A package as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in walk(folder):
            if path.is_file():
                archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return made.getvalue()


def rezipped(archive: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]) -> bytes:
    """A zip that is whole, with one file in it damaged: so the damage gets past the zip's own checksums."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        hurt = chance.choice(names)
        for name in names:
            target.writestr(name, change(source.read(name), chance) if name == hurt else source.read(name))
    return made.getvalue()


@contextlib.contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Let the process take so many more bytes than it holds; no limit where the system knows none."""
    if sys.platform != "linux":
        yield
        return
    import resource

    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
