"""Words that are changed keep what was read first, however often they are changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Word

_texts = st.text("abcđêố", min_size=1, max_size=4)


@given(_texts, st.lists(_texts, max_size=4))
def test_a_word_remembers_the_first_reading(read: str, changes: list[str]) -> None:
    word = Word(read, Box(0, 0, 9, 9), 0.4, alternatives=("a",))
    for text in changes:
        word = word.mended(text)
        assert word.text == text
    assert word.as_read == read
    assert (word.box, word.confidence, word.alternatives) == (Box(0, 0, 9, 9), 0.4, ("a",))
    assert (word.engine_text is None) == all(text == read for text in changes)


def test_a_word_that_stays_as_it_is_counts_as_unchanged() -> None:
    word = Word("Điều")
    assert word.mended("Điều") is word
