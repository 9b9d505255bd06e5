"""Paragraphs of sources without geometry (Word, RTF, HTML, slides), and the blocks they become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from converters.legacy.conversion import Findings, Run, convert_runs
from converters.reading.document import Block, BlockKind, Cell, Line, Word
from converters.reading.paging.headings import is_capitals, kind_of, part_level
from converters.reading.paging.letter_spacing import without_letter_spacing
from converters.reading.paging.values import is_value
from converters.reading.symbols import as_signs

_RULE = re.compile(r"^[-–—_=*.─━═\s]{4,}$")
_NUMBER_LINE = re.compile(r"(?:Luật\s+)?[Ss]ố\s*:|[^,]{2,40},\s*ngày\s")
_LONGEST_HEADING = 250  # characters; styles for headings are often used for whole clauses
_PANELS = 2  # cells, the fewest
_PANEL_NAME = 10  # words of a panel's heading
_FOLDED = 6  # paragraphs in the one row of a table that sets columns; fewer may be a head and a signature
_OPTION = re.compile(r"[A-Da-d]\s?[.)/]\s?\S")
_SPACES = re.compile(r"[^\S\n]+")
_SHEET = re.compile(r"(?:sheet|trang[ _]?tính|feuil|tabelle|bảng|table)[ _]?\d{0,3}", re.IGNORECASE)

_FEWEST_WORDS = 2  # of a description; one word names a drawing rather than saying what it shows
_BY_A_PROGRAM = re.compile(
    r"""
    .{0,300}\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg|wmf|emf)          # the name of a file
    | (?:picture|image|img|photo|graphic|shape|text[ ]box|rectangle|hình|ảnh|hình[ ]ảnh|đồ[ ]họa)[ _]?\d{0,6}
    | .*(?:automatically[ ]generated|AI-generated|được[ ]tạo[ ]tự[ ]động|do[ ]AI[ ]tạo).*
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RichRun:
    """Text in one style. Line breaks inside a paragraph are line feeds."""

    text: str
    font: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """A paragraph as its source has it.

    Attributes:
        runs: In order.
        heading: Outline level from 1 where the source says so.
        label: The number or bullet the source prints by itself ("1.", "a)", "•").
        depth: List depth from 0; None outside lists.
        centred: Set in the middle.
        kind: Where the source knows better than the text (footnote, header, caption …).
    """

    runs: tuple[RichRun, ...]
    heading: int | None = None
    label: str | None = None
    depth: int | None = None
    centred: bool = False
    kind: BlockKind | None = None

    @property
    def bold(self) -> bool:
        """Whether everything in it is bold."""
        inked = [run for run in self.runs if run.text.strip()]
        return bool(inked) and all(run.bold for run in inked)


@dataclass(frozen=True, slots=True)
class RichCell:
    """A table cell: its paragraphs, and what of the grid it takes."""

    row: int
    column: int
    paragraphs: tuple[RichParagraph, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class RichTable:
    """A table; cells in row order."""

    cells: tuple[RichCell, ...]
    header_rows: int = 0


@dataclass(slots=True)
class Counts:
    """Paragraphs with text met and kept, for the account at the end."""

    source: int = 0
    kept: int = 0
    deleted: int = 0
    deleted_characters: int = 0
    hidden_characters: int = 0
    struck_characters: int = 0
    notes: list[str] = field(default_factory=list)


def text_of(paragraph: RichParagraph, findings: Findings) -> str:
    """The paragraph's text in Unicode, label first, single spaces, trimmed lines."""
    texts = convert_runs([Run(run.text, run.font) for run in paragraph.runs], findings)
    signs = (as_signs(text, run.font) for text, run in zip(texts, paragraph.runs, strict=True))
    lines = without_letter_spacing("".join(signs)).split("\n")
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    text = re.sub(r"\n{2,}", "\n", text).strip()
    if paragraph.label and text:
        return f"{paragraph.label} {text}"
    return text


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Lines of words without boxes."""
    lines = (Line(tuple(Word(word) for word in line.split())) for line in text.split("\n"))
    return tuple(line for line in lines if line.words)


def block_of(paragraph: RichParagraph, findings: Findings) -> Block | None:
    """A paragraph as a block; None when it holds no text."""
    text = text_of(paragraph, findings)
    lines = lines_of_text(text)
    if not lines or _RULE.match(text):
        return None
    strong = paragraph.bold or is_capitals(text)
    if paragraph.kind is not None:
        return Block(paragraph.kind, lines, marker=paragraph.label, emphasis=strong)
    flat = text.replace("\n", " ")
    if paragraph.heading is not None and (level := _heading_level(flat, paragraph)) is not None:
        return Block(BlockKind.HEADING, lines, level=level, emphasis=strong)
    kind, level, marker = kind_of(flat, strong=strong, centred=paragraph.centred)
    if paragraph.label and paragraph.depth is not None and kind is BlockKind.PARAGRAPH:
        kind, level, marker = BlockKind.LIST_ITEM, paragraph.depth, paragraph.label
    return Block(kind, lines, level=level, marker=marker, emphasis=strong)


def description_of(text: str | None) -> Block | None:
    """What an author says a picture shows; None where a program wrote it, or it says next to nothing."""
    flat = " ".join((text or "").split())
    worded = sum(any(map(str.isalpha, word)) for word in flat.split()) >= _FEWEST_WORDS
    return Block(BlockKind.DESCRIPTION, lines_of_text(flat)) if worded and not _BY_A_PROGRAM.fullmatch(flat) else None


def _heading_level(text: str, paragraph: RichParagraph) -> int | None:
    """The level of what a style calls a heading; None where it plainly is none ("Số: …", a place and date)."""
    part = part_level(text)
    if part is not None:
        return part
    if len(text) > _LONGEST_HEADING or _NUMBER_LINE.match(text) or is_value(text):
        return None
    return min(max(paragraph.heading or 1, 1), 6)


def folds(paragraphs: Sequence[int]) -> bool:
    """Whether the only row of a table sets text in columns side by side, as a folded leaflet has them.

    Args:
        paragraphs: With words, by cell.
    """
    filled = [number for number in paragraphs if number]
    return len(filled) > 1 and sum(number > 1 for number in filled) > len(filled) / 2 and sum(filled) >= _FOLDED


def are_panels(table: RichTable) -> bool:
    """Whether a table sets panels: every cell that is filled has a heading of its own above its text."""
    filled = [cell for cell in table.cells if _inked(cell)]
    return len(filled) >= _PANELS and all(_is_headed(cell) for cell in filled)


def _is_headed(cell: RichCell) -> bool:
    texts = [paragraph for paragraph in cell.paragraphs if any(run.text.strip() for run in paragraph.runs)]
    name = "".join(run.text for run in texts[0].runs).strip()
    told = len(texts) > 1 and not all(paragraph.bold for paragraph in texts[1:])
    return told and texts[0].bold and len(name.split()) <= _PANEL_NAME and not name.endswith((".", ":", ";", ","))


def are_counted(texts: Sequence[str]) -> bool:
    """Whether cells are the options of a question, from one to the next ("A. …", "B. …", "C. …")."""
    letters = [(_OPTION.match(text) or " ")[0][:1].upper() for text in texts if text]
    return len(letters) > 2 and letters == list("ABCD"[: len(letters)])


def unframed(table: RichTable) -> tuple[RichParagraph, ...] | None:
    """What stands in a frame or in columns: paragraphs of a table of one column, of panels, of options, of a leaflet.

    Returns:
        None for what is a table.
    """
    framed = not any(cell.column or cell.column_span > 1 for cell in table.cells)
    if not (
        framed
        or are_panels(table)
        or are_counted([_said(cell) for cell in table.cells])
        or (len({cell.row for cell in table.cells}) == 1 and folds([_inked(cell) for cell in table.cells]))
    ):
        return None
    return tuple(paragraph for cell in table.cells for paragraph in cell.paragraphs)


def _said(cell: RichCell) -> str:
    return " ".join("".join(run.text for run in paragraph.runs) for paragraph in cell.paragraphs).strip()


def _inked(cell: RichCell) -> int:
    return sum(any(run.text.strip() for run in paragraph.runs) for paragraph in cell.paragraphs)


def table_of(table: RichTable, findings: Findings) -> Block | None:
    """A table as a block; None when no cell holds text."""
    cells = tuple(_cell(cell, table.header_rows, findings) for cell in table.cells)
    lines = tuple(line for cell in cells for line in cell.lines)
    return Block(BlockKind.TABLE, lines, cells=cells) if lines else None


def _cell(cell: RichCell, header_rows: int, findings: Findings) -> Cell:
    texts = [text_of(paragraph, findings) for paragraph in cell.paragraphs]
    lines = tuple(line for text in texts for line in lines_of_text(text))
    inked = [paragraph for paragraph, text in zip(cell.paragraphs, texts, strict=True) if text]
    bold = bool(inked) and all(paragraph.bold for paragraph in inked)
    header = bool(lines) and (cell.row < header_rows or (cell.row == 0 and bold))
    return Cell(cell.row, cell.column, lines, cell.row_span, cell.column_span, header)


def sheet_name(name: str, *, alone: bool) -> tuple[Block, ...]:
    """What a sheet is called, as its first block: no title of anything.

    Args:
        name: As the workbook has it.
        alone: It is the only sheet that is shown; then, and where a program made the name, it is kept beside the
            text.
    """
    lines = lines_of_text(name)
    kind = BlockKind.HEADER if alone or _SHEET.fullmatch(name.strip()) else BlockKind.SHEET_NAME
    return (Block(kind, lines),) if lines else ()


def without_repeats(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Running heads once: a block whose text was there before is left out."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        key = block.text.casefold()
        if key not in seen:
            seen.add(key)
            kept.append(block)
    return tuple(kept)
