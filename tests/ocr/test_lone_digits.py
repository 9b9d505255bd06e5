"""Digits that stand alone on posters: what the network and one more sign speak for, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from drawn_pages import Grey, font
from PIL import Image, ImageDraw

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.second_reading.lone_digits import CONFIRMED, COUNTED, with_lone_digits
from converters.reading.boxes import Box

HEIGHT = 12.0
Read = tuple[ReadWord, ...]


def words(text: str, sure: float = 0.3) -> Read:
    return tuple(ReadWord(word, Box(0, 0, 10, 10), sure) for word in text.split())


def lone(sign: str, left: int, top: int) -> tuple[LayoutLine, Crop]:
    """A sign that stands alone on the page, and its crop at twice the scale."""
    image = Image.new("L", (80, 100), 255)
    pen = ImageDraw.Draw(image)
    if sign == "mark":
        pen.line([(20, 50), (36, 74), (62, 26)], fill=0, width=9)
    else:
        pen.text((40, 76), sign, font=font(68), fill=0, anchor="ms")
    ink = np.argwhere(np.asarray(image) < 128)
    (first, start), (last, end) = ink.min(axis=0), ink.max(axis=0) + 1
    box = Box(left, top, left + int(end - start) // 2, top + int(last - first) // 2)
    fragment = Fragment(box, float(box.top), float(box.bottom), (0,), 1)
    crop = Crop(np.asarray(image), 2 * left - int(start), 2 * top - int(first))
    return LayoutLine(fragment, scrap=True), crop


def read(signs: Sequence[tuple[str, int, int]], readings: Sequence[Read], again: str) -> list[tuple[str, float]]:
    """What the signs come out as when the engine reads `again` in whatever else is shown to it."""
    lines, crops = zip(*(lone(*sign) for sign in signs), strict=True)

    def engine(images: Sequence[Grey]) -> list[Read]:
        return [words(again) for _ in images]

    found = with_lone_digits(Layout((LayoutBlock(lines),)), crops, readings, engine, HEIGHT)
    return [(word.text, word.confidence) for (word,) in found if word]


def test_a_digit_that_the_engine_reads_in_a_line_of_three_is_one() -> None:
    assert read([("3", 40, 100)], [words("K)")], "333") == [("3", CONFIRMED)]
    assert read([("3", 40, 100)], [words("K)")], "3 3 3") == [("3", CONFIRMED)]


def test_a_digit_that_counts_on_from_another_is_one() -> None:
    column = [("1", 40, 100), ("2", 40, 170)]
    assert read(column, [words("1", 0.96), words("Z")], "ANA") == [("1", 0.96), ("2", COUNTED)]
    backwards = [("1", 40, 170), ("2", 40, 100)]
    assert read(backwards, [words("1", 0.96), words("Z")], "ANA") == [("1", 0.96), ("Z", 0.3)]


def test_a_digit_that_nothing_else_speaks_for_is_left_as_read() -> None:
    assert read([("3", 40, 100)], [words("K)")], "ANA") == [("K)", 0.3)]


def test_an_icon_is_no_digit() -> None:
    assert read([("mark", 40, 100)], [words("#")], "777") == [("#", 0.3)]
