"""Put the engine's words back on the page: lines, blocks, boxes in pixels of the image as stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.columns import TextBlock
from converters.ocr.layout.crops import Crop
from converters.ocr.preparation.prepare import Prepared
from converters.reading.document import Block, BlockKind, Box, Line, Page, Word


def assemble(
    prepared: Prepared,
    blocks: Sequence[TextBlock],
    crops: Sequence[Crop],
    readings: Sequence[tuple[ReadWord, ...]],
    page: Page,
) -> tuple[Block, ...]:
    """Blocks of a page, in reading order.

    Args:
        prepared: The page the crops were cut from.
        blocks: Its layout.
        crops: One for each line of each block.
        readings: What the engine read in each.
        page: Gives the size of the stored image.
    """
    pairs = iter(zip(crops, readings, strict=True))
    found = []
    for block in blocks:
        lines = [_line(crop, words, prepared, page) for crop, words in (next(pairs) for _ in block.lines)]
        kept = tuple(line for line in lines if line.words)
        if kept:
            found.append(Block(BlockKind.PARAGRAPH, kept, union(line.box for line in kept)))
    return tuple(found)


def _line(crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page) -> Line:
    placed = tuple(_words(crop, words, prepared, page))
    return Line(placed, union(word.box for word in placed))


def _words(crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page) -> Iterator[Word]:
    width, height = page.width or 0, page.height or 0
    for word in words:
        left, top, right, bottom = word.box
        box = (left + crop.left, top + crop.top, right + crop.left, bottom + crop.top)
        stored = prepared.transform.box(box, width=width, height=height)
        yield Word(word.text, stored, word.confidence, alternatives=word.alternatives)


def union(boxes: Iterator[Box | None]) -> Box | None:
    """The smallest box around all, or None."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
