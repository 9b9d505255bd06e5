"""Properties of citations in any text: places are right, nothing is invented, time does not explode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.citations.acts.agreement import disagreements
from validators.citations.acts.numbers import find_numbers, number_key, parse_number
from validators.citations.find import find_citations
from validators.citations.resolve import resolve

PIECES = (
    "Luật ", "Bộ luật ", "Đất đai", "Hình sự", "Nghị định ", "Thông tư ", "số ", "12/2020/NĐ-CP", "1/2/3", "/QĐ-UBND",
    " ngày 5/6/2024", " tháng ", " năm 2013", " của Chính phủ", "này", "nêu trên", "Điều 5", "khoản 1, 2", "điểm a, b",
    " và ", ", ", "; ", "(", ")", "“", "”", "sửa đổi, bổ sung một số điều của ", "§", "Ï", "Š", "l", "O", "1", "2O19",
    "đến ", "từ ", "-NQ/TW", "QH15", "UBTVQH1", ".", "\n",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(texts | st.text(max_size=80))
def test_places_are_places_of_the_text(text: str) -> None:
    last = 0
    for found in find_citations(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.start <= found.mention.start < found.mention.end <= found.end
        assert found.mention.start >= last
        last = found.mention.start


@given(texts)
def test_resolving_keeps_what_the_words_say(text: str) -> None:
    found = find_citations(text)
    resolved = resolve(found)
    assert [one.citation for one in resolved] == list(found)
    for one in resolved:
        said = one.citation.mention.act
        assert one.lost or said.date in {None, one.act.date}
        assert not one.own
        disagreements(one.citation.mention)


@given(texts | st.text(alphabet="0123456789/-QĐNCPHTBV lIO", max_size=40))
def test_numbers_read_again_are_the_same(text: str) -> None:
    for number in find_numbers(text):
        assert number.text is not None
        again = parse_number(number.text)
        assert again is not None
        assert number_key(again.text or "") == number_key(number.text)


@pytest.mark.real
@each(
    "piece",
    ["Luật A và ", "Luật sửa đổi, bổ sung một số điều của ", "Điều 1 khoản 1 điểm a, ", "1/1/", "số 1/2019/NĐ-CP ",
     "Căn cứ Luật ", "“Luật này” ", "Quyết định số …/", "Điều 1 đến ", "a" * 23, "§" * 9,
     "Nghị định 1 ", "Nghị định của a ",
     "của Bộ A ", "ngày tháng "],
)  # fmt: skip
def test_a_long_line_of_one_kind_is_read_to_its_end(piece: str) -> None:
    text = (piece * 1200)[:12_000]
    assert all(found.end <= len(text) for found in find_citations(text))
