"""Where the title after "Luật" ends, and which titles are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.laws.damaged_titles import lines
from validators.citations.laws.titles import ABBREVIATIONS, is_known, loose_key, title_after, title_key
from validators.citations.repair import level


@each(
    ("text", "title"),
    [
        # a known title ends where the longest one ends
        ("Đất đai quy định", "Đất đai"),
        ("Đất đai", "Đất đai"),
        ("Đất đai, nhà ở và xây dựng", "Đất đai"),
        ("Trẻ em và trách nhiệm của gia đình", "Trẻ em"),
        ("Đầu tư công và quy hoạch", "Đầu tư công"),
        ("Bầu cử đại biểu Quốc hội thì", "Bầu cử đại biểu Quốc hội"),
        (
            "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân thì",
            "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
        ),
        ("Hôn nhân và gia đình và Luật Trẻ em", "Hôn nhân và gia đình"),
        ("Phòng, chống ma túy, Luật Trẻ em", "Phòng, chống ma túy"),
        ("Thuế thu nhập cá nhân đối với", "Thuế thu nhập cá nhân"),
        ("Tố tụng hình sự", "Tố tụng hình sự"),
        ("Phòng, chống HIV/AIDS", "Phòng, chống HIV/AIDS"),
        # printed in another way, kept as printed
        ("ĐẤT ĐAI", "ĐẤT ĐAI"),
        ("hôn nhân và gia đình quy định", "hôn nhân và gia đình"),
        ("Phổ biến giáo dục pháp luật", "Phổ biến giáo dục pháp luật"),
        ("Hoà giải ở cơ sở", "Hoà giải ở cơ sở"),
        ("Đất  đai   số 31/2024/QH15", "Đất đai"),
        # before a number, a date or a year stands the whole title, known or not
        ("Đất đai số 31/2024/QH15", "Đất đai"),
        ("Đất đai năm 2024", "Đất đai"),
        ("Đất đai 2024", "Đất đai"),
        ("Đất đai ngày 18/01/2024", "Đất đai"),
        ("Quản lý cây xanh và mặt nước số 12/2031/QH16", "Quản lý cây xanh và mặt nước"),
        ("Trẻ em và thanh niên lưu lạc số 12/2031/QH16", "Trẻ em"),
        ("Khai thác sao Hỏa năm 2031", "Khai thác sao Hỏa"),
        # an unknown title goes on to the first word no title holds
        ("Khai thác sao Hỏa quy định", "Khai thác sao Hỏa"),
        ("Khai thác sao Hỏa. Điều này", "Khai thác sao Hỏa"),
        ("Khai thác sao Hỏa, Nghị định", "Khai thác sao Hỏa"),
        ("Khai thác sao Hỏa được ban hành", "Khai thác sao Hỏa"),
        ("Khai thác sao Hỏa và các văn bản", "Khai thác sao Hỏa"),
        ("Khai thác sao Hỏa Nghị định số 5", "Khai thác sao Hỏa"),
    ],
)
def test_where_a_title_ends(text: str, title: str) -> None:
    found = title_after(text, 0)
    assert (found.text, found.mended) == (title, False)
    assert " ".join(text[: found.end].split()) == title


@each(
    "text",
    ["", "này", "năm 2013", "Năm 2026 - 2030", "quy định rằng", ", Nghị định", "là gì?", "12 điều"],
)
def test_where_no_title_stands(text: str) -> None:
    assert title_after(text, 0).text == ""


@each(
    ("text", "title"),
    [
        (
            "sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở và Luật Xây dựng thì",
            "sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở và Luật Xây dựng",
        ),
        (
            "sửa đổi, bổ sung một số điều của Luật Thanh niên số 57/2020/QH14",
            "sửa đổi, bổ sung một số điều của Luật Thanh niên",
        ),
        ("sửa đổi Bộ luật Lao động", "sửa đổi Bộ luật Lao động"),
        ("sửa đổi, bổ sung điều này", ""),
    ],
)
def test_an_amending_title_holds_the_laws_it_amends(text: str, title: str) -> None:
    assert title_after(text, 0).text == title


def test_a_title_begins_at_its_place() -> None:
    text = "theo Luật Hộ tịch và Luật Cư trú"
    found = title_after(text, text.index("Cư"))
    assert (found.text, text[: found.end]) == ("Cư trú", text)


@each(
    ("first", "second"),
    [
        ("Hòa giải ở cơ sở", "Hoà giải ở cơ sở"),
        ("ĐẤT ĐAI", "Đất đai"),
        ("Phòng, chống ma túy", "Phòng chống ma tuý"),
        ("Về đất đai", "Đất đai"),
        ("Đất đai", "  Đất \n đai. "),
    ],
)
def test_one_title_has_one_key(first: str, second: str) -> None:
    assert title_key(first) == title_key(second)
    assert loose_key(first) == loose_key(second)


@each(
    ("first", "second"),
    [("Đất đai", "Đặt đai"), ("Nhà ở", "Nhà giáo"), ("Khiếu nại", "Khiếu nại, tố cáo"), ("Tố cáo", "To cao")],
)
def test_two_titles_have_two_keys(first: str, second: str) -> None:
    assert title_key(first) != title_key(second)
    assert loose_key(first) != loose_key(second)


def test_a_list_joined_by_a_comma_or_by_and_has_one_loose_key() -> None:
    assert loose_key("Hôn nhân và gia đình") == loose_key("Hôn nhân, gia đình")
    assert title_key("Hôn nhân và gia đình") != title_key("Hôn nhân, gia đình")


@each(("title", "known"), [
    ("Đất đai", True), ("đất đai", True), ("Hôn nhân gia đình", True), ("Hoà giải ở cơ sở", True),
    ("Đất", False), ("Đất đai và nhà ở", False), ("", False), ("Khai thác sao Hỏa", False),
])  # fmt: skip
def test_known_titles(title: str, known: bool) -> None:
    assert is_known(title) is known


PLAIN = [line for line in lines() if not set(line) & set(";(")]
"""Titles without a sign at which reading stops."""


@pytest.mark.parametrize(
    ("after", "change"), [(" quy định", str), (" NĂM 2030", str.upper), (" SỐ 31/2030/QH16", str.upper)]
)
def test_every_known_title_is_read_whole(after: str, change: Callable[[str], str]) -> None:
    wrong = [line for line in PLAIN if title_after(level(change(line) + after), 0).text != change(line)]
    assert wrong == []


def test_known_titles_are_written_once() -> None:
    keys = [title_key(line) for line in lines()]
    assert len(set(keys)) == len(keys)


def test_abbreviations_stand_for_known_laws() -> None:
    assert all(is_known(title) for _, title in ABBREVIATIONS.values())


@given(
    st.sampled_from(PLAIN),
    st.sampled_from([" số 12/2031/QH16", " ngày 5/6/2031", " năm 2031", "; Luật khác", " (Điều 5)", ".", "”"]),
)
@settings(max_examples=at_most(60))
def test_what_follows_does_not_change_a_known_title(line: str, after: str) -> None:
    assert title_after(f"{line}{after}", 0).text == line


@given(st.text(alphabet="Luật Đấtđaisửđổibổsungmộố.;,“” 20\n", max_size=100))
@settings(max_examples=at_most(60))
def test_any_text_is_read_and_the_end_lies_in_it(text: str) -> None:
    found = title_after(level(text), 0)
    assert 0 <= found.end <= len(text)
    assert bool(found.text) <= (found.end > 0)
