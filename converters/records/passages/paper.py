"""What stands beside the text: furniture, stamps and watermarks of a paper, what is left out, and what is not shown.

A speaker's notes, hidden slides and sheets are no part of what the material says to its readers: they make no title,
answer no question and bear no fine, and stand marked behind the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from converters.reading.document import Block, BlockKind, Document, Page
from converters.records.passages.printed_lines import Beside, LineBeside
from validators.sharing import record as model
from validators.sharing.codes import LeftOutReason
from validators.sharing.record import Evidence

_BLOCKS: dict[Beside, type[model.Furniture | model.Stamp | model.Watermark]] = {
    Beside.FURNITURE: model.Furniture,
    Beside.STAMP: model.Stamp,
    Beside.WATERMARK: model.Watermark,
}
_LEFT_OUT: dict[Beside, LeftOutReason] = {Beside.HANDWRITING: "handwritten", Beside.PICTURE: "picture"}
PaperBlock = tuple[model.Block, Evidence]


def paper_blocks(lines: Iterable[LineBeside]) -> list[PaperBlock]:
    """One block for each wording, with every page that bears it, and where it stands on the first of them.

    Lines without a letter or digit (rules, ornaments) are drawing.
    """
    found: dict[tuple[Beside, str], list[LineBeside]] = {}
    for one in lines:
        text = one.line.text.strip()
        if one.what in _BLOCKS and any(map(str.isalnum, text)):
            found.setdefault((one.what, text), []).append(one)
    return [
        (_BLOCKS[what](text=text, pages=[one.page for one in same]), _evidence(same[0], text))
        for (what, text), same in found.items()
    ]


def _evidence(one: LineBeside, text: str) -> Evidence:
    return Evidence(page=one.page, box=one.line.box, text=text, method=one.method.value)


def left_out(lines: Sequence[LineBeside]) -> list[model.LeftOut]:
    """What was read in handwriting and pictures, as far as it goes: kept beside the record, never in it."""
    return [
        model.LeftOut(reason=_LEFT_OUT[one.what], text=one.line.text.strip(), page=one.page)
        for one in lines
        if one.what in _LEFT_OUT and any(map(str.isalnum, one.line.text))
    ]


@dataclass(frozen=True, slots=True)
class AsidePage:
    """A page that holds only what is kept beside the text.

    Attributes:
        of: What it is.
        page: With these blocks alone.
    """

    of: Literal["notes", "hidden-page"]
    page: Page


def set_apart(document: Document) -> tuple[Document, tuple[AsidePage, ...]]:
    """A document as it is shown, and what it keeps beside that, in order.

    Args:
        document: As read. Where every page is hidden, none is: there is nothing else to show.
    """
    all_hidden = all(page.hidden or not page.blocks for page in document.pages)
    pages = [replace(page, hidden=False) if all_hidden else page for page in document.pages]
    asides = tuple(aside for page in pages for aside in _asides(page))
    if not asides:
        return document, ()
    return replace(document, pages=tuple(map(_shown, pages))), asides


def _shown(page: Page) -> Page:
    blocks = () if page.hidden else _without(page.blocks, {BlockKind.NOTE})
    return replace(page, blocks=blocks)


def _asides(page: Page) -> Iterator[AsidePage]:
    notes = tuple(block for block in page.blocks if block.kind is BlockKind.NOTE)
    if page.hidden and (shown := _without(page.blocks, {BlockKind.NOTE})):
        yield AsidePage("hidden-page", replace(page, blocks=shown))
    if notes:
        yield AsidePage("notes", replace(page, blocks=notes))


def _without(blocks: Iterable[Block], kinds: set[BlockKind]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind not in kinds)
