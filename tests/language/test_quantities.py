from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.language.number_words import to_words
from validators.language.quantities import QuantityKind, amount_value, date_value, find_quantities, phone_value


def found(text: str) -> list[tuple[str, str, int | str | None]]:
    return [(quantity.kind.value, quantity.text, quantity.value) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("phạt 800.000 đồng", [("amount", "800.000 đồng", 800_000)]),
        ("từ 2.000.000 đến 3.000.000 đồng", [
            ("amount", "2.000.000", 2_000_000), ("amount", "3.000.000 đồng", 3_000_000)]),
        ("5-10 triệu đồng", [("amount", "5", 5_000_000), ("amount", "10 triệu đồng", 10_000_000)]),
        ("485.000.000đ", [("amount", "485.000.000đ", 485_000_000)]),
        ("1,5 tỷ đồng.", [("amount", "1,5 tỷ đồng", 1_500_000_000)]),
        ("1.000 (một nghìn) tỷ đồng", [("amount", "1.000 (một nghìn) tỷ đồng", 10**12)]),
        ("tám trăm nghìn đồng", [("amount", "tám trăm nghìn đồng", 800_000)]),
        ("mức phạt 5 triệu.", [("amount", "5 triệu", 5_000_000)]),
        ("PHẠT TỪ 1 TRIỆU ĐẾN 3 TRIỆU ĐỒNG", [
            ("amount", "1 TRIỆU", 1_000_000), ("amount", "3 TRIỆU ĐỒNG", 3_000_000)]),
        ("PHẠT 700.000Đ ĐỐI VỚI", [("amount", "700.000Đ", 700_000)]),
        ("KHOẢN 5 Đ", [("locator", "KHOẢN 5", "khoản 5")]),
        ("ĐIỂM M, N VÀ Đ KHOẢN 3", [
            ("locator", "ĐIỂM M", "điểm m"), ("locator", "N", "điểm n"), ("locator", "Đ", "điểm đ"),
            ("locator", "KHOẢN 3", "khoản 3")]),
        ("ĐỊA ĐIỂM Y TẾ", []),
        ("hơn 5 triệu người", []),
        ("1.200 người", []),
        ("ngày 05 tháng 01 năm 2020", [("date", "ngày 05 tháng 01 năm 2020", "2020-01-05")]),
        ("từ 13/3/2019", [("date", "13/3/2019", "2019-03-13")]),
        ("31/02/2020", [("date", "31/02/2020", None)]),
        ("tháng 8 năm 2024", [("date", "tháng 8 năm 2024", "2024-08")]),
        ("năm 2025", [("date", "năm 2025", "2025")]),
        ("63/2010/NĐ- CP", [("number", "63/2010/NĐ- CP", "63/2010/NĐ-CP")]),
        ("72/KH-UBND;", [("number", "72/KH-UBND", "72/KH-UBND")]),
        ("02-NQ/TU", [("number", "02-NQ/TU", "02-NQ/TU")]),
        ("14/2012/QH13", [("number", "14/2012/QH13", "14/2012/QH13")]),
        ("766/QĐ-TTg", [("number", "766/QĐ-TTg", "766/QĐ-TTg")]),
        ("07/2012/TTLT-BTTTT-BVHTTDL", [("number", "07/2012/TTLT-BTTTT-BVHTTDL", "07/2012/TTLT-BTTTT-BVHTTDL")]),
        ("điểm b khoản 4 Điều 6", [
            ("locator", "điểm b", "điểm b"), ("locator", "khoản 4", "khoản 4"), ("locator", "Điều 6", "điều 6")]),
        ("điểm a, b và đ khoản 1", [
            ("locator", "điểm a", "điểm a"), ("locator", "b", "điểm b"), ("locator", "đ", "điểm đ"),
            ("locator", "khoản 1", "khoản 1")]),
        ("Điều 5a. Chương II", [("locator", "Điều 5a", "điều 5a"), ("locator", "Chương II", "chương II")]),
        ("khoản 3, 2 năm", [("locator", "khoản 3", "khoản 3"), ("duration", "2 năm", "P2Y")]),
        ("từ 3 đến 5 năm", [("duration", "3", "P3Y"), ("duration", "5 năm", "P5Y")]),
        ("05 (năm) ngày làm việc", [("duration", "05 (năm) ngày làm việc", "P5D")]),
        ("24 giờ", [("duration", "24 giờ", "PT24H")]),
        ("12,5% và 30 phần trăm", [("percentage", "12,5%", "12.5"), ("percentage", "30 phần trăm", "30")]),
        ("ĐT: 0912 345 678", [("phone", "0912 345 678", "0912345678")]),
        ("(0240) 3825123", [("phone", "(0240) 3825123", "02403825123")]),
        ("+84 912 345 678", [("phone", "+84 912 345 678", "0912345678")]),
        ("1900 6192", [("phone", "1900 6192", "19006192")]),
        ("tổng đài 111", [("phone", "tổng đài 111", "111")]),
        ("điểm thi, khoản vay, điều kiện", []),
    ],
)  # fmt: skip
def test_forms(text: str, wanted: list[tuple[str, str, int | str | None]]) -> None:
    assert found(text) == wanted


@given(st.integers(1, 10**12))
def test_any_amount_printed_with_dots_is_read(amount: int) -> None:
    printed = f"{amount:,}".replace(",", ".")
    assert [(q.kind, q.value) for q in find_quantities(f"phạt {printed} đồng")] == [(QuantityKind.AMOUNT, amount)]


@given(st.integers(1, 10**9))
def test_an_amount_in_words_has_the_value_of_its_digits(amount: int) -> None:
    assert [q.value for q in find_quantities(f"({to_words(amount)} đồng)")] == [amount]


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_any_real_date_is_read(day: date) -> None:
    text = f"ngày {day:%d} tháng {day:%m} năm {day.year}"
    assert [q.value for q in find_quantities(text)] == [day.isoformat()]


@given(st.text(alphabet=st.sampled_from("0123456789.,/- đồngĐiềukhoảnNĐCPtriệu%()\n+")))
def test_spans_are_apart_in_order_and_say_what_stands_there(text: str) -> None:
    spans = find_quantities(text)
    assert all(text[q.start : q.end] == q.text for q in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_values() -> None:
    assert amount_value("1,5", "triệu") == 1_500_000
    assert amount_value("1,0005", "nghìn") is None
    assert date_value("29", "2", "2023") is None
    assert date_value(None, "13", "2023") is None
    assert phone_value("0912 345") is None
    assert phone_value("1900 61") is None
