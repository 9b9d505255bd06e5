"""A page's text layer as a Page, when it is worth believing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from converters.legacy.conversion import Findings
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Method, Page
from converters.reading.pdf.annotations import AnnotationArea, flatten_annotations, put_in_place
from converters.reading.pdf.carried_columns import Carried, ends_page
from converters.reading.pdf.columns import level_lines
from converters.reading.pdf.geometry import FloatBox, Frame, frame_of
from converters.reading.pdf.look import Drawn, look_at
from converters.reading.pdf.open_tables import OpenTables, find_open_tables
from converters.reading.pdf.opening import page_dpi, page_of
from converters.reading.pdf.tables import Grid, cell_of, find_grids, table_block
from converters.reading.pdf.text_layer.aside import deal_words, sideways_blocks, watermark_blocks
from converters.reading.pdf.text_layer.blocks import (
    Body,
    Group,
    as_block,
    body_of,
    group_lines,
    in_reading_order,
    is_small,
)
from converters.reading.pdf.text_layer.drawn_bullets import with_drawn_bullets
from converters.reading.pdf.text_layer.judge import LayerVerdict, judge_layer
from converters.reading.pdf.text_layer.lines import (
    PlacedLine,
    PlacedWord,
    drawn_upwards,
    lines_of,
    may_hold_columns,
    place_words,
    upright_frame,
    with_initials,
)
from converters.reading.pdf.text_layer.words import GlyphReader
from validators.problems import say

BELOW = 1.7  # parts of the font size: text this near below a number stands in its column, not under a running head


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's text layer, judged.

    Attributes:
        verdict: Whether it is believed.
        page: The page as read from it; None when it is not believed.
        columns: Of the table that ends the page, where its maker drew no rules between them.
    """

    verdict: LayerVerdict
    page: Page | None
    columns: Carried | None = None


def read_layer(
    document: pdfium.PdfDocument, number: int, findings: Findings, carried: Carried | None = None
) -> TextLayer:
    """Judge a page's text layer and read it if it is believed.

    Args:
        document: Open, under PDFium's lock.
        number: From 1.
        findings: Legacy encodings met in the file; added to.
        carried: The columns of the table that ends the page before.

    Raises:
        Damaged: The page's own objects are broken.
    """
    page = page_of(document, number)
    filled_in = flatten_annotations(page)
    if filled_in:
        page.close()
        page = page_of(document, number)
    try:
        return _read(page, number, findings, filled_in, carried)
    finally:
        page.close()


def _read(
    page: pdfium.PdfPage,
    number: int,
    findings: Findings,
    filled_in: Sequence[AnnotationArea],
    carried: Carried | None,
) -> TextLayer:
    raw = put_in_place(GlyphReader(page).words(), filled_in)
    frame = upright_frame(raw, frame_of(page, page_dpi(page)))
    drawn = look_at(page, frame)
    own = Findings(letters=findings.letters.copy())
    words = place_words(raw, frame, own)
    verdict = judge_layer(raw, [word.text for word in words], drawn.look, page.get_height())
    if not verdict.believed:
        return TextLayer(verdict, None)
    _keep(own, findings)
    found = _found(with_drawn_bullets(words, drawn.dots) if drawn.dots else words, drawn, frame, carried)
    width, height = frame.stored_size
    read = Page(
        number,
        width,
        height,
        frame.dpi,
        found.blocks,
        Method.TEXT_LAYER,
        reason=verdict.reason,
        rotation=90 * frame.quarters,
        flags=tuple(_doubt(number, box) for box in found.doubtful),
    )
    return TextLayer(verdict, read, found.columns)


def _doubt(number: int, box: Box) -> Flag:
    reason = say("This looks like a table, but its rows could not be told; it was read line by line.")
    return Flag(number, box, -1, -1, "", (), "table", reason)


def _keep(own: Findings, findings: Findings) -> None:
    findings.letters.clear()
    findings.letters.update(own.letters)
    findings.lost.update(own.lost)
    findings.unmapped_fonts.update(own.unmapped_fonts)


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands on a page: blocks in reading order, boxes of tables not understood, columns of the last table."""

    blocks: tuple[Block, ...]
    doubtful: tuple[Box, ...]
    columns: Carried | None


def _found(words: list[PlacedWord], drawn: Drawn, frame: Frame, carried: Carried | None) -> _Found:
    dealt = deal_words(words)
    lines = with_initials(_downwards(dealt.upright))
    upright = [word for line in lines for word in line.words]
    grids = find_grids(drawn.rulings, frame)
    free, inside = _deal(upright, grids)
    columned = carried is not None or may_hold_columns(lines)
    tables = find_open_tables(free, drawn.rulings, frame, carried) if columned else OpenTables()
    if tables.grids:
        grids += tables.grids
        free, inside = _deal(upright, grids)
    free, unclear = _within(free, tables.doubtful) if tables.doubtful else (free, [])
    lines = lines if len(free) == len(upright) else with_initials(lines_of(free))
    drawn_at = {id(word): index for index, word in enumerate([*upright, *dealt.sideways])}
    placed: list[tuple[Group, Block | None]] = []
    body = body_of(lines, frame.height) if lines else None
    if body is not None:
        placed += [(group, _numbered(as_block(group, body, frame), group, lines)) for group in group_lines(lines, body)]
    placed += _tables(grids, inside, frame)
    placed += _line_by_line(unclear, frame)
    placed += sideways_blocks(dealt.sideways, frame)
    for group, _ in placed:
        group.order = min(drawn_at.get(id(word), len(words)) for line in group.lines for word in line.words)
    ordered = _ordered(placed, body) if body else _in_page_order(placed)
    blocks = (*ordered, *watermark_blocks(dealt.watermark, frame), *_figures(drawn.figures, frame))
    last = next((columns for columns, grid in _last_first(tables) if ends_page(grid.box, upright)), None)
    return _Found(blocks, tuple(frame.whole(box) for box in tables.doubtful), last)


def _last_first(tables: OpenTables) -> Iterator[tuple[Carried, Grid]]:
    return reversed([*zip(tables.columns, tables.grids, strict=True)])


def _in_page_order(placed: list[tuple[Group, Block | None]]) -> list[Block]:
    return [block for _, block in sorted(placed, key=lambda item: item[0].place.top) if block is not None]


def _within(words: list[PlacedWord], boxes: Sequence[FloatBox]) -> tuple[list[PlacedWord], list[PlacedWord]]:
    """Words outside of all boxes, and inside of one."""
    outside: list[PlacedWord] = []
    inside: list[PlacedWord] = []
    for word in words:
        x, y = (word.box.left + word.box.right) / 2, word.baseline
        (inside if any(box.holds(x, y) for box in boxes) else outside).append(word)
    return outside, inside


def _line_by_line(words: list[PlacedWord], frame: Frame) -> Iterator[tuple[Group, Block]]:
    """A table that was not understood: what stands level is read together, so that no row is mixed with another."""
    for level in level_lines(words):
        line = PlacedLine(list(level.words))
        group = Group([line])
        yield group, Block(BlockKind.PARAGRAPH, (line.as_line(frame),), frame.whole(group.place))


def _numbered(block: Block | None, group: Group, lines: Sequence[PlacedLine]) -> Block | None:
    """A number at the edge of a page counts rows, not pages, when text stands beside it and right below it."""
    if block is None or block.kind is not BlockKind.PAGE_NUMBER:
        return block
    number = group.lines[0]
    reach = BELOW * number.size
    beside = [line for line in lines if line is not number and abs(line.baseline - number.baseline) < number.size / 2]
    below = [line for line in lines if number.size / 2 < line.baseline - number.baseline < reach]
    return replace(block, kind=BlockKind.PARAGRAPH) if beside and below else block


def _downwards(words: list[PlacedWord]) -> list[PlacedLine]:
    """The lines as they were drawn, or from head to foot where the page was drawn from foot to head."""
    lines = lines_of(words)
    return sorted(lines, key=lambda line: line.baseline) if drawn_upwards(lines) else lines


def _tables(
    grids: list[Grid], inside: list[dict[int, list[PlacedWord]]], frame: Frame
) -> Iterator[tuple[Group, Block]]:
    for grid, members in zip(grids, inside, strict=True):
        if members:
            group = Group(lines_of(word for cell in members.values() for word in cell), order=0)
            group.place = grid.box
            yield group, table_block(grid, members, frame)


def _deal(words: list[PlacedWord], grids: list[Grid]) -> tuple[list[PlacedWord], list[dict[int, list[PlacedWord]]]]:
    """Words of each grid by cell, and the words outside all grids."""
    free: list[PlacedWord] = []
    inside: list[dict[int, list[PlacedWord]]] = [{} for _ in grids]
    for word in words:
        for grid, members in zip(grids, inside, strict=True):
            cell = cell_of(word, grid)
            if cell is not None:
                members.setdefault(cell, []).append(word)
                break
        else:
            free.append(word)
    return free, inside


def _ordered(placed: list[tuple[Group, Block | None]], body: Body) -> list[Block]:
    blocks = {id(group): block for group, block in placed}
    # What a signing program printed over the page was drawn last and must not hold up what stands below it.
    over = [group for group, block in placed if block is not None and block.kind is BlockKind.OVERLAY]
    kept = [group for group, _ in placed if group not in over]
    groups = sorted(kept, key=lambda group: group.order)
    ordered: list[Block] = []
    for group in [*in_reading_order(groups), *sorted(over, key=lambda group: group.order)]:
        block = blocks[id(group)]
        if block is not None:
            before = ordered[-1].kind if ordered else None
            ordered.append(_continued(group, block, body, before))
    return ordered


_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def _continued(group: Group, block: Block, body: Body, before: BlockKind | None) -> Block:
    """A block that goes on with what stood before it: the later paragraphs of a footnote."""
    if before is BlockKind.FOOTNOTE and block.kind in _TEXT and is_small(group, body):
        return replace(block, kind=BlockKind.FOOTNOTE)
    return block


def _figures(figures: tuple[FloatBox, ...], frame: Frame) -> list[Block]:
    return [Block(BlockKind.FIGURE, (), frame.whole(box)) for box in figures]
