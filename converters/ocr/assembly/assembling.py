"""Put the engine's words back on the page: lines, blocks, boxes in pixels of the image as stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from converters.ocr.assembly.non_text import LineKind, classify_line, without_non_text
from converters.ocr.assembly.pen_initials import split_initials
from converters.ocr.assembly.print_on_posters import is_print_on_poster, without_ornaments
from converters.ocr.assembly.signature_appearances import find_signature_appearances
from converters.ocr.assembly.spreads import with_spread_furniture
from converters.ocr.assembly.stamps_and_signatures import MarkArea, stamped_frames, without_mark_words
from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.bullets import Bullet
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.layout.paragraphs import TextLine, is_page_number, paragraphs_of
from converters.ocr.layout.ruled_tables import GridCell
from converters.ocr.preparation.prepare import Prepared
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Line, Page, Word
from converters.reading.paging.upright import stored_box, upright_box
from validators.language import legal_paper

_MOTTO = re.compile(f"{legal_paper.STATE_NAME_OPENING}|{legal_paper.MOTTO_OPENING}")
_DATE_LINE = re.compile(r"(?i)ngày\b.{0,12}tháng\b.{0,12}năm\b")
_SIGNED = re.compile(r"(?i)(?:cơ quan\s*:\s*u|(?:người ký|ký bởi|thời gian ký|giờ ký)\s*:|\W*\+07:00)")
ONE_NOTE = 4.0  # heights of a line between two of one note
LONGEST_SIGNED = 120  # characters: a longer block is text of the document that speaks of signing
BULLET_CONFIDENCE = 0.97  # a shape that was told by rule
HEAD_BLOCKS = 12  # within which the state name or the motto stands, two columns and a page number counted
BELOW_MOTTO = 6  # blocks below the motto within which place and date stand
PAGE_NUMBER_MARGIN = 0.12  # of the page's height, above and below: where page numbers stand


def assemble(
    prepared: Prepared,
    layout: Layout,
    crops: Sequence[Crop],
    readings: Sequence[tuple[ReadWord, ...]],
    page: Page,
    *,
    clean: bool = True,
) -> tuple[Block, ...]:
    """Blocks of a page, in reading order, then its stamps and signatures.

    Args:
        prepared: The page the crops were cut from.
        layout: Of that page.
        crops: One for each line of the layout.
        readings: What the engine read in each.
        page: Gives the size of the stored image.
        clean: Whether to drop what is no print.
    """
    read = [
        _line(line, crop, words, prepared, page)
        for line, crop, words in zip(layout.lines, crops, readings, strict=True)
    ]
    areas = _areas(prepared, page, read)
    pending = iter(read)
    usual = median([line.fragment.height for line in layout.lines] or [0.0])
    found: list[Block] = []
    handwriting: list[Line] = []
    for block in layout.blocks:
        texts: list[tuple[LayoutLine, Line]] = []
        for laid_out in block.lines:
            line = without_mark_words(next(pending), areas)
            text, written = _sorted(line, laid_out, prepared) if clean else (line, ())
            handwriting += written
            texts += [(laid_out, text)] if text is not None and text.words else []
        found += [_table(texts)] if block.table is not None else _paragraphs(texts, usual)
    apart = [Block(BlockKind.HANDWRITING, (line,), line.box) for line in handwriting]
    named = with_spread_furniture(_named(found, page), page)
    return (*_without_overlays(list(named), page), *apart, *(area.block for area in areas))


def _sorted(line: Line, laid_out: LayoutLine, prepared: Prepared) -> tuple[Line | None, tuple[Line, ...]]:
    """What of a line is text, if anything, and what of it was written by hand; nobody writes on posters."""
    if not line.words:
        return None, ()
    if prepared.pictorial:
        line = replace(line, words=without_ornaments(line.words))
        fragment = laid_out.fragment
        size = fragment.height / max(prepared.letter_height, 1.0)
        text = is_print_on_poster(line, scrap=laid_out.scrap, size=size, pieces=fragment.letters)
        return (replace(line, words=without_non_text(line.words, on_poster=True)) if text else None), ()
    line, initials = split_initials(line)
    written = () if initials is None else (initials,)
    in_cell = laid_out.cell is not None
    match classify_line(line, in_cell=in_cell):
        case LineKind.TEXT:
            return replace(line, words=without_non_text(line.words, in_cell=in_cell)), written
        case LineKind.HANDWRITING:
            return None, (*written, line)
        case LineKind.NOTHING:
            return None, written


def _paragraphs(texts: Sequence[tuple[LayoutLine, Line]], usual: float) -> list[Block]:
    found = []
    for paragraph in paragraphs_of([TextLine(laid_out.fragment, line.text) for laid_out, line in texts], usual):
        lines = tuple(line for _, line in texts[paragraph.first : paragraph.last])
        box = Box.around_known(line.box for line in lines)
        found.append(Block(paragraph.kind, lines, box, paragraph.level, paragraph.marker, emphasis=paragraph.emphasis))
    return found


def _table(texts: Sequence[tuple[LayoutLine, Line]]) -> Block:
    """A table: its cells, and all their lines cell by cell."""
    cells: dict[GridCell, list[Line]] = {}
    for laid_out, line in texts:
        if laid_out.cell is not None:
            cells.setdefault(laid_out.cell, []).append(line)
    headed = len({cell.row for cell in cells}) > 1  # a lone row goes on a table of the page before
    placed = tuple(
        Cell(cell.row, cell.column, tuple(lines), cell.row_span, cell.column_span, header=headed and cell.row == 0)
        for cell, lines in cells.items()
    )
    lines = tuple(line for _, line in texts)
    return Block(BlockKind.TABLE, lines, Box.around_known(line.box for line in lines), cells=placed)


def _named(blocks: list[Block], page: Page) -> list[Block]:
    """Page numbers told apart by where they stand; the national header is text like any other, and no heading."""
    named = list(blocks)
    for index in {0, len(blocks) - 1}:
        if 0 <= index < len(blocks) and _is_page_number(blocks[index], page):
            named[index] = replace(blocks[index], kind=BlockKind.PAGE_NUMBER, level=0, marker=None)
    motto = next((index for index, block in enumerate(named[:HEAD_BLOCKS]) if _MOTTO.search(block.text)), None)
    if motto is not None:
        last = motto
        for index, block in enumerate(named[: motto + BELOW_MOTTO]):
            if _DATE_LINE.search(block.text):
                last = max(last, index)
        named[: last + 1] = [
            replace(block, kind=BlockKind.PARAGRAPH, level=0, marker=None) for block in named[: last + 1]
        ]
    return named


def _without_overlays(blocks: list[Block], page: Page) -> list[Block]:
    """What a signing program printed over the page (who signed, when) stands apart from the text."""
    upright = [None if block.box is None else upright_box(block.box, page) for block in blocks]
    signed = [_SIGNED.match(block.text) is not None and len(block.text) <= LONGEST_SIGNED for block in blocks]
    areas = _signed_areas([box for box, is_signed in zip(upright, signed, strict=True) if box and is_signed])
    return [
        replace(block, kind=BlockKind.OVERLAY, level=0, marker=None)
        if box and any(area.contains(box) for area in areas)
        else block
        for block, box in zip(blocks, upright, strict=True)
    ]


def _signed_areas(signed: Sequence[Box]) -> list[Box]:
    """Where signing programs printed their notes: their lines, what stands between close ones, the ornament beside."""
    areas: list[Box] = []
    for box in sorted(signed, key=lambda box: box.top):
        if areas and box.top - areas[-1].bottom <= ONE_NOTE * box.height and abs(box.left - areas[-1].left) < box.width:
            areas[-1] = Box.around((areas[-1], box))
        else:
            areas.append(box)
    halves = [(box, box.height // 2) for box in areas]
    return [box.grown(half)._replace(left=box.left - 4 * half) for box, half in halves]


def _is_page_number(block: Block, page: Page) -> bool:
    if len(block.lines) != 1 or not is_page_number(block.text):
        return False
    if block.box is None or page.rotation or not page.height:
        return True
    middle = block.box.centre_y / page.height
    return middle < PAGE_NUMBER_MARGIN or middle > 1 - PAGE_NUMBER_MARGIN


def _areas(prepared: Prepared, page: Page, lines: Sequence[Line]) -> list[MarkArea]:
    """The stamps and signatures of the page, those that only their words tell included."""
    frames = [to_stored_page(box.scaled(2), prepared, page) for box in prepared.frames]
    marks = [
        MarkArea(BlockKind(mark.kind), to_stored_page(mark.box.scaled(2), prepared, page)) for mark in prepared.marks
    ]
    upright = [replace(line, box=None if line.box is None else upright_box(line.box, page)) for line in lines]
    signed = [stored_box(box, page) for box in find_signature_appearances(upright)]
    overlays = [MarkArea(BlockKind.OVERLAY, box, framed=True) for box in signed]
    return [*overlays, *stamped_frames(frames, lines), *marks]


def _line(line: LayoutLine, crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page) -> Line:
    placed = tuple(_words(line.bullet, crop, words, prepared, page))
    return Line(placed, Box.around_known(word.box for word in placed))


def _words(
    bullet: Bullet | None, crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page
) -> Iterator[Word]:
    if bullet is not None:
        yield Word(bullet.text, to_stored_page(bullet.box.scaled(2), prepared, page), BULLET_CONFIDENCE)
    for word in words:
        box = to_stored_page(crop.on_page(word.box), prepared, page)
        yield Word(word.text, box, word.confidence, alternatives=word.alternatives)


def to_stored_page(box: Box, prepared: Prepared, page: Page) -> Box:
    """A box of the prepared page in pixels of the stored image."""
    return prepared.transform.box(box, width=page.width or 0, height=page.height or 0)
