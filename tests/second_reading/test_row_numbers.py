"""Row numbers that do not stand between their neighbours are found."""

from __future__ import annotations

from collections.abc import Sequence

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.fragments import Fragment
from converters.ocr.layout.layout import Layout, LayoutBlock, LayoutLine
from converters.ocr.layout.ruled_tables import GridCell, TableGrid
from converters.ocr.second_reading.row_numbers import Neighbours, out_of_step, steps_of
from converters.reading.boxes import Box
from tests.each import each

BOX = Box(0, 0, 20, 12)


def column(texts: Sequence[str], *, before: int = 0) -> tuple[Layout, list[tuple[ReadWord, ...]]]:
    """A table whose first column holds the texts, after so many lines of other text."""
    cells = tuple(GridCell(BOX, row, 0, 1, 1) for row in range(len(texts)))
    lines = tuple(LayoutLine(Fragment(BOX, 0, 12, (), 1), cell=cell) for cell in cells)
    prose = LayoutBlock(tuple(LayoutLine(Fragment(BOX, 0, 12, (), 1)) for _ in range(before)))
    layout = Layout((prose, LayoutBlock(lines, TableGrid(BOX, cells))))
    return layout, [(ReadWord(text, BOX, 0.99),) for text in (*["lời"] * before, *texts)]


@each(
    ("texts", "odd"),
    [
        (["TT", "1", "2", "3"], []),
        (["1", "1.1", "1.2", "2", "2.1", "3"], []),
        (["2", "211", "2.2"], [1]),
        (["4", "41", "4.2", "5"], [1, 2]),  # the one below cannot be told from it
        (["7", "741", "7.2"], [1]),
        (["6", "8", "8"], [1]),
        (["1", "I", "3"], []),  # no number: others look at it
        (["1", "5", "Cộng"], []),  # nothing below says what it should be
    ],
)
def test_numbers_out_of_step(texts: list[str], odd: list[int]) -> None:
    layout, readings = column(texts)
    assert list(out_of_step(layout, readings)) == odd


def test_lines_before_the_table_are_counted() -> None:
    assert list(out_of_step(*column(["2", "211", "2.2"], before=3))) == [4]


def test_what_may_stand_between_two_numbers() -> None:
    between = Neighbours((2,), (2, 2))
    assert between.fit("2.1")
    assert between.fit("2.1.")
    assert not between.fit("21")
    assert not between.fit("2.2")


@each(("text", "steps"), [("7.1.", (7, 1)), ("12", (12,)), ("7,1", None), ("a)", None), ("1234", None)])
def test_parts_of_a_number(text: str, steps: tuple[int, ...] | None) -> None:
    assert steps_of(text) == steps
