"""The check reads every figure back, and finds every word that was changed."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from converters.derivatives.speech.check import ScriptDiffers, check_script, differences
from converters.derivatives.speech.forms.locators import NAMES
from converters.derivatives.speech.letters import roman
from converters.derivatives.speech.numerals import digits, numeral, whole
from converters.derivatives.speech.reader import read_digits, read_letter, read_measure, read_roman, read_whole
from converters.derivatives.speech.script import Script
from converters.derivatives.speech.speak import script_of, unspeakable
from tests.each import each

SENTENCE = (
    "Từ 22h30 ngày 01/7/2025, phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng theo điểm đ khoản 2 Điều 5 "
    "Nghị định số 282/2025/NĐ-CP; gọi 1900 6192 hoặc 113, lãi 12,5%, 45 m², Chương IV."
)


DIGITS = "không một hai ba bốn năm sáu bảy tám chín"
HEARD = f"{DIGITS} mười mươi trăm nghìn triệu tỷ linh lăm mốt tư phẩy".split()
OTHER = {word: HEARD[(place + 7) % len(HEARD)] for place, word in enumerate(HEARD)}


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@given(st.integers(0, 10**18 - 1))
def test_whole_numbers_are_read_back(number: int) -> None:
    assert read_whole(whole(number)) == number


@given(st.integers(0, 17), st.integers(1, 9), st.integers(0, 9))
def test_numbers_full_of_zeros_are_read_back(power: int, digit: int, rest: int) -> None:
    number = digit * 10**power + (rest if power else 0)
    assert read_whole(whole(number)) == number


@given(st.integers(0, 9_999), st.text("0123456789", min_size=1, max_size=4))
def test_decimals_are_read_back(number: int, part: str) -> None:
    printed = f"{number},{part}"
    said = numeral(printed, measured=True)
    assert said is not None
    assert read_measure(said) == printed


@given(st.text("0123456789", min_size=2, max_size=14))
def test_digits_are_read_back(figures: str) -> None:
    assert read_digits(digits(figures)) == figures


def test_letters_and_roman_numerals_are_read_back_and_no_two_sound_alike() -> None:
    assert [read_letter(name) for name in NAMES.values()] == list(NAMES)
    assert [read_roman(written) for written in ("I", "IV", "XIV", "XLIX", "CCXC")] == [1, 4, 14, 49, 290]
    numerals = [letters for number in range(1, 100) for letters in _romans(number)]
    assert [roman(letters) for letters in numerals] == list(range(1, 100))


def _romans(number: int) -> list[str]:
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"][number // 10]
    return [tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]]


@each(
    "words",
    [
        "hai trăm năm", "một triệu năm", "hai nghìn hai lăm", "mười mươi", "một mươi", "linh năm", "hai mươi không",
        "tỷ", "nghìn", "năm nghìn triệu", "", "hai hai", "trăm", "hai mươi linh hai", "một nghìn một triệu", "mười mốt",
    ],
)  # fmt: skip
def test_what_a_listener_could_doubt_is_no_number(words: str) -> None:
    assert read_whole(words) is None


@given(st.integers(1, 10**12), st.sampled_from([" đồng", "đ", " VNĐ"]))
def test_amounts_are_said_as_they_are(amount: int, currency: str) -> None:
    printed = f"phạt {dotted(amount)}{currency}."
    script = script_of(printed)
    assert differences(printed, script) == ()
    assert script.spoken.endswith(" đồng")


@given(
    st.dates(dt.date(1945, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "ngày %d tháng %m năm %Y"]),
)
def test_dates_are_said_as_they_are(day: dt.date, form: str) -> None:
    printed = f"từ {day.strftime(form)} trở đi"
    assert differences(printed, script_of(printed)) == ()


@given(st.integers(1, 300), st.integers(1, 30), st.sampled_from("abcdđeghiklmnopqrstuvx"))
def test_places_are_said_as_they_are(article: int, clause: int, point: str) -> None:
    printed = f"theo điểm {point} khoản {clause} Điều {article} của Luật này"
    assert differences(printed, script_of(printed)) == ()


@given(
    st.integers(1, 99_999), st.integers(1997, 2099), st.sampled_from(["NĐ-CP", "TT-BTC", "QĐ-UBND", "QH15", "NQ-HĐND"])
)
def test_numbers_of_acts_are_said_as_they_are(serial: int, year: int, symbol: str) -> None:
    printed = f"văn bản số {serial}/{year}/{symbol} có hiệu lực"
    assert differences(printed, script_of(printed)) == ()


@given(st.integers(0, 99_999_999))
def test_phones_are_said_as_they_are(number: int) -> None:
    printed = f"Liên hệ: 09{number:08d}."
    script = script_of(printed)
    assert differences(printed, script) == ()
    assert read_digits(script.spoken.removeprefix("liên hệ ")) == f"09{number:08d}"


@given(st.text("0123456789.,/-–:%đhm²IVXabđ ()ngàytriệu\n", max_size=30))
def test_whatever_is_said_is_words_and_whatever_is_refused_has_its_place(printed: str) -> None:
    refused = unspeakable(printed)
    assert all(printed[problem.offset :].startswith(problem.text) for problem in refused)
    assume(not refused)
    assert all(word.text.isalpha() for word in script_of(printed).words)


@pytest.mark.real
def test_no_figure_in_words_can_be_changed_or_left_out_unseen() -> None:
    lines = (Path(__file__).parent / "cases" / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    unseen = [change for line in lines for change in unseen_changes(line.split("\t")[0])]
    assert unseen == []


def unseen_changes(printed: str) -> Iterator[tuple[str, str]]:
    """Words for figures that could be another word, or none, without a difference."""
    script = script_of(printed)
    for place, word in enumerate(script.words):
        if word.text not in OTHER or printed[word.start : word.end].lower() == word.text:
            continue
        for instead in ((replace(word, text=OTHER[word.text]),), ()):
            changed = Script((*script.words[:place], *instead, *script.words[place + 1 :]))
            if not differences(printed, changed):
                yield printed, changed.spoken


def test_no_word_can_be_changed_left_out_or_added_unseen() -> None:
    script = script_of(SENTENCE)
    assert differences(SENTENCE, script) == ()
    for place, word in enumerate(script.words):
        others = script.words[:place], script.words[place + 1 :]
        changed = Script((*others[0], replace(word, text="chín" if word.text != "chín" else "tám"), *others[1]))
        assert differences(SENTENCE, changed), word
        if word.start < word.end:
            assert differences(SENTENCE, Script((*others[0], *others[1]))), word
        assert differences(SENTENCE, Script((*others[0], word, replace(word, text="ba"), *others[1]))), word


@each(
    ("printed", "said"),
    [
        ("phạt 2.000.000 đồng", "phạt hai triệu không đồng"), ("ngày 01/7/2025", "ngày một tháng tám năm hai"),
        ("khoản 2 Điều 5", "khoản hai điều lăm"), ("lãi 12,5%", "lãi mười hai năm phần trăm"),
    ],
)  # fmt: skip
def test_other_words_at_the_same_places_are_found(printed: str, said: str) -> None:
    script = script_of(printed)
    words = said.split()[: len(script.words)]
    changed = Script(tuple(replace(word, text=text) for word, text in zip(script.words, words, strict=False)))
    with pytest.raises(ScriptDiffers):
        check_script(printed, changed)


def test_the_problem_names_the_first_place_and_crosses_processes() -> None:
    script = script_of("phạt 2 triệu đồng")
    changed = Script(tuple(replace(word, text="ba") if word.text == "hai" else word for word in script.words))
    with pytest.raises(ScriptDiffers) as caught:
        check_script("phạt 2 triệu đồng", changed)
    assert (caught.value.differences[0].source, caught.value.differences[0].said) == ("2", "ba")
    assert pickle.loads(pickle.dumps(caught.value)).differences == caught.value.differences  # noqa: S301


def test_words_in_the_wrong_order_or_with_figures_are_found() -> None:
    script = script_of("một hai")
    assert differences("một hai", Script(script.words[::-1]))
    assert differences("một hai", Script((replace(script.words[0], text="1"), script.words[1])))
