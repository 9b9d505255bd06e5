"""Tables made whole: lines above their columns are text, and tables that pages cut are one."""

from __future__ import annotations

from dataclasses import replace

from record_documents import TODAY, block, document, page, table

from converters.reading.document import Block, BlockKind, Cell, Line, Word
from converters.records.build import build_record
from tests.each import each
from validators.sharing.record import Block as RecordBlock
from validators.sharing.record import Furniture, Table

HEAD = ["STT", "Hành vi", "Mức phạt"]


def content(*pages: list[Block]) -> list[RecordBlock]:
    made = [page(*blocks, number=number) for number, blocks in enumerate(pages, start=1)]
    record = build_record(document(*made), today=TODAY).record
    assert record.word_count is not None
    assert record.word_count.left_out == []
    return [one for one in record.content if one.type != "sanction"]


def tables(blocks: list[RecordBlock]) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table)]


def spanned(*cells: tuple[int, int, str, int, int]) -> Block:
    made = tuple(
        Cell(row, column, (Line(tuple(map(Word, text.split()))),), down, across)
        for row, column, text, down, across in cells
    )
    return Block(BlockKind.TABLE, tuple(line for cell in made for line in cell.lines), cells=made)


def test_lines_above_the_columns_are_text() -> None:
    made = content(
        [table([["BẢNG MỨC PHẠT VỀ ĐẤT ĐAI", "", ""], ["(Đơn vị: đồng)", "", ""], HEAD, ["1", "Lấn đất", "100"]])]
    )
    assert [one.type for one in made] == ["heading", "paragraph", "table"]
    assert tables(made)[0].rows == [HEAD, ["1", "Lấn đất", "100"]]
    assert tables(made)[0].header_rows == 1


def test_the_name_of_a_charts_column_stays_in_the_table() -> None:
    rows = [["", "Số vụ"], ["2024", "120"], ["2025", "95"]]
    assert [one.rows for one in tables(content([table(rows)]))] == [rows]


def test_a_head_that_pages_repeat_stands_once() -> None:
    first, second = table([HEAD, ["1", "Lấn đất", "100"]]), table([HEAD, ["2", "Đổ rác", "200"]])
    made = content([first], [second])
    assert [one.rows for one in tables(made)] == [[HEAD, ["1", "Lấn đất", "100"], ["2", "Đổ rác", "200"]]]
    assert [(one.text, one.pages) for one in made if isinstance(one, Furniture)] == [(text, [2]) for text in HEAD]


@each(
    ("head", "many"),
    [
        (["STT", "Hành vi vi pham", "Mức phat"], 1),  # marks that a scan of the head has lost
        (["STT.", "Hành vi vi phạm", "Mức phạt"], 1),
        (["STT", "Hành vi khác", "Hình thức"], 2),
        (["STT", "Hành vi vi phạm 2", "Mức phạt"], 2),
    ],
)
def test_a_head_that_is_read_a_little_otherwise_is_the_same(head: list[str], many: int) -> None:
    first = table([["STT", "Hành vi vi phạm", "Mức phạt"], ["1", "Lấn đất", "100"]])
    made = tables(content([first], [table([head, ["2", "Đổ rác", "200"]])]))
    assert len(made) == many
    assert many > 1 or made[0].rows[1:] == [["1", "Lấn đất", "100"], ["2", "Đổ rác", "200"]]


def test_a_row_without_its_name_goes_on_where_all_others_have_one() -> None:
    rows = [HEAD, *([str(number), "Nộp tại quầy", "Nộp một lần"] for number in range(1, 6))]
    second = table([["", "Ủy ban xã", ""], ["6", "Xả nước", "Nộp hai lần"]], header=False)
    (one,) = tables(content([table(rows)], [second]))
    assert one.rows[5:] == [["5", "Nộp tại quầy\nỦy ban xã", "Nộp một lần"], ["6", "Xả nước", "Nộp hai lần"]]


def test_a_table_without_a_head_goes_on_with_the_one_before() -> None:
    second = table([["2", "Đổ rác", "200"]], header=False)
    assert len(tables(content([table([HEAD, ["1", "Lấn đất", "100"]])], [second]))) == 1


@each(
    "second",
    [
        table([["STT", "Tên", "Ghi chú"], ["1", "a", "b"]]),  # another head
        table([["2", "Đổ rác"]], header=False),  # another width
    ],
    ids=lambda second: f"{len(second.cells)} cells",
)
def test_another_table_stays_another(second: Block) -> None:
    assert len(tables(content([table([HEAD, ["1", "Lấn đất", "100"]])], [second]))) == 2


def test_tables_parted_by_text_stay_two() -> None:
    second = [block("Người dân cần biết thêm."), table([["2", "Đổ rác", "200"]], header=False)]
    assert len(tables(content([table([HEAD, ["1", "Lấn đất", "100"]])], second))) == 2


def test_a_row_cut_by_the_page_is_one() -> None:
    first = table([HEAD, ["1", "Thả gia súc vào khu rừng mới", "Từ 100 đồng đến"]])
    second = table([["", "trồng dưới ba năm", "200 đồng"], ["2", "Đổ rác", "300"]], header=False)
    (one,) = tables(content([first], [second]))
    assert one.rows[1] == ["1", "Thả gia súc vào khu rừng mới\ntrồng dưới ba năm", "Từ 100 đồng đến\n200 đồng"]
    assert one.rows[2] == ["2", "Đổ rác", "300"]


def test_a_place_at_the_head_of_a_page_goes_on_with_its_row() -> None:
    first = table([["STT", "Hành vi", "Căn cứ"], ["1", "Không thông báo lưu trú", "Khoản 3"]])
    second = table([["", "khi có người ở lại", "Điều 12"], ["2", "Đổ rác", "Điều 9"]])
    (one,) = tables(content([first], [second]))
    assert one.rows[1] == ["1", "Không thông báo lưu trú\nkhi có người ở lại", "Khoản 3\nĐiều 12"]


@each(
    ("rows", "many"),
    [
        ([["2", "Đổ rác", "200"], ["3", "Xả nước", "300"]], 1),  # a scan's first row of a page is taken for a head
        ([["", "có cây trồng", ""], ["2", "Đổ rác", "200"]], 1),
        ([["Điểm", "Tên", "Ghi chú"], ["2", "Đổ rác", "200"]], 2),
    ],
)
def test_a_head_that_holds_what_rows_hold_is_none(rows: list[list[str]], many: int) -> None:
    first = table([HEAD, ["1", "Lấn đất", "100"]])
    assert len(tables(content([first], [table(rows)]))) == many


def test_a_row_of_its_own_is_not_taken_for_the_rest_of_another() -> None:
    first = table([HEAD, ["1", "Cấp thành phố", "45 ngày"]])
    second = table([["", "Cấp huyện", "60 ngày"]], header=False)
    (one,) = tables(content([first], [second]))
    assert one.rows[1:] == [["1", "Cấp thành phố", "45 ngày"], ["", "Cấp huyện", "60 ngày"]]


def test_a_head_of_two_rows_is_known_by_its_spans() -> None:
    cells = ((0, 0, "Việc", 2, 1), (0, 1, "Lệ phí", 1, 2), (1, 1, "Đúng hạn", 1, 1), (1, 2, "Quá hạn", 1, 1))
    rows = ((2, 0, "Khai sinh", 1, 1), (2, 1, "Miễn", 1, 1), (2, 2, "8.000", 1, 1))
    (one,) = tables(content([spanned(*cells, *rows)]))
    assert one.header_rows == 2
    (plain,) = tables(content([replace(table([HEAD, ["1", "a", "b"], ["2", "c", "d"]]))]))
    assert plain.header_rows == 1


def test_a_lone_number_at_the_edge_of_a_page_stays_in_its_table() -> None:
    rows = [["2024", "120"], ["2025", "95"]]
    cells = table(rows, header=False).cells
    loose = Block(BlockKind.TABLE, tuple(line for cell in cells for line in cell.lines), cells=cells)
    made = content([block("Số vụ việc theo năm"), loose], [block("Một.")])
    assert not [one for one in made if isinstance(one, Furniture)]
