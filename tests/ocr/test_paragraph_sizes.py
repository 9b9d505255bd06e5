from __future__ import annotations

from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.paragraphs import TextLine, paragraphs_of
from converters.reading.boxes import Box
from converters.reading.document import BlockKind

USUAL = 10.0
NUMBERS = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính"
WORDS = "phủ về thực hiện cơ chế một cửa trong giải quyết các công việc này"


def line(row: int, text: str, height: float = USUAL, right: int = 760) -> TextLine:
    foot = 60 + 25 * row
    return TextLine(Fragment(Box(40, foot - 20, right, foot + 4), foot - height, foot, (), len(text)), text)


def test_a_line_whose_signs_are_mostly_high_is_no_heading() -> None:
    column = [line(0, WORDS), line(1, NUMBERS, 1.5 * USUAL), line(2, WORDS)]
    (found,) = paragraphs_of(column, USUAL)
    assert (found.first, found.last, found.kind) == (0, 3, BlockKind.PARAGRAPH)


def test_it_opens_a_paragraph_as_text() -> None:
    found = paragraphs_of([line(0, NUMBERS, 1.4 * USUAL), line(1, WORDS), line(2, WORDS)], USUAL)
    assert [(item.first, item.kind) for item in found] == [(0, BlockKind.PARAGRAPH)]


def test_a_line_far_larger_than_its_signs_explain_is_still_a_heading() -> None:
    found = paragraphs_of([line(0, NUMBERS, 2.4 * USUAL), line(1, WORDS), line(2, WORDS)], USUAL)
    assert [(item.first, item.kind) for item in found] == [(0, BlockKind.HEADING), (1, BlockKind.PARAGRAPH)]


def test_a_large_line_of_small_letters_is_a_heading_as_before() -> None:
    found = paragraphs_of([line(0, WORDS, 1.5 * USUAL, 600), line(1, WORDS), line(2, WORDS)], USUAL)
    assert found[0].kind is BlockKind.HEADING


def test_capitals_of_a_title_stay_large() -> None:
    found = paragraphs_of([line(0, "DANH MỤC THỦ TỤC HÀNH CHÍNH", 1.5 * USUAL), line(1, WORDS), line(2, WORDS)], USUAL)
    assert [(item.first, item.kind) for item in found] == [(0, BlockKind.HEADING), (1, BlockKind.PARAGRAPH)]
