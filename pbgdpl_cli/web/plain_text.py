"""What a person can read in a record, as plain text: what the portal indexes and quotes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validators.sharing.content import beside, opening
from validators.sharing.record import (
    Aside,
    Block,
    Closing,
    Division,
    Figure,
    Furniture,
    Letterhead,
    ListBlock,
    Paragraph,
    Procedure,
    Record,
    Sanction,
    Situation,
    Stamp,
    Table,
    Watermark,
)
from validators.sharing.record import Question as QuestionBlock


def plain_text(record: Record) -> str:
    """The readable content, a block a line."""
    return "\n".join(line for line in _lines(record.content) if line)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:  # one branch a kind of block
    match block:
        case ListBlock():
            yield from block.items
        case Table():
            yield block.caption or ""
            yield from (" · ".join(cell for cell in row if cell) for row in block.rows)
        case Figure():
            yield block.caption or block.alt or ""
        case Division():
            yield " ".join(part for part in (division_name(block), block.text) if part)
            yield from _lines(block.children)
        case QuestionBlock():
            yield beside(block.marker, block.text)
            yield from _answer(block.answer_marker, block.answer)
        case Situation():
            yield beside(block.marker, block.text)
            yield from _answer(block.solution_marker, block.solution)
        case Sanction():
            yield " ".join(part for part in (block.behaviour, block.other) if part)
        case Procedure():
            yield block.title
            yield from block.steps
        case Letterhead() | Closing() | Furniture() | Stamp() | Watermark() | Aside():
            return
        case _:
            yield beside(block.under if isinstance(block, Paragraph) else None, block.text, ":")


def _answer(marker: str | None, blocks: Iterable[Block]) -> Iterator[str]:
    lines = _lines(blocks)
    yield beside(marker, next(lines, ""), ":")
    yield from lines


def division_name(division: Division) -> str:
    """A part of an act as it is printed: "Điều 6. Title", "1. Title", "a) Title"."""
    return beside(opening(division), division.title, "." if division.type not in {"clause", "point"} else "")
