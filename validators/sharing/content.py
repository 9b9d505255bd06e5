"""Walking the content tree of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validators.sharing.pointer import below
from validators.sharing.record import (
    Aside,
    Block,
    Closing,
    Division,
    Furniture,
    Heading,
    Letterhead,
    ListBlock,
    Paragraph,
    Question,
    Situation,
    Stamp,
    Table,
    Watermark,
)

_WORDS = {"part": "Phần", "chapter": "Chương", "section": "Mục", "article": "Điều"}
_SIGNS = {"clause": ".", "point": ")"}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹*"


def opening(division: Division) -> str:
    """What opens a division, as printed ("Điều 5.", "1.", "a)"); made of its label where print is not known."""
    if division.marker:
        return division.marker
    label = division.label
    word = _WORDS.get(division.type)
    if word is None:
        return label + _SIGNS[division.type]
    return label if label.casefold().startswith(word.casefold()) else f"{word} {label}"


def beside(marker: str | None, text: str | None, stop: str = ".") -> str:
    """What opens a unit and the words behind it on one line.

    Args:
        marker: "Điều 5.", "Chương II", "Câu 1:".
        text: What follows it; on paper it may stand on the next line.
        stop: Put between where the marker ends without a sign of its own.
    """
    if not marker or not text:
        return marker or text or ""
    return f"{stopped(marker, stop)} {text}"


def stopped(marker: str, stop: str) -> str:
    """What opens a unit, with a stop where it ends without a sign of its own; a note's number ("18.²") is not its end.

    Args:
        marker: Not empty.
        stop: "." or ":", or nothing.
    """
    return marker + (stop if marker.rstrip(_RAISED)[-1:].isalnum() else "")


PAPER = (Letterhead, Closing, Furniture, Stamp, Watermark)
"""Blocks that hold what the paper bears besides its text: kept and checked, but neither published nor read aloud."""


def is_paper(block: Block) -> bool:
    """Whether a block belongs to the paper (head, closing, running heads, stamps) and not to the text."""
    return isinstance(block, PAPER)


_HOLDING_NONE = (Paragraph, Heading, ListBlock, Table)  # as nearly all: none of their blocks is another's


def block_of(pointer: str) -> str:
    """The pointer of the block whose own words, the text or an item, a pointer leads to; any other as it is."""
    return pointer.partition("/items/")[0].removesuffix("/text")


def blocks(content: Sequence[Block], pointer: str = "/content") -> Iterator[tuple[str, Block]]:
    """Every block of a content tree with its pointer, in order."""
    for index, block in enumerate(content):
        here = f"{pointer}/{index}"
        yield here, block
        if isinstance(block, _HOLDING_NONE):
            continue
        # By type: asking a model for an attribute it lacks is slow.
        if isinstance(block, Division):
            yield from blocks(block.children, below(here, "children"))
        elif isinstance(block, Question):
            yield from blocks(block.answer, below(here, "answer"))
        elif isinstance(block, Situation):
            yield from blocks(block.solution, below(here, "solution"))
        elif isinstance(block, Aside):
            yield from blocks(block.content, below(here, "content"))
