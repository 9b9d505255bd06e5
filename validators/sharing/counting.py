"""Letters and digits of a record's blocks, to hold them against what was read: nothing may be lost on the way.

Letters are counted instead of words, for words may be parted or joined on the way: "1.Nội" is a marker and a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validators.sharing.content import is_paper
from validators.sharing.record import (
    Aside,
    Block,
    Closing,
    Deadline,
    Division,
    Figure,
    Furniture,
    Letterhead,
    ListBlock,
    PlacedCount,
    Procedure,
    Question,
    RightOrDuty,
    Sanction,
    Situation,
    Stamp,
    Table,
    Watermark,
)

REPEATING = (Sanction, RightOrDuty, Deadline, Procedure)
"""Typed items say again what the text says."""


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def printed_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of blocks that stands in the source, once for each time it does, in order."""
    for block in blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:  # one branch a kind of block
    match block:
        case ListBlock():
            yield from block.items
        case Table():
            yield block.caption or ""
            yield from (cell for row in block.rows for cell in row)
        case Figure():
            yield from (block.alt or "", block.caption or "")
        case Division() | Question() | Situation() | Aside():
            yield from _nested(block)
        case Letterhead() | Closing():
            yield from block.lines
        case Furniture() | Stamp() | Watermark():
            yield from (block.text for _ in block.pages)
        case Sanction() | RightOrDuty() | Deadline() | Procedure():
            return
        case _:
            yield block.text


def _nested(block: Division | Question | Situation | Aside) -> Iterator[str]:
    match block:
        case Division():
            yield from (block.marker or block.label, block.title or "", block.text or "")
            yield from printed_texts(block.children)
        case Question():
            yield from (block.marker or "", block.text, block.answer_marker or "")
            yield from printed_texts(block.answer)
        case Situation():
            yield from (block.marker or "", block.text, block.solution_marker or "")
            yield from printed_texts(block.solution)
        case Aside():
            yield from printed_texts(block.content)


def placed(content: Iterable[Block]) -> PlacedCount:
    """How many letters and digits stand in a record's content, by where they stand."""
    counts: dict[str, int] = {}
    for block in content:
        where = block.type if is_paper(block) else "content"
        counts[where] = counts.get(where, 0) + sum(map(letters, _texts(block)))
    return PlacedCount.model_validate(counts)


def total(count: PlacedCount) -> int:
    """All of them."""
    return sum(getattr(count, name) for name in PlacedCount.model_fields)
