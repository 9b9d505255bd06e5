"""Titles a scanner misread are put right only where one known title alone can be meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.act_types import bare
from validators.citations.find import find_citations
from validators.citations.laws.damaged_titles import edits, lines, mended_title
from validators.citations.repair import level


@each(
    ("printed", "title"),
    [
        # accents lost
        ("Bao ve bi mat nha nuoc", "Bảo vệ bí mật nhà nước"),
        ("Phổ bien, giao dục pháp luạt", "Phổ biến, giáo dục pháp luật"),
        ("Hôn nhan và gia dinh", "Hôn nhân và gia đình"),
        # words torn or run together
        ("Tổ chức chính quyềnđịa phương", "Tổ chức chính quyền địa phương"),
        ("Xử lý vi phạm hành ch ính", "Xử lý vi phạm hành chính"),
        ("T: ổ chức chính quyền địa phương", "Tổ chức chính quyền địa phương"),
        ("Tt Ổ chức chính quyền địa phương", "Tổ chức chính quyền địa phương"),
        # a letter wrong in a long title
        ("Phòng, chống bạo lục gla đình", "Phòng, chống bạo lực gia đình"),
        ("Bảo hiểm tễ", "Bảo hiểm y tế"),
        ("Thi hành án dàn sụ", "Thi hành án dân sự"),
    ],
)
def test_a_damaged_title_is_the_known_one(printed: str, title: str) -> None:
    text = f"{printed}; Nghị định"
    found = mended_title(text, 0)
    assert found is not None
    assert found.title == title
    assert text[: found.end] == printed


@each(
    "printed",
    [
        "",
        "12 34",
        "Dân",  # too short to tell
        "gia Việt Nam",
        "được ban hành",
        "Dân sụa",  # dân sự, dân số: as near
        "Dự trữ lưu trữ quốc gia",  # two titles in one
        "Khai thác sao Hỏa",
        "Nguyễn Văn Mẫu",
        "; Đất đai",
    ],
)
def test_what_no_known_title_alone_explains_is_left(printed: str) -> None:
    assert mended_title(printed, 0) is None


@pytest.mark.real
def test_a_title_without_its_accents_is_told_mostly_and_never_taken_for_another() -> None:
    plain = [line for line in lines() if not set(line) & set(";(")]  # signs at which reading stops
    found = {line: mended_title(bare(line), 0) for line in plain}
    assert {line: one.title for line, one in found.items() if one is not None and one.title != line} == {}
    assert sum(one is not None for one in found.values()) > 0.9 * len(plain)


def test_a_title_is_looked_for_at_its_place() -> None:
    text = "theo Luật Bao ve bi mat nha nuoc thì"
    found = mended_title(text, text.index("Bao"))
    assert found is not None
    assert text[: found.end] == "theo Luật Bao ve bi mat nha nuoc"


@each(
    ("printed", "title"),
    [
        ("Luật Tt Ổ chức chính quyền địa phương ngày 19/6/2015;", "Tổ chức chính quyền địa phương"),
        ("Luật 1t 6 chức chính quyền địa phương ngày 19/6/2015;", "Tổ chức chính quyền địa phương"),
        ("Luật Bảo hiểm tễ số 25/2008/QH12", "Bảo hiểm y tế"),
        ("Luật Bao ve bi mat nha nuoc số 29/2018/QH14", "Bảo vệ bí mật nhà nước"),
    ],
)
def test_a_citation_says_that_its_title_was_put_right(printed: str, title: str) -> None:
    (found,) = find_citations(printed, scanned=True)
    assert found.mention.act.title == title
    assert found.mention.mended
    assert found.text in printed


@each("title", ["Đất đai", "Bảo hiểm y tế", "Phòng thủ vũ trụ", "Quản lý cây xanh trên sao Hỏa"])
def test_a_title_that_is_right_or_unknown_is_left_as_it_is(title: str) -> None:
    (found,) = find_citations(f"theo Luật {title} năm 2031", scanned=True)
    assert found.mention.act.title == title
    assert not found.mention.mended


def test_the_laws_inside_an_amending_title_are_put_right_too() -> None:
    outer = find_citations(
        "Luật sửa đổi, bổ Sung sỐ điều của Luật Tổ chức Chính phủ và Luật T: ổ chức chính quyền địa phương "
        "ngày 1/2/2019",
        scanned=True,
    )[0].mention
    assert outer.act.title == (
        "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
    )
    assert outer.mended


@each(
    ("first", "second", "count"),
    [("", "", 0), ("a", "", 1), ("luat", "luat", 0), ("luat", "luot", 1), ("luat", "lut", 1), ("ab", "ba", 2)],
)
def test_edits(first: str, second: str, count: int) -> None:
    assert edits(first, second) == count


WORDS = st.text(alphabet="abcd", max_size=7)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=at_most(60))
def test_edits_measure_a_distance(first: str, second: str, third: str) -> None:
    assert edits(first, second) == edits(second, first)
    assert (edits(first, second) == 0) is (first == second)
    assert edits(first, third) <= edits(first, second) + edits(second, third)
    assert abs(len(first) - len(second)) <= edits(first, second) <= max(len(first), len(second))


@given(st.text(alphabet="Tổchứcínqyềđịaphươgmtvàx .;12", max_size=80))
@settings(max_examples=at_most(60))
def test_any_text_is_read_and_the_end_lies_in_it(text: str) -> None:
    found = mended_title(level(text), 0)
    assert found is None or (0 < found.end <= len(text) and found.title in lines())
