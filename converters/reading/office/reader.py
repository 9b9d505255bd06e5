"""Any source without page images of its own: Office files, RTF, text, HTML, Markdown."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from converters.externals import libreoffice
from converters.legacy.conversion import Findings
from converters.reading.finding.sniff import OLD_OFFICE, OPEN_DOCUMENT, SourceFormat, sniff
from converters.reading.office.pictures import PictureReader
from converters.reading.office.sheets import read_sheets
from converters.reading.office.slides import read_slides
from converters.reading.office.word.document import ReadInside, read_word
from converters.reading.open_formats.epub import read_epub
from converters.reading.open_formats.opendocument import read_opendocument
from converters.reading.options import ReadingOptions
from converters.reading.paging.read_pages import PagesRead, ReadPages
from converters.reading.plain.html import read_html
from converters.reading.plain.markdown import read_markdown
from converters.reading.plain.mime import read_mime
from converters.reading.plain.text import read_text
from converters.reading.plain.viqr import pages_from_viqr
from converters.reading.problems import WrongFormat, damaged
from converters.reading.rtf.reader import read_rtf
from validators.problems import say

_SIMPLE: dict[SourceFormat, Callable[[Path], PagesRead]] = {
    SourceFormat.RTF: read_rtf,
    SourceFormat.HTML: read_html,
    SourceFormat.MIME: read_mime,
    SourceFormat.EPUB: read_epub,
    SourceFormat.MARKDOWN: read_markdown,
    SourceFormat.TEXT: read_text,
}
_NEWER = {SourceFormat.DOC: ".docx", SourceFormat.PPT: ".pptx", SourceFormat.XLS: ".xlsx"}


_DEEPEST = 3  # files inside each other


def read_office(
    kind: SourceFormat, path: Path, options: ReadingOptions, read_pages: ReadPages, *, depth: int = 0
) -> PagesRead:
    """Read a file of a kind that has no page images of its own.

    Args:
        kind: As found out from the content.
        path: The file.
        options: How to read.
        read_pages: Reads pictures taken out of documents.
        depth: How many files this one lies inside of.

    Raises:
        UnreadableInput: The file cannot be used.
        MissingDependency: An old Office file, and LibreOffice is not installed.
    """
    return _with_marks(_read(kind, path, options, read_pages, depth))


def _with_marks(read: PagesRead) -> PagesRead:
    """Vietnamese in plain letters with signs for its marks (VIQR) is Vietnamese in any kind of file."""
    pages = pages_from_viqr(read.pages)
    if pages is None:
        return read
    letters = sum(not letter.isascii() for page in pages for letter in page.text)
    return replace(read, pages=pages, notes=(*read.notes, *Findings(viqr=letters).notes()))


def _read(kind: SourceFormat, path: Path, options: ReadingOptions, read_pages: ReadPages, depth: int) -> PagesRead:
    pictures = PictureReader(read_pages if options.pictures_inside else None)
    if kind in OLD_OFFICE:
        return _read_old(kind, path, options, read_pages)
    if kind in _SIMPLE:
        return _SIMPLE[kind](path)
    if kind is SourceFormat.DOCX:
        return read_word(path, pictures, _inside(options, read_pages, depth + 1))
    if kind is SourceFormat.XLSX:
        return read_sheets(path, pictures)
    if kind is SourceFormat.PPTX:
        return read_slides(path, pictures)
    if kind in OPEN_DOCUMENT:
        return read_opendocument(path, pictures)
    raise WrongFormat(say("Files of this kind cannot be read."), path=path)


def _inside(options: ReadingOptions, read_pages: ReadPages, depth: int) -> ReadInside:
    """Reads a file that lies inside another."""

    def read(data: bytes, name: str) -> PagesRead:
        if depth > _DEEPEST:
            raise damaged("files inside each other")
        with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
            path = Path(folder) / f"part{PurePosixPath(name).suffix}"
            path.write_bytes(data)
            return read_office(sniff(path), path, options, read_pages, depth=depth)

    return read


def _read_old(kind: SourceFormat, path: Path, options: ReadingOptions, read_pages: ReadPages) -> PagesRead:
    """Through LibreOffice, which keeps the names of fonts and with them the key to old encodings."""
    with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
        newer = Path(folder) / f"converted{_NEWER[kind]}"
        libreoffice.convert(path, newer, timeout=options.office_timeout)
        return read_office(sniff(newer), newer, options, read_pages)
