"""Any source to a Document: the one door to this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from converters.progress import Progress
from converters.reading.document import Document, Page
from converters.reading.finding.fingerprint import Fingerprint, unchanged
from converters.reading.finding.sniff import PICTURES, SourceFormat, sniff
from converters.reading.options import ReadingOptions
from converters.reading.page_choice import chosen, no_pages_to_choose, part_of
from converters.reading.paging.read_pages import PagesRead, ReadPages
from converters.reading.paging.running import mark_running_lines
from converters.reading.pdf.reader import read_pdf
from converters.reading.pictures import count_pictures, frames_left_out
from converters.reading.problems import EmptyFile
from validators.problems import Problem, say

__all__ = ["ReadPages", "ReadingOptions", "read_document"]


def read_document(
    path: Path,
    *,
    options: ReadingOptions,
    read_pages: Callable[[Path, Sequence[int]], Iterator[Page]],
    progress: Progress,
    found: Fingerprint | None = None,
) -> Document:
    """Read a source file, whatever it is.

    Args:
        path: PDF, picture, Word, PowerPoint, Excel, OpenDocument, EPUB, RTF, text, HTML, MHTML or Markdown.
        options: How.
        read_pages: Reads page images by OCR: a PDF or picture file and 1-based page numbers, giving pages in that
            order. It is called with the numbers of the pages that need it, and with pictures taken out of slides.
        progress: Told of every page.
        found: The file's hash, if the caller has it already.

    Returns:
        All of it. Single pages that could not be read carry their failure, and a note says how many.

    Raises:
        UnreadableInput: One of its kinds (`problems`): the file as a whole cannot be used, or holds no text at all.
        MissingDependency: An old Office file, and LibreOffice is not installed.
    """
    kind = sniff(path)
    try:
        with unchanged(path, found) as before:
            read = _read(kind, path, options, read_pages, progress)
    except Problem as problem:
        raise problem.at(path) from problem.__cause__
    return _document(path, kind, before, read)


def _read(
    kind: SourceFormat, path: Path, options: ReadingOptions, read_pages: ReadPages, progress: Progress
) -> PagesRead:
    if kind is SourceFormat.PDF:
        return read_pdf(path, options, read_pages, progress)
    if kind in PICTURES:
        return _read_pictures(path, options, read_pages, progress)
    if options.pages is not None:
        raise no_pages_to_choose()
    # Office libraries take half a second to load, which a folder of scans does not need.
    from converters.reading.office.reader import read_office

    return read_office(kind, path, options, read_pages)


def _read_pictures(path: Path, options: ReadingOptions, read_pages: ReadPages, progress: Progress) -> PagesRead:
    count = count_pictures(path)
    numbers = chosen(options.pages, count)
    progress.start(say("Reading {name}", name=path.name), len(numbers))
    pages = []
    for page in read_pages(path, numbers):
        pages.append(page)
        progress.advance()
    progress.finish()
    left_out = frames_left_out(path)
    moving = (say("{number} frames of the moving picture were left out.", number=left_out),) if left_out else ()
    return PagesRead(mark_running_lines(pages), notes=moving, part=part_of(numbers, count))


def _document(path: Path, kind: SourceFormat, before: Fingerprint, read: PagesRead) -> Document:
    if not read.pages:
        raise EmptyFile(say("The file holds no text."), path=path)
    return Document(path, kind.value, before.sha256, read.pages, read.title, read.notes, read.paragraphs, read.part)
