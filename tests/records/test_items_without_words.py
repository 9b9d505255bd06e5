"""Scanners leave lines without a letter below a lead-in: they make no items, and cost nobody the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import draft

from converters.records.content.tree import PassageSpan
from converters.records.items.deadlines import find_procedures
from converters.records.items.found_items import DRAWN, TextUnit, TypedItem
from converters.records.passages.passage import written

LEADS = (
    "Chủ hộ gia đình có trách nhiệm:",
    "1. Người thuê nhà có các quyền sau đây:",
    "QUYỀN CỦA NGƯỜI THUÊ NHÀ",
    "NGHĨA VỤ CỦA CHỦ HỘ",
    "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với một trong các hành vi sau đây:",
    "1. Phạt tiền từ 500.000 đồng đến 700.000 đồng đối với hành vi:",
    "Điều 3. Trình tự",
    "Trong thời hạn 15 ngày",
)
OPENERS = ("- ", "a) ", "b) ", "1. ", "+ ", "Bước 1: ", "Bước 2. ", "Bước 3 – ", "")
JUNK = st.text(alphabet=" .,;:-–…_*•|()[]/\\'\"0123456789", max_size=14)


@st.composite
def junk_lists(draw: st.DrawFn) -> str:
    """Lead-ins, each followed by items that hold no letter."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines.append(draw(st.sampled_from(LEADS)))
        lines += [draw(st.sampled_from(OPENERS)) + draw(JUNK) for _ in range(draw(st.integers(0, 4)))]
    return "HỎI ĐÁP\n" + "\n".join(lines)


def said(text: str) -> list[str]:
    """What the items of a text say."""
    items = [one for one in draft(text).record.content if one.type in DRAWN]
    return [getattr(one, name) for one in items for name in ("text", "behaviour", "title") if hasattr(one, name)]


@given(junk_lists())
def test_every_item_says_something(text: str) -> None:
    assert all(any(letter.isalpha() for letter in one) for one in said(text))


@pytest.mark.parametrize("item", ["- ;", "b) -", "a) ;", "c) …", "- 12"])
def test_the_items_around_one_without_words_stay(item: str) -> None:
    text = f"HỎI ĐÁP\nChủ hộ gia đình có trách nhiệm:\n- Khai báo tạm trú;\n{item}\n- Giữ vệ sinh chung."
    assert said(text) == ["Khai báo tạm trú", "Giữ vệ sinh chung."]


@pytest.mark.parametrize(
    "values",
    [
        {"type": "duty", "text": ""},
        {"type": "sanction", "behaviour": "1) –", "amount_min": 5},
        {"type": "deadline", "text": "15", "unit": "day"},
        {"type": "procedure", "title": "Các bước", "steps": []},
        {"type": "procedure", "title": "…", "steps": ["Nộp hồ sơ"]},
    ],
)
def test_what_has_no_letter_says_nothing(values: dict[str, object]) -> None:
    assert not TypedItem(values, ()).says_something


def test_a_procedure_below_a_heading_without_letters_has_the_usual_title() -> None:
    texts = ("Bước 1: Nộp hồ sơ", "Bước 2: …", "Bước 3: Nhận kết quả")
    (found,) = find_procedures([TextUnit(PassageSpan(written(text)), heading="2.") for text in texts])
    assert found.values == {"type": "procedure", "title": "Các bước", "steps": ["Nộp hồ sơ", "Nhận kết quả"]}
