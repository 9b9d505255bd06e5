from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.language.unicode_hygiene import clean_text, find_untidy, is_nfc, normalized

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđ"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
MESSY = st.text(
    alphabet=st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + MARKS + " \n\u00ad\u200bÐðﬁ\u00a0.,1") | st.characters()
)


@given(MESSY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(MESSY)
def test_clean_text_is_nfc(text: str) -> None:
    assert is_nfc(clean_text(text))


@given(st.text(alphabet=st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " \n.,;:1234567890/-%()")))
def test_good_vietnamese_is_left_alone(text: str) -> None:
    assert clean_text(text) == text


@given(st.text(alphabet=st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " ")))
def test_decomposed_letters_come_together(text: str) -> None:
    assert clean_text(unicodedata.normalize("NFD", text)) == text


@each(
    ("given_text", "wanted"),
    [
        ("Ðiều 5", "Điều 5"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("63/2010/NÐ-CP", "63/2010/NĐ-CP"),
        ("QyÐ", "QyĐ"),
        ("ÐIỀUKHOẢN", "ĐIỀUKHOẢN"),
        ("được và ðược", "được và được"),
        ("Guðmundur Þorláksson", "Guðmundur Þorláksson"),
        ("phổ\u00adbiến", "phổbiến"),
        ("tài\u00a0chính", "tài chính"),
        ("\ufeffLuật", "Luật"),
        ("ofﬁce", "office"),
        ("m² và ½", "m² và ½"),
        ("dòng một\r\ndòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("trang\x0cmới\t\x00", "trang\x0cmới\t"),
        # tone typed before the shape: NFC alone leaves two marks on two bases
        ("e\u0301\u0302", "ế"),
        ("vi\u1ec7\u0323t", "việt"),  # the dot twice
        ("a\u0301\u0301", "á"),
        (" \u0301abc", " abc"),
        ("5\u0300", "5"),
        ("n\u0303", "ñ"),
        ("b\u0302", "b"),
        ("“ngoặc kép” – gạch", "“ngoặc kép” – gạch"),
        ("hoà hòa", "hoà hòa"),
    ],
)
def test_each_kind_of_dirt(given_text: str, wanted: str) -> None:
    assert clean_text(given_text) == wanted


@each(
    ("kind", "dirt", "clean"),
    [
        ("space", "\u00a0", " "), ("space", "\u2003", " "), ("space", "\u202f", " "), ("space", "\u3000", " "),
        ("invisible", "\u200b", ""), ("invisible", "\u200d", ""), ("invisible", "\u00ad", ""),
        ("invisible", "\ufeff", ""), ("invisible", "\u202e", ""), ("invisible", "\u2060", ""),
        ("control", "\x00", ""), ("control", "\x1b", ""), ("control", "\x7f", ""), ("control", "\x9f", ""),
        ("ligature", "\ufb00", "ff"), ("ligature", "\ufb03", "ffi"), ("ligature", "\ufb06", "st"),
    ],
)  # fmt: skip
def test_each_sign_only_a_machine_sees(kind: str, dirt: str, clean: str) -> None:
    text = f"văn{dirt}bản"
    assert clean_text(text) == f"văn{clean}bản"
    (found,) = find_untidy(text)
    assert (found.kind, found.start, found.end, found.text) == (kind, 3, 4, dirt)


def test_signs_of_one_kind_in_a_row_are_one_place() -> None:
    text = "a\u00a0\u2003b\u200b\u200bc"
    assert [(one.kind, one.start, one.end) for one in find_untidy(text)] == [("space", 1, 3), ("invisible", 4, 6)]


@each(
    ("printed", "clean"),
    [
        ("\u2028", "\n"),
        ("\u2029", "\n"),
        ("\x0b", "\n"),
        ("\x85", "\n"),
        ("\r\n", "\n"),
        ("\r\r", "\n\n"),
        ("\n\r", "\n\n"),
    ],
)
def test_every_break_is_a_line_feed(printed: str, clean: str) -> None:
    assert clean_text(f"ă{printed}b") == f"ă{clean}b"


@each(
    ("printed", "clean"),
    [
        # every eth in a Vietnamese word is a Đ, also in capitals and abbreviations
        ("Ðảng", "Đảng"), ("ÐẢNG", "ĐẢNG"), ("ðồng", "đồng"), ("HÐND", "HĐND"), ("HÐTP", "HĐTP"),
        ("BLÐTBXH", "BLĐTBXH"),
        ("Ɖiều", "Điều"), ("ɖiều", "điều"), ("QÐ/TW", "QĐ/TW"),
        # in a foreign word it is what it is
        ("Friðrik", "Friðrik"), ("Sigurður", "Sigurður"), ("Víðir Jökull", "Víðir Jökull"),
    ],
)  # fmt: skip
def test_the_eth(printed: str, clean: str) -> None:
    assert clean_text(printed) == clean
    assert [one.kind for one in find_untidy(printed)] == (["eth"] if printed != clean else [])


@each(("text", "composed"), [("Điều", True), ("", True), ("5", True), ("Đie\u0302\u0300u", False)])
def test_composed_letters(text: str, composed: bool) -> None:
    assert is_nfc(text) is composed


@each(
    "text",
    ["“Điều 5” – 50 % … ½ m² €", "hòa, hoà", "CHỮ HOA chữ thường", "a\tb\n\nc  d ", "#1?~~", "你好 Ω é ß", "mô̆ kơ̆ ê̆ Ư̆"],
)
def test_what_a_person_sees_stays(text: str) -> None:
    assert clean_text(text) == text
    assert find_untidy(text) == []


def test_untidy_places_are_named_where_they_stand() -> None:
    text = "Ðiều ﬁ phổ\u00adbiến\u00a0x b\u0302"
    found = [(item.kind, item.text) for item in find_untidy(text)]
    assert found == [
        ("eth", "Ðiều"),
        ("ligature", "ﬁ"),
        ("invisible", "\u00ad"),
        ("space", "\u00a0"),
        ("mark", "b\u0302"),
    ]
    assert all(text[item.start : item.end] == item.text for item in find_untidy(text))


@given(MESSY)
def test_clean_text_has_nothing_untidy(text: str) -> None:
    assert find_untidy(clean_text(text)) == []


@pytest.mark.real
def test_long_words_cost_no_more_than_long_texts() -> None:
    # A pattern that tries every start of a word anew would need minutes here.
    word = "nghiêng" * 30_000
    assert clean_text(word) == word
    assert find_untidy(word) == []
    assert clean_text(word + "Ð") == word + "Ð"


@given(
    st.lists(st.sampled_from(["a", "ê", "đ", "\u0301", "\u0323", "\u031b", "…", " ", "ក", "\u17b6", "1"])),
    st.integers(1, 60),
)
def test_a_normal_form_is_that_of_python_where_few_marks_stand_in_a_row(signs: list[str], times: int) -> None:
    text = "".join(signs)[:20] + "n"
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normalized(form, text * times) == unicodedata.normalize(form, text * times)


def test_of_marks_by_the_hundred_thousand_none_is_lost() -> None:
    text = "Điều a" + "\u0301\u0323" * 200_000 + "."  # all of which Python alone would sort
    made = normalized("NFC", text)
    assert made.startswith("Điều ạ\u0323")
    assert made.endswith(".")
    assert sorted(normalized("NFD", made)) == sorted(normalized("NFD", text))
    assert clean_text(text) == "Điều á."
