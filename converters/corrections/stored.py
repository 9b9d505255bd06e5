"""What a package keeps for its review: the pages as they were read, and the log of what people put right in them.

Both stand beside the needs-person list. The pages are what corrections are put into, so that correcting a word needs
no recognition; the log is only ever added to, and outlives every new conversion.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from converters.corrections.applying import Entry
from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement
from converters.kept_lists import KeptList
from converters.reading.document import Document, Page
from converters.reading.page_json import decoded, encoded
from validators.packages.bag import PAYLOAD
from validators.packages.package import CORRECTIONS, MADE, READ_PAGES
from validators.problems import OutputProblem, say

_VERSION = 1  # of the stored form of the pages
_LOG_VERSION = 2  # of the log; it has a head since entries put lines in order, too
_LARGEST = 2_000_000_000  # bytes of pages, unpacked; a book of 2,000 dense pages has a quarter of it
_QUICKLY = 1  # of 9: how pages are held in memory, a tenth of their size
_NUMBER = re.compile(rb'\{"number":(\d+),')  # a page begins with its number
_COMPRESSION = 4  # of 9: a third of the time of the densest, and a tenth larger


class DamagedLog(OutputProblem):
    """The log of corrections cannot be read: whatever was done now would lose what people did."""

    code = "damaged-corrections"


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line of a log."""

    version: int


_LOG = KeptList(
    CORRECTIONS,
    cast("type[Entry | _Head]", Arrangement | Correction | _Head),
    DamagedLog,
    say("The corrections people made in this package cannot be read; it was left as it is."),
)


def pages_json(document: Document) -> bytes | None:
    """The pages of a document to be kept; None when one would not come back as it is."""
    pages = [encoded(page) for page in document.pages]
    if None in pages:
        return None
    head = {
        "version": _VERSION,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "title": document.title,
        "part": document.part,
        "made": MADE,
    }
    lines = [json.dumps(head, ensure_ascii=False).encode("utf-8"), *(page for page in pages if page is not None)]
    return gzip.compress(b"\n".join(lines) + b"\n", _COMPRESSION, mtime=0)


class KeptPages:
    """The pages of a package as they were read, each decoded when it is asked for: a book has thousands.

    Args:
        source: Where the package's source stands.
        lines: `pages_json`, unpacked, line by line. They are held packed: a book would fill the memory.

    Raises:
        ValueError, KeyError, TypeError: That is something else.
    """

    def __init__(self, source: Path, lines: Iterator[bytes]) -> None:
        self._told = json.loads(next(lines, b""))
        if self._told["version"] != _VERSION:
            raise ValueError
        self.source = source
        self._lines: dict[int, bytes] = {}
        left = _LARGEST
        for line in lines:
            number, left = _NUMBER.match(line), left - len(line)
            if number is None or left < 0:
                raise ValueError
            self._lines[int(number[1])] = zlib.compress(line, _QUICKLY)

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the pages, in order."""
        return tuple(self._lines)

    def page(self, number: int) -> Page | None:
        """A page by its number; None when there is none, or when it cannot be read."""
        line = self._lines.get(number)
        return None if line is None else decoded(zlib.decompress(line))

    def holding(self, texts: Collection[str]) -> Sequence[int]:
        """The numbers of the pages on which one of some texts may stand, in capitals or not: none of them is decoded.

        Args:
            texts: In small letters, each within a line of print.
        """
        words = [text.split() for text in texts]
        return tuple(number for number, line in self._lines.items() if _may_hold(zlib.decompress(line), words))

    def document(self) -> Document | None:
        """All pages; None when one cannot be read."""
        pages = tuple(page for page in map(self.page, self._lines) if page is not None)
        if len(pages) != len(self._lines):
            return None
        told = self._told
        return Document(self.source, told["media_type"], told["sha256"], pages, title=told["title"], part=told["part"])


def _may_hold(line: bytes, texts: Sequence[Sequence[str]]) -> bool:
    told = line.decode("utf-8", "replace").casefold()
    return any(all(word in told for word in words) for words in texts)


def kept_pages(package: Path, source: Path) -> KeptPages | None:
    """The pages a package was made from, as they were read; None when they were not kept.

    Args:
        package: Its folder.
        source: Where its source stands.
    """
    try:
        with gzip.open(package / PAYLOAD / READ_PAGES) as stream:
            return KeptPages(source, iter(stream))
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


def read_pages(package: Path, source: Path) -> Document | None:
    """The document a package was made from, with its pages as they were read; None when they were not kept."""
    kept = kept_pages(package, source)
    try:
        return None if kept is None else kept.document()
    except KeyError:
        return None


def read_corrections(package: Path) -> tuple[Correction, ...]:
    """The corrections of words in the log of a package, in the order in which they were made.

    Raises:
        DamagedLog: The log cannot be read.
    """
    return tuple(one for one in read_log(package) if isinstance(one, Correction))


def read_log(package: Path) -> tuple[Entry, ...]:
    """The log of a package, in the order in which its entries were made; empty when there is none.

    Raises:
        DamagedLog: It cannot be read, or is one of a newer program.
    """
    log = package / PAYLOAD / CORRECTIONS
    if _version(log) > _LOG_VERSION:
        raise DamagedLog(
            say("A newer version of this program made corrections in this package; it was left as it is."),
            hint=say("Use that version, or a later one."),
            path=log,
        )
    return tuple(one for one in _LOG.read(package) if not isinstance(one, _Head))


def _version(log: Path) -> int:
    """What the head of a log says; a log without one is of version 1."""
    try:
        with log.open("rb") as stream:
            return int(json.loads(stream.readline()).get("version", 1))
    except (OSError, ValueError, AttributeError, TypeError):
        return 1


def log_json(log: Sequence[Entry]) -> bytes:
    """The log as it is stored: one JSON object a line, UTF-8.

    A log that holds corrections of words alone is of version 1, which has no head: older programs read it.
    """
    newer = any(isinstance(one, Arrangement) for one in log)
    return _LOG.json([*([_Head(_LOG_VERSION)] if newer else []), *log])
