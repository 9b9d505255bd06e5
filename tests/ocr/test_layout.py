from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.layout.bullets import bullet_shape, find_bullets, split_leading
from converters.ocr.layout.columns import reading_order, rows_of
from converters.ocr.layout.crops import Crop, cut_line
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.layout import find_layout
from converters.ocr.layout.margin_noise import without_margin_noise
from converters.ocr.layout.paragraphs import TextLine, has_marker, is_page_number, paragraphs_of
from converters.ocr.layout.ruled_tables import Enclosures, find_enclosures
from converters.ocr.layout.specks import speck_size, without_specks
from converters.ocr.layout.text_components import text_components
from converters.ocr.options import Switches
from converters.ocr.preparation.components import find_components, ink_mask, letter_height
from converters.ocr.preparation.prepare import prepare
from converters.ocr.preparation.ruling_lines import find_ruling_lines
from converters.reading.boxes import Box
from converters.reading.document import BlockKind
from tests.each import each

HEIGHT = 10.0


def piece(left: int, top: int, right: int, letters: int = 8) -> Fragment:
    return Fragment(Box(left, top - 3, right, top + 13), top, top + 10, (), letters)


def lefts(blocks: object) -> list[list[tuple[int, float]]]:
    return [[(line.box[0], line.top) for line in block.lines] for block in blocks]  # type: ignore[attr-defined]


def test_three_panels_are_read_one_after_the_other() -> None:
    page = [piece(x, y, x + 250) for y in range(40, 700, 25) for x in (20, 320, 620)]
    blocks = reading_order(page, HEIGHT)
    assert [block.lines[0].box[0] for block in blocks] == [20, 320, 620]
    assert all(len(block.lines) == 27 for block in blocks)


def test_two_header_blocks_stand_before_the_text_of_full_width() -> None:
    left = [piece(60, y, 300) for y in (40, 62, 90)]
    right = [piece(340, y, 760) for y in (41, 63, 88)]
    title = [piece(300, 140, 520)]
    body = [piece(60, y, 760, 60) for y in range(190, 600, 25)]
    blocks = reading_order([*body, *right, *left, *title], HEIGHT)
    flat = [line for block in blocks for line in block.lines]
    assert flat[:3] == left
    assert flat[3:6] == right
    assert flat[6:] == [*title, *body]


def test_the_number_under_a_rule_belongs_to_its_header_block() -> None:
    left = [piece(60, y, 300) for y in (40, 62)] + [piece(120, 105, 240)]
    right = [piece(340, y, 760) for y in (41, 63, 84)]
    body = [piece(90, 150, 760, 60), *(piece(60, y, 760, 60) for y in range(175, 400, 25))]
    blocks = reading_order([*body, *right, *left], HEIGHT)
    assert [line for block in blocks for line in block.lines] == [*left, *right, *body]


def test_the_signature_stands_after_the_recipients() -> None:
    body = [piece(60, y, 760, 60) for y in range(40, 200, 25)]
    recipients = [piece(60, y, 280) for y in range(240, 400, 20)]
    signature = [piece(480, 238, 700), piece(470, 262, 710), piece(500, 395, 690)]
    blocks = reading_order([*signature, *recipients, *body], HEIGHT)
    assert [line for block in blocks for line in block.lines] == [*body, *recipients, *signature]


def test_columns_run_on_beside_a_heading_with_a_wide_space() -> None:
    head = piece(250, 10, 550)
    left = [piece(20, y, 380, 60) for y in (60, 85, 110, 175, 200, 225)]  # a heading's space before the fourth
    right = [piece(420, y, 780, 60) for y in range(69, 260, 26)]
    blocks = reading_order([head, *right, *left], HEIGHT)
    assert [line for block in blocks for line in block.lines] == [head, *left, *right]


def test_the_title_of_a_spread_is_read_before_its_panels() -> None:
    large = Fragment(Box(350, 20, 560, 45), 22, 42, (), 12)
    panels = [piece(x, y, x + 250) for x in (20, 320, 620) for y in range(90, 400, 25)]
    blocks = reading_order([*panels, large], HEIGHT)
    assert [line for block in blocks for line in block.lines] == [large, *panels]
    small = piece(350, 22, 560)
    blocks = reading_order([*panels, small], HEIGHT)
    assert blocks[1].lines[0] == small


def frame(left: int, top: int, right: int, bottom: int) -> Fragment:
    return Fragment(Box(left, top, right, bottom), top, bottom, (), 0)


def test_framed_boxes_level_with_each_other_are_read_row_by_row() -> None:
    title = piece(300, 20, 500)
    cards = [frame(x, y, x + 340, y + 150) for y in (100, 300) for x in (40, 420)]
    foot = piece(300, 500, 500)
    blocks = reading_order([foot, *cards[::-1], title], HEIGHT)
    assert [line for block in blocks for line in block.lines] == [title, *cards, foot]
    uneven = [frame(40, 100, 380, 300), frame(40, 330, 380, 400), frame(420, 100, 760, 180), frame(420, 210, 760, 400)]
    blocks = reading_order(uneven, HEIGHT)
    assert [line for block in blocks for line in block.lines] == uneven


def test_what_stands_for_a_table_is_never_joined_with_text_beside_it() -> None:
    table, label, text = frame(100, 40, 380, 160), piece(40, 60, 90), piece(40, 200, 380)
    (block,) = reading_order([table, label, text], HEIGHT)
    assert block.lines == (label, table, text)


def test_hanging_numbers_stay_with_their_text() -> None:
    page = [piece(x, y, x + w, 2 if w < 20 else 60) for y in range(40, 400, 40) for x, w in ((40, 12), (80, 600))]
    (block,) = reading_order(page, HEIGHT)
    assert [line.box[0] for line in block.lines] == [40] * 9
    assert [line.box[2] for line in block.lines] == [680] * 9


def test_telephone_numbers_stay_beside_their_names() -> None:
    page = [piece(x, y, x + w) for y in range(40, 200, 40) for x, w in ((40, 200), (500, 50))]
    (block,) = reading_order(page, HEIGHT)
    assert len(block.lines) == 4


def test_without_cutting_everything_is_one_column() -> None:
    page = [piece(x, y, x + 250) for y in (40, 70) for x in (20, 320)]
    assert len(reading_order(page, HEIGHT, cut=False)) == 1


def test_rows_need_not_be_exactly_level() -> None:
    rows = rows_of([piece(20, 40, 100), piece(120, 44, 200), piece(20, 66, 100)])
    assert [len(row) for row in rows] == [2, 1]


def grouped(page: np.ndarray) -> tuple[object, tuple[Fragment, ...], tuple[int, ...], float]:
    components = find_components(ink_mask(page))
    height = letter_height(components)
    grouping = find_fragments(components, height, text_components(components, height))
    return components, grouping.fragments, grouping.loose, height


def test_each_row_is_a_fragment_with_its_marks() -> None:
    components, fragments, _, _ = grouped(letter_rows(blank(700, 600), 40, 60, 640, 12))
    lines = [line for block in reading_order(fragments, 13) for line in block.lines]
    assert len(lines) == 12
    members = sum(len(line.members) for line in lines)
    assert members == len(components.boxes)  # type: ignore[attr-defined]


def test_a_crop_holds_nothing_of_the_next_line() -> None:
    page = letter_rows(blank(700, 300), 40, 60, 640, 4, pitch=22)
    components, fragments, _, _ = grouped(page)
    lines = [line for block in reading_order(fragments, 13) for line in block.lines]
    large = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    crop = cut_line(large, lines[1], components)  # type: ignore[arg-type]
    own = np.isin(components.labels, np.array(lines[1].members) + 1)  # type: ignore[attr-defined]
    assert np.count_nonzero(crop.image < 128) <= 4 * np.count_nonzero(own)


@pytest.mark.real
def test_specks_between_words_go_and_full_stops_stay() -> None:
    page = letter_rows(blank(1240, 1200), 100, 100, 1100, 20)
    rng = np.random.default_rng(3)
    for x, y in zip(rng.integers(0, 1240, 300), rng.integers(800, 1190, 300), strict=True):
        cv2.circle(page, (int(x), int(y)), 1, 0, -1)
    gap = 100 + 5 * 17  # the first space of the first row
    cv2.circle(page, (gap + 8, 106), 1, 0, -1)  # a speck in the middle of the space
    cv2.rectangle(page, (1083, 110), (1085, 112), 0, -1)  # a full stop behind the last letter
    components, fragments, loose, height = grouped(page)
    size = speck_size(components, loose, height)  # type: ignore[arg-type]
    assert 2 <= size <= 4
    first = min(fragments, key=lambda item: item.top)
    line = next(item for block in reading_order(fragments, height) for item in block.lines if item.top == first.top)
    cleaned = without_specks(line, components, size, height)  # type: ignore[arg-type]
    boxes = components.boxes[list(cleaned.members)]  # type: ignore[attr-defined]
    assert not ((boxes[:, 0] > gap) & (boxes[:, 2] < gap + 16)).any()
    assert (boxes[:, 0] == 1083).any()


def test_the_dash_of_a_list_is_no_speck() -> None:
    page = letter_rows(blank(700, 200), 60, 60, 640, 1)
    page[65:68, 44:51] = 0  # a dash before the line, halfway up its letters
    page[62:67, 30:35] = 0  # a speck before it
    components, fragments, _, height = grouped(page)
    (line,) = (item for block in reading_order(fragments, height) for item in block.lines)
    boxes = components.boxes[list(without_specks(line, components, 7.0, height).members)]  # type: ignore[attr-defined,arg-type]
    assert boxes[:, 0].min() == 44


def test_specks_inside_a_line_are_painted_over_but_no_mark_and_no_stop() -> None:
    page = letter_rows(blank(700, 200), 60, 60, 640, 1)
    gap = 60 + 5 * 17
    page[64:67, gap + 6 : gap + 9] = 0  # a speck in the space between two words
    page[60:73, 646:649] = 0  # the stem of an i
    page[55:56, 647:648] = 0  # its faint dot
    page[71:73, 652:654] = 0  # a colon behind it
    page[64:66, 652:654] = 0
    components, fragments, _, height = grouped(page)
    (line,) = (item for block in reading_order(fragments, height) for item in block.lines)
    cleaned = without_specks(line, components, 4.0, height)  # type: ignore[arg-type]
    large = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    plain = cut_line(large, cleaned, components)  # type: ignore[arg-type]
    dusty = cut_line(large, cleaned, components, dust=4.0)  # type: ignore[arg-type]

    def ink(crop: Crop, x: int, y: int) -> int:
        return int(crop.image[2 * y - crop.top, 2 * x - crop.left])

    assert (ink(plain, gap + 7, 65), ink(dusty, gap + 7, 65)) == (0, 255)
    assert [ink(dusty, x, y) for x, y in ((647, 55), (652, 71), (652, 64))] == [0, 0, 0]


@pytest.mark.real
def test_the_dots_of_a_line_to_write_on_are_no_dust() -> None:
    page = letter_rows(blank(1240, 600), 100, 60, 600, 8, pitch=60)
    for y in range(90, 560, 60):
        page[y : y + 4, 640:1140] = np.where(np.arange(500) % 8 < 4, 0, 255)
    layout = find_layout(prepare(np.stack([page] * 3, axis=-1), Switches()), Switches())
    assert layout.dust == 0


def test_dirt_in_the_margin_goes() -> None:
    text = [piece(200, y, 900, 60) for y in range(100, 600, 25)]
    dirt = [piece(20 + y % 17, y, 26 + y % 23, 1) for y in range(90, 600, 40)]
    bullets = [piece(20, y, 26, 1) for y in range(90, 600, 50)]
    assert set(bullets) <= set(without_margin_noise([*text, *bullets], 1000, HEIGHT))
    assert without_margin_noise([*text, *dirt], 1000, HEIGHT) == tuple(text)
    number = piece(940, 700, 955, 2)
    assert number in without_margin_noise([*text, number], 1000, HEIGHT)


@each(
    ("draw", "text"),
    [
        (lambda page: cv2.circle(page, (50, 50), 4, 0, -1), "•"),
        (lambda page: cv2.rectangle(page, (44, 49), (52, 51), 0, -1), "-"),
        (lambda page: cv2.rectangle(page, (40, 49), (58, 51), 0, -1), "–"),
        (lambda page: (cv2.line(page, (44, 50), (56, 50), 0, 2), cv2.line(page, (50, 44), (50, 56), 0, 2)), "+"),
        (lambda page: cv2.line(page, (44, 44), (56, 56), 0, 1), None),
    ],
)
def test_bullets_are_told_by_their_shape(draw: object, text: str | None) -> None:
    page = blank(100, 100)
    draw(page)  # type: ignore[operator]
    assert bullet_shape(find_components(ink_mask(page)), 0, 12) == text


def test_a_speck_on_a_dusty_page_is_no_bullet() -> None:
    page = letter_rows(blank(700, 200), 100, 60, 640, 1)
    cv2.circle(page, (60, 66), 2, 0, -1)
    components, fragments, loose, height = grouped(page)
    assert find_bullets(fragments, components, loose, height)  # type: ignore[arg-type]
    assert not find_bullets(fragments, components, loose, height, dust=5.0)  # type: ignore[arg-type]


def test_cells_of_a_ruled_table_with_a_span() -> None:
    page = blank(900, 700)
    for y in (100, 200, 300, 400):
        cv2.line(page, (100, y), (800, y), 0, 2)
    for x in (100, 160, 500, 800):
        cv2.line(page, (x, 100), (x, 400), 0, 2)
    cv2.rectangle(page, (162, 190), (498, 210), 255, -1)  # the second column's first two rows are one cell
    (table,) = find_enclosures(find_ruling_lines(page, 12), 12).tables
    places = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
    assert places[(0, 1)] == (2, 1)
    assert (1, 1) not in places
    assert len(places) == 8


def enclosures(page: np.ndarray) -> Enclosures:
    return find_enclosures(find_ruling_lines(page, 12), 12)


@pytest.mark.real
def test_a_frame_is_no_table() -> None:
    page = blank(900, 700)
    cv2.rectangle(page, (100, 100), (800, 500), 0, 2)
    found = enclosures(page)
    assert found.tables == ()
    (frame,) = found.frames
    assert max(abs(a - b) for a, b in zip(frame, (100, 100, 800, 500), strict=True)) <= 5


@pytest.mark.real
def test_frames_side_by_side_are_no_table_however_close() -> None:
    page = blank(900, 700)
    cards = [(x, y, x + 330, y + 200) for y in (100, 335) for x in (100, 465)]
    for left, top, right, bottom in cards:
        cv2.rectangle(page, (left, top), (right, bottom), 0, 2)
    found = enclosures(page)
    assert found.tables == ()
    assert len(found.frames) == 4


def test_a_frame_with_round_corners_is_closed() -> None:
    page = blank(900, 700)
    for start, end in (((120, 100), (780, 100)), ((120, 500), (780, 500))):
        cv2.line(page, start, end, 0, 2)
    for x in (100, 800):
        cv2.line(page, (x, 120), (x, 480), 0, 2)
    assert len(enclosures(page).frames) == 1


def test_a_low_row_that_spans_all_columns_stays_one_cell() -> None:
    page = blank(900, 700)
    cv2.rectangle(page, (100, 100), (800, 400), 0, 2)
    for y in (200, 228, 300):
        cv2.line(page, (100, y), (800, y), 0, 2)
    for top, bottom in ((100, 200), (228, 400)):
        cv2.line(page, (140, top), (140, bottom), 0, 2)
        cv2.line(page, (450, top), (450, bottom), 0, 2)
    (table,) = enclosures(page).tables
    assert [(cell.column, cell.column_span) for cell in table.cells if cell.row == 1] == [(0, 3)]


def test_the_sides_of_a_row_of_one_line_are_rules() -> None:
    page = blank(900, 700)
    cv2.rectangle(page, (100, 100), (800, 126), 0, 2)
    cv2.line(page, (450, 100), (450, 126), 0, 2)
    assert find_ruling_lines(page, 12).down[113, 450]
    cv2.line(page, (300, 106), (300, 126), 0, 2)  # begins at no rule: a letter that touches the line under it
    assert not find_ruling_lines(page, 12).down[113, 300]


def lines(*texts: str, left: int = 40, right: int = 700, pitch: int = 25) -> list[TextLine]:
    return [TextLine(piece(left, 40 + pitch * index, right, 60), text) for index, text in enumerate(texts)]


def test_articles_clauses_and_points_begin_paragraphs() -> None:
    column = lines(
        "Điều 5. Mức phạt", "1. Phạt tiền từ 800.000 đồng đến 1.000.000 đồng đối với người có", "hành vi sau đây:",
        "a) Không chấp hành hiệu lệnh;", "b) Không nhường đường.",
    )  # fmt: skip
    found = paragraphs_of(column, HEIGHT)
    assert [(item.first, item.kind, item.level, item.marker) for item in found] == [
        (0, BlockKind.HEADING, 3, None),
        (1, BlockKind.LIST_ITEM, 0, "1."),
        (3, BlockKind.LIST_ITEM, 1, "a)"),
        (4, BlockKind.LIST_ITEM, 1, "b)"),
    ]


def test_a_larger_space_begins_a_paragraph() -> None:
    column = [*lines("một hai ba bốn", "năm sáu bảy tám"), TextLine(piece(40, 110, 700), "chín mười")]
    column = [*column, TextLine(piece(40, 135, 700), "mười một"), TextLine(piece(40, 160, 700), "mười hai")]
    assert [item.first for item in paragraphs_of(column, HEIGHT)] == [0, 2]


def test_the_lines_of_a_large_title_belong_together() -> None:
    wide = TextLine(Fragment(Box(40, 40, 700, 70), 42, 66, (), 30), "AI ĐƯỢC TRỢ GIÚP")
    short = TextLine(Fragment(Box(250, 80, 490, 110), 82, 106, (), 12), "PHÁP LÝ?")
    (title,) = paragraphs_of([wide, short], HEIGHT)
    assert title.kind is BlockKind.HEADING


@each("text", ["Điều 12. Tên", "CHƯƠNG II", "1.2. Việc", "đ) việc", "- việc", "• việc"])
def test_markers(text: str) -> None:
    assert has_marker(text)


@each("text", ["Điều kiện hưởng", "mục đích", "a, b và c", "2025 là năm", "-1"])
def test_no_markers(text: str) -> None:
    assert not has_marker(text)


def test_page_numbers() -> None:
    assert is_page_number("- 12 -")
    assert not is_page_number("12 tháng")


def test_a_solid_square_before_a_line_is_its_bullet() -> None:
    page = letter_rows(blank(700, 200), 60, 60, 640, 2, pitch=60)
    cv2.rectangle(page, (40, 61), (48, 69), 0, -1)
    components, fragments, _, height = grouped(page)
    first, second = (line for block in reading_order(fragments, height) for line in block.lines)
    kept, bullet = split_leading(first, components, height)  # type: ignore[arg-type]
    assert bullet is not None
    assert (bullet.text, bullet.box) == ("•", (40, 61, 49, 70))
    assert kept.box[0] == 60
    assert split_leading(second, components, height) == (second, None)  # type: ignore[arg-type]


def test_a_round_dot_before_a_line_is_its_bullet() -> None:
    page = letter_rows(blank(700, 200), 60, 60, 640, 2, pitch=60)
    cv2.circle(page, (46, 67), 4, 0, -1)  # halfway up the letters of the first line
    cv2.circle(page, (46, 132), 3, 0, -1)  # at the foot of the second one: a full stop gone astray
    components, fragments, _, height = grouped(page)
    first, second = (line for block in reading_order(fragments, height) for line in block.lines)
    _, bullet = split_leading(first, components, height)  # type: ignore[arg-type]
    assert bullet is not None
    assert bullet.text == "•"
    assert split_leading(first, components, height, dust=8.0) == (first, None)  # type: ignore[arg-type]
    assert split_leading(second, components, height) == (second, None)  # type: ignore[arg-type]


def test_a_label_halfway_beside_its_lines_is_read_before_them() -> None:
    text = piece(40, 10, 460)
    labels = [piece(40, y, 120) for y in (62, 162, 262)]
    lines = [piece(160, y + step, 460) for y in (50, 150, 250) for step in (0, 24)]
    blocks = reading_order([text, *lines, *labels], HEIGHT)
    assert [line.top for block in blocks for line in block.lines] == [10, 62, 50, 74, 162, 150, 174, 262, 250, 274]


def test_labels_that_fill_a_column_are_read_with_their_lines_too() -> None:
    labels = [piece(40, y, 120) for y in (62, 162, 262)]
    lines = [piece(160, y + step, 460) for y in (50, 150, 250) for step in (0, 24)]
    blocks = reading_order([*lines, *labels], HEIGHT)
    assert [line.top for block in blocks for line in block.lines] == [62, 50, 74, 162, 150, 174, 262, 250, 274]


def test_the_number_of_an_item_of_two_lines_is_no_label() -> None:
    numbers = [piece(40, y, 60, 2) for y in (40, 140, 240)]
    lines = [piece(80, y + step, 460) for y in (40, 140, 240) for step in (0, 24)]
    blocks = reading_order([*lines, *numbers], HEIGHT)
    assert [line.top for block in blocks for line in block.lines] == [40, 64, 140, 164, 240, 264]


def test_the_bar_of_a_heading_is_no_letter() -> None:
    page = letter_rows(blank(700, 200), 60, 60, 640, 2, pitch=60)
    cv2.rectangle(page, (40, 52), (46, 78), 0, -1)
    components, fragments, _, height = grouped(page)
    first, _ = (line for block in reading_order(fragments, height) for line in block.lines)
    assert first.box[0] == 40
    kept, bullet = split_leading(first, components, height)  # type: ignore[arg-type]
    assert (kept.box[0], bullet) == (60, None)
