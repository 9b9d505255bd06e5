from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sources import sources
from tests.each import each
from tests.properties import at_most
from validators.language.syllables import CAPITALS, TONES, analyse, base_key, is_syllable, split_tones, tone_key

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


@each("word", WELL_FORMED)
def test_well_formed(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(word.capitalize())


@each("word", ILL_FORMED)
def test_ill_formed(word: str) -> None:
    assert not is_syllable(word)


@each("word", ["hOà", "qUyết", "", " ", "-", "12", "a b", "nguyễn ái"])
def test_not_a_single_evenly_cased_word(word: str) -> None:
    assert not is_syllable(word)


@each("closed", ["hoc", "tâp", "viêt", "sach"])
def test_stopped_syllables_take_two_tones_only(closed: str) -> None:
    right = {tone for tone in TONES if any(is_syllable(form) for form in _toned(closed, tone))}
    assert right == {"\u0301", "\u0323"}
    assert not is_syllable(closed)


def _toned(word: str, tone: str) -> list[str]:
    return [unicodedata.normalize("NFC", word[: i + 1] + tone + word[i + 1 :]) for i in range(len(word))]


@each(
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


@given(st.text(alphabet="aăắẮĐđễ ệợưỹ–“\u0301ñΩ😀x", max_size=40))
def test_base_key_of_a_long_text_is_that_of_its_words(text: str) -> None:
    assert base_key(text * 20) == base_key(text) * 20


GRAVE, ACUTE, HOOK, TILDE, DOT = TONES


@each(
    ("word", "onset", "vowel", "ending", "tone"),
    [
        ("quyết", "qu", "yê", "t", ACUTE), ("Quốc", "qu", "ô", "c", ACUTE), ("quý", "qu", "y", "", ACUTE),
        ("gì", "gi", "i", "", GRAVE), ("già", "gi", "a", "", GRAVE), ("giếng", "gi", "iê", "ng", ACUTE),
        ("nghiêng", "ngh", "iê", "ng", ""), ("ĐIỀU", "đ", "iê", "u", GRAVE), ("luật", "l", "uâ", "t", DOT),
        ("khoản", "kh", "oa", "n", HOOK), ("hoà", "h", "oa", "", GRAVE), ("hòa", "h", "oa", "", GRAVE),
        ("ở", "", "ơ", "", HOOK), ("yêu", "", "yê", "u", ""), ("nghĩa", "ngh", "ia", "", TILDE),
        ("khuỷu", "kh", "uy", "u", HOOK), ("thuở", "th", "uơ", "", HOOK), ("rượu", "r", "ươ", "u", DOT),
    ],
)  # fmt: skip
def test_a_syllable_taken_apart(word: str, onset: str, vowel: str, ending: str, tone: str) -> None:
    syllable = analyse(word)
    assert syllable is not None
    assert (syllable.onset, syllable.vowel, syllable.ending, syllable.tone) == (onset, vowel, ending, tone)


@each("word", ["", "xyz", "qu", "ngh", "1", "luậtt", "hoặcc", "Guðmundur", "việt nam", "e-mail"])
def test_what_has_no_parts(word: str) -> None:
    assert analyse(word) is None


@each(
    ("right", "wrong"),
    [
        # k, gh, ngh before i, e, ê, y only; c, g, ng before the others
        ("kẻ", "cẻ"), ("cá", "ká"), ("ghế", "gế"), ("gà", "ghà"), ("nghe", "nge"), ("nga", "ngha"),
        # the glide after q is u, after c and k there is none
        ("quả", "coả"), ("quê", "kuê"),
        # iê after an onset, yê without one
        ("tiên", "tyên"), ("yên", "iên"),
        # p, t, c, ch close only with sắc and nặng
        ("học", "hòc"), ("tập", "tảp"), ("mát", "mat"), ("sạch", "sãch"),
        # the tone stands on the letter with a shape, and on the last of two
        ("được", "đựơc"), ("chuyển", "chủyên"), ("người", "ngừơi"), ("toàn", "tòan"), ("mùa", "muà"),
        ("nghĩa", "nghiã"),
        # â and ă need an ending
        ("ân", "â"), ("ăn", "ă"),
    ],
)  # fmt: skip
def test_a_rule_and_its_breach(right: str, wrong: str) -> None:
    assert is_syllable(right)
    assert not is_syllable(wrong)


@each(
    ("word", "bare", "tones"),
    [
        ("luật", "luât", ((2, DOT),)), ("Điều", "Điêu", ((2, GRAVE),)), ("ơn", "ơn", ()),
        ("hòà", "hoa", ((1, GRAVE), (2, GRAVE))),
        ("", "", ()), ("x1", "x1", ()), ("ñ", "ñ", ()),
    ],
)  # fmt: skip
def test_tones_are_split_off_with_their_places(word: str, bare: str, tones: tuple[tuple[int, str], ...]) -> None:
    assert split_tones(word) == (bare, tones)


@given(st.text(max_size=40))
@settings(max_examples=at_most(60))
def test_any_text_is_analysed_and_its_letters_are_kept(text: str) -> None:
    bare, tones = split_tones(text)
    assert len(bare) == len(text)
    assert all(0 <= place < len(text) and tone in TONES for place, tone in tones)
    assert is_syllable(text) <= (analyse(text) is not None)
    assert base_key(tone_key(text)) == base_key(text)


@given(st.sampled_from(WELL_FORMED))
@settings(max_examples=at_most(40))
def test_the_parts_put_together_are_the_syllable(word: str) -> None:
    syllable = analyse(word)
    assert syllable is not None
    bare, _ = split_tones(word)
    # "gì" and "giêng" share their i between onset and vowel
    assert bare in {
        syllable.onset + syllable.vowel + syllable.ending,
        syllable.onset[:-1] + syllable.vowel + syllable.ending,
    }


def test_the_class_of_capitals_takes_them_all_and_no_small_letter() -> None:
    small = {mark_and_tone for letter in "aăâbcdđeêghiklmnoôơpqrstuưvxy" for mark_and_tone in toned(letter)}
    assert len(small) == 17 + 12 * 6
    assert all(re.fullmatch(f"[{CAPITALS}]", letter.upper()) for letter in small)
    assert not any(re.fullmatch(f"[{CAPITALS}]", letter) for letter in small)


def toned(letter: str) -> set[str]:
    """A letter, and where it is a vowel also with each tone."""
    return {letter} | {unicodedata.normalize("NFC", letter + tone) for tone in TONES if letter in "aăâeêioôơuưy"}


def test_no_expression_takes_small_letters_for_capitals() -> None:
    ranges = re.compile(r"[À-ÝẠ]-[Ỳ-Ỹ](?=.{0,12}\])")
    assert [source.name for source in sources() if ranges.search(source.text.replace("(À-Ỹ)", ""))] == []
