"""Large files are read once more while they travel, and have to be right before the record goes.

Reading a film takes a second a gigabyte from the quickest disk and a quarter of a minute from an old one, in which
nothing would travel. So it is read beside the sending, and mostly ahead of it: what is found damaged stops the sending
at once. Only for portals that take no file but by its hash: nobody sees there what arrived damaged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from pbgdpl_cli.upload.parcel import Parcel, ParcelFile, file_changed

LARGE = 64 << 20  # bytes; smaller ones are read before the first byte travels
_BLOCK = 1 << 20


class LargeFiles:
    """The large files of a parcel while they are read. Made by `reading_large`."""

    def __init__(self, parcel: Parcel, found: Future[ParcelFile | None]) -> None:
        self._parcel = parcel
        self._found = found

    def look(self) -> None:
        """Stop where one was found damaged by now.

        Raises:
            PackageChanged: One is not what the record says.
        """
        if self._found.done():
            self.finish()

    def finish(self) -> None:
        """Wait until all are read.

        Raises:
            PackageChanged: One is not what the record says.
            OSError: One cannot be read.
        """
        damaged = self._found.result()
        if damaged is not None:
            raise file_changed(damaged.name, self._parcel.path)


@contextmanager
def reading_large(parcel: Parcel, files: Sequence[ParcelFile]) -> Iterator[LargeFiles]:
    """Read the large ones among files of a parcel beside what the block does; it ends with the block."""
    large = [file for file in files if file.bytes >= LARGE]
    if not large:
        nothing: Future[ParcelFile | None] = Future()
        nothing.set_result(None)
        yield LargeFiles(parcel, nothing)
        return
    given_up = Event()
    with ThreadPoolExecutor(1) as threads:
        try:
            yield LargeFiles(parcel, threads.submit(_first_damaged, large, given_up))
        finally:
            given_up.set()


def _first_damaged(files: list[ParcelFile], given_up: Event) -> ParcelFile | None:
    return next((file for file in files if _hash_of(file.source, given_up) not in (None, file.sha256)), None)


def _hash_of(path: Path, given_up: Event) -> str | None:
    """None where nobody waits for it any more."""
    digest, block = hashlib.sha256(), bytearray(_BLOCK)
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(block):
            if given_up.is_set():
                return None
            digest.update(memoryview(block)[:count])
    return digest.hexdigest()
