"""The text itself: what is found in it, and the words that only look like it."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

import pytest
from rule_hits import hits, places, subject_of
from sample import record

from tests.each import each
from validators.rules.subject import Prose

PLACE = "/content/1/text"


def said(text: str) -> dict[str, Any]:
    return {PLACE: text}


@pytest.mark.real
@each(
    ("code", "text", "speaks"),
    [
        ("SACH302", "®iÒu kiÖn kÕt h«n theo LuËt H«n nh©n vµ gia ®×nh", True),
        ("SACH302", "Bảo tàng Louvre, cà phê Starbucks © 2026", False),
        ("SACH303", "Ä‘iá»u kiá»‡n káº¿t hÃ´n", True), ("SACH303", "Điều kiện kết hôn", False),
        ("SACH304", "Điều ki\ufffdn", True), ("SACH304", "Điều kiện?", False),
        ("SACH305", "Điều\u200bkiện", True), ("SACH305", "Điều kiện", False),
        ("SACH306", "Ðiều kiện", True), ("SACH306", "Điều kiện", False),
        ("SACH308", "kết hôn:<br />tự nguyện", True), ("SACH308", "tuổi&nbsp;kết hôn", True),
        ("SACH308", "từ 18 < 20 tuổi, A & B", False),
        ("SACH310", "TỐI MẬT", True), ("SACH310", "MẬT", True), ("SACH310", "bí mật đời tư; MẬT ONG RỪNG", False),
        *(("SACH310", mark, True) for mark in (
            "Độ mật: Tối mật", "“MẬT”.", "M Ậ T", "T U Y Ệ T   M Ậ T", "(Tối Mật)", "ĐỘ MẬT : MẬT", f"{' ' * 50}MẬT",
            "- MẬT -", "TUYET MAT", "tối mật", "TỐI MẬT Kế hoạch kiểm tra", "Độ mật : MẬT Số: 12/BC",
            "Tài liệu này thuộc độ Mật",
            unicodedata.normalize("NFD", "TỐI MẬT"), "một dòng\nTUYỆT MẬT\nmột dòng", "đóng dấu “MẬT” ở trang đầu",
        )),
        *(("SACH310", words, False) for words in (
            "mật", "Mật", "- mật ong", "Độ mật gồm ba mức: tuyệt mật, tối mật và mật.", "Bí mật", "BẢO MẬT", "thân mật",
        )),
        ("SACH305", "Điều\u2066kiện", True), ("SACH304", "a" * 50 + "\ufffd\ufffd" + "b" * 50, True),
        ("SACH308", '<div class="' + "a " * 90 + '">', True),
        ("SACH311", "Lưu  Hành Nội Bộ", True), ("SACH311", unicodedata.normalize("NFD", "LƯU HÀNH NỘI BỘ"), True),
        ("SACH311", "Tài liệu lưu hành nội bộ", True), ("SACH311", "đoàn kết nội bộ", False),
    ],
)  # fmt: skip
def test_what_is_found_in_a_text(code: str, text: str, speaks: bool) -> None:
    assert (PLACE in places(code, said(text))) is speaks


@each(("title", "speaks"), [("Kết hôn", False), (" Kết hôn", True), ("Kết  hôn", True), ("Kết\nhôn", True)])
def test_spaces_of_a_title(title: str, speaks: bool) -> None:
    assert places("SACH309", {"/title": title}) == (["/title"] if speaks else [])


@pytest.mark.parametrize(("wrong", "share", "speaks"), [(1, 0.02, False), (12, 0.02, True), (12, 0.9, False)])
def test_words_no_one_could_say(wrong: int, share: float, speaks: bool) -> None:
    words = " ".join(["người dân được kết hôn"] * 20 + ["qwyết"] * wrong)
    found = hits("SACH307", said(words), impossible_share=share)
    assert bool(found) is speaks
    assert all("qwyết" in str(hit.values["words"]) for hit in found)


def test_names_are_no_wrong_words() -> None:
    names = "Đắk Lắk, Đắk Nông, buôn Ako Dhông, xã Cư M’gar, Kon Rẫy, Krông Bông. "
    assert places("SACH307", said(names * 5 + "người dân được kết hôn " * 5)) == []


def test_other_languages_are_not_judged_by_vietnamese() -> None:
    assert places("SACH307", {**said("txhua tus neeg muaj cai " * 30), "/language": "hmn"}) == []


@each(
    ("code", "ai", "speaks"),
    [
        ("SACH350", {"generated": True, "label_shown": True}, True), ("SACH350", {"generated": False}, False),
        ("SACH350", {"generated": True, "tool": "máy đọc", "label_shown": True}, False),
        ("SACH351", {"generated": True, "tool": "máy đọc"}, True), ("SACH351", {}, False),
    ],
)  # fmt: skip
def test_what_ai_made_is_said(code: str, ai: dict[str, Any], speaks: bool) -> None:
    assert places(code, {"/ai": ai}) == (["/ai"] if speaks else [])


class TestProse:
    DOCUMENT: ClassVar = {
        "title": "Kết hôn",
        "content": [{"type": "list", "items": ["một", "hai"]}],
        "evidence": {"/title": "x"},
    }

    def test_it_is_what_people_read(self) -> None:
        assert Prose.of(self.DOCUMENT).text == "Kết hôn\nmột\nhai"

    @pytest.mark.parametrize(
        ("word", "pointer"), [("Kết", "/title"), ("một", "/content/0/items/0"), ("hai", "/content/0/items/1")]
    )
    def test_an_offset_leads_back(self, word: str, pointer: str) -> None:
        prose = Prose.of(self.DOCUMENT)
        assert prose.pointer_at(prose.text.index(word)) == pointer

    def test_pieces_and_members(self) -> None:
        prose = Prose.of(self.DOCUMENT)
        assert list(prose.pieces) == [
            ("/title", "Kết hôn"),
            ("/content/0/items/0", "một"),
            ("/content/0/items/1", "hai"),
        ]
        assert prose.words_of("content") == ["một", "hai"]
        assert prose.words_of("nothing") == []

    def test_of_nothing(self) -> None:
        empty = Prose.of({})
        assert (empty.text, empty.pointer_at(0), list(empty.pieces)) == ("", "", [])


def test_blocks_are_sorted_once_and_found_at_any_depth() -> None:
    from validators.sharing.record import Paragraph, Sanction

    subject = subject_of(record())
    assert [pointer for pointer, _ in subject.blocks_of(Sanction)] == ["/content/4/answer/1"]
    assert all(isinstance(block, Paragraph) for _, block in subject.blocks_of(Paragraph))
    assert subject.blocks_of(Sanction) is subject.blocks_of(Sanction)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Đóng dấu: T.Ố.I  M.Ậ.T", "SACH310"),
        ("Mức độ mật: Mật; thời hạn bảo vệ bí mật nhà nước: 20 năm", "SACH310"),
        ("- Độ mật: TỐI MẬT (thời hạn 10 năm)", "SACH310"),
        ('Dấu: "TỐI MẬT"', "SACH310"),
        ("(Mật)", "SACH310"),
        ("TÀI LIỆU MẬT - KHÔNG SAO CHỤP", "SACH310"),
        ("CHỈ PHỔ BIẾN NỘI BỘ, KHÔNG ĐĂNG MẠNG", "SACH311"),
        ("“LƯU HÀNH NỘI BỘ”", "SACH311"),
    ],
)
def test_marks_in_more_of_their_writings(text: str, code: str) -> None:
    assert [one.pointer for one in hits(code, {"/content/1/text": text})] == ["/content/1/text"]


@pytest.mark.parametrize(
    "text",
    [
        "Bí mật nhà nước có ba độ: Tuyệt mật, Tối mật và Mật; tài liệu mang dấu phải được bảo quản riêng.",
        "Nhà nước bảo vệ bí mật; ai làm lộ tài liệu mật thì bị xử lý.",
        "Văn bản có phạm vi hạn chế thì ghi chỉ dẫn về phạm vi lưu hành như “LƯU HÀNH NỘI BỘ” ở góc phải.",
        "Mật ong, mật gấu là hàng hóa phải kiểm dịch.",
    ],
)
def test_a_lesson_on_marks_bears_none(text: str) -> None:
    assert [code for code in ("SACH310", "SACH311") if hits(code, {"/content/1/text": text})] == []


@pytest.mark.parametrize(
    "text", ["kết hοn", "Тối cao", "đăng ｋý", "nam nữ tự nguyện kết hоn"]
)  # Greek, Cyrillic and wide letters among ours
def test_letters_of_other_scripts(text: str) -> None:
    assert [one.pointer for one in hits("SACH312", {"/content/1/text": text})] == ["/content/1/text"]


@pytest.mark.parametrize("text", ["góc α và β", "5 µg, 10 Ω", "Δ = b² - 4ac", "Москва"])
def test_other_scripts_for_themselves(text: str) -> None:
    assert hits("SACH312", {"/content/1/text": text}) == []


@pytest.mark.parametrize(
    "text",
    ["không chín một hai ba bốn năm sáu bảy tám", "0 9 1 2 3 4 5 6 7 8", "+84 (0) 912 345 678"],
)
def test_numbers_told_digit_by_digit(text: str) -> None:
    assert [one.pointer for one in hits("SACH322", {"/content/1/text": f"Gọi chị Mẫu: {text}."})] == ["/content/1/text"]
