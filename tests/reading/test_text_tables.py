"""Tables in plain text: fields parted by tabs, and separated values."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from reading_samples import read

from converters.reading.document import Block, BlockKind
from converters.reading.plain.text_tables import separated_rows, tabbed_rows
from tests.each import each

LINES = ["Ngày\tNgười tiếp\tĐịa điểm", "03/12\tChủ tịch\tPhòng 1", "17/12\tPhó Chủ tịch\tPhòng 2"]


def blocks(path: Path, text: str) -> tuple[Block, ...]:
    path.write_text(text, encoding="utf-8")
    return read(path).pages[0].blocks


class TestTabs:
    def test_lines_of_as_many_fields_are_a_table(self, tmp_path: Path) -> None:
        found = blocks(tmp_path / "a.txt", "\n".join(["THÔNG BÁO", "Lịch tiếp công dân", *LINES, "Mang theo giấy tờ."]))
        assert [block.kind for block in found] == [
            BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH,
        ]  # fmt: skip
        assert {cell.text for cell in found[2].cells if cell.header} == {"Ngày", "Người tiếp", "Địa điểm"}

    @each(
        "lines",
        [
            ["Họ tên:\tNguyễn Văn Mẫu", "Năm sinh:\t1990", "Địa chỉ:\tXã Mẫu"],
            ["Bên A\tBên B", "Ông Mẫu\tBà Mẫu"],
            ["\tMột đoạn lùi vào", "\tMột đoạn nữa", "\tĐoạn ba"],
            ["Một\thai\tba"],
            ["Không có cột nào"],
        ],
    )
    def test_forms_and_lines_set_in_are_none(self, lines: list[str]) -> None:
        assert tabbed_rows(lines, 0) == []

    def test_two_columns_need_three_rows(self) -> None:
        assert len(tabbed_rows(["Việc\tPhí", "Khai sinh\tMiễn", "Trích lục\t8.000"], 0)) == 3

    @given(st.lists(st.text("a1:\t ", max_size=12), min_size=1, max_size=8))
    def test_no_word_is_lost(self, lines: list[str]) -> None:
        said = [word for row in tabbed_rows(lines, 0) for field in row for word in field.split()]
        assert said == " ".join(lines).split()[: len(said)]


class TestSeparatedValues:
    def test_a_list_of_books(self, tmp_path: Path) -> None:
        (table,) = blocks(tmp_path / "a.csv", 'STT,Tên sách,Ngăn\n1,"Luật Đất đai, tập 1",A1\n2,Bộ luật Dân sự,A2\n')
        assert [cell.text for cell in table.cells if cell.row == 1] == ["1", "Luật Đất đai, tập 1", "A1"]

    def test_lines_and_pages_inside_a_field_part_nothing(self, tmp_path: Path) -> None:
        (table,) = blocks(tmp_path / "a.csv", 'Tên,Ghi chú\nLuật,"một\nhai \fba"\n')
        assert [cell.text.split() for cell in table.cells if cell.row == 1] == [["Luật"], ["một", "hai", "ba"]]

    @each("separator", [",", ";", "\t"])
    def test_whatever_parts_them(self, separator: str) -> None:
        assert separated_rows(f"a{separator}b\n1{separator}2\n") == [["a", "b"], ["1", "2"]]

    @each("text", ["", "Một câu, có dấu phẩy.\nMột câu không có.", "a,b\n1,2,3", '"mở mà không đóng,x\n1,2'])
    def test_other_text_is_text(self, text: str) -> None:
        assert separated_rows(text) == []

    def test_only_in_files_that_say_so(self, tmp_path: Path) -> None:
        assert {block.kind for block in blocks(tmp_path / "a.txt", "Xin chào, bà con\nMời vào, các bác\n")} == {
            BlockKind.PARAGRAPH
        }
