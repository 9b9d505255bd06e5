"""Tables drawn with ruling lines: from the lines to a grid, from the grid to cells, from the words to their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import Block, BlockKind, Cell, Line
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.look import Rulings
from converters.reading.pdf.text_layer.lines import PlacedWord, lines_of

NEAR = 3.0  # points: lines this close are one line
REACH = 3.0  # points a line may end short of the one it meets
MOST_LINES = 400

RuledLine = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells as boxes in pixels, with where they stand in the grid."""

    box: FloatBox
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[FloatBox, ...]


def find_grids(rulings: Rulings, frame: Frame) -> list[Grid]:
    """Tables of at least two cells, from the ruling lines of a page."""
    reach = REACH * frame.dpi / 72
    level, upright = merged_lines(rulings.level, frame), merged_lines(rulings.upright, frame)
    if not 2 <= len(level) <= MOST_LINES or not 2 <= len(upright) <= MOST_LINES:
        return []
    parts = [_closed(*part, reach) for part in _connected(level, upright, reach)]
    return [grid for part in parts if (grid := grid_of(*part, reach)) is not None]


def _closed(level: list[RuledLine], upright: list[RuledLine], reach: float) -> tuple[list[RuledLine], list[RuledLine]]:
    """A table whose outer sides were left open is closed where two lines or more end level with each other."""
    sides = _open_sides(level, [line[0] for line in upright], reach)
    ends = _open_sides(upright, [line[0] for line in level], reach)
    return level + ends, upright + sides


def _open_sides(lines: Sequence[RuledLine], across: Sequence[float], reach: float) -> list[RuledLine]:
    """Lines to be put at the ends of others that reach beyond all the lines across them."""
    sides = []
    for outermost, end, sign in ((min(across), 1, -1), (max(across), 2, 1)):
        beyond = [line for line in lines if sign * (line[end] - outermost) > 2 * reach]
        farthest = max((sign * line[end] for line in beyond), default=0.0) * sign
        level = [line[0] for line in beyond if abs(line[end] - farthest) <= reach]
        if len(level) > 1:
            sides.append((farthest, min(level), max(level)))
    return sides


def merged_lines(lines: Sequence[RuledLine], frame: Frame) -> list[RuledLine]:
    """Lines on one position that touch become one; the two edges of a border become one."""
    near = NEAR * frame.dpi / 72
    merged: list[RuledLine] = []
    for line in sorted(lines):
        home = next((index for index in range(len(merged) - 1, -1, -1) if _touch(merged[index], line, near)), None)
        if home is None:
            merged.append(line)
        else:
            position, start, end = merged[home]
            merged[home] = (position, min(start, line[1]), max(end, line[2]))
    return sorted(merged)


def _touch(one: RuledLine, other: RuledLine, near: float) -> bool:
    return abs(one[0] - other[0]) <= near and other[1] <= one[2] + near and one[1] <= other[2] + near


def _meet(level: RuledLine, upright: RuledLine, reach: float) -> bool:
    y, left, right = level
    x, top, bottom = upright
    return left - reach <= x <= right + reach and top - reach <= y <= bottom + reach


def _connected(
    level: Sequence[RuledLine], upright: Sequence[RuledLine], reach: float
) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """Groups of lines that meet each other: one group a table."""
    parts: list[tuple[list[RuledLine], list[RuledLine]]] = []
    for line in level:
        meeting = [column for column in upright if _meet(line, column, reach)]
        touching = [part for part in parts if any(column in part[1] for column in meeting)]
        rows, columns = [line], list(meeting)
        for part in touching:
            rows += part[0]
            columns += [column for column in part[1] if column not in columns]
            parts.remove(part)
        parts.append((rows, columns))
    return [part for part in parts if len(part[0]) >= 2 and len(part[1]) >= 2]


def grid_of(level: Sequence[RuledLine], upright: Sequence[RuledLine], reach: float) -> Grid | None:
    """Cells between the lines: the smallest rectangles whose four corners are crossings and whose sides are drawn."""
    xs, ys = sorted({line[0] for line in upright}), sorted({line[0] for line in level})
    crossings = {(line[0], column[0]) for line in level for column in upright if _meet(line, column, reach)}
    cells = []
    for y, x in sorted(crossings):
        if (cell := _cell_at(x, y, xs, ys, crossings, level, upright, reach)) is not None:
            cells.append(cell)
    if len(cells) < 2:
        return None
    return Grid(FloatBox.around(cells), tuple(xs), tuple(ys), tuple(cells))


def _cell_at(
    x: float,
    y: float,
    xs: Sequence[float],
    ys: Sequence[float],
    crossings: set[tuple[float, float]],
    level: Sequence[RuledLine],
    upright: Sequence[RuledLine],
    reach: float,
) -> FloatBox | None:
    """The smallest cell whose upper left corner is this crossing."""
    rights = [other for other in xs if other > x and (y, other) in crossings and _drawn(level, y, x, other, reach)]
    for below in (other for other in ys if other > y and (other, x) in crossings):
        if not _drawn(upright, x, y, below, reach):
            return None
        for right in rights:
            closed = (below, right) in crossings and _drawn(level, below, x, right, reach)
            if closed and _drawn(upright, right, y, below, reach):
                return FloatBox(x, y, right, below)
    return None


def _drawn(lines: Sequence[RuledLine], position: float, start: float, end: float, reach: float) -> bool:
    return any(other == position and first <= start + reach and last >= end - reach for other, first, last in lines)


def cell_of(word: PlacedWord, grid: Grid) -> int | None:
    """The cell a word's middle lies in."""
    x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
    if not grid.box.holds(x, y):
        return None
    return next((index for index, cell in enumerate(grid.cells) if cell.holds(x, y)), None)


def table_block(grid: Grid, words: dict[int, list[PlacedWord]], frame: Frame) -> Block:
    """The table as the document holds it: cells row by row, empty ones too."""
    rows = sorted({_row(grid, cell) for cell in grid.cells})
    columns = sorted({_column(grid, cell) for cell in grid.cells})
    cells = []
    for index, box in sorted(enumerate(grid.cells), key=lambda entry: (_row(grid, entry[1]), _column(grid, entry[1]))):
        lines = lines_of(words.get(index, []))
        row, column = rows.index(_row(grid, box)), columns.index(_column(grid, box))
        cells.append(
            Cell(
                row,
                column,
                tuple(line.as_line(frame) for line in lines),
                row_span=max(1, _before(rows, _index(grid.rows, box.bottom)) - row),
                column_span=max(1, _before(columns, _index(grid.columns, box.right)) - column),
                header=row == 0 and bool(lines) and all(line.bold for line in lines),
            )
        )
    return Block(BlockKind.TABLE, _row_lines(cells), frame.whole(grid.box), cells=tuple(cells))


def _row_lines(cells: Sequence[Cell]) -> tuple[Line, ...]:
    return tuple(line for cell in cells for line in cell.lines)


def _index(edges: Sequence[float], position: float) -> int:
    return bisect_right(edges, position + 0.01) - 1


def _row(grid: Grid, cell: FloatBox) -> int:
    return _index(grid.rows, cell.top)


def _column(grid: Grid, cell: FloatBox) -> int:
    return _index(grid.columns, cell.left)


def _before(edges: Sequence[int], end: int) -> int:
    """How many of the grid's used edges come before an edge."""
    return sum(edge < end for edge in edges)
