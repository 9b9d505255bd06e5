"""Detectors that put words right one after the other, and how their examples are written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading import addresses, codes, glued, labels, letterforms, phrases, symbols
from converters.ocr.after_reading.addresses import ADDRESSES, mend_address
from converters.ocr.after_reading.codes import join_split_codes, mend_code
from converters.ocr.after_reading.examples import marked, words_of
from converters.ocr.after_reading.labels import mend_labels
from converters.ocr.after_reading.letterforms import LETTERFORMS, mend_letterforms
from converters.ocr.after_reading.mending import WordToMend, marked_word, mended_text
from converters.ocr.after_reading.phrases import mend_phrases
from converters.reading.document import Word
from tests.each import each
from validators.language.detector import Detector, DetectorTable, leaving_out

ROOMS = (addresses, codes, glued, labels, letterforms, phrases, symbols)
EVERY = [
    (table, detector)
    for room in ROOMS
    for table in vars(room).values()
    if isinstance(table, DetectorTable)
    for detector in table.detectors
]
NOISE = st.text(alphabet=st.sampled_from("aăđĐiIl|!¡§⁄/-–—0158.,()nvghØø@"), min_size=1, max_size=12)


@each(("table", "detector"), EVERY, ids=[table.full_name(detector) for table, detector in EVERY])
def test_no_detector_hides_another(table: DetectorTable[Any, Any], detector: Detector[Any, Any]) -> None:
    """What one finds in its examples, no detector before it finds: else it could be left out."""
    for written in detector.positive:
        first, _ = next(table.each(table.example(written)))
        assert first.name == detector.name, written


def test_each_detector_sees_what_the_one_before_has_left() -> None:
    assert mended_text(ADDRESSES, marked_word("<hffps://an-phu.ØOV.VI>")) == "https://an-phu.gov.vn"
    assert mended_text(LETTERFORMS, marked_word("tháng <§> sau")) == "8"


def test_what_is_left_out_is_not_put_right() -> None:
    with leaving_out("after-reading/addresses/scheme of the web"):
        assert mend_address(Word("hffps://an-phu.vn")).text == "hffps://an-phu.vn"
    assert mend_address(Word("hffps://an-phu.vn")).text == "https://an-phu.vn"


def test_neighbours_beyond_the_line_are_empty() -> None:
    word = WordToMend("đồng", words_of("một đồng"), 1)
    assert (word.neighbour(-1), word.neighbour(1), word.neighbour(-2)) == ("một", "", "")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("tháng <§> năm", ([["tháng", "§", "năm"]], 0, 1)),
        ("phù hợp\n<VỚI>", ([["phù", "hợp"], ["VỚI"]], 1, 0)),
        ("<a)> Phạt", ([["a)", "Phạt"]], 0, 0)),
    ],
)
def test_examples_mark_a_word(written: str, wanted: tuple[list[list[str]], int, int]) -> None:
    assert marked(written) == wanted


def test_an_example_without_a_mark_is_a_mistake() -> None:
    with pytest.raises(StopIteration):
        marked("tháng § năm")


@given(st.lists(NOISE, min_size=1, max_size=8))
def test_as_many_words_come_out_as_go_in_and_what_was_read_is_kept(texts: list[str]) -> None:
    words = [Word(text, confidence=0.9) for text in texts]
    for mend in (mend_labels, mend_phrases, mend_letterforms):
        after = mend(words)
        assert [word.as_read for word in after] == texts
        assert [replace(word, text=word.as_read, engine_text=None) for word in after] == words
    for word in words:
        assert mend_code(word).as_read == mend_address(word).as_read == word.text


@given(st.lists(NOISE, min_size=1, max_size=8))
def test_joining_loses_no_sign(texts: list[str]) -> None:
    joined = join_split_codes([Word(text) for text in texts])
    assert "".join(word.text for word in joined) == "".join(texts)


@given(st.lists(NOISE, min_size=1, max_size=6))
def test_putting_right_twice_changes_no_more_than_once(texts: list[str]) -> None:
    once = mend_letterforms([mend_address(Word(text)) for text in texts])
    assert [word.text for word in mend_letterforms(once)] == [
        word.text for word in mend_letterforms(mend_letterforms(once))
    ]
