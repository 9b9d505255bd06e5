"""Double pages of which one half stands on its head."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.options import Switches
from converters.ocr.preparation.facing_pages import Fold, cut_at_fold, find_opposed_pages, rejoined
from converters.ocr.preparation.prepare import prepare
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Flag, Line, Method, Page, Word
from tests.each import each
from validators.problems import say


def half() -> np.ndarray:
    drawn = letter_rows(blank(600, 850), 60, 75, 540, 17, size=18, pitch=44)
    return np.repeat(drawn[..., None], 3, axis=2)


def double(left_turns: int, right_turns: int) -> np.ndarray:
    return np.hstack([np.rot90(half(), left_turns), np.rot90(half(), right_turns)])


def fold_of(image: np.ndarray) -> Fold | None:
    return find_opposed_pages(prepare(np.ascontiguousarray(image), Switches()))


@pytest.mark.real
@pytest.mark.parametrize(("left", "right"), [(0, 2), (2, 0)])
def test_the_fold_is_found(left: int, right: int) -> None:
    fold = fold_of(double(left, right))
    assert fold is not None
    assert not fold.across
    assert abs(fold.position - 600) < 60


@pytest.mark.real
def test_a_double_page_lying_on_its_side_is_cut_across() -> None:
    fold = fold_of(np.rot90(double(0, 2)))
    assert fold is not None
    assert fold.across
    assert abs(fold.position - 600) < 60


@pytest.mark.real
@each("image", [double(0, 0), double(2, 2), half(), np.vstack([half(), half()])])
def test_other_pages_stay_whole(image: np.ndarray) -> None:
    assert fold_of(image) is None


@pytest.mark.real
def test_a_wide_page_with_lines_across_the_middle_stays_whole() -> None:
    drawn = letter_rows(blank(1200, 850), 60, 75, 1140, 17, size=18, pitch=44)
    assert fold_of(np.repeat(drawn[..., None], 3, axis=2)) is None


@pytest.mark.real
def test_an_empty_page_has_no_fold() -> None:
    assert fold_of(np.full((600, 1000, 3), 255, np.uint8)) is None


def test_cutting_keeps_the_order_of_reading() -> None:
    image = np.arange(6 * 4 * 3, dtype=np.uint8).reshape(6, 4, 3)
    first, second = cut_at_fold(image, Fold(1, across=False, reverse=False))
    assert (first.shape, second.shape) == ((6, 1, 3), (6, 3, 3))
    first, second = cut_at_fold(image, Fold(2, across=True, reverse=True))
    assert (first.shape, second.shape) == ((4, 4, 3), (2, 4, 3))


def part(text: str, rotation: int) -> Page:
    line = Line((Word(text, Box(1, 2, 3, 4), 0.9),), Box(1, 2, 3, 4))
    block = Block(BlockKind.TABLE, (line,), Box(1, 2, 3, 4), cells=(Cell(0, 0, (line,)),))
    flag = Flag(1, Box(1, 2, 3, 4), -1, -1, text, (), "number", say("It was hard to read."))
    return Page(1, 50, 100, None, (block, Block(BlockKind.STAMP, ())), Method.OCR, rotation=rotation, flags=(flag,))


@pytest.mark.parametrize(
    ("fold", "boxes"),
    [
        (Fold(50, across=False, reverse=False), [(1, 2, 3, 4), (51, 2, 53, 4)]),
        (Fold(50, across=True, reverse=True), [(1, 52, 3, 54), (1, 2, 3, 4)]),
    ],
)
def test_boxes_are_moved_to_where_the_halves_were(fold: Fold, boxes: list[tuple[int, int, int, int]]) -> None:
    page = rejoined([part("một", 0), part("hai", 180)], fold, 100, 100)
    assert page.text == "một\nhai"
    assert [block.box for block in page.flow if block.lines] == boxes
    assert [block.cells[0].lines[0].words[0].box for block in page.flow if block.cells] == boxes
    assert [flag.box for flag in page.flags] == boxes
    assert (page.width, page.height, page.rotation, page.steps[0].name) == (100, 100, 0, "halves")
