"""What holds of any poster cut into bands, and of any line and sign of a ruled table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.pictorial.bands import WHITE, bands_of
from converters.ocr.layout.ruled_tables import GridCell, TableGrid, cut_at_cells, with_whole_signs
from converters.ocr.preparation.components import Components, find_components
from converters.reading.boxes import Box

HEIGHT = 10.0
LETTERS, CARD = 12, 0


def text(left: int, top: int, wide: int = 200, high: int = 10, letters: int = LETTERS) -> Fragment:
    return Fragment(Box(left, top, left + wide, top + high), top, top + high, (), letters)


def sections(left: int, top: int, *, headed: bool, lines: int = 2) -> list[Fragment]:
    """A text of lines ten pixels apart, with a heading over it or none."""
    heads = [text(left, top - 25, 90, 15)] if headed else []
    return [*heads, *(text(left, top + 20 * row) for row in range(lines))]


pieces = st.builds(
    text,
    st.integers(0, 600),
    st.integers(0, 500),
    st.integers(5, 300),
    st.integers(6, 40),
    st.sampled_from([CARD, 3, LETTERS]),
)
posters = st.lists(pieces, min_size=1, max_size=12)


@given(posters)
def test_every_fragment_is_in_one_band_and_bands_run_down(page: list[Fragment]) -> None:
    bands = bands_of(page, HEIGHT)
    assert all(bands)
    assert sorted(map(id, page)) == sorted(id(item) for band in bands for item in band)
    feet = [max(item.bottom for item in band) for band in bands]
    tops = [min(item.top for item in band) for band in bands]
    assert all(top - foot >= WHITE * HEIGHT for foot, top in zip(feet, tops[1:], strict=False))


@given(posters, st.integers(0, 80), st.integers(0, 80))
def test_where_a_poster_stands_on_the_page_does_not_matter(page: list[Fragment], right: int, down: int) -> None:
    moved = [text(i.box.left + right, i.box.top + down, i.box.width, i.box.height, i.letters) for i in page]
    before, after = bands_of(page, HEIGHT), bands_of(moved, HEIGHT)
    assert [[item.box.moved(right, down) for item in band] for band in before] == [
        [item.box for item in band] for band in after
    ]


@given(posters)
def test_a_poster_twice_as_large_has_the_same_bands(page: list[Fragment]) -> None:
    large = [text(*(2 * edge for edge in (i.box.left, i.box.top, i.box.width, i.box.height)), i.letters) for i in page]
    assert list(map(len, bands_of(large, 2 * HEIGHT))) == list(map(len, bands_of(page, HEIGHT)))


@given(st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_one_column_is_one_band_however_wide_its_white(tops: list[int]) -> None:
    assert len(bands_of([text(40, top) for top in tops], HEIGHT)) == 1


def test_nothing_has_no_bands() -> None:
    assert bands_of([], HEIGHT) == []


@pytest.mark.parametrize(
    ("upper", "lower", "white", "bands"),
    [
        ((0, 300), (0, 300), 30, 2),  # headings level under columns
        ((0, 300), (0, 300), 10, 1),  # less white than parts two strips
        ((0,), (0, 300), 30, 2),  # what stands over the first of two sections alone is read before both
        ((300,), (0, 300), 30, 2),
        ((0, 300), (0, 450), 30, 2),
        ((0, 300, 600), (0, 300, 600), 30, 2),
    ],
)
def test_rows_of_headed_sections(upper: tuple[int, ...], lower: tuple[int, ...], white: int, bands: int) -> None:
    over = [item for left in upper for item in sections(left, 40, headed=True)]
    foot = max(item.bottom for item in over)
    under = [item for left in lower for item in sections(left, int(foot) + white + 25, headed=True)]
    assert len(bands_of([*under, *over], HEIGHT)) == bands


@pytest.mark.parametrize(("pitch", "white", "bands"), [(20, 16, 2), (20, 15, 1), (24, 21, 2), (24, 20, 1)])
def test_texts_without_headings_need_white_wider_than_their_own(pitch: int, white: int, bands: int) -> None:
    """Half as wide again as the white between their lines, and as much as parts two strips at all."""
    page = [
        text(left, top + pitch * row) for top in (40, 50 + 2 * pitch + white) for left in (0, 300) for row in range(3)
    ]
    assert len(bands_of(page, HEIGHT)) == bands


@pytest.mark.parametrize("off", [0, 4, 5, 40])
def test_texts_that_begin_level_are_a_row_and_cards_are_one_level_or_not(off: int) -> None:
    over = [item for left in (0, 300) for item in sections(left, 40, headed=True)]
    cards = [text(0, 120, 200, 60, CARD), text(300, 120 + off, 200, 60, CARD)]
    heads = [text(0, 120, 90, 15), text(0, 145), text(300, 120 + off, 90, 15), text(300, 145 + off)]
    assert len(bands_of([*over, *cards], HEIGHT)) == 2
    assert len(bands_of([*over, *heads], HEIGHT)) == (2 if off <= 4 else 1)


# Cells 60 pixels wide and 40 high, with rules 4 pixels thick between.

EDGES = (10, 74, 138)


def table(*columns: int, spans: int = 1) -> TableGrid:
    """One row of a table with the columns named; those that are not were lost."""
    cells = tuple(GridCell(Box(EDGES[at], 10, EDGES[at] + 60, 50), 0, at, 1, spans) for at in columns)
    return TableGrid(Box(10, 10, 198, 50), cells)


def inked(*boxes: tuple[int, int, int, int]) -> Components:
    page = np.zeros((80, 240), bool)
    for left, top, right, bottom in boxes:
        page[top:bottom, left:right] = True
    return find_components(page)


def line_of(components: Components) -> Fragment:
    boxes = [components.box(index) for index in range(len(components.boxes))]
    around = Box.around(boxes)
    return Fragment(around, around.top, around.bottom, tuple(range(len(boxes))), len(boxes))


def letters_at(*lefts: int) -> Components:
    return inked(*((left, 25, left + 8, 35) for left in lefts))


places = st.sets(st.integers(1, 19), min_size=1, max_size=9).map(lambda found: [10 * place for place in sorted(found)])


@given(places)
def test_a_line_is_cut_into_all_its_letters_none_across_a_rule(lefts: list[int]) -> None:
    components = letters_at(*lefts)
    line, grid = line_of(components), table(0, 1, 2)
    parts = cut_at_cells(line, [grid], components)
    assert sorted(member for part in parts for member in part.members) == sorted(line.members)
    for part in parts:
        middles = [components.box(member).centre_x for member in part.members]
        assert part.box == Box.around(map(components.box, part.members))
        assert len({sum(middle > edge - 2 for edge in EDGES[1:]) for middle in middles}) == 1
        assert cut_at_cells(part, [grid], components) == [part]
    assert [part.box.left for part in parts] == sorted(part.box.left for part in parts)


@pytest.mark.parametrize(
    ("lefts", "columns", "many"),
    [
        ((20, 30, 90), (0, 1, 2), 2),
        ((20, 90, 150), (0, 1, 2), 3),
        ((20, 150), (0, 1, 2), 2),
        ((20, 90, 150), (0, 2), 3),  # what stands where a cell was lost is a part of its own
        ((80, 90, 100), (0, 2), 1),
        ((20, 30, 40), (0, 1, 2), 1),
        ((20, 90), (), 1),
    ],
)
def test_how_many_lines_a_row_holds(lefts: tuple[int, ...], columns: tuple[int, ...], many: int) -> None:
    components = letters_at(*lefts)
    assert len(cut_at_cells(line_of(components), [table(*columns)], components)) == many


def test_a_line_beside_or_under_a_table_is_whole() -> None:
    components = inked((20, 60, 28, 70), (90, 60, 98, 70))
    line = line_of(components)
    assert cut_at_cells(line, [table(0, 1, 2)], components) == [line]
    assert cut_at_cells(line, [], components) == [line]


def signs(components: Components, owned: list[Fragment], loose: list[int]) -> list[Fragment]:
    return with_whole_signs(owned, loose, [table(0, 1, 2)], components, HEIGHT)


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([(30, 20, 40, 23), (36, 26, 39, 36)], True),  # the bar and the stem of a 7
        ([(30, 22, 40, 25), (30, 28, 40, 30), (30, 32, 40, 36)], True),
        ([(30, 20, 36, 25), (36, 46, 39, 49)], False),  # higher than a capital with its mark
        ([(30, 28, 34, 31), (36, 28, 39, 31)], False),  # lower than a small letter: specks
        ([(20, 20, 30, 23), (50, 26, 60, 36)], False),  # wider than any sign
        ([(30, 31, 34, 35), (80, 26, 90, 36)], None),  # in two cells, of which one alone is a sign
    ],
)
def test_pieces_of_a_cell_that_make_one_sign(pieces: list[tuple[int, int, int, int]], whole: bool | None) -> None:
    components = inked(*pieces)
    found = signs(components, [], list(range(len(pieces))))
    if whole is None:
        assert [sign.box for sign in found] == [pieces[1]]
    else:
        assert [(sign.box, len(sign.members), sign.letters) for sign in found] == (
            [(Box.around(Box(*piece) for piece in pieces), len(pieces), 1)] if whole else []
        )


def test_a_piece_over_a_sign_belongs_to_it_and_one_beside_it_does_not() -> None:
    components = inked((30, 18, 40, 21), (32, 25, 38, 36), (50, 25, 53, 30))
    own = next(index for index in range(3) if components.box(index) == (32, 25, 38, 36))
    stem = Fragment(Box(32, 25, 38, 36), 25, 36, (own,), 1)
    (sign,) = signs(components, [stem], [index for index in range(3) if index != own])
    assert sign.box == (30, 18, 40, 36)
    assert own in sign.members


def test_the_dash_of_a_cell_is_seen_among_specks_and_specks_are_no_dash() -> None:
    dash, speck, other = (30, 28, 36, 31), (60, 40, 62, 42), (70, 22, 72, 25)
    components = inked(dash, speck, other)
    assert [sign.box for sign in signs(components, [], [0, 1, 2])] == [dash]
    assert signs(inked(speck, other), [], [0, 1]) == []
    flat = (50, 42, 54, 44)
    assert [sign.box for sign in signs(inked(dash, flat), [], [0, 1])] == [dash]
    assert signs(inked(dash, speck, (50, 42, 57, 45)), [], [0, 1, 2]) == []


def test_a_word_is_never_taken_for_a_sign_and_a_whole_sign_is_let_be() -> None:
    components = inked((30, 25, 38, 35), (30, 18, 38, 20))
    own = next(index for index in range(2) if components.box(index).top == 25)
    word = Fragment(Box(30, 25, 38, 35), 25, 35, (own,), 2)
    assert signs(components, [word], [1 - own]) == [word]
    sign = Fragment(Box(30, 25, 38, 35), 25, 35, (own,), 1)
    assert signs(components, [sign], []) == [sign]
