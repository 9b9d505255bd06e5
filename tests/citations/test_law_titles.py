"""Where the title of a law ends, titles that scanners damaged, laws named by initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.citations.laws.damaged_titles import edits, lines, mended_title
from validators.citations.laws.initials import title_of_initials
from validators.citations.laws.titles import is_known, loose_key, title_after, title_key

TITLES = lines()


@each(
    ("text", "title"),
    [
        ("Đất đai quy định về thu hồi đất", "Đất đai"),
        ("Hôn nhân và gia đình, Luật Trẻ em", "Hôn nhân và gia đình"),
        ("Phổ biến, giáo dục pháp luật số 14/2012/QH13", "Phổ biến, giáo dục pháp luật"),
        ("Bảo vệ bí mật nhà nước năm 2018", "Bảo vệ bí mật nhà nước"),
        ("này được áp dụng", ""),
        ("năm 2013", ""),
    ],
)
def test_a_title_ends_where_it_must(text: str, title: str) -> None:
    assert title_after(text, 0).text == title


def test_an_amending_title_takes_in_the_laws_it_amends() -> None:
    text = "sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở số 43/2024/QH15"
    assert title_after(text, 0).text == "sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở"


def test_a_word_that_scanners_drop_from_amending_titles_comes_back() -> None:
    found = title_after("sửa đổi, bổ sung số điều của Luật Đất đai", 0, scanned=True)
    assert found.text == "sửa đổi, bổ sung một số điều của Luật Đất đai"
    assert found.mended


@each("title", TITLES[::25])
def test_known_titles_are_known_in_any_case(title: str) -> None:
    assert is_known(title)
    assert is_known(title.upper())
    assert title_key(title) == title_key(title.upper())


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Hòa giải ở cơ sở", "Hoà giải ở cơ sở", True),
        ("Về Đất đai", "Đất đai", True),
        ("Đất đai", "Nhà ở", False),
    ],
)
def test_keys_compare_titles(first: str, second: str, same: bool) -> None:
    assert (title_key(first) == title_key(second)) is same


def test_loose_keys_forget_the_last_and() -> None:
    assert loose_key("Hôn nhân và gia đình") == loose_key("Hôn nhân, gia đình")


@each(
    ("printed", "title"),
    [
        ("T: Ổ chức chính quyền địa phương", "Tổ chức chính quyền địa phương"),
        ("Phố biên, giáo dục pháp luat", "Phổ biến, giáo dục pháp luật"),
        ("Xyz abc", None),
        ("Đất", None),
    ],
)
def test_damaged_titles(printed: str, title: str | None) -> None:
    mended = mended_title(printed, 0)
    assert (mended.title.lower() if mended is not None else None) == (title.lower() if title is not None else None)


@given(st.sampled_from([title for title in TITLES if len(title) > 40 and "(" not in title]), st.data())
def test_one_wrong_letter_in_a_long_title_is_mended_to_it_or_not_at_all(title: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(title) - 1))
    damaged = title[:place] + data.draw(st.sampled_from("abcxyz")) + title[place + 1 :]
    mended = mended_title(damaged, 0)
    assert mended is None or edits(mended.title, title) <= 3


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_edits_are_a_distance(first: str, second: str) -> None:
    assert edits(first, second) == edits(second, first)
    assert (edits(first, second) == 0) is (first == second)
    assert abs(len(first) - len(second)) <= edits(first, second) <= max(len(first), len(second))


@each(
    ("text", "title"),
    [("PBGDPL quy định", "Phổ biến, giáo dục pháp luật"), ("BHXH", "Bảo hiểm xã hội"), ("QQQQ", None), ("Đất", None)],
)
def test_laws_by_their_initials(text: str, title: str | None) -> None:
    found = title_of_initials(text, 0)
    assert (found[1].lower() if found is not None else None) == (title.lower() if title is not None else None)
