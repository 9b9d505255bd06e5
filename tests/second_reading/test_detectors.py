"""What the examples of a table do not show: that its order is right, and what one detector less changes."""

from __future__ import annotations

from typing import Any

import pytest

from converters.ocr.second_reading.detectors.examples import marked_quantity, marked_word
from converters.ocr.second_reading.detectors.finding import SPANS, TABLES, find_spans
from converters.ocr.second_reading.detectors.number_forms import WELL_FORMED, is_spoilt
from converters.reading.document import Line, Word
from tests.each import each
from validators.language.detector import Detector, DetectorTable, leaving_out

EVERY = [(table, detector) for table in TABLES for detector in table.detectors]


@each(("table", "detector"), EVERY, ids=[table.full_name(detector) for table, detector in EVERY])
def test_no_detector_hides_another(table: DetectorTable[Any, Any], detector: Detector[Any, Any]) -> None:
    """What one finds in its examples, no detector before it finds: else it could be left out."""
    for written in detector.positive:
        first, _ = next(table.each(table.example(written)))
        assert first.name == detector.name, written


def test_a_table_that_goes_without_a_detector_finds_less() -> None:
    line = [Line(tuple(map(Word, ["27", "tháng", "....", "năm", "2021"])))]
    assert [span.kind for span in find_spans(line)] == ["duration", "date", "date"]
    with leaving_out("second-reading/spans/sign where a day or month must stand"):
        assert [span.kind for span in find_spans(line)] == ["duration", "date"]


def test_a_form_that_is_left_out_is_doubted() -> None:
    assert not is_spoilt("8h30")
    with leaving_out(f"{WELL_FORMED.name}/time of day"):
        assert is_spoilt("8h30")


def test_the_span_of_a_torn_symbol_covers_what_is_torn_and_checks_what_was_read() -> None:
    found = SPANS.first(marked_word("số <104/2020/TT> BLĐTBXH ngày"))
    assert found is not None
    assert (found.first, found.last, found.checked, found.malformed) == (1, 3, (1,), True)


def test_a_word_knows_what_stands_around_it_across_lines() -> None:
    word = marked_word("ngày 8 tháng\n<7>\nnăm 2013 và")
    assert (word.before, word.following, word.opens_line) == ("tháng", "", True)
    assert (word.three_before, word.two_after) == (["ngày", "8", "tháng"], ["năm", "2013"])


def test_an_example_without_a_quantity_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="có"):
        marked_quantity("đã <có> năm")
