from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.language.number_words import LIMIT, from_words, to_words


@given(st.integers(0, 999_999_999_999))
def test_there_and_back(number: int) -> None:
    assert from_words(to_words(number)) == number


@given(st.integers(0, 17), st.integers(1, 9))
def test_round_numbers_there_and_back(power: int, digit: int) -> None:
    assert from_words(to_words(digit * 10**power)) == digit * 10**power


@each(
    ("number", "words"),
    [
        (0, "không"), (10, "mười"), (24, "hai mươi bốn"),
        # one: một, mốt after a ten
        (1, "một"), (11, "mười một"), (21, "hai mươi mốt"), (91, "chín mươi mốt"), (101, "một trăm linh một"),
        (121, "một trăm hai mươi mốt"), (1_000, "một nghìn"), (1_001, "một nghìn không trăm linh một"),
        # five: năm, lăm after a ten
        (5, "năm"), (15, "mười lăm"), (55, "năm mươi lăm"), (105, "một trăm linh năm"), (50, "năm mươi"),
        (515, "năm trăm mười lăm"),
        # zeros in the middle are spoken, at the end and in front they are not
        (100, "một trăm"), (110, "một trăm mười"), (1_010, "một nghìn không trăm mười"),
        (10_500, "mười nghìn năm trăm"), (1_000_000, "một triệu"), (1_000_100, "một triệu một trăm"),
        (1_200_000, "một triệu hai trăm nghìn"), (10**9, "một tỷ"), (10**9 + 1, "một tỷ không trăm linh một"),
        (25 * 10**9, "hai mươi lăm tỷ"), (1_500 * 10**9, "một nghìn năm trăm tỷ"),
        # fines as decrees set them
        (800_000, "tám trăm nghìn"), (2_500_000, "hai triệu năm trăm nghìn"), (75_000_000, "bảy mươi lăm triệu"),
    ],
)  # fmt: skip
def test_the_written_form(number: int, words: str) -> None:
    assert to_words(number) == words
    assert from_words(words) == number


@each(
    ("words", "number"),
    [
        # what people write for what accountants write
        ("hai mươi tư", 24), ("hai tư", 24), ("hai mốt", 21), ("ba lăm", 35), ("hai nhăm", 25),
        ("hai mươi nhăm", 25), ("bẩy mươi", 70), ("một trăm lẻ một", 101),
        ("năm ngàn", 5_000), ("hai tỉ", 2 * 10**9), ("hai tỉ rưỡi", None),
        # capitals, commas, hyphens, what ends a sum of money
        ("MỘT TRĂM NGHÌN ĐỒNG", 100_000), ("Một trăm nghìn đồng chẵn", 100_000),
        ("một trăm nghìn đồng Việt Nam", 100_000),
        ("hai triệu, ba trăm nghìn đồng", 2_300_000), ("hai mươi - lăm", 25), (" hai  mươi ", 20),
        # letters taken apart by a program
        ("mu\u031bo\u031b\u0300i", 10), ("ba\u0309y", 7),
        # larger than accounts are
        ("ba trăm nghìn tỉ", 300_000 * 10**9),
        # zeros spoken where they need not be
        ("một triệu không trăm nghìn", 1_000_000),
        ("một triệu không nghìn không trăm linh năm đồng", 1_000_005), ("không", 0), ("không đồng", 0),
    ],
)  # fmt: skip
def test_every_way_of_saying_it(words: str, number: int | None) -> None:
    assert from_words(words) == number


@each(
    "words",
    [
        "mốt", "lăm", "mươi", "trăm", "linh một", "một mươi mươi", "mười mốt mốt", "trăm một", "một trăm trăm",
        "một triệu triệu", "một nghìn triệu", "nghìn một", "tỷ", "một tỷ tỷ", "hai ba", "một trăm linh mười",
        "hội đồng", "mười người", "một hai ba", "800 nghìn", "tám trăm nghìn 5", "eight", "năm năm năm",
        "nghìn", "mười mươi", "năm ngoái", "", "đồng", "3 triệu", "một linh hai",
    ],
)  # fmt: skip
def test_what_says_no_number(words: str) -> None:
    assert from_words(words) is None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    value = from_words(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_words(number)
