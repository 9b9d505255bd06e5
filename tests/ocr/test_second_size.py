from __future__ import annotations

import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.engines.second_size import MOST, at_second_size, lines_to_repeat, with_surer
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import GridCell
from converters.reading.boxes import Box

HEIGHT = 10.0


def line(letters: int, height: float, *, cell: bool = False) -> LayoutLine:
    place = GridCell(Box(0, 0, 99, 99), 0, 0, 1, 1) if cell else None
    return LayoutLine(Fragment(Box(40, 40, 90, 60), 60 - height, 60, (), letters), cell=place)


def word(text: str, confidence: float) -> ReadWord:
    return ReadWord(text, Box(16, 16, 40, 32), confidence)


def test_short_lines_of_high_signs_are_read_twice() -> None:
    lines = (line(40, 10), line(4, 15), line(3, 10), line(4, 15, cell=True), line(1, 14))
    assert lines_to_repeat(Layout((LayoutBlock(lines),)), HEIGHT) == [1, 4]


def test_only_a_few_of_a_page() -> None:
    assert len(lines_to_repeat(Layout((LayoutBlock((line(2, 15),) * 20),)), HEIGHT)) == MOST


def test_the_surer_reading_is_taken_with_boxes_of_the_first_size() -> None:
    first = [(word("Căn", 0.9),), (word("f2", 0.18), word("SE", 0.0)), (word("12", 0.9),), ()]
    second = [(word("2025;", 0.9),), (word("13", 0.95),), (word("3", 0.9),)]
    taken = with_surer(first, [1, 2, 3], second)
    assert [" ".join(item.text for item in words) for words in taken] == ["Căn", "2025;", "12", "3"]
    assert taken[1][0].box == (20, 20, 50, 40)


def test_the_second_size_is_smaller() -> None:
    assert at_second_size(np.full((50, 100), 255, np.uint8)).shape == (40, 80)
