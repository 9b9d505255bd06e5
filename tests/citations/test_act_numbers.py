from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.citations.acts.numbers import (
    find_blank_numbers,
    find_numbers,
    find_short_numbers,
    find_unreadable_number,
    number_key,
    parse_number,
    tidy_symbol,
)


@pytest.mark.parametrize(
    ("printed", "text", "kind", "organs"),
    [
        ("14/2012/QH13", "14/2012/QH13", None, ("QH",)),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "nghi-dinh", ("CP",)),
        ("14/2019/QĐ-TTg", "14/2019/QĐ-TTg", "quyet-dinh", ("TTg",)),
        ("766/QĐ-TTg", "766/QĐ-TTg", "quyet-dinh", ("TTg",)),
        ("28/2005/PL-UBTVQH11", "28/2005/PL-UBTVQH11", "phap-lenh", ("UBTVQH",)),
        ("07/2012/TTLT-BTTTT-BVHTTDL", "07/2012/TTLT-BTTTT-BVHTTDL", "thong-tu-lien-tich", ("BTTTT", "BVHTTDL")),
        ("02-NQ/TU", "02-NQ/TU", "nghi-quyet", ("TU",)),
        ("40-HD/VPTW", "40-HD/VPTW", "huong-dan", ("VPTW",)),
        ("4283/BTP-PBGDPL", "4283/BTP-PBGDPL", None, ("BTP",)),
        ("03/VBHN-VPQH", "03/VBHN-VPQH", "van-ban-hop-nhat", ("VPQH",)),
        ("15/CP", "15/CP", None, ("CP",)),
        ("06-LCT/HĐNN8", "06-LCT/HĐNN8", "lenh", ("HĐNN",)),
        ("22/2019/NQ-HĐND", "22/2019/NQ-HĐND", "nghi-quyet", ("HĐND",)),
        ("12a/2019/QĐ-UBND", "12a/2019/QĐ-UBND", "quyet-dinh", ("UBND",)),
        ("72/KH-UBND", "72/KH-UBND", "ke-hoach", ("UBND",)),
        ("5/CTr-UBND", "5/CTr-UBND", "chuong-trinh", ("UBND",)),
    ],
)
def test_reads_every_form(printed: str, text: str, kind: str | None, organs: tuple[str, ...]) -> None:
    number = parse_number(f"số {printed}")
    assert number is not None
    assert (number.text, number.type, number.organ_codes) == (text, kind, organs)
    assert number.printed == printed
    assert not number.repaired


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("30/2020/ND-CP", "30/2020/NĐ-CP"),
        ("30/2020/NÐ-CP", "30/2020/NĐ-CP"),
        ("30/2O20/NĐ-CP", "30/2020/NĐ-CP"),
        ("l4/2019/QD-TTg", "14/2019/QĐ-TTg"),
        ("14/2019/QĐ–TTg", "14/2019/QĐ-TTg"),
        ("64/2015/NDD-CP", "64/2015/NĐ-CP"),
        ("21/CT-TTG", "21/CT-TTg"),
    ],
)
def test_repairs_what_scanners_do_and_keeps_the_original(printed: str, text: str) -> None:
    number = next(find_numbers(f"Quyết định số {printed} ngày"))
    assert number.text == text
    assert number.printed == printed
    assert number.repaired


def test_spaces_are_no_repair() -> None:
    number = next(find_numbers("Thông tư số 120 /2002/TT- BTC"))
    assert number.text == "120/2002/TT-BTC"
    assert not number.repaired


@pytest.mark.parametrize(
    "text", ["24/24H", "km/h", "tỷ lệ 1/2", "số 12/A đường Láng", "mẫu số 02/GTGT", "CO/CQ", "3/4 số dân"]
)
def test_other_slashes_are_no_numbers(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_blank_numbers_have_no_value() -> None:
    first, second = find_blank_numbers("Số:     /BC-STP và số .../2025/NĐ-CP")
    assert first.blank
    assert first.text is None
    assert (first.symbol, first.type) == ("BC-STP", "bao-cao")
    assert (second.year, second.key) == (2025, None)


def test_scribble_is_not_read() -> None:
    number = find_unreadable_number("Số: #1?/TB-STP")
    assert number is not None
    assert number.text is None
    assert number.symbol == "TB-STP"


def test_short_numbers() -> None:
    assert next(find_short_numbers("Nghị định 168/2024 quy định"))[2:] == ("168", 2024)
    assert list(find_short_numbers("ngày 05/2024/TT")) == []


def test_keys_fold_what_does_not_matter() -> None:
    assert number_key("05/2020/ND-CP") == number_key("5/2020/NĐ-CP")
    assert number_key("28/2005/PL-UBTVQH11") == number_key("28/2005/UBTVQH11")
    assert number_key("144/2002/QĐ/BTC") == number_key("144/2002/QĐ-BTC")


def test_symbols_keep_their_mixed_case() -> None:
    assert tidy_symbol("QD - TTG") == "QĐ-TTg"
    assert tidy_symbol("TTR-UBND") == "TTr-UBND"


@given(st.text(max_size=300))
def test_never_raises_and_stays_inside(text: str) -> None:
    for number in [*find_numbers(text), *find_blank_numbers(text)]:
        assert 0 <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.printed


_SYMBOLS = st.sampled_from(["NĐ-CP", "QĐ-TTg", "TT-BTP", "QĐ-UBND", "NQ-HĐND", "TTLT-BCA-BQP", "QH15"])


@given(st.integers(1, 9999), st.integers(1950, 2099), _SYMBOLS)
def test_written_numbers_are_read_back(serial: int, year: int, symbol: str) -> None:
    text = f"{serial:02d}/{year}/{symbol}"
    found = next(find_numbers(f"theo Nghị định số {text} của"))
    assert found.text == text
    assert found.year == year
