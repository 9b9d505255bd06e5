"""The legal basis of a record: every act and place once, in the order of the text, with where it was read."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from record_documents import document, page

from converters.records.citations.basis import Entry, cite, legal_basis
from converters.records.passages.paragraphs import passages
from tests.each import each
from tests.properties import at_most
from validators.citations.mentions import ActName


def basis(*lines: str, own: ActName | None = None, title: str = "") -> tuple[Entry, ...]:
    return legal_basis(cite(passages(document(page(*lines))), own, title))


def places(*lines: str, own: ActName | None = None) -> list[tuple[str | None, str | None, str | None, str | None]]:
    found = (entry.citation for entry in basis(*lines, own=own))
    return [(one.act.number, one.locator.article, one.locator.clause, one.locator.point) for one in found]


DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
OWN = ActName("nghi-dinh", "1/2025/NĐ-CP")


def test_an_entry_says_what_the_text_says_of_the_act() -> None:
    (entry,) = basis(f"Theo điểm b khoản 4 Điều 6 {DECREE} thì:")
    citation = entry.citation
    assert citation.text == f"điểm b khoản 4 Điều 6 {DECREE}"
    assert (citation.act.type, citation.act.number, citation.act.year) == ("nghi-dinh", "30/2020/NĐ-CP", 2020)
    assert (citation.act.organ, citation.act.date) == ("Chính phủ", dt.date(2020, 3, 5))
    assert (citation.locator.article, citation.locator.clause, citation.locator.point) == ("6", "4", "b")


def test_the_larger_units_of_a_place_are_kept() -> None:
    (entry,) = basis(f"Theo Mục 2 Chương III {DECREE} thì:")
    assert (entry.citation.locator.chapter, entry.citation.locator.section) == ("III", "2")


@each(
    ("lines", "wanted"),
    [
        # an act cited twice stands once; its places one by one
        ([f"{DECREE}.", f"{DECREE}."], [("30/2020/NĐ-CP", None, None, None)]),
        (
            [f"Theo khoản 1, 2 Điều 5 {DECREE}."],
            [("30/2020/NĐ-CP", "5", "1", None), ("30/2020/NĐ-CP", "5", "2", None)],
        ),
        (
            [f"Theo Điều 5 {DECREE}.", "Theo Nghị định số 30/2020/NĐ-CP.", "Theo Điều 5 Nghị định 30/2020/ND-CP."],
            [("30/2020/NĐ-CP", "5", None, None), ("30/2020/NĐ-CP", None, None, None)],
        ),
        # a short mention stands for its act
        (
            [f"{DECREE}.", "Theo Điều 7 Nghị định nêu trên."],
            [("30/2020/NĐ-CP", None, None, None), ("30/2020/NĐ-CP", "7", None, None)],
        ),
        # in the order in which they are first cited
        (
            ["Luật Hộ tịch số 60/2014/QH13.", f"{DECREE}.", "Theo Luật Hộ tịch."],
            [("60/2014/QH13", None, None, None), ("30/2020/NĐ-CP", None, None, None)],
        ),
        # what was never named is left out
        (["Theo Điều 7 Nghị định nêu trên."], []),
        (["Không có văn bản nào."], []),
    ],
)
def test_every_act_and_place_once(lines: list[str], wanted: list[tuple[str | None, ...]]) -> None:
    assert places(*lines) == wanted


@each(
    ("line", "wanted"),
    [
        ("Nghị định này có hiệu lực; xem Điều 5 Nghị định này.", []),
        ("Theo khoản 2 Điều 37 thì:", []),  # in an act, its own article
        ("Theo Điều 3 Nghị định số 2/2024/NĐ-CP.", [("2/2024/NĐ-CP", "3", None, None)]),
        ("Nghị định số 1/2025/NĐ-CP.", []),
    ],
)
def test_an_act_is_not_its_own_basis(line: str, wanted: list[tuple[str | None, ...]]) -> None:
    assert places(line, own=OWN) == wanted


def test_an_entry_keeps_every_citation_it_stands_for() -> None:
    first, second = basis(f"Theo Điều 5 {DECREE}.", "Theo Luật Hộ tịch.", "Theo Điều 5 Nghị định nêu trên.")
    assert [one.citation.text for one in first.cited] == [f"Điều 5 {DECREE}", "Điều 5 Nghị định nêu trên"]
    assert [one.resolved.inferred for one in first.cited] == [False, True]
    assert len(second.cited) == 1


def test_citations_over_a_line_are_written_on_one() -> None:
    text = passages(document(page("Theo Nghị định số 30/2020/NĐ-CP\nngày 05 tháng 3 năm 2020\ncủa Chính phủ.")))
    (entry,) = legal_basis(cite(text, None))
    assert entry.citation.text == DECREE


def test_every_citation_lies_in_its_passage() -> None:
    every = passages(document(page("Theo Luật Hộ tịch và"), page(f"{DECREE}, Điều 5 Luật này.", number=2)))
    for one in cite(every, None):
        assert one.passage in every
        assert one.passage.text[one.citation.start : one.citation.end] == one.citation.text


LINES = st.sampled_from(
    [
        DECREE, "Theo Điều 5 Luật này.", "Luật Hộ tịch số 60/2014/QH13;", "khoản 2 Điều 37", "Điều 7. Phạm vi",
        "Nghị định nêu trên", "Sửa đổi khoản 1 Điều 2 như sau:", "“1. Luật này quy định.”", "Quyết định số    /QĐ-UBND",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=6), st.sampled_from([None, OWN, ActName("luat", "60/2014/QH13")]))
@settings(max_examples=at_most(30))
def test_no_entry_stands_twice_and_none_is_invented(lines: list[str], own: ActName | None) -> None:
    found = places(*lines, own=own)
    assert len(set(found)) == len(found)
    assert {number for number, *_ in found} <= {"30/2020/NĐ-CP", "60/2014/QH13", None}


LETTER = ActName("cong-van", "5/STP-PBGDPL")
LAW = "Luật Việc làm số 74/2025/QH15 có hiệu lực."


def test_a_letter_has_no_articles_of_its_own() -> None:
    assert ("74/2025/QH15", "31", None, None) in places(LAW, "1. Người tham gia (Điều 31): người lao động.", own=LETTER)


def test_an_act_with_articles_means_its_own() -> None:
    lines = (LAW, "Điều 1. Phạm vi", "Người tham gia (Điều 31): người lao động.")
    assert "31" not in [place[1] for place in places(*lines, own=OWN)]
