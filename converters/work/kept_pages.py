"""Pages read by OCR are kept as they are read: a document of 700 pages interrupted at the last goes on there.

A page costs seconds; the run that reads it may be killed, the computer switched off, or a later step fail. So every
page goes to the disk when it is read, and only the others are read the next time. What is kept is a convenience: a disk
that is full, a page that cannot be read back, one that somebody else put there, all mean just that a page is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from converters.reading.document import Page
from converters.reading.page_json import decoded, encoded
from converters.work.batch import ReadPages
from validators.packages.digests import sha256_of
from validators.packages.durable import write_bytes

LONGEST_KEPT = 30 * 86_400  # seconds; whoever comes back later than a month does not know any more what was begun
FOLDER = "pages"
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PageStore:
    """Where pages are kept: a folder a document, a file a page.

    Attributes:
        folder: Of all documents; made when the first page is kept.
        reader: Everything that decides what is read from a page image, besides the image: software, engine, options.
            Asked for when the first page is to be read.
    """

    folder: Path
    reader: Callable[[], str]

    def place(self, source: Path) -> Path:
        """The folder for the pages of a source.

        Raises:
            OSError: The source cannot be read.
        """
        key = f"{sha256_of(source)}\n{self.reader()}"
        return self.folder / hashlib.sha256(key.encode("utf-8")).hexdigest()

    def sweep(self, now: float | None = None) -> None:
        """Take away what nobody came back for."""
        oldest = (time.time() if now is None else now) - LONGEST_KEPT
        with contextlib.suppress(OSError):
            for folder in list(self.folder.iterdir()):
                if _KEY.fullmatch(folder.name) and folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class KeptPages:
    """Reads pages for one product (`ReadPages`): those that are kept come from the disk, the others are kept.

    Attributes:
        read_pages: Reads those that are not kept.
        store: Where they are kept.
        places: The folders that were asked for pages: of the document, or of the pictures in it.
        failed: Whether a page could not be read: then the others are worth keeping longer.
        full: Whether a page could not be written; no other is tried then.
    """

    read_pages: ReadPages
    store: PageStore
    places: set[Path] = field(default_factory=set)
    failed: bool = False
    full: bool = False

    def __call__(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        """Read pages of a source, in the order asked for.

        Args:
            source: A PDF or picture file.
            numbers: Pages, from 1.
        """
        place = self.store.place(source)
        self.places.add(place)
        kept = _kept(place, numbers)
        others = self.read_pages(source, [number for number in numbers if number not in kept])
        for number in numbers:
            page = kept.get(number) or next(others, None)
            if page is None:
                return
            if number not in kept:
                self._keep(place, page)
            yield page

    def discard(self) -> None:
        """The product is written: what was kept for it is not needed any more, unless pages are still missing."""
        if not self.failed:
            for place in self.places:
                shutil.rmtree(place, ignore_errors=True)

    @property
    def waiting(self) -> bool:
        """Whether pages are kept for another try."""
        return any(place.is_dir() for place in self.places)

    def _keep(self, place: Path, page: Page) -> None:
        if page.failure is not None:
            self.failed = True
        elif not self.full and (content := encoded(page)) is not None:
            try:
                place.mkdir(parents=True, exist_ok=True)
                write_bytes(_file(place, page.number), content)
            except OSError:
                self.full = True


def _kept(place: Path, numbers: Sequence[int]) -> Mapping[int, Page]:
    found = {number: _read(_file(place, number), number) for number in numbers} if place.is_dir() else {}
    return {number: page for number, page in found.items() if page is not None}


def _file(place: Path, number: int) -> Path:
    return place / f"{number}.json"


def _read(file: Path, number: int) -> Page | None:
    try:
        page = decoded(file.read_bytes())
    except OSError:
        return None
    return page if page is not None and page.number == number and page.failure is None else None
