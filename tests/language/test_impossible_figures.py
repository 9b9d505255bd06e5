"""Figures that cannot be as they stand, and those that come near to it."""

from __future__ import annotations

import pytest

from validators.language.impossible_figures import impossible_figures
from validators.language.sought import Searched

IMPOSSIBLE = (
    ("Nộp trước ngày 31 tháng 6 năm 2026.", "ngày 31 tháng 6 năm 2026"),
    ("Có hiệu lực từ 15/13/2025.", "từ 15/13/2025"),
    ("Hạn cuối là 29/02/2025.", "29/02/2025"),
    ("Họp lúc 26 giờ 15 ngày mai.", "lúc 26 giờ 15"),
    ("Họp lúc 8h70.", "lúc 8h70"),
    ("bị phạt tù từ 20 năm đến 25 năm", "tù từ 20 năm đến 25 năm"),
    ("bị phạt tù từ 03 năm đến 06 tháng", "tù từ 03 năm đến 06 tháng"),
    ("được giảm 150% học phí", "giảm 150%"),
    ("5.000.000 đồng (sáu triệu đồng)", "5.000.000 đồng (sáu triệu đồng)"),
    ("mức phạt 12.00.000 đồng", "12.00.000"),
)
POSSIBLE = (
    "Nộp trước ngày 29 tháng 02 năm 2024, lúc 17 giờ 00.",
    "mở cửa đến 24 giờ 00 hằng ngày",
    "trả lời trong 72 giờ 30 phút",
    "bị phạt tù từ 06 tháng đến 03 năm",
    "bị phạt tù từ 12 năm đến 20 năm",
    "tổng hợp hình phạt là 30 năm tù",
    "bồi thường 150% giá trị; được giảm 100% phí",
    "5.000.000 đồng (bằng chữ: năm triệu đồng chẵn)",
    "5.000.000 đồng (đối với tổ chức)",
    "Hồ sơ số 45/13/2020 và tỷ lệ 60:75",
)


@pytest.mark.parametrize(("text", "told"), IMPOSSIBLE)
def test_what_cannot_be_is_told(text: str, told: str) -> None:
    assert [words for _, words, _ in impossible_figures(Searched(text), text)] == [told]


@pytest.mark.parametrize("text", POSSIBLE)
def test_what_may_be_is_not(text: str) -> None:
    assert list(impossible_figures(Searched(text), text)) == []
