from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.after_reading.correct import CorrectionOptions, correct_page, correct_text, is_slide
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Line, Method, Page, Word
from tests.each import each
from tests.properties import at_most
from validators.language.syllables import base_key

CHARACTERS = "aáàảâấầẩăắêếềểệioốôồổộơớởợuủứừửyýđdbcghklmnpqrstvx .,;:-0123456789ĐỊNHQUYẾT/()\n"
MARKS_ONLY = CorrectionOptions(words=False)


def line(text: str, *, top: int = 0, height: int = 20) -> Line:
    words, left = [], 0
    for piece in text.split():
        right = left + 10 * len(piece)
        words.append(Word(piece, Box(left, top, right, top + height), 0.9))
        left = right + 8
    return Line(tuple(words), Box(0, top, left, top + height))


def page(*blocks: Block, width: int = 1000, height: int = 1400) -> Page:
    return Page(1, width, height, 150.0, blocks, Method.OCR)


def paragraph(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, tuple(line(text, top=30 * place) for place, text in enumerate(texts)))


def test_a_page_is_corrected_across_its_lines() -> None:
    corrected = correct_page(page(paragraph("Uỷ BANNHÂN DÂN thành", "phó Hà Nội, Nghị định 63/2010/NĐ- CP")))
    assert corrected.text == "Uỷ BAN NHÂN DÂN thành\nphố Hà Nội, Nghị định 63/2010/NĐ-CP"


def test_labels_are_mended_after_the_word_before_them_is() -> None:
    corrected = correct_page(page(paragraph("Quy định tại điệm a, h và I khoản 3 Điều 108 của Luật này")))
    assert corrected.text == "Quy định tại điểm a, h và l khoản 3 Điều 108 của Luật này"


def test_what_the_engine_read_is_kept() -> None:
    corrected = correct_page(page(paragraph("thành phó Hà Nội")))
    words = list(corrected.blocks[0].words)
    assert [(word.text, word.engine_text) for word in words] == [
        ("thành", None), ("phố", "phó"), ("Hà", None), ("Nội", None),
    ]  # fmt: skip
    assert [word.box for word in words] == [word.box for word in paragraph("thành phó Hà Nội").words]


def test_it_can_be_switched_off() -> None:
    before = page(paragraph("thành phó 63/2010/NĐ- CP"))
    assert correct_page(before, options=CorrectionOptions(enabled=False)) == before
    assert correct_page(before, options=CorrectionOptions(marks=False)).text == "thành phó 63/2010/NĐ-CP"
    assert correct_page(before, options=MARKS_ONLY).text == "thành phố 63/2010/NĐ- CP"


def test_stamps_and_signatures_are_left_as_read() -> None:
    before = page(paragraph("thành phó", kind=BlockKind.STAMP), paragraph("thành phó Hà Nội"))
    corrected = correct_page(before)
    assert corrected.blocks[0] == before.blocks[0]
    assert corrected.blocks[1].text == "thành phố Hà Nội"


def test_cells_and_lines_of_a_table_stay_the_same_text() -> None:
    first, second = line("thành phó Hà Nội"), line("chính quyên xã")
    row = Line(first.words + second.words)
    cells = (Cell(0, 0, (first,)), Cell(0, 1, (second,)))
    corrected = correct_page(page(Block(BlockKind.TABLE, (row,), cells=cells))).blocks[0]
    assert [cell.text for cell in corrected.cells] == ["thành phố Hà Nội", "chính quyền xã"]
    assert corrected.text == "thành phố Hà Nội chính quyền xã"
    by_lines = correct_page(page(Block(BlockKind.TABLE, (first, second), cells=cells))).blocks[0]
    assert by_lines.text == "thành phố Hà Nội\nchính quyền xã"


def test_slides_are_known_by_their_large_letters() -> None:
    large = Block(BlockKind.PARAGRAPH, (line("Quyền của bạn", height=60),))
    assert is_slide(page(large, width=1600, height=900))
    assert not is_slide(page(large, width=900, height=1600))
    assert is_slide(replace(page(large, width=900, height=1600), rotation=90))
    assert not is_slide(page(width=1600, height=900))
    assert not is_slide(replace(page(large), width=None))


def test_an_empty_page_stays_empty() -> None:
    assert correct_page(page()) == page()


@each(
    "perfect",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Sở Tư pháp, Ủy ban nhân dân tỉnh quyết định:",
        "Phạt tiền từ 800.000 đồng đến 1.000.000 đồng đối với người điều khiển xe máy không đội mũ bảo hiểm.",
        "Bà Hoàng Thị Xốm và ông Lò Văn Pành ở bản Nậm Cúm đến gặp tổ hoà giải để được tư vấn.",
        "Hoà giải viên khoẻ mạnh, thuỷ chung; hòa giải viên khỏe mạnh, thủy chung.",
        "XỬ PHẠT ĐỐI VỚI HÀNH VI TỔ",
        "a) Chi phí đi lại; b) Chỉ thị số 12/CT-TTg; c) Chế độ nghỉ phép; d) Bãi bỏ; đ) Các trường hợp khác.",
    ],
)
def test_right_text_is_left_alone(perfect: str) -> None:
    assert correct_text(perfect) == perfect


@settings(max_examples=at_most(60))
@given(
    st.text(
        alphabet=st.sampled_from("aáàảâấầẩăắêếềểệioốôồổộơớởợuủứừửyýđdbcghklmnpqrstvx .,;:-0123456789ĐỊNHQUYẾT/()\n"),
        max_size=120,
    )
)
def test_marks_only_means_marks_only(text: str) -> None:
    corrected = correct_text(text, options=MARKS_ONLY)
    assert base_key(corrected) == base_key("\n".join(" ".join(part.split()) for part in text.split("\n")))


@settings(max_examples=at_most(60))
@given(st.lists(st.integers(0, 10**9), max_size=6))
def test_digits_survive_everything(numbers: list[int]) -> None:
    text = " đồng và ".join(f"{number:,}".replace(",", ".") for number in numbers)
    corrected = correct_text(text)
    assert re.findall(r"[\d.]+", corrected) == re.findall(r"[\d.]+", text)


class TestPlainText:
    @each("text", ["", "\n", "\n\n", "một\n\nhai"])
    def test_lines_stay_lines(self, text: str) -> None:
        assert correct_text(text).count("\n") == text.count("\n")

    def test_white_space_becomes_single_spaces(self) -> None:
        assert correct_text("  quyền \t và   nghĩa vụ ") == "quyền và nghĩa vụ"
