"""Walking the content tree of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validators.sharing.pointer import below
from validators.sharing.record import (
    Block,
    Closing,
    Division,
    Furniture,
    Letterhead,
    Question,
    Situation,
    Stamp,
    Watermark,
)

PAPER = (Letterhead, Closing, Furniture, Stamp, Watermark)
"""Blocks that hold what the paper bears besides its text: kept and checked, but neither published nor read aloud."""


def is_paper(block: Block) -> bool:
    """Whether a block belongs to the paper (head, closing, running heads, stamps) and not to the text."""
    return isinstance(block, PAPER)


def blocks(content: Sequence[Block], pointer: str = "/content") -> Iterator[tuple[str, Block]]:
    """Every block of a content tree with its pointer, in order."""
    for index, block in enumerate(content):
        here = below(pointer, index)
        yield here, block
        # By type: asking a model for an attribute it lacks is slow.
        if isinstance(block, Division):
            yield from blocks(block.children, below(here, "children"))
        elif isinstance(block, Question):
            yield from blocks(block.answer, below(here, "answer"))
        elif isinstance(block, Situation):
            yield from blocks(block.solution, below(here, "solution"))
