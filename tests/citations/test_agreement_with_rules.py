"""What a citation says of an act must fit together; what is not said cannot disagree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.agreement import disagreements
from validators.citations.acts.assembly import TERMS
from validators.citations.find import find_mentions


def codes(text: str) -> list[str]:
    (mention,) = find_mentions(text)
    return [wrong.code for wrong in disagreements(mention)]


@each(
    "text",
    [
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Nghị định số 30/2020/NĐ-CP",
        "Quyết định số 14/2019/QĐ-TTg ngày 13 tháng 3 năm 2019 của Thủ tướng Chính phủ",
        "Quyết định số 766/QĐ-TTg ngày 15 tháng 4 năm 2025",
        "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội",
        "Bộ luật Hình sự số 100/2015/QH13",
        "Nghị quyết số 326/2016/UBTVQH14 ngày 30/12/2016 của Ủy ban Thường vụ Quốc hội",
        "Thông tư số 05/2020/TT-BTP của Bộ Tư pháp",
        "Thông tư số 05/2020/TT-BTP của Bộ trưởng Bộ Tư pháp",
        # the word looser than the symbol
        "Thông tư số 07/2012/TTLT-BTTTT-BVHTTDL",
        "Thông tư liên tịch số 07/2012/TTLT-BTTTT-BVHTTDL của Bộ Thông tin và Truyền thông",
        "Quy định số 66-QĐ/TW",
        # many bodies share an abbreviation
        "Quyết định số 15/2021/QĐ-UBND của Ủy ban nhân dân tỉnh An Giang",
        "Nghị quyết số 02-NQ/TU của Tỉnh ủy Hưng Yên",
        # a ministry on its last and first days; only the year is known
        "Thông tư số 05/2025/TT-BTTTT ngày 28/02/2025",
        "Thông tư số 01/2025/TT-BNNMT ngày 01/3/2025",
        "Thông tư số 05/2025/TT-BTTTT",
        "Thông tư số 01/2025/TT-BNNMT",
        # in a year of elections both terms
        "Luật số 101/2016/QH13",
        "Luật số 02/2016/QH14",
        # nothing known of the organ, nothing to compare
        "Quyết định số 12/2020/QĐ-XYZ của Bộ Tư pháp",
        "Công văn số 4283/BTP-PBGDPL ngày 05/6/2024",
        "Luật Đất đai ngày 18/01/2024",
        "Nghị định này",
        # left open on paper is not wrong
        "Quyết định số      /QĐ-UBND ngày    tháng 02 năm 2025 của Ủy ban nhân dân tỉnh Hưng Yên",
    ],
)
def test_what_fits_together(text: str) -> None:
    assert codes(text) == []


@each(
    ("text", "code"),
    [
        ("Thông tư số 30/2020/NĐ-CP", "type"),
        ("Nghị quyết số 14/2019/QĐ-TTg", "type"),
        ("Nghị định số 05/2020/TT-BTP", "type"),
        ("Thông báo số 12/KH-UBND", "type"),
        ("Nghị định số 58/2022/NĐ-CP ngày 31/8/2002 của Chính phủ", "year"),
        ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2025", "year"),
        ("Luật số 31/2019/QH15", "term"),
        ("Luật số 31/2024/QH14", "term"),
        ("Nghị quyết số 326/2016/UBTVQH12", "term"),
        ("Quyết định số 14/2019/QĐ-TTg của Bộ Tài chính", "organ"),
        ("Thông tư số 05/2020/TT-BTP của Bộ Công an", "organ"),
        ("Thông tư số 05/2025/TT-BTTTT ngày 01/6/2025", "organ-date"),
        ("Thông tư số 05/2025/TT-BTTTT ngày 01/3/2025", "organ-date"),
        ("Thông tư số 01/2025/TT-BNNMT ngày 28/02/2025", "organ-date"),
        ("Thông tư số 01/2024/TT-BNNMT", "organ-date"),
        ("Thông tư số 01/2026/TT-BTNMT", "organ-date"),
        ("Nghị định số 5/2020/NĐ-CP ngày 31/2/2020", "date"),
        ("Luật Đất đai ngày 31 tháng 11 năm 2013", "date"),
    ],
)
def test_what_does_not(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_every_fault_is_named() -> None:
    assert codes("Thông tư số 30/2020/NĐ-CP ngày 05/3/2021 của Bộ Tư pháp") == ["type", "year", "organ"]


@each(
    ("text", "reason"),
    [
        ("Thông tư số 30/2020/NĐ-CP", "The text says Thông tư, the symbol says Nghị định."),
        ("Nghị định số 58/2022/NĐ-CP ngày 31/8/2002", "The number says 2022, the date 2002-08-31."),
        ("Luật số 31/2019/QH15", "Term 15 of the National Assembly did not sit in 2019."),
        ("Quyết định số 14/2019/QĐ-TTg của Bộ Y tế", "The text says Bộ Y tế, the symbol says Thủ tướng Chính phủ."),
        (
            "Thông tư số 05/2025/TT-BTTTT ngày 01/6/2025",
            "Bộ Thông tin và Truyền thông (BTTTT) issued nothing on 2025-06-01.",
        ),
        ("Nghị định số 5/2020/NĐ-CP ngày 31/2/2020", "There is no such day."),
    ],
)
def test_the_reason_is_said_to_a_person(text: str, reason: str) -> None:
    (mention,) = find_mentions(text)
    assert [str(wrong.reason) for wrong in disagreements(mention)] == [reason]


@given(st.sampled_from(sorted(TERMS)[1:]), st.integers(1985, 2031), st.integers(1, 200))
@settings(max_examples=at_most(40))
def test_a_law_agrees_exactly_in_the_years_of_its_term(term: int, year: int, serial: int) -> None:
    first, last = TERMS[term]
    assert codes(f"Luật số {serial}/{year}/QH{term}") == ([] if first <= year <= last else ["term"])
