"""Calibrated confidence: from the engine's own number to how often words with that number are right.

The table was learned by isotonic regression (Barlow et al. 1972) on composed pages by `benchmarks/ocr.py --calibrate`;
the reliability table of that benchmark shows how well it holds on other pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from converters.reading.document import Block, Cell, Line, Page, Word

CalibrationTable = Sequence[tuple[float, float]]
"""Pairs of the engine's confidence and the share of right words, both rising."""

TABLE: CalibrationTable = (
    (0.00, 0.30),
    (0.30, 0.60),
    (0.65, 0.77),
    (0.84, 0.90),
    (0.91, 0.93),
    (0.92, 0.975),
    (0.94, 0.985),
    (0.96, 0.997),
    (1.00, 0.999),
)


def calibrated(confidence: float, table: CalibrationTable = TABLE) -> float:
    """The probability that a word with this engine confidence is right, between the points of the table on a line."""
    index = bisect_right(table, (confidence, 2.0))
    if index == 0:
        return table[0][1]
    if index == len(table):
        return table[-1][1]
    (low, from_share), (high, to_share) = table[index - 1], table[index]
    return round(from_share + (to_share - from_share) * (confidence - low) / (high - low), 4)


def calibrate_page(page: Page) -> Page:
    """The page with the confidence of every word calibrated."""
    return replace(page, blocks=tuple(_block(block) for block in page.blocks))


def _block(block: Block) -> Block:
    cells = tuple(_cell(cell) for cell in block.cells)
    return replace(block, lines=tuple(_line(line) for line in block.lines), cells=cells)


def _cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(_line(line) for line in cell.lines))


def _line(line: Line) -> Line:
    return replace(line, words=tuple(_word(word) for word in line.words))


def _word(word: Word) -> Word:
    return word if word.confidence is None else replace(word, confidence=calibrated(word.confidence))
