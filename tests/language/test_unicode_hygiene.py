from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.language.unicode_hygiene import clean_text, find_untidy, is_nfc

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


@pytest.mark.parametrize(
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


def test_long_words_cost_no_more_than_long_texts() -> None:
    # A pattern that tries every start of a word anew would need minutes here.
    word = "nghiêng" * 30_000
    assert clean_text(word) == word
    assert find_untidy(word) == []
    assert clean_text(word + "Ð") == word + "Ð"
