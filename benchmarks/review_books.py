"""Large packages to review, made of small ones: a book that repeats its pages, and pages denser than any printed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pikepdf

from benchmarks.review_pages import Planned, known_package
from converters.corrections.as_left import source_of
from converters.corrections.stored import pages_json, read_pages
from converters.reading.document import Document, Page
from converters.records.doubts.doubt import Doubt, page_doubts, ranked
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from converters.writing.stored_record import record_json
from validators.packages.changing import PackageChange, changing
from validators.packages.package import NEEDS_PERSON, READ_PAGES

_DENSE = 6.0  # points: about 2,000 words a page
_BASE = 10  # pages that a book repeats


def dense_package(folder: Path) -> Path:
    """Three pages of about 2,000 words each, with 300 doubts."""
    return known_package(folder, Planned(3, 300, 90, 20, 10, seed=9, size=_DENSE)).package


def book_of(folder: Path, *, pages: int, doubts: int) -> Path:
    """A book whose pages come again and again, doubts and all.

    Args:
        folder: Where its package is made.
        pages: Of the book.
        doubts: About them all.
    """
    each = doubts // pages
    package = known_package(folder, Planned(_BASE, each * _BASE, each, 20, 5, seed=6)).package
    with changing(package) as change:
        _lengthen(change, pages)
    return package


def _lengthen(change: PackageChange, count: int) -> None:
    record = change.record()
    entry = next(one for one in record.files if one.role == "source")
    source = source_of(change.root, record)
    document = None if source is None else read_pages(change.root, source)
    if source is None or document is None:
        raise ValueError(change.root)
    long = _repeated(document, count)
    content = _repeated_pdf(source, count)
    change.write(entry.path, content)
    told = entry.model_copy(update={"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)})
    files = [told if one is entry else one for one in record.files]
    change.write_record(record_json(record.model_copy(update={"files": files})))
    change.write(READ_PAGES, pages_json(long) or b"")
    change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(count, _doubts(long))))


def _repeated(document: Document, count: int) -> Document:
    pages = islice(cycle(document.pages), count)
    return replace(document, pages=tuple(_numbered(page, number) for number, page in enumerate(pages, start=1)))


def _numbered(page: Page, number: int) -> Page:
    return replace(page, number=number, flags=tuple(replace(flag, page=number) for flag in page.flags))


def _doubts(document: Document) -> Sequence[Doubt]:
    return ranked(page_doubts(document))


def _repeated_pdf(source: Path, count: int) -> bytes:
    """The same pages again and again, each image once."""
    stream = io.BytesIO()
    with pikepdf.open(source) as pdf:
        for page in _further(pdf, count):
            pdf.pages.append(page)
        pdf.save(stream)
    return stream.getvalue()


def _further(pdf: pikepdf.Pdf, count: int) -> Iterator[pikepdf.Page]:
    base = list(pdf.pages)
    return islice(cycle(base), count - len(base))
