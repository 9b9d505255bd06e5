"""Where on a page the words stand that a person means."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from converters.corrections.correction import Correction
from converters.reading.boxes import Box
from converters.reading.document import Document, Line, Page, Word


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Some words of a line.

    Attributes:
        page: Number of the page, from 1.
        line: The line.
        start: The first code point of the text meant, in the line.
        stop: One past its last.
    """

    page: int
    line: Line
    start: int
    stop: int

    @property
    def box(self) -> Box | None:
        """Around its words."""
        return Box.around_known(word.box for word in self._words()[2])

    def corrected_to(self, after: str, who: str, when: dt.datetime, why: str | None = None) -> Correction:
        """The correction that puts another text in its place; the marks its words begin and end with stay."""
        text = self.line.text
        first, last, _ = self._words()
        before = text[first:last]
        whole = f"{text[first : self.start]}{after}{text[self.stop : last]}"
        typed = " ".join(unicodedata.normalize("NFC", whole).split())
        return Correction(self.page, self.box, text, first, before, typed, who, when, why)

    def _words(self) -> tuple[int, int, list[Word]]:
        """First and last code point of the words the text is part of, and those words."""
        at, first, last, words = 0, self.start, self.stop, []
        for word in self.line.words:
            end = at + len(word.text)
            if at < self.stop and self.start < end:
                first, last = min(first, at), max(last, end)
                words.append(word)
            at = end + 1
        return first, last, words


def place_at(page: Page, box: Box) -> WordPlace | None:
    """The words of one line that stand in a box; None when none do, or those of several lines.

    Args:
        page: Where.
        box: In pixels of the page image as stored.
    """
    found = [(line, inside) for line in _lines(page) if (inside := _inside(line, box))]
    if len(found) != 1:
        return None
    line, inside = found[0]
    starts = list(accumulate((len(word.text) + 1 for word in line.words), initial=0))
    return WordPlace(page.number, line, starts[inside[0]], starts[inside[-1] + 1] - 1)


def _inside(line: Line, box: Box) -> list[int]:
    boxes = ((place, word.box) for place, word in enumerate(line.words))
    return [
        place
        for place, one in boxes
        if one is not None and box.left <= one.centre_x < box.right and box.top <= one.centre_y < box.bottom
    ]


def places_of(document: Document, text: str, page: int | None = None) -> list[WordPlace]:
    """Every place where words stand that read so, in the order of the pages.

    Args:
        document: Where.
        text: Words of one line, with or without the marks beside them; white space does not matter.
        page: Only on this page.
    """
    wanted = " ".join(unicodedata.normalize("NFC", text).split())
    if not wanted:
        return []
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    pages = [one for one in document.pages if page in (None, one.number)]
    return [
        WordPlace(one.number, line, match.start(), match.end())
        for one in pages
        for line in _lines(one)
        for match in whole.finditer(line.text)
    ]


def _lines(page: Page) -> Iterator[Line]:
    """Each line once: a table holds its cells' text both as cells and as lines."""
    for block in page.blocks:
        if block.cells:
            for cell in block.cells:
                yield from cell.lines
        else:
            yield from block.lines
