"""What stands together on paper: the text under one heading, one panel of a leaflet, one cell of a table."""

from __future__ import annotations

from collections.abc import Sequence

from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Cell, Line, Word
from converters.records.citations.text_boxes import placed_cells, text_boxes
from converters.records.passages.passage import Passage, PlacedWord, written


def spans(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    return [(box.start, box.end) for box in text_boxes(passages)]


def heading(text: str, level: int = 2) -> Passage:
    return written(text, BlockKind.HEADING, level)


def printed(text: str, left: int, top: int, page: int = 1) -> Passage:
    """A passage one word wide and ten pixels high."""
    words = (PlacedWord(Word(text, Box(left, top, left + 50, top + 10)), page),)
    plain = written(text)
    return Passage(text, words, (0,), plain.kind, plain.method)


def test_a_heading_begins_a_box_and_keeps_those_above_it() -> None:
    passages = [heading("LUẬT", 1), heading("Quyền"), written("một"), heading("Nghĩa vụ"), written("hai")]
    assert spans(passages) == [(0, 1), (1, 3), (3, 5)]
    assert [box.headings for box in text_boxes(passages)] == [(0,), (0, 1), (0, 3)]


def test_two_lines_of_one_heading_begin_one_box() -> None:
    assert spans([heading("PHÒNG, CHỐNG"), heading("BẠO LỰC"), written("một")]) == [(0, 3)]


def test_the_next_column_begins_a_box() -> None:
    passages = [printed("a", 0, 0), printed("b", 0, 100), printed("c", 200, 0), printed("d", 200, 100)]
    assert spans(passages) == [(0, 2), (2, 4)]


def test_a_page_of_one_column_goes_on_on_the_next_one() -> None:
    assert spans([printed("a", 0, 0), printed("b", 0, 100), printed("c", 0, 0, page=2)]) == [(0, 3)]


def test_a_page_with_columns_begins_a_box() -> None:
    passages = [printed("a", 0, 100), printed("b", 200, 0), printed("c", 0, 0, page=2)]
    assert spans(passages) == [(0, 1), (1, 2), (2, 3)]


def test_without_passages_there_is_one_empty_box() -> None:
    assert spans([]) == [(0, 0)]


def test_the_cells_of_a_table_are_found_in_its_text() -> None:
    rows = (("Hành vi", "Căn cứ"), ("Đốt pháo", "khoản 1 Điều 5"))
    cells = tuple(
        Cell(row, column, (Line(tuple(map(Word, text.split()))),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    plain = written(" ".join(text for texts in rows for text in texts), BlockKind.TABLE)
    table = Passage(plain.text, plain.places, plain.starts, plain.kind, plain.method, cells=cells)
    assert [(table.text[one.start : one.end], one.row, one.column, one.header) for one in placed_cells(table)] == [
        ("Hành vi", 0, 0, True), ("Căn cứ", 0, 1, True), ("Đốt pháo", 1, 0, False), ("khoản 1 Điều 5", 1, 1, False),
    ]  # fmt: skip
    assert list(placed_cells(written("Đốt pháo"))) == []


def test_a_list_goes_on_with_the_heading_at_the_foot_of_the_column_before() -> None:
    def item(passage: Passage) -> Passage:
        return Passage(passage.text, passage.places, passage.starts, BlockKind.LIST_ITEM, passage.method)

    top = item(printed("Đốt pháo (Điều 5)", 100, 0))
    assert spans([printed("Mức phạt theo Nghị định số 9/2020/NĐ-CP", 0, 500), top]) == [(0, 2)]
    assert spans([printed("Theo Nghị định số 9/2020/NĐ-CP.", 0, 500), top]) == [(0, 1), (1, 2)]
    assert spans([printed("Mức phạt theo Nghị định", 0, 500), printed("Đốt pháo", 100, 0)]) == [(0, 1), (1, 2)]
