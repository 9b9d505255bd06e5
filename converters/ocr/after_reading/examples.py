"""Examples as detectors write them down: lines of print, the word in question between angle brackets."""

from __future__ import annotations

from converters.reading.document import Word


def marked(written: str) -> tuple[list[list[str]], int, int]:
    """The words of "tháng <§> năm 2021" line by line, the line and the word between the brackets.

    Args:
        written: Lines end at line breaks.
    """
    rows = [row.split() for row in written.split("\n")]
    line, index = next((y, x) for y, row in enumerate(rows) for x, piece in enumerate(row) if piece[0] == "<")
    rows[line][index] = rows[line][index].removeprefix("<").removesuffix(">")
    return rows, line, index


def words_of(written: str) -> list[Word]:
    """A line of print as words without places."""
    return [Word(piece) for piece in written.split()]
