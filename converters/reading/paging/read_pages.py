"""What every reader of one kind of file gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.reading.document import Page, ParagraphCount
from validators.problems import Message

# Reads page images by OCR: a PDF or picture file and page numbers from 1, pages in that order.
ReadPages = Callable[[Path, Sequence[int]], Iterator[Page]]


@dataclass(frozen=True, slots=True)
class PagesRead:
    """Pages in order, a title if the file names one, what a person should know, and the account of paragraphs.

    `part` names the pages when they are not all the file has.
    """

    pages: tuple[Page, ...]
    title: str | None = None
    notes: tuple[Message, ...] = ()
    paragraphs: ParagraphCount | None = None
    part: str | None = None
