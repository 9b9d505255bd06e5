from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.assembly.confidence import TABLE, calibrate_page, calibrated
from converters.ocr.assembly.page_flags import mean_confidence, with_page_flags
from converters.reading.document import Block, BlockKind, Cell, Line, Method, Page, Word


def page(*words: Word) -> Page:
    lines = (Line(words),)
    blocks = (Block(BlockKind.TABLE, lines, cells=(Cell(0, 0, lines),)),) if words else ()
    return Page(1, 100, 200, None, blocks, Method.OCR)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_is_never_less_probability(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


def test_points_of_the_table_are_kept() -> None:
    assert all(calibrated(said) == share for said, share in TABLE)


def test_every_word_of_a_page_is_calibrated_cells_too() -> None:
    (block,) = calibrate_page(page(Word("luật", None, 0.65), Word("đất"))).blocks
    assert [word.confidence for word in block.words] == [calibrated(0.65), None]
    assert block.cells[0].lines == block.lines


def test_empty_and_doubtful_pages_are_flagged_and_good_ones_are_not() -> None:
    (empty,) = with_page_flags(page()).flags
    assert (empty.kind, empty.box) == ("page", (0, 0, 100, 200))
    assert len(with_page_flags(page(Word("gxz", None, 0.3))).flags) == 1
    assert with_page_flags(page(Word("luật", None, 0.99))).flags == ()


def test_longer_words_weigh_more() -> None:
    assert mean_confidence(page(Word("a", None, 0.2), Word("bbbb", None, 0.8))) > 0.6
