"""What is read along with a card, apart from the statement its provision is of."""

from __future__ import annotations

from test_statements_whole import ACT, points
from truth_case import heading, paragraph

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.joining.runs import of_the_statement
from tests.each import each

RULE = f"Hạn trả lời đơn thường trú: 07 ngày (khoản 3 Điều 22 {ACT})."


@each(
    ("after", "count"),
    [
        (["Trừ ngày lễ."], 1),
        (["Đơn tạm trú: 03 ngày."], 0),
        (["Nếu thiếu giấy thì thêm 05 ngày.", "Đơn tạm trú: 03 ngày.", "Trừ ngày lễ."], 1),
        ([f"Hộ nghèo được miễn (khoản 4 Điều 22 {ACT})."], 1),
        (["Trừ các trường hợp sau:", "Ao làng; Ao chùa."], 2),
        ([], 0),
    ],
)
def test_how_many_passages_are_of_the_statement_above(after: list[str], count: int) -> None:
    assert of_the_statement([(said, f"/content/{at}") for at, said in enumerate(after)]) == count


def test_a_statement_of_its_own_is_not_told_under_the_provision_above_it() -> None:
    (point,) = points(paragraph(RULE), paragraph("Đơn tạm trú: 03 ngày.")).points
    assert "tạm trú" not in point.text
    assert point.pinned_texts == ("Đơn tạm trú: 03 ngày.",)
    assert point.conditions[0].pointer == "/content/1"


def test_passages_beside_a_card_are_one_text_and_all_accounted_for() -> None:
    shown = points(paragraph(RULE), paragraph("Đơn tạm trú: 03 ngày."), paragraph("Trừ ngày lễ."))
    assert shown.points[0].pinned_texts == ("Đơn tạm trú: 03 ngày. Trừ ngày lễ.",)
    assert not shown.account.left_out


def test_what_stands_beside_a_card_that_is_left_out_is_named_with_it() -> None:
    long = f"Hạn trả lời đơn {'rất dài ' * 60}: 07 ngày (khoản 3 Điều 22 {ACT})."
    account = points(paragraph(long), paragraph("Đơn tạm trú: 03 ngày.")).account
    reasons = {one.pointer: one.reason for one in account.left_out}
    assert reasons == {"/content/0": Reason.TOO_LONG, "/content/1": Reason.LEANS}


def test_a_card_is_too_long_with_what_must_be_read_along() -> None:
    beside = f"Đơn tạm trú: {'có giấy hẹn, ' * 40}03 ngày được miễn phí."
    assert not points(paragraph(RULE), paragraph(beside)).points


def test_what_is_said_under_a_heading_with_a_provision_rests_on_that() -> None:
    (point,) = points(
        heading(f"Hạn trả lời (Điều 22 {ACT})"),
        paragraph("Đơn thường trú: 07 ngày."),
        paragraph("Đơn tạm trú: 03 ngày."),
    ).points
    assert point.text == "Đơn thường trú: 07 ngày. Đơn tạm trú: 03 ngày."
    assert not point.conditions


@each("line", ["Đã rào ao thì không thả rông!", "Người có thẩm quyền xử phạt: Chủ tịch xã."])
def test_a_call_or_who_may_fine_is_of_no_statement_above_it(line: str) -> None:
    (point,) = points(paragraph(RULE), paragraph(line)).points
    assert line not in (point.text, *point.pinned_texts)
