"""A page's text layer as a Page, when it is worth believing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page
from converters.reading.pdf.annotations import AnnotationArea, flatten_annotations, put_in_place
from converters.reading.pdf.geometry import FloatBox, Frame, frame_of
from converters.reading.pdf.look import Drawn, look_at
from converters.reading.pdf.open_tables import find_open_tables
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
from converters.reading.pdf.text_layer.judge import LayerVerdict, judge_layer
from converters.reading.pdf.text_layer.lines import (
    PlacedWord,
    drawn_upwards,
    lines_of,
    place_words,
    upright_frame,
)
from converters.reading.pdf.text_layer.words import GlyphReader


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's text layer, judged.

    Attributes:
        verdict: Whether it is believed.
        page: The page as read from it; None when it is not believed.
    """

    verdict: LayerVerdict
    page: Page | None


def read_layer(document: pdfium.PdfDocument, number: int, findings: Findings) -> TextLayer:
    """Judge a page's text layer and read it if it is believed.

    Args:
        document: Open, under PDFium's lock.
        number: From 1.
        findings: Legacy encodings met in the file; added to.

    Raises:
        Damaged: The page's own objects are broken.
    """
    page = page_of(document, number)
    filled_in = flatten_annotations(page)
    if filled_in:
        page.close()
        page = page_of(document, number)
    try:
        return _read(page, number, findings, filled_in)
    finally:
        page.close()


def _read(page: pdfium.PdfPage, number: int, findings: Findings, filled_in: Sequence[AnnotationArea]) -> TextLayer:
    raw = put_in_place(GlyphReader(page).words(), filled_in)
    frame = upright_frame(raw, frame_of(page, page_dpi(page)))
    drawn = look_at(page, frame)
    own = Findings(letters=findings.letters.copy())
    words = place_words(raw, frame, own)
    verdict = judge_layer(raw, [word.text for word in words], drawn.look, page.get_height())
    if not verdict.believed:
        return TextLayer(verdict, None)
    _keep(own, findings)
    blocks = _blocks(words, drawn, frame)
    width, height = frame.stored_size
    read = Page(
        number,
        width,
        height,
        frame.dpi,
        blocks,
        Method.TEXT_LAYER,
        reason=verdict.reason,
        rotation=90 * frame.quarters,
    )
    return TextLayer(verdict, read)


def _keep(own: Findings, findings: Findings) -> None:
    findings.letters.clear()
    findings.letters.update(own.letters)
    findings.lost.update(own.lost)
    findings.unmapped_fonts.update(own.unmapped_fonts)


def _blocks(words: list[PlacedWord], drawn: Drawn, frame: Frame) -> tuple[Block, ...]:
    dealt = deal_words(words)
    upright = _downwards(dealt.upright)
    grids = find_grids(drawn.rulings, frame)
    free, _ = _deal(upright, grids)
    found = find_open_tables(free, drawn.rulings, frame)
    grids += found.grids
    free, inside = _deal(upright, grids)
    lines = lines_of(free)
    drawn_at = {id(word): index for index, word in enumerate([*upright, *dealt.sideways])}
    placed: list[tuple[Group, Block | None]] = []
    body = body_of(lines, frame.height) if lines else None
    if body is not None:
        placed += [(group, as_block(group, body, frame)) for group in group_lines(lines, body)]
    placed += _tables(grids, inside, frame)
    placed += sideways_blocks(dealt.sideways, frame)
    for group, _ in placed:
        group.order = drawn_at[id(group.lines[0].words[0])]
    ordered = _ordered(placed, body) if body else [block for _, block in placed if block is not None]
    return (*ordered, *watermark_blocks(dealt.watermark, frame), *_figures(drawn.figures, frame))


def _downwards(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words from head to foot where the page was drawn from foot to head; otherwise as they were drawn."""
    lines = lines_of(words)
    if not drawn_upwards(lines):
        return words
    return [word for line in sorted(lines, key=lambda line: line.baseline) for word in line.words]


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
