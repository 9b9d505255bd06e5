"""What a caller can ask of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converters.reading.page_choice import PageChoice

MAX_PAGES = 5_000


class OcrPolicy(StrEnum):
    """When pages are read by OCR."""

    WHERE_NEEDED = "where-needed"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read a source.

    Attributes:
        ocr: Text layers are judged and bad pages read by OCR, or all pages, or none.
        max_pages: More pages than this are refused; whoever has such a file should cut it up.
        pictures_inside: Read text in pictures of presentations and Word files by OCR.
        office_timeout: Seconds LibreOffice may take for one old Office file.
        pages: Which pages of PDFs and pictures; None for all.
    """

    ocr: OcrPolicy = OcrPolicy.WHERE_NEEDED
    max_pages: int = MAX_PAGES
    pictures_inside: bool = True
    office_timeout: float = 180.0
    pages: PageChoice | None = None
