"""Rights and duties: who has them, and lists a sentence announces."""

from __future__ import annotations

import pytest
from record_documents import draft

from validators.sharing.record import RightOrDuty


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.type, one.text, one.holder) for one in draft(text).record.content if isinstance(one, RightOrDuty)]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("Trường hợp cha, mẹ đi vắng thì ông hoặc bà có trách nhiệm đăng ký khai sinh.", "ông hoặc bà"),
        ("Theo Điều 15 Luật Mẫu, cha hoặc mẹ có trách nhiệm đăng ký khai sinh.", "cha hoặc mẹ"),
        ("Theo quy định tại Điều 15 Luật Mẫu, trong thời hạn 60 ngày, cha hoặc mẹ có trách nhiệm khai.", "cha hoặc mẹ"),
    ],
)
def test_the_holder_stands_without_the_case(sentence: str, holder: str) -> None:
    assert [(kind, who) for kind, _, who in found(f"HỎI ĐÁP\n{sentence}")] == [("duty", holder)]


def test_a_word_that_is_explained_has_no_holder() -> None:
    assert found("HỎI ĐÁP\nNgười có quyền khiếu nại là công dân, cơ quan hoặc tổ chức thực hiện khiếu nại.") == []


def test_a_list_a_sentence_announces() -> None:
    text = "HỎI ĐÁP\nNgười bị bạo lực có các quyền sau đây:\n- Được bảo vệ sức khỏe;\n- Được giữ bí mật."
    assert found(text) == [
        ("right", "Được bảo vệ sức khỏe", "Người bị bạo lực"),
        ("right", "Được giữ bí mật.", "Người bị bạo lực"),
    ]
