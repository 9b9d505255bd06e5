"""A table whose cells a person typed: words that stayed keep their places, others stand where those before stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from converters.corrections.lines.arrangement import TypedCell
from converters.corrections.lines.regions import block_with, box_of, line_from, lines_in, lines_of_cells
from converters.corrections.places import lines_of
from converters.corrections.typed import retyped_words, typed_in
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Line, Page, Word

_Place = tuple[int, int]  # row and column


def lines_of_table(page: Page, lines: Sequence[Line]) -> list[Line]:
    """Lines that are to be a table; of a table that stands there already, all of them.

    Args:
        page: Where they stand.
        lines: Those chosen. Where the first of them is in a table, it is that table that is typed anew.
    """
    first = block_with(page, lines[0]) if lines else None
    if first is not None and first.cells:
        return list(lines_in(first))
    chosen = {id(line) for line in lines}
    tables = [lines_in(block) for block in page.blocks if block.cells]
    torn = [table for table in tables if any(id(line) in chosen for line in table)]
    chosen.update(id(line) for table in torn for line in table)
    return [line for line in lines_of(page) if id(line) in chosen]


def grid_of(page: Page, chosen: Sequence[Line]) -> tuple[TypedCell, ...]:
    """Lines of a page as the cells of a table: those of the table they stand in, else one row a line."""
    lines = lines_of_table(page, chosen)
    block = block_with(page, lines[0]) if lines else None
    if block is not None and block.cells:
        return tuple(
            TypedCell(cell.row, cell.column, cell.text, cell.row_span, cell.column_span, cell.header)
            for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column))
        )
    return tuple(TypedCell(row, 0, line.text) for row, line in enumerate(lines))


def typed_table(page: Page, lines: Sequence[Line], cells: Sequence[TypedCell]) -> Block:
    """The table as it was typed.

    Args:
        page: Where the lines stand.
        lines: What the table is made of.
        cells: As typed, row by row.
    """
    words = _words_by_cell(page, lines, cells)
    region = Box.around_known(box_of(line) for line in lines)
    bands = _Bands(words, cells, region)
    made = tuple(
        Cell(one.row, one.column, _lines(words[_place(one)], one, bands), one.row_span, one.column_span, one.header)
        for one in cells
    )
    return Block(BlockKind.TABLE, lines_of_cells(made), region, cells=made, by_person=True)


def _place(cell: Cell | TypedCell) -> _Place:
    return cell.row, cell.column


def _words_by_cell(page: Page, lines: Sequence[Line], cells: Sequence[TypedCell]) -> Mapping[_Place, list[Word]]:
    """The words of each typed cell: cell by cell where the table has the same ones, else all in their order."""
    block = block_with(page, lines[0])
    old = {_place(cell): cell for cell in block.cells} if block is not None else {}
    if old.keys() == {_place(cell) for cell in cells}:
        return {_place(cell): retyped_words(_words(old[_place(cell)].lines), cell.text.split()) for cell in cells}
    made = iter(retyped_words(_words(lines), [text for cell in cells for text in cell.text.split()]))
    return {_place(cell): [next(made) for _ in cell.text.split()] for cell in cells}


def _words(lines: Iterable[Line]) -> list[Word]:
    return [word for line in lines for word in line.words]


class _Bands:
    """Where the rows and columns of a table stand, as far as words tell."""

    def __init__(self, words: Mapping[_Place, list[Word]], cells: Sequence[TypedCell], region: Box | None) -> None:
        single = [one for one in cells if one.row_span == one.column_span == 1]
        self._region = region
        self._rows = self._around((one.row, words[_place(one)]) for one in single)
        self._columns = self._around((one.column, words[_place(one)]) for one in single)

    @staticmethod
    def _around(found: Iterable[tuple[int, list[Word]]]) -> Mapping[int, Box]:
        bands: dict[int, Box] = {}
        for band, words in found:
            boxes = [box for word in words if (box := word.box) is not None]
            if boxes:
                bands[band] = Box.around([*boxes, *([bands[band]] if band in bands else [])])
        return bands

    def box_of(self, cell: TypedCell) -> Box | None:
        """Where a cell stands of which no word was read; None where the page has no geometry."""
        if self._region is None:
            return None
        row, column = self._rows.get(cell.row, self._region), self._columns.get(cell.column, self._region)
        return Box(column.left, row.top, column.right, row.bottom)


def _lines(words: Sequence[Word], cell: TypedCell, bands: _Bands) -> tuple[Line, ...]:
    """The lines of a cell, as many as were typed."""
    if any(word.box is None for word in words):
        words = typed_in([word.text for word in words], bands.box_of(cell)) if all(_is_new(w) for w in words) else words
    made, at = [], 0
    for text in cell.text.splitlines():
        count = len(text.split())
        if count:
            made.append(line_from(words[at : at + count]))
        at += count
    return tuple(made)


def _is_new(word: Word) -> bool:
    return word.box is None and word.by_person and word.engine_text is None
