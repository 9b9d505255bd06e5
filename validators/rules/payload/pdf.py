"""What a PDF says: its pages, what is typed over them, its bookmarks, and what it says of itself.

PDFium reads it where it is installed, as it is wherever sources are converted. Elsewhere nothing is read, and a rule
says so. PDFium keeps state of its own for the whole process and is not safe in threads, so every use goes through one
lock.
"""

from __future__ import annotations

import ctypes
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from validators.problems import say
from validators.rules.payload.inside import ClosedFileError

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


def texts_of_pdf(source: Path | bytes) -> Iterator[str]:
    """Page by page, then what stands beside them; letters composed (NFC). Nothing where PDFium is not installed.

    Raises:
        ClosedFileError: It is under a password, or cannot be read; what was read before that was given.
    """
    if (tools := pdfium()) is None:
        return
    with PDFIUM:
        library, raw = tools
        try:
            document = library.PdfDocument(source)
        except library.PdfiumError as error:
            raise ClosedFileError(_why(error)) from error
        try:
            yield from (unicodedata.normalize("NFC", text) for text in _texts(library, raw, document) if text.strip())
        finally:
            document.close()


def _why(error: Exception) -> Any:
    password = getattr(error, "err_code", None) in _NEEDS_PASSWORD
    return say("it is under a password") if password else say("it is damaged")


def _texts(library: Any, raw: Any, document: Any) -> Iterator[str]:
    broken = False
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
        except library.PdfiumError:
            broken = True
            continue
        yield words.get_text_range(errors="replace").translate(_SOFT)
        words.close()
        yield "\n".join(_annotated(raw, page))
        page.close()
    yield "\n".join(value for value in document.get_metadata_dict(skip_empty=True).values())
    yield "\n".join(_bookmarks(document))
    if broken:
        raise ClosedFileError(say("it is damaged"))


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
    for count, bookmark in enumerate(document.get_toc(max_depth=20)):
        if count >= _MOST_BOOKMARKS:
            raise ClosedFileError(say("it is damaged"))
        title = getattr(bookmark, "title", None) or bookmark.get_title()
        yield title
