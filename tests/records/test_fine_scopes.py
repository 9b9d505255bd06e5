"""What stands around the amount of a fine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import draft

from converters.records.items.amounts import find_fines
from converters.records.items.fine_scopes import from_answer, from_question, scope_after
from tests.each import each
from validators.sharing.record import Sanction


def sanctions(text: str) -> list[tuple[str, int | None, int | None, str | None, str | None]]:
    return [
        (one.behaviour, one.amount_min, one.amount_max, one.subject, one.other)
        for one in draft(text).record.content
        if isinstance(one, Sanction)
    ]


@pytest.mark.parametrize(
    ("rest", "subject", "behaviour", "listed", "condition"),
    [
        ("đối với hành vi xả rác nơi công cộng.", None, "xả rác nơi công cộng", False, False),
        ("đối với một trong các hành vi sau đây:", None, "", True, False),
        ("khi có một trong các", None, "", True, False),
        ("đối với cá nhân có hành vi báo cháy giả.", "cá nhân", "báo cháy giả", False, False),
        ("đối với cá nhân từ chối cấp dưỡng cho con.", "cá nhân", "từ chối cấp dưỡng cho con", False, False),
        ("đối với tổ chức.", "tổ chức", "", False, False),
        ("đối với tổ chức, cá nhân khi có hành vi trốn thuế.", "tổ chức, cá nhân", "trốn thuế", False, False),
        ("đối với thiết bị có công suất trên 10kW;", None, "đối với thiết bị có công suất trên 10kW", False, True),
        ("nếu có giá trị dưới 5.000.000 đồng", None, "nếu có giá trị dưới 5.000.000 đồng", False, True),
        ("đối với hành vi vi phạm có số tiền dưới 90.000 đồng;", None, "có số tiền dưới 90.000 đồng", False, True),
    ],
)  # fmt: skip
def test_what_follows_an_amount(
    rest: str, subject: str | None, behaviour: str, *, listed: bool, condition: bool
) -> None:
    scope = scope_after(rest)
    assert (scope.subject, scope.behaviour, scope.listed, scope.condition) == (subject, behaviour, listed, condition)


def test_compulsory_insurance_is_no_remedy() -> None:
    scope = scope_after("đối với người lao động tham gia bảo hiểm xã hội bắt buộc có hành vi kê khai sai.")
    assert (scope.behaviour, scope.more) == ("kê khai sai", None)


def test_remedies_in_the_same_paragraph_are_told_apart() -> None:
    assert sanctions(
        "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi đổ rác bừa bãi. Buộc dọn sạch."
    ) == [("đổ rác bừa bãi", 1_000_000, 2_000_000, None, "Buộc dọn sạch")]


def test_amounts_for_persons_and_for_organisations() -> None:
    text = (
        "Chủ xe giao xe cho trẻ em thì bị phạt tiền từ 8.000.000 đồng đến 10.000.000 đồng đối với cá nhân, "
        "từ 16.000.000 đồng đến 20.000.000 đồng đối với tổ chức."
    )
    assert sanctions(text) == [
        ("Chủ xe giao xe cho trẻ em", 8_000_000, 10_000_000, "cá nhân", None),
        ("Chủ xe giao xe cho trẻ em", 16_000_000, 20_000_000, "tổ chức", None),
    ]


def test_the_double_for_organisations_is_kept_as_printed_and_not_computed() -> None:
    text = (
        "Câu 1. Lấn đất bị phạt bao nhiêu?\nTrả lời: Phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng đối với cá nhân; "
        "tổ chức vi phạm bị phạt gấp hai lần."
    )
    assert sanctions(text) == [("Lấn đất", 3_000_000, 5_000_000, "cá nhân", "tổ chức vi phạm bị phạt gấp hai lần")]


def test_the_worth_of_goods_is_no_fine() -> None:
    text = (
        "Điều 1. Hàng giả\n1. Hành vi bán hàng giả bị xử phạt như sau:\n"
        "a) Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng trong trường hợp hàng có giá trị dưới 5.000.000 đồng;\n"
        "b) Phạt tiền từ 3.000.000 đồng đến 4.000.000 đồng trong trường hợp hàng có giá trị từ 5.000.000 đồng trở lên."
    )
    found = sanctions(text)
    assert [(low, high) for _, low, high, _, _ in found] == [(1_000_000, 2_000_000), (3_000_000, 4_000_000)]
    assert found[0][0] == "bán hàng giả, trong trường hợp hàng có giá trị dưới 5.000.000 đồng"


def test_a_remedy_whose_heading_was_lost_is_not_fined() -> None:
    text = (
        "Điều 2. Giấy phép\n1. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với một trong các hành vi sau đây:\n"
        "a) Tẩy xóa giấy phép;\nb) Cho mượn giấy phép.\na) Buộc nộp lại giấy phép đối với hành vi quy định tại khoản 1."
    )
    found = sanctions(text)
    assert [(what, low) for what, low, *_ in found] == [
        ("Tẩy xóa giấy phép", 1_000_000),
        ("Cho mượn giấy phép", 1_000_000),
        ("hành vi quy định tại khoản 1", None),
    ]
    assert found[-1][-1] == "Buộc nộp lại giấy phép"


def test_a_question_says_what_was_done_and_an_answer_without_it_is_left_out() -> None:
    fine = "Phạt tiền từ 500.000 đồng đến 1.000.000 đồng."
    assert sanctions(f"Câu 1. Chủ trọ không khai báo khách thì bị phạt ra sao?\nTrả lời: {fine}")[0][0] == (
        "Chủ trọ không khai báo khách"
    )
    assert sanctions(f"Quy định chung.\n{fine[:-1]} là mức chung.") == []


@each(
    ("asked", "did"),
    [
        ("Đổ rác ra đường bị xử phạt như thế nào?", "Đổ rác ra đường"),
        ("Xin hỏi: Đổ rác ra đường thì bị phạt bao nhiêu tiền?", "Đổ rác ra đường"),
        ("Ông Mẫu đổ rác. Hành vi của ông Mẫu bị xử lý thế nào?", "Ông Mẫu đổ rác"),
        ("Hộ tịch là gì?", ""),
    ],
)
def test_the_behaviour_in_a_question(asked: str, did: str) -> None:
    assert from_question(asked) == did


def test_the_behaviour_in_an_answer() -> None:
    assert from_answer("Hành vi của ông Mẫu là gây rối trật tự công cộng. Ông có thể:") == "gây rối trật tự công cộng"


def test_powers_to_fine_are_no_fines() -> None:
    text = "Điều 3. Thẩm quyền\n1. Chủ tịch xã có quyền:\na) Phạt cảnh cáo;\nb) Phạt tiền đến 5.000.000 đồng;"
    assert sanctions(text) == []


def test_a_torn_number_is_no_amount() -> None:
    found = [(one.low, one.high) for one in find_fines("từ 3.000. 000 đồng đến 5.000.000 đồng")]
    assert found in ([], [(3_000_000, 5_000_000)])
    assert list(find_fines("từ 000 đồng đến 5.000.000 đồng")) == []


@given(st.text(alphabet="đối với cá nhân tổ chức hành vi buộc sau: ;.,1", max_size=200))
def test_any_rest_can_be_read(rest: str) -> None:
    scope_after(rest)
    from_question(rest + "?")


@each(
    "text",
    [
        "Đổ rác xuống sông bị phạt tiền 30.000.000 đồng đối với cá nhân và 60.000.000 đồng đối với tổ chức.",
        "Đổ rác xuống sông bị phạt tiền 30.000.000 đồng đối với cá nhân còn tổ chức bị phạt 60.000.000 đồng.",
        "Phạt tiền 30.000.000 đồng đối với cá nhân và 60.000.000 đồng đối với tổ chức có hành vi đổ rác xuống sông.",
    ],
)
def test_fines_of_persons_and_of_organisations_in_one_sentence(text: str) -> None:
    found = [one for one in draft(f"TỜ GẤP MẪU\n{text}").record.content if isinstance(one, Sanction)]
    assert [(one.subject, one.amount_max, one.other) for one in found] == [
        ("cá nhân", 30_000_000, None),
        ("tổ chức", 60_000_000, None),
    ]
    assert {one.behaviour.lower() for one in found} == {"đổ rác xuống sông"}


def test_two_fines_for_what_is_listed_below() -> None:
    lead = (
        "Phạt tiền 1.000.000 đồng đối với cá nhân, 2.000.000 đồng đối với tổ chức thực hiện một trong các hành vi sau:"
    )
    record = draft(f"TỜ GẤP MẪU\n{lead}\na) Không niêm yết giá;\nb) Bán cao hơn giá niêm yết.").record
    found = [(one.behaviour, one.subject) for one in record.content if isinstance(one, Sanction)]
    assert found == [
        ("Không niêm yết giá", "cá nhân"),
        ("Bán cao hơn giá niêm yết", "cá nhân"),
        ("Không niêm yết giá", "tổ chức"),
        ("Bán cao hơn giá niêm yết", "tổ chức"),
    ]
