"""A line typed anew: only the words that became others are corrected, and it reads as it was typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.corrections.applying import corrected
from converters.corrections.places import places_on
from converters.corrections.retyped import in_turn, retyped
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
WHO = "Trần Thị Bình Minh"


def line(text: str, *, boxes: bool = True) -> Line:
    words = text.split()
    return Line(
        tuple(Word(word, Box(at * 200, 10, at * 200 + 150, 40) if boxes else None) for at, word in enumerate(words))
    )


def page(*lines: Line) -> Page:
    return Page(1, 4000, 100, None, (Block(BlockKind.PARAGRAPH, lines),), Method.OCR)


def after(one: Line, typed: str) -> str:
    return corrected(page(one), retyped(1, one, typed, WHO, WHEN)).page.text


TEXTS = st.lists(st.sampled_from(["một", "hai", "ba", "300.000", "bốn", "năm"]), min_size=1, max_size=6).map(" ".join)


@given(TEXTS, TEXTS, st.booleans())
@example("hai một một", "một", False)
def test_the_line_reads_as_it_was_typed(before: str, typed: str, boxes: bool) -> None:
    assert after(line(before, boxes=boxes), typed) == typed


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("Phat tien 300.000 dong", []),
        ("Phạt tiền 300.000 dong", [("Phat tien", "Phạt tiền")]),
        ("Phạt tien 300.000 đồng", [("Phat", "Phạt"), ("dong", "đồng")]),
        ("Phat tien 300.000 tien dong", [("dong", "tien dong")]),
        ("Phat tien 800.000 dong", [("300.000", "800.000")]),
        ("", [("Phat tien 300.000 dong", "")]),
    ],
)
def test_words_left_as_they_were_are_not_touched(typed: str, changed: list[tuple[str, str]]) -> None:
    made = retyped(1, line("Phat tien 300.000 dong"), typed, WHO, WHEN)
    assert [(one.before, one.after) for one in made] == changed


def test_two_places_of_a_line_without_boxes_are_both_put_right() -> None:
    where = page(line("xom tren xom duoi", boxes=False))
    made = [place.corrected_to("xóm", WHO, WHEN) for place in places_on(where, "xom")]
    result = corrected(where, in_turn(made))
    assert result.page.text == "xóm tren xóm duoi"
    assert result.differing == ()
