"""Laws named by the initials of their title."""

from __future__ import annotations

from tests.each import each
from validators.citations.laws.initials import title_of_initials


@each(
    ("initials", "title"),
    [
        ("BHXH", "Bảo hiểm xã hội"),
        ("BHYT", "Bảo hiểm y tế"),
        ("PBGDPL", "Phổ biến, giáo dục pháp luật"),
        ("HN&GĐ", "Hôn nhân và gia đình"),
        ("HNGĐ", "Hôn nhân và gia đình"),
        ("HNVGĐ", "Hôn nhân và gia đình"),
        ("XLVPHC", "Xử lý vi phạm hành chính"),
        ("TGPL", "Trợ giúp pháp lý"),
        ("PCBLGĐ", "Phòng, chống bạo lực gia đình"),
        ("TCCQĐP", "Tổ chức chính quyền địa phương"),
        ("CBCC", "Cán bộ, công chức"),
        ("NSNN", "Ngân sách nhà nước"),
    ],
)
@each("after", ["", " năm 2024", ",", ")", "."])
def test_initials_of_one_known_title(initials: str, title: str, after: str) -> None:
    assert title_of_initials(f"{initials}{after}", 0) == (len(initials), title)


@each(
    "text",
    [
        "ĐT",  # đầu tư, đấu thầu
        "DS",  # dân sự, dân số
        "XYZ",
        "BHXHX",
        "bhxh",
        "BHXh",
        "B",
        "",
        "Bảo hiểm xã hội",
        " BHXH",
    ],
)
def test_initials_of_several_titles_or_of_none(text: str) -> None:
    assert title_of_initials(text, 0) is None


def test_initials_are_looked_for_at_their_place() -> None:
    assert title_of_initials("theo Luật BHYT thì", 10) == (14, "Bảo hiểm y tế")
    assert title_of_initials("theo Luật BHYT thì", 0) is None
