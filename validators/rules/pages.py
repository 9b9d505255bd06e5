"""The pages of a package's source, as far as its word boxes (ALTO) tell."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from itertools import islice

from validators.packages.package import Package
from validators.sharing.record import Record

_PAGE = re.compile(r"<(?:\w{1,10}:)?Page\s[^>]{0,500}>")
_SIZE = re.compile(r"\s(WIDTH|HEIGHT)=[\"'](\d{1,6}(?:\.\d{1,4})?)[\"']")
READ_PAGES = "review/pages.jsonl.gz"
_LARGEST_READ = 16 << 20  # bytes, packed, of the pages as they were read; three hundred dense pages have as much
_MOST_PAGES = 10_000
_LONGEST_HEAD = 4096  # bytes of its first line
_LARGEST = 256 << 20  # bytes of word boxes that are looked through; a thousand dense pages have a fifth


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in pixels; 0 where they are not told."""

    width: float
    height: float


def pages_of(package: Package | None, record: Record | None) -> tuple[PageSize, ...]:
    """The pages of the source, in order; none where neither word boxes nor the record tell of them."""
    if record is None:
        return ()
    if package is None:
        return _counted(record)
    listed = [package.own_file(entry.path) for entry in record.files if entry.role == "ocr"]
    files = [path for path in listed if path and path.stat().st_size <= _LARGEST]
    if len(files) != 1:
        return _counted(record) or _read(package)
    return tuple(_size(found.group()) for found in _PAGE.finditer(files[0].read_text("utf-8", "replace")))


def _counted(record: Record) -> tuple[PageSize, ...]:
    """As many pages as the record says its only source has; their sizes are not told."""
    pages = [entry.pages for entry in record.files if entry.role == "source"]
    return (PageSize(0, 0),) * (pages[0] or 0) if len(pages) == 1 else ()


def _read(package: Package) -> tuple[PageSize, ...]:
    """As many pages as were read, a line each below the one that says from what; their sizes are not told."""
    path = package.own_file(READ_PAGES)
    if path is None or path.stat().st_size > _LARGEST_READ:
        return ()
    try:
        with gzip.open(path) as lines:
            return (PageSize(0, 0),) * (sum(1 for _ in islice(lines, _MOST_PAGES)) - 1)
    except (OSError, EOFError, zlib.error):
        return ()  # SACH361 tells it


def read_from(package: Package) -> str | None:
    """The checksum of the file the pages were read from; None where that is not told."""
    path = package.own_file(READ_PAGES)
    if path is None:
        return None
    try:
        with gzip.open(path) as lines:
            head = json.loads(lines.readline(_LONGEST_HEAD))
    except (OSError, EOFError, ValueError, zlib.error):
        return None  # SACH361 tells it
    said = head.get("sha256") if isinstance(head, dict) else None
    return said if isinstance(said, str) else None


def _size(element: str) -> PageSize:
    said = {name: float(value) for name, value in _SIZE.findall(element)}
    return PageSize(said.get("WIDTH", 0), said.get("HEIGHT", 0))
