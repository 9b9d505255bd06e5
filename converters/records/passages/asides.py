"""What a source keeps beside what it shows, taken out of the text: speaker's notes, hidden slides and sheets.

They are no part of what the material says to its readers: they make no title, answer no question and bear no fine,
and stand marked behind the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from converters.reading.document import Block, BlockKind, Document, Page


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
