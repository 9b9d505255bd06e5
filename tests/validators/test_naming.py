"""A finding names an act in the same words, whichever of its places is cited."""

from __future__ import annotations

from tests.each import each
from validators.rules.naming import entitled, named_act
from validators.sharing.record import Act, Citation


@each(("act", "named"), [
    ({"number": "91/2025/QH15", "title": "Bảo vệ dữ liệu cá nhân"}, "91/2025/QH15 (Bảo vệ dữ liệu cá nhân)"),
    ({"number": "91/2025/QH15"}, "91/2025/QH15"),
    ({"title": "Đất đai"}, "Điều 5 Luật Đất đai"),
])  # fmt: skip
def test_an_act_is_named_by_its_number_else_as_printed(act: dict[str, str], named: str) -> None:
    assert named_act(Citation.model_validate({"text": "Điều 5 Luật Đất đai", "act": act})) == named


@each(("act", "said"), [
    ({"title": "Đất đai", "type": "luat"}, "Luật Đất đai"),
    ({"title": "Luật Đất đai", "type": "luat"}, "Luật Đất đai"),
    ({"title": "về đăng ký doanh nghiệp", "type": "nghi-dinh"}, "Nghị định về đăng ký doanh nghiệp"),
    ({"title": "Đất đai"}, "Đất đai"),
    ({"number": "91/2025/QH15", "type": "luat"}, None),
])  # fmt: skip
def test_a_title_is_said_with_the_kind_of_its_act(act: dict[str, str], said: str | None) -> None:
    assert entitled(Act.model_validate(act)) == said
