"""What every source becomes: a Document of pages, blocks, lines and words, whatever it was read from.

Boxes are `(left, top, right, bottom)` in pixels of the page image as stored (for PDF pages: as rendered at `Page.dpi`;
for images: the file's own pixels after EXIF orientation). A source without geometry (DOCX, TXT) has boxes of None.
Confidence runs from 0 to 1; None where the text was not guessed (text layers, Office files).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from converters.reading.boxes import Box
from validators.problems import Message


class Method(StrEnum):
    """How a text was obtained; recorded in the evidence."""

    TEXT_LAYER = "text-layer"
    OCR = "ocr"
    OFFICE = "office"
    PLAIN = "plain"
    PERSON = "person"


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    FIGURE = "figure"
    # What the author says a picture shows, for those who cannot see it.
    DESCRIPTION = "description"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    SHEET_NAME = "sheet-name"
    # What is said beside the text: a speaker's notes.
    NOTE = "note"
    # Running heads and feet only: a letterhead is part of the text.
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"
    # Kept out of the text flow, their reading (if any) attached apart:
    STAMP = "stamp"
    SIGNATURE = "signature"
    HANDWRITING = "handwriting"
    OVERLAY = "overlay"
    # What a person says is drawn: what was read on it is no text.
    PICTURE = "picture"
    WATERMARK = "watermark"


ASIDE = frozenset(
    {
        BlockKind.STAMP, BlockKind.SIGNATURE, BlockKind.HANDWRITING, BlockKind.OVERLAY, BlockKind.PICTURE,
        BlockKind.WATERMARK,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it will be used.

    Attributes:
        text: NFC text, without white space.
        box: Where it stands, or None.
        confidence: Calibrated probability that `text` is right, or None where nothing was guessed.
        engine_text: What the engine read, when after-reading changed it; None when unchanged.
        alternatives: Other readings the engine thought possible, best first.
        by_person: A person looked at the place and typed the text, or let it stand.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None
    engine_text: str | None = None
    alternatives: tuple[str, ...] = ()
    by_person: bool = False

    @property
    def as_read(self) -> str:
        """What the engine read, whether it was changed since or not."""
        return self.text if self.engine_text is None else self.engine_text

    def mended(self, text: str) -> Word:
        """The word with another text, what the engine read kept beside it; the word itself when nothing changes."""
        return self if text == self.text else replace(self, text=text, engine_text=self.as_read)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, left to right."""

    words: tuple[Word, ...]
    box: Box | None = None

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; spans count grid columns and rows."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together, in reading order among its siblings.

    Attributes:
        level: 1–6 for headings, 0-based depth for list items, otherwise 0.
        marker: The printed numbering or bullet of a list item ("1.", "a)", "•"), which is also part of its text.
        cells: For tables only; `lines` then holds the same text row by row.
        emphasis: True where the whole block is printed bold or in capitals, as far as that is known.
        by_person: A person said that these very lines are one block of this kind; nothing takes them apart.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    box: Box | None = None
    level: int = 0
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    emphasis: bool = False
    by_person: bool = False

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> Iterator[Word]:
        """All words in order."""
        for line in self.lines:
            yield from line.words


@dataclass(frozen=True, slots=True)
class Flag:
    """A spot a person should look at.

    Attributes:
        page: Page number, from 1.
        box: Where, in page pixels; None without geometry.
        start: First code point in the document's text, -1 while not yet placed.
        end: One past the last code point, -1 while not yet placed.
        text: As it will be used.
        candidates: Other readings, most likely first.
        kind: amount, date, number, locator, percentage, phone, duration, sequence, word, page …
        reason: Why it is doubtful.
    """

    page: int
    box: Box | None
    start: int
    end: int
    text: str
    candidates: tuple[str, ...]
    kind: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a page before reading, with what it was set to (`deskew`, `{"degrees": -1.2}`)."""

    name: str
    values: tuple[tuple[str, float | int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1.
        width: Pixels of the page image as stored; None without geometry.
        height: Pixels.
        dpi: Of those pixels; None when unknown.
        blocks: In reading order. Blocks whose kind is in `ASIDE` are not part of the text.
        method: How the text was obtained.
        reason: Why that method (the verdict on a text layer, for instance).
        rotation: Degrees counter-clockwise the stored image was turned to stand upright (0, 90, 180, 270).
        steps: What was done before reading.
        flags: Spots for a person, not yet placed in the document's text.
        failure: Why the page could not be read; its blocks are then empty.
        hidden: The source does not show it by itself: a hidden slide or sheet.
    """

    number: int
    width: int | None
    height: int | None
    dpi: float | None
    blocks: tuple[Block, ...]
    method: Method
    reason: Message | None = None
    rotation: int = 0
    steps: tuple[Step, ...] = ()
    flags: tuple[Flag, ...] = ()
    failure: Message | None = None
    hidden: bool = False

    @property
    def flow(self) -> tuple[Block, ...]:
        """The blocks that make up the text, in reading order."""
        return tuple(block for block in self.blocks if block.kind not in ASIDE)

    @property
    def text(self) -> str:
        """Blocks separated by one line break, in reading order."""
        return "\n".join(block.text for block in self.flow if block.lines)


@dataclass(frozen=True, slots=True)
class ParagraphCount:
    """What became of a source's own paragraphs, so that none is lost silently.

    Attributes:
        source: Paragraphs in the file that hold text, deleted and hidden text aside.
        kept: Of these, how many are in the document.
        deleted: Paragraphs whose text was struck by tracked changes.
    """

    source: int
    kept: int
    deleted: int = 0


SPREADSHEET = "spreadsheet"  # in the media types of Open XML and OpenDocument
BOOK = "application/epub+zip"


@dataclass(frozen=True, slots=True)
class Document:
    """A source file, read.

    Attributes:
        source: The file.
        media_type: As found out from the content.
        sha256: Of the file's bytes, lower-case hex.
        pages: In order.
        title: From the file's own properties, if it has one worth having.
        notes: Losses and oddities, to be told to a person.
        paragraphs: The count of paragraphs, for sources that have any of their own (Word, RTF, slides).
        part: Which of the file's pages these are ("1-5,8"); None when they are all.
    """

    source: Path
    media_type: str
    sha256: str
    pages: tuple[Page, ...]
    title: str | None = None
    notes: tuple[Message, ...] = ()
    paragraphs: ParagraphCount | None = None
    part: str | None = None

    @property
    def text(self) -> str:
        """All pages, separated by a form feed. Offsets of placed flags count into this."""
        return "\f".join(page.text for page in self.pages)

    @property
    def is_workbook(self) -> bool:
        """Whether its pages are sheets."""
        return SPREADSHEET in self.media_type or "excel" in self.media_type

    @property
    def is_book(self) -> bool:
        """Whether it is an electronic book, which names itself."""
        return self.media_type == BOOK
