"""Rules look only at pieces of a record that hold what they seek: none that does is passed over, in any writing."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_hits import hits, places, subject_of
from sample import record

from tests.each import each
from tests.properties import at_most
from validators.language.sought import fold
from validators.language.syllables import base_key
from validators.rules.agreeing.printed_text import PrintedText, letters_of, words_of
from validators.rules.clean import text
from validators.rules.clean.story_names import WORDS_OF_AGE, WORDS_OF_BIRTH, find_minors, may_name_minors
from validators.rules.closed_lists import is_former, ministries
from validators.rules.correct.citing import mentions_in
from validators.rules.subject import Prose
from validators.sharing import fingerprint
from validators.sharing.content import block_of
from validators.sharing.fingerprint import shingles

PIECES = st.lists(st.text("điều ĐIỀUu1٣²\n\u0309 ", max_size=9), max_size=6)


def strung(pieces: list[str]) -> Prose:
    return Prose.joined((f"/content/{place}/text", piece) for place, piece in enumerate(pieces))


@given(PIECES)
@settings(max_examples=at_most(200))
def test_pieces_that_hold_a_word(pieces: list[str]) -> None:
    made = strung(pieces)
    held = [piece for piece in made.pieces if "điều" in fold(piece[1]) or "u1" in fold(piece[1])]
    assert list(made.holding(("điều", "u1"))) == held


@given(PIECES)
@settings(max_examples=at_most(200))
def test_pieces_that_hold_a_digit_of_any_script(pieces: list[str]) -> None:
    made = strung(pieces)
    assert made.numbered == tuple(one for one in made.pieces if any(sign.isdecimal() for sign in one[1]))


def plainly(made: str) -> str:
    return "".join(sign for sign in base_key(made.casefold()) if sign.isalnum())


def parted(made: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in base_key(made.casefold())).split()


@pytest.mark.real
def test_letters_are_the_same_however_they_are_taken() -> None:
    for code in range(1, sys.maxunicode + 1):
        made = f"a{chr(code)}b"
        assert letters_of.__wrapped__(made) == plainly(made)
        assert list(words_of.__wrapped__(made)) == parted(made)


@each("made", ["Điều 5. Đất ĐAI", "", "Å ½ ß ǽ", "a\0b", "Điê\u0300u", "\u0345"])
def test_letters_of_pieces_are_those_of_each(made: str) -> None:
    pieces = {"/content/0/text": made, "/content/1/text": "Khoản 2"}
    text = PrintedText(pieces)
    assert text._letters == tuple(map(plainly, pieces.values()))
    assert text.holding("khoan  2") == [("/content/1/text", "Khoản 2")]
    assert list(words_of(made)) == parted(made)
    assert text.words == {*parted(made), "khoan", "2"}


SAID = st.text("12/ Qđ\u00b2\n\0", max_size=9)


@given(st.dictionaries(st.sampled_from("abc"), SAID), SAID)
@settings(max_examples=at_most(300))
def test_no_number_that_stands_in_a_text_is_passed_over(pieces: dict[str, str], number: str) -> None:
    text, letters = PrintedText(pieces), letters_of(number)
    assert text.may_hold(letters) or (letters not in text.letters and letters not in text.words)
    assert not PrintedText({"a": "12"}).may_hold("21q")


def test_the_block_whose_own_words_a_pointer_leads_to() -> None:
    asked = ("/content/3/text", "/content/4/items/12", "/content/5/rows/0/1", "/content/6")
    assert [block_of(one) for one in asked] == ["/content/3", "/content/4", "/content/5/rows/0/1", "/content/6"]


AGED = ["Cháu Hoa, 14 tuổi, bị hại", "Bé Lò Thị Mẫu (lớp 5) bị hại", "Trần Văn Mẫu, sinh năm 2015, bị hại",
        "Trần Văn Mẫu, SN: 2015, bị hại"]  # fmt: skip


@each("said", AGED)
def test_a_child_is_found_by_a_word_of_age_or_birth(said: str) -> None:
    assert list(find_minors(said, 2026))
    assert may_name_minors(said)
    assert any(word in fold(said) for word in (*WORDS_OF_AGE, *WORDS_OF_BIRTH))
    assert places("SACH331", {"/content/1/text": said}) == ["/content/1"]
    assert places("SACH331", {"/content/1": {"type": "list", "items": ["Một", said]}}) == ["/content/1"]


@each("said", ["Ngày ٣١/02/2025.", "ngày 31 tháng 2 năm 2025"])
def test_a_day_that_cannot_be_is_found_in_digits_of_any_script(said: str) -> None:
    found = {one.pointer for one in hits("DUNG154", {"/content/1/text": f"Nộp từ ngày 31/02/2025; {said}"})}
    assert found == {"/content/1/text"}


def test_words_that_were_fine_are_not_asked_again_and_wrong_ones_are() -> None:
    text._fine.clear()
    assert text._holds_wrong({"người", "qwyếtx"})
    assert text._fine == set()
    assert not text._holds_wrong({"người", "luật"})
    assert text._fine == {"người", "luật"}
    assert text._holds_wrong({"qwyếtx"} - text._fine)


def test_names_of_organs_are_judged_alike_whoever_bears_them() -> None:
    told = places("DUNG125", {"/publisher/name": "Bộ Bay Lượn", "/creator/name": "Bộ Bay Lượn"})
    assert told == ["/publisher/name", "/creator/name"]


def test_more_words_than_are_remembered_have_the_numbers_they_had(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"từ{number}" for number in range(50)]
    before = shingles(words, frozenset(words))
    monkeypatch.setattr(fingerprint, "_MOST_REMEMBERED", 10)
    monkeypatch.setattr(fingerprint, "_codes", {"từ3": fingerprint._codes["từ3"]})
    assert shingles(words, frozenset(words)) == before
    assert list(fingerprint._codes) == ["từ3"]


def test_ministries_of_all_times_are_known() -> None:
    assert "bộ tư pháp" in ministries()
    assert is_former("Bộ Cứu tế xã hội")
    assert not is_former("Bộ Tư pháp")


def test_acts_named_in_the_same_words_are_the_same() -> None:
    words = "theo Nghị định số 15/2020/NĐ-CP"
    assert mentions_in(words) is mentions_in(words)
    assert [one.act.number for one in mentions_in(words)] == ["15/2020/NĐ-CP"]


def test_a_word_has_one_code_however_long_it_is() -> None:
    long = "a" * 5000
    assert shingles([long, "b"], frozenset({long, "b"})) == shingles([long, "b"], frozenset({long, "b", "c"}))


def test_decomposed_letters_are_held_as_composed_ones() -> None:
    made = record()
    made["content"][1]["text"] = unicodedata.normalize("NFD", "Theo điểm f khoản 2 Điều 5")
    assert [pointer for pointer, _ in subject_of(made).composed.holding(("điểm",))] == ["/content/1/text"]
