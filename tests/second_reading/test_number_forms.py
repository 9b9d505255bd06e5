from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.detectors.number_forms import is_spoilt
from tests.each import each


@each(
    "text",
    [
        "800.000", "1.000.000đ", "12,5%", "63/2010/NĐ-CP", "63/2010/NĐ-", "24/7", "01/01/2026", "1/7/26", "QH15",
        "0912-345-678", "12/2024/L-CTN", "15/2014/TTLT-BTP-BNV", "5/2020/TT-XYZT", "128/128", "5-10", "(02)",
        "8h30", "số1",
    ],
)  # fmt: skip
def test_what_numbers_look_like(text: str) -> None:
    assert not is_spoilt(text)


@each(
    "text",
    [
        "77I2023I",
        "1.00.000",
        "/2026",
        "8,1-",
        "7/9/201",
        "106/2024/T",
        "12/",
        "784/NQ-GP",
        "6/2/20i2",
        "43/2015/TTLT-BTP-BNYV",
        "2405/2009/QHA15",
        "04/2013/UBTVQHI11",
    ],
)
def test_what_no_number_looks_like(text: str) -> None:
    assert is_spoilt(text)


@given(st.text(max_size=12))
def test_any_word_has_an_answer(text: str) -> None:
    assert is_spoilt(text) in (True, False)
