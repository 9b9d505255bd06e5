"""Lines of a form to fill in, and measures of the print beside what was filled in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from drawn_pages import blank
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.decision import IN_FORM, IN_TEXT, is_handwritten
from converters.ocr.handwriting.form_blanks import find_blanks, is_date_line, is_number_line, is_year
from converters.ocr.handwriting.form_words import split_form_words
from converters.ocr.handwriting.print_profile import (
    Deviation,
    column_of,
    columns,
    digits_end,
    outside,
    pieces_of,
    print_profile,
)
from converters.reading.boxes import Box
from tests.each import each
from tests.properties import at_most

words = st.lists(
    st.sampled_from(
        [
            "Số:",
            "12",
            "/QĐ-UBND",
            "Hà",
            "Nội,",
            "ngày",
            "05",
            "tháng",
            "02",
            "năm",
            "2026",
            "……",
            "ngày.)",
            "Điều",
            "(7)",
        ]
    ),
    max_size=12,
)


@each(("text", "year"), [("2026", True), ("(1998)", True), ("2026.", True), ("226", False), ("2126", False)])
def test_years(text: str, year: bool) -> None:
    assert is_year(text) is year


@each(
    ("line", "own"),
    [
        ("Số: 12/QĐ-UBND", True),
        ("SỐ 12/QĐ-UBND", True),
        ("Só: /KH-STP", True),
        ("số 12/2020/NĐ-CP ngày 5 tháng 3", False),
        ("Căn cứ Nghị định số 12", False),
        ("", False),
    ],
)
def test_lines_of_a_document_s_own_number(line: str, own: bool) -> None:
    assert is_number_line(line.split()) is own


@each(
    ("line", "dated"),
    [
        ("Hưng Yên, ngày 05 tháng 02 năm 2026", True),
        ("TP. Hồ Chí Minh, ngày tháng 3 năm 2026", True),
        ("Hà Nội, ngày 5 háng 3 năm 2026", True),  # a letter lost
        ("Hà Nội, ngày 05 tháng 02", False),
        ("Có hiệu lực từ ngày 05 tháng 02 năm 2026", False),
        ("Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012", False),
    ],
)
def test_lines_of_place_and_date(line: str, dated: bool) -> None:
    assert is_date_line(line.split()) is dated


@settings(max_examples=at_most(40))
@given(words)
def test_blanks_lie_in_their_line_one_after_the_other(texts: list[str]) -> None:
    blanks = find_blanks(texts)
    assert all(0 <= blank.first <= blank.last <= len(texts) for blank in blanks)
    assert all(blank.kind in {"number", "date"} for blank in blanks)


@settings(max_examples=at_most(40))
@given(words)
def test_freeing_print_loses_no_place(texts: list[str]) -> None:
    line = [ReadWord(text, Box(40 * place, 0, 40 * place + 36, 20), 0.5) for place, text in enumerate(texts)]
    freed = split_form_words(line)
    assert len(freed) >= len(line)
    assert Box.around_known(word.box for word in freed) == Box.around_known(word.box for word in line)
    assert all(first.box.left <= second.box.left for first, second in pairwise(freed))


@settings(max_examples=at_most(40))
@given(st.text("08/-.Q(đ", min_size=1, max_size=9), st.integers(0, 500), st.integers(10, 300))
def test_columns_of_characters_rise_through_their_word(text: str, left: int, width: int) -> None:
    word = ReadWord(text, Box(left, 0, left + width, 20), 0.9)
    places = [column_of(word, index) for index in range(len(text) + 1)]
    assert places == sorted(places)
    assert (places[0], pytest.approx(places[-1])) == columns(word)
    assert columns(word)[0] <= digits_end(word) <= columns(word)[1] + 1e-6


def test_digits_end_at_the_stroke() -> None:
    word = ReadWord("12/QĐ", Box(0, 0, 100, 20), 0.9)
    assert digits_end(word) == column_of(word, 2) < 50
    assert digits_end(ReadWord("2026", Box(0, 0, 100, 20), 0.9)) == 100


def test_pieces_outside_of_spans() -> None:
    pieces = np.array([[0, 0, 10, 9], [20, 0, 30, 9], [40, 0, 50, 9]], np.int32)
    assert outside(pieces, [(18, 32)]).tolist() == [True, False, True]
    assert outside(pieces, []).all()


def letters(heights: list[int], *, baseline: int = 60) -> np.ndarray:
    image = blank(60 + 30 * len(heights), 100)
    for place, tall in enumerate(heights):
        image[baseline - tall : baseline, 20 + 30 * place : 34 + 30 * place] = 0
    return image


def test_print_is_measured_by_its_small_letters() -> None:
    pieces = pieces_of(letters([20, 20, 28, 20, 30, 20]))
    measured = print_profile(pieces, pieces[:0], pieces[:0], 90.0)
    assert measured is not None
    assert (measured.small, measured.baseline) == (20, 60)
    assert measured.digits[0] < 28 < measured.digits[1]


def test_a_printed_year_tells_the_height_of_digits_exactly() -> None:
    pieces, year = pieces_of(letters([20, 20, 20, 20, 20])), pieces_of(letters([29, 29, 29, 29]))
    measured = print_profile(pieces, year, pieces[:0], 90.0)
    assert measured is not None
    assert measured.digits == (29, 29)


@each("heights", [[], [20], [20, 20, 20], [3, 3, 3, 3, 3]])
def test_too_little_print_measures_nothing(heights: list[int]) -> None:
    pieces = pieces_of(letters(heights))
    assert print_profile(pieces, pieces[:0], pieces[:0], 50.0) is None


deviations = st.builds(Deviation, *(st.floats(0, 1) for _ in range(3)), st.floats(0, 4))


@settings(max_examples=at_most(40))
@given(deviations, st.floats(0, 1), st.booleans())
def test_what_strays_more_is_no_less_written_by_hand(deviation: Deviation, confidence: float, form: bool) -> None:
    more = Deviation(deviation.foot + 0.1, deviation.height + 0.1, deviation.uneven + 0.1, deviation.space + 0.1)
    if is_handwritten(deviation, confidence, form=form):
        assert is_handwritten(more, confidence, form=form)


@settings(max_examples=at_most(40))
@given(deviations, st.floats(0, 1))
def test_a_form_is_suspected_before_a_sentence(deviation: Deviation, confidence: float) -> None:
    assert IN_FORM.foot < IN_TEXT.foot
    plain = Deviation(deviation.foot, deviation.height, deviation.uneven, 1.0)
    if is_handwritten(plain, confidence, form=False):
        assert is_handwritten(plain, confidence, form=True)


def test_nothing_measured_is_written_by_hand_only_where_a_form_was_hardly_read() -> None:
    assert is_handwritten(None, 0.4, form=True)
    assert is_handwritten(None, 0.8, form=True)
    assert not is_handwritten(None, 0.95, form=True)
    assert not is_handwritten(None, 0.1, form=False)
