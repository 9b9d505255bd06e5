"""Boxes of signing programs, told by their words and how their lines are set."""

from __future__ import annotations

from converters.ocr.assembly.signature_appearances import find_signature_appearances
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from tests.each import each


def line(text: str, left: int, top: int, *, height: int = 18) -> Line:
    box = Box(left, top, left + 9 * len(text), top + height)
    return Line(tuple(Word(word, box) for word in text.split()), box)


def stacked(texts: list[str], *, left: int = 60, top: int = 40, pitch: int = 26) -> list[Line]:
    return [line(text, left, top + pitch * index) for index, text in enumerate(texts)]


BODY = [line("Điều 1. Ban hành kèm theo Quyết định này", 150, 520, height=34)]


@each(
    "texts",
    [
        ["Người ký: Ủy ban nhân dân xã An Phú", "Email: xa@anphu.gov.vn", "Thời gian ký: 12.03.2025 08:15:22"],
        ["Ký bởi: Nguyễn Văn Bình", "Ngày ký: 12-03-2025"],
        ["Cơ quan: Uỷ ban nhân", "dân xã An Phú, Đông Hòa", "Thời gian ký:", "12.03.2025 08:15:22", "+07:00"],
        ["Digitally signed by Nguyễn Văn Bình", "Date: 2025.03.12 08:15:22 +07:00"],
        ["Ký số bởi: UBND xã An Phú", "ời gian: 12/03/2025 08:15:22"],
        ["Signature Valid", "Được ký bởi: CÔNG TY AN PHÚ", "Ký ngày: 12/03/2025"],
    ],
)
def test_boxes_of_signing_programs(texts: list[str]) -> None:
    lines = stacked(texts)
    (box,) = find_signature_appearances([*BODY, *reversed(lines)])
    assert box[:2] == (60, 40)
    assert box.bottom == 40 + 26 * (len(texts) - 1) + 18


@each(
    "lines",
    [
        [],
        BODY,
        stacked(["Người ký: Nguyễn Văn Bình", "Chức danh Chủ tịch"]),  # nothing says when
        stacked(["Ký bởi: Nguyễn Văn Bình"]),
        stacked(["Ký bởi: Nguyễn Văn Bình", "Ngày ký: 12-03-2025"], pitch=90),
        [line("Ngày ký: 12/3/2025", 60, 40), line("Email: xa@anphu.gov.vn", 900, 66)],
        stacked(["Căn cứ Luật Phổ biến, giáo dục pháp luật", "ngày 20/6/2012 lúc 08:15"]),
    ],
)
def test_other_lines_are_none(lines: list[Line]) -> None:
    assert find_signature_appearances(lines) == []


def test_text_below_is_not_drawn_in() -> None:
    lines = stacked(["Ký bởi: Nguyễn Văn Bình", "Ngày ký: 12-03-2025", "ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"])
    (box,) = find_signature_appearances(lines)
    assert box.bottom == 40 + 26 + 18


def test_lines_without_boxes_are_skipped() -> None:
    assert find_signature_appearances([Line((Word("Ký"), Word("bởi:")))]) == []
