"""What is not searched cannot be found: every short cut against the whole search, over texts made for the search."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.language.sought import (
    ByWord,
    Headed,
    Hinted,
    Searched,
    Sought,
    fold,
    matches_at,
    parts,
    spots,
    stretches,
)
from validators.rules.clean import marks, personal_data, phones, story_names, text, undressing
from validators.rules.correct import printed, prose

HEADED = [
    *(named for _, named in personal_data._NAMED),
    personal_data._BIRTH,
    personal_data._BIRTH_SHORTLY,
    personal_data._CITIZEN_NAMED,
    personal_data._PLATE_NAMED,
    personal_data._BIRTH_IN_WORDS,
    phones.SPELT,
    phones._NAMED_SHORT,
    phones._HEADED_SHORT,
]
HINTED = [phones._WRITTEN_ELSE, phones._DIALLED, personal_data._VEILED_MAIL]
SOUGHT = [marks._INTERNAL, story_names._SICK, *(sought for sought, _ in prose._ended())]
NAMES = ("Bộ Văn hoá", "Bộ Ba, Bốn", "Sở Năm - Sáu và Bảy")
FORMS = [*HEADED, *HINTED, marks._INTERNAL, story_names._SICK, prose._DISTRICT, *map(prose._spaced, NAMES)]
AROUND = st.sampled_from(["", " ", "\n", ".", "a", "1", "Số ", "bộ ", "không ", ", cấp "])
EVERY_LETTER = [chr(sign) for sign in range(sys.maxunicode + 1) if chr(sign).lower() != chr(sign).upper()]


def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


def in_all_cases(made: str, case: str) -> str:
    return str(getattr(made, case)())


@pytest.mark.real
@pytest.mark.parametrize("sought", FORMS, ids=lambda sought: sought.pattern.pattern.strip()[:40])
def test_all_that_an_expression_finds_is_found(sought: Headed | Hinted | Sought) -> None:
    @settings(max_examples=at_most(20))
    @given(
        st.lists(st.tuples(AROUND, st.from_regex(sought.pattern), AROUND), min_size=1, max_size=2),
        st.sampled_from(["swapcase", "upper", "lower", "title", "strip", "strip"]),
    )
    def check(pieces: list[tuple[str, str, str]], case: str) -> None:
        made = in_all_cases("".join("".join(piece) for piece in pieces), case)
        assert spans(sought.each_in(Searched(made))) == spans(sought.pattern.finditer(made))

    check()


PHRASES = [phrase for sought in SOUGHT for group in sought.needs for phrase in group]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
HEADS = sorted({head for headed in HEADED for head in headed.heads})


def test_letters_that_expressions_take_for_the_same_are_the_same() -> None:
    every = "".join(EVERY_LETTER)
    for letter in sorted(set("".join(WORDS + HEADS)) - {" ", ",", ":"}):
        assert {fold(like) for like in re.findall(re.escape(letter), every, re.IGNORECASE)} == {letter}


def test_a_fold_has_the_length_of_the_text() -> None:
    assert [sign for sign in EVERY_LETTER if len(fold(sign)) != 1] == []


def test_phrases_are_whole_words() -> None:
    """As `Searched.holds` asks for: any other sign in one, and what it stands for is never found."""
    assert [phrase for phrase in PHRASES if phrase != fold(phrase) or not re.fullmatch(r"\w+(?: \w+)*", phrase)] == []


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "\u00a0\t", ", "])), max_size=7))
def test_a_phrase_stands_with_whatever_spaces_between(pieces: list[tuple[str, str]]) -> None:
    searched = Searched("".join(word.upper() + gap for word, gap in pieces))
    asked = [word for word, _ in pieces[1:4]]
    assert not asked or searched.holds(" ".join(asked)) or any(gap == ", " for _, gap in pieces[1:3])
    assert not searched.holds("chữkhôngđâucó")


SECRET = [
    "m", "ậ", "t", "mật", "MẬT", "Mật", "M.Ậ.T", "Tối", "TUYỆT", "độ", "ĐỘ", "tài liệu", "VĂN BẢN", "dấu", ":", ".",
    "“", "”", "(", ")", "[", "]", " ", "  ", "\n", "\t", "-", "luật", "T.Ố.I", "Ậ", "1",
]  # fmt: skip


@given(st.lists(st.sampled_from(SECRET), max_size=9).map("".join))
@settings(max_examples=at_most(200))
def test_no_secrecy_mark_is_passed_over(made: str) -> None:
    assert list(marks._secrecy_marks(Searched(made))) == list(marks._marks_in(made))


@given(st.text("0379 .-()/a", max_size=60))
@settings(max_examples=at_most(200))
def test_digits_apart_are_part_of_a_long_number(made: str) -> None:
    numbers = personal_data._long_numbers(Searched(made))
    assert spans(phones._digit_by_digit(made, numbers)) == spans(phones._APART.finditer(made))


@each("made", ["Gọi 0 9 1 2 3 4 5 6 7 8.", "0-3-3-3-4-5-6-7-8-9 và 0 7 0 0 0 0 1 2 3 4"])
def test_digits_apart_are_found(made: str) -> None:
    assert list(phones._digit_by_digit(made, personal_data._long_numbers(Searched(made))))


@given(
    st.lists(st.sampled_from(["a", "b.c", "@", ".", "-", " ", "x" * 30, "y" * 63, "z@a.vn"]), max_size=14).map("".join)
)
@settings(max_examples=at_most(200))
def test_an_address_stands_around_its_sign(made: str) -> None:
    whole = [*personal_data._EMAIL.finditer(made), *personal_data._SPACED_MAIL.finditer(made)]
    assert sorted(spans(personal_data._mail(made))) == sorted(spans(whole))


@given(st.text("01/-a ", max_size=24), st.text("1/-a", min_size=1, max_size=4))
def test_a_number_stands_alone(said: str, number: str) -> None:
    alone = re.compile(rf"(?<![\d/])0{{0,3}}{re.escape(number)}(?![\w/]|-\w)")
    assert printed._stands_alone(number, said) == bool(alone.search(said))


def test_stretches_that_touch_are_one() -> None:
    assert list(stretches([5, 8, 40], 3, 4)) == [(2, 12), (37, 44)]


def test_no_match_begins_inside_another() -> None:
    made = "không không không"
    assert spans(matches_at(re.compile("không không"), made, spots(made, ("không",)))) == [(0, 11)]


@given(st.text(max_size=50))
def test_words_are_the_same_however_they_are_taken(made: str) -> None:
    assert Searched(made).words == Searched(made, made.split()).words
    assert all(sign in Searched(made).signs for sign in made if not sign.isspace())


@given(st.text("0379 .-()/aMĐZ", max_size=60))
@settings(max_examples=at_most(200))
def test_what_begins_with_a_number_begins_where_digits_do(made: str) -> None:
    for pattern in (personal_data._LONG_NUMBER, personal_data._PLATE):
        assert spans(matches_at(pattern, made, Searched(made).digits)) == spans(pattern.finditer(made))


@given(st.text("0379 .đ٣²\u2030\U0001d7d9", max_size=30))
@settings(max_examples=at_most(200))
def test_where_runs_of_digits_begin(made: str) -> None:
    assert Searched(made).digits == [found.start() for found in re.finditer("[0-9]+", made)]


@given(st.lists(st.sampled_from(["a", ". ", "\n", " ", "b."]), max_size=30).map("".join), st.integers(2, 8))
@settings(max_examples=at_most(200))
def test_parts_of_a_text_are_all_of_it(made: str, most: int) -> None:
    told = list(parts(made, most))
    assert "".join(told) == made
    assert all(0 < len(part) <= most for part in told) or not made


def test_a_text_is_parted_where_a_sentence_ends_rather_than_a_word() -> None:
    assert list(parts("một hai. ba bốn năm", 12)) == ["một hai. ", "ba bốn năm"]
    assert list(parts("một hai ba bốn năm", 12)) == ["một hai ba ", "bốn năm"]


SPACES = [" ", "\n", "  ", "\t", "\u00a0", "\u2028", "\x1c", "\x0b", "a", "ậ", "1", "\u200b", "٣", "_"]


@given(st.lists(st.sampled_from(SPACES), max_size=9).map("".join))
@settings(max_examples=at_most(200))
def test_what_is_plainly_spaced_has_no_other_gaps(made: str) -> None:
    searched = Searched(made, made.split())
    assert searched.is_plainly_spaced == bool(re.fullmatch(r"(?:\S+(?:[ \n]\S+)*)?", made))
    assert searched._small_line == fold(" ".join(made.split()))


@given(st.lists(st.sampled_from([*SPACES, "O9", "0l", "12345678", "o"]), max_size=9).map("".join))
@settings(max_examples=at_most(200))
def test_no_disguise_is_passed_over(made: str) -> None:
    """With or without the pieces at hand, the numbers are the same."""
    assert undressing.undressed(Searched(made, made.split())) == undressing.undressed(Searched(made))


@given(st.lists(st.sampled_from([*undressing._CLOTHES, "٣", "9", "a", " ", "\n"]), max_size=9).map("".join))
@settings(max_examples=at_most(200))
def test_every_sign_in_other_clothes_is_as_everybody_writes_it(made: str) -> None:
    usual = "".join("3" if sign == "٣" else undressing._CLOTHES.get(sign, sign) for sign in made)
    searched = Searched(made, made.split())
    assert undressing.undressed(searched) == usual
    again = searched.with_signs(usual)
    assert (again.text, again.words) == (usual, Searched(usual).words)
    assert again.is_plainly_spaced == Searched(usual, usual.split()).is_plainly_spaced


@given(st.lists(st.tuples(st.sampled_from([*HEADS, "a"]), st.sampled_from([" ", "\n", "", ", "])), max_size=5))
def test_a_beginning_that_stands_in_a_text_may_stand_there(pieces: list[tuple[str, str]]) -> None:
    searched = Searched("".join(word.upper() + gap for word, gap in pieces))
    held = [head for head in HEADS if head in searched.folded]
    assert set(held) <= set(searched.standing(tuple(HEADS)))
    assert searched.standing(("chữkhôngđâucó",)) == ()


@given(st.text(max_size=50))
def test_the_alphabet_holds_every_sign_but_spaces_once(made: str) -> None:
    assert sorted(Searched(made).alphabet) == sorted({sign for sign in made if not sign.isspace()})


def test_of_many_names_those_whose_words_all_stand_in_a_text_are_tried() -> None:
    names = ByWord([("first", ["sở địa chính", "nhà đất"]), ("second", ["tổng cục"]), ("any", [])])
    assert names.each_in(Searched("NHÀ của Sở, đất: địa chính")) == ["first", "any"]
    assert names.each_in(Searched("Tổng, cục")) == ["second", "any"]


ENDED = [
    "Sở Kế hoạch  và Đầu tư", "Ủy ban nhân dân huyện", "huyệnủy", "Tổng cục Thuế", "Bộ NN&PTNT",
    "Sở Địa chính - Nhà đất",
]  # fmt: skip


@each("made", ENDED)
def test_no_organ_that_ended_is_passed_over(made: str) -> None:
    whole = [sought for sought, _ in prose._ended() if sought.pattern.search(made)]
    assert whole
    assert set(whole) <= {sought for sought, _ in prose._ended_by_word().each_in(Searched(made))}


@given(st.text("lIO1.,a ", max_size=12))
@settings(max_examples=at_most(200))
def test_letters_that_may_stand_for_digits_are_seen(made: str) -> None:
    plainly = re.compile(r"[\d.,][lIO]|[lIO][\d.,]|(?<!\w)[lI](?!\w)")
    assert bool(text._DIGIT_TWIN.search(made)) == bool(plainly.search(made))


@given(st.text("Oo39lI1a ", max_size=12))
@settings(max_examples=at_most(200))
def test_the_head_of_a_number_in_letters_begins_a_word(made: str) -> None:
    plainly = re.compile(r"(?<!\w)[Oo][35789][\dOolI]{1,2}(?!\w)")
    assert spans(undressing._LETTERED_HEAD.finditer(made)) == spans(plainly.finditer(made))


SYLLABLES = st.sampled_from(["bộ", "sở", "nông", "lâm", "ở", "trú"])
SAID = st.lists(SYLLABLES, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(SAID, max_size=2), max_size=6), st.lists(SYLLABLES, max_size=8).map(" ".join))
@settings(max_examples=at_most(300))
def test_things_are_found_by_their_rarest_word_as_by_all(things: list[list[str]], text: str) -> None:
    searched = Searched(text)
    known = [(place, frozenset(" ".join(phrases).split())) for place, phrases in enumerate(things)]
    assert ByWord(list(enumerate(things))).each_in(searched) == [
        place for place, words in known if words <= searched.small_words
    ]


@given(st.lists(SAID, max_size=5).map(tuple), st.lists(SYLLABLES, max_size=8).map(" ".join))
@settings(max_examples=at_most(300))
def test_one_of_some_phrases_stands_there_or_none(phrases: tuple[str, ...], text: str) -> None:
    searched = Searched(text)
    assert searched.holds_any(phrases) == any(map(searched.holds, phrases))


@each("text", ["Trú tại TRÚ, trú", "", "ở Ở"])
def test_kept_places_are_those_of_the_word_in_small_letters(text: str) -> None:
    searched = Searched(text)
    for word in ("trú", "ở ", "x"):
        assert list(searched.spots(word)) == list(spots(fold(text), (word,)))
        assert searched.spots(word) is searched.spots(word)
