"""Stamps and signatures found by their shape, and what was read in them."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows
from numpy.typing import NDArray

from converters.ocr.assembly.stamps_and_signatures import MarkArea, stamped_frames, without_mark_words
from converters.ocr.options import Switches
from converters.ocr.preparation.components import find_components, ink_mask
from converters.ocr.preparation.marks.seal_ink import without_seals
from converters.ocr.preparation.marks.seal_letters import letters_of, without_letters
from converters.ocr.preparation.marks.seals import Seal, find_seals
from converters.ocr.preparation.marks.signature_strokes import find_signatures, merged_near, stands_on_paper
from converters.ocr.preparation.marks.stamp_frames import find_frames
from converters.ocr.preparation.prepare import prepare
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Line, Word
from tests.each import each

HEIGHT = 12.0  # of a small letter in these pages
RADIUS = 90
Grey = NDArray[np.uint8]


def with_seal(page: Grey, column: int, row: int, level: int = 0, *, letters: bool = True) -> Grey:
    """A page with a seal: two circles, letter-like strokes along the outer one, a word in the middle."""
    drawn = page.copy()
    cv2.circle(drawn, (column, row), RADIUS, level, 3, cv2.LINE_AA)
    cv2.circle(drawn, (column, row), round(0.6 * RADIUS), level, 2, cv2.LINE_AA)
    if letters:
        for index in range(24):
            angle = math.pi * (0.75 + index / 16)
            x, y = column + 0.78 * RADIUS * math.cos(angle), row + 0.78 * RADIUS * math.sin(angle)
            cv2.rectangle(drawn, (round(x) - 4, round(y) - 4), (round(x) + 4, round(y) + 4), level, 2)
        for x in range(column - 30, column + 30, 15):
            cv2.rectangle(drawn, (x, row - 8), (x + 10, row + 8), level, 2)
    return drawn


def text_lines(rows: int = 20) -> Grey:
    return letter_rows(blank(900, 1200), 80, 80, 800, rows)


def seals_of(page: Grey) -> tuple[Seal, ...]:
    return find_seals(page, page < 190, HEIGHT)


@pytest.mark.real
@each("level", [0, 90, 150])
@each(("column", "row"), [(400, 950), (600, 400)])
def test_seals_of_any_level_are_found(level: int, column: int, row: int) -> None:
    (seal,) = seals_of(with_seal(text_lines(), column, row, level))
    assert abs(seal.column - column) < 6
    assert abs(seal.row - row) < 6
    assert abs(seal.radius - RADIUS) < 6


def test_a_seal_cut_by_the_edge_of_the_page() -> None:
    page = with_seal(text_lines(), 880, 950)
    (seal,) = seals_of(page)
    assert seal.box(page.shape)[2] == 900
    assert abs(seal.row - 950) < 8


@pytest.mark.real
def test_two_seals() -> None:
    assert len(seals_of(with_seal(with_seal(blank(900, 1200), 250, 300), 600, 800))) == 2


def drawing() -> Grey:
    page = blank(900, 1200)
    for index in range(12):
        cv2.ellipse(page, (450, 600), (30 * index + 20, 18 * index + 30), 10 * index, 0, 360, 0, 2)
    return page


def table() -> Grey:
    page = blank(900, 1200)
    for x in range(100, 801, 140):
        cv2.line(page, (x, 100), (x, 700), 0, 2)
    for y in range(100, 701, 60):
        cv2.line(page, (100, y), (800, y), 0, 2)
    return page


@pytest.mark.real
@each(
    "page",
    [
        blank(900, 1200),
        text_lines(),
        table(),
        drawing(),
        with_seal(text_lines(), 400, 950, letters=False),  # circles of a diagram: nothing is written along them
    ],
)
def test_other_pages_have_no_seal(page: Grey) -> None:
    assert seals_of(page) == ()
    assert find_seals(page, page < 190, 0.0) == ()


@pytest.mark.real
def test_a_light_seal_goes_and_the_print_stays() -> None:
    print_only = text_lines(30)
    page = with_seal(print_only, 400, 500, 150)
    seals = seals_of(page)
    freed, black = without_seals(page, seals, 1.0)
    assert black == ()
    ink = print_only < 100
    assert (freed[ink] < 140).mean() > 0.97
    around = np.zeros(page.shape, bool)
    around[400:600, 300:500] = True
    assert (freed[around & (print_only > 200)] < 140).mean() < 0.01


@pytest.mark.real
def test_the_circles_of_a_black_seal_go_and_letters_across_them_stay() -> None:
    page = with_seal(blank(900, 1200), 400, 500)
    cv2.line(page, (300, 440), (360, 440), 0, 6)  # a stroke across the outer circle
    freed, black = without_seals(page, seals_of(page), 1.0)
    assert len(black) == 1
    assert freed[500, 400 + RADIUS] > 200
    assert freed[440, 310:350].max() < 60


@pytest.mark.real
def test_the_letters_of_a_black_seal_go_unless_a_line_leads_to_them() -> None:
    page = with_seal(blank(900, 1200), 400, 500)
    for x in range(200, 440, 18):
        cv2.rectangle(page, (x, 446), (x + 10, 458), 0, -1)  # a line of print running into the seal
    seals = seals_of(page)
    freed, black = without_seals(page, seals, 1.0)
    large = cv2.resize(freed, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    cleared, cleared_half = without_letters(large, freed, seals, black, HEIGHT)
    assert cleared_half[450, 206] < 100
    assert cleared_half[450, 206 + 18 * 9] < 100  # well inside
    assert cleared_half[490:512, 372:430].min() > 200  # the word in the middle
    assert cleared.shape == large.shape
    assert cleared[2 * 490 : 2 * 512, 2 * 372 : 2 * 430].min() > 200


def test_a_seal_beside_all_ink_has_no_letters() -> None:
    components = find_components(ink_mask(text_lines(3)))
    assert len(letters_of(components, Seal(450, 1000, RADIUS), HEIGHT)) == 0


def scrawl(page: Grey, left: int, top: int, *, pen: int = 3) -> Grey:
    drawn = page.copy()
    x = np.linspace(0, 1, 200)
    y = 40 * np.sin(14 * x) * (1.2 - x) + 12 * np.sin(37 * x)
    points = np.stack([left + 180 * x, top + 50 + y], axis=1).astype(np.int32)
    cv2.polylines(drawn, [points], False, 0, pen, cv2.LINE_AA)
    return drawn


def scrawls_of(page: Grey) -> list[Box]:
    return find_signatures(find_components(ink_mask(page)), HEIGHT)


def test_a_signature_in_black_ink_is_found() -> None:
    ((left, top, right, bottom),) = scrawls_of(scrawl(text_lines(), 500, 900))
    assert abs(left - 500) < 8
    assert abs(right - 680) < 8
    assert 880 < top < bottom < 1010


@pytest.mark.real
@each("page", [blank(), text_lines(), table(), drawing(), scrawl(blank(900, 1200), 500, 900, pen=16)])
def test_what_is_no_signature(page: Grey) -> None:
    assert scrawls_of(page) == []
    assert find_signatures(find_components(ink_mask(page)), 0.0) == []


def test_a_page_full_of_scrawls_is_a_drawing() -> None:
    page = blank(900, 1200)
    for top in range(50, 1100, 110):
        page = scrawl(page, 100, top)
    assert scrawls_of(page) == []


def test_boxes_near_each_other_are_one() -> None:
    assert sorted(merged_near([Box(0, 0, 10, 10), Box(50, 50, 60, 60), Box(12, 0, 20, 10)], 3)) == [
        (0, 0, 20, 10),
        (50, 50, 60, 60),
    ]


def test_paper_and_panels() -> None:
    assert stands_on_paper(np.full((50, 50, 3), (235, 225, 190), np.uint8), Box(0, 0, 50, 50))
    assert not stands_on_paper(np.full((50, 50, 3), (250, 180, 70), np.uint8), Box(0, 0, 50, 50))
    assert not stands_on_paper(np.full((50, 50, 3), 255, np.uint8), Box(60, 60, 60, 60))


@pytest.mark.parametrize("degrees", [0, 3, -5])
def test_frames_of_stamps_straight_and_aslant(degrees: float) -> None:
    page = blank(900, 600)
    cv2.polylines(page, [cv2.boxPoints(((400, 300), (240, 110), degrees)).astype(np.int32)], True, 0, 3)
    ((left, top, right, bottom),) = find_frames(find_components(ink_mask(page)), HEIGHT)
    assert left < 290
    assert right > 510
    assert top < 255
    assert bottom > 345


def test_a_frame_with_a_heading_and_print_running_into_it() -> None:
    page = blank(900, 600)
    cv2.rectangle(page, (200, 200), (450, 340), 0, 3)
    cv2.line(page, (200, 235), (450, 235), 0, 2)
    cv2.rectangle(page, (440, 280), (700, 292), 0, -1)
    ((left, top, right, bottom),) = find_frames(find_components(ink_mask(page)), HEIGHT)
    assert 198 <= left <= 206
    assert 198 <= top <= 206
    assert 444 <= right <= 452
    assert 334 <= bottom <= 342


@pytest.mark.real
@each("page", [blank(), text_lines(), with_seal(blank(900, 1200), 400, 500), table()])
def test_what_is_no_frame_of_a_stamp(page: Grey) -> None:
    assert find_frames(find_components(ink_mask(page)), HEIGHT) == []


@pytest.mark.real
def test_marks_come_with_the_prepared_page() -> None:
    half = scrawl(with_seal(text_lines(), 300, 950), 500, 900)
    page = cv2.resize(half, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    image = np.repeat(page[..., None], 3, axis=2)
    prepared = prepare(image, Switches())
    assert sorted(mark.kind for mark in prepared.marks) == ["signature", "stamp"]
    assert "seals" in {step.name for step in prepared.steps}
    assert prepare(image, Switches(marks=False)).marks == ()


def word(text: str, left: int, top: int = 100, confidence: float = 0.95) -> Word:
    return Word(text, Box(left, top, left + 40, top + 20), confidence)


def line(*words: Word) -> Line:
    return Line(words)


@each(
    ("text", "stamped"),
    [
        ("CỔNG THÔNG TIN ĐẾN Số: Ngày:", True),
        ("SAO Y BẢN CHÍNH", True),
        ("HỎA TỐC", True),
        ("KHẨN", True),
        ("KHÂN.", True),
        ("TỪ NGÀY 1/7 ĐẾN NGÀY 31/12", False),
        ("KHẨN TRƯƠNG THỰC HIỆN", False),
        ("ĐIỀU CẦN BIẾT", False),
        ("Mức phạt tiền", False),
        ("", False),
    ],
)
def test_words_make_a_frame_a_stamp(text: str, stamped: bool) -> None:
    words = [word(item, 50 + 45 * index) for index, item in enumerate(text.split())]
    areas = stamped_frames([Box(40, 90, 500, 130)], [Line(tuple(words)), line(word("ngoài", 600))])
    assert bool(areas) is stamped
    if stamped:
        left = without_mark_words(Line((*words, word("ngoài", 600))), areas)
        assert left.text == "ngoài"
        assert areas[0].block.text == text
        assert areas[0].block.kind is BlockKind.STAMP


@pytest.mark.parametrize("text", ["MẬT", "TUYỆT MẬT", "TỐI MẬT."])
def test_marks_of_secrecy_are_regions_and_stay_in_the_text(text: str) -> None:
    words = tuple(word(item, 50 + 45 * index) for index, item in enumerate(text.split()))
    areas = stamped_frames([Box(40, 90, 200, 130)], [Line(words)])
    assert len(areas) == 1
    assert without_mark_words(Line(words), areas).text == text


def test_print_that_runs_into_a_framed_stamp_stays() -> None:
    text = line(word("SAO", 50), word("Y", 95), word("triển", 140), word("khai", 215))
    (area,) = stamped_frames([Box(40, 90, 200, 130)], [text])
    assert without_mark_words(text, [area]).text == "triển khai"
    assert area.block.text == "SAO Y"


def test_print_under_a_stamp_stays_and_scraps_of_the_stamp_go_with_it() -> None:
    area = MarkArea(BlockKind.STAMP, Box(0, 0, 200, 200))
    text = line(word("CHỦ", 40), word("TỊCH", 90, confidence=0.5), word("Z⁄4", 140, confidence=0.4))
    assert without_mark_words(text, [area]).text == "CHỦ TỊCH"
    assert area.block.text == "Z⁄4"
    assert area.lines[0].box == (140, 100, 180, 120)


def test_a_round_stamp_has_no_corners() -> None:
    scrap = line(word("Z⁄4", 0, top=0, confidence=0.1))
    assert without_mark_words(scrap, [MarkArea(BlockKind.STAMP, Box(0, 0, 200, 200))]) is scrap
    assert without_mark_words(scrap, [MarkArea(BlockKind.SIGNATURE, Box(0, 0, 200, 200))]).words == ()
    assert without_mark_words(scrap, []) is scrap


def test_words_without_boxes_belong_to_no_mark() -> None:
    office = line(Word("văn", None, None))
    assert without_mark_words(office, [MarkArea(BlockKind.SIGNATURE, Box(0, 0, 9, 9))]) is office
