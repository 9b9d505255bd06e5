"""Reading order: nothing is lost, nothing is read twice, and what gutters and rows are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.layout.columns import clear_part, gaps_between, is_placeholder, lines_of, reading_order, rows_of
from converters.ocr.layout.fragments import Fragment, joined
from converters.reading.boxes import Box
from tests.properties import at_most

HEIGHT = 10.0


def piece(left: int, top: int, right: int, letters: int = 12, members: tuple[int, ...] = ()) -> Fragment:
    return Fragment(Box(left, top - 3, right, top + 13), top, top + 10, members, letters)


def frame(left: int, top: int, right: int, bottom: int) -> Fragment:
    return Fragment(Box(left, top, right, bottom), top, bottom, (), 0)


@st.composite
def pages(draw: st.DrawFn) -> list[Fragment]:
    """Fragments on lines of a page, each with a component of its own."""
    found = []
    for index in range(draw(st.integers(1, 14))):
        left, line = draw(st.integers(0, 700)), draw(st.integers(0, 30))
        width, letters = draw(st.integers(8, 300)), draw(st.integers(1, 30))
        found.append(piece(left, 20 * line, left + width, letters, (index,)))
    return found


@settings(max_examples=at_most(30), deadline=None)
@given(pages(), st.booleans())
def test_every_fragment_is_read_once(fragments: list[Fragment], cut: bool) -> None:
    read = [
        member for block in reading_order(fragments, HEIGHT, cut=cut) for line in block.lines for member in line.members
    ]
    assert sorted(read) == list(range(len(fragments)))


@settings(max_examples=at_most(40), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), min_size=1, max_size=8))
def test_gaps_are_where_no_fragment_stands(spans: list[tuple[int, int]]) -> None:
    fragments = [piece(left, 0, left + width) for left, width in spans]
    covered = {column for left, width in spans for column in range(left, left + width)}
    white = [column for column in range(min(covered), max(covered)) if column not in covered]
    gaps = gaps_between(fragments)
    assert white == [column for first, last in gaps for column in range(round(first), round(last))]


@settings(max_examples=at_most(40), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6),
    st.tuples(st.integers(0, 60), st.integers(1, 60)),
)
def test_the_clear_part_of_a_gutter(spans: list[tuple[int, int]], gutter: tuple[int, int]) -> None:
    first, last = gutter[0], gutter[0] + gutter[1]
    covered = {column for left, width in spans for column in range(left, left + width)}
    part = clear_part([piece(left, 0, left + width) for left, width in spans], (float(first), float(last)))
    if part is None:
        assert set(range(first, last)) <= covered
    else:
        assert first <= part[0] < part[1] <= last
        assert not covered & set(range(round(part[0]), round(part[1])))


def test_rows_hold_what_is_level_from_left_to_right() -> None:
    level = [piece(300, 42, 400), piece(20, 40, 120), piece(150, 38, 280)]
    below = piece(20, 70, 400)
    assert [[item.box.left for item in row] for row in rows_of([below, *level])] == [[20, 150, 300], [20]]


def test_the_pieces_of_a_line_become_one() -> None:
    (line,) = lines_of([piece(20, 40, 120, 9, (1,)), piece(150, 42, 280, 3, (2, 3))])
    assert line.box == (20, 37, 280, 55)
    assert line.members == (1, 2, 3)
    assert line.letters == 12
    assert line.top == pytest.approx(40.5)  # the longer piece counts more


def test_a_table_parts_the_words_beside_it() -> None:
    table = frame(100, 30, 380, 120)
    lines = lines_of([piece(20, 40, 90), table, piece(400, 42, 480)])
    assert table in lines
    assert [is_placeholder(line) for line in lines].count(True) == 1
    assert len(lines) == 3


def test_one_piece_is_a_line_as_it_is() -> None:
    alone = piece(20, 40, 120)
    assert joined([alone]) is alone
    assert lines_of([alone]) == (alone,)
    assert reading_order([], HEIGHT) == ()
