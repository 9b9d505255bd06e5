"""Pictures inside Office files: their text by OCR, where the caller can read pictures."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from converters.reading.document import Block, BlockKind, Line, Page, Word
from converters.reading.finding.sniff import EXTENSIONS, PICTURES
from converters.reading.office.flow import description_of
from converters.reading.paging.read_pages import ReadPages
from converters.reading.pictures import load_picture
from validators.problems import Message, Problem, say

_SMALLEST = (120, 40)  # pixels: icons and rules hold no text
_MOST_PICTURES = 300  # of one file


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a file.

    Attributes:
        data: As stored.
        name: Its part's name.
        described: What the author wrote for those who cannot see it.
    """

    data: bytes
    name: str
    described: str | None = None


class PictureReader:
    """Turns pictures into figure blocks, each different picture read once."""

    def __init__(self, read_pages: ReadPages | None) -> None:
        """Prepare; without `read_pages` pictures stay figures without text."""
        self._read_pages = read_pages
        self._known: dict[str, tuple[Line, ...]] = {}
        self._unread: list[str] = []
        self._with_text = 0

    def blocks(self, picture: Picture) -> list[Block]:
        """The picture and what its author says it shows; nothing for a copy of one that was there before."""
        figure = self.block(picture)
        described = None if figure is None else description_of(picture.described)
        return [block for block in (figure, described) if block is not None]

    def block(self, picture: Picture) -> Block | None:
        """The picture as a figure, with the lines of text in it; None for a copy of one that was there before."""
        key = hashlib.sha256(picture.data).hexdigest()
        if key in self._known:
            return None  # a logo on every slide is told once
        lines = self._known[key] = self._lines(picture)
        return Block(BlockKind.FIGURE, lines)

    def notes(self) -> list[Message]:
        """What a person should know."""
        notes = []
        if self._with_text:
            notes.append(say("Text in {number} pictures was read by OCR.", number=self._with_text))
        if self._unread:
            notes.append(say("{number} pictures could not be read.", number=len(self._unread)))
        return notes

    def _lines(self, picture: Picture) -> tuple[Line, ...]:
        kind = EXTENSIONS.get(PurePosixPath(picture.name).suffix.lower())
        if self._read_pages is None:
            return ()
        if kind not in PICTURES or len(self._known) >= _MOST_PICTURES:
            self._unread.append(picture.name)
            return ()
        with tempfile.TemporaryDirectory(prefix="pbgdpl-") as folder:
            path = Path(folder) / f"picture{PurePosixPath(picture.name).suffix.lower()}"
            path.write_bytes(picture.data)
            try:
                image = load_picture(path)
                if image.width < _SMALLEST[0] or image.height < _SMALLEST[1]:
                    return ()
                pages = list(self._read_pages(path, (1,)))
            except Problem:
                self._unread.append(picture.name)
                return ()
        lines = tuple(_without_boxes(line) for page in pages for line in _text_lines(page))
        self._with_text += bool(lines)
        return lines


def _text_lines(page: Page) -> list[Line]:
    return [line for block in page.flow for line in block.lines]


def _without_boxes(line: Line) -> Line:
    """Boxes of the picture mean nothing on the page."""
    words = tuple(Word(word.text, None, word.confidence, word.engine_text, word.alternatives) for word in line.words)
    return Line(words)
