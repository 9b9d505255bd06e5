"""Reading order of posters: rows of sections, columns that go on, and what stands under them."""

from __future__ import annotations

from converters.ocr.layout.columns import reading_order
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import _is_of_frames, _table_block
from converters.ocr.layout.pictorial.bands import bands_of
from converters.ocr.layout.pictorial.side_by_side import are_cards
from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.reading.boxes import Box

HEIGHT = 12.0


def line(left: int, top: int, right: int, *, high: int = 12, letters: int = 20) -> Fragment:
    return Fragment(Box(left, top, right, top + high), top, top + high, (), letters)


def heading(left: int, top: int) -> Fragment:
    return line(left, top, left + 150, high=17, letters=8)


def card(left: int, top: int, right: int, bottom: int) -> Fragment:
    return Fragment(Box(left, top, right, bottom), top, bottom, (), 0)


def section(left: int, top: int, lines: int = 3) -> list[Fragment]:
    return [heading(left, top), *(line(left, top + 30 + 25 * row, left + 220) for row in range(lines))]


def prose(left: int, top: int, lines: int, pitch: int = 25) -> list[Fragment]:
    return [line(left, top + pitch * row, left + 220) for row in range(lines)]


def read(page: list[Fragment]) -> list[Fragment]:
    return [item for block in reading_order(page, HEIGHT, bands=bands_of) for item in block.lines]


def test_sections_that_begin_level_are_read_row_by_row() -> None:
    rows = [[section(left, top) for left in (40, 340, 640)] for top in (100, 260)]
    page = [item for row in rows for cell in row for item in cell]
    assert read(page[::-1]) == page


def test_sections_that_do_not_begin_level_are_read_column_by_column() -> None:
    page = [*section(40, 100), *section(40, 260), *section(400, 100, 4), *section(400, 310, 2)]
    assert read(page[::-1]) == page


def test_a_section_under_a_grid_follows_the_whole_grid() -> None:
    grid = [item for top in (100, 260) for left in (40, 340, 640) for item in section(left, top)]
    under = [item for top in (420, 500) for item in (heading(120, top), line(120, top + 30, 520))]
    assert read([*under, *grid]) == [*grid, *under]


def test_what_crosses_the_columns_ends_them() -> None:
    columns = [*prose(40, 100, 6), *prose(340, 112, 5)]
    under = [line(40, 320, 520), *prose(40, 345, 2)]
    assert read([*under, *columns]) == [*columns, *under]


def test_a_column_goes_on_below_the_end_of_the_other() -> None:
    first, second = prose(40, 100, 6, pitch=40), prose(340, 100, 3, pitch=40)
    assert read([*second, *first]) == [*first, *second]


def test_a_column_with_sections_goes_on_with_its_next_one() -> None:
    first = [*section(40, 100), *section(40, 225), *section(40, 350)]
    second = section(340, 100, 8)
    assert read([*second, *first]) == [*first, *second]


def test_texts_without_headings_far_apart_are_rows() -> None:
    page = [item for top in (100, 220) for left in (40, 340) for item in prose(left, top, 3)]
    assert read(page[::-1]) == page


def test_cards_that_begin_level_are_a_row_of_their_own() -> None:
    upper = [*section(40, 40), *section(340, 40)]
    cards = [card(40, 180, 270, 260), card(330, 181, 560, 300)]
    assert read([*cards, *upper]) == [*upper, *cards]


def test_a_narrow_list_over_two_sections_comes_before_both() -> None:
    over = section(40, 40)
    page = [*over, *section(40, 180), *section(340, 180)]
    assert read(page[::-1]) == page


def test_boxes_on_a_picture_under_columns_of_text_are_a_row_of_their_own() -> None:
    texts = [*prose(40, 40, 4), *prose(340, 40, 4), *prose(640, 40, 4)]
    boxes = [card(45, 180, 260, 230), card(380, 160, 460, 300), card(650, 200, 860, 250)]
    assert read([*boxes, *texts]) == [*texts, *boxes]


def test_cards_in_one_column_do_not_cut_the_other() -> None:
    list_ = [heading(40, 40), *(line(40, top, 280) for top in range(75, 250, 28))]
    right = [heading(340, 40), card(340, 75, 450, 150), card(470, 75, 580, 150)]
    assert read([*right, *list_]) == [*list_, *right]


def test_an_indented_list_goes_on_beside_the_end_of_the_other_column() -> None:
    list_ = [heading(40, 40), *(line(90, top, 280) for top in range(75, 300, 45))]
    right = [heading(340, 40), card(340, 75, 560, 150)]
    assert read([*right, *list_]) == [*list_, *right]


def test_a_row_of_cards_begins_a_band_though_one_has_the_colour_of_the_ground() -> None:
    over = [item for left in (40, 340, 640) for item in section(left, 100)]
    unseen = [line(700, 290, 800, high=20, letters=6), line(690, 330, 820)]
    cards = [card(40, 270, 260, 360), card(340, 270, 560, 360), *unseen]
    assert read([*cards, *over]) == [*over, *cards]
    assert len(bands_of([*over, *cards], HEIGHT)) == 2
    assert len(bands_of([*over, cards[0], line(340, 290, 560), *unseen], HEIGHT)) == 1


def test_centred_lines_in_several_columns_are_cards() -> None:
    centred = [[line(left + 20, 100, left + 120), line(left + 45, 125, left + 95)] for left in (0, 200, 400)]
    flush = [line(600, 100, 700), line(600, 125, 640)]
    assert are_cards(centred, HEIGHT)
    assert not are_cards([*centred, flush], HEIGHT)
    assert not are_cards([centred[0], [line(200, 100, 300)]], HEIGHT)
    assert not are_cards([], HEIGHT)


def test_text_in_a_frame_within_a_frame_is_read_once() -> None:
    outer, inner = Box(0, 0, 400, 200), Box(20, 20, 380, 100)
    table = TableGrid(outer, (GridCell(outer, 0, 0, 1, 1), GridCell(inner, 0, 0, 1, 1)))
    within, beside = line(40, 40, 200), line(40, 150, 200)
    block = _table_block(table, [within, beside])
    assert [(one.fragment, one.cell) for one in block.lines] == [(beside, table.cells[0]), (within, table.cells[1])]
    assert _is_of_frames(table)
    left, right = Box(0, 0, 200, 200), Box(200, 0, 400, 200)
    assert not _is_of_frames(TableGrid(outer, (GridCell(left, 0, 0, 1, 1), GridCell(right, 0, 1, 1, 1))))
