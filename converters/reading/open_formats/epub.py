"""Electronic books (EPUB 3.3): their chapters in the order they are read, each a page."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from converters.legacy.conversion import Findings
from converters.reading.document import Page
from converters.reading.office.package import OfficePackage, open_office_package, worthy_title
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.html import html_page
from converters.reading.problems import EmptyFile, damaged
from validators.problems import say

_CONTAINER = "META-INF/container.xml"
_ROOT_FILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_OPF = "{http://www.idpf.org/2007/opf}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PAGES = {"application/xhtml+xml", "text/html"}


def read_epub(source: Path) -> PagesRead:
    """Read an electronic book.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    with open_office_package(source) as package:
        book = _book(package)
        findings = Findings()
        pages: list[Page] = []
        for part in _chapters(package, book):
            page = html_page(package.read(part), findings).page
            if page.blocks:
                pages.append(replace(page, number=len(pages) + 1))
        if not pages:
            raise EmptyFile(say("The document holds no text."), path=source)
        title = package.xml(book).findtext(f".//{_TITLE}")
        return PagesRead(tuple(pages), worthy_title(title), findings.notes())


def _book(package: OfficePackage) -> str:
    """The part that says what the book is made of."""
    for item in package.xml(_CONTAINER).iter(_ROOT_FILE):
        path = str(item.get("full-path", ""))
        if package.has(path):
            return path
    raise damaged(_CONTAINER)


def _chapters(package: OfficePackage, book: str) -> list[str]:
    root = package.xml(book)
    folder = posixpath.dirname(book)
    parts = {
        item.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in root.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES
    }
    wanted = [parts.get(item.get("idref", "")) for item in root.iter(f"{_OPF}itemref")]
    return [part for part in wanted if part is not None and package.has(part)]
