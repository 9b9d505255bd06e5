"""Posters: headlines, panels, icons and numbers in the layout, and what of the readings is kept."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawn_pages import Grey, blank, letter_rows

from converters.ocr.after_reading.headlines import best_reading
from converters.ocr.assembly.non_text import without_non_text
from converters.ocr.assembly.print_on_posters import in_one_case, is_print_on_poster, without_ornaments
from converters.ocr.engines.protocol import ReadWord
from converters.ocr.engines.scrap_readings import READINGS, scraps_to_repeat, shown_otherwise, with_steady
from converters.ocr.engines.second_size import unsure_cells, with_surer
from converters.ocr.layout.crops import LARGE, SMALL, cut_line
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.pictorial.cutting import cut_at, rejoined, true_panels, without_edges
from converters.ocr.layout.pictorial.headlines import with_headlines, with_high_letters
from converters.ocr.layout.pictorial.icons import parted_lines, without_icons
from converters.ocr.layout.pictorial.scraps import as_fragments, lone_large, place_of, split_scraps, without_tile
from converters.ocr.layout.ruled_tables import GridCell
from converters.ocr.layout.text_components import text_components
from converters.ocr.preparation.components import Components, find_components, ink_mask
from converters.reading.boxes import Box
from converters.reading.document import Line, Word

HEIGHT = 12.0


def row(page: Grey, left: int, top: int, right: int) -> Grey:
    """A row of shapes of the size of small letters, without spaces."""
    drawn = page.copy()
    for x in range(left, right - 9, 12):
        cv2.rectangle(drawn, (x, top), (x + 9, top + 12), 0, -1)
    return drawn


def components_of(page: Grey) -> Components:
    return find_components(ink_mask(page))


def fragments_of(page: Grey) -> tuple[tuple[Fragment, ...], Components]:
    components = components_of(page)
    return find_fragments(components, HEIGHT, text_components(components, HEIGHT)).fragments, components


def headline(page: Grey, *, left: int = 100, letters: int = 5) -> Grey:
    drawn = page.copy()
    for index in range(letters):
        cv2.rectangle(drawn, (left + 90 * index, 100), (left + 60 + 90 * index, 200), 0, 12)
    cv2.rectangle(drawn, (left + 20, 72), (left + 45, 86), 0, -1)  # a mark
    return drawn


def read(text: str, *confidences: float) -> tuple[ReadWord, ...]:
    shown = confidences or (0.9,) * len(text.split())
    return tuple(
        ReadWord(word, Box(60 * place, 0, 60 * place + 50, 30), sure)
        for place, (word, sure) in enumerate(zip(text.split(), shown, strict=True))
    )


def test_a_headline_is_one_fragment_with_its_marks() -> None:
    fragments, components = fragments_of(letter_rows(headline(blank(900, 600)), 100, 330, 700, 3))
    found = with_headlines(fragments, components, (), HEIGHT)
    large = [item for item in found if item.height > 5 * HEIGHT]
    assert [(item.letters, item.box.top) for item in large] == [(5, 72)]
    assert sum(item.letters for item in found if item.height < 2 * HEIGHT) == sum(
        item.letters for item in fragments if item.top > 300
    )


def bordering(*boxes: tuple[int, int, int, int]) -> tuple[tuple[Fragment, ...], Components]:
    """Letters of about 4.2 small letters' height, some a little higher, drawn as frames."""
    page = blank(900, 300)
    for left, top, right, bottom in boxes:
        cv2.rectangle(page, (left, top), (right, bottom), 0, 8)
    return fragments_of(page)


def test_the_letter_that_is_a_little_too_high_is_given_back_to_its_headline() -> None:
    low, high = HEIGHT * 3.5, HEIGHT * 4.5
    letters = [(60 + 60 * place, 100, 100 + 60 * place, round(100 + low)) for place in range(9)]
    letters[4] = (300, 100, 340, round(100 + high))  # a Q, with its tail
    letters[0] = (60, 98, 100, round(98 + HEIGHT * 4.1))  # a C, swung over
    fragments, components = bordering(*letters)
    assert len(fragments) > 1 or len(fragments[0].members) < 9
    (whole,) = with_high_letters(fragments, components, HEIGHT)
    assert (len(whole.members), whole.letters) == (9, 8)  # the Q hung in a piece already, as no letter
    assert (whole.box.left, whole.box.right) == (56, 585)


def test_a_high_picture_and_a_far_word_are_no_part_of_a_headline() -> None:
    low = round(HEIGHT * 3.5)
    letters = [(60 + 60 * place, 100, 100 + 60 * place, 100 + low) for place in range(4)]
    far = [(500 + 60 * place, 100, 540 + 60 * place, 100 + low) for place in range(4)]
    fragments, components = bordering(*letters, *far, (300, 60, 350, 150))
    found = with_high_letters(fragments, components, HEIGHT)
    assert sorted(len(item.members) for item in found if item.height > 3 * HEIGHT) == [4, 4]
    text, none = fragments_of(row(blank(900, 300), 100, 100, 400))
    assert with_high_letters(text, none, HEIGHT) == text


def test_pictures_in_cards_side_by_side_are_no_headline() -> None:
    components = components_of(headline(blank(900, 600), letters=3))
    panels = [Box(95 + 90 * index, 60, 165 + 90 * index, 300) for index in range(3)]
    assert with_headlines((), components, panels, HEIGHT) == ()


def test_a_large_line_is_shrunk_for_the_engine_and_its_boxes_lead_back() -> None:
    page = headline(blank(900, 600))
    small = cv2.resize(page, (450, 300), interpolation=cv2.INTER_AREA)
    components = components_of(np.asarray(small, np.uint8))
    (line,) = with_headlines((), components, (), 6.0)
    crop = cut_line(page, line, components)
    assert 2 * line.height > LARGE
    assert crop.scale == pytest.approx(SMALL / (2 * line.height))
    rows, columns = np.nonzero(crop.image < 128)
    ink = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    back = crop.on_page(ink)
    assert max(abs(back.left - 94), abs(back.top - 72), abs(back.bottom - 207)) <= 5


def test_lines_are_cut_where_a_card_ends_but_not_within_a_word() -> None:
    page = row(row(blank(900, 200), 60, 80, 305), 308, 80, 600)
    fragments, components = fragments_of(page)
    card = Box(20, 40, 303, 160)
    assert len(fragments) == 1
    assert true_panels([card, Box(20, 40, 152, 160)], fragments, components) == [card]
    assert sorted(item.box.left for item in cut_at([card], fragments, components)) == [60, 308]


def test_texts_far_apart_in_one_row_are_lines_of_their_own() -> None:
    page = letter_rows(letter_rows(blank(900, 200), 60, 80, 300, 1), 400, 80, 600, 1)
    components = components_of(page)
    whole = Fragment(Box(60, 74, 600, 93), 80, 93, tuple(range(len(components.boxes))), 20)
    assert [part.box.left for part in parted_lines(whole, components, HEIGHT)] == [60, 400]


def test_an_icon_of_another_colour_is_cut_off_its_text() -> None:
    page = letter_rows(blank(900, 200), 100, 80, 500, 1)
    cv2.rectangle(page, (74, 80), (88, 92), 0, -1)
    components = components_of(page)
    whole = Fragment(Box(74, 74, 500, 93), 80, 93, tuple(range(len(components.boxes))), 25)
    colour = np.dstack([page] * 3)
    assert len(without_icons([whole], components, page, colour, ())[0]) == 1
    colour[75:100, 60:90] = (220, 30, 30)
    texts, icons = without_icons([whole], components, page, colour, ())
    assert (sorted(part.box.left for part in texts), icons) == ([74, 100], [])
    pale = np.dstack([page] * 3)
    pale[75:100, 60:90], pale[75:100, 95:] = (
        (30, 124, 67),
        (97, 106, 106),
    )  # thin dark strokes of a small copy
    assert len(without_icons([whole], components, page, pale, ())[0]) == 2


def test_what_stands_before_a_line_is_an_icon_unless_text_stands_over_it() -> None:
    page = blank(900, 300)
    for left in range(140, 500, 16):
        cv2.rectangle(page, (left, 80), (left + 10, 92), 0, -1)
    cv2.rectangle(page, (60, 80), (90, 96), 0, -1)
    components = components_of(page)
    boxes = components.boxes.tolist()
    icon = next(index for index, box in enumerate(boxes) if box[0] == 60)
    rest = tuple(index for index in range(len(boxes)) if index != icon)
    line, piece = Fragment(Box(140, 74, 500, 93), 80, 93, rest, 25), Fragment(Box(60, 80, 91, 97), 80, 97, (icon,), 1)
    colour = np.dstack([page] * 3)
    assert without_icons([line, piece], components, page, colour, ()) == ((line,), [piece])
    over = Fragment(Box(50, 56, 120, 68), 56, 68, rest[:4], 4)
    assert without_icons([line, piece, over], components, page, colour, ())[1] == []
    assert without_icons([line, piece], components, page, colour, [Box(100, 60, 600, 120)])[1] == []
    before = Fragment(Box(0, 80, 54, 93), 80, 97, rest[:4], 10)  # the piece is the last word of another text
    assert without_icons([line, piece, before], components, page, colour, ())[1] == []


def test_the_edge_of_a_tile_is_no_letter_of_its_heading() -> None:
    page = headline(blank(900, 300), letters=8)
    cv2.line(page, (90, 60), (90, 215), 0, 2)
    components = components_of(page)
    boxes = components.boxes
    edge = int(np.argmin(boxes[:, 0]))
    box = Box.around(components.box(index) for index in range(len(boxes)))
    letters = [index for index in range(len(boxes)) if boxes[index][3] - boxes[index][1] > 20]
    top, bottom = float(np.median(boxes[letters, 1])), float(np.median(boxes[letters, 3]))
    whole = Fragment(box, top, bottom, tuple(range(len(boxes))), len(letters))
    (kept,) = without_edges([whole], components, HEIGHT)
    assert set(whole.members) - set(kept.members) == {edge}


def test_the_upper_and_the_lower_part_of_a_card_are_one_panel() -> None:
    upper, lower, beside = Box(10, 10, 200, 100), Box(11, 95, 199, 220), Box(210, 10, 400, 220)
    assert sorted(rejoined([upper, lower, beside], HEIGHT)) == [Box(10, 10, 200, 220), beside]
    assert len(rejoined([upper, Box(11, 102, 199, 220)], HEIGHT)) == 2


def test_a_ground_of_two_colours_parted_aslant_is_one_panel() -> None:
    left, right = Box(10, 10, 500, 110), Box(400, 11, 900, 109)
    assert rejoined([left, right], HEIGHT) == (Box(10, 10, 900, 110),)
    assert len(rejoined([left, Box(499, 11, 900, 109)], HEIGHT)) == 2
    assert len(rejoined([left, Box(400, 60, 900, 180)], HEIGHT)) == 2


def test_a_digit_stays_what_it_is_when_it_is_shown_otherwise_and_an_icon_does_not() -> None:
    fragment = Fragment(Box(0, 0, 20, 30), 0, 30, (0,), 1)
    layout = Layout(tuple(LayoutBlock((LayoutLine(fragment, scrap=True),)) for _ in range(3)))
    readings = [read("4", 0.9), read("8", 0.9), read("7", 0.97)]
    assert scraps_to_repeat(layout, readings) == [0, 1]
    assert len(shown_otherwise(blank(40, 60))) == READINGS
    others = [read("4", 0.8), read("4.", 0.9), read("A", 0.3), read("8", 0.9), read("Ö", 0.3), ()]
    assert with_steady(readings, [0, 1], others) == [readings[0], (), readings[2]]


def test_a_number_is_freed_from_what_is_left_of_its_tile() -> None:
    page = blank(900, 300)
    cv2.rectangle(page, (120, 80), (130, 105), 0, -1)  # the digit
    cv2.line(page, (100, 70), (150, 70), 0, 1)  # the upper edge of its tile
    cv2.line(page, (150, 76), (150, 110), 0, 1)
    components = components_of(page)
    pieces = tuple(range(len(components.boxes)))
    scrap = Fragment(Box.around(components.box(piece) for piece in pieces), 70, 110, pieces, 2)
    freed = without_tile(scrap, components, HEIGHT)
    assert len(pieces) == 3
    assert [components.box(member) for member in freed.members] == [freed.box]
    assert (freed.box.width, freed.letters) == (11, 1)
    assert without_tile(freed, components, HEIGHT) is freed


def test_the_stop_of_a_number_and_two_digits_are_no_tile() -> None:
    page = blank(900, 300)
    cv2.rectangle(page, (120, 80), (130, 105), 0, -1)
    cv2.rectangle(page, (134, 102), (136, 105), 0, -1)
    stopped = components_of(page)
    cv2.rectangle(page, (140, 80), (150, 105), 0, -1)
    for components in (stopped, components_of(page)):
        pieces = tuple(range(len(components.boxes)))
        scrap = Fragment(Box.around(components.box(piece) for piece in pieces), 80, 106, pieces, len(pieces))
        assert without_tile(scrap, components, HEIGHT) is scrap


def test_words_are_set_in_one_case() -> None:
    said = ("ĐẢo", "xxXX", "OTP", "Số", "VNĐồng", "xã")
    assert list(map(in_one_case, said)) == ["ĐẢO", "xxxx", "OTP", "Số", "VNĐồng", "xã"]


def test_scraps_stand_before_the_text_under_or_beside_them() -> None:
    page = row(row(blank(900, 400), 300, 200, 600), 300, 234, 600)
    cv2.rectangle(page, (430, 80), (470, 130), 0, -1)
    components = components_of(page)
    usable = text_components(components, HEIGHT)
    lone = lone_large(components, usable, HEIGHT)
    (number,) = as_fragments(components, lone, HEIGHT)
    fragments = find_fragments(components, HEIGHT, usable & ~lone).fragments
    lines, scraps = split_scraps(fragments)
    assert (len(lines), scraps) == (2, [])
    boxes = [line.box for line in lines]
    assert place_of(number.box, boxes, 200.0) == 0
    assert place_of(Box(240, 238, 270, 250), boxes, 200.0) == 1
    assert place_of(number.box, boxes, 20.0) == 0
    assert place_of(Box(640, 240, 660, 250), boxes, 200.0) == 2


@pytest.mark.parametrize(
    ("text", "confidence", "scrap", "kept"),
    [
        ("2", 0.95, True, True),
        ("(v)", 0.95, True, False),
        ("Q", 0.97, True, False),
        ("KHÔNG", 0.92, True, True),
        ("ký", 0.7, False, True),
        ("gxz kqh ztr", 0.5, False, False),
        ("— ' .", 0.9, False, False),
    ],
)
def test_what_is_print_on_a_poster(text: str, confidence: float, scrap: bool, kept: bool) -> None:
    line = Line(tuple(Word(word, None, confidence) for word in text.split()))
    assert is_print_on_poster(line, scrap=scrap) is kept


def test_a_figure_in_a_disc_is_print_where_a_piece_of_a_picture_is_not() -> None:
    line = Line((Word("4", None, 0.8),))
    assert [is_print_on_poster(line, scrap=True, size=size) for size in (1.2, 1.0)] == [True, False]


def test_a_row_of_as_many_pieces_as_digits_is_a_hotline_however_unsure() -> None:
    line = Line((Word("111", None, 0.5),))
    assert [is_print_on_poster(line, scrap=True, size=3.0, pieces=pieces) for pieces in (3, 1)] == [True, False]
    assert not is_print_on_poster(line, scrap=True, size=0.5, pieces=3)


def test_specks_are_no_numbers_however_sure_the_engine_is() -> None:
    line = Line((Word("1", None, 0.97),))
    assert [is_print_on_poster(line, scrap=True, size=size, pieces=1) for size in (1.0, 0.4)] == [True, False]


def test_an_icon_under_a_line_is_no_word() -> None:
    said = [Line((Word(text, None, sure),)) for text, sure in (("bá", 0.69), ("m", 0.82), ("A", 0.95), ("4", 0.8))]
    assert [is_print_on_poster(line, scrap=False, pieces=1) for line in said] == [False, False, True, True]


def test_of_one_piece_no_word_of_several_letters_is_made() -> None:
    line = Line((Word("lợi", None, 0.95),))
    assert [is_print_on_poster(line, scrap=True, pieces=pieces) for pieces in (1, 3)] == [False, True]


def test_icons_at_the_ends_of_a_line_go_and_dots_are_dots() -> None:
    def word(text: str, left: int, right: int, height: int = 30) -> Word:
        return Word(text, Box(left, 0, right, height), 0.9)

    words = [word("@Ñ", 0, 30), word("Bộ", 70, 110), word("s", 120, 128, 9), word("Cục", 140, 200), word("J", 250, 260)]
    assert [item.text for item in without_ornaments(words)] == ["Bộ", "•", "Cục"]
    assert [item.text for item in without_ornaments([word("NĐ-CP", 0, 90), word("số", 140, 180)])] == ["NĐ-CP", "số"]
    assert [item.text for item in without_ornaments([word("4®$*", 0, 60), word("Trẻ", 110, 150)])] == ["Trẻ"]
    assert [item.text for item in without_ornaments([word("-5_", 0, 60), word("THỜI", 110, 150)])] == ["-5_", "THỜI"]
    scribble = Word("Á", Box(0, 0, 25, 30), 0.0)
    assert [item.text for item in without_ornaments([scribble, word("Trả", 30, 60)])] == ["Trả"]


def test_a_letter_in_a_narrow_box_or_close_to_the_next_word_is_no_dot() -> None:
    def said(*placed: tuple[str, int, int, int]) -> list[str]:
        words = [Word(text, Box(left, 0, right, height), 0.98) for text, left, right, height in placed]
        return [word.text for word in without_ornaments(words)]

    assert said(("cứu", 965, 1010, 43), ("y", 1021, 1023, 18), ("tế", 1049, 1085, 33)) == ["cứu", "y", "tế"]
    assert said(("Ai", 86, 125, 41), ("đ", 135, 154, 24), ("ược", 155, 212, 47)) == ["Ai", "đ", "ược"]
    assert said(("Bộ", 70, 110, 30), ("e", 120, 130, 11), ("Sở", 140, 180, 30)) == ["Bộ", "•", "Sở"]


def test_a_dash_between_words_is_one_however_unsurely_it_is_read() -> None:
    def said(dash: str, width: int = 20, *, last: bool = False) -> list[str]:
        words = [Word("Hiểu", Box(0, 0, 60, 30), 0.9), Word(dash, Box(75, 14, 75 + width, 17), 0.2)]
        words += [] if last else [Word("Làm", Box(110, 0, 160, 30), 0.9)]
        return [word.text for word in without_non_text(without_ornaments(words), on_poster=True)]

    assert said("—-") == ["Hiểu", "–", "Làm"]
    assert said("-") == ["Hiểu", "-", "Làm"]
    assert said("—-", 3) == ["Hiểu", "Làm"]  # a speck
    assert said("—-", last=True) == ["Hiểu"]


def test_the_context_chooses_among_the_readings_of_a_headline() -> None:
    found = best_reading([read("QUYỀN TIẾP CẬN THÙNG TIN", 0.9, 0.9, 0.9, 0.4, 0.9), read("QUYỀN TIẾP CẬN THÔNG TIN")])
    assert " ".join(word.text for word in found) == "QUYỀN TIẾP CẬN THÔNG TIN"


def test_a_letter_that_no_reading_has_is_thought_of_only_where_they_are_unsure() -> None:
    agreed = [read("NÚI KHÔNG VỚI MA TÚY")] * 3
    assert best_reading(agreed)[0].text == "NÚI"
    unsure = [read("BẢO VỆ TÀI KH0ẢN", 0.9, 0.9, 0.9, 0.5)] * 3
    last = best_reading(unsure)[-1]
    assert (last.text, last.alternatives) == ("KHOẢN", ("KH0ẢN",))
    assert last.confidence < 0.6


def test_small_letters_of_the_shape_of_capitals_are_capitals_in_a_line_of_them() -> None:
    found = best_reading([read("AN TOÀN Số"), read("AN TOÀN SỐ"), read("AN TOÀN Số")])
    assert [word.text for word in found] == ["AN", "TOÀN", "SỐ"]


def test_readings_that_differ_in_their_number_of_words() -> None:
    assert [word.text for word in best_reading([(), read("AN TOÀN")])] == ["AN", "TOÀN"]
    assert best_reading([(), ()]) == ()


def test_short_cells_are_read_again_where_a_letter_stands_amid_digits() -> None:
    fragment = Fragment(Box(0, 0, 40, 12), 0, 12, (), 4)
    cell = GridCell(Box(0, 0, 50, 20), 0, 0, 1, 1)
    lines = (LayoutLine(fragment, cell=cell), LayoutLine(fragment, cell=cell), LayoutLine(fragment))
    layout = Layout((LayoutBlock(lines),))
    readings = [read("o8, 43"), read("58, 43"), read("o8")]
    assert unsure_cells(layout, readings) == [0]
    assert [word.text for word in with_surer(readings, [0], [read("58, 43", 0.8, 0.8)])[0]] == ["58,", "43"]


def test_digits_in_a_word_that_had_none_are_no_better_reading() -> None:
    first, second = read("ØOV.VN;", 0.33), read("8OV.Vn;", 0.52)
    assert with_surer([first], [0], [second]) == [first]
    assert with_surer([first], [0], [read("gov.vn;", 0.52)])[0][0].text == "gov.vn;"


def test_words_run_together_after_a_number_are_no_ornament() -> None:
    number = Word("1", Box(0, 0, 10, 20), 0.9)
    for text, kept in (("GHINHỚ", ["1", "GHINHỚ"]), ("GXZNHỚ", ["1"])):
        words = [number, Word(text, Box(40, 0, 120, 20), 0.9)]
        assert [item.text for item in without_ornaments(words)] == kept


def test_a_misread_word_of_a_row_of_letters_is_kept() -> None:
    line = Line((Word("CHẶĂN", None, 0.5),))
    assert [is_print_on_poster(line, scrap=False, pieces=pieces) for pieces in (4, 2, 8)] == [True, False, False]
    assert not is_print_on_poster(Line((Word("CHẶĂN", None, 0.3),)), scrap=False, pieces=4)
