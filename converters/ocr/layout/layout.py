"""The layout of a page: its lines in reading order, and what stands apart from the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.ocr.layout.bullets import Bullet, find_bullets
from converters.ocr.layout.columns import order
from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.specks import speck_size, without_specks
from converters.ocr.layout.usable import usable
from converters.ocr.options import Switches
from converters.ocr.preparation.prepare import Prepared


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One line of text.

    Attributes:
        fragment: Where it is and which components it has.
        bullet: In front of it, when it stands too far away to be read with it.
    """

    fragment: Fragment
    bullet: Bullet | None = None


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """Lines of one column or block, top to bottom."""

    lines: tuple[LayoutLine, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's blocks in reading order."""

    blocks: tuple[LayoutBlock, ...]

    @property
    def lines(self) -> Iterator[LayoutLine]:
        """All lines in reading order."""
        for block in self.blocks:
            yield from block.lines


def find_layout(prepared: Prepared, switches: Switches) -> Layout:
    """The layout of a prepared page; without blocks when it has no text to speak of."""
    height = prepared.letter_height
    if height == 0:
        return Layout(())
    components = prepared.components
    grouping = find_fragments(components, height, usable(components, height))
    size = speck_size(components, grouping.loose, height) if switches.specks else 0.0
    fragments = grouping.fragments
    if size:
        fragments = tuple(without_specks(fragment, components, size, height) for fragment in fragments)
    blocks = order(fragments, height, cut=switches.columns)
    lines = [line for block in blocks for line in block.lines]
    bullets = find_bullets(lines, components, grouping.loose, height)
    numbered = iter(enumerate(lines))
    return Layout(
        tuple(
            LayoutBlock(
                tuple(LayoutLine(line, bullets.get(index)) for index, line in (next(numbered) for _ in block.lines))
            )
            for block in blocks
        )
    )
