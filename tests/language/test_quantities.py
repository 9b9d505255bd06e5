from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.language.number_words import to_words
from validators.language.quantities import (
    QuantityKind,
    amount_value,
    date_value,
    document_number_value,
    find_quantities,
    phone_value,
)


def found(text: str) -> list[tuple[str, str, int | str | None]]:
    return [(quantity.kind.value, quantity.text, quantity.value) for quantity in find_quantities(text)]


@each(
    ("text", "wanted"),
    [
        ("từ 2.000.000 đến 3.000.000 đồng", [
            ("amount", "2.000.000", 2_000_000), ("amount", "3.000.000 đồng", 3_000_000)]),
        ("5-10 triệu đồng", [("amount", "5", 5_000_000), ("amount", "10 triệu đồng", 10_000_000)]),
        ("485.000.000đ", [("amount", "485.000.000đ", 485_000_000)]),
        ("1,5 tỷ đồng.", [("amount", "1,5 tỷ đồng", 1_500_000_000)]),
        ("1.000 (một nghìn) tỷ đồng", [("amount", "1.000 (một nghìn) tỷ đồng", 10**12)]),
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
        ("72/KH-UBND;", [("number", "72/KH-UBND", "72/KH-UBND")]),
        ("02-NQ/TU", [("number", "02-NQ/TU", "02-NQ/TU")]),
        ("14/2012/QH13", [("number", "14/2012/QH13", "14/2012/QH13")]),
        ("07/2012/TTLT-BTTTT-BVHTTDL", [("number", "07/2012/TTLT-BTTTT-BVHTTDL", "07/2012/TTLT-BTTTT-BVHTTDL")]),
        ("điểm b khoản 4 Điều 6", [
            ("locator", "điểm b", "điểm b"), ("locator", "khoản 4", "khoản 4"), ("locator", "Điều 6", "điều 6")]),
        ("điểm a, b và đ khoản 1", [
            ("locator", "điểm a", "điểm a"), ("locator", "b", "điểm b"), ("locator", "đ", "điểm đ"),
            ("locator", "khoản 1", "khoản 1")]),
        ("Điều 5a. Chương II", [("locator", "Điều 5a", "điều 5a"), ("locator", "Chương II", "chương II")]),
        ("từ 3 đến 5 năm", [("duration", "3", "P3Y"), ("duration", "5 năm", "P5Y")]),
        ("05 (năm) ngày làm việc", [("duration", "05 (năm) ngày làm việc", "P5D")]),
        ("ĐT: 0912 345 678", [("phone", "0912 345 678", "0912345678")]),
        ("(0240) 3825123", [("phone", "(0240) 3825123", "02403825123")]),
        ("tổng đài 111", [("phone", "tổng đài 111", "111")]),
        ("điểm thi, khoản vay, điều kiện", []),
    ],
)  # fmt: skip
def test_forms(text: str, wanted: list[tuple[str, str, int | str | None]]) -> None:
    assert found(text) == wanted


@each(
    ("text", "wanted"),
    [
        # every way of writing one fine
        ("800.000 đồng", 800_000),
        ("800.000đ", 800_000),
        ("800.000 đ", 800_000),
        ("800.000 VNĐ", 800_000),
        ("800.000 vnd", 800_000),
        ("800.000₫", 800_000),
        ("800,000 đồng", 800_000),
        ("800000 đồng", 800_000),
        ("800.000 (tám trăm nghìn) đồng", 800_000),
        ("800 nghìn đồng", 800_000),
        ("800 ngàn đồng", 800_000),
        ("tám trăm nghìn đồng", 800_000),
        ("Tám trăm ngàn đồng", 800_000),
        ("0,8 triệu đồng", 800_000),
        ("2 tỷ đồng", 2 * 10**9),
        ("2 tỉ đồng", 2 * 10**9),
        ("2,35 tỷ đồng", 2_350_000_000),
        ("1.500 tỷ đồng", 1_500 * 10**9),
        ("12.345.678.901 đồng", 12_345_678_901),
        # the form is right but it is no whole amount
        ("1,5 đồng", None),
    ],
)
def test_amounts(text: str, wanted: int | None) -> None:
    assert found(f"phạt {text}.") == [("amount", text, wanted)]


@each(
    "text",
    [
        "đồng ý 5 lần", "hội đồng 12 thành viên", "cộng đồng 500 hộ", "5 đồng chí", "hai đồng chí",
        "5 đơn vị", "10 điểm", "800.000 dân", "hợp đồng số 12", "hơn 2 triệu lượt", "một trăm người", "Đồng Nai",
        "3 đại biểu",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert [one for one in found(text) if one[0] == "amount"] == []


@each(
    ("text", "wanted"),
    [
        ("từ 800.000 đồng đến 1.000.000 đồng", [800_000, 1_000_000]),
        ("từ 800.000 đến 1.000.000 đồng", [800_000, 1_000_000]),
        ("từ 1 triệu đến 3 triệu đồng", [1_000_000, 3_000_000]),
        ("từ 1 đến 3 triệu đồng", [1_000_000, 3_000_000]),
        ("từ 500 nghìn đồng đến 1 triệu đồng", [500_000, 1_000_000]),
        ("1 - 3 triệu đồng", [1_000_000, 3_000_000]),
        ("1.000.000–3.000.000 đồng", [1_000_000, 3_000_000]),
        ("1.000.000 tới 3.000.000 đồng", [1_000_000, 3_000_000]),
    ],
)
def test_a_range_of_fines_has_two_ends(text: str, wanted: list[int]) -> None:
    assert [value for kind, _, value in found(text) if kind == "amount"] == wanted


@each(
    ("text", "value"),
    [
        ("ngày 05 tháng 01 năm 2020", "2020-01-05"),
        ("Ngày 5 tháng 1 năm 2020", "2020-01-05"),
        ("NGÀY 05 THÁNG 01 NĂM 2020", "2020-01-05"),
        ("05/01/2020", "2020-01-05"),
        ("5-1-2020", "2020-01-05"),
        ("5.1.2020", "2020-01-05"),
        ("29/02/2024", "2024-02-29"),
        ("29/02/2023", None),
        ("ngày 31 tháng 4 năm 2020", None),
        ("15/13/2020", None),
        ("tháng 8 năm 2024", "2024-08"),
        ("tháng 8/2024", "2024-08"),
        ("Tháng 08 năm 2024", "2024-08"),
        ("tháng 13 năm 2024", None),
        ("năm 2025", "2025"),
        ("NĂM 2025", "2025"),
    ],
)
def test_dates(text: str, value: str | None) -> None:
    assert found(f"từ {text}, áp dụng") == [("date", text, value)]


@each("text", ["năm học", "5 năm", "năm 25", "năm 3025", "12/2019", "1/2", "5/3/20", "10.5.1"])
def test_what_is_no_date(text: str) -> None:
    assert [one for one in found(text) if one[0] == "date"] == []


@each(
    ("text", "value"),
    [
        ("168/2024/NĐ-CP", "168/2024/NĐ-CP"),
        ("168 / 2024 / NĐ - CP", "168/2024/NĐ-CP"),
        ("168/2024/NĐ–CP", "168/2024/NĐ-CP"),
        ("31/2024/QH15", "31/2024/QH15"),
        ("326/2016/UBTVQH14", "326/2016/UBTVQH14"),
        ("21/CT-TTg", "21/CT-TTg"),
        ("5/CTr-UBND", "5/CTr-UBND"),
        ("27-NQ/TW", "27-NQ/TW"),
    ],
)
def test_document_numbers(text: str, value: str) -> None:
    assert found(f"số {text} và") == [("number", text, value)]


@each("text", ["1/2/3", "km/h", "5/10 xã", "29A-123.45", "A4/A3", "24/7"])
def test_what_is_no_document_number(text: str) -> None:
    assert [one for one in found(text) if one[0] == "number"] == []


@each(
    ("text", "values"),
    [
        ("Điều 6", ["điều 6"]),
        ("ĐIỀU 6", ["điều 6"]),
        ("khoản 1a Điều 6", ["khoản 1a", "điều 6"]),
        ("điểm đ khoản 1 Điều 6", ["điểm đ", "khoản 1", "điều 6"]),
        ("điểm a1 khoản 2", ["điểm a1", "khoản 2"]),
        ("điểm a, b và c khoản 1", ["điểm a", "điểm b", "điểm c", "khoản 1"]),
        ("các điểm a, b hoặc đ", ["điểm a", "điểm b", "điểm đ"]),
        ("khoản 1, 2 và 3 Điều 5", ["khoản 1", "khoản 2", "khoản 3", "điều 5"]),
        ("Điều 5, 6", ["điều 5", "điều 6"]),
        ("Điều 10 đến 12", ["điều 10", "điều 12"]),
        ("Chương II, Mục 3", ["chương II", "mục 3"]),
        ("PHẦN II", ["phần II"]),
        # what follows a label is no further label
        ("khoản 1, 2 năm", ["khoản 1"]),
        ("Điều 5, 10%", ["điều 5"]),
        ("khoản 3 và 5 triệu đồng", ["khoản 3"]),
        ("Điều 5 và 12/2020", ["điều 5"]),
        # words that only begin alike
        ("điều kiện 5", []),
        ("mục đích", []),
    ],
)
def test_locators(text: str, values: list[str]) -> None:
    assert [value for kind, _, value in found(text) if kind == "locator"] == values


@each(
    ("text", "kind", "value"),
    [
        ("5 năm", "duration", "P5Y"),
        ("06 tháng", "duration", "P6M"),
        ("2 tuần", "duration", "P2W"),
        ("30 ngày", "duration", "P30D"),
        ("30 (ba mươi) ngày", "duration", "P30D"),
        ("15 ngày làm việc", "duration", "P15D"),
        ("24 giờ", "duration", "PT24H"),
        ("45 phút", "duration", "PT45M"),
        ("12%", "percentage", "12"),
        ("12 %", "percentage", "12"),
        ("0,5%", "percentage", "0.5"),
        ("99.9%", "percentage", "99.9"),
        ("30 phần trăm", "percentage", "30"),
        ("0912 345 678", "phone", "0912345678"),
        ("0912.345.678", "phone", "0912345678"),
        ("0912345678", "phone", "0912345678"),
        ("+84 912 345 678", "phone", "0912345678"),
        ("(024) 3733 7999", "phone", "02437337999"),
        ("024.3733.7999", "phone", "02437337999"),
        ("1900 6192", "phone", "19006192"),
        ("1800 1234", "phone", "18001234"),
    ],
)
def test_durations_percentages_and_phones(text: str, kind: str, value: str) -> None:
    assert found(f"là {text};") == [(kind, text, value)]


@each(
    "text",
    ["5 năm 2020", "tháng 5", "ngày 5", "030045001234", "số 111", "tổng đài 1234567", "5 phần", "giờ 24", "0912 345"],
)
def test_what_is_no_duration_percentage_or_phone(text: str) -> None:
    values = [one for one in found(text) if one[0] in {"duration", "percentage", "phone"} and one[2] is not None]
    assert values == []


@each(
    ("text", "wanted"),
    [
        ("từ 3 đến 5 năm", ["P3Y", "P5Y"]),
        ("3-5 ngày", ["P3D", "P5D"]),
        ("từ 01 tháng đến 03 tháng", ["P1M", "P3M"]),
        ("từ 10 đến 20%", ["10", "20"]),
        ("10-15,5%", ["10", "15.5"]),
    ],
)
def test_ranges_of_durations_and_percentages(text: str, wanted: list[str]) -> None:
    assert [value for _, _, value in found(text)] == wanted


def test_a_sentence_of_a_decree_is_taken_apart() -> None:
    text = (
        "Theo điểm b khoản 4 Điều 6 Nghị định số 168/2024/NĐ-CP ngày 26/12/2024, phạt tiền từ 800.000 đồng đến "
        "1.000.000 đồng, trừ 2 điểm giấy phép lái xe trong 12 tháng; hỏi thêm: 0912 345 678"
    )
    assert [(kind, value) for kind, _, value in found(text)] == [
        ("locator", "điểm b"),
        ("locator", "khoản 4"),
        ("locator", "điều 6"),
        ("number", "168/2024/NĐ-CP"),
        ("date", "2024-12-26"),
        ("amount", 800_000),
        ("amount", 1_000_000),
        ("duration", "P12M"),
        ("phone", "0912345678"),
    ]


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


@each(
    ("number", "scale", "value"),
    [
        ("800.000", "", 800_000), ("800,000", "", 800_000), ("800000", "", 800_000), ("1.500", "tỷ", 1_500 * 10**9),
        ("1,5", "triệu", 1_500_000), ("1,5", "", None), ("1,500", "triệu", 1_500_000), ("2", "tỉ", 2 * 10**9),
        ("2", "TRIỆU", 2_000_000), ("2", "vạn", 2), ("1,0005", "nghìn", None), ("0", "", 0),
        ("1.00", "", None), ("1.0000", "", None), ("", "", None), ("x", "", None), ("1.500,5", "", None),
    ],
)  # fmt: skip
def test_the_value_of_an_amount(number: str, scale: str, value: int | None) -> None:
    assert amount_value(number, scale) == value


@each(
    ("parts", "value"),
    [
        (("5", "3", "2020"), "2020-03-05"), (("29", "2", "2024"), "2024-02-29"), (("29", "2", "2023"), None),
        ((None, "8", "2024"), "2024-08"), ((None, "13", "2023"), None), ((None, "0", "2023"), None),
        ((None, None, "2024"), "2024"), (("0", "3", "2020"), None),
    ],
)  # fmt: skip
def test_the_value_of_a_date(parts: tuple[str | None, str | None, str], value: str | None) -> None:
    assert date_value(*parts) == value


@each(
    ("text", "value"),
    [
        ("0912 345 678", "0912345678"), ("+84912345678", "0912345678"), ("02437337999", "02437337999"),
        ("0912 345", None), ("0912 345 678 901", None), ("1900 6192", "19006192"), ("1900 61", None),
        ("1800 599 920", "1800599920"), ("113", "113"), ("1022", "1022"), ("11", None), ("912345678", None), ("", None),
    ],
)  # fmt: skip
def test_the_value_of_a_phone_number(text: str, value: str | None) -> None:
    assert phone_value(text) == value


@each(
    ("text", "value"),
    [
        ("63/2010/NĐ- CP", "63/2010/NĐ-CP"),
        ("63 /2010/NÐ–CP", "63/2010/NĐ-CP"),
        ("27—NQ/TW", "27-NQ/TW"),
        ("12‑QĐ/TU", "12-QĐ/TU"),
    ],
)
def test_the_value_of_a_document_number(text: str, value: str) -> None:
    assert document_number_value(text) == value


WRITTEN = st.sampled_from(
    ["800.000 đồng", "ngày 05 tháng 01 năm 2020", "13/3/2019", "168/2024/NĐ-CP", "khoản 4 Điều 6", "12,5%", "24 giờ"]
)


@given(WRITTEN, st.text(alphabet="abcegh ,;\n", max_size=20))
@settings(max_examples=at_most(40))
def test_what_is_found_is_found_again_in_a_longer_text(text: str, around: str) -> None:
    longer = find_quantities(f"{around}; {text}; {around}")
    assert [(q.kind, q.text, q.value) for q in longer] == [(q.kind, q.text, q.value) for q in find_quantities(text)]
