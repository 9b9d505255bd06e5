"""Words that their surroundings do not support are doubts, with what is far more usual there; names are not."""

from __future__ import annotations

import pytest

from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.lookalikes import lookalikes
from converters.ocr.after_reading.context.word_doubts import with_word_doubts
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Flag, Line, Method, Page, Word
from validators.problems import say

LETTER, HIGH = 10, 20  # pixels


def line_of(text: str, *, top: int = 0, unsure: str = "") -> Line:
    """The words of a text side by side; the one that is named was hard to read."""
    words, left = [], 0
    for piece in text.split():
        right = left + LETTER * len(piece)
        words.append(Word(piece, Box(left, top, right, top + HIGH), 0.6 if piece == unsure else 0.98))
        left = right + LETTER
    return Line(tuple(words))


def page_of(*lines: Line, flags: tuple[Flag, ...] = ()) -> Page:
    return Page(1, 2000, 2000, None, (Block(BlockKind.PARAGRAPH, lines),), Method.OCR, flags=flags)


def doubts_in(text: str, *, unsure: str = "") -> list[tuple[str, tuple[str, ...]]]:
    page = with_word_doubts(page_of(line_of(text, unsure=unsure)))
    assert {flag.kind for flag in page.flags} <= {"word"}
    return [(flag.text, flag.candidates) for flag in page.flags]


@pytest.mark.parametrize(
    ("text", "read", "printed"),
    [
        ("giấy chứng nhận đăng lý xe máy", "lý", "ký"),
        ("phòng ngừa hành vị vi phạm pháp luật", "vị", "vi"),
        ("chịu trách nhiệm tnước pháp luật", "tnước", "trước"),
        ("ủy ban kiển tra, giám sát", "kiển", "kiểm"),
        ("cơ quan, tổ chức, cá nhâu,", "nhâu,", "nhân,"),
        ("Cải cách THỦ TỰC HÀNH CHÍNH", "TỰC", "TỤC"),
    ],
)
def test_a_word_where_another_is_far_more_usual_is_a_doubt(text: str, read: str, printed: str) -> None:
    assert doubts_in(text) == [(read, (printed,))]


@pytest.mark.parametrize(
    "text",
    [
        "phòng ngừa hành vi vi phạm pháp luật",
        "cha mẹ đi chợ mua rau, con ở nhà trông em",
        "Bà Trịnh Thị Bưởi và ông Vũ Khắc Trương ký tên",
        "gửi email, quét mã trên website hoặc facebook",
        "khối lượng 5 kg, dài 20 cm, theo điểm đ khoản 2",
        "",
    ],
)
def test_what_is_right_is_no_doubt(text: str) -> None:
    assert doubts_in(text) == []


def test_a_word_hard_to_read_that_was_never_seen_in_such_company_is_a_doubt() -> None:
    text = "nam mặc quần ghẵm màu, nữ mặc áo dài"
    assert doubts_in(text) == []
    assert doubts_in(text, unsure="ghẵm") == [("ghẵm", ())]
    assert doubts_in("nộp hồ sơ trước hạn", unsure="trước") == []
    assert doubts_in("dài 20 kg, rộng", unsure="kg,") == []


def test_two_words_with_a_speck_between_are_a_doubt() -> None:
    assert doubts_in("thiệt hại do hành vi gây.ra cho người khác") == [("gây.ra", ())]
    assert doubts_in("xem trang epu.edu hoặc theo v.v. quy định.Các bên") == []


def test_words_joined_by_a_stroke_are_a_doubt_where_one_is_hard_to_read_and_no_word() -> None:
    assert doubts_in("mức thu đồng/Ilần trong năm", unsure="đồng/Ilần") == [("đồng/Ilần", ())]
    assert doubts_in("mức thu đồng/Ilần trong năm") == []
    for word in ("đồng/lần", "km/h", "UBND/HĐND", "người-xe"):
        assert doubts_in(f"mức thu {word} trong năm", unsure=word) == []


def test_what_is_doubted_already_is_not_doubted_twice() -> None:
    line = line_of("giấy chứng nhận đăng lý xe máy")
    doubted = line.words[4]
    flag = Flag(1, doubted.box, -1, -1, doubted.text, (), "number", say("It was hard to read."))
    assert with_word_doubts(page_of(line, flags=(flag,))).flags == (flag,)


def test_lines_of_a_block_are_one_text_and_cells_are_not() -> None:
    first, second = line_of("phòng ngừa hành"), line_of("vị vi phạm", top=40)
    assert [flag.text for flag in with_word_doubts(page_of(first, second)).flags] == ["vị"]
    cells = (Cell(0, 0, (first,)), Cell(0, 1, (line_of("vị trí", top=40),)))
    row = Line(tuple(word for cell in cells for line in cell.lines for word in line.words))
    table = Page(1, 2000, 2000, None, (Block(BlockKind.TABLE, (row,), cells=cells),), Method.OCR)
    assert with_word_doubts(table).flags == ()


def test_words_without_a_place_cannot_be_shown() -> None:
    words = tuple(map(Word, ("chứng", "nhận", "đăng", "lý", "xe")))
    assert with_word_doubts(page_of(Line(words))).flags == ()


def test_what_looks_alike_has_other_marks_or_one_letter_of_like_shape() -> None:
    found = dict(lookalikes("lý", context_model.load()))
    assert {"ký", "ly"} <= found.keys()
    assert not {"lý", "quý"} & found.keys()
