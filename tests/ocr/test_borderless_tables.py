from __future__ import annotations

from converters.ocr.layout.borderless_tables import find_borderless_tables
from converters.ocr.layout.fragments import Fragment
from converters.reading.boxes import Box

HEIGHT = 10.0
PITCH = 18


def cell(left: int, top: float, lines: int, width: int = 80) -> list[Fragment]:
    tops = [top + PITCH * index for index in range(lines)]
    return [Fragment(Box(left, round(y) - 3, left + width, round(y) + 13), y, y + 10, (), 8) for y in tops]


def table(counts: list[tuple[int, int, int]], *, middle: bool = False) -> list[Fragment]:
    """Three columns with so many lines a cell, rows 16 pixels apart."""
    found: list[Fragment] = []
    top = 40.0
    for row in counts:
        most = max(row)
        for left, lines in zip((20, 150, 400), row, strict=True):
            found += cell(left, top + (PITCH * (most - lines) / 2 if middle else 0), lines)
        top += PITCH * most + 16
    return found


ROWS = [(1, 1, 1), (1, 2, 1), (1, 1, 3), (1, 2, 2), (1, 1, 1)]


def test_rows_that_go_on_level_are_a_table() -> None:
    for middle in (False, True):
        (found,) = find_borderless_tables(table(ROWS, middle=middle), HEIGHT)
        assert [(cell.row, cell.column) for cell in found.cells] == [(row, col) for row in range(5) for col in range(3)]
        assert {(cell.row_span, cell.column_span) for cell in found.cells} == {(1, 1)}


def test_every_fragment_of_a_table_is_in_its_cell() -> None:
    fragments = table(ROWS)
    (found,) = find_borderless_tables(fragments, HEIGHT)
    for item in fragments:
        homes = [c for c in found.cells if c.box[0] <= item.box[0] and item.box[2] <= c.box[2] + 1]
        assert sum(c.box[1] <= item.middle <= c.box[3] for c in homes) == 1


def test_columns_of_text_are_no_table() -> None:
    level = [item for left in (20, 150, 400) for item in cell(left, 40, 30)]
    assert find_borderless_tables(level, HEIGHT) == ()
    shifted = [item for left, top in ((20, 40), (150, 47), (400, 44)) for item in cell(left, top, 30)]
    assert find_borderless_tables(shifted, HEIGHT) == ()
    ragged = table([(4, 2, 3), (3, 5, 4), (2, 4, 6)])
    assert find_borderless_tables([*ragged, *cell(20, 400, 2), *cell(150, 407, 5), *cell(400, 415, 3)], HEIGHT) == ()


def test_two_blocks_side_by_side_are_no_table() -> None:
    pair = [
        *cell(20, 40, 2),
        *cell(20, 90, 1),
        *cell(300, 40, 2),
        *cell(300, 90, 1),
        *cell(20, 120, 3),
        *cell(300, 120, 1),
    ]
    assert find_borderless_tables(pair, HEIGHT) == ()


def test_a_table_of_two_columns_needs_every_row() -> None:
    rows = [(top, 1 + index % 2) for index, top in enumerate((40, 92, 144, 196, 248, 300))]
    pairs = [item for top, lines in rows for item in (*cell(20, top, 1), *cell(300, top, lines))]
    (found,) = find_borderless_tables(pairs, HEIGHT)
    assert len(found.cells) == 12
    assert find_borderless_tables(pairs[:3] + pairs[4:], HEIGHT) == ()


def test_the_end_of_a_paragraph_is_no_row_of_the_table_below() -> None:
    (found,) = find_borderless_tables([*cell(20, 14, 1), *table(ROWS)], HEIGHT)
    assert found.box[1] > 30
    assert len(found.cells) == 15


def test_the_title_of_a_group_of_rows_spans_them_all() -> None:
    fragments = table(ROWS)
    lower = [item for item in fragments if item.top > 110]
    upper = [item for item in fragments if item.top <= 110]
    moved = [
        Fragment(Box(i.box[0], i.box[1] + 34, i.box[2], i.box[3] + 34), i.top + 34, i.bottom + 34, (), 8) for i in lower
    ]
    group = cell(20, 126, 1, width=200)
    (found,) = find_borderless_tables([*upper, *group, *moved], HEIGHT)
    assert [(cell.row, cell.column_span) for cell in found.cells if cell.column_span > 1] == [(2, 3)]


def test_a_heading_over_two_columns_has_their_headings_under_it() -> None:
    body = [item for index, lines in enumerate((1, 2, 1, 2, 1)) for item in _row(120 + 52 * index, lines)]
    head = [*cell(20, 75, 1, 30), *cell(90, 75, 1), *cell(280, 66, 1, 180), *cell(260, 84, 1), *cell(400, 84, 1)]
    (found,) = find_borderless_tables([*head, *body], HEIGHT)
    places = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in found.cells}
    assert places[(0, 2)] == (1, 2)
    assert places[(0, 0)] == (2, 1)
    assert places[(1, 2)] == (1, 1)
    assert places[(1, 3)] == (1, 1)
    assert places[(2, 3)] == (1, 1)


def _row(top: int, lines: int) -> list[Fragment]:
    return [*cell(20, top, 1, 30), *cell(90, top, lines), *cell(260, top, 1), *cell(400, top, 1)]


def test_panels_that_keep_level_for_many_lines_are_no_table() -> None:
    # Two paragraphs are a line longer than their neighbours; all else is level by chance.
    rows = [(1, 1, 1)] * 10 + [(2, 2, 1)] + [(1, 1, 1)] * 10 + [(2, 1, 1)] + [(1, 1, 1)] * 6
    assert find_borderless_tables(table(rows), HEIGHT) == ()


def test_panels_cut_into_bands_by_chance_are_no_table() -> None:
    rows = [(2, 2, 2), (3, 3, 3), (2, 2, 2), (2, 2, 2), (8, 8, 9), (6, 5, 5), (4, 5, 4), (3, 2, 2)]
    assert find_borderless_tables(table(rows), HEIGHT) == ()


def test_the_bar_of_a_worn_figure_is_no_line_of_its_own() -> None:
    fragments = table([*ROWS, *ROWS], middle=True)
    worn = [item for item in fragments if item.box.left == 20][::3]
    # The bar of a 5, apart from the rest of it, but level with the letters of its row.
    bars = [Fragment(Box(22, round(it.top) - 1, 30, round(it.top) + 2), it.top - 1, it.top + 2, (), 1) for it in worn]
    (found,) = find_borderless_tables([*fragments, *bars], HEIGHT)
    assert len(found.cells) == 3 * 2 * len(ROWS)
