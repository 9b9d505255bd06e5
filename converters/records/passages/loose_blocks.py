"""Blocks that are less or more than paragraphs: tables that only lay out a page, scraps of one printed line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from converters.reading.document import Block, BlockKind, Cell, Line
from converters.records.passages.passage import surrounding
from validators.language import legal_paper

_LAYOUT_TABLE = re.compile(
    legal_paper.one_of(legal_paper.MOTTO_FIRST_HALF, rf"{legal_paper.RECIPIENTS}\s?:", legal_paper.SIGNED_FOR)
)
_SIGNED_BELOW = re.compile(r"\((?:Ký|Đã ký)(?:[,;]| và | tên|\))|ĐẠI DIỆN BÊN ")
_MOST_SIGNERS = 2  # index of the last column of those who sign beside each other
_MOST_HEAD_ROWS = 12  # of a table of two columns that lays out a head or a closing
_MOST_WIDE_ROWS = 5  # of such a table with more columns
_SCRAP = 14  # characters: "2025/NQ-HĐND" and shorter
_SAME_ROW = 0.4  # of the lower scrap's height that the other must overlap


def untabled(block: Block) -> Iterator[Block]:
    """Word sets heads and signatures in tables without lines: their cells, or unknown cells' lines, are paragraphs."""
    if block.kind is BlockKind.TABLE and not block.cells:
        for line in block.lines:
            yield Block(BlockKind.PARAGRAPH, (line,), line.box)
        return
    kept = block.by_person or not block.cells or not _lays_out(block)
    if block.kind is not BlockKind.TABLE or kept:
        yield block
        return
    for cell in sorted(block.cells, key=_layout_order(block.cells)):
        for line in cell.lines:
            yield Block(BlockKind.PARAGRAPH, (line,), line.box)


def _lays_out(block: Block) -> bool:
    rows, columns = max(cell.row for cell in block.cells), max(cell.column for cell in block.cells)
    if _LAYOUT_TABLE.search(block.text):
        return rows <= (_MOST_HEAD_ROWS if columns <= 1 else _MOST_WIDE_ROWS)
    return columns <= _MOST_SIGNERS and rows <= _MOST_WIDE_ROWS and len(_SIGNED_BELOW.findall(block.text)) > 1


def _layout_order(cells: Sequence[Cell]) -> Callable[[Cell], tuple[int, int, int]]:
    """Left column, then right column, down to a row that fills the width (the type of the act); so on from there."""
    filled = {cell.row for cell in cells if cell.text.strip()}
    wide = sorted(row for row in filled if sum(cell.row == row for cell in cells) == 1)

    def order(cell: Cell) -> tuple[int, int, int]:
        return bisect_right(wide, cell.row - 1) + bisect_right(wide, cell.row), cell.column, cell.row

    return order


def pieced_together(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks, with scraps of one printed line ("Số:", "225", "/QĐ", "-UBND") put back into one from left to right."""
    scraps: list[Block] = []
    for block in blocks:
        if _is_scrap(block) and (not scraps or _same_row(scraps[0], block)):
            scraps.append(block)
            continue
        yield from _one_line(scraps)
        scraps = [block] if _is_scrap(block) else []
        if not scraps:
            yield block
    yield from _one_line(scraps)


def _is_scrap(block: Block) -> bool:
    return (
        block.kind is not BlockKind.TABLE
        and not block.by_person
        and block.box is not None
        and len(block.lines) == 1
        and len(block.text) <= _SCRAP
    )


def _same_row(first: Block, second: Block) -> bool:
    if first.box is None or second.box is None:
        return False
    return -first.box.gap_down(second.box) > _SAME_ROW * min(first.box.height, second.box.height)


def _one_line(scraps: Sequence[Block]) -> Iterator[Block]:
    if len(scraps) < 2 or not any(scrap.text.lstrip().startswith(("S", "/", "-")) for scrap in scraps):
        yield from scraps
        return
    loose = [word for scrap in scraps for line in scrap.lines for word in line.words]
    words = tuple(sorted(loose, key=lambda word: word.box.left if word.box else 0))
    box = surrounding(scrap.box for scrap in scraps)
    yield Block(BlockKind.PARAGRAPH, (Line(words, box),), box)
