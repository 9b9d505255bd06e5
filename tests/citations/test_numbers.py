"""Numbers and symbols of acts: the forms of every organ and time, what is put right in them, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.numbers import (
    ActNumber,
    find_blank_numbers,
    find_numbers,
    find_short_numbers,
    find_unreadable_number,
    number_key,
    parse_number,
    read_symbol,
    tidy_symbol,
)
from validators.citations.acts.organs import organs_of


def only(text: str) -> ActNumber:
    (number,) = find_numbers(text)
    return number


@each(
    ("printed", "kind", "organs"),
    [
        # the National Assembly and its Standing Committee: the symbol says no type
        ("14/2012/QH13", None, ("QH",)),
        ("31/2024/QH15", None, ("QH",)),
        ("15/1999/QH10", None, ("QH",)),
        ("326/2016/UBTVQH14", None, ("UBTVQH",)),
        ("28/2005/PL-UBTVQH11", "phap-lenh", ("UBTVQH",)),
        ("1211/2016/NQ-UBTVQH13", "nghi-quyet", ("UBTVQH",)),
        ("202/2025/NQ-QH15", "nghi-quyet", ("QH",)),
        # Government, Prime Minister, President
        ("30/2020/NĐ-CP", "nghi-dinh", ("CP",)),
        ("117/NQ-CP", "nghi-quyet", ("CP",)),
        ("14/2019/QĐ-TTg", "quyet-dinh", ("TTg",)),
        ("766/QĐ-TTg", "quyet-dinh", ("TTg",)),
        ("21/CT-TTg", "chi-thi", ("TTg",)),
        ("33/CĐ-TTg", "cong-dien", ("TTg",)),
        ("01/2024/L-CTN", "lenh", ("CTN",)),
        # ministries, alone and together
        ("05/2020/TT-BTP", "thong-tu", ("BTP",)),
        ("07/2012/TTLT-BTTTT-BVHTTDL", "thong-tu-lien-tich", ("BTTTT", "BVHTTDL")),
        ("01/2016/TTLT-VKSNDTC-TANDTC-BCA", "thong-tu-lien-tich", ("VKSNDTC", "TANDTC", "BCA")),
        ("403/2017/NQLT-CP-UBTVQH14", "nghi-quyet-lien-tich", ("CP", "UBTVQH")),
        ("03/VBHN-VPQH", "van-ban-hop-nhat", ("VPQH",)),
        ("03/2015/NQ-HĐTP", "nghi-quyet", ("HĐTP",)),
        # provinces and communes
        ("22/2019/NQ-HĐND", "nghi-quyet", ("HĐND",)),
        ("12a/2019/QĐ-UBND", "quyet-dinh", ("UBND",)),
        ("72/KH-UBND", "ke-hoach", ("UBND",)),
        ("5/CTr-UBND", "chuong-trinh", ("UBND",)),
        ("15/TTr-STP", "to-trinh", ("STP",)),
        ("88/BC-STP", "bao-cao", ("STP",)),
        ("120/TB-VPCP", "thong-bao", ("VPCP",)),
        # letters: organ first, then who wrote it
        ("4283/BTP-PBGDPL", None, ("BTP",)),
        ("569/UBND-NC", None, ("UBND",)),
        # the Party: the type after a hyphen
        ("02-NQ/TU", "nghi-quyet", ("TU",)),
        ("27-NQ/TW", "nghi-quyet", ("TW",)),
        ("34-KL/TW", "ket-luan", ("TW",)),
        ("40-HD/VPTW", "huong-dan", ("VPTW",)),
        ("40-HD/BTGTW", "huong-dan", ("BTGTW",)),
        ("66-QĐ/TW", "quyet-dinh", ("TW",)),
        ("20-KH/BTGTU", "ke-hoach", ("BTGTU",)),
        # before 1997
        ("15/CP", None, ("CP",)),
        ("06-LCT/HĐNN8", "lenh", ("HĐNN",)),
        ("1141-TC/QĐ/CĐKT", "quyet-dinh", ("TC",)),
        ("14/TT-BXD", "thong-tu", ("BXD",)),
    ],
)
def test_a_number_printed_right_is_read_as_it_stands(printed: str, kind: str | None, organs: tuple[str, ...]) -> None:
    number = only(f"theo văn bản số {printed} đã ban hành")
    assert (number.text, number.printed, number.type, number.organ_codes) == (printed, printed, kind, organs)
    assert not number.repaired
    assert not number.blank
    assert number == parse_number(f"theo văn bản số {printed} đã ban hành")


@each(
    ("printed", "serial", "year", "symbol"),
    [
        ("14/2012/QH13", "14", 2012, "QH13"),
        ("05/2020/TT-BTP", "05", 2020, "TT-BTP"),
        ("12a/2019/QĐ-UBND", "12a", 2019, "QĐ-UBND"),
        ("12đ/QĐ-UBND", "12đ", None, "QĐ-UBND"),
        ("766/QĐ-TTg", "766", None, "QĐ-TTg"),
        ("02-NQ/TU", "02", None, "NQ/TU"),
        ("15/CP", "15", None, "CP"),
    ],
)
def test_the_parts_of_a_number(printed: str, serial: str, year: int | None, symbol: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert (number.serial, number.year, number.symbol) == (serial, year, symbol)


@each(
    ("printed", "text"),
    [
        # Đ without its bar, or with another letter's
        ("30/2020/ND-CP", "30/2020/NĐ-CP"),
        ("30/2020/NÐ-CP", "30/2020/NĐ-CP"),
        ("64/2015/NDD-CP", "64/2015/NĐ-CP"),
        ("766/QD-TTg", "766/QĐ-TTg"),
        ("12/QD-TLD", "12/QĐ-TLĐ"),
        ("10/2017/TT-BLDTBXH", "10/2017/TT-BLĐTBXH"),
        ("22/2019/NQ-HDND", "22/2019/NQ-HĐND"),
        ("04-BC/DU", "04-BC/ĐU"),
        # letters among digits
        ("30/2O20/NĐ-CP", "30/2020/NĐ-CP"),
        ("l4/2019/QĐ-TTg", "14/2019/QĐ-TTg"),
        ("1O/2019/QĐ-TTg", "10/2019/QĐ-TTg"),
        ("14/20l9/QĐ-TTg", "14/2019/QĐ-TTg"),
        ("370/QĐ-BCA-CO6", "370/QĐ-BCA-C06"),
        # the Assembly's term confirms the year and the year the term
        ("14/2012/QHl3", "14/2012/QH13"),
        ("14/2012/OH13", "14/2012/QH13"),
        ("113/2025⁄QHI15", "113/2025/QH15"),
        ("29/201Š/QH14", "29/2018/QH14"),
        ("29/201 Š/QH14", "29/2018/QH14"),
        ("4 1/⁄2024/0HI5", "41/2024/QH15"),
        ("10/2003/PL-UBTVOHI]I", "10/2003/PL-UBTVQH11"),
        ("10/2003/PL-UBTVQH1", "10/2003/PL-UBTVQH11"),
        # capitals and small letters, dashes
        ("21/CT-TTG", "21/CT-TTg"),
        ("14/2019/QĐ–TTg", "14/2019/QĐ-TTg"),
        ("14/2019/QĐ-TTq", "14/2019/QĐ-TTg"),
        ("15/TTR-UBND", "15/TTr-UBND"),
        ("15/OĐ-UBND", "15/QĐ-UBND"),
        ("117/NO-CP", "117/NQ-CP"),
        ("11-HĐĐBT", "11-HĐBT"),
    ],
)
def test_what_scanners_and_typists_do_is_put_right_and_the_printed_kept(printed: str, text: str) -> None:
    number = only(f"Quyết định số {printed} ngày")
    assert number.text == text
    assert number.printed == printed
    assert number.repaired


@each(
    ("printed", "text"),
    [
        ("120 /2002/TT- BTC", "120/2002/TT-BTC"),
        ("120/ 2002 / TT - BTC", "120/2002/TT-BTC"),
        ("766/ QĐ - TTg", "766/QĐ-TTg"),
        ("30/2020/NĐ-\nCP", "30/2020/NĐ-CP"),
        ("06-LCT/HĐN N", "06-LCT/HĐNN"),
    ],
)
def test_white_space_is_taken_out_and_is_no_repair(printed: str, text: str) -> None:
    number = only(f"Thông tư số {printed} ngày")
    assert (number.text, number.printed, number.repaired) == (text, printed, False)


def test_two_spaced_digits_after_the_label_are_one_serial() -> None:
    assert only("Nghị định số 1 68/2024/NĐ-CP").text == "168/2024/NĐ-CP"


@each(
    "text",
    [
        "Nghị định số 29/201Š/NĐ-CP",  # 5 or 8: nothing decides
        "Luật số 14/2012/QH99",  # no such term
        "Luật số 14/QH13",  # laws have a year
        "Luật số 14/2012/QH2",  # terms below the seventh did not number so
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert list(find_numbers(text)) == []


@each(
    "text",
    [
        "",
        "24/24H",
        "tốc độ 60 km/h",
        "tỷ lệ 1/2",
        "3/4 số dân",
        "ngày 15/7/2020",
        "tháng 7/2020",
        "số 12/A đường Láng",
        "số nhà 12/34/5",
        "mẫu số 02/GTGT",
        "Mẫu số 01/QĐ-XPHC",
        "CO/CQ",
        "A4/A3",
        "HIV/AIDS",
        "QCVN 41:2019/BGTVT",
        "TCVN 9001:2015/ISO",
        "biển số 29A-123.45",
        "030045001234",
        "điện thoại 024.3733.7999",
        "1.500.000 đồng/tháng",
        "QĐ-TTg",
        "/2020/NĐ-CP",
        "NĐ-CP 30/2020",
        "5/10 xã",
        "1-2 người",
    ],
)
def test_other_slashes_and_hyphens_are_no_numbers(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_every_number_of_a_list_is_found_in_order() -> None:
    text = (
        "Căn cứ Luật số 14/2012/QH13; Nghị định số 28/2013/NĐ-CP; Quyết định số 766/QĐ-TTg; "
        "Kết luận số 80-KL/TW và Công văn số 4283/BTP-PBGDPL"
    )
    found = [number.text for number in find_numbers(text)]
    assert found == ["14/2012/QH13", "28/2013/NĐ-CP", "766/QĐ-TTg", "80-KL/TW", "4283/BTP-PBGDPL"]


@each("after", ["", ".", ",", ";", ")", "”", " ngày", "ngày 5/3/2020", "của Chính phủ", "\n", " và", ":"])
def test_where_a_number_ends(after: str) -> None:
    number = only(f"(số 30/2020/NĐ-CP{after}")
    assert (number.start, number.printed) == (4, "30/2020/NĐ-CP")


@each(
    ("text", "symbol", "kind", "year"),
    [
        ("Số:     /BC-STP", "BC-STP", "bao-cao", None),
        ("Số: ...../QĐ-UBND", "QĐ-UBND", "quyet-dinh", None),
        ("Số …/KH-UBND", "KH-UBND", "ke-hoach", None),
        ("số ____/TTr-STP", "TTr-STP", "to-trinh", None),
        ("số .../2025/NĐ-CP", "NĐ-CP", "nghi-dinh", 2025),
        ("Số:    -NQ/TU", "NQ/TU", "nghi-quyet", None),
        ("Luật số:     /2025/QH15", "QH15", None, 2025),
    ],
)
def test_a_number_left_blank_on_paper_has_no_value(text: str, symbol: str, kind: str | None, year: int | None) -> None:
    (number,) = find_blank_numbers(text)
    assert number.blank
    assert (number.text, number.serial, number.key, number.repaired) == (None, None, None, False)
    assert (number.symbol, number.type, number.year) == (symbol, kind, year)
    assert text[number.start : number.end] == number.printed
    assert list(find_numbers(text)) == []


@each("text", ["Số: 12/BC-STP", "số liệu", "Số: ", "/QĐ-UBND", "Sở Tư pháp/QĐ"])
def test_what_is_no_blank_number(text: str) -> None:
    assert list(find_blank_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("Số: #1?/TB-STP", "TB-STP"), ("Số: ~~ /QĐ-UBND", "QĐ-UBND"), ("S6: //.: /KH-UBND", "KH-UBND")],
)
def test_scribble_over_a_number_leaves_it_open(text: str, symbol: str) -> None:
    number = find_unreadable_number(text)
    assert number is not None
    assert (number.text, number.symbol) == (None, symbol)


@each("text", ["", "TB-STP", "Số điện thoại: 0912 345 678", "Theo Số: #1?/TB-STP"])
def test_scribble_elsewhere_is_no_number(text: str) -> None:
    assert find_unreadable_number(text) is None


@each(
    ("text", "serial", "year"),
    [
        ("Nghị định 168/2024 quy định", "168", 2024),
        ("Nghị định số 168 năm 2024", "168", 2024),
        ("Thông tư 05/2O20.", "05", 2020),
        ("Nghị định 168 / 2024", "168", 2024),
    ],
)
def test_short_numbers(text: str, serial: str, year: int) -> None:
    ((start, end, *found),) = find_short_numbers(text)
    assert found == [serial, year]
    assert text[start:end].startswith(serial)


@each("text", ["ngày 05/2024/TT", "ngày 5/3/2024", "168/2024/NĐ-CP", "168/3024", "A168/2024", "168/20245"])
def test_other_fractions_are_no_short_numbers(text: str) -> None:
    assert list(find_short_numbers(text)) == []


@each(
    ("first", "second"),
    [
        ("05/2020/ND-CP", "5/2020/NĐ-CP"),
        ("28/2005/PL-UBTVQH11", "28/2005/UBTVQH11"),
        ("202/2025/NQ-QH15", "202/2025/QH15"),
        ("144/2002/QĐ/BTC", "144/2002/QĐ-BTC"),
        ("766/QĐ-TTG", "766/QĐ-TTg"),
        ("30 /2020/ NĐ - CP", "30/2020/NĐ-CP"),
        ("30/2020/NĐ–CP", "30/2020/NĐ-CP"),
    ],
)
def test_one_number_written_in_two_ways_has_one_key(first: str, second: str) -> None:
    assert number_key(first) == number_key(second)


@each(
    ("first", "second"),
    [
        ("5/2020/NĐ-CP", "50/2020/NĐ-CP"),
        ("5/2020/NĐ-CP", "5/2021/NĐ-CP"),
        ("5/2020/NĐ-CP", "5/2020/NQ-CP"),
        ("12/2019/QĐ-UBND", "12a/2019/QĐ-UBND"),
        ("1/DA-UBND", "1/ĐA-UBND"),
    ],
)
def test_two_numbers_have_two_keys(first: str, second: str) -> None:
    assert number_key(first) != number_key(second)


@each(
    ("printed", "symbol"),
    [
        ("QD - TTG", "QĐ-TTg"), ("TTR-UBND", "TTr-UBND"), ("CTR-UBND", "CTr-UBND"), ("QYĐ-BTP", "QyĐ-BTP"),
        ("TTLT - BCA - BQP", "TTLT-BCA-BQP"), ("NQ / TU", "NQ/TU"), ("UBTV0H14", "UBTVQH14"), ("QHI5", "QH15"),
        ("NO-HĐND", "NQ-HĐND"), ("HD-BTP", "HD-BTP"), ("QĐ-UBND", "QĐ-UBND"),
    ],
)  # fmt: skip
def test_a_symbol_as_it_should_be_written(printed: str, symbol: str) -> None:
    assert tidy_symbol(printed) == symbol


@each(
    ("symbol", "party", "kind", "organs"),
    [
        ("NĐ-CP", False, "nghi-dinh", ("CP",)),
        ("TTLT-BCA-BQP", False, "thong-tu-lien-tich", ("BCA", "BQP")),
        ("UBTVQH14", False, None, ("UBTVQH",)),
        ("BTP-PBGDPL", False, None, ("BTP",)),
        ("NQ/TU", True, "nghi-quyet", ("TU",)),
        # TC is a communiqué, but before 1997 the Ministry of Finance, whose type follows
        ("TC-STP", False, "thong-cao", ("STP",)),
        ("TC/QĐ/CĐKT", True, "quyet-dinh", ("TC",)),
        ("XYZ", False, None, ("XYZ",)),
    ],
)
def test_what_a_symbol_says(symbol: str, party: bool, kind: str | None, organs: tuple[str, ...]) -> None:
    assert read_symbol(symbol, party=party) == (kind, organs)


@each("text", ["", "không có số", "Số:", "14/2019", "ngày 13/3/2019"])
def test_a_text_without_a_number_has_none(text: str) -> None:
    assert parse_number(text) is None


SYMBOLS = ("NĐ-CP", "QĐ-TTg", "TT-BTP", "QĐ-UBND", "NQ-HĐND", "TTLT-BCA-BQP", "TT-BGDĐT", "CTr-UBND", "VBHN-VPQH")


@given(st.integers(1, 99999), st.integers(1950, 2099), st.sampled_from(SYMBOLS))
@settings(max_examples=at_most(60))
def test_a_number_written_is_read_back(serial: int, year: int, symbol: str) -> None:
    for text in (f"{serial:02d}/{year}/{symbol}", f"{serial}/{symbol}"):
        found = only(f"theo văn bản số {text} của")
        assert (found.text, found.serial, found.repaired) == (text, text.split("/")[0], False)
        assert found.year == (year if text.count("/") == 2 else None)
        assert found.type in BY_SLUG
        assert all(organs_of(code) for code in found.organ_codes)


@given(st.sampled_from(SYMBOLS), st.sampled_from(["Đ→D", "upper", "spaces"]))
@settings(max_examples=at_most(30))
def test_a_symbol_is_tidied_once_and_damage_is_undone(symbol: str, damage: str) -> None:
    damaged = {"Đ→D": symbol.replace("Đ", "D"), "upper": symbol.upper(), "spaces": symbol.replace("-", " - ")}[damage]
    assert tidy_symbol(damaged) == tidy_symbol(symbol) == symbol


@given(st.text(alphabet="0123456789/-.QĐNCPHTBVUDg lIOŠ§số:…\n", max_size=80))
@settings(max_examples=at_most(80))
def test_any_text_is_read_and_places_are_those_of_the_text(text: str) -> None:
    for number in [*find_numbers(text), *find_blank_numbers(text)]:
        assert 0 <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.printed
    for start, end, serial, year in find_short_numbers(text):
        assert text[start:end].strip()
        assert serial
        assert 1000 <= year <= 2999
    find_unreadable_number(text)


@given(st.sampled_from(SYMBOLS), st.integers(1, 999), st.text(alphabet="abcàđ ,;()\n", max_size=20))
@settings(max_examples=at_most(40))
def test_what_is_found_is_found_again_in_a_longer_text(symbol: str, serial: int, around: str) -> None:
    text = f"số {serial}/2020/{symbol}"
    alone, longer = only(text), only(f"{around} {text} {around}")
    assert longer.text == alone.text
    assert longer.start == alone.start + len(around) + 1
