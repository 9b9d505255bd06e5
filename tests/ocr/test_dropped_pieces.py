"""Pieces of ink in the gaps of a line: how high, how level, how near and how wide they must be to be a lost word."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.assembly.dropped_words import dropped_words
from converters.ocr.preparation.arrays import Integers
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word

WIDE, HIGH, STEP = 8, 10, 10  # pixels of a letter, and from one to the next
TOP = 40
LETTERS = 4  # of a word
SIZE = (100, 600)

Piece = tuple[int, int, int, int]


def letters(left: int, many: int = LETTERS, top: int = TOP) -> list[Piece]:
    return [(x, top, x + WIDE, top + HIGH) for x in range(left, left + STEP * many, STEP)]


def word_of(pieces: list[Piece]) -> Word:
    return Word("chữ", Box.around(Box(*piece) for piece in pieces).grown(1), 0.9)


def found(
    read: list[list[Piece]], more: list[Piece], *, factor: float = 1.0, light: bool = False, turn: int = 0
) -> list[Box]:
    """The words dropped from one line of which some words were read; `factor`: of the copy to the page."""
    grey = np.full(SIZE, 30 if light else 255, np.uint8)
    covered = np.zeros(SIZE, bool)
    pieces = [*chain.from_iterable(read), *more]
    for piece in pieces:
        left, top, right, bottom = piece
        grey[top:bottom, left : (left + right) // 2] = 255 if light else 0  # letters leave half of their box open
    for word in read:
        covered[Box.around(Box(*piece) for piece in word).grown(1).slices] = True
    words = tuple(Word("chữ", one.box.scaled(1 / factor), 0.9) for one in map(word_of, read) if one.box is not None)
    page = Page(1, SIZE[1], SIZE[0], None, (Block(BlockKind.PARAGRAPH, (Line(words),)),), Method.OCR, rotation=turn)
    ink: Integers = np.array(pieces, np.int32).reshape(-1, 4)
    none: Integers = np.zeros((0, 4), np.int32)
    darker, lighter = (none, ink) if light else (ink, none)
    return list(dropped_words(page, grey, darker, lighter, covered, factor))


LEFT, RIGHT = letters(60), letters(160)
GAP = 110  # where the word between stood


@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize("factor", [1.0, 0.5, 0.25])
@pytest.mark.parametrize("place", [20, GAP, 210])
def test_a_word_before_between_or_behind_is_found_where_it_stands(place: int, factor: float, light: bool) -> None:
    lost = letters(place, 3)
    assert found([LEFT, RIGHT], lost, factor=factor, light=light) == [Box.around(Box(*piece) for piece in lost)]


@pytest.mark.parametrize(
    "more",
    [
        [],
        [(GAP, TOP, GAP + 11, TOP + 10)],  # narrower than a word: a bracket, a sign
        [(x, TOP + 8, x + 3, TOP + 10) for x in range(GAP, GAP + 40, 5)],  # dots of a line to write on
        [(GAP, TOP + 4, GAP + 40, TOP + 6)],  # a dash
        [(GAP, TOP - 30, GAP + 40, TOP + 40)],  # higher than any letter: a picture
        letters(GAP, 3, TOP + 11),  # under the line
        letters(GAP, 3, TOP - 11),  # over it
        letters(300, 3),  # further off than the block reaches: another column
        letters(250, 3),  # in reach of the block, but three letters from what was read
    ],
    ids=["nothing", "narrow", "dots", "dash", "picture", "under", "over", "far", "apart"],
)
def test_what_is_no_word(more: list[Piece]) -> None:
    assert found([LEFT, RIGHT], more) == []


@pytest.mark.parametrize(("tall", "many"), [(5, 0), (7, 1), (10, 1), (13, 1), (16, 1), (20, 1), (30, 0)])
def test_from_a_worn_letter_to_a_capital_with_its_marks(tall: int, many: int) -> None:
    lost = [(x, TOP + HIGH - tall, x + WIDE, TOP + HIGH) for x in (GAP, GAP + STEP, GAP + 2 * STEP)]
    assert len(found([LEFT, RIGHT], lost)) == many


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_on_its_side_has_no_rows(turn: int) -> None:
    assert found([LEFT, RIGHT], letters(GAP), turn=turn) == []
    assert len(found([LEFT, RIGHT], letters(GAP), turn=180)) == 1


@pytest.mark.parametrize(("read", "many"), [(3, 0), (4, 1)])
def test_of_a_line_of_few_letters_nothing_is_known(read: int, many: int) -> None:
    assert len(found([letters(60, read)], letters(60 + STEP * read + 6, 4))) == many


def test_words_without_a_place_say_nothing_of_their_line() -> None:
    page = Page(
        1, 600, 100, None, (Block(BlockKind.PARAGRAPH, (Line((Word("chữ", None, 0.9),)), Line(()))),), Method.OCR
    )
    ink: Integers = np.array(letters(GAP), np.int32)
    none: Integers = np.zeros((0, 4), np.int32)
    nothing = np.zeros(SIZE, bool)
    assert list(dropped_words(page, np.full(SIZE, 255, np.uint8), ink, none, nothing, 1.0)) == []


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5))
def test_gaps_are_told_one_by_one_and_lie_beside_all_words(kept: set[int]) -> None:
    """Of six words, 50 pixels apart: what was dropped between two that were read is one gap."""
    words = [letters(60 + 50 * place) for place in range(6)]
    read = [words[place] for place in sorted(kept)]
    lost = [words[place] for place in range(6) if place not in kept]
    boxes = found(read, [*chain.from_iterable(lost)])
    assert all(box.shared_area(Box.around(Box(*piece) for piece in word)) == 0 for box in boxes for word in read)
    first, last = min(kept), max(kept)
    gaps = sum(place not in kept and place + 1 in kept for place in range(first, last))
    outside = (first > 0) + (last < 5)
    assert gaps <= len(boxes) <= gaps + outside
