"""What covers, title slides, tables of contents and verses are made into."""

from __future__ import annotations

from record_documents import TODAY, document, page

from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.records.build import build_record, nodes_of
from converters.records.metadata.maker import find_maker
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import written


def office(*paragraphs: tuple[str, ...]) -> Document:
    """A Word file; the lines of a paragraph were broken by its maker."""
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, tuple(Line(tuple(Word(word) for word in line.split())) for line in lines))
        for lines in paragraphs
    )
    made = document(page(""))
    return Document(made.source, made.media_type, made.sha256, (Page(1, None, None, None, blocks, Method.OFFICE),))


VERSES = ("Đi đò nhớ mặc áo phao", "Chớ đứng chớ nghịch kẻo nhào xuống sông", "Chủ đò chớ chở quá đông")


def test_verses_keep_their_lines() -> None:
    assert [passage.text for passage in passages(office(VERSES))] == list(VERSES)


def test_lines_that_a_maker_broke_in_a_sentence_are_joined() -> None:
    (passage,) = passages(
        office(("Người đi đò phải mặc áo phao trong suốt chuyến đi,", "không đùa nghịch và nghe chủ đò nhắc nhở."))
    )
    assert passage.lines == 2


def test_who_speaks_made_the_lecture() -> None:
    for line, name in (
        ("Báo cáo viên: Ông Vàng A Mẫu", "Ông Vàng A Mẫu"),
        ("• Giảng viên: ThS. Lê Thị Mẫu - Khoa Luật", "ThS. Lê Thị Mẫu"),
    ):
        read = find_maker([written("LUẬT TRẺ EM"), written(line)])
        assert read is not None
        assert read.value == name
        assert read.passage.text[read.start : read.end] == name


def test_a_speaker_far_below_or_of_no_name_made_nothing() -> None:
    text = [written(f"Đoạn {number} của kế hoạch.") for number in range(9)]
    assert find_maker([*text, written("Báo cáo viên: Bà Hà Thị Mẫu")]) is None
    assert find_maker([written("Báo cáo viên: do Sở Tư pháp cử")]) is None


def test_a_table_of_contents_is_text_and_heads_nothing() -> None:
    contents = ("MỤC LỤC", "Phần I. Điều cần biết.....3", "Phần II. Cách làm.....7")
    text = ("PHẦN I", "ĐIỀU CẦN BIẾT", "Một câu.", "PHẦN II", "CÁCH LÀM", "Hai câu.")
    nodes = nodes_of(document(page(*contents, *text)))
    assert [node.label for node in nodes if node.type == "part"] == ["I", "II"]
    assert [node.text for node in nodes if node.type == "paragraph"] == [
        "Phần I. Điều cần biết.....3",
        "Phần II. Cách làm.....7",
    ]


def test_an_office_below_its_organ_on_a_cover_is_no_heading() -> None:
    lines = ("ỦY BAN NHÂN DÂN XÃ MẪU HÀ", "PHÒNG VĂN HÓA - XÃ HỘI", "Nội dung của tài liệu ở dưới đây.")
    kinds = {node.text: node.type for node in nodes_of(office(*((line,) for line in lines)))}
    assert kinds.get("PHÒNG VĂN HÓA - XÃ HỘI") != "heading"
    below = ("Nội dung của tài liệu ở đây.", "PHÒNG VĂN HÓA - XÃ HỘI", "Phòng tiếp công dân.")
    assert {node.text: node.type for node in nodes_of(office(*((line,) for line in below)))}[below[1]] == "heading"


def test_names_of_scenes_and_persons_are_no_part_of_a_title() -> None:
    lines = ("TIỂU PHẨM", "CÁI BỜ RÀO", "NHÂN VẬT", "Ông Páo: chủ nhà.", "CẢNH 1", "Ông Páo đi vào.")
    record = build_record(office(*((line,) for line in lines)), today=TODAY).record
    assert record.title == "TIỂU PHẨM CÁI BỜ RÀO"
