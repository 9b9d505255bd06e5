"""Where on a page the words stand that a person means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from converters.corrections.correction import Correction
from converters.reading.boxes import Box
from converters.reading.document import Document, Line, Page, Word
from validators.language.unicode_hygiene import clean_text, normalized


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
    def text(self) -> str:
        """What stands there."""
        return self.line.text[self.start : self.stop]

    def narrowed_to(self, text: str) -> WordPlace:
        """The part of it that reads so, without the marks beside it; all of it where that is not a single place."""
        found = list(_whole(text).finditer(self.text)) if text.strip() else []
        if len(found) != 1:
            return self
        return replace(self, start=self.start + found[0].start(), stop=self.start + found[0].end())

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
        typed = " ".join(clean_text(whole).split())
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
    found = [(line, inside) for line in lines_of(page) if (inside := words_in(line, box))]
    if len(found) != 1:
        return None
    line, inside = found[0]
    starts = list(accumulate((len(word.text) + 1 for word in line.words), initial=0))
    return WordPlace(page.number, line, starts[inside[0]], starts[inside[-1] + 1] - 1)


def places_over_lines(page: Page, text: str, box: Box | None = None) -> tuple[WordPlace, ...]:
    """The words of several lines that read so together, one place a line; none where that is no single place.

    Args:
        page: Where.
        text: As it stands, white space aside.
        box: Only words that stand in it, in pixels of the page image as stored.
    """
    lines = [line for line in lines_of(page) if line.words and (box is None or words_in(line, box))]
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    found = list(_whole(text).finditer(" ".join(line.text for line in lines))) if text.strip() else []
    if len(found) != 1:
        return ()
    first, last = found[0].span()
    return tuple(
        WordPlace(page.number, line, max(0, first - start), min(len(line.text), last - start))
        for line, start in zip(lines, starts, strict=False)
        if first < start + len(line.text) and start < last
    )


def words_in(line: Line, box: Box) -> list[int]:
    """Which words of a line have their middle in a box."""
    left, top, right, bottom = (2 * edge for edge in box)  # asked of every word of a page: sums, no halves
    boxes = ((place, word.box) for place, word in enumerate(line.words))
    return [
        place
        for place, one in boxes
        if one is not None and left <= one[0] + one[2] <= right and top <= one[1] + one[3] <= bottom
    ]


def places_of(document: Document, text: str, page: int | None = None) -> list[WordPlace]:
    """Every place where words stand that read so, in the order of the pages.

    Args:
        document: Where.
        text: Words of one line, with or without the marks beside them; white space does not matter.
        page: Only on this page.
    """
    pages = [one for one in document.pages if page in (None, one.number)]
    return [place for one in pages for place in places_on(one, text)]


def places_on(page: Page, text: str) -> list[WordPlace]:
    """Every place of a page where words stand that read so."""
    if not text.strip():
        return []
    whole = _whole(text)
    return [
        WordPlace(page.number, line, match.start(), match.end())
        for line in lines_of(page)
        for match in whole.finditer(line.text)
    ]


def _whole(text: str) -> re.Pattern[str]:
    wanted = " ".join(normalized("NFC", text).split())
    return re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")


def lines_of(page: Page) -> Iterator[Line]:
    """The lines of a page in reading order, each once: a table holds its cells' text both as cells and as lines."""
    for block in page.blocks:
        if block.cells:
            for cell in block.cells:
                yield from cell.lines
        else:
            yield from block.lines
