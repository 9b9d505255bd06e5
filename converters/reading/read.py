"""Any source to a Document: the one door to this room."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from converters.externals import libreoffice
from converters.progress import Progress
from converters.reading.document import Document, Page
from converters.reading.fingerprint import Fingerprint, unchanged
from converters.reading.office.pictures import PictureReader
from converters.reading.office.sheets import read_sheets
from converters.reading.office.slides import read_slides
from converters.reading.office.word import read_word
from converters.reading.options import ReadingOptions
from converters.reading.pages import PagesRead, ReadPages
from converters.reading.pdf.reader import read_pdf
from converters.reading.pictures import count_pictures
from converters.reading.plain.html import read_html
from converters.reading.plain.text import read_markdown, read_text
from converters.reading.problems import EmptyFile, WrongFormat
from converters.reading.rtf.reader import read_rtf
from converters.reading.sniff import OLD_OFFICE, PICTURES, Kind, sniff
from validators.problems import Problem, say

__all__ = ["ReadPages", "ReadingOptions", "read_document"]


def read_document(
    path: Path,
    *,
    options: ReadingOptions,
    read_pages: Callable[[Path, Sequence[int]], Iterator[Page]],
    progress: Progress,
) -> Document:
    """Read a source file, whatever it is.

    Args:
        path: PDF, picture, Word, PowerPoint, Excel, RTF, text, HTML or Markdown.
        options: How.
        read_pages: Reads page images by OCR: a PDF or picture file and 1-based page numbers, giving pages in that
            order. It is called with the numbers of the pages that need it, and with pictures taken out of slides.
        progress: Told of every page.

    Returns:
        All of it. Single pages that could not be read carry their failure, and a note says how many.

    Raises:
        UnreadableInput: One of its kinds (`problems`): the file as a whole cannot be used, or holds no text at all.
        MissingDependency: An old Office file, and LibreOffice is not installed.
    """
    kind = sniff(path)
    try:
        with unchanged(path) as before:
            read = _read(kind, path, options, read_pages, progress)
    except Problem as problem:
        raise problem.at(path) from problem.__cause__
    return _document(path, kind, before, read)


def _read(kind: Kind, path: Path, options: ReadingOptions, read_pages: ReadPages, progress: Progress) -> PagesRead:
    if kind is Kind.PDF:
        return read_pdf(path, options, read_pages, progress)
    if kind in PICTURES:
        return _read_pictures(path, read_pages, progress)
    pictures = PictureReader(read_pages if options.pictures_inside else None)
    if kind in OLD_OFFICE:
        return _read_old_office(kind, path, options, read_pages, progress)
    if kind in _SIMPLE:
        return _SIMPLE[kind](path)
    if kind is Kind.DOCX:
        return read_word(path, pictures)
    if kind is Kind.PPTX:
        return read_slides(path, pictures)
    raise WrongFormat(say("Files of this kind cannot be read."), path=path)


_SIMPLE: dict[Kind, Callable[[Path], PagesRead]] = {
    Kind.RTF: read_rtf,
    Kind.XLSX: read_sheets,
    Kind.HTML: read_html,
    Kind.MARKDOWN: read_markdown,
    Kind.TEXT: read_text,
}
_NEWER = {Kind.DOC: ".docx", Kind.PPT: ".pptx", Kind.XLS: ".xlsx"}


def _read_old_office(
    kind: Kind, path: Path, options: ReadingOptions, read_pages: ReadPages, progress: Progress
) -> PagesRead:
    """Through LibreOffice, which keeps the names of fonts and with them the key to old encodings."""
    with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
        newer = Path(folder) / f"converted{_NEWER[kind]}"
        libreoffice.convert(path, newer, timeout=options.office_timeout)
        return _read(sniff(newer), newer, options, read_pages, progress)


def _read_pictures(path: Path, read_pages: ReadPages, progress: Progress) -> PagesRead:
    count = count_pictures(path)
    progress.start(say("Reading {name}", name=path.name), count)
    pages = []
    for page in read_pages(path, range(1, count + 1)):
        pages.append(page)
        progress.advance()
    progress.finish()
    return PagesRead(tuple(pages))


def _document(path: Path, kind: Kind, before: Fingerprint, read: PagesRead) -> Document:
    if not read.pages:
        raise EmptyFile(say("The file holds no text."), path=path)
    return Document(path, kind.value, before.sha256, read.pages, read.title, read.notes, read.paragraphs)
