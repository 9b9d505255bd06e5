from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.language.number_words import LIMIT, from_words, to_words


@given(st.integers(0, 999_999_999_999))
def test_there_and_back(number: int) -> None:
    assert from_words(to_words(number)) == number


@given(st.integers(0, 17), st.integers(1, 9))
def test_round_numbers_there_and_back(power: int, digit: int) -> None:
    assert from_words(to_words(digit * 10**power)) == digit * 10**power


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi bốn"),
        (101, "một trăm linh một"), (800_000, "tám trăm nghìn"), (1_000_005, "một triệu không trăm linh năm"),
        (2_000_000_000, "hai tỷ"), (12_500_000, "mười hai triệu năm trăm nghìn"),
    ],
)  # fmt: skip
def test_to_words(number: int, words: str) -> None:
    assert to_words(number) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Tám trăm nghìn đồng chẵn", 800_000), ("hai mươi tư", 24), ("một trăm lẻ năm ngàn", 105_000), ("hai lăm", 25),
        ("MỘT TRIỆU ĐỒNG", 1_000_000), ("một triệu, hai trăm nghìn", 1_200_000), ("ba trăm nghìn tỉ", 300_000 * 10**9),
        ("một triệu không nghìn không trăm linh năm đồng", 1_000_005), ("nghìn", None), ("một nghìn triệu", None),
        ("mười mươi", None), ("năm ngoái", None), ("", None), ("đồng", None), ("3 triệu", None), ("một linh hai", None),
    ],
)  # fmt: skip
def test_from_words(words: str, number: int | None) -> None:
    assert from_words(words) == number


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    value = from_words(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_words(number)
