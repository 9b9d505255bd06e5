"""What a statement would be another rule without: further measures, those who are let off, what is said of it below."""

from __future__ import annotations

from typing import Any

from test_statements_whole import ACT, PLACE, points, said
from truth_case import fine, heading, listed, paragraph, question, table

from converters.derivatives.saying.account import Reason
from converters.derivatives.wording.columns import Columns
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.excerpts import comes_on_top, spares
from converters.derivatives.wording.leaning import belongs_to_what_precedes, says_nothing_alone
from tests.each import each
from validators.sharing.record import Table

FINED = f"Lấp ao chung bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT})."
SHOWN = "Lấp ao chung bị phạt 900.000 đồng."
ON_TOP = "Ngoài ra, người lấp ao bị buộc đào lại."


@each(
    ("sentence", "on_top"),
    [
        (ON_TOP, True),
        ("Đồng thời buộc trả lại đất.", True),
        ("Hình thức xử phạt bổ sung: tịch thu máy xúc.", True),
        ("Người vi phạm còn bị tước giấy phép.", True),
        ("Ngoài phạt tiền, chủ ao buộc phải đào lại.", True),
        ("Ngoài ra, xã có hai ao khác.", False),
        ("Người lấp ao phải báo xã.", False),
    ],
)
def test_what_comes_on_top_of_a_fine(sentence: str, on_top: bool) -> None:
    assert comes_on_top(sentence) is on_top


@each(
    ("sentence", "spared"),
    [
        ("Không tính lãi trong thời gian có dịch.", True),
        ("Hộ nghèo được miễn phí.", True),
        ("Người trên 60 tuổi không phải thi lại.", True),
        ("Hộ có dưới 50 đàn ong chỉ cần khai báo.", True),
        ("Thời gian hỗ trợ không quá 10 năm.", True),
        ("Hộ có ao được chia cỏ.", False),
    ],
)
def test_who_is_let_off(sentence: str, spared: bool) -> None:
    assert spares(sentence) is spared


@each("rest", [ON_TOP, "Hộ nghèo không bị phạt tiền."])
def test_a_sentence_behind_a_fine_travels_with_it(rest: str) -> None:
    assert said(paragraph(f"{FINED} {rest}")) == [(f"{FINED} {rest}", PLACE)]


def test_a_further_measure_in_a_line_of_its_own_travels_with_the_fine_above_it() -> None:
    chosen = points(paragraph(FINED), paragraph(ON_TOP))
    assert [point.text for point in chosen.points] == [f"{FINED} {ON_TOP}"]
    assert chosen.points[0].also == ("/content/1",)


def test_what_has_nothing_that_could_limit_is_no_part_of_the_statement_above() -> None:
    right = f"Hộ có ao được nuôi cá (khoản 2 Điều 7 {ACT})."
    alone = [("Hộ có ao được nuôi cá.", PLACE)]
    assert said(paragraph(right), paragraph("Làng rộng hai mẫu.")) == alone
    assert said(paragraph(right), paragraph("Hộ ấy phải rào ao.")) == [(f"{right} Hộ ấy phải rào ao.", PLACE)]


def test_a_measure_with_a_provision_of_its_own_is_told_with_both() -> None:
    rest = f"Ngoài ra, bị tước giấy phép 01 tháng (khoản 5 Điều 7 {ACT})."
    ((_, citation),) = said(paragraph(f"{FINED} {rest}"))
    assert citation.startswith("Khoản 2 Điều 7; ")
    assert "khoản 5 Điều 7" in citation


def test_a_measure_for_a_place_is_pinned_to_the_fines_above_it() -> None:
    measure = "Đồng thời buộc đào lại ao đối với hành vi tại điểm b."
    other = paragraph(f"Thả bèo xuống ao bị phạt 100.000 đồng (khoản 3 Điều 7 {ACT}).")
    above, below = points(paragraph(FINED), paragraph(measure), other).points
    assert (above.pinned_texts, below.pinned_texts) == ((measure,), ())


def test_what_limits_a_list_is_told_with_it() -> None:
    limit = "Quyền bắt cá có thể bị hạn chế trong mùa cá đẻ."
    lead = paragraph(f"Theo khoản 2 Điều 7 {ACT}, người nuôi cá được:")
    ((text, citation),) = said(lead, listed("Bắt cá;", "Đào thêm ao."), paragraph(limit))
    assert text.endswith(f"Đào thêm ao. {limit}")
    assert citation == PLACE


def test_a_measure_below_a_table_is_pinned_to_its_rows() -> None:
    rows = [["Lấp ao", "1 - 2 triệu đồng", "2 - 4 triệu đồng"], ["Xả rác", "3 - 4 triệu đồng", "6 - 8 triệu đồng"]]
    after = "Ngoài phạt tiền, người vi phạm buộc dọn ao."
    grid: dict[str, Any] = {**table(["Hành vi", "Cá nhân", "Tổ chức"], *rows), "header_rows": 0}
    chosen = points(heading("Mức phạt"), grid, paragraph(f"(Trích khoản 2 Điều 7 {ACT})"), paragraph(after))
    assert [(point.text, point.citation, point.pinned_texts) for point in chosen.points] == [
        ("Lấp ao – Cá nhân: 1 - 2 triệu đồng; Tổ chức: 2 - 4 triệu đồng.", PLACE, (after,)),
        ("Xả rác – Cá nhân: 3 - 4 triệu đồng; Tổ chức: 6 - 8 triệu đồng.", PLACE, (after,)),
    ]
    assert [point.heading for point in chosen.points] == ["Mức phạt", "Mức phạt"]


def test_a_measure_below_a_table_is_not_of_what_stands_below_it() -> None:
    grid = table(["Hành vi", "Mức phạt", "Căn cứ"], ["Lấp ao", "900.000 đồng", f"khoản 2 Điều 7 {ACT}"])
    other = paragraph(f"Thả bèo xuống ao bị phạt 100.000 đồng (khoản 3 Điều 7 {ACT}).")
    row, line = points(grid, paragraph(ON_TOP), other).points
    assert (row.pinned_texts, line.pinned_texts) == ((ON_TOP,), ())


def test_what_stands_below_a_table_that_cannot_be_read_is_named_as_unsaid() -> None:
    grid = {"type": "table", "header_rows": 0, "rows": [["Ao", "900"], ["Bèo", "100"]]}
    chosen = points(heading("Mức phạt"), grid, paragraph(ON_TOP))
    assert [one.reason for one in chosen.account.left_out if one.pointer == "/content/2"] == [Reason.LEANS]


def test_a_line_that_only_lists_acts_is_no_card() -> None:
    assert said(paragraph(f"Văn bản: {ACT}")) == []


@each(
    ("head", "row", "read"),
    [
        (("STT", "Hành vi", "Mức phạt cá nhân (đồng)"), ("1", "Lấp ao", "900.000"), True),
        (("STT", "Hành vi", "Cá nhân", "Tổ chức"), ("1", "Lấp ao", "900.000 đồng", "1.800.000 đồng"), True),
        (("Quyền lợi", "Nội dung", "Điều khoản"), ("Nuôi cá", "một vụ", "Điều 9"), True),
        (("Quyền lợi", "Nội dung", "Điều khoản"), ("Nuôi cá", "một vụ", "không rõ"), False),
        (("Tên", "Cá nhân", "Tổ chức"), ("Quỹ ao", "900.000 đồng", "1.800.000 đồng"), False),
        (("Hành vi", "Cá nhân", "Tổ chức"), ("Lấp ao", "có", "không"), False),
    ],
)
def test_a_head_of_sums_for_each_who_is_fined(head: tuple[str, ...], row: tuple[str, ...], read: bool) -> None:
    grid = Table.model_validate({"type": "table", "header_rows": 0, "rows": [list(head), list(row)]})
    assert (Columns.of(grid) is not None) is read


def test_a_fine_drawn_from_an_answer_that_limits_it_is_not_told_without_that() -> None:
    answer = f"Việc này bị phạt 900.000 đồng (khoản 2 Điều 7 {ACT}). Trường hợp lấp cả ao thì phạt gấp ba (khoản 9)."
    chosen = points(
        question("Lấp ao chung bị phạt thế nào?", paragraph(answer)), fine("Lấp góc ao", 900_000, 900_000, 0)
    )
    assert not any("Lấp góc ao" in point.text for point in chosen.points)
    assert [one.reason for one in chosen.account.left_out if one.pointer == "/content/1"] == [Reason.LEANS]


def test_what_repeats_a_passage_that_is_left_out_has_its_reason() -> None:
    duty = {"type": "duty", "text": "Hộ nuôi cá phải báo xã."}
    chosen = points(paragraph("Hộ nuôi cá phải báo xã. Xã ghi sổ."), duty)
    assert {one.reason for one in chosen.account.left_out} == {Reason.NO_PROVISION}


@each(
    ("sentence", "alone"),
    [
        ("Mức lãi này không quá 20%/năm.", False),
        ("Khoản tiền đó do hai bên thỏa thuận.", False),
        ("Các mức phạt dưới đây theo nghị định mới.", False),
        ("Người nuôi cá có các quyền sau đây: bắt cá; đào ao.", True),
        ("Lấp ao bị phạt 900.000 đồng; mức phạt này là đối với cá nhân.", True),
        ("Luật này quy định việc giao ao.", True),
    ],
)
def test_what_points_to_what_stands_elsewhere_says_nothing_alone(sentence: str, alone: bool) -> None:
    assert says_nothing_alone(sentence, under_a_question=False) is not alone


def test_a_sum_named_before_is_told_with_where_it_was_named() -> None:
    assert belongs_to_what_precedes("Mức lãi này không quá 20%/năm.")


@each(
    ("sentence", "holds"),
    [
        ("Các mức phạt dưới đây áp dụng cho người đi xe máy.", True),
        ("Người từ đủ 14 tuổi đến dưới 16 tuổi chỉ bị phạt cảnh cáo.", True),
        ("Người dưới 16 tuổi bị phạt cảnh cáo khi lấp ao.", False),
    ],
)
def test_for_whom_fines_are(sentence: str, holds: bool) -> None:
    assert is_condition(sentence) is holds


def test_what_was_taken_is_not_shown_as_what_is_paid() -> None:
    assert emphasis_of("Nếu chiếm đoạt từ 4.000.000 đồng thì có thể bị phạt tù đến 03 năm.") is None
