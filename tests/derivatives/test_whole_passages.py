"""Cards are runs of whole passages with what limits them, under a provision printed there, whatever the material."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_statements_whole import ACT, record
from truth_case import TruthCase, heading, listed, paragraph, question
from truth_cases import ALL
from whole_passages import faults

from tests.properties import at_most

RULES = (
    "Người nuôi vịt phải rào ao (khoản {n} Điều 7 {act}).",
    "Theo khoản {n} Điều 8 {act}, hộ có ao được nuôi cá.",
    "Lấp ao bị phạt tiền từ 1.000.000 đồng đến {n}.000.000 đồng (khoản {n} Điều 9 {act}).",
    "Vi phạm bị phạt {n}00.000 đồng (khoản {n} Điều 10 {act}).",
    "Thẻ vịt cấp trước tuổi nêu trên vẫn dùng được (khoản {n} Điều 11 {act}).",
)
LIMITS = (
    "Trừ ao làng.",
    "Tuy nhiên, ao dưới 10 m² không phải rào.",
    "Ngoài ra, còn bị tước thẻ nuôi vịt.",
    "Riêng hộ nghèo được giảm một nửa.",
    "Người này vẫn được nuôi vịt.",
    "Quy định này không áp dụng vào mùa lũ.",
    "Đồng thời buộc đào lại ao.",
    "Nếu tái phạm thì bị thu vịt.",
)
OTHERS = (
    "Xã có ba ao.",
    "Gọi 0203 555 0101 để hỏi thêm.",
    "Tổ chức vi phạm bị phạt gấp 02 lần cá nhân.",
    f"{ACT} có hiệu lực từ ngày 01/02/2031.",
    "Ông Tám kể chuyện.",
)


def _rule(number: int, form: str) -> str:
    return form.format(n=number, act=ACT)


rules = st.builds(_rule, st.integers(2, 9), st.sampled_from(RULES))
sentences = st.one_of(rules, st.sampled_from(LIMITS), st.sampled_from(OTHERS))
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(lambda parts: paragraph(" ".join(parts)))
lists = st.lists(sentences, min_size=1, max_size=4).map(lambda items: listed(*items))
leads = rules.map(lambda text: paragraph(text.rstrip(".") + ":"))
headings = st.tuples(st.sampled_from(["I. NUÔI VỊT", "1. Rào ao", "Lưu ý", "NÊN", "Mức phạt"]), st.integers(2, 3))
asked = st.lists(paragraphs, min_size=1, max_size=3).map(lambda blocks: question("Nuôi vịt thì làm gì?", *blocks))
blocks = st.one_of(paragraphs, paragraphs, lists, leads, headings.map(lambda one: heading(*one)), asked)


@given(st.lists(blocks, min_size=1, max_size=9))
@settings(max_examples=at_most(60), deadline=None)
def test_whatever_stands_together_cards_are_whole(content: list[dict[str, Any]]) -> None:
    assert list(faults(record(*content))) == []


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_cards_of_hand_checked_materials_are_whole(case: TruthCase) -> None:
    assert list(faults(case.record)) == []


def test_a_card_without_its_exception_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    material = record(paragraph(_rule(2, RULES[0])), paragraph(LIMITS[1]))
    assert list(faults(material)) == []
    monkeypatch.setattr("converters.derivatives.saying.candidates.followers", lambda *_: [])
    assert [line.partition(" ")[0] for line in faults(material)] == ["limited"]
