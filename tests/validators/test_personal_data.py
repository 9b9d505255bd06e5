"""Personal data: precision and recall over labelled, invented lines; structure, exemptions, masking, time."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.rules.clean.personal_data import (
    PersonalDataKind,
    citizen_codes,
    find_personal_data,
    is_citizen_number,
)  # fmt: skip
from validators.rules.clean.privacy import masked
from validators.rules.clean.story_names import find_full_names, find_minors

LABELLED = Path(__file__).parents[1] / "fixtures" / "personal_data.tsv"


def labelled() -> list[tuple[set[str], str]]:
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(set(label.split(",")) - {"-"}, text) for label, text in rows]


def test_precision_and_recall_over_the_labelled_lines() -> None:
    right = wrong = missed = 0
    for wanted, text in labelled():
        found = {str(datum.kind) for datum in find_personal_data(text)}
        right, wrong, missed = right + len(wanted & found), wrong + len(found - wanted), missed + len(wanted - found)
    assert len(labelled()) >= 300
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97


def test_there_are_63_old_codes() -> None:
    assert len(citizen_codes()) == 63
    assert {"001", "033", "034", "079", "096"} <= citizen_codes()
    assert not {"000", "003", "097"} & citizen_codes()


@each(("digits", "is_one"), [
    ("033085001234", True), ("003085001234", False), ("033985001234", False), ("03308500123", False),
    ("033385001234", True),
])  # fmt: skip
def test_the_structure_of_a_citizens_number(digits: str, is_one: bool) -> None:
    assert is_citizen_number(digits) is is_one


def test_places_in_the_text_are_exact() -> None:
    text = "Gọi 0912 345 670 hoặc gửi a@b.com"
    assert [(text[d.start : d.end], d.kind) for d in find_personal_data(text)] == [
        ("0912 345 670", PersonalDataKind.PHONE), ("a@b.com", PersonalDataKind.EMAIL),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "gZ@3k.x", "a@b.2", "Gói pbgdpl@1.2.3",
    "Nộp vào tài khoản số 3511.0.1054321 của Kho bạc Nhà nước.", "Kho bạc Nhà nước, số tài khoản: 3511 0 1054321",
    "Người sinh ngày 01/01/2009 trở đi phải đăng ký.", "Công dân sinh ngày 1/7/1990 trở về trước.",
])  # fmt: skip
def test_what_is_nobody_s(text: str) -> None:
    assert find_personal_data(text) == []


@pytest.mark.parametrize(("text", "kind"), [
    ("Chuyển vào tài khoản số 19033456789012 của anh A.\nNộp phạt tại Kho bạc.", PersonalDataKind.ACCOUNT),
    ("Chị B, sinh ngày 01/01/2009, trú cùng cha.", PersonalDataKind.BIRTH_DATE),
])  # fmt: skip
def test_what_is_somebody_s_all_the_same(text: str, kind: PersonalDataKind) -> None:
    assert kind in {datum.kind for datum in find_personal_data(text)}


def test_a_listed_phone_is_public() -> None:
    assert find_personal_data("Gọi 0912 345 670") != []
    assert find_personal_data("Gọi 0912 345 670", ["0912.345.670"]) == []


def test_full_names_in_stories() -> None:
    assert [*find_full_names("Anh Nguyễn Văn Tuấn cho bà Lê Thị Hoa vay tiền")] == [
        "Nguyễn Văn Tuấn",
        "Lê Thị Hoa",
    ]
    assert list(find_full_names("Anh Nguyễn Văn A kiện chị Trần Thị B, ông H1 và bà C")) == []


def test_named_children_in_stories() -> None:
    assert len(list(find_minors("Cháu Hoa, 14 tuổi, học lớp 9", 2026))) == 1
    assert len(list(find_minors("Bé Lò Thị Mẫu (lớp 5) và Trần Văn Mẫu, sinh năm 2015", 2026))) == 2
    assert list(find_minors("Cháu A bị ép lấy chồng; em B đã 19 tuổi; trẻ em dưới 16 tuổi", 2026)) == []


def test_what_is_shown_is_masked() -> None:
    assert masked("033085001234") == "033*********"
    assert masked("0912 345 670") == "091* *** ***"


@given(st.text(alphabet="0123456789 .-/đĐATMắcố:", max_size=400))
def test_any_text_is_searched_without_failing(text: str) -> None:
    for datum in find_personal_data(text):
        assert text[datum.start : datum.end] == datum.text


@each(
    ("text", "is_address"),
    [
        ("Khảo sát ở 12 địa phương cho thấy kết quả tốt.", False),
        ("Tập huấn ở 15 ấp và 4 xã.", False),
        ("Ông B ở số 5 đại lộ Hùng Mẫu.", True),
        ("Ông B ở số 5 Đặng Mẫu.", True),
    ],
)
def test_a_count_of_places_is_no_address(text: str, is_address: bool) -> None:
    assert (PersonalDataKind.ADDRESS in {datum.kind for datum in find_personal_data(text)}) is is_address
