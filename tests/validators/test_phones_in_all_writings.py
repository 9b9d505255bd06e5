"""Phone numbers of people in the ways they are written, and numbers that are somebody else's or none."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.rules.clean.numbers import digits_of, is_dummy, labelled
from validators.rules.clean.personal_data import PersonalDataKind, find_personal_data

PHONES = (
    ("Gọi 0868551209 nhé.", "0868551209"),
    ("Gọi 086 855 1209 nhé.", "086 855 1209"),
    ("Gọi 0868.551.209 nhé.", "0868.551.209"),
    ("Gọi 0868-551-209 nhé.", "0868-551-209"),
    ("Gọi 08 6855 1209 nhé.", "08 6855 1209"),
    ("Gọi +84868551209 nhé.", "+84868551209"),
    ("Gọi +84 868 551 209 nhé.", "+84 868 551 209"),
    ("Gọi (+84) 868 551 209 nhé.", "(+84) 868 551 209"),
    ("Gọi 0084868551209 nhé.", "0084868551209"),
    ("Gọi 0868/551/209 nhé.", "0868/551/209"),
    ("Gọi 0868,551,209 nhé.", "0868,551,209"),
    ("Gọi 0 8 6 8 5 5 1 2 0 9 nhé.", "0 8 6 8 5 5 1 2 0 9"),
    ("Xem zalo.me/0868551209 nhé.", "0868551209"),
    ("Bấm tel:+84868551209 nhé.", "+84868551209"),
    ("Số cũ 01682341576 nay đổi.", "01682341576"),
    ("Zalo của chị: 868551209.", "868551209"),
    ("Liên hệ anh Thử 868 551 209 hoặc 976 412 305", "868 551 209"),
    ("không tám sáu tám năm năm một hai không chín", "không tám sáu tám năm năm một hai không chín"),
)
NO_PHONES = (
    "Phạt tiền 0868551209 đồng.",
    "Mức phạt: 868551209",
    "Đường dây nóng của xã: 0868551209",
    "Trực ban Công an xã 0868551209",
    "Tổng đài 1900 868 551",
    "Gọi 0123456789 để thử.",
    "Công văn 0868551209/2026",
    "Tỷ lệ 0868551209%",
    "Gọi 111, 113 hoặc 18001567.",
    "Điện thoại: 0221 3863 456",
    "Ngày 07 08 2026 họp tại nhà văn hóa.",
    "Mã vạch 8935868551209 trên bìa",
    "Diện tích 0868551209,5 m2",
    "868551209 là mã hồ sơ.",
    "không một ai trong hai ba nhà ấy",
)


def phones(text: str, *public: str) -> list[str]:
    return [one.text for one in find_personal_data(text, public) if one.kind is PersonalDataKind.PHONE]


@each(("text", "number"), PHONES)
def test_phones_in_all_writings(text: str, number: str) -> None:
    assert number in " ".join(phones(text))


@each("text", NO_PHONES)
def test_numbers_that_are_no_persons_phone(text: str) -> None:
    assert phones(text) == []


def test_several_numbers_behind_one_word() -> None:
    assert phones("SĐT: 976412305, 868551209 và 868.551.207") == ["976412305", "868551209", "868.551.207"]


@each("listed", ["0868551209", "0868.551.209", "0868 551 209"])
@each("said", ["0868551209", "+84 868 551 209", "0084868551209", "086-855-1209"])
def test_what_an_office_lists_is_public_in_whatever_writing(listed: str, said: str) -> None:
    assert phones(f"Gọi {said} nhé.", listed) == []
    assert phones(f"Gọi {said} nhé.", "0868551200") == [said]


NETS = st.sampled_from(["032", "039", "056", "058", "070", "079", "081", "089", "090", "097"])


@given(NETS, st.from_regex(r"[0-9]{7}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_every_mobile_number_is_found_with_its_exact_place(net: str, rest: str, sign: str) -> None:
    number = f"{net}{sign}{rest[:3]}{sign}{rest[3:]}"
    text = f"Hỏi chị Mẫu {number} trước khi đến."
    found = [one for one in find_personal_data(text) if one.kind is PersonalDataKind.PHONE]
    assert [text[one.start : one.end] for one in found] == ([] if is_dummy(number) else [number])


@given(st.from_regex(r"[0-9]{5,14}", fullmatch=True), st.sampled_from([" ", ".", "-", "/"]))
def test_what_parts_digits_is_none_of_the_number(digits: str, sign: str) -> None:
    assert digits_of(sign.join(digits)) == digits


@each(("number", "of_examples"), [
    ("0000000", True), ("1111111111", True), ("0123 456 789", True), ("123456789", True), ("012345678901", False),
    ("012345678012", False), ("1234567890", True), ("123456789012", True), ("987654321", False), ("111111", False),
    ("0912345678", False), ("", False),
])  # fmt: skip
def test_numbers_of_examples(number: str, of_examples: bool) -> None:
    assert is_dummy(number) is of_examples


def test_a_number_is_what_its_word_names() -> None:
    named = labelled(("số hồ sơ",), r"(\d{5})", reach=5).pattern
    assert [found[1] for found in re.finditer(named, "SỐ HỒ SƠ: 12345; số hồ sơ 678")] == ["12345"]
    assert named.search("số hồ sơ của ông là 12345") is None  # too far behind it
    assert named.search("số hồ sơ\n12345") is None  # in another line
