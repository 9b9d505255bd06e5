"""The plain text of a Document, and where in it the flagged spots stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from converters.reading.boxes import Box
from converters.reading.document import Document, Flag, Page, Word


@dataclass(frozen=True, slots=True)
class Span:
    """A word and where it stands in the document's text (code points)."""

    word: Word
    start: int
    end: int


def page_spans(page: Page, offset: int = 0) -> Iterator[Span]:
    """Every word of the page's text in reading order, placed as `Page.text` lays it out.

    Args:
        page: The page.
        offset: Where the page's text begins in the document's.
    """
    place = offset
    for block in page.flow:
        for line in block.lines:
            for word in line.words:
                yield Span(word, place, place + len(word.text))
                place += len(word.text) + 1
            if not line.words:
                place += 1


def placed_flags(document: Document) -> tuple[Flag, ...]:
    """All flags with `start` and `end` counted into `Document.text`, in reading order.

    A flag that lies on no word (ink that was not read, a whole page) points between words: start equals end.
    """
    placed: list[Flag] = []
    offset = 0
    for page in document.pages:
        spans = tuple(page_spans(page, offset))
        placed += (_placed(flag, spans, offset) for flag in page.flags)
        offset += len(page.text) + 1
    return tuple(sorted(placed, key=lambda flag: (flag.page, flag.start)))


def _placed(flag: Flag, spans: tuple[Span, ...], offset: int) -> Flag:
    touched = [span for span in spans if flag.box and span.word.box and _covers(flag.box, span.word.box)]
    if not touched:
        return replace(flag, start=offset, end=offset)
    start, end = touched[0].start, touched[-1].end
    return _narrowed(replace(flag, start=start, end=end), touched)


def _narrowed(flag: Flag, touched: list[Span]) -> Flag:
    """Leave out what the flag does not mean ("(800.000" → "800.000") where its own text tells."""
    printed = " ".join(span.word.text for span in touched)
    found = printed.find(flag.text) if flag.text else -1
    consecutive = flag.end - flag.start == len(printed)
    if found < 0 or not consecutive:
        return flag
    return replace(flag, start=flag.start + found, end=flag.start + found + len(flag.text))


def _covers(outer: Box, inner: Box) -> bool:
    """Whether at least half of `inner` lies within `outer`."""
    shared = outer.shared_area(inner)
    return shared > 0 and 2 * shared >= inner.area
