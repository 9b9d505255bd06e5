"""Which short cells are read again, what is believed of them, and that all others are let be."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from drawn_pages import font
from PIL import Image, ImageDraw

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import GridCell
from converters.ocr.preparation.arrays import Grey
from converters.ocr.preparation.components import find_components
from converters.ocr.second_reading.cells import LONGEST, UNCONFIRMED, with_cells
from converters.reading.boxes import Box

HEIGHT = 11.0
CELL = GridCell(Box(0, 0, 200, 40), 0, 0, 1, 1)
PLACE = Box(20, 30, 60, 60)
EMPTY = find_components(np.zeros((2, 2), bool))

Read = tuple[ReadWord, ...]


def words(text: str, sure: float) -> Read:
    return tuple(ReadWord(piece, PLACE, sure) for piece in text.split())


def line_of(text: str, *, cell: GridCell | None = CELL, letters: int | None = None) -> tuple[LayoutLine, Crop]:
    """A line that shows a text, drawn, and its crop."""
    image = Image.new("L", (400, 80), 255)
    ImageDraw.Draw(image).text((20, 56), text, font=font(40), fill=0, anchor="ls")
    left, top, wide, tall = cv2.boundingRect((np.asarray(image) < 128).astype(np.uint8))
    box = Box(left // 2, top // 2, (left + wide) // 2, (top + tall) // 2)
    fragment = Fragment(box, top / 2, (top + tall) / 2, (), len(text) if letters is None else letters)
    return LayoutLine(fragment, cell=cell), Crop(np.asarray(image), 0, 0)


class Engine:
    """Reads the same in all that is shown to it, and counts what that is."""

    def __init__(self, *readings: str, sure: float = 0.9) -> None:
        self.readings, self.sure, self.shown = readings, sure, 0

    def __call__(self, images: Sequence[Grey]) -> list[Read]:
        self.shown += len(images)
        return [words(self.readings[place % len(self.readings)], self.sure) for place in range(len(images))]


def taken(line: LayoutLine, crop: Crop, read: Read, engine: Engine) -> list[tuple[str, float]]:
    (after,) = with_cells(Layout((LayoutBlock((line,)),)), [crop], [read], engine, EMPTY, HEIGHT)
    return [(word.text, word.confidence) for word in after]


@pytest.mark.parametrize(
    ("text", "cell", "letters"),
    [("56", None, 2), ("56", CELL, LONGEST + 1)],
    ids=["no cell", "too long"],
)
def test_what_is_no_short_cell_is_let_be(text: str, cell: GridCell | None, letters: int) -> None:
    engine = Engine("56")
    assert taken(*line_of(text, cell=cell, letters=letters), words("S6", 0.1), engine) == [("S6", 0.1)]
    assert engine.shown == 0


@pytest.mark.parametrize("read", ["46", "1.250", "82,3", "12-15", "5%", "3 – 4"])
def test_a_number_read_with_certainty_is_not_looked_at(read: str) -> None:
    engine = Engine("99")
    assert taken(*line_of("56"), words(read, 0.97), engine) == [(piece, 0.97) for piece in read.split()]
    assert engine.shown == 0


@pytest.mark.parametrize("read", ["56", "56.", "(56)", "56;"])
def test_edges_of_a_number_are_no_other_number(read: str) -> None:
    engine = Engine("99")
    assert taken(*line_of("56"), words(read, 0.7), engine) == [(read, 0.7)]
    assert engine.shown == 0


@pytest.mark.parametrize("readings", [("56", "S6"), ("S6", "56"), ("56", "56")])
def test_one_of_the_two_other_sizes_is_enough(readings: tuple[str, str]) -> None:
    engine = Engine(*readings, sure=0.88)
    assert taken(*line_of("56"), words("S6", 0.9), engine) == [("56", 0.88)]
    assert engine.shown == 2


@pytest.mark.parametrize(
    ("shown", "read", "sure", "after"),
    [
        ("56", "S6", 0.9, ("56", UNCONFIRMED)),  # a digit stands beside a letter: no number, and no word
        ("56", "SG", 0.7, ("56", UNCONFIRMED)),  # not sure, and no digit
        ("56", "SG", 0.9, ("SG", 0.9)),  # sure
        ("56", "58", 0.7, ("58", 0.7)),  # another number: the second reading's to doubt
        ("82,3", "823", 0.7, ("82,3", UNCONFIRMED)),  # the same digits, a comma lost
        ("11", "II", 0.5, ("II", 0.5)),  # only its place tells
    ],
)
def test_what_is_believed_where_no_other_size_agrees(
    shown: str, read: str, sure: float, after: tuple[str, float]
) -> None:
    assert taken(*line_of(shown), words(read, sure), Engine("q")) == [after]


def test_a_cell_of_which_nothing_was_read_has_no_place_to_write_in() -> None:
    assert taken(*line_of("56"), (), Engine("56")) == []


def test_a_stroke_as_high_as_a_digit_is_one_and_a_rule_at_the_side_is_none() -> None:
    line, crop = line_of("7")
    assert taken(line, crop, words("|", 0.4), Engine("7")) == [("7", 0.9)]
    left = line.fragment.box.left
    beside = GridCell(Box(left - 2, 0, 200, 40), 0, 0, 1, 1)
    engine = Engine("7")
    assert taken(LayoutLine(line.fragment, cell=beside), crop, words("|", 0.4), engine) == [("|", 0.4)]
    assert engine.shown == 0


@pytest.mark.parametrize(("letter", "small"), [("X", "x"), ("O", "o"), ("S", "s"), ("A", "A"), ("T", "T")])
def test_only_letters_of_one_shape_are_made_small(letter: str, small: str) -> None:
    line, crop = line_of("x")
    assert taken(line, crop, words(letter, 0.99), Engine(letter))[0][0] == small
    two = words(f"{letter} {letter}", 0.99)
    assert [text for text, _ in taken(line, crop, two, Engine(letter))] == [letter, letter]


def test_each_cell_gets_its_own_number() -> None:
    shown, read = ("56", "56", "a lô", "34"), ("S6", "56", "alô", "E4")
    drawn = [line_of(text) for text in shown]
    layout = Layout(
        (LayoutBlock(tuple(line for line, _ in drawn[:2])), LayoutBlock(tuple(line for line, _ in drawn[2:])))
    )
    engine = Engine("56", "q", "34", "q")
    readings = [words(text, 0.9) for text in read]
    after = with_cells(layout, [crop for _, crop in drawn], readings, engine, EMPTY, HEIGHT)
    assert [" ".join(word.text for word in line) for line in after] == ["56", "56", "alô", "34"]
    assert engine.shown == 4
