"""Every letter and digit of the passages stands in the blocks made of them, once, in the order of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_documents import document, page, table

from converters.progress import Silent
from converters.reading.document import BlockKind, Document, Page
from converters.reading.options import ReadingOptions
from converters.reading.read import read_document
from converters.records.content.question_tables import spread_question_tables
from converters.records.content.questions import fold_questions
from converters.records.content.structure import build_tree
from converters.records.content.tree import write_blocks
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import Passage, written
from validators.sharing import record as model

EXAMPLES = Path(__file__).parents[2] / "examples" / "materials"

LABELS = st.sampled_from(
    [
        *("Câu 1.", "Câu hỏi số 2:", "CÂU 3 (2 điểm):", "Câu 12/ Hỏi:", "Hỏi:", "Hỏi 2.", "H:", "PV:", "* Câu 5:"),
        *("Câu hỏi của bà Mẫu (xã Mẫu):", "Bà Mẫu, thôn Ví Dụ, hỏi:", "Luật sư Mẫu trả lời:", "Tình huống 2."),
        *("Bài tập 3. Tình huống:", "TÌNH HUỐNG:", "Vụ việc số 3.", "Trả lời:", "Đáp:", "Đáp án: B", "[Gợi ý trả lời]"),
        *("Giải đáp:", "A.", "B.", "a)", "b)", "đ)", "1.", "2.", "3)", "1a.", "2.⁴⁰", "l.", "-", "+", "•", "I.", "II)"),
        *("PHẦN THỨ NHẤT", "Chương II", "CHƯƠNG l", "Mục 2.", "TIỂU MỤC 2", "Tiểu mục 1.", "Điều 5."),
        *("ĐIỀU 3", "Điêu l2:"),
        *("“Điều 7.", '"Điều 8.', "“2.", "PHỤ LỤC I", "Mẫu số 02", "QUY CHẾ", "ĐÁP ÁN", "1 - b; 2 - a", "1-A, 3-c", ""),
        *("BÀI TẬP PHÁP LUẬT", "MỘT SỐ BÀI TẬP", "Chịu trách nhiệm xuất bản:", "Điều 8 Luật Mẫu quy định:"),
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        *("Ai được trợ giúp pháp lý?", "Người nghèo, trẻ em.", "QUYỀN CỦA NGƯỜI DÂN", "Phạt 500.000 đồng;", "m² x 2"),
        *("như sau:", "“cụm từ” và", "hết”.", '"mở ra', "là gì? Trả lời: Là lưới."),
        *("là gì? Là việc ghi lại vào sổ.", ""),
        *("A. một B. hai C. ba", "Sửa đổi khoản 2 Điều 4:", "(Điều 15 Luật Mẫu)", "vì sao?”", "?", "https://a_b.vn/?c=1"),
    ]
)  # fmt: skip
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM])
LINES = st.builds(
    lambda label, words, kind, bold: written(f"{label} {words}".strip() or "x", kind, 2, emphasis=bold),
    LABELS,
    WORDS,
    KINDS,
    st.booleans(),
)
CELLS = st.builds(lambda label, words: f"{label} {words}".strip(), st.sampled_from(["", "1", "Câu 1.", "a)"]), WORDS)
HEADS = st.sampled_from(
    [("STT", "Câu hỏi", "Trả lời"), ("TT", "Hành vi", "Mức phạt"), ("Lĩnh vực", "Hỏi", "Đáp", "Căn cứ")]
)


def _table(head: tuple[str, ...], rows: list[list[str]]) -> Passage:
    filled = [[*row, *[""] * len(head)][: len(head)] for row in rows]
    (made,) = passages(document(page(table([list(head), *filled]))))
    return made


TABLES = st.builds(_table, HEADS, st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def printed(text: Iterable[Passage]) -> str:
    """The letters of passages; of a table cell by cell."""
    return letters(" ".join(_printed(passage) for passage in text))


def _printed(passage: Passage) -> str:
    cells = sorted(passage.cells, key=lambda cell: (cell.row, cell.column))
    return " ".join(cell.text for cell in cells) if cells else passage.text


def stored(text: Iterable[Passage]) -> str:
    """The letters of the blocks that are made of passages."""
    blocks = write_blocks(build_tree(fold_questions(spread_question_tables(tuple(text)))), "/content", {})
    return letters(" ".join(_said(blocks)))


def _said(blocks: Iterable[model.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case model.ListBlock():
                yield from block.items
            case model.Table():
                yield from (cell for row in block.rows for cell in row)
            case model.Division():
                yield from filter(None, (block.marker, block.title, block.text))
                yield from _said(block.children)
            case model.Question():
                yield from filter(None, (block.marker, block.text, block.answer_marker))
                yield from _said(block.answer)
            case model.Situation():
                yield from filter(None, (block.marker, block.text, block.solution_marker))
                yield from _said(block.solution)
            case model.Heading() | model.Paragraph():
                yield block.text


@pytest.mark.real
@settings(max_examples=40, deadline=None)
@given(st.lists(LINES | TABLES, max_size=14))
def test_of_any_passages(text: list[Passage]) -> None:
    assert sorted(stored(text)) == sorted(printed(text))


@pytest.mark.real
@settings(max_examples=40, deadline=None)
@given(st.lists((LINES | TABLES).filter(lambda line: "-" not in line.text), max_size=14))
def test_in_order_where_no_list_of_keys_is_moved(text: list[Passage]) -> None:
    assert stored(text) == printed(text)


@pytest.mark.parametrize(
    "lines",
    [
        ("Câu 1. Ai?", "A. một", "B. hai", "Câu 2. Gì?", "A. ba", "B. bốn", "ĐÁP ÁN", "1 - b; 2 - a"),
        ("Câu 7: Ai?", "A. một", "B. hai", "Câu 9. Gì?", "A. ba", "B. bốn", "ĐÁP ÁN", "7 - b", "9 - a", "Hết."),
    ],
)
def test_keys_are_moved_and_not_copied(lines: tuple[str, ...]) -> None:
    text = [written(line) for line in lines]
    assert sorted(stored(text)) == sorted(printed(text))


@pytest.mark.real
@pytest.mark.parametrize("name", [path.name for path in EXAMPLES.glob("*.*") if path.suffix in {".docx", ".pptx"}])
def test_of_the_examples(name: str) -> None:
    text = passages(_read(EXAMPLES / name))
    assert stored(text) == printed(text)


def _read(source: Path) -> Document:
    def no_ocr(_source: Path, _numbers: object) -> Iterator[Page]:
        yield from ()

    options = ReadingOptions(pictures_inside=False)
    return read_document(source, options=options, read_pages=no_ocr, progress=Silent())
