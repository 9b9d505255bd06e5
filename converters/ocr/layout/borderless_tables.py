"""Tables without rules: rows that begin level in all columns again and again, however many lines each cell has.

Columns of running text are level by chance at most: where one column needs a line more, the next lines are no longer
level. A table goes on level after such a row. That is the evidence asked for here; being level alone is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.ocr.layout.columns import Gap, clear_part, gaps_between, rows_of
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.reading.boxes import Box

GUTTER = 1.5  # letter heights between columns
HEADING = 1.0  # letter heights between the heading of several columns and what stands beside or under it
HOLE = 6.0  # letter heights of white that end a table
LEVEL = 0.35  # letter heights that the cells of a row may be off
MOST_LINES = 10  # in a cell
FEWEST_ROWS = 4
FEWEST_OF_TWO = 5  # rows of a table of two columns: two columns are more often two blocks
MOST_TRIED = 4  # regions, largest first
MOST_ACROSS = 2  # rows one after the other that may run across a gutter
LEVEL_CELLS = 0.9  # of the cells must be level with their row
DIVIDED = 0.2  # of the rows may have white in a cell as wide as a gutter
MANY_COLUMNS = 4  # of single lines: no text stands in so many columns
NUMBER_WIDTH = 5.5  # letter heights: "STT", "10."
FEWEST_NUMBERED = 5  # rows of a table told by the numbers of its rows
UNEVEN = 0.25  # of the rows of a table must have cells of unlike numbers of lines
FILLED = 0.8  # of the cells must have text
WIDER = 1.15  # times the space of lines that the space of rows must be

Row = list[Fragment]


@dataclass(frozen=True, slots=True)
class _Region:
    """Rows that share gutters, but for a few that run across them."""

    first: int
    last: int
    gutters: tuple[Gap, ...]

    @property
    def size(self) -> int:
        return (self.last - self.first + 1) * len(self.gutters)


def find_borderless_tables(fragments: Sequence[Fragment], height: float) -> tuple[TableGrid, ...]:
    """Tables of a page or of a part of it, top to bottom.

    Args:
        fragments: Text that stands in no ruled table and no frame.
        height: Of a small letter.
    """
    return tuple(_tables_in([_with_whole_pieces(row) for row in rows_of(fragments)], height))


def _with_whole_pieces(row: Row) -> Row:
    """A row in which what stands over each other is one: the bar of a worn 5 is no line of its own."""
    whole: Row = []
    for item in row:
        over = whole.pop() if whole and item.box.gap_across(whole[-1].box) < 0 else None
        whole.append(item if over is None else _as_one(over, item))
    return whole


def _as_one(first: Fragment, second: Fragment) -> Fragment:
    return Fragment(
        Box.around((first.box, second.box)),
        min(first.top, second.top),
        max(first.bottom, second.bottom),
        (*first.members, *second.members),
        first.letters + second.letters,
    )


def _tables_in(rows: Sequence[Row], height: float) -> list[TableGrid]:
    """The tables of some rows: the largest region that is one, and what is above and below it."""
    regions = [region for seed in range(len(rows)) if (region := _region(rows, seed, height)) is not None]
    regions = [region for region in dict.fromkeys(regions) if region.last - region.first >= FEWEST_ROWS - 1]
    for region in sorted(regions, key=lambda region: -region.size)[:MOST_TRIED]:
        table = _table(rows[region.first : region.last + 1], region.gutters, height)
        if table is not None:
            above, below = rows[: region.first], rows[region.last + 1 :]
            return [*_tables_in(above, height), table, *_tables_in(below, height)]
    return []


def _region(rows: Sequence[Row], seed: int, height: float) -> _Region | None:
    """The rows above and below this one that share its gutters; None without a gutter."""
    gutters = tuple(gap for gap in gaps_between(rows[seed]) if gap[1] - gap[0] >= GUTTER * height)
    if not gutters:
        return None
    gutters, last = _extended(rows, seed, 1, gutters, height)
    gutters, first = _extended(rows, seed, -1, gutters, height)
    while first < seed and _is_outside(rows[first], gutters[0]):
        first += 1
    while last > seed and _is_outside(rows[last], gutters[0]):
        last -= 1
    return _Region(first, last, gutters)


def _is_outside(row: Row, gutter: Gap) -> bool:
    """Whether the first or last row is a line of a paragraph: it runs on from the first column, or ends in it."""
    return row[-1].box.right <= gutter[1] or (len(row) == 1 and row[0].box.left < gutter[0])


def _extended(
    rows: Sequence[Row], seed: int, step: int, gutters: tuple[Gap, ...], height: float
) -> tuple[tuple[Gap, ...], int]:
    """How far down or up rows keep the gutters clear, and what is left of them.

    A line across (the title of a group of rows) may stand between, and cells that span columns.
    """
    last = previous = seed
    across = 0
    for index in range(seed + step, len(rows) if step > 0 else -1, step):
        upper, lower = sorted((previous, index))
        space = _top(rows[lower]) - _bottom(rows[upper])
        if space > HOLE * height:
            break
        previous = index
        parts = [part for gap in gutters if (part := clear_part(rows[index], gap)) is not None]
        parts = [part for part in parts if part[1] - part[0] >= GUTTER * height]
        if len(parts) == len(gutters):
            gutters, last, across = tuple(parts), index, 0
            continue
        across += 1
        if across > MOST_ACROSS:
            break
        left, right = rows[index][0].box.left, rows[index][-1].box.right
        heading = step < 0 and left >= gutters[0][0] and space < HEADING * height
        if heading or any(left < part[0] and right > part[1] for part in parts):
            last = index
    return gutters, last


def _table(rows: Sequence[Row], gutters: Sequence[Gap], height: float) -> TableGrid | None:
    """The table that rows with these gutters are, or None when they are columns of text."""
    edges = [(gap[0] + gap[1]) / 2 for gap in gutters]
    best, most = None, (FILLED, 0)
    for bands in _bandings(rows):
        cells = [_cells(band, edges) for band in bands]
        single = [row for row in cells if all(first == last for first, last in row)]
        filled = sum(map(len, single)) / max(1, len(single) * (len(edges) + 1))
        better = len(single) >= FEWEST_ROWS and (filled, len(single)) >= most
        if better and _is_level(single, len(edges) + 1, height) and _goes_on_level(single, len(edges) + 1, height):
            best, most = _placed(bands, cells, edges), (filled, len(single))
    return best


def _placed(bands: Sequence[Sequence[Row]], cells: Sequence[Cells], edges: Sequence[float]) -> TableGrid:
    box = Box.around(item.box for band in bands for row in band for item in row)
    downs = [box.top, *((_bottom_of(upper) + _top_of(lower)) // 2 for upper, lower in pairwise(bands)), box.bottom]
    acrosses = (box.left, *(round(edge) for edge in edges), box.right)
    placed: list[GridCell] = []
    for row, (top, bottom) in zip(cells, pairwise(downs), strict=True):
        grid_row = placed[-1].row + placed[-1].row_span if placed else 0
        placed += _row_cells(row, grid_row, (top, bottom), acrosses)
    return TableGrid(box, tuple(placed))


def _row_cells(row: Cells, grid_row: int, down: tuple[int, int], acrosses: Sequence[int]) -> list[GridCell]:
    """The cells of a row; a heading over several columns with their own headings under it makes two rows of it."""
    under = {span for span in row if any(_covers(other, span) for other in row)}
    over = {span for span in row if any(_covers(span, other) for other in row)}
    top, bottom = down
    middle = bottom
    if over:
        feet, heads = (max(item.box.bottom for span in over for item in row[span]), [row[span] for span in under])
        middle = (feet + min(item.box.top for items in heads for item in items)) // 2
    found = []
    for span in sorted(row, key=lambda span: (span in under, span)):
        begin, end = middle if span in under else top, middle if span in over else bottom
        first, last = span
        if len(row) == 1 and last > first:
            last = len(acrosses) - 2  # the title of a group of rows
        box = Box(acrosses[first], begin, acrosses[last + 1], end)
        rows = 1 if not over or span in over | under else 2
        found.append(GridCell(box, grid_row + (span in under), first, rows, last - first + 1))
    return found


def _covers(wide: tuple[int, int], narrow: tuple[int, int]) -> bool:
    return wide != narrow and wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _bandings(rows: Sequence[Row]) -> Iterator[list[list[Row]]]:
    """Ways to put rows of lines together to rows of a table: all apart, or parted where the lines stand further apart.

    The space of lines is measured from foot to foot.
    """
    yield [[row] for row in rows]
    steps = [max(item.bottom for item in row) for row in rows]
    spaces = [lower - upper for upper, lower in pairwise(steps)]
    ordered = sorted(spaces)
    for smaller, larger in pairwise(ordered):
        if larger >= WIDER * max(smaller, 1.0):
            bands = [[rows[0]]]
            for space, row in zip(spaces, rows[1:], strict=True):
                if space >= larger:
                    bands.append([row])
                else:
                    bands[-1].append(row)
            yield bands


Cells = dict[tuple[int, int], list[Fragment]]
"""Fragments by the first and last column they stand in."""


def _cells(band: Sequence[Row], edges: Sequence[float]) -> Cells:
    cells: Cells = {}
    for item in (item for row in band for item in row):
        first, last = (sum(side > edge for edge in edges) for side in (item.box.left, item.box.right))
        cells.setdefault((first, last), []).append(item)
    return cells


def _is_level(rows: Sequence[Cells], columns: int, height: float) -> bool:
    """Whether every column begins level with its rows, or every one of its cells stands halfway up its row.

    Feet of letters are compared, as heads differ between capitals and small letters.
    """
    return all(
        _mostly(column, LEVEL * height)
        for index in range(columns)
        if (column := [(_feet(row[(index, index)]), _row_feet(row)) for row in rows if (index, index) in row])
    )


def _mostly(column: Sequence[tuple[Gap, Gap]], slack: float) -> bool:
    """Whether nearly all cells of a column are level with their rows in the same way."""
    begins = sum(abs(cell[0] - row[0]) <= slack for cell, row in column)
    halfway = sum(abs(sum(cell) - sum(row)) / 2 <= slack for cell, row in column)
    return max(begins, halfway) >= LEVEL_CELLS * len(column)


def _feet(items: Sequence[Fragment]) -> Gap:
    """Where the letters of the first and of the last line stand."""
    lines = rows_of(items)
    return lines[0][0].bottom, lines[-1][0].bottom


def _row_feet(row: Cells) -> Gap:
    feet = [_feet(items) for items in row.values()]
    return min(first for first, _ in feet), max(last for _, last in feet)


def _goes_on_level(rows: Sequence[Cells], columns: int, height: float) -> bool:
    """Whether rows follow on rows whose cells have not the same number of lines; or there are many short columns."""
    uneven = sum(len(row) > 1 and len(_line_counts(row)) > 1 for row in rows[:-1])
    divided = sum(any(_is_divided(items, height) for items in row.values()) for row in rows)
    lines = max(len(rows_of(items)) for row in rows for items in row.values())
    if lines > MOST_LINES or divided > DIVIDED * len(rows):
        return False
    if columns == 2:  # two blocks side by side are level now and then, never row after row
        return len(rows) >= FEWEST_OF_TWO and 3 * uneven >= len(rows) and sum(map(len, rows)) == 2 * len(rows)
    # Panels of a folded sheet keep level by chance for many lines, and a row or two may look uneven; but then most
    # rows of several lines have as many in every cell, which those of a table hardly ever have.
    steady = sum(len(row) > 1 and _line_counts(row) != {1} and len(_line_counts(row)) == 1 for row in rows)
    listed = (lines == 1 and columns >= MANY_COLUMNS) or _is_numbered(rows, height)
    return listed or (UNEVEN * len(rows) <= uneven and steady < uneven)


def _is_numbered(rows: Sequence[Cells], height: float) -> bool:
    """Whether the first column has something short in every row: its number. No column of text is so narrow."""
    short = sum(item.box.width <= NUMBER_WIDTH * height for row in rows for item in row.get((0, 0), ()))
    return len(rows) >= FEWEST_NUMBERED and short == len(rows)


def _line_counts(row: Cells) -> set[int]:
    """How many lines its cells have."""
    return {len(rows_of(items)) for items in row.values()}


def _is_divided(items: Sequence[Fragment], height: float) -> bool:
    """Whether a cell has a gutter of its own: two columns taken for one."""
    return any(right - left >= GUTTER * height for row in rows_of(items) for left, right in gaps_between(row))


def _top(row: Row) -> float:
    return min(item.top for item in row)


def _bottom(row: Row) -> float:
    return max(item.bottom for item in row)


def _top_of(band: Sequence[Row]) -> int:
    return round(min(_top(row) for row in band))


def _bottom_of(band: Sequence[Row]) -> int:
    return round(max(_bottom(row) for row in band))
