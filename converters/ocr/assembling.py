"""Put the engine's words back on the page: lines, blocks, boxes in pixels of the image as stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.layout.bullets import Bullet
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.preparation.prepare import Prepared
from converters.reading.document import Block, BlockKind, Box, Line, Page, Word

BULLET_CONFIDENCE = 0.97  # a shape that was told by rule


def assemble(
    prepared: Prepared,
    layout: Layout,
    crops: Sequence[Crop],
    readings: Sequence[tuple[ReadWord, ...]],
    page: Page,
) -> tuple[Block, ...]:
    """Blocks of a page, in reading order, then its stamps and signatures.

    Args:
        prepared: The page the crops were cut from.
        layout: Of that page.
        crops: One for each line of the layout.
        readings: What the engine read in each.
        page: Gives the size of the stored image.
    """
    pairs = iter(zip(crops, readings, strict=True))
    found = []
    for block in layout.blocks:
        lines = [_line(line, *next(pairs), prepared, page) for line in block.lines]
        kept = tuple(line for line in lines if line.words)
        if kept:
            found.append(Block(BlockKind.PARAGRAPH, kept, union(line.box for line in kept)))
    return (*found, *_marks(prepared, page))


def _marks(prepared: Prepared, page: Page) -> Iterator[Block]:
    for mark in prepared.marks:
        left, top, right, bottom = mark.box
        yield Block(BlockKind(mark.kind), (), stored((2 * left, 2 * top, 2 * right, 2 * bottom), prepared, page))


def _line(line: LayoutLine, crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page) -> Line:
    placed = tuple(_words(line.bullet, crop, words, prepared, page))
    return Line(placed, union(word.box for word in placed))


def _words(
    bullet: Bullet | None, crop: Crop, words: Sequence[ReadWord], prepared: Prepared, page: Page
) -> Iterator[Word]:
    if bullet is not None:
        left, top, right, bottom = bullet.box
        box = stored((2 * left, 2 * top, 2 * right, 2 * bottom), prepared, page)
        yield Word(bullet.text, box, BULLET_CONFIDENCE)
    for word in words:
        left, top, right, bottom = word.box
        box = stored((left + crop.left, top + crop.top, right + crop.left, bottom + crop.top), prepared, page)
        yield Word(word.text, box, word.confidence, alternatives=word.alternatives)


def stored(box: Box, prepared: Prepared, page: Page) -> Box:
    """A box of the prepared page in pixels of the stored image."""
    return prepared.transform.box(box, width=page.width or 0, height=page.height or 0)


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all, or None."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
