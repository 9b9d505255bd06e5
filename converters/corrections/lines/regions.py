"""Which lines and words of a page a person meant, found again on a page that may have been read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from converters.corrections.lines.arrangement import LineMark
from converters.corrections.places import lines_of, words_in
from converters.reading.boxes import Box
from converters.reading.document import Block, Cell, Line, Page, Word

Renewed = Mapping[int, tuple[Line, ...]]
"""Lines, by their `id`, with what stands in their place."""


def marks_of(page: Page, lines: Iterable[Line]) -> tuple[LineMark, ...]:
    """Lines of a page as they are written down, to be found again."""
    texts = [line.text for line in lines_of(page)]
    order = {id(line): place for place, line in enumerate(lines_of(page))}
    return tuple(LineMark(line.text, box_of(line), texts[: order[id(line)]].count(line.text)) for line in lines)


def box_of(line: Line) -> Box | None:
    """Around the words of a line."""
    return Box.around_known(word.box for word in line.words)


def found_again(page: Page, marks: Sequence[LineMark]) -> list[Line]:
    """The lines that are meant, in reading order; none when they do not stand there by themselves any more.

    By their places, a line counts when all of its words stand where the person saw lines: it may have been read as two
    since. Where pages have no geometry, the lines have to read as they did.
    """
    if all(mark.box is None for mark in marks):
        return _by_text(page, marks)
    found = []
    for line in lines_of(page):
        inside = _words_in(line, [mark.box for mark in marks if mark.box is not None])
        if inside and len(inside) < len(line.words):
            return []
        if inside:
            found.append(line)
    return found


def _by_text(page: Page, marks: Sequence[LineMark]) -> list[Line]:
    found: dict[int, Line] = {}
    for mark in marks:
        alike = [line for line in lines_of(page) if line.text == mark.text]
        if mark.nth >= len(alike):
            return []
        found[id(alike[mark.nth])] = alike[mark.nth]
    return [line for line in lines_of(page) if id(line) in found]


def _words_in(line: Line, places: Sequence[Box]) -> set[int]:
    return {at for box in places for at in words_in(line, box)}


def split_at(page: Page, places: Sequence[Box]) -> tuple[list[Line], Page]:
    """What stands in some places, line by line, and the page without it."""
    taken: list[Line] = []
    left: dict[int, tuple[Line, ...]] = {}
    for line in lines_of(page):
        inside = _words_in(line, places)
        if inside:
            taken.append(line_from([word for at, word in enumerate(line.words) if at in inside]))
            others = [word for at, word in enumerate(line.words) if at not in inside]
            left[id(line)] = (line_from(others),) if others else ()
    return taken, with_lines(page, left)


def line_from(words: Sequence[Word]) -> Line:
    """A line of words, with the box around them."""
    return Line(tuple(words), Box.around_known(word.box for word in words))


def with_lines(page: Page, renewed: Renewed) -> Page:
    """The page with other lines in the place of some; blocks that have no line left are gone."""
    return replace(page, blocks=tuple(new for block in page.blocks for new in with_own_lines(block, renewed)))


def with_own_lines(block: Block, renewed: Renewed) -> list[Block]:
    """A block with other lines in the place of some; none when that was all it had."""
    new = _renewed(block, renewed)
    return [new] if new.lines or not block.lines else []


def _renewed(block: Block, renewed: Renewed) -> Block:
    each = _each(renewed)
    if not block.cells:
        lines = each(block.lines)
        return block if lines == block.lines else block_of(block, lines)
    cells = tuple(replace(cell, lines=each(cell.lines)) for cell in block.cells)
    return block if cells == block.cells else replace(block, cells=cells, lines=lines_of_cells(cells))


def _each(renewed: Renewed) -> Callable[[Sequence[Line]], tuple[Line, ...]]:
    return lambda lines: tuple(new for line in lines for new in renewed.get(id(line), (line,)))


def block_of(block: Block, lines: Sequence[Line]) -> Block:
    """A block with other lines; the numbering belongs to its first line."""
    marker = block.marker if lines and block.lines and lines[0] is block.lines[0] else None
    box = Box.around_known(box_of(line) for line in lines) or block.box
    return replace(block, lines=tuple(lines), box=box, marker=marker)


def lines_of_cells(cells: Sequence[Cell]) -> tuple[Line, ...]:
    """What a table holds as lines: those of its cells, row by row."""
    in_order = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return tuple(line for cell in in_order for line in cell.lines)


def block_with(page: Page, line: Line) -> Block | None:
    """The block a line of a page stands in, be it in a cell."""
    return next((block for block in page.blocks if any(line is one for one in lines_in(block))), None)


def lines_in(block: Block) -> Sequence[Line]:
    """The lines of a block as `lines_of` gives them: those of a table are those of its cells."""
    return tuple(line for cell in block.cells for line in cell.lines) if block.cells else block.lines
