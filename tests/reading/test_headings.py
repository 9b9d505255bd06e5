from __future__ import annotations

import pytest

from converters.reading.document import BlockKind
from converters.reading.paging.headings import is_article, is_capitals, kind_of, list_marker, part_level
from tests.each import each


@each(
    ("text", "level"),
    [
        ("Phần thứ nhất", 1),
        ("PHẦN II", 1),
        ("Chương I", 2),
        ("CHƯƠNG IV", 2),
        ("Mục 1", 3),
        ("Tiểu mục 2", 4),
        ("Điều 1. Phạm vi điều chỉnh", 5),
        ("Điều 12a. Bổ sung", 5),
        ("ĐIỀU 3: Hiệu lực", 5),
        ("Phụ lục II", 1),
        ("PHỤ LỤC", 1),
    ],
)
def test_parts_of_a_law(text: str, level: int) -> None:
    assert part_level(text) == level
    assert is_article(level) is (level == 5)


@each(
    "text",
    [
        "Điều 5 của Luật này quy định", "Điều chỉnh mức phạt", "Chương trình phối hợp", "Mục đích, yêu cầu",
        "Mục 1 Chương II",
        "Phần lớn người dân", "Phụ lục kèm theo Quyết định", "theo Điều 5.",
    ],
)  # fmt: skip
def test_sentences_are_no_parts(text: str) -> None:
    assert part_level(text) is None


@each(
    ("text", "marker", "depth"),
    [
        ("1. Người dân", "1.", 0),
        ("12. Người dân", "12.", 0),
        ("2.1. Người dân", "2.1.", 0),
        ("2.1 Người dân", "2.1", 0),
        ("1) Người dân", "1)", 0),
        ("(1) Người dân", "(1)", 0),
        ("IV. QUYỀN", "IV.", 0),
        ("1- Đối tượng áp dụng", "1-", 0),
        ("2.1- Nội địa hóa", "2.1-", 0),
        ("I/ Đối tượng", "I/", 0),
        ("a- Tìm hiểu", "a-", 1),
        ("a) Được cung cấp", "a)", 1),
        ("đ) Được cung cấp", "đ)", 1),
        ("- Lưu: VT", "-", 2),
        ("• Lưu: VT", "•", 2),
        ("+ Lưu: VT", "+", 2),
    ],
)
def test_signs_of_list_items(text: str, marker: str, depth: int) -> None:
    assert list_marker(text) == (marker, depth)


@each(
    "text",
    [
        "12 người",
        "2025",
        "-5 độ",
        "và/hoặc x",
        "A- x",
        "2025-2026",
        "a b c",
        "1.000.000 đồng",
        "05/2025/QĐ",
        "Điều 1. x",
        "i",
        "",
    ],
)
def test_what_opens_no_list_item(text: str) -> None:
    assert list_marker(text) is None


def test_capitals() -> None:
    assert is_capitals("QUYẾT ĐỊNH:")
    assert is_capitals("ỦY BAN 2025")
    assert not is_capitals("Quyết định")
    assert not is_capitals("QĐ")


@pytest.mark.parametrize(
    ("text", "strong", "centred", "kind", "level"),
    [
        ("QUYẾT ĐỊNH", True, True, BlockKind.HEADING, 1),
        ("Chương I", False, True, BlockKind.HEADING, 2),
        ("Điều 1. Phạm vi", True, False, BlockKind.HEADING, 5),
        ("Điều 1. Công bố kèm theo Quyết định này", False, False, BlockKind.PARAGRAPH, 0),
        ("Điều 1. Công bố", False, True, BlockKind.PARAGRAPH, 0),
        ("1. Người dân", False, False, BlockKind.LIST_ITEM, 0),
        ("I. QUY ĐỊNH CHUNG", True, False, BlockKind.LIST_ITEM, 0),
        ("I. QUY ĐỊNH CHUNG", True, True, BlockKind.HEADING, 1),
        ("Nơi nhận:", True, False, BlockKind.PARAGRAPH, 0),
        ("Người dân có quyền", False, True, BlockKind.PARAGRAPH, 0),
        ("X" * 700, True, True, BlockKind.PARAGRAPH, 0),
    ],
)
def test_kinds(text: str, *, strong: bool, centred: bool, kind: BlockKind, level: int) -> None:
    found = kind_of(text, strong=strong, centred=centred)
    assert found[:2] == (kind, level)
