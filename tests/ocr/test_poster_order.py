"""Posters: heads over their texts, tables without rules, figures, lines in another language, print at edges."""

from __future__ import annotations

import cv2
import numpy as np
from drawn_pages import blank

from converters.ocr.after_reading.correct import correct_text
from converters.ocr.after_reading.foreign_lines import is_foreign
from converters.ocr.assembly.print_on_posters import is_print_on_poster, without_ornaments
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.layout import LayoutBlock, LayoutLine, _across, _apart
from converters.ocr.layout.pictorial.grids import columns_of_table, scattered_cells
from converters.ocr.layout.pictorial.heads import with_their_texts
from converters.ocr.layout.pictorial.scraps import as_fragments, left_out
from converters.ocr.layout.text_components import text_components
from converters.ocr.preparation.background import find_background
from converters.ocr.preparation.components import find_components, ink_mask
from converters.ocr.preparation.grounds.signs import signs_among
from converters.ocr.preparation.page_finding import _cut_through, find_page
from converters.ocr.preparation.ruling_lines import RulingLines, without_strokes_of_icons
from converters.reading.boxes import Box
from converters.reading.document import Line, Word

HEIGHT = 12.0


def row_of(lefts: tuple[int, ...], top: int, width: int) -> list[Box]:
    return [Box(left, top, left + width, top + 24) for left in lefts]


HEADS = row_of((200, 500, 800), 100, 90)
TEXTS = row_of((150, 440, 760), 160, 180)


def test_heads_in_a_row_are_read_with_the_texts_under_them() -> None:
    assert with_their_texts([*HEADS, *TEXTS], [1] * 6, HEIGHT) == [0, 3, 1, 4, 2, 5]


def test_a_line_that_comes_between_the_texts_follows_them() -> None:
    between = Box(40, 190, 700, 214)
    order = with_their_texts([*HEADS, *TEXTS[:2], between, TEXTS[2]], [1] * 7, HEIGHT)
    assert order == [0, 3, 1, 4, 2, 6, 5]


def test_the_heads_of_a_table_begin_with_their_cells_and_stay_in_a_row() -> None:
    cells = row_of((200, 500, 800), 160, 92)
    assert with_their_texts([*HEADS, *cells], [1] * 6, HEIGHT) == [0, 1, 2, 3, 4, 5]


def test_texts_over_the_next_heads_are_not_taken_for_heads() -> None:
    below = row_of((200, 500, 800), 220, 90)
    last = row_of((150, 440, 760), 280, 180)
    order = with_their_texts([*HEADS, *TEXTS, *below, *last], [1] * 12, HEIGHT)
    assert order == [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]


def test_two_heads_far_heads_and_tables_are_left_as_they_are() -> None:
    for boxes, lines in (
        ([*HEADS[:2], *TEXTS[:2]], [1] * 4),
        ([*HEADS, *row_of((150, 440, 760), 400, 180)], [1] * 6),
        ([*HEADS, *TEXTS], [1, 1, 1, 0, 1, 1]),
    ):
        assert with_their_texts(boxes, lines, HEIGHT) == list(range(len(boxes)))


def column(left: int, tops: tuple[int, ...]) -> list[Box]:
    return [Box(left, top, left + 90, top + 24) for top in tops]


def test_columns_of_a_table_are_told_from_columns_of_a_text() -> None:
    wide, close = (100, 160, 220), (100, 131, 162)
    assert columns_of_table([column(left, wide) for left in (100, 300, 500)], 0, HEIGHT) == 3
    assert columns_of_table([column(left, close) for left in (100, 300, 500)], 0, HEIGHT) == 0
    assert columns_of_table([column(left, wide) for left in (100, 300)], 0, HEIGHT) == 0
    uneven = [column(100, wide), column(300, wide[:2]), column(500, wide)]
    assert columns_of_table(uneven, 0, HEIGHT) == 0


def test_many_rows_that_stand_level_may_follow_more_closely() -> None:
    close = (100, 138, 176, 214)
    assert columns_of_table([column(left, close) for left in (100, 300, 500)], 0, HEIGHT) == 3
    assert columns_of_table([column(left, close[:3]) for left in (100, 300, 500)], 0, HEIGHT) == 0
    closer = (100, 127, 154, 181)
    assert columns_of_table([column(left, closer) for left in (100, 300, 500)], 0, HEIGHT) == 0


def test_a_line_with_what_is_left_of_an_icon_over_it_is_no_row_apart() -> None:
    lines = [Box(100, 90, 190, 124), Box(100, 128, 190, 148)]
    assert columns_of_table([[box.moved(dx, 0) for box in lines] for dx in (0, 200, 400)], 0, HEIGHT) == 0


def test_figures_over_what_they_say_are_no_rows_of_a_table() -> None:
    pair = [Box(130, 100, 230, 135), Box(100, 160, 260, 177)]
    flush = [Box(100, 100, 200, 135), Box(100, 160, 260, 177)]
    assert columns_of_table([[box.moved(dx, 0) for box in pair] for dx in (0, 200, 400)], 0, HEIGHT) == 0
    assert columns_of_table([[box.moved(dx, 0) for box in flush] for dx in (0, 200, 400)], 0, HEIGHT) == 3


def test_a_table_whose_columns_lie_in_pieces_is_read_row_by_row() -> None:
    tops = (100, 140, 180, 220)
    first, second, third = (column(left, tops) for left in (100, 300, 500))
    pieces = [first[:1], second[:2], third[:1], first[1:], second[2:3], third[1:], second[3:]]
    rows = scattered_cells(pieces, 0, HEIGHT)
    assert [[pieces[block][line] for block, line in row] for row in rows] == [
        list(row) for row in zip(first, second, third, strict=True)
    ]
    assert scattered_cells(pieces[:-1], 0, HEIGHT) == []  # a row without its second cell
    assert scattered_cells([*pieces[:-1], [second[3].moved(30, 0)]], 0, HEIGHT) == []
    assert scattered_cells([*pieces[:3], [], *pieces[3:]], 0, HEIGHT) == []


def test_the_cells_of_a_table_without_rules_are_read_row_by_row() -> None:
    page = blank(900, 500)
    for left in (60, 360, 660):
        for top in (100, 170):
            for x in range(left, left + 120, 12):
                cv2.rectangle(page, (x, top), (x + 8, top + 12 + x % 3), 0, -1)
    components = find_components(ink_mask(page))
    fragments = find_fragments(components, HEIGHT, text_components(components, HEIGHT)).fragments
    columns = [sorted((f for f in fragments if f.box.left // 300 == k), key=lambda f: f.top) for k in range(3)]
    blocks = [LayoutBlock(tuple(map(LayoutLine, own))) for own in columns]
    cells = [line.fragment.box for block in _across(blocks, HEIGHT) for line in block.lines]
    assert [(cell.left // 300, cell.top > 150) for cell in cells] == [
        (0, False), (1, False), (2, False), (0, True), (1, True), (2, True),
    ]  # fmt: skip
    assert [len(block.lines) for block in _apart(blocks, components, HEIGHT)] == [1] * 6


def test_a_large_figure_that_no_fragment_has_is_a_scrap() -> None:
    page = blank(600, 300)
    cv2.rectangle(page, (40, 100), (90, 180), 0, -1)
    components = find_components(ink_mask(page))
    usable = np.ones(len(components.heights), bool)
    heading = Fragment(Box(120, 110, 400, 140), 110, 140, (), 9)
    assert not left_out(components, usable, (), HEIGHT).any()  # an icon by itself
    lost = left_out(components, usable, (heading,), HEIGHT)
    (figure,) = as_fragments(components, lost, HEIGHT)
    assert figure.box == Box(40, 100, 91, 181)
    assert not left_out(components, usable, (figure, heading), HEIGHT).any()


def words(text: str, confidence: float = 0.93) -> tuple[Word, ...]:
    return tuple(Word(word, Box(60 * i, 0, 60 * i + 50, 20), confidence) for i, word in enumerate(text.split()))


def test_lines_in_another_language_are_told_by_their_words_and_the_engine_being_sure() -> None:
    assert is_foreign(words("Do not open the door to strangers"))
    assert not is_foreign(words("Do not open the door to strangers", 0.5))  # marks may be lost there
    assert not is_foreign(words("Không mở cửa cho người lạ"))
    assert not is_foreign(words("Uy ban nhan dan thanh pho"))
    assert not is_foreign(words("UBND TTHC PBGDPL VBQPPL"))
    assert not is_foreign(words("Stay calm"))


def test_no_mark_is_put_on_a_word_of_another_language() -> None:
    text = "Không mở cửa cho người lạ\nDo not open the door to strangers"
    assert correct_text(text) == text


def test_a_line_of_another_language_is_print_and_what_an_icon_gives_is_none() -> None:
    line = Line(words("Always carry your identitv papers", 0.7))
    assert is_print_on_poster(line, scrap=False, pieces=34)
    assert not is_print_on_poster(line, scrap=False, pieces=9)
    assert not is_print_on_poster(Line(words("bxq gzk wvj", 0.3)), scrap=False, pieces=9)


def test_a_triangle_before_an_item_is_a_bullet_and_the_end_of_a_row_of_dots_nothing() -> None:
    assert [word.text for word in without_ornaments(words("» Giữ lại tin nhắn"))] == ["•", "Giữ", "lại", "tin", "nhắn"]
    for icon in ("©", "@®", "..."):
        assert [word.text for word in without_ornaments(words(f"{icon} Giữ lại"))] == ["Giữ", "lại"]
    assert without_ornaments(words("p- Giữ"))[0].text == "•"


def test_a_dash_far_before_its_item_stays() -> None:
    dash = Word("-", Box(0, 0, 8, 20), 0.9)
    item = Word("Giữ", Box(60, 0, 110, 20), 0.9)
    assert [word.text for word in without_ornaments((dash, item))] == ["-", "Giữ"]


def test_bars_of_letters_are_no_rules_and_a_rule_beside_them_is() -> None:
    page = blank(400, 200)
    for x in range(40, 240, 20):
        cv2.rectangle(page, (x, 60), (x + 14, 80), 0, 3)
    page[150:152, 40:360] = 0
    rules = np.zeros(page.shape, bool)
    rules[70:72, 40:236] = rules[150:152, 40:360] = True
    left = without_strokes_of_icons(
        RulingLines(rules, np.zeros_like(rules)), find_components(ink_mask(page)), HEIGHT
    ).across
    assert not left[60:82].any()
    assert left[150:152, 40:360].all()


def test_the_counter_of_a_nine_is_no_sign_and_a_figure_in_the_middle_is() -> None:
    for top, sign in ((8, False), (20, True)):
        shape = np.zeros((72, 60), bool)
        shape[top : top + 32, 24:36] = True
        assert signs_among(shape, 60, 72) == [sign]


def test_what_stands_on_a_panel_is_the_panels_though_the_picture_around_it_has_fewer_pixels() -> None:
    grey = np.full((800, 600), 250, np.uint8)
    grey[100:300, 40:560] = 180
    grey[115:285, 55:545] = 40
    for x in range(80, 520, 16):
        cv2.rectangle(grey, (x, 180), (x + 8, 200), 235, -1)
    background = find_background(grey)
    zone = background.zones[150, 300]
    assert (background.zones[182:198, 84:500] == zone).all()
    assert background.light_on_dark[zone]


def test_letters_that_the_edge_of_a_page_halves_are_a_band_of_print() -> None:
    rest, page = np.zeros((200, 300), bool), np.zeros((200, 300), bool)
    page[:150] = True
    rest[10:140, 10:290] = True  # the page itself
    rest[144:158, 40:52] = rest[144:158, 60:72] = True
    rest[60:70, 295:299] = True  # within
    assert np.array_equal(_cut_through(rest, page)[140:160], rest[140:160])
    assert not _cut_through(rest, page)[:140].any()


def test_a_poster_with_a_dark_foot_is_no_page_on_a_desk() -> None:
    page = np.full((1400, 1000, 3), (232, 249, 238), np.uint8)
    page[1300:] = (190, 70, 10)
    for x in range(300, 700, 26):
        cv2.rectangle(page, (x, 1338), (x + 16, 1362), (255, 255, 255), -1)
    assert find_page(page) is None


def test_a_speck_far_before_a_line_is_no_dot_of_a_list() -> None:
    def said(right: int) -> list[str]:
        dot, item = Word("•", Box(right - 7, 14, right, 22), 0.99), Word("có", Box(96, 0, 126, 28), 0.99)
        return [word.text for word in without_ornaments((dot, item))]

    assert said(39) == ["có"]
    assert said(70) == ["•", "có"]
