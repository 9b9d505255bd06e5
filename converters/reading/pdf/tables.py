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
BRIDGED = 60.0  # points: the highest row without upright lines that still belongs to the rows above and below it

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
    upright = merged_lines([*upright, *_sides(level, upright, reach, BRIDGED * frame.dpi / 72)], frame)
    parts = _connected(level, upright, reach)
    closed = [(rows + _open_ends(rows, columns, reach), columns) for rows, columns in parts]
    return [grid for part in closed if (grid := grid_of(*part, reach)) is not None]


def _sides(level: Sequence[RuledLine], upright: Sequence[RuledLine], reach: float, most: float) -> list[RuledLine]:
    """The outer sides of tables that were left open: between level lines of one width with upright lines between.

    A row without any upright line (the title of a group of rows) is closed too, between rows that have some.
    """
    sides: list[RuledLine] = []
    ruled = [(line, [column for column in upright if _meet(line, column, reach)]) for line in level]
    met = [(line, columns) for line, columns in ruled if columns]
    for index, (above, columns) in enumerate(met):
        following = (item for item in met[index + 1 :] if _as_wide(above, item[0], reach))
        below, others = next(following, (None, []))
        if below is None or (below[0] - above[0] > most and not any(column in others for column in columns)):
            continue
        open_ends = [end for end in (1, 2) if not any(abs(column[0] - above[end]) <= reach for column in columns)]
        for end in open_ends:
            known = (side[0] for side in sides if abs(side[0] - above[end]) <= reach)
            sides.append((next(known, above[end]), above[0], below[0]))
    return sides


def _as_wide(one: RuledLine, other: RuledLine, reach: float) -> bool:
    return abs(one[1] - other[1]) <= reach and abs(one[2] - other[2]) <= reach


def _open_ends(level: Sequence[RuledLine], upright: Sequence[RuledLine], reach: float) -> list[RuledLine]:
    """Level lines at the ends of upright ones that reach beyond all level lines."""
    ends: list[RuledLine] = []
    tops = [line[0] for line in level]
    for outermost, end, sign in ((min(tops), 1, -1), (max(tops), 2, 1)):
        beyond = [line for line in upright if sign * (line[end] - outermost) > 2 * reach]
        farthest = max((sign * line[end] for line in beyond), default=0.0) * sign
        even = [line[0] for line in beyond if abs(line[end] - farthest) <= reach]
        if len(even) > 1:
            ends.append((farthest, min(even), max(even)))
    return ends


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
