from __future__ import annotations

import re

import pytest

from converters.derivatives.speech.abbreviations import standard_abbreviations
from converters.derivatives.telling.section import Section, Told
from converters.derivatives.voices.scripts import CannotBeSaid, given_words, scripts_of
from tests.each import each

ONLY_WORDS = re.compile(r"[^\W\d_]+[,.]?(?: [^\W\d_]+[,.]?)*")


def section(*texts: str) -> Section:
    return Section("Phần", tuple(Told(text, f"/content/{number}") for number, text in enumerate(texts)))


@each(
    "text",
    [
        "Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng (khoản 2 Điều 5).",
        "UBND xã tiếp dân lúc 8h00 ngày 02/03/2026; ĐT: 0912 345 678.",
        "Diện tích 50 m², tăng 12,5 %: “không quá 30 ngày”!",
    ],
)
def test_only_words_reach_a_voice(text: str) -> None:
    (script,) = scripts_of([section(text)])
    assert script.breaths
    for _, breath in script.breaths:
        assert ONLY_WORDS.fullmatch(given_words(breath)), given_words(breath)


def test_what_is_not_known_stops_with_its_place_and_everything_like_it() -> None:
    with pytest.raises(CannotBeSaid) as caught:
        scripts_of([section("Mọi người có quyền.", "Hỏi tại QZXW hoặc WXZQ của xã.")])
    told = str(caught.value)
    assert "/content/1" in told
    assert "“QZXW”, “WXZQ”" in told
    assert "letter 9" in told
    assert "--abbreviations" in str(caught.value.hint)


def test_an_office_says_its_abbreviations_its_way() -> None:
    table = standard_abbreviations().with_rows("QZXW\tquỹ giúp xã\n")
    (script,) = scripts_of([section("Hỏi tại QZXW của xã.")], table)
    assert script.scripts[0].spoken == "hỏi tại quỹ giúp xã của xã"


def test_a_mark_is_of_the_words_not_of_the_title() -> None:
    one, same, other = scripts_of(
        [section("Cấm hút thuốc."), Section("Khác", (Told("Cấm hút thuốc."),)), section("Cấm hút thuốc lá.")]
    )
    assert one.mark == same.mark != other.mark


def test_a_clause_is_not_cut_where_nobody_would_breathe() -> None:
    (script,) = scripts_of([section("Đi xe có nồng độ cồn chưa vượt quá 0,25 miligam trên một lít khí thở của người.")])
    assert len(script.breaths) == 1


def test_the_length_is_near_what_an_announcer_takes() -> None:
    (script,) = scripts_of([section("Mỗi người dân có quyền được biết. " * 10)])
    assert 80 / 5 < script.seconds < 80 / 2.5
