"""The noisy channel: what it costs to read one letter as another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.after_reading.context.channel import IMPOSSIBLE, letter_cost, reading_cost
from tests.each import each
from tests.properties import at_most
from validators.language.syllables import base_key

VOWELS = ["aàảãáạăằẳẵắặâầẩẫấậ", "eèẻẽéẹêềểễếệ", "oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự", "iìỉĩíị", "yỳỷỹýỵ"]


class TestLetterCosts:
    def test_a_letter_read_as_itself_costs_nothing(self) -> None:
        assert letter_cost("ổ", "ổ") == 0

    @each("pair", [("a", "o"), ("ê", "ô"), ("b", "c"), ("đ", "b"), ("i", "l")])
    def test_another_base_letter_is_impossible(self, pair: tuple[str, str]) -> None:
        assert letter_cost(*pair) == IMPOSSIBLE

    @each(
        "costs",
        [
            [("ổ", "ô"), ("ổ", "ồ"), ("ổ", "o")],  # a tone is lost oftener than changed, both marks hardly ever
            [("ẩ", "â"), ("ậ", "â"), ("â", "a")],
            [("ậ", "ạ"), ("o", "ờ")],  # losing is likelier than gaining
            [("d", "đ"), ("đ", "d")],
        ],
    )
    def test_likelier_changes_cost_less(self, costs: list[tuple[str, str]]) -> None:
        assert all(letter_cost(*first) < letter_cost(*second) for first, second in pairwise(costs))

    @given(st.sampled_from(VOWELS), st.data())
    @settings(max_examples=at_most(40))
    def test_every_change_of_marks_is_possible(self, family: str, data: st.DataObject) -> None:
        printed, read = data.draw(st.sampled_from(family)), data.draw(st.sampled_from(family))
        assert 0 <= letter_cost(printed, read) < IMPOSSIBLE

    @given(st.lists(st.sampled_from(VOWELS[0] + "dđnth"), min_size=1, max_size=6))
    @settings(max_examples=at_most(30))
    def test_a_word_costs_what_its_letters_cost(self, letters: list[str]) -> None:
        word = "".join(letters)
        assert reading_cost(word, base_key(word)) == sum(map(letter_cost, word, base_key(word)))
        assert reading_cost(word, word) == 0

    def test_words_of_another_length_are_impossible(self) -> None:
        assert reading_cost("quyền", "quyề") == IMPOSSIBLE
