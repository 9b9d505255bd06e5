from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.language.syllables import TONES, analyse, base_key, is_syllable, split_tones, tone_key

WELL_FORMED = [
    "nguyễn",
    "quyết",
    "quốc",
    "gì",
    "giêng",
    "giếng",
    "giết",
    "gìn",
    "già",
    "hoà",
    "hòa",
    "thuý",
    "thúy",
    "quý",
    "khuya",
    "khuỷu",
    "nghiêng",
    "nghiệp",
    "ghế",
    "ghi",
    "kế",
    "kỹ",
    "yêu",
    "yên",
    "y",
    "ý",
    "mỹ",
    "ly",
    "tỷ",
    "tuýp",
    "soóc",
    "boong",
    "mùa",
    "của",
    "ngoằn",
    "loại",
    "buýt",
    "voan",
    "thuở",
    "mười",
    "được",
    "gửi",
    "luỹ",
    "lũy",
    "ưu",
    "hưu",
    "xoong",
    "ngoéo",
    "ngoáy",
    "khoẻ",
    "khỏe",
    "điều",
    "khoản",
    "chứng",
    "thực",
    "phường",
    "xã",
    "huyện",
    "tỉnh",
    "bưởi",
    "rượu",
    "chuyển",
    "chiếc",
    "thoắt",
    "uỷ",
    "ủy",
    "uyên",
    "oan",
    "oai",
    "ăn",
    "ấy",
    "ôi",
    "ơn",
]
ILL_FORMED = [
    "cế",
    "gha",
    "ngề",
    "kả",
    "iêu",
    "iết",
    "qúy",
    "quà1",
    "bb",
    "tr",
    "nghan",
    "ngh",
    "coa",
    "qoa",
    "được2",
    "hòà",
    "hoạc̣",
    "bịtt",
    "xyz",
    "web",
    "tác̀",
    "bàc",
    "hòp",
    "nhìch",
    "khuyêng",
    "điêp1",
    "ươi̛",
    "Đăkk",
    "tổô",
    "eâ",
    "uôa",
    "jun",
    "fa",
    "w",
]


@pytest.mark.parametrize("word", WELL_FORMED)
def test_well_formed(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(word.capitalize())


@pytest.mark.parametrize("word", ILL_FORMED)
def test_ill_formed(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ["hOà", "qUyết", "", " ", "-", "12", "a b", "nguyễn ái"])
def test_not_a_single_evenly_cased_word(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("closed", ["hoc", "tâp", "viêt", "sach"])
def test_stopped_syllables_take_two_tones_only(closed: str) -> None:
    right = {tone for tone in TONES if any(is_syllable(form) for form in _toned(closed, tone))}
    assert right == {"\u0301", "\u0323"}
    assert not is_syllable(closed)


def _toned(word: str, tone: str) -> list[str]:
    return [unicodedata.normalize("NFC", word[: i + 1] + tone + word[i + 1 :]) for i in range(len(word))]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("hoà", "hòa"), ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("quý", "quý"),
        ("qúy", "quý"),        ("giá", "giá"), ("của", "của"), ("Cộng hoà xã hội", "Cộng hòa xã hội"), ("café", "café"),
        ("Khánh Hoà, 1/2", "Khánh Hòa, 1/2"),
    ],
)  # fmt: skip
def test_tone_key(printed: str, key: str) -> None:
    assert tone_key(printed) == key


@given(st.sampled_from(WELL_FORMED), st.sampled_from(TONES))
def test_tone_key_does_not_depend_on_where_the_tone_stands(word: str, tone: str) -> None:
    bare, _ = split_tones(word)
    keys = {tone_key(form) for form in _toned(bare, tone) if is_syllable(form)}
    assert len(keys) <= 1


@given(st.text())
def test_keys_are_idempotent(text: str) -> None:
    assert tone_key(tone_key(text)) == tone_key(text)
    assert base_key(base_key(text)) == base_key(text)


@given(st.sampled_from(WELL_FORMED))
def test_keys_keep_the_letters(word: str) -> None:
    assert base_key(tone_key(word)) == base_key(word)
    assert len(base_key(word)) == len(word)


def test_base_key_leaves_what_is_no_vietnamese_letter() -> None:
    assert base_key("Điều 5: €100, Ωmega, 你好, ñ") == "Dieu 5: €100, Ωmega, 你好, n"


def test_parts() -> None:
    syllable = analyse("quyết")
    assert syllable is not None
    assert (syllable.onset, syllable.vowel, syllable.ending, syllable.tone) == ("qu", "yê", "t", "\u0301")
    assert analyse("xyz") is None
