"""Forms, minutes, newsletters and tables with more columns than questions need, as a typist would have them."""

from __future__ import annotations

from record_documents import TODAY, block, document, draft, page, table

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.records.build import build_record
from converters.records.passages.line_pair import is_broken
from converters.records.passages.loose_blocks import untabled
from converters.records.passages.paragraphs import passages
from converters.records.passages.whole_tables import whole_tables
from converters.writing.markdown import markdown
from tests.each import each
from validators.sharing.record import Heading, Paragraph, Question


def content(*blocks: Block | str) -> list[object]:
    return list(build_record(document(page(*blocks)), today=TODAY).record.content)


def headings(text: str) -> list[str]:
    return [one.text for one in draft(text).record.content if isinstance(one, Heading)]


def placed(text: str, left: int, top: int) -> Block:
    words = tuple(
        Word(word, Box(left + 10 * at, top, left + 10 * at + 9, top + 20)) for at, word in enumerate(text.split())
    )
    around = Box(left, top, left + 10 * len(words), top + 20)
    return Block(BlockKind.PARAGRAPH, (Line(words, around),), around)


def test_a_further_column_of_a_table_of_questions_keeps_its_name() -> None:
    rows = [["STT", "Câu hỏi", "Trả lời", "Căn cứ", "Ghi chú"], ["1", "Ai nộp?", "Cha mẹ.", "Điều 13 Luật Mẫu", ""]]
    question = next(one for one in content(table(rows)) if isinstance(one, Question))
    assert question.answer == [Paragraph(text="Cha mẹ."), Paragraph(text="Điều 13 Luật Mẫu", under="Căn cứ")]
    shown = markdown(build_record(document(page(table(rows))), today=TODAY).record)
    assert "**Căn cứ:** Điều 13 Luật Mẫu" in shown
    assert shown.count("Căn cứ") == 1


def test_the_account_of_words_is_as_before() -> None:
    rows = [["Hỏi", "Đáp", "Căn cứ"], ["Ai nộp?", "Cha mẹ.", "Luật Mẫu"], ["Nộp ở đâu?", "Ở xã.", "Luật Ví"]]
    count = build_record(document(page(table(rows))), today=TODAY).record.word_count
    assert count is not None
    assert count.read == count.placed.content
    assert not count.left_out


@each(
    ("text", "wanted"),
    [
        ("1. Nộp hồ sơ\na) Đơn;\n2. Lấy ý kiến cha mẹ\nII. MỨC PHẠT\nPhạt tiền.", ["II. MỨC PHẠT"]),
        ("1. Mục đích\nNâng cao nhận thức.\n2. Yêu cầu\nThiết thực.", ["1. Mục đích", "2. Yêu cầu"]),
        ("1. Mang tài liệu vào phòng thi\n2. Người dân có quyền kinh doanh.", []),
    ],
)
def test_numbered_lines_are_headings_where_something_stands_below_each(text: str, wanted: list[str]) -> None:
    assert headings(text) == wanted


def test_who_signs_is_no_heading() -> None:
    text = "I. NỘI DUNG\nCó hai ý kiến.\nĐẠI DIỆN CÁC HỘ DÂN THÔN MẪU\n(Ký, ghi rõ họ tên)"
    assert headings(text) == ["I. NỘI DUNG"]


def test_a_call_between_headings_heads_nothing() -> None:
    text = "TỜ TIN\nMột.\nHai.\nBa.\nHÃY GỌI 111 KHI THẤY BẠO LỰC!\nMỨC PHẠT\nPhạt tiền."
    assert headings(text)[-1] == "MỨC PHẠT"
    assert "HÃY GỌI 111 KHI THẤY BẠO LỰC!" not in headings(text)


def test_fields_beside_each_other_are_one_line_and_below_each_other_two() -> None:
    blocks = (
        placed("Sinh ngày: 05/02/1999", 100, 100),
        placed("Dân tộc: Thái", 500, 100),
        placed("Quê quán: xã Mẫu", 100, 140),
    )
    made = Page(1, 1000, 1400, 300, blocks, Method.TEXT_LAYER)
    assert [one.text for one in passages(document(made))] == ["Sinh ngày: 05/02/1999 Dân tộc: Thái", "Quê quán: xã Mẫu"]


@each(
    ("last", "first", "broken"),
    [
        ("condi-", "tions,", True),
        ("tế-", "xã", False),
        ("12-", "tháng", False),
        ("Ê-", "đê", False),
        ("-", "cây", False),
    ],
)
def test_only_foreign_words_are_broken_at_the_end_of_a_line(last: str, first: str, broken: bool) -> None:
    assert is_broken(last, first) is broken


def test_a_broken_word_is_whole() -> None:
    made = passages(document(page(block("areas with difficult condi-\ntions, and others"))))
    assert [one.text for one in made] == ["areas with difficult conditions, and others"]


def test_a_table_goes_on_below_the_footnotes_of_a_page() -> None:
    head = ["STT", "Nơi xảy ra"]
    first = page(table([head, ["1", "Quán Mẫu"]]), block("1 Ghi chú.", BlockKind.FOOTNOTE), number=1)
    text, _ = whole_tables(passages(document(first, page(table([head, ["2", "Quán Ví"]]), number=2))), sheets=False)
    assert [one.kind for one in text] == [BlockKind.TABLE, BlockKind.FOOTNOTE]
    assert len({cell.row for cell in text[0].cells}) == 3


def test_signatures_beside_each_other_are_no_table() -> None:
    signed = table([["THƯ KÝ", "CHỦ TRÌ"], ["(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)"]], header=False)
    assert [one.kind for one in untabled(signed)] == [BlockKind.PARAGRAPH] * 4
    listed = table([["Họ tên", "Nhận tiền"], ["Bà Mẫu", "(Ký nhận)"]], header=False)
    assert [one.kind for one in untabled(listed)] == [BlockKind.TABLE]


def test_the_head_ends_below_its_right_column() -> None:
    text = (
        "UBND XÃ MẪU\nSố: 15/UBND-VP\nV/v trả lời kiến nghị\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nMẫu, ngày 19 tháng 11 năm 2025\nKính gửi: Bà Ví\nỦy ban nhân dân xã trả lời."
    )
    made = draft(text).record
    assert [one.text for one in made.content if isinstance(one, Paragraph)] == [
        "Kính gửi: Bà Ví",
        "Ủy ban nhân dân xã trả lời.",
    ]
    assert str(made.date_issued) == "2025-11-19"


def test_an_organ_above_the_title_is_no_heading_and_a_sheet_is_one() -> None:
    assert "\nHỘI PHỤ NỮ XÃ MẪU" in markdown(draft("HỘI PHỤ NỮ XÃ MẪU\nTỜ GẤP PHÁP LUẬT VỀ HỘ TỊCH\nKhai sinh.").record)


def test_what_stands_below_a_table_answers_none_of_its_questions() -> None:
    rows = [["Câu hỏi", "Trả lời"], ["Ai nộp?", "Cha mẹ."], ["Nộp ở đâu?", "Ở xã."]]
    made = content(table(rows), "Trưởng bản có trách nhiệm báo tin.")
    assert Paragraph(text="Trưởng bản có trách nhiệm báo tin.") in made


def test_a_part_of_a_newsletter_does_not_name_it() -> None:
    text = "TỜ TIN PHƯỜNG MẪU\nTháng 5/2025\nPHÒNG CHÁY\nCó bốn vụ cháy.\nHỎI ĐÁP\nHỏi: Ai mua bình?\nĐáp: Chủ nhà."
    assert draft(text).record.title == "TỜ TIN PHƯỜNG MẪU"
