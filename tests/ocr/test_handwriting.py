"""Numbers written by hand into the blanks of a form: where they may stand, how they stray from print, their flags."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from drawn_pages import blank

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.decision import is_handwritten
from converters.ocr.handwriting.form_blanks import Blank, find_blanks
from converters.ocr.handwriting.handwritten_numbers import (
    MOST_TRUST,
    find_handwritten,
    handwriting_flag,
    reasons,
    with_one_flag_each,
)
from converters.ocr.handwriting.print_profile import (
    Deviation,
    column_of,
    deviation_of,
    digits_end,
    pieces_of,
    unread_ink,
)
from converters.ocr.layout.crops import Crop
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Line, Method, Page, Word
from tests.each import each
from validators.problems import say

SMALL, DIGIT, BASELINE = 20, 28, 60  # pixels: a small letter, a digit (1.4 times), the row letters stand on


def forms(line: str) -> list[tuple[str, str]]:
    texts = line.split()
    return [(blank.kind, " ".join(texts[blank.first : blank.last])) for blank in find_blanks(texts) if blank.form]


@each(
    ("line", "expected"),
    [
        ("Số: 209 /QĐ-UBND", [("number", "209")]),
        ("Số: 12/TB-STP", [("number", "12/TB-STP")]),
        ("Số:12/TB-STP", [("number", "Số:12/TB-STP")]),
        ("Số: /QĐ-UBND", [("number", "")]),
        ("Só:s#f40 /TB-QL Đào tạo", [("number", "Só:s#f40")]),
        ("Số: ø/0#2.. /TB-STP", [("number", "ø/0#2..")]),
        ("An Phú, ngày 18 tháng 02 năm 2025", [("date", "18"), ("date", "02")]),
        ("An Phú ngày 0Ÿ tháng 10 năm 2025", [("date", "0Ÿ"), ("date", "10")]),
        ("An Phú, ngày tháng năm 2025", [("date", ""), ("date", "")]),
        ("An Phú, tháng 8 năm 2025", [("date", ""), ("date", "8")]),
        ("An Phú, ngà)Ÿ tháng § năm 2025", [("date", "ngà)Ÿ"), ("date", "§")]),
        (
            "Số:155 /2020/NĐ-CP An Phú, ngày 31 tháng 12 năm 2020",
            [("number", "Số:155"), ("date", "31"), ("date", "12")],
        ),
        (
            "(Kèm theo Quyết định số 20 /QĐ-UBND ngày 1$ tháng03 năm 2025",
            [("number", "20"), ("date", "1$"), ("date", "tháng03")],
        ),
        ("Họ tên: ....... 35 tuổi", [("number", "35")]),
    ],
)
def test_blanks_of_a_form(line: str, expected: list[tuple[str, str]]) -> None:
    assert [found for found in forms(line) if found[1] != "/2020/NĐ-CP"] == expected


@each(
    "line",
    [
        "Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012;",
        "quyền địa phương ngày 22 tháng 11 năm 2019;",
        "Số lượng học bổng: 02 suất.",
        "Số tiền phạt là 500.000 đồng",
        "",
    ],
)
def test_sentences_have_no_blanks(line: str) -> None:
    assert forms(line) == []


def test_numbers_of_a_sentence_are_looked_at_too() -> None:
    assert find_blanks(["phạt", "500.000", "đồng"]) == [Blank("number", 1, 2, form=False)]


def word(text: str, left: int, right: int, confidence: float = 0.95) -> ReadWord:
    return ReadWord(text, Box(left, BASELINE - DIGIT, right, BASELINE), confidence)


def line_image(digits: list[tuple[int, int]] | None = None) -> np.ndarray:
    """ "ngày NN tháng" as blocks: small letters, then two digits of the given heights and feet, small letters again."""
    image = blank(600, 100)
    for x in (*range(20, 120, 25), *range(320, 445, 25)):
        cv2.rectangle(image, (x, BASELINE - SMALL), (x + 14, BASELINE - 1), 0, -1)
    for index, (height, foot) in enumerate(digits or []):
        left = 180 + 30 * index
        cv2.rectangle(image, (left, BASELINE + foot - height), (left + 14, BASELINE + foot - 1), 0, -1)
    return image


WORDS = [word("ngày", 20, 110), word("18", 180, 226), word("tháng", 320, 436)]


def test_printed_digits_stray_nowhere() -> None:
    strayed = deviation_of(pieces_of(line_image([(DIGIT, 0), (DIGIT + 1, 0)])), WORDS, 1, 2)
    assert strayed is not None
    assert strayed.foot == strayed.height == 0
    assert strayed.uneven == pytest.approx(1 / SMALL)


@pytest.mark.parametrize(
    ("digits", "sign"),
    [([(DIGIT, 6), (DIGIT, 0)], "foot"), ([(42, 0), (42, 0)], "height"), ([(DIGIT, 0), (20, 0)], "uneven")],
)
def test_handwritten_digits_stray(digits: list[tuple[int, int]], sign: str) -> None:
    strayed = deviation_of(pieces_of(line_image(digits)), WORDS, 1, 2)
    assert strayed is not None
    assert getattr(strayed, sign) > 0.25
    assert is_handwritten(strayed, 0.97, form=True)


def test_a_line_without_print_cannot_be_measured() -> None:
    assert deviation_of(pieces_of(blank(300, 100)), WORDS, 1, 2) is None


def test_the_year_tells_how_high_digits_are() -> None:
    image = line_image([(DIGIT, 0), (DIGIT, 0)])
    for x in range(480, 580, 25):
        cv2.rectangle(image, (x, BASELINE - 31), (x + 14, BASELINE - 1), 0, -1)
    strayed = deviation_of(pieces_of(image), [*WORDS, word("2025", 480, 570)], 1, 2)
    assert strayed is not None
    assert strayed.height > 0.05  # 28 against 31, though 28 alone would have been plausible


def test_wide_spaces_are_told() -> None:
    words = [word("a", 0, 50), word("b", 60, 100), word("12", 140, 160), word("c", 170, 200), word("d", 210, 240)]
    image = blank(300, 100)
    for x in (0, 20, 60, 80, 140, 150, 170, 190, 210):
        cv2.rectangle(image, (x, BASELINE - 20), (x + 7, BASELINE - 1), 0, -1)
    strayed = deviation_of(pieces_of(image), words, 2, 3)
    assert strayed is not None
    assert strayed.space == 4


def test_ink_that_was_not_read() -> None:
    pieces = pieces_of(line_image([(DIGIT, 0), (DIGIT, 0)]))
    words = [WORDS[0], WORDS[2]]
    assert unread_ink(pieces, words, 1, 1) == (180, BASELINE - DIGIT, 225, BASELINE)
    assert unread_ink(pieces_of(line_image()), words, 1, 1) is None


def test_dots_are_an_empty_blank() -> None:
    image = line_image()
    for x in range(130, 300, 8):
        cv2.rectangle(image, (x, BASELINE - 3), (x + 2, BASELINE - 1), 0, -1)
    assert unread_ink(pieces_of(image), [WORDS[0], WORDS[2]], 1, 1) is None


def test_columns_within_a_word() -> None:
    assert column_of(word("1111", 0, 100), 2) == 50
    assert digits_end(word("12/QĐ", 0, 100)) < 50
    assert digits_end(word("12", 0, 100)) == 100


@each(
    ("strayed", "confidence", "form", "expected"),
    [
        (Deviation(0.05, 0, 0.05, 1.2), 0.97, True, False),
        (Deviation(0.05, 0, 0.05, 1.2), 0.6, True, False),  # symbols of documents are read with little confidence
        (Deviation(0.07, 0, 0.05, 1.2), 0.6, True, True),  # unsure, in a blank, not quite on the line
        (Deviation(0.0, 0, 0.0, 1.0), 0.3, True, True),
        (Deviation(0.05, 0, 0.05, 2.5), 0.97, True, True),
        (Deviation(0.5, 0.4, 0.5, 1.2), 0.97, False, False),  # sure, in a sentence: an old-style figure
        (Deviation(0.5, 0.4, 0.0, 1.2), 0.5, False, True),
        (Deviation(0.05, 0, 0.05, 1.2), 0.5, False, False),
        (None, 0.97, True, False),
        (None, 0.3, True, True),
        (None, 0.3, False, False),
    ],
)
def test_verdicts(strayed: Deviation | None, confidence: float, form: bool, expected: bool) -> None:
    assert is_handwritten(strayed, confidence, form=form) is expected


def test_a_written_day_is_found_in_its_place_on_the_page() -> None:
    image = line_image([(40, 8), (34, 2)])
    words = [word("An", 0, 5), word("Phú,", 8, 15), *WORDS, word("năm", 450, 500), word("2025", 510, 560)]
    (found,) = [item for item in find_handwritten([Crop(image, 100, 200)], [words]) if item.text == "18"]
    assert (found.kind, found.box) == ("date", (280, 200 + BASELINE - DIGIT, 326, 200 + BASELINE))


def test_what_was_not_read_is_pointed_at_with_its_neighbours() -> None:
    image = line_image([(40, 8), (34, 2)])
    words = [word("An", 0, 5), word("Phú,", 8, 15), WORDS[0], WORDS[2], word("năm", 450, 500), word("2025", 510, 560)]
    found = next(item for item in find_handwritten([Crop(image, 0, 0)], [words]))
    assert found.text == ""
    assert found.box[0] >= 180
    assert (found.around[0], found.around[2]) == (20, 436)
    assert handwriting_flag(found, 1, found.around).reason == reasons()[1]


@pytest.mark.parametrize(("read", "written"), [("ngày.)", True), ("ngày......", False), ("ngày", False)])
def test_scraps_behind_a_unit_are_something_written(read: str, written: bool) -> None:
    words = [
        word("An", 0, 5),
        word("Phú,", 8, 15),
        word(read, 20, 112 if read == "ngày" else 170),
        WORDS[2],
        word("năm", 450, 500),
    ]
    found = find_handwritten([Crop(line_image(), 0, 0)], [[*words, word("2025", 510, 560)]])
    assert [item.box[0] for item in found] == ([20] if written else [])


def test_lines_without_numbers_cost_nothing() -> None:
    assert find_handwritten([Crop(blank(50, 50), 0, 0)] * 2, [(), [word("Điều", 0, 40)]]) == []


def page_with(*flags: Flag) -> Page:
    line = Line((Word("ngày", Box(0, 0, 50, 20), 0.99), Word("18", Box(60, 0, 90, 20), 0.97)))
    block = Block(BlockKind.PARAGRAPH, (line,), Box(0, 0, 90, 20))
    return Page(1, 200, 100, None, (block,), Method.OCR, flags=flags)


def flag_at(box: Box, text: str, reason: bool, candidates: tuple[str, ...] = ()) -> Flag:
    return Flag(1, box, -1, -1, text, candidates, "date", reasons()[0] if reason else say("It was hard to read."))


def test_one_flag_for_each_number_and_little_trust() -> None:
    far = flag_at(Box(100, 0, 130, 20), "20", reason=False)
    second = flag_at(Box(55, 0, 92, 20), "18", reason=False, candidates=("13",))
    page = with_one_flag_each(page_with(flag_at(Box(60, 0, 90, 20), "18", reason=True), second, far))
    assert [(flag.text, flag.candidates, flag.reason) for flag in page.flags] == [
        ("18", ("13",), reasons()[0]),
        ("20", (), far.reason),
    ]
    assert [word.confidence for word in page.blocks[0].words] == [0.99, MOST_TRUST]


@each(("engine", "text"), [("1⁄8", "1/8"), ("18", "18"), ("other", "other")])
def test_a_flag_says_what_its_words_say_by_now(engine: str, text: str) -> None:
    place = Box(60, 0, 90, 20)
    page = page_with(flag_at(place, engine, reason=True))
    line = Line((Word("ngày", Box(0, 0, 50, 20), 0.99), Word(engine, place, 0.97).mended(text)))
    page = replace(page, blocks=(replace(page.blocks[0], lines=(line,)),))
    assert [flag.text for flag in with_one_flag_each(page).flags] == [text]


def test_pages_without_handwriting_stay_as_they_are() -> None:
    page = page_with(flag_at(Box(55, 0, 92, 20), "18", reason=False))
    assert with_one_flag_each(page) is page
