from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.context.channel import IMPOSSIBLE, letter_cost, reading_cost
from converters.ocr.after_reading.context.context_model import load
from converters.ocr.after_reading.context.decode import Reading, Weights, choose, core_of, ends_context, with_case_of
from tests.each import each
from validators.language.syllables import base_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđbcg"


def decode(text: str) -> str:
    return " ".join(choose([Reading(word) for word in text.split()], load(), Weights()))


@each(
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


class TestWordsTakenApart:
    @each(
        ("text", "core"),
        [
            ("quyền", ("", "quyền", "")),
            ("(quyền),", ("(", "quyền", "),")),
            ("…quyền…", ("…", "quyền", "…")),
            ("quyền-lợi", None),
            ("5", None),
            ("a1", None),
            ("_a", None),
            ("...", None),
            ("", None),
        ],
    )
    def test_letters_and_what_stands_around_them(self, text: str, core: tuple[str, str, str] | None) -> None:
        assert core_of(text) == core

    @each(("mark", "ends"), [(".", True), (");", True), ("?!", True), (",", False), ("”)", False), ("", False)])
    def test_marks_that_end_a_clause(self, mark: str, ends: bool) -> None:
        assert ends_context(mark) is ends

    @each(
        ("pattern", "word", "text"),
        [("QUYEN", "quyền", "QUYỀN"), ("Quyen", "quyền", "Quyền"), ("quyen", "quyền", "quyền"), ("dAt", "đất", "đẤt")],
    )
    def test_capitals_stay_where_they_were(self, pattern: str, word: str, text: str) -> None:
        assert with_case_of(pattern, word) == text

    def test_words_of_two_lengths_have_no_common_capitals(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            with_case_of("ab", "a")


class TestChoosing:
    def chosen(self, *readings: Reading, **weights: float) -> list[str]:
        return choose(readings, load(), Weights(**weights))

    def test_nothing_to_choose(self) -> None:
        assert self.chosen() == []

    def test_what_is_no_word_is_looked_through(self) -> None:
        found = self.chosen(Reading("thành"), Reading("“”"), Reading("phó"), Reading("12"), Reading("xyz"))
        assert found[1] == "“”"
        assert found[3:] == ["12", "xyz"]

    def test_a_change_can_be_made_too_dear(self) -> None:
        words = [Reading("thành"), Reading("phó"), Reading("Hà"), Reading("Nội")]
        assert self.chosen(*words)[1] == "phố"
        assert self.chosen(*words, change=90.0)[1] == "phó"

    def test_a_sure_engine_is_believed_sooner(self) -> None:
        def changes(confidence: float) -> int:
            words = [Reading("thành"), Reading("phó", confidence), Reading("Hà"), Reading("Nội")]
            return sum(self.chosen(*words, sure=sure / 2)[1] == "phố" for sure in range(60))

        assert changes(0.6) > changes(1.0)

    def test_a_break_ends_the_context(self) -> None:
        """What stands before a full stop says nothing of what stands after it."""
        before = [Reading("thành", ends=True)]
        assert self.chosen(*before, Reading("phó"), Reading("giám"), Reading("đốc"))[1] == "phó"

    def test_a_reading_that_is_no_syllable_is_changed_sooner(self) -> None:
        assert self.chosen(Reading("QUYÉT"), Reading("ĐỊNH")) == ["QUYẾT", "ĐỊNH"]
