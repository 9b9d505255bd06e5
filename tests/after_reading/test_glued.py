"""Words an engine ran together, and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.after_reading.context.context_model import load
from converters.ocr.after_reading.glued import LONGEST, SHORTEST, join_torn, split_glued
from converters.reading.boxes import Box
from converters.reading.document import Word
from tests.each import each
from tests.properties import at_most


class TestGlued:
    def parts(self, text: str) -> list[str]:
        return [word.text for word in split_glued(Word(text), load())]

    @pytest.mark.parametrize("text", ["BANNHÂN", "phápluật", "quyđịnh"])
    def test_syllables_that_often_stand_together(self, text: str) -> None:
        assert "".join(self.parts(text)) == text
        assert len(self.parts(text)) == 2

    @each("text", ["đi", "ấ" * (SHORTEST - 1), "phápluật" * 4, "administration"])
    def test_too_short_too_long_and_foreign(self, text: str) -> None:
        assert len(text) < SHORTEST or len(text) > LONGEST or text.isascii()
        assert self.parts(text) == [text]

    def test_each_part_has_its_share_of_the_box(self) -> None:
        first, second = split_glued(Word("phápluật", Box(0, 0, 80, 10), 0.7, alternatives=("pháp",)), load())
        assert (first.box, second.box) == (Box(0, 0, 40, 10), Box(40, 0, 80, 10))
        assert first.confidence == second.confidence == 0.7
        assert first.alternatives == ()
        assert first.engine_text == "phápluật"

    @given(st.text("aăâáđehilnopqtu ,.;:)(1", min_size=1, max_size=14).filter(lambda text: text.strip() == text))
    @settings(max_examples=at_most(40))
    def test_no_sign_is_lost(self, text: str) -> None:
        assert "".join(self.parts(text)) == text


@each(("read", "wanted"), [
    ("Ai đ ược đề nghị?", "Ai được đề nghị?"), ("Ng ười dân", "Người dân"), ("điểm đ áp dụng", "điểm đ áp dụng"),
    ("nhóm b ăn uống", "nhóm b ăn uống"), ("điểm h và k khoản 2", "điểm h và k khoản 2"),
    ("điểm a, b ưu tiên", "điểm a, b ưu tiên"), ("TP. H ược", "TP. H ược"),
])  # fmt: skip
def test_a_syllable_torn_behind_its_first_letters(read: str, wanted: str) -> None:
    joined = join_torn([Word(word) for word in read.split()], load())
    assert " ".join(word.text for word in joined) == wanted
    assert " ".join(word.as_read for word in joined) == read
