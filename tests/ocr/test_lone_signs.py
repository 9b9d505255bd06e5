"""Cells that hold one sign: a dash is told by its shape, a speck is no sign, and what is a letter stays."""

from __future__ import annotations

import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import GridCell
from converters.ocr.preparation.components import find_components
from converters.ocr.second_reading.lone_signs import with_lone_signs
from converters.reading.boxes import Box
from tests.each import each

HEIGHT = 12.0
CELL = GridCell(Box(0, 0, 100, 40), 0, 0, 1, 1)
DASH, SPECK, STROKE = Box(40, 20, 48, 22), Box(40, 20, 43, 23), Box(40, 14, 43, 28)


def read(ink: Box, text: str, *, cell: GridCell | None = CELL, lines: int = 1) -> list[str]:
    """What a cell with one piece of ink comes out as, when the engine read so."""
    page = np.zeros((40, 100), bool)
    page[ink.top : ink.bottom, ink.left : ink.right] = True
    line = LayoutLine(Fragment(ink, float(ink.top), float(ink.bottom), (0,), 1), cell=cell)
    layout = Layout((LayoutBlock((line,) * lines),))
    crop = Crop(np.full((80, 80), 255, np.uint8), 0, 0)
    words = tuple(ReadWord(word, Box(0, 0, 10, 10), 0.4) for word in text.split())
    after = with_lone_signs(layout, [crop] * lines, [words] * lines, find_components(page), HEIGHT)
    return [word.text for word in after[0]]


@each("text", ["", "~", "-", "—"])
def test_a_lone_dash_is_a_dash_whatever_the_engine_read(text: str) -> None:
    assert read(DASH, text) == ["-"]


def test_a_lone_speck_is_nothing() -> None:
    assert read(SPECK, ".") == []


def test_what_the_engine_read_as_a_letter_stays() -> None:
    assert read(DASH, "T") == ["T"]
    assert read(STROKE, "1") == ["1"]


def test_beside_other_text_and_out_of_tables_nothing_is_told_by_shape() -> None:
    assert read(DASH, "~", lines=2) == ["~"]
    assert read(SPECK, ".", cell=None) == ["."]
