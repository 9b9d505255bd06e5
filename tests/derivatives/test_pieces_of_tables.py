"""Ranges that name no unit, lines of acts and units, headings that say from when an act holds."""

from __future__ import annotations

from test_statements_whole import ACT, points, said
from truth_case import heading, paragraph, table

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.passages import is_foot
from converters.derivatives.wording.columns import Columns
from tests.each import each
from validators.sharing.record import Table


def grid(head: list[str], row: list[str]) -> Table:
    return Table.model_validate({"type": "table", "rows": [head, row], "header_rows": 1})


@each(
    ("label", "cell", "told"),
    [
        ("Tàu dưới 12 m", "10 – 15", False),
        ("Mức phạt", "1.000 - 2.000", False),
        ("Mức phạt (triệu đồng)", "10 – 15", True),
        ("Độ tuổi", "10 – 15", True),
        ("Mức phạt", "10 – 15 triệu đồng", True),
        ("Số vịt", "15", True),
    ],
)
def test_a_range_without_a_unit_says_nothing(label: str, cell: str, told: bool) -> None:
    made = grid(["Hành vi", label], ["Thả vịt", cell])
    columns = Columns.of(made)
    assert columns is not None
    assert (columns.said(made.rows[1])[0] is not None) is told


def test_such_a_row_is_named_as_unclear() -> None:
    rows = table(["Hành vi", "Mức phạt", "Căn cứ"], ["Thả vịt", "10 – 15", f"Điều 7 {ACT}"])
    chosen = points(rows)
    assert chosen.points == ()
    assert [one.reason for one in chosen.account.left_out if one.pointer.endswith("rows/1")] == [Reason.UNCLEAR]


@each(("line", "foot"), [(f"({ACT}; đơn vị tính: triệu đồng)", True), (f"({ACT}; nuôi vịt)", False)])
def test_a_line_of_an_act_and_a_unit_is_no_statement(line: str, foot: bool) -> None:
    assert is_foot(line) is foot


def test_the_number_of_a_row() -> None:
    made = grid(["STT", "Hành vi", "Mức phạt"], ["3", "Thả vịt", "900.000 đồng"])
    columns = Columns.of(made)
    assert columns is not None
    assert columns.number_in(made.rows[1]) == "3"
    bare = grid(["Hành vi", "Mức phạt"], ["Thả vịt", "900.000 đồng"])
    assert Columns.of(bare) is not None
    assert Columns.of(bare).number_in(bare.rows[1]) == ""  # type: ignore[union-attr]


def test_a_heading_that_says_from_when_an_act_holds_is_pinned_to_its_cards() -> None:
    since = f"{ACT} có hiệu lực từ ngày 01/02/2031"
    (point,) = points(heading(since), paragraph(f"Vịt phải đeo thẻ (khoản 2 Điều 7 {ACT}).")).points
    assert point.pinned_texts == (since,)


def test_who_a_heading_is_for_is_not_pinned_beside_it() -> None:
    fined = paragraph(f"Thả vịt bị phạt 300.000 đồng (khoản 2 Điều 7 {ACT}).")
    (point,) = points(heading("Mức phạt đối với cá nhân"), fined).points
    assert (point.heading, point.pinned_texts) == ("Mức phạt đối với cá nhân", ())


def test_a_fee_may_open_an_answer() -> None:
    text = f"200.000 đồng/lần/người; học sinh 100.000 đồng/lần/người (khoản 2 Điều 7 {ACT})."
    assert [place for _, place in said(heading("Phí bao nhiêu?"), paragraph(text))] == [
        "Khoản 2 Điều 7 Nghị định 44/2031/NĐ-CP"
    ]


def test_a_fine_by_share_of_income_is_one_of_the_fines_and_what_holds_for_them_holds_for_it() -> None:
    half = "Mức trên là với tổ chức, cá nhân chịu một nửa."
    rule = paragraph(f"Vịt phải đeo thẻ (khoản 1 Điều 7 {ACT}).")
    shared = paragraph(f"Bán vịt giả: tối đa 5% doanh thu năm trước (khoản 2 Điều 7 {ACT}).")
    summed = paragraph(f"Thả vịt: phạt 300.000 đồng (khoản 3 Điều 7 {ACT}).")
    chosen = points(rule, heading("Phạt"), shared, summed, paragraph(half)).points
    assert [(point.is_fine, point.pinned_texts) for point in chosen] == [(False, ()), (True, (half,)), (True, (half,))]


def test_notes_below_a_table_are_pinned_to_its_rows_and_its_numbers_are_no_words() -> None:
    grid_of_two = table(
        ["Số", "Hành vi", "Phạt cá nhân", "Phạt tổ chức", "Điều"],
        ["1", "Thả vịt", "200.000 đồng", "400.000 đồng", f"Điều 7 {ACT}"],
        ["2", "Lấp ao", "300.000 đồng", "600.000 đồng", f"Điều 8 {ACT}"],
    )
    notes = ("Với hành vi ở dòng 2, buộc đào lại ao.", "Không áp dụng bảng này với vịt trời.")
    chosen = points(grid_of_two, *map(paragraph, notes)).points
    assert [point.text[:10] for point in chosen] == ["1. Thả vịt", "2. Lấp ao "]
    assert [point.pinned_texts for point in chosen] == [notes[1:], notes]
