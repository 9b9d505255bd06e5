from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.context.channel import IMPOSSIBLE, letter_cost, reading_cost
from converters.ocr.after_reading.context.context_model import load
from converters.ocr.after_reading.context.decode import Reading, Weights, choose, core_of, with_case_of
from validators.language.syllables import base_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđbcg"


def decode(text: str) -> str:
    return " ".join(choose([Reading(word) for word in text.split()], load(), Weights()))


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("chính quyên địa phương", "chính quyền địa phương"),
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("thành phó Hà Nội", "thành phố Hà Nội"),
        ("sửa đôi bô sung một sô điều", "sửa đổi bổ sung một số điều"),
        ("thâm quyên xử phạt vi phạm hành chính", "thẩm quyền xử phạt vi phạm hành chính"),
        ("Điêu 5", "Điều 5"),
        ("hoà giải ỏ cơ sở", "hoà giải ở cơ sở"),
        ("à Điều 5", "à Điều 5"),
        ("hoà giải ở cơ sở", "hoà giải ở cơ sở"),
        ("quyền và nghĩa vụ của công dân", "quyền và nghĩa vụ của công dân"),
    ],
)
def test_marks_by_context(read: str, wanted: str) -> None:
    assert decode(read) == wanted


def test_names_need_strong_evidence() -> None:
    words = [Reading("ông"), *(Reading(name, inside=True, in_name=True) for name in ("Lý", "Thái", "Tổ", "Ánh"))]
    assert choose(words, load(), Weights()) == ["ông", "Lý", "Thái", "Tổ", "Ánh"]


def test_the_engine_s_alternatives_are_a_brake() -> None:
    def chosen(alternatives: tuple[str, ...], change: float) -> str:
        words = [Reading("một"), Reading("sô", alternatives=alternatives), Reading("người")]
        return choose(words, load(), Weights(change=change))[1]

    # Somewhere between "always" and "never" the alternatives decide.
    differing = [change / 2 for change in range(40) if chosen(("số",), change / 2) != chosen(("sộ",), change / 2)]
    assert differing
    assert chosen(("số",), differing[0]) == "số"


@given(st.lists(st.text(alphabet=st.sampled_from(LETTERS), min_size=1, max_size=7), min_size=1, max_size=8))
def test_only_marks_ever_change(words: list[str]) -> None:
    chosen = choose([Reading(word) for word in words], load(), Weights(change=-5.0))
    assert [base_key(word) for word in chosen] == [base_key(word) for word in words]


@given(
    st.lists(st.text(alphabet=st.sampled_from("0123456789.,/-NĐCPQ%đ"), min_size=1, max_size=9), min_size=1, max_size=6)
)
def test_numbers_never_change(words: list[str]) -> None:
    words = [word for word in words if any(character.isdigit() for character in word)]
    assert choose([Reading(word) for word in words], load(), Weights(change=-50.0)) == words


@given(st.sampled_from(LETTERS), st.sampled_from(LETTERS))
def test_the_channel_knows_base_letters(printed: str, read: str) -> None:
    cost = letter_cost(printed, read)
    assert (cost == 0.0) == (printed == read)
    assert (cost >= IMPOSSIBLE) == (base_key(printed) != base_key(read))


def test_two_marks_lose_one_more_often_than_none_gains_one() -> None:
    assert reading_cost("quyết", "quyét") < reading_cost("quyet", "quyét")
    assert reading_cost("quyết", "quyế") == IMPOSSIBLE


def test_words_are_taken_apart() -> None:
    assert core_of("(“quyền”),") == ("(“", "quyền", "”),")
    assert core_of("63/2010") is None
    assert with_case_of("QuyÉt", "quyết") == "QuyẾt"
