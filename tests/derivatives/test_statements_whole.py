"""Statements that need what stands before them, in short items and answers; whole rather than cut."""

from __future__ import annotations

from typing import Any

import pytest
from truth_case import decree, fine, heading, law, listed, paragraph, question

from converters.derivatives.kinds.quiz.questions import NoQuestion, quiz_questions
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import KeyPoints, choose_key_points
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.leaning import belongs_to_what_precedes, says_nothing_alone
from tests.each import each
from validators.sharing.record import Record

ACT = "Nghị định số 44/2031/NĐ-CP"


def record(*content: dict[str, Any], title: str = "Giữ gìn bãi cỏ chung", basis: Any = None) -> Record:
    fields = {"identifier": "urn:uuid:1", "title": title, "kind": "to-gap"}
    return Record.model_validate({**fields, "legal_basis": basis or [decree("44/2031")], "content": list(content)})


def points(*content: dict[str, Any], **fields: Any) -> KeyPoints:
    return choose_key_points(record(*content, **fields))


def said(*content: dict[str, Any], **fields: Any) -> list[tuple[str, str]]:
    return [(point.text, point.citation) for point in points(*content, **fields).points]


PLACE = "Khoản 2 Điều 7 Nghị định 44/2031/NĐ-CP"


def test_a_fine_that_does_not_say_what_for_is_told_with_the_sentence_before_it() -> None:
    text = f"Không được thả bò sau 18 giờ. Vi phạm bị phạt 300.000 đồng (khoản 2 Điều 7 {ACT})."
    assert said(paragraph(text)) == [(text, PLACE)]


def test_where_nothing_stands_before_it_there_is_no_card() -> None:
    assert said(paragraph(f"Vi phạm sẽ bị phạt 300.000 đồng (khoản 2 Điều 7 {ACT}).")) == []


@each(
    ("sentence", "belongs", "alone"),
    [
        ("Nếu vi phạm thì bị phạt 300.000 đồng.", True, False),
        ("Vi phạm nội quy bãi cỏ bị phạt 300.000 đồng.", False, True),
        ("Thời gian nghỉ vẫn được tính công.", True, True),
        ("Người chăn bò được nghỉ trưa.", False, True),
        ("Ngoài ra, phải dọn bãi.", True, False),
    ],
)
def test_sentences_that_lean_on_the_one_before(sentence: str, belongs: bool, alone: bool) -> None:
    assert belongs_to_what_precedes(sentence) is belongs
    assert says_nothing_alone(sentence, under_a_question=False) is not alone


def test_a_provision_at_the_end_of_an_item_is_of_all_of_it() -> None:
    item = f"Được thả bò hai buổi mỗi ngày. Mỗi buổi không quá 03 giờ (khoản 2 Điều 7 {ACT})."
    assert said(listed(item)) == [(item, PLACE)]


def test_a_provision_at_the_end_of_an_answer_is_of_all_of_it() -> None:
    answer = paragraph(f"Không. Bãi cỏ là của cả xóm (khoản 2 Điều 7 {ACT}).")
    assert said(question("Có được rào bãi cỏ không?", answer)) == [
        (f"Không. Bãi cỏ là của cả xóm (khoản 2 Điều 7 {ACT}).", PLACE)
    ]


def test_in_prose_a_provision_stays_in_its_sentence_and_nothing_is_taken_out_of_a_story() -> None:
    text = f"Bò nào cũng cần cỏ. Bãi cỏ là của cả xóm (khoản 2 Điều 7 {ACT})."
    assert said(paragraph(text)) == [(text, PLACE)]
    assert said(paragraph(text.replace("Bò nào cũng", "Bò của ông Ba"))) == []


def test_an_act_that_is_only_spoken_of_lends_its_name_to_no_place() -> None:
    text = (
        "Người được cấp cỏ theo Luật Đồng cỏ số 5/2020/QH14 tiếp tục được cấp đến hết năm (khoản 2 Điều 30)."
    )  # fmt: skip
    basis = [law("9/2031", "Bãi chung"), law("5/2020", "Đồng cỏ", "Luật Đồng cỏ số 5/2020/QH14")]
    basis[1]["act"]["number"] = "5/2020/QH14"
    chosen = points(paragraph(text), title="Giới thiệu Luật Bãi chung số 9/2031/QH15", basis=basis)
    assert chosen.points == ()
    assert chosen.account.left_out[0].reason is Reason.UNSURE_PROVISION


def test_a_sentence_that_begins_with_a_day_is_no_line_of_the_letterhead() -> None:
    day = f"Ngày 27 tháng 6 năm 2031, Chính phủ ban hành {ACT}, có hiệu lực từ ngày 01 tháng 9 năm 2031."
    (point,) = points(paragraph(day), paragraph(f"Bò phải đeo mõ (khoản 2 Điều 7 {ACT}).")).points
    assert point.pinned_texts == (day,)


def test_an_act_over_headings_with_nothing_of_its_own_below_it_is_of_those() -> None:
    content = [
        heading(f"Các mức phạt dưới đây theo {ACT}", 3),
        heading("Đối với người chăn bò", 3),
        listed("Thả bò qua rào: phạt 200.000 đồng (khoản 2 Điều 7)."),
        heading("Đối với người chăn dê", 3),
        listed("Thả dê qua rào: phạt 100.000 đồng (khoản 3 Điều 7)."),
    ]
    assert [place for _, place in said(*content)] == [PLACE, PLACE.replace("Khoản 2", "Khoản 3")]


def test_an_act_in_brackets_that_says_for_whom_its_sums_are_leads_what_follows() -> None:
    lead = f"({ACT}; mức phạt áp dụng với tổ chức, cá nhân bị phạt bằng một nửa)"
    (point,) = points(heading("MỨC PHẠT"), paragraph(lead), listed("Lấp ao: phạt 900.000 đồng (khoản 2 Điều 7)")).points
    assert point.citation == PLACE
    assert point.pinned_texts == (lead,)


@each("name", ["Chú ý", "Lưu ý:", "2. Mức phạt", "Xử lý vi phạm"])
def test_the_name_of_a_section_is_no_breach(name: str) -> None:
    basis = [decree("44/2031", f"khoản 2 Điều 7 {ACT}", article="7", clause="2")]
    chosen = points(heading(name), fine(name, 200_000, 300_000, 0), basis=basis)
    assert chosen.points == ()
    assert [one.reason for one in chosen.account.left_out if one.pointer == "/content/1"] == [Reason.UNCLEAR]


def test_a_provision_with_nothing_beside_it_is_no_card() -> None:
    assert said(paragraph(f"(khoản 2 Điều 7 {ACT})")) == []


def test_a_list_that_fits_is_shown_whole_rather_than_cut() -> None:
    text = "Người chăn bò có quyền: được chia cỏ mỗi tuần một lần; được che lán; được dùng giếng chung"
    longer = f"{text}; được nghỉ trưa ở chòi của xóm; được báo trước khi đóng bãi (khoản 2 Điều 7 {ACT})."
    ((shown, _),) = said(paragraph(longer))
    assert shown.endswith("đóng bãi.")
    assert "…" not in shown


@each(
    ("text", "shown"),
    [
        ("Trợ cấp 1.500.000 đồng/người được chăm sóc.", None),
        ("Trợ cấp 1.500.000 đồng/người/tháng.", "1,5 triệu đồng/người/tháng"),
        ("Đổi khóa ít nhất 08 số và đổi 06 tháng một lần.", None),
        ("Thời hạn là 06 tháng.", "06 tháng"),
        ("Được 500.000 đồng và 300.000 đồng; nghỉ tối đa 24 ngày làm việc.", None),
    ],
)
def test_a_number_shown_large_is_all_of_it_and_the_one_that_matters(text: str, shown: str | None) -> None:
    found = emphasis_of(text)
    assert (found.text if found else None) == shown


@each(
    ("sentence", "holds"),
    [
        ("Từ ngày 01/01/2032, mức cỏ khô được điều chỉnh theo giá chợ.", True),
        ("Từ 18 giờ, người chăn bò được nghỉ.", False),
    ],
)
def test_from_when_a_sum_is_another_holds_for_others(sentence: str, holds: bool) -> None:
    assert is_condition(sentence) is holds


def test_a_quiz_asks_for_no_figure_of_the_question_itself() -> None:
    answer = paragraph(f"Được thả không quá 03 giờ trên bãi gần (khoản 2 Điều 7 {ACT}).")
    content = record(question("Nuôi bê dưới 12 tháng tuổi được thả bao lâu?", answer))
    (asked,), _ = quiz_questions(content, choose_key_points(content))
    assert asked.options[asked.right] == "03 giờ"


def test_a_quiz_does_not_ask_for_the_provision_of_what_no_act_lays_down() -> None:
    content = record(heading("Các bước dập lửa"), listed("Gọi 114 trong 5 phút.", "Ngắt điện.", "Ra ngoài."))
    chosen = choose_key_points(content)
    assert len(chosen.points) == 1
    with pytest.raises(NoQuestion):
        quiz_questions(content, chosen)
