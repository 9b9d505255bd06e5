"""Examples as detectors write them down: lines of print, the word in question between angle brackets."""

from __future__ import annotations

from converters.ocr.after_reading.examples import marked
from converters.ocr.second_reading.detectors.subject import QuantityInLine, WordInLine, page_text, quantity_at
from converters.reading.document import Line, Word

DOUBTFUL = 0.7  # engine confidence of a word with a tilde behind it ("<VỆ~>")


def marked_word(written: str) -> WordInLine:
    """The word of "tháng <§> năm 2021" between the brackets, in its place; lines end at line breaks."""
    rows, place, index = marked(written)
    lines = [Line(tuple(map(_word, row))) for row in rows]
    return WordInLine(page_text(lines), place, index)


def _word(text: str) -> Word:
    return Word(text.removesuffix("~"), confidence=DOUBTFUL if text.endswith("~") else None)


def marked_quantity(written: str) -> QuantityInLine:
    """The quantity that begins with the word between the brackets.

    Raises:
        ValueError: No quantity has that word.
    """
    found = quantity_at(marked_word(written))
    if found is None:
        raise ValueError(written)
    return found
