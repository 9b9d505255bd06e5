"""Quoted wording: it stays in its unit, and a quotation that is never closed swallows nothing."""

from __future__ import annotations

import pytest
from record_documents import draft
from test_structure import tree

from converters.records.content.quoting import open_marks

OPEN = "Điều 1. Sửa đổi\n1. Sửa đổi khoản 2 Điều 4 như sau:\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("“một” và “hai”", 0),
        ("“một", 1),
        ("một”", 0),
        ('"một" và "hai', 1),
        ("như sau:“một", 1),
        ("”một“ bị đọc nhầm", 0),
        ("“một “hai” ba", 1),
        ('màn hình 15" và "hai"', 0),
        ("«một»", 0),
    ],
)
def test_marks_open_and_close_by_what_stands_around_them(text: str, left: int) -> None:
    assert open_marks(text) == left


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (
            "“2. Phòng đăng ký xe;\n2. Sửa đổi khoản 4 như sau:\n“4. Xã đăng ký.”\n3. Bỏ cụm từ “tỉnh”.\nĐiều 2. Hết",
            "1(1(¶) 2(¶) 3) 2",
        ),
        ("“Điều 5. Mới\n1. Một.\n2. Hai.\n2. Bãi bỏ Điều 6.\nĐiều 2. Hiệu lực\nNgay.", "1(1(¶ ¶ ¶) 2) 2"),
        ("“Điều 5. Mới\n1. Một.\n2. Hai.\nĐiều 2. Hiệu lực\nNgay.\nĐiều 3. Thi hành", "1(1(¶ ¶) 2) 2 3"),
        ("“2. Phòng đăng ký xe;\nPHỤ LỤC I\nMẪU ĐƠN", "1(1(¶)) #"),
    ],
)  # fmt: skip
def test_a_quotation_left_open_ends_where_the_numbering_goes_on(text: str, shape: str) -> None:
    made = draft(OPEN + text)
    assert tree(OPEN + text) == shape
    assert [doubt for doubt in made.doubts if "quotation mark" in doubt.reason.text]


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_closed_quotation_keeps_its_own_numbering(marks: str) -> None:
    quoted = f"{marks[0]}Điều 5. Mới\n1. Một.\n2. Hai.\nĐiều 6. Khác\n1. Ba.{marks[1]}."
    text = f"{OPEN}{quoted}\n2. Bãi bỏ Điều 6.\nĐiều 2. Hiệu lực"
    made = draft(text)
    assert tree(text) == "1(1(¶ ¶ ¶ ¶ ¶) 2) 2"
    assert not [doubt for doubt in made.doubts if doubt.kind == "sequence"]


def test_a_quotation_left_open_ends_before_the_next_chapter() -> None:
    text = f"Chương I\nQUY ĐỊNH CHUNG\n{OPEN}“a) Một;\nb) Hai;\nChương II\nHIỆU LỰC\nĐiều 9. Ngày"
    assert tree(text) == "I(1(1(¶ ¶))) II(9)"


def test_outside_acts_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "I. MỞ ĐẦU CHUNG\nHãy nhớ câu “chậm mà chắc.\n- một;\n- hai.\nII. KẾT LUẬN CHUNG"
    assert tree(text) == "# ¶ • #"


def test_texts_behind_each_other_are_numbered_anew() -> None:
    text = "Điều 1. Một\nNội dung.\nĐiều 2. Hai\nNội dung.\nPHỤ LỤC I\nĐiều 1. Ba\nNội dung.\nQUY CHẾ\nĐiều 1. Bốn"
    made = draft(text)
    assert tree(text) == "1 2 # 1 # 1"
    assert not [doubt for doubt in made.doubts if doubt.kind == "sequence"]
