"""How the words of a line are put right: detectors one after the other, each on what the one before has left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converters.ocr.after_reading.examples import marked
from converters.reading.document import Word
from validators.language.detector import DetectorTable


@dataclass(slots=True)
class WordToMend:
    """A word in its line.

    Attributes:
        text: As the detectors before have left it.
        words: Of the line, as read.
        index: Of the word in the line.
        line_before: The last word of the line before; empty where a block begins.
    """

    text: str
    words: Sequence[Word]
    index: int
    line_before: str = ""

    def neighbour(self, step: int) -> str:
        """The text of the word so many places to the right (or, below nought, to the left); empty beyond the line."""
        place = self.index + step
        return self.words[place].text if 0 <= place < len(self.words) else ""


def mended_text(table: DetectorTable[WordToMend, str], word: WordToMend) -> str:
    """The word's text after every detector of a table that finds something wrong with it."""
    for _, text in table.each(word):
        word.text = text
    return word.text


def marked_word(written: str) -> WordToMend:
    """The word between angle brackets; a line above tells what stands before the line."""
    rows, line, index = marked(written)
    words = [Word(text) for text in rows[line]]
    return WordToMend(words[index].text, words, index, rows[line - 1][-1] if line else "")
