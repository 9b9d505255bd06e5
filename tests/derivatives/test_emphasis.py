from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.wording.emphasis import (
    DETECTORS,
    EmphasisDetector,
    dotted,
    emphasis_of,
    emphasis_of_deadline,
    emphasis_of_sanction,
    money,
)
from tests.each import each
from validators.sharing.record import Deadline, Sanction


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_every_detector_finds_its_example_alone_and_leaves_the_other(detector: EmphasisDetector) -> None:
    text, shown = detector.shows
    found = detector.find(text)
    assert found is not None
    assert found.text == shown
    assert detector.find(detector.passes) is None
    assert all(other.find(text) is None for other in DETECTORS if other is not detector)


@each(
    ("text", "shown", "full"),
    [
        ("Phạt từ 2.000.000 đồng đến 5.000.000 đồng.", "2 – 5 triệu đồng", "2.000.000 – 5.000.000 đồng"),
        ("Phạt từ 2.000.000 đến 5.000.000 đồng.", "2 – 5 triệu đồng", "2.000.000 – 5.000.000 đồng"),
        ("Phạt từ 500.000 đồng đến 1.000.000 đồng.", "500.000 – 1.000.000 đồng", "500.000 – 1.000.000 đồng"),
        ("Phạt 1.500.000 đồng.", "1,5 triệu đồng", "1.500.000 đồng"),
        ("Phạt 1.550.000 đồng.", "1.550.000 đồng", "1.550.000 đồng"),
        ("Phạt tối đa 3.000.000.000 đồng.", "Tối đa 3 tỷ đồng", "Tối đa 3.000.000.000 đồng"),
        ("Được bố trí ít nhất 3 triệu đồng mỗi năm.", "Ít nhất 3 triệu đồng mỗi năm", "Ít nhất 3 triệu đồng mỗi năm"),
        ("Phạt từ 20 triệu đến 40 triệu đồng.", "20 – 40 triệu đồng", "20 – 40 triệu đồng"),
        ("Trong thời hạn 03 ngày kể từ ngày được phân công.", "03 ngày", "03 ngày"),
        ("Trong thời hạn 05 (năm) ngày làm việc.", "05 ngày làm việc", "05 ngày làm việc"),
        ("Mỗi lần cấm không quá 03 ngày.", "Không quá 03 ngày", "Không quá 03 ngày"),
        ("Không vượt quá 1.234.567 đồng/m².", "Không vượt quá 1.234.567 đồng/m²", "Không vượt quá 1.234.567 đồng/m²"),
        ("Phạt không dưới 3 triệu đồng.", "Không dưới 3 triệu đồng", "Không dưới 3 triệu đồng"),
        ("Lệ phí tối đa 5 tỷ đồng/tài sản/lần.", "Tối đa 5 tỷ đồng/tài sản/lần", "Tối đa 5 tỷ đồng/tài sản/lần"),
        ("Thời hạn ít hơn 30 ngày.", "Ít hơn 30 ngày", "Ít hơn 30 ngày"),
        ("Tước quyền sử dụng giấy phép từ 22 đến 24 tháng.", "22 – 24 tháng", "22 – 24 tháng"),
    ],
)
def test_the_number_worth_showing(text: str, shown: str, full: str) -> None:
    emphasis = emphasis_of(text)
    assert emphasis is not None
    assert (emphasis.text, emphasis.full) == (shown, full)


@each(
    "text",
    [
        "Người dân có quyền khiếu nại.",
        "Phạt từ 1.000.000 đồng đến 2.000.000 đồng; tái phạm từ 3.000.000 đồng đến 5.000.000 đồng.",
        "Có hiệu lực từ ngày 15 tháng 12 năm 2025.",
        "Trong thời hạn 03 ngày; việc phức tạp không quá 30 ngày.",
        "Phạt tù từ 03 năm đến 10 năm.",
        "Đạt trên 50% số hộ; tổ có 3 người.",
        "Luật số 91/2025/QH15.",
        "Không được thu quá 50.000 đồng mỗi tháng.",
        "Không phải nộp 200.000 đồng lệ phí.",
        "Bị phạt gấp 02 lần mức 3.000.000 đồng.",
        "Bằng 50% của 3.000.000 đồng.",
        "Thưởng 500.000 đồng/học sinh giỏi cấp tỉnh.",
        "Thưởng 500.000 đồng cho mỗi học sinh.",
        "Thời hạn 02 năm 06 tháng.",
    ],
)
def test_no_number_or_rival_numbers_show_none(text: str) -> None:
    assert emphasis_of(text) is None


def test_a_sanction_shows_its_range() -> None:
    low_and_high = Sanction(behaviour="x", amount_min=6_000_000, amount_max=8_000_000)
    same = Sanction(behaviour="x", amount_min=700_000, amount_max=700_000)
    assert str(emphasis_of_sanction(low_and_high)) != ""
    assert [item.text for item in map(emphasis_of_sanction, (low_and_high, same)) if item] == [
        "6 – 8 triệu đồng",
        "700.000 đồng",
    ]
    only_high = emphasis_of_sanction(Sanction(behaviour="x", amount_max=75_000_000))
    assert only_high is not None
    assert only_high.text == "Đến 75 triệu đồng"
    only_low = emphasis_of_sanction(Sanction(behaviour="x", amount_min=200_000))
    assert only_low is not None
    assert only_low.text == "Từ 200.000 đồng"
    assert emphasis_of_sanction(Sanction(behaviour="Cảnh cáo")) is None


def test_a_deadline_shows_quantity_and_unit() -> None:
    known = emphasis_of_deadline(Deadline(type="deadline", text="Trả kết quả", quantity=5, unit="working-day"))
    assert known is not None
    assert known.text == "5 ngày làm việc"
    limited = emphasis_of_deadline(Deadline(type="deadline", text="Không quá 30 ngày.", quantity=30, unit="day"))
    assert limited is not None
    assert limited.text == "Không quá 30 ngày"
    read = emphasis_of_deadline(Deadline(type="deadline", text="Trong thời hạn 10 ngày, cơ quan trả lời."))
    assert read is not None
    assert read.text == "10 ngày"


@given(st.integers(min_value=0, max_value=10**12))
def test_a_shortened_amount_is_exactly_the_sum(amount: int) -> None:
    shown = money((amount,))
    number = float(shown.figure.replace(".", "").replace(",", "."))
    scale = {"đồng": 1, "triệu đồng": 10**6, "tỷ đồng": 10**9}[shown.unit]
    assert round(number * scale) == amount
    assert int(shown.full.removesuffix(" đồng").replace(".", "")) == amount


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    emphasis_of(text)


def test_amounts_are_dotted() -> None:
    assert dotted(1_234_567) == "1.234.567"
