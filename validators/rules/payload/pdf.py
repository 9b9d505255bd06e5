"""What a PDF says: its pages, what is typed over them, its bookmarks, and what it says of itself.

PDFium reads it where it is installed, as it is wherever sources are converted. Elsewhere nothing is read, and a rule
says so. PDFium keeps state of its own for the whole process and is not safe in threads, so every use goes through one
lock.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say

PDFIUM = threading.RLock()
_BEGINS = b"%PDF-"
_HEAD = 1024  # bytes in which a PDF begins (ISO 32000-1, Annex H, note 13)
_MOST_ANNOTATIONS = 2000  # of a page
_LONGEST_ENTRY = 1 << 20  # bytes of one annotation
_MOST_BOOKMARKS = 10_000
_SOFT = str.maketrans({"\ufffe": "-", "\x02": "-", "\r": None})  # PDFium's signs for a hyphen at a line's end
_NEEDS_PASSWORD = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_KEYS = (b"Contents", b"V", b"T", b"TU", b"Subj")  # of annotations and form fields (ISO 32000-1, 12.5 and 12.7)


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins so is a PDF."""
    return _BEGINS in head[:_HEAD]


@cache
def pdfium() -> tuple[Any, Any] | None:
    """PDFium and its functions as they are; None where it is not installed."""
    try:
        return import_module("pypdfium2"), import_module("pypdfium2.raw")
    except ImportError:
        return None


@dataclass(slots=True)
class PdfSaid:
    """What a PDF says.

    Attributes:
        texts: Page by page, then what stands beside them; letters composed (NFC).
        pages: How many it has; None where it could not be opened.
        closed: Why it could not be read, wholly or in part.
    """

    texts: list[str] = field(default_factory=list)
    pages: int | None = None
    closed: Message | None = None


def read_pdf(source: Path | bytes) -> PdfSaid:
    """Read a PDF; nothing where PDFium is not installed."""
    said = PdfSaid()
    if (tools := pdfium()) is None:
        return said
    with PDFIUM:
        library, raw = tools
        try:
            document = library.PdfDocument(source)
        except library.PdfiumError as error:
            password = getattr(error, "err_code", None) in _NEEDS_PASSWORD
            said.closed = say("it is under a password") if password else _DAMAGED
            return said
        try:
            said.pages = len(document)
            for text in _texts(library, raw, document, said):
                if text.strip():
                    said.texts.append(normalized("NFC", text))
        finally:
            document.close()
    return said


_DAMAGED = say("it is damaged")


def _texts(library: Any, raw: Any, document: Any, said: PdfSaid) -> Iterator[str]:
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
        except library.PdfiumError:
            said.closed = _DAMAGED
            continue
        yield words.get_text_range(errors="replace").translate(_SOFT)
        words.close()
        yield "\n".join(_annotated(raw, page))
        page.close()
    yield "\n".join(value for value in document.get_metadata_dict(skip_empty=True).values())
    yield "\n".join(islice(_bookmarks(document), _MOST_BOOKMARKS))


def _annotated(raw: Any, page: Any) -> Iterator[str]:
    """What is typed over a page: notes, stamps, form fields, and addresses that links lead to."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        for key in _KEYS:
            yield from _entry(partial(raw.FPDFAnnot_GetStringValue, annotation, key), raw)
        link = raw.FPDFAnnot_GetLink(annotation)
        if link and (action := raw.FPDFLink_GetAction(link)):
            yield _address(raw, page, action)
        raw.FPDFPage_CloseAnnot(annotation)


def _entry(ask: Any, raw: Any) -> Iterator[str]:
    """A text in UTF-16, its size asked for first."""
    size = ask(None, 0)
    if 2 < size <= _LONGEST_ENTRY:  # a closing nought is always there
        room = ctypes.create_string_buffer(size)
        ask(ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), size)
        yield room.raw[: size - 2].decode("utf-16-le", "replace")


def _address(raw: Any, page: Any, action: Any) -> str:
    size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
    if not 1 < size <= _LONGEST_ENTRY:
        return ""
    room = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, room, size)
    return room.raw[: size - 1].decode("utf-8", "replace")


def _bookmarks(document: Any) -> Iterator[str]:
    for bookmark in document.get_toc(max_depth=20):
        yield getattr(bookmark, "title", None) or bookmark.get_title()
