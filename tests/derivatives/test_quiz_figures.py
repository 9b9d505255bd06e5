from __future__ import annotations

from converters.derivatives.kinds.quiz.figures import Figure, figures, is_half_of_a_range
from tests.each import each


def only(text: str) -> Figure:
    (found,) = figures(text)
    return found


@each(
    ("text", "figure", "values"),
    [
        ("phạt từ 2.000.000 đồng đến 3.000.000 đồng.", "2.000.000 đồng đến 3.000.000 đồng", (2_000_000, 3_000_000)),
        ("phạt 500.000 – 1.000.000 đồng", "500.000 – 1.000.000 đồng", (500_000, 1_000_000)),
        ("từ 1,5 đến 2 tỷ đồng", "1,5 đến 2 tỷ đồng", (1_500_000_000, 2_000_000_000)),
        ("500 triệu – 1 tỷ đồng", "500 triệu – 1 tỷ đồng", (500_000_000, 1_000_000_000)),
        ("từ 500.000 đồng đến 1 triệu đồng", "500.000 đồng đến 1 triệu đồng", (500_000, 1_000_000)),
        ("từ 500.000đ đến 1.000.000đ.", "500.000đ đến 1.000.000đ", (500_000, 1_000_000)),
        ("không quá 300.000 VNĐ", "300.000 VNĐ", (300_000,)),
        ("phạt 8000000 đồng", "8000000 đồng", (8_000_000,)),
        ("trong 03 (ba) ngày làm việc kể từ", "03 (ba) ngày làm việc", (72,)),
        ("từ 22 tháng đến 24 tháng", "22 tháng đến 24 tháng", (22 * 720, 24 * 720)),
        ("từ 12 đến 18 tháng tù", "12 đến 18 tháng", (12 * 720, 18 * 720)),
        ("từ đủ 16 tuổi", "16 tuổi", (16,)),
        ("có 03 hòa giải viên trở lên", "03 hòa giải viên", (3,)),
    ],
)
def test_a_figure_is_found_whole_with_its_value(text: str, figure: str, values: tuple[int, ...]) -> None:
    found = only(text)
    assert (found.text, found.values) == (figure, values)
    assert text[found.start : found.end] == figure


@each(
    "text",
    [
        "ngày 01 tháng 7 năm 2026", "từ ngày 15/12/2025", "khoản 2 Điều 20", "năm 2026", "Nghị định 168/2024/NĐ-CP",
        "tháng 4 năm 2026", "điểm 3 ngày", "0,25 miligam", "số 86 năm",
    ],
)  # fmt: skip
def test_dates_and_places_in_acts_are_no_figures(text: str) -> None:
    assert list(figures(text)) == []


@each(
    ("text", "values", "written"),
    [
        ("2.000.000 đồng đến 3.000.000 đồng", (500_000, 700_000), "500.000 đồng đến 700.000 đồng"),
        ("2 – 3 triệu đồng", (5_000_000, 7_000_000), "5 – 7 triệu đồng"),
        ("2 – 3 triệu đồng", (500_000, 700_000), None),
        ("1,5 triệu đồng", (2_500_000,), "2,5 triệu đồng"),
        ("500 triệu – 1 tỷ đồng", (700_000_000, 2_000_000_000), "700 triệu – 2 tỷ đồng"),
        ("8000000 đồng", (5_000_000,), "5000000 đồng"),
        ("03 (ba) ngày", (5 * 24,), "05 (năm) ngày"),
        ("24 (hai mươi tư) giờ", (36,), "36 (ba mươi sáu) giờ"),
        ("03 ngày làm việc", (10 * 24,), "10 ngày làm việc"),
        ("12 tháng", (18 * 720,), "18 tháng"),
    ],
)
def test_other_values_are_written_in_its_own_form(text: str, values: tuple[int, ...], written: str | None) -> None:
    assert only(text).like(values) == written


@each(
    ("text", "halves"),
    [
        ("từ đủ 16 tuổi đến dưới 18 tuổi", [True, True]),
        ("từ 1 triệu đồng đến dưới 3 triệu đồng", [True, True]),
        ("được phạt tiền đến 15.000.000 đồng", [False]),
        ("trong 03 ngày, từ 2 đến 3 người", [False, False]),
    ],
)
def test_half_a_range_is_not_asked_for(text: str, halves: list[bool]) -> None:
    assert [is_half_of_a_range(figure, text) for figure in figures(text)] == halves
