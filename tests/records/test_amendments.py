"""Whose law "Luật này" is, in an act that amends another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import document, page

from converters.records.citations.basis import cite, legal_basis
from converters.records.passages.paragraphs import passages
from tests.each import each
from validators.citations.mentions import ActName

OWN = ActName("luat", "51/2031/QH16")
PREAMBLE = "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Thư viện số 46/2019/QH14 đã được sửa đổi."
HEADING = "Điều 1. Sửa đổi, bổ sung một số điều của Luật Thư viện"


def meant(*lines: str, own: ActName = OWN) -> list[tuple[str, str | None, bool]]:
    text = passages(document(page(*lines)))
    return [
        (one.citation.text, one.resolved.act.number, one.resolved.own)
        for one in cite(text, own)
        if one.citation.mention.short
    ]


def test_quoted_wording_is_the_amended_law() -> None:
    found = meant(
        PREAMBLE,
        HEADING,
        "1. Sửa đổi, bổ sung Điều 7 như sau:",
        "“Điều 7. Trách nhiệm của thư viện",
        "1. Thực hiện quy định tại Điều 5 của Luật này;",
        "2. Phục vụ người đọc theo Luật này.”.",
        "2. Bổ sung khoản 3 vào sau khoản 2 Điều 9 như sau: “3. Theo Điều 8 của Luật này.”.",
        "Điều 2. Hiệu lực thi hành",
        "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031; khoản 1 Điều 1 của Luật này áp dụng từ năm 2032.",
    )
    assert [number for _, number, _ in found] == ["46/2019/QH14"] * 3 + ["51/2031/QH16"] * 2
    assert [own for _, _, own in found] == [False] * 3 + [True] * 2


def test_the_amended_law_is_in_the_legal_basis() -> None:
    text = passages(document(page(PREAMBLE, HEADING, "1. Sửa đổi Điều 7 như sau:", "“7. Theo Điều 5 của Luật này.”")))
    entries = legal_basis(cite(text, OWN))
    places = [(entry.citation.act.number, entry.citation.locator.article) for entry in entries]
    assert ("46/2019/QH14", "5") in places
    assert not any(number == "51/2031/QH16" for number, _ in places)


def test_a_closing_mark_that_was_lost_ends_at_the_next_instruction() -> None:
    found = meant(
        PREAMBLE,
        HEADING,
        "1. Sửa đổi Điều 7 như sau:",
        "“7. Theo Điều 5 của Luật này.",
        "2. Bãi bỏ Điều 9.",
        "Điều 2. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031.",
    )
    assert [own for _, _, own in found] == [False, True]


def test_an_opening_mark_that_was_lost() -> None:
    found = meant(
        PREAMBLE,
        HEADING,
        "1. Sửa đổi Điều 7 như sau:",
        "7. Theo Điều 5 của Luật này.",
        "Điều 2. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031.",
    )
    assert [own for _, _, own in found] == [False, True]


def test_ordinary_quotation_marks_change_nothing() -> None:
    assert meant(HEADING, "Đề án “Đọc sách theo Luật này” được thực hiện.") == [("Luật này", "51/2031/QH16", True)]


@each(
    "instruction",
    [
        "1. Sửa đổi, bổ sung Điều 7 như sau:",
        "a) Bổ sung điểm đ vào sau điểm d khoản 1 như sau:",
        "Điều 1. Sửa đổi khoản 2 như sau:",
        "3. Thay thế Điều 8 như sau :",
    ],
)
def test_every_instruction_announces_new_wording(instruction: str) -> None:
    found = meant(PREAMBLE, HEADING, instruction, "“7. Theo Điều 5 của Luật này.”.")
    assert found == [("Điều 5 của Luật này", "46/2019/QH14", False)]


@pytest.mark.parametrize(
    "line",
    [
        "1. Sửa đổi, bổ sung Điều 7 của Luật này.",  # nothing is quoted
        "2. Phạm vi điều chỉnh như sau:",  # announces a list, amends nothing
    ],
)
def test_what_announces_no_wording_quotes_none(line: str) -> None:
    (*_, found) = meant(PREAMBLE, HEADING, line, "Theo Điều 5 của Luật này.")
    assert found[1:] == ("51/2031/QH16", True)


def test_quotations_in_a_quotation_end_with_the_outer_one() -> None:
    found = meant(
        PREAMBLE,
        HEADING,
        "1. Sửa đổi Điều 7 như sau:",
        "“7. Cụm từ “thư viện” trong Điều 5 của Luật này được hiểu theo Luật này.”.",
        "2. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031.",
    )
    assert [own for _, _, own in found] == [False, False, True]


def test_an_amended_act_of_another_type_is_not_this_law() -> None:
    found = meant(
        "1. Sửa đổi Điều 7 của Nghị định số 93/2020/NĐ-CP như sau:", "“7. Theo Điều 5 của Luật này.”.", own=OWN
    )
    assert [(number, own) for _, number, own in found] == [(None, False)]


def test_an_unknown_amended_act_is_not_guessed() -> None:
    (found,) = meant("1. Sửa đổi Điều 7 như sau:", "“7. Theo Điều 5 của Luật này.”")
    assert found[1:] == (None, False)


@given(st.lists(st.text(alphabet="“” 1.Luật nàySửađổi:nhưsau", max_size=30), max_size=10))
def test_nothing_is_lost_or_doubled(lines: list[str]) -> None:
    text = passages(document(page(*(line for line in lines if line.strip()))))
    assert all(one.passage in text for one in cite(text, OWN))
